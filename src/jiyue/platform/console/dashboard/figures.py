"""The strip on top and the row of figures: each number leads to what it counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.console.survey import Survey
from jiyue.platform.monitoring.models import OPEN_STATES, RunState
from jiyue.platform.register.models import SiteState
from jiyue.rulebook import clocks, parameters, periods
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.verdicts import Outcome


@dataclass(frozen=True)
class Outside:
    """What rooms of the platform count for the regulator; None where the room is not installed: not measured."""

    messages_overdue: int | None = None
    messages_url: str = ""
    cases_waiting: int | None = None
    cases_url: str = ""


def figures(
    surveys: Sequence[Survey], orders: dict[str, int], outside: Outside, *, set_id: str, live: Sequence[int]
) -> list[dict[str, Any]]:
    """The six figures. `orders` holds the counts "open", "overdue" and "answered"; `live` the findings open at each week's end."""
    return [
        _in_operation(surveys),
        _at_risk(surveys, set_id),
        _overdue_findings(surveys, live),
        _messages(outside),
        _waiting(surveys, outside),
        _orders(orders),
    ]


def _in_operation(surveys: Sequence[Survey]) -> dict[str, Any]:
    page = reverse("site-list")
    states = [one.site.state for one in surveys]
    notes = [
        {"label": _("临时下线"), "value": states.count(SiteState.OFFLINE), "url": f"{page}?state=offline"},
        {"label": _("关停公告中"), "value": states.count(SiteState.CLOSING), "url": f"{page}?state=closing"},
    ]
    return {
        "label": _("在运行网站"),
        "icon": "globe",
        "value": len(states),
        "url": f"{page}?state=operation",
        "notes": notes,
    }


def _at_risk(surveys: Sequence[Survey], set_id: str) -> dict[str, Any]:
    page = f"{reverse('site-list')}?risk="
    risky = [one for one in surveys if one.is_at_risk(set_id)]
    biting = sum(one.verdict(set_id).outcome is Outcome.VIOLATED for one in risky)
    notes = [
        {"label": _("已触发"), "value": biting, "url": f"{page}veto"},
        {"label": _("临近"), "value": len(risky) - biting, "url": f"{page}near"},
    ]
    return {
        "label": _("有否决风险"), "icon": "flag", "value": len(risky), "url": f"{page}any", "tone": "bad" if risky else "", "notes": notes
    }  # fmt: skip


def _overdue_findings(surveys: Sequence[Survey], live: Sequence[int]) -> dict[str, Any]:
    page = reverse("findings:index")
    tallies = [tally for one in surveys for tally in one.tallies.values()]
    overdue, total = sum(tally.overdue for tally in tallies), sum(tally.total for tally in tallies)
    notes = [{"label": _("未关闭问题共"), "value": total, "url": page}]
    return {
        "label": _("超期未整改"), "icon": "wrench", "value": overdue, "url": f"{page}?state=overdue",
        "tone": "bad" if overdue else "", "notes": notes, "trend": list(live),
    }  # fmt: skip


def _messages(outside: Outside) -> dict[str, Any]:
    notes = (
        []
        if outside.messages_overdue is not None
        else [{"label": _("您的岗位看不到留言，不计为零"), "value": None, "url": ""}]
    )
    overdue = outside.messages_overdue
    return {
        "label": _("留言超期"), "icon": "chat", "value": overdue, "url": outside.messages_url, "tone": "bad" if overdue else "", "notes": notes
    }  # fmt: skip


def _waiting(surveys: Sequence[Survey], outside: Outside) -> dict[str, Any]:
    page = reverse("findings:index")
    tallies = [tally for one in surveys for tally in one.tallies.values()]
    to_judge, disputed = sum(tally.to_judge for tally in tallies), sum(tally.disputed for tally in tallies)
    notes = [
        {"label": _("判定"), "value": to_judge, "url": f"{page}?state=open"},
        {"label": _("申诉"), "value": disputed, "url": f"{page}?state=disputed"},
    ]
    if outside.cases_waiting is not None:
        notes.append({"label": _("办件"), "value": outside.cases_waiting, "url": outside.cases_url})
    total = to_judge + disputed + (outside.cases_waiting or 0)
    return {"label": _("待办理"), "icon": "document", "value": total, "url": "#duties", "notes": notes}


def _orders(orders: dict[str, int]) -> dict[str, Any]:
    page = reverse("supervision:orders")
    notes = [
        {"label": _("超期"), "value": orders["overdue"], "url": f"{page}?state=overdue"},
        {"label": _("待复测"), "value": orders["answered"], "url": f"{page}?state=answered"},
    ]
    return {
        "label": _("整改未办结"), "icon": "send", "value": orders["open"], "url": page, "tone": "bad" if orders["overdue"] else "", "notes": notes
    }  # fmt: skip


def round_today(states: dict[str, int], expected: int) -> dict[str, Any]:
    """Today's inspection: how many of the sites to be measured were, and which runs do not count."""
    counted = sum(states.get(state, 0) for state in (RunState.DONE, RunState.ABORTED, RunState.UNREACHABLE))
    return {
        "expected": expected,
        "counted": counted,
        "going": sum(states.get(state, 0) for state in OPEN_STATES),
        "void": states.get(RunState.VOID, 0),
        "unreachable": states.get(RunState.UNREACHABLE, 0),
        "is_complete": expected > 0 and counted >= expected,
    }


def statutory_dates(today: date) -> list[dict[str, Any]]:
    """The next legal days of the regulator: bulletin, quarterly disclosure, self-inspection, annual report (28.2, 32.9, 33.1)."""
    month = periods.month_of(today)
    lag = timedelta(days=int(parameters.get("disclosure-lag", city=settings.JIYUE_PARAMETER_SET, on=today).value))
    quarter = periods.quarter_of(today)
    before = periods.quarter_of(quarter.first_on - timedelta(days=1))
    disclosed = before if today <= before.last_on + lag else quarter
    year = today.year - 1 if today <= _annual(today.year - 1, today) else today.year
    dates = [
        (_("%(name)s检查通报") % {"name": month.name}, month.last_on, "33.1"),
        (_("%(name)s结果公开") % {"name": disclosed.name}, disclosed.last_on + lag, "33.1"),
        (_("%(name)s安全自查") % {"name": month.name}, month.last_on, "28.2"),
        (_("%(year)d年度报表公开") % {"year": year}, _annual(year, today), "32.9"),
    ]
    return [
        {
            "label": label,
            "url": reverse("rulebook-clause", args=[clause]),
            "day": due_on,
            "left": _("%(days)d 个工作日") % {"days": clocks.workdays_between(today, due_on)},
        }
        for label, due_on, clause in sorted(dates, key=lambda item: item[1])
    ]


def _annual(year: int, today: date) -> date:
    return periods.annual_due_on(year, on=today)


def sets_switch(chosen: str, today: date) -> list[dict[str, Any]]:
    """The parameter sets to judge by; one whose text is not held can not be chosen."""
    options = []
    for one in parameters.sets():
        is_held = one.held and _holds_columns(one.id, today)
        options.append(
            {
                "label": one.title if is_held else _("%(title)s 未入库") % {"title": one.title},
                "url": f"?set={one.id}" if is_held else "",
                "is_current": one.id == chosen,
                "title": "" if is_held else _("规则库未收录其数值"),
            }
        )
    return options


def _holds_columns(set_id: str, today: date) -> bool:
    try:
        parameters.get("column-news-days", city=set_id, on=today)
    except NotHeld:
        return False
    return True
