"""Where a case stands, in words: head, clock, the steps of its way, what a decision brings."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.procedures import notices, overdue, standing
from jiyue.platform.procedures.models import APPROVED_STATES, Case, CaseState, CaseStep
from jiyue.rulebook import clocks
from jiyue.rulebook.procedures import Procedure, Step

TONES = {
    CaseState.DRAFT: ("plain", "pencil"),
    CaseState.OPEN: ("warn", "now"),
    CaseState.RETURNED: ("warn", "back"),
    CaseState.APPROVED: ("ok", "ok"),
    CaseState.RUNNING: ("warn", "paused"),
    CaseState.DONE: ("ok", "ok"),
    CaseState.REFUSED: ("bad", "bad"),
    CaseState.WITHDRAWN: ("plain", "undo"),
}


def state(case: Case) -> dict[str, str]:
    """The state as a label with tone and icon; a case under review names its step."""
    tone, icon = TONES[CaseState(case.state)]
    return {"label": standing.label(case), "tone": tone, "icon": icon}


def clock(case: Case, on: date) -> dict[str, Any] | None:
    """The clock of the moment: of the pause while it runs, else how long the step has waited. The measures set the latter no limit."""
    if case.state == CaseState.RUNNING and case.end_on is not None and case.began_on is not None:
        return _pause(case, on, case.began_on, case.end_on)
    if case.state == CaseState.APPROVED and case.start_on is not None:
        days = (case.start_on - on).days
        return {
            "tone": "ok",
            "head": _("%(days)d 天后开始下线") % {"days": days},
            "line": _("%(day)s 0时") % {"day": case.start_on},
            "clause": "9.1",
        }
    if case.state != CaseState.OPEN or case.submitted_at is None:
        return None
    last = case.steps.filter(round=case.round).order_by("-at", "-pk").first()
    waited = clocks.workdays_between(timezone.localdate(last.at if last else case.submitted_at), on)
    line = _("办法未规定审核时限")
    if case.start_on is not None:
        line = _("距计划开始日 %(days)d 天；办法未规定审核时限") % {"days": (case.start_on - on).days}
    return {
        "tone": "plain",
        "head": _("本步骤已等待 %(days)d 个工作日") % {"days": max(waited, 0)},
        "line": line,
        "clause": "",
    }


def _pause(case: Case, on: date, began: date, end: date) -> dict[str, Any]:
    left = (end - on).days
    last = overdue.last_day(case)
    tone = "bad" if left < 0 else "warn"
    head = _("已超过计划 %(days)d 天") % {"days": -left} if left < 0 else _("剩余 %(days)d 天") % {"days": left}
    line = _("第 %(day)d 天；计划 %(back)s 恢复，最迟 %(last)s") % {
        "day": (on - began).days + 1, "back": end + timedelta(days=1), "last": last,
    }  # fmt: skip
    return {"tone": tone, "head": head, "line": line, "clause": "9.3"}


def steps(case: Case) -> list[dict[str, Any]]:
    """The whole way: the review's steps, then what the approval brings."""
    procedure = standing.procedure_of(case)
    taken = {
        step.step: step
        for step in case.steps.filter(round=case.round).select_related("person", "unit").order_by("at", "pk")
    }
    review = [_review_step(case, procedure, step, taken.get(step.id)) for step in procedure.steps]
    return [*review, *_after_approval(case, taken.get("restore"))]


def _review_step(case: Case, procedure: Procedure, step: Step, taken: CaseStep | None) -> dict[str, Any]:
    is_here = (
        case.state in (CaseState.OPEN, CaseState.RETURNED, CaseState.DRAFT)
        and (case.step or procedure.application.id) == step.id
    )
    if taken is not None and taken.decision == "agree" and not is_here:
        return {"title": step.title, "state": "done", "lines": _taken_lines(taken), "url": _scan_url(taken)}
    if taken is not None and taken.decision == "refuse":
        return {"title": step.title, "state": "refused", "lines": _taken_lines(taken), "url": _scan_url(taken)}
    if is_here:
        return {
            "title": step.title,
            "state": "now",
            "lines": [_("待补正") if case.state == CaseState.RETURNED else _("正在办理")],
        }
    if taken is not None:
        return {
            "title": step.title,
            "state": "refused",
            "lines": [_("退回补正"), f"{timezone.localdate(taken.at):%m-%d}"],
        }
    lines = [_("平台外，登记文号"), _("批复扫描件")] if step.entered_by else []
    return {"title": step.title, "state": "outside" if step.entered_by else "todo", "lines": lines}


