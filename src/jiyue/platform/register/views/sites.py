"""Entering a site into the ledger: what is ruled out in principle is refused, or stands under an exception (4.1, 7, R1)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register import actions
from jiyue.platform.register.forms import SiteEntryForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@executes("4.1", "4.6", "7.1", "7.3", "10.1")
def new(request: Request) -> HttpResponse:
    """Enter a planned site as the Office; what was typed stays when it is refused."""
    policy.require(request.user, policy.Act.ENTER_SITE)
    form = SiteEntryForm(request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            site = actions.enter_site(site=form.save(commit=False), by=request.user)
        except Refused as refused:
            refusals = refused.refusals
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("已登记，状态为筹建。"))
            return redirect("site-file", key=site.key)
    context = {
        "page_title": _("登记网站"),
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("网站台账"), "url": reverse("site-list")},
            {"title": _("登记网站"), "url": ""},
        ],
        "form": form,
        "refusals": refusals,
        "target": reverse("register:new-site"),
        "cancel_url": reverse("site-list"),
    }
    return render(request, "register/new_site.html", context, status=409 if refusals else 422 if form.errors else 200)
