"""The applicant's side: a draft kept, handed in, withdrawn (9.1)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.library import official
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.procedures import notices
from jiyue.platform.procedures.actions.guarding import locked, refuse, save
from jiyue.platform.procedures.kinds import KINDS
from jiyue.platform.procedures.models import EDITABLE_STATES, UNDECIDED_STATES, Case, CaseState, CaseStep
from jiyue.platform.procedures.required import missing
from jiyue.platform.procedures.standing import exceptions_used, period_refusals, procedure_of, refusals
from jiyue.platform.register.actions import note_uses
from jiyue.platform.register.models import Site, SiteState
from jiyue.rulebook import procedures


@transaction.atomic
def open_draft(*, procedure_id: str, site: Site, by: Person, today: date | None = None) -> Case:
    """Begin an application for a site; raises Refused when one of its kind is on its way, or the site is not online."""
    policy.require(by, policy.Act.APPLY, site.host)
    Site.objects.select_for_update().get(pk=site.pk)
    on = today or timezone.localdate()
    other = Case.objects.of(procedure_id).filter(site=site, state__in=UNDECIDED_STATES).first()
    if other is not None:
        sentence = _("%(site)s已有同类案件尚未审结（%(case)s）。") % {
            "site": site.name,
            "case": other.number or _("草稿"),
        }
        raise Refused(Refusal(sentence, "", _("请继续办理该案件，或先撤回。")))
    if site.state != SiteState.ONLINE:
        sentence = _("%(site)s目前是“%(state)s”，不能申请临时下线。") % {
            "site": site.name,
            "state": site.get_state_display(),
        }
        raise Refused(Refusal(sentence, "9.1", _("请待网站恢复运行后再申请。")))
    case = Case.objects.create(
        procedure_id=procedure_id,
        rulebook_version=procedures.get(procedure_id, city=settings.JIYUE_PARAMETER_SET, on=on).version,
        started_on=on,
        site=site,
        applicant_unit=site.host,
        applicant=by,
        created_at=timezone.now(),
    )
    trail.record(
        "case-begun", case, by=by, unit=site.host, data={"procedure": procedure_id, "version": case.rulebook_version}
    )
    return case


@transaction.atomic
def save_draft(
    *, case: Case, by: Person, form: dict[str, Any], period: tuple[date | None, date | None], seen_version: int
) -> Case:
    """Keep what the applicant typed, in a draft or in a returned application."""
    case = locked(case, seen_version)
    policy.require(by, policy.Act.APPLY, case.site.host)
    if case.state not in EDITABLE_STATES:
        sentence = _("案件目前是“%(state)s”，申请表不能修改。") % {"state": case.get_state_display()}
        raise Refused(Refusal(sentence, "", _("须修改的，请审核单位退回补正。")))
    start, end = period
    if start and end and end < start:
        raise Refused(Refusal(_("最后一日（%(end)s）早于开始日（%(start)s）。") % {"end": end, "start": start}, "9.3"))
    before = {**case.form, "start_on": case.start_on, "end_on": case.end_on}
    after = {**form, "start_on": period[0], "end_on": period[1]}
    changes = {
        key: [_plain(before.get(key)), _plain(after[key])]
        for key in after
        if (before.get(key) or "") != (after[key] or "")
    }
    if not changes:
        return case
    case.form, (case.start_on, case.end_on) = form, period
    save(case, "form", "start_on", "end_on")
    trail.record("case-saved", case, by=by, unit=case.applicant_unit, data={"changes": changes})
    return case


def _plain(value: object) -> str:
    return "" if value is None else str(value)


@transaction.atomic
def submit(*, case: Case, by: Person, seen_version: int, today: date | None = None) -> Case:
    """Hand an application in; its notice is frozen, and the examiner will read that very text.

    Raises Refused with a sentence for every field missing (A2), for planned days that may not be (9.3), for a notice
    that may not be published (13.5), and for what the rulebook's conditions refuse (9.1).
    """
    on = today or timezone.localdate()
    case = locked(case, seen_version)
    policy.require(by, policy.Act.APPLY, case.site.host)
    procedure = procedure_of(case)
    first = procedure.application
    refuse([] if case.state in EDITABLE_STATES else refusals(case, (first.id, "agree"), by, on=on) or [_over(case)])
    case.applicant = by
    if case.number:
        case.round += 1
    else:
        case.started_on, case.number = on, _next_number(case, on)
        case.rulebook_version = procedure.version
    case.state, case.step = CaseState.OPEN, first.id
    refuse(
        [
            *missing(case),
            *_too_early(case, on),
            *period_refusals(case, on),
            *refusals(case, (first.id, "agree"), by, on=on),
        ]
    )
    case.notice, case.notice_hash = notices.freeze(case)
    refuse(official.refusals(case.notice))
    note_uses(exceptions_used(case, first.id, on=on), case, on=on)
    now = timezone.now()
    CaseStep.objects.create(
        case=case, step=first.id, round=case.round, decision="agree", at=now, person=by, unit=case.applicant_unit
    )
    case.step, case.submitted_at = procedure.after(first.id, "agree"), now
    save(
        case, "applicant", "number", "round", "started_on", "rulebook_version", "state", "step", "notice", "notice_hash", "submitted_at"
    )  # fmt: skip
    data = {"round": case.round, "notice": case.notice_hash, "period": [str(case.start_on), str(case.end_on)]}
    trail.record("case-submitted", case, by=by, unit=case.applicant_unit, data=data)
    return case


def _over(case: Case) -> Refusal:
    return Refusal(_("案件目前是“%(state)s”，不能再提交。") % {"state": case.get_state_display()})


def _too_early(case: Case, on: date) -> list[Refusal]:
    if case.start_on is None or case.start_on > on:
        return []
    sentence = _("计划开始日（%(day)s）须晚于今天：省政府办公厅同意之前不能下线。") % {"day": case.start_on}
    return [Refusal(sentence, "9.1", _("请把开始日改到审批完成之后；情况紧急、不可抗力的，走紧急关停程序。"))]


def _next_number(case: Case, on: date) -> str:
    """The next number of the year: numbers are given when handed in and never again, as cases are never deleted."""
    prefix = f"{KINDS[case.procedure_id].number_word}〔{on.year}〕"
    return f"{prefix}{Case.objects.filter(number__startswith=prefix).count() + 1}号"


@transaction.atomic
def withdraw(*, case: Case, by: Person, reason: str, seen_version: int) -> Case:
    """Take an application back before it is decided, with a reason."""
    case = locked(case, seen_version)
    policy.require(by, policy.Act.APPLY, case.site.host)
    if case.state not in UNDECIDED_STATES:
        sentence = _("案件目前是“%(state)s”，不能撤回。") % {"state": case.get_state_display()}
        raise Refused(Refusal(sentence, "", _("已批准的，请按期恢复运行；计划有变的，请书面告知市政府办公室。")))
    if not reason.strip():
        raise Refused(Refusal(_("撤回须写明原因。"), "", _("请写明为什么撤回。")))
    before, case.state, case.step = case.get_state_display(), CaseState.WITHDRAWN, ""
    save(case, "state", "step")
    data = {"reason": reason, "changes": {"state": [before, str(CaseState.WITHDRAWN.label)]}}
    trail.record("case-withdrawn", case, by=by, unit=case.applicant_unit, data=data)
    return case
