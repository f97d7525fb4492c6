"""Where each person goes after signing in: supervisors to the console, hosts to the workbench."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.console.sites import listing
from jiyue.platform.console.survey import survey
from jiyue.platform.kernel.executes import executes
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.models import Site

HEADINGS = ("网站", "类型", "标识码", "主办单位", "状态", "距否决", "未关闭问题", "末次有效监测")


@require_safe
@login_required
@executes("4.2", "4.6")
def home(request: Request) -> HttpResponse:
    """Send the person on to their own first page; where no workbench is installed, show their sites."""
    if policy.may(request.user, policy.Act.SEE_DASHBOARD):
        return redirect("dashboard")
    try:
        return redirect(reverse("workbench-home"))
    except NoReverseMatch:
        return _own_sites(request)


def _own_sites(request: Request) -> HttpResponse:
    sites = Site.objects.open_to(request.user).select_related("unit", "host").order_by("name", "pk")
    context = {
        "page_title": _("我的网站"),
        "crumbs": [],
        "columns": [{"label": _(label)} for label in HEADINGS],
        "rows": listing.rows(survey(sites, now=timezone.now())),
    }
    return render(request, "console/home.html", context)
