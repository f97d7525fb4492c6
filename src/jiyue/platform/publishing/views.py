"""The host's own settings of its site, with the footer as readers will see it (4.6, 8.4, 8.5)."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.publishing.footers import footer_page
from jiyue.platform.publishing.forms import SiteSettingsForm
from jiyue.platform.publishing.history import changes_of
from jiyue.platform.register import actions
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site

HISTORY = 10


@require_safe
@login_required
@executes("4.6", "26.1")
def index(request: Request) -> HttpResponse:
    """Lead to the person's site; with several, to the first, whose page names the others."""
    policy.require(request.user, policy.Act.CONFIGURE_SITE)
    site = get_object_or_404(_own(request)[:1])
    return redirect("publishing:site-settings", key=site.key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@executes("4.6", "8.4", "8.5", "26.1")
def settings(request: Request, key: str) -> HttpResponse:
    """Show and change what the host keeps of a site; a preview changes nothing."""
    site = get_object_or_404(_own(request), key=key)
    form = SiteSettingsForm(request.POST or None, instance=site)
    is_valid = form.is_valid() if request.method == "POST" else False
    refused: Refused | None = None
    if is_valid and "preview" not in request.POST:
        try:
            # The form has put the typed values on its own row; the action gets the row as it is stored.
            actions.configure_site(site=_own(request).get(pk=site.pk), by=request.user, changes=form.changes())
        except Refused as refusal:
            refused = refusal
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已保存，全站页面正在重新生成。"))
            return redirect("publishing:site-settings", key=key)
    context = _context(request, site, form)
    context["refusals"] = refused.refusals if refused else ()
    return render(
        request,
        "publishing/site.html",
        context,
        status=409 if refused else 422 if request.method == "POST" and not is_valid else 200,
    )


def _own(request: Request) -> Any:
    return Site.objects.open_to(request.user, policy.Act.CONFIGURE_SITE).select_related("host").order_by("pk")


def _context(request: Request, site: Site, form: SiteSettingsForm) -> dict[str, Any]:
    sites = list(_own(request))
    typed = (
        {name: value for name, value in form.cleaned_data.items() if hasattr(site, name)}
        if form.is_bound and hasattr(form, "cleaned_data")
        else {}
    )
    entries = Entry.objects.about(site).filter(verb="site-configured").select_related("unit")[:HISTORY]
    return {
        "page_title": _("网站设置"),
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": _("网站设置"), "url": ""}],
        "site": site,
        "form": form,
        "footer_html": footer_page(
            site, lambda view: replace(view, **{name: value for name, value in typed.items() if hasattr(view, name)})
        ),
        "is_preview": "preview" in request.POST,
        "public_address": f"{site_address(site)}/",
        "switch": [
            {
                "label": one.name,
                "url": reverse("publishing:site-settings", args=[one.key]),
                "is_current": one.pk == site.pk,
            }
            for one in sites
        ]
        if len(sites) > 1
        else [],
        "entries": [changes_of(entry) for entry in entries],
    }