def _taken_lines(taken: CaseStep) -> list[str]:
    who = taken.person.name if taken.person else _("系统")
    lines = [f"{timezone.localdate(taken.at):%m-%d} {taken.unit.short_name if taken.unit else ''} {who}"]
    if taken.document_number:
        lines = [f"{taken.document_number}", _("%(day)s 决定，%(who)s登记") % {"day": taken.decided_on, "who": who}]
    return lines


def _scan_url(taken: CaseStep) -> str:
    return reverse("procedures:scan", args=[taken.pk]) if taken.scan else ""


def _after_approval(case: Case, restored: CaseStep | None) -> list[dict[str, Any]]:
    is_pinned = "pin-offline-notice" in case.effects_done
    portal = notices.portal_for(case.site)
    where = _("%(portal)s门户首页") % {"portal": portal.unit.short_name if portal else ""}
    notice = {"title": _("公告并置顶"), "state": "done" if is_pinned else "todo", "lines": [where, _("批准后、下线前")]}
    planned = f"{case.start_on:%m-%d} 至 {case.end_on:%m-%d}" if case.start_on and case.end_on else _("日期未定")
    running = "now" if case.state == CaseState.RUNNING else "done" if case.state == CaseState.DONE else "todo"
    limit = standing.procedure_of(case).limits["days"]
    pause = {"title": _("临时下线"), "state": running, "lines": [planned, _("上限 %(days)d 天") % {"days": limit}]}
    if restored is not None:
        lines = [f"{case.ended_on:%m-%d}", restored.person.name if restored.person else _("到期自动恢复")]
    else:
        lines = [f"{case.end_on + timedelta(days=1):%m-%d}", _("到期自动恢复")] if case.end_on else []
    return [notice, pause, {"title": _("恢复运行"), "state": "done" if restored else "todo", "lines": lines}]


def carried_out(case: Case) -> list[dict[str, Any]]:
    """What the approval brings, each with whether it is done, for a case that was approved."""
    if case.state not in APPROVED_STATES:
        return []
    return [
        {
            "title": effect.title,
            "clause": effect.clause,
            "state": "ok" if effect.name in case.effects_done else "plain",
            "text": _("已执行") if effect.name in case.effects_done else _("未到时间"),
        }
        for effect in standing.procedure_of(case).effects
    ]


def outcomes(case: Case) -> list[dict[str, Any]]:
    """What each decision on the open step brings, said before it is taken."""
    if case.state != CaseState.OPEN:
        return []
    procedure = standing.procedure_of(case)
    step = procedure.step(case.step)
    target = procedure.after(step.id, "agree")
    returned = {
        "title": _("退回补正"),
        "note": _("申请单位改后重新提交"),
        "effects": [
            _("申请表对%(unit)s重新开放修改") % {"unit": case.applicant_unit.name},
            _("补正后从第一步重新审核"),
        ],
    }
    refused = {
        "title": _("不予同意"),
        "is_final": True,
        "effects": [_("本案终结，不计入年度次数"), _("情况变化的，可另行申请")],
    }
    if target == "approved":
        agreed = {"title": _("省政府办公厅同意"), "note": _("登记后"), "is_final": True, "effects": _on_approval(case)}
    else:
        agreed = {
            "title": _("同意"),
            "note": _("转%(step)s") % {"step": procedure.step(target).title},
            "effects": [_("确认本页公告文本，批准后按此文本发布"), _("网站状态不变，公告还不发布")],
        }
    return [agreed, returned, refused]


def _on_approval(case: Case) -> list[str]:
    portal = notices.portal_for(case.site)
    name = portal.name if portal else _("本级政府")
    if case.start_on is None or case.end_on is None:
        return []
    limit = clocks.last_day(case.start_on, standing.procedure_of(case).limits["days"], "days")
    return [
        _("公告发布到%(portal)s门户网站，在首页公告栏置顶至 %(day)s") % {"portal": name, "day": case.end_on},
        _("%(day)s 0时起网站转为公告页（503），暂停监测；留言、征集等时限不暂停") % {"day": case.start_on},
        _("登记 %(year)d 年第 1 次临时下线，本年不能再申请") % {"year": case.start_on.year},
        _("%(day)s 0时自动恢复运行，公告撤下") % {"day": case.end_on + timedelta(days=1)},
        _("%(day)s 之后仍未恢复的，列为问题") % {"day": limit},
    ]
