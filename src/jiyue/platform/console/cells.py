"""The cells of the site matrix: a symbol and a short figure per section; what was not measured is hatched, never green."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.inspection.states import STATE_LABELS, State
from jiyue.platform.console.survey import Survey, is_near
from jiyue.platform.findings.sections import AVAILABILITY, SECTIONS, UPDATE, Section
from jiyue.platform.monitoring.models import CheckResult, RunState
from jiyue.platform.register.models import SiteState
from jiyue.rulebook.columns import SiteVerdict
from jiyue.rulebook.verdicts import Outcome

Cell = dict[str, Any]


def file_url(survey: Survey, section: Section | None = None) -> str:
    """The address of a site's file, or of one section of it."""
    page = reverse("site-file", args=[survey.site.key])
    return f"{page}#{section.id}" if section else page


def across(survey: Survey) -> Cell | None:
    """One cell over all sections: for a site in an approved pause, and for one never measured."""
    if survey.is_paused:
        return {"state": "void", "icon": "paused", "text": _("临时下线，监测按批准暂停"), "url": file_url(survey)}
    if survey.site.state == SiteState.PLANNED:
        return {"state": "void", "text": _("筹建中，未上线"), "url": file_url(survey)}
    if survey.latest.run is None:
        return {"state": "void", "text": _("尚未测成过，不算合格"), "url": file_url(survey)}
    return None


def cells(survey: Survey, *, set_id: str = "") -> list[Cell]:
    """The cells of one site, in the order of the sections."""
    return [cell(survey, section, set_id=set_id) for section in SECTIONS]


def cell(survey: Survey, section: Section, *, set_id: str = "") -> Cell:
    """The cell of one section; its hint says when it was measured."""
    if section is AVAILABILITY:
        made = _availability(survey)
    elif section is UPDATE:
        made = update_cell(survey.verdict(set_id))
    else:
        made = _checked(survey, section)
    at = survey.latest.run.finished_at if survey.latest.run else None
    when = _("测于 %(at)s") % {"at": f"{timezone.localtime(at):%m-%d %H:%M}"} if at else _("尚未测量")
    title = f"{made.get('title', '')}；{when}" if made.get("title") else when
    return {**made, "url": file_url(survey, section), "title": title}


def _availability(survey: Survey) -> Cell:
    """How many runs of the week opened the site. Too few to judge by the national 5 %, so it is never red."""
    latest = survey.latest
    if not latest.tries:
        return {"state": "void", "text": _("未测"), "title": _("7 天内没有测成过")}
    text = f"{latest.reached}/{latest.tries}"
    hint = _("7 天内打开 %(reached)d 次，共 %(tries)d 次；次数不足以按国办指标判定") % {
        "reached": latest.reached,
        "tries": latest.tries,
    }
    is_down = latest.run is not None and latest.run.state == RunState.UNREACHABLE
    return {"state": "warn" if is_down or latest.reached < latest.tries else "ok", "text": text, "title": hint}


def update_cell(verdict: SiteVerdict) -> Cell:
    """The days left before the nearest veto on columns, or what bites."""
    left = verdict.margin_days
    if verdict.outcome is Outcome.VIOLATED:
        biting = [veto for veto in verdict.vetoes if veto.outcome is Outcome.VIOLATED]
        text = _("否决 %(count)d") % {"count": len(biting)}
        return {"state": "bad", "text": text, "title": " ".join(veto.text for veto in biting)}
    if verdict.outcome is Outcome.UNDECIDED:
        return {"state": "void", "text": _("未判"), "title": verdict.reason or _("有栏目无法判定，不算合格")}
    if left is None:
        return {"state": "ok", "text": "—", "title": _("没有在走的更新期限")}
    state = "warn" if is_near(verdict) else "ok"
    return {"state": state, "text": _("%(left)d天") % {"left": left}, "title": _("距最近一项否决的天数")}


def _checked(survey: Survey, section: Section) -> Cell:
    tally = survey.tally(section)
    if tally.overdue:
        return {
            "state": "bad",
            "text": _("超%(count)d") % {"count": tally.overdue},
            "title": _("共 %(total)d 处") % {"total": tally.total},
        }
    if tally.disputed:
        return {"state": "info", "text": _("申诉%(count)d") % {"count": tally.disputed}}
    if tally.total:
        return {"state": "info" if tally.is_all_doubtful else "warn", "text": str(tally.total)}
    return _without_findings(
        [survey.latest.results[check] for check in section.checks if check in survey.latest.results]
    )


def _without_findings(results: list[CheckResult]) -> Cell:
    """Nothing found: good only when something was measured."""
    unmeasured = sum(result.unmeasured for result in results)
    if not any(result.measured for result in results):
        return {"state": "void", "text": _("未测"), "title": why_unmeasured(results)}
    hint = _("另有 %(count)d 处未测成") % {"count": unmeasured} if unmeasured else ""
    return {"state": "ok", "text": "0", "title": hint}


def why_unmeasured(results: list[CheckResult]) -> str:
    """Why nothing could be judged, in the words of the measurement."""
    states = {name for result in results for name in result.states if name != State.DONE}
    return "、".join(STATE_LABELS[State(name)] for name in sorted(states)) or _("这一项没有可测的内容")
