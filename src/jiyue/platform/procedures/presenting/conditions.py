"""The conditions of a case as a checklist: what the rulebook computed, what a person must look at, with the clause behind each."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _

from jiyue.platform.procedures import ledger, notices, required, standing
from jiyue.platform.procedures.models import UNDECIDED_STATES, Case
from jiyue.rulebook import clauses, offline

Line = dict[str, Any]


def checklist(case: Case) -> list[Line]:
    """Every condition with its answer."""
    return [
        _applicant(case),
        _fields(case),
        *_period(case),
        _notice(case),
        _conflict(case),
        _ground(case),
        _contact(case),
    ]


def counts(lines: list[Line]) -> dict[str, int]:
    """How many are met, violated, and left to a person."""
    found = Counter(line["state"] for line in lines)
    return {"met": found["met"], "violated": found["violated"], "manual": found["manual"] + found["undecided"]}


def _line(state: str, text: str, clause: str, **more: Any) -> Line:
    quote = clauses.get(clause).statement if clause else ""
    return {"state": state, "text": text, "clause": clause, "quote": quote, "is_open": state == "violated", **more}


def _answer(*, holds: bool) -> str:
    return "met" if holds else "violated"


def _applicant(case: Case) -> Line:
    holds = case.applicant_unit_id == case.site.host_id
    return _line(_answer(holds=holds), _("申请由主办单位提出：%(unit)s") % {"unit": case.applicant_unit.name}, "9.1")


def _fields(case: Case) -> Line:
    filled, wanted = required.filled(case)
    text = _("使用附件2，必填项 %(filled)d/%(wanted)d") % {"filled": filled, "wanted": wanted}
    missing = "；".join(refusal.sentence.rstrip("。") for refusal in required.missing(case))
    return _line(_answer(holds=filled == wanted), text, "A2", note=missing)


def _period(case: Case) -> list[Line]:
    """The two limits of 9.3, with the numbers that the rulebook holds for the day on which the case started."""
    limits = standing.procedure_of(case).limits
    if case.start_on is None or case.end_on is None:
        return [_line("undecided", _("计划起止日期还没有填写"), "9.3")]
    start = case.began_on or case.start_on
    used = offline.starts_in_year(standing.earlier_starts(case), start.year)
    times = _("%(year)d 年已临时下线 %(used)d 次，上限 %(limit)d 次") % {
        "year": start.year,
        "used": len(used),
        "limit": limits["per_year"],
    }
    days = (case.end_on - start).days
    text = _("拟下线 %(days)d 天（%(from)s 至 %(to)s），上限 %(limit)d 天") % {
        "days": days, "from": start, "to": case.end_on, "limit": limits["days"],
    }  # fmt: skip
    first = _answer(holds=len(used) < limits["per_year"])
    second = _answer(holds=days <= limits["days"])
    return [
        _line(first, times, "9.3", note=standing.reading_text("R7", case.started_on)),
        _line(second, text, "9.3", note=standing.reading_text("R2", case.started_on)),
    ]


def _notice(case: Case) -> Line:
    portal = notices.portal_for(case.site)
    if portal is None:
        return _line("violated", _("没有可以发布公告的本级政府门户网站"), "9.2")
    text = _("公告稿%(state)s，将在%(portal)s门户网站首页置顶") % {
        "state": _("已备") if case.notice_hash else _("提交时生成"), "portal": portal.name,
    }  # fmt: skip
    return _line(_answer(holds=True), text, "9.2", note=standing.reading_text("R6", case.started_on))


def _conflict(case: Case) -> Line:
    """The platform's own: one undecided case per site and procedure, which the database keeps too."""
    others = (
        Case.objects.of(case.procedure_id)
        .filter(site=case.site, state__in=UNDECIDED_STATES)
        .exclude(pk=case.pk)
        .count()
    )
    text = _("未与其他未结案件冲突：在办 %(count)d 件") % {"count": others}
    return {
        "state": _answer(holds=not others),
        "text": text,
        "clause": "",
        "own_rule": _("平台增补"),
        "quote": "",
        "is_open": bool(others),
    }


def _ground(case: Case) -> Line:
    """What no rule can tell: whether the reason is one of those that the measures name."""
    if not case.form.get("cause"):
        return _line("undecided", _("下线原因还没有填写"), "9.1")
    text = _("理由“%(cause)s”是否属于可临时下线的情形") % {"cause": case.form["cause"]}
    return _line("undecided", text, "9.1", note=_("办法举出“整改、系统升级等”，其余由审核人员核定。"))


def _contact(case: Case) -> Line:
    said = ledger.differences(case)
    if not said:
        return _line("met", _("负责同志、联系人与台账一致"), "9.14")
    return _line(
        "manual",
        _("负责同志或联系人与台账不一致，共 %(count)d 处") % {"count": len(said)},
        "9.14",
        note="；".join(said.values()),
    )
