from collections import Counter
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.console.dashboard.duties import duties, groups
from jiyue.platform.console.dashboard.figures import figures, round_today, sets_switch, statutory_dates
from jiyue.platform.console.dashboard.matrix import matrix
from jiyue.platform.console.dashboard.neighbours import messages_due, outside
from jiyue.platform.console.dashboard.trend import trend
from jiyue.platform.console.survey import survey
from jiyue.platform.findings.display import heads_of
from jiyue.platform.findings.models import Finding
from jiyue.platform.findings.sections import SECTIONS
from jiyue.platform.kernel.executes import executes
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.models import Site, SiteState
from jiyue.platform.supervision.models import OrderState, RectificationOrder
from jiyue.rulebook import clocks


@require_safe
@login_required
@executes("4.2", "19.1", "19.2", "19.5", "19.7", "33.1", "33.2")
def dashboard(request: Request) -> HttpResponse:
    """The regulator's day. The number of queries does not depend on the number of sites."""
    policy.require(request.user, policy.Act.SEE_DASHBOARD)
    now = timezone.now()
    today = timezone.localdate(now)
    set_id = request.GET.get("set", settings.JIYUE_PARAMETER_SET)
    options = sets_switch(set_id, today)
    if not any(one["is_current"] and one["url"] for one in options):
        set_id = settings.JIYUE_PARAMETER_SET
    sites = (
        Site.objects.open_to(request.user).in_operation().select_related("unit", "host").order_by("level", "name", "pk")
    )
    surveys = survey(sites, now=now)
    orders = list(RectificationOrder.objects.open_to(request.user).unsettled().select_related("site__host"))
    heads = heads_of([one.site.host_id for one in surveys], on=today)
    found = duties(
        surveys,
        orders,
        messages_due(request.user),
        heads,
        may_judge=bool(policy.may(request.user, policy.Act.JUDGE_FINDING)),
    )
    weeks = trend(Finding.objects.open_to(request.user), today=today)
    live = sum(tally.total for one in surveys for tally in one.tallies.values())
    context: dict[str, Any] = {
        "page_title": _("今日工作"),
        "crumbs": [{"title": _("监管台"), "url": ""}, {"title": _("今日工作"), "url": ""}],
        "today": today,
        "week_number": today.isocalendar().week,
        "is_workday": clocks.is_workday(today),
        "now": now,
        "round": round_today(_runs_today(request, now), _expected(surveys)),
        "dates": statutory_dates(today),
        "figures": figures(
            surveys,
            _order_counts(orders, today),
            outside(request.user, now),
            set_id=set_id,
            live=weeks.live_by_week(live),
        ),
        "duty_count": len(found),
        "todo": groups(found, today=today),
        "sets_switch": options,
        "matrix_columns": [section.label for section in SECTIONS],
        "matrix": matrix(surveys, set_id=set_id),
        "weeks": weeks.labels,
        "week_series": [(_("新发现"), "plain", weeks.opened), (_("已关闭"), "full", weeks.closed)],
        "week_totals": (sum(weeks.opened), sum(weeks.closed)),
    }
    return render(request, "console/dashboard.html", context)


def _runs_today(request: Request, now: datetime) -> dict[str, int]:
    """Today's runs by state; for a site measured more than once the last counts."""
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(now), time.min))
    runs = SiteRun.objects.open_to(request.user).filter(round__started_at__gte=midnight)
    last = dict(runs.order_by("pk").values_list("site", "state"))
    return dict(Counter(last.values()))


def _expected(surveys: Any) -> int:
    return sum(one.site.state in (SiteState.ONLINE, SiteState.CLOSING) and one.site.is_on_platform for one in surveys)


def _order_counts(orders: list[RectificationOrder], today: Any) -> dict[str, int]:
    return {
        "open": len(orders),
        "overdue": sum(order.state == OrderState.SENT and order.due_on < today for order in orders),
        "answered": sum(order.state == OrderState.ANSWERED for order in orders),
    }
