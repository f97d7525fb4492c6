"""The reviewers' side: agree, return, refuse, and record what the Province decided (9.1, R18)."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.procedures import standing, tasks
from jiyue.platform.procedures.actions.guarding import locked, refuse, save
from jiyue.platform.procedures.actions.running import begin
from jiyue.platform.procedures.models import Case, CaseState, CaseStep, Decision
from jiyue.platform.register.actions import note_uses
from jiyue.rulebook import procedure_words
from jiyue.rulebook.procedures import APPROVED, Step


@dataclass(frozen=True)
class Ruling:
    """What somebody decides, or what was decided outside and is recorded here with its proof."""

    step: str
    decision: str
    opinion: str = ""
    document_number: str = ""
    decided_on: date | None = None
    scan: "UploadedFile[bytes] | None" = None
    seen_notice: str = ""

    def evidence(self) -> dict[str, Any]:
        """The proof by the rulebook's names."""
        return {"number": self.document_number.strip(), "decided_on": self.decided_on, "scan": self.scan}


@transaction.atomic
def decide(*, case: Case, ruling: Ruling, by: Person, seen_version: int, today: date | None = None) -> Case:
    """Record a decision on the step at which a case stands, and move the case on.

    Raises Refused with every reason against it: another's step, an own application, proof missing, an opinion missing,
    another notice than the one read, and, where the case would be approved, planned days that may no longer be (9.3).
    """
    on = today or timezone.localdate()
    case = locked(case, seen_version)
    procedure = standing.procedure_of(case)
    refuse(
        [
            *standing.refusals(case, (ruling.step, ruling.decision), by, on=on, evidence=ruling.evidence()),
            *_lacking(case, ruling),
        ]
    )
    step = procedure.step(ruling.step)
    target = procedure.after(step.id, ruling.decision)  # type: ignore[arg-type]
    if ruling.decision == Decision.AGREE:
        refuse(standing.period_refusals(case, on))
        note_uses(standing.exceptions_used(case, step.id, on=on), case, on=on)
    before = standing.label(case)
    record = _record(case, ruling, step, by)
    _move(case, target)
    save(case, "state", "step", "decided_at")
    changes = {"state": [before, standing.label(case)]}
    data = {"step": step.id, "decision": ruling.decision, "opinion": ruling.opinion, "changes": changes}
    if record.document_number or record.scan_sha256:
        data |= {"number": record.document_number, "decided_on": str(record.decided_on), "scan": record.scan_sha256}
    trail.record("case-decided", case, by=by, unit=record.unit, data=data)
    if target == APPROVED:
        _carry_on(case, on)
    return case


def _lacking(case: Case, ruling: Ruling) -> list[Refusal]:
    """What a decision must carry beside what the engine asks of an agreement."""
    step = standing.procedure_of(case).step(ruling.step)
    found: list[Refusal] = []
    if ruling.decision != Decision.AGREE and not ruling.opinion.strip():
        found.append(Refusal(_("退回补正和不予同意须写明意见。"), step.clause, _("请写明原因和要补正的内容。")))
    if ruling.decision == Decision.REFUSE and step.entered_by:
        found += _proof(step, ruling)
    if ruling.decided_on and case.submitted_at and ruling.decided_on < timezone.localdate(case.submitted_at):
        found.append(Refusal(_("决定日期早于本案提交日期。"), step.clause, _("请照批复文件填写。")))
    if ruling.decision == Decision.AGREE and not step.entered_by and ruling.seen_notice != case.notice_hash:
        found.append(Refusal(_("公告文本不是您打开时的文本。"), "17.2", _("请刷新页面，重新审阅公告。")))
    return found


def _proof(step: Step, ruling: Ruling) -> list[Refusal]:
    labels = procedure_words.evidence()
    missing = [labels[name] for name in step.evidence if not ruling.evidence().get(name)]
    return (
        [Refusal(_("还缺：%(what)s。") % {"what": "、".join(missing)}, step.clause, _("请补齐后再提交。"))]
        if missing
        else []
    )


def _record(case: Case, ruling: Ruling, step: Step, by: Person) -> CaseStep:
    """Write the step down, with the scan's hash."""
    scan = ruling.scan if step.evidence else None
    digest = ""
    if scan is not None:
        scan.seek(0)
        digest = hashlib.file_digest(scan, "sha256").hexdigest()
        scan.seek(0)
    return CaseStep.objects.create(
        case=case,
        step=step.id,
        round=case.round,
        decision=ruling.decision,
        at=timezone.now(),
        person=by,
        unit=_unit_of(by, case),
        opinion=ruling.opinion.strip(),
        document_number=ruling.document_number.strip(),
        decided_on=ruling.decided_on,
        scan=scan,
        scan_name=(scan.name or "")[-120:] if scan else "",
        scan_sha256=digest,
        read_hash=ruling.seen_notice if ruling.decision == Decision.AGREE else "",
    )


def _unit_of(person: Person, case: Case) -> Unit | None:
    """The unit for which a person decides: the competent one where they hold a post there, else their first."""
    held = [one.unit for one in policy.appointments(person)]
    return next((unit for unit in held if unit.pk == case.site.competent_unit_id), held[0] if held else None)


def _move(case: Case, target: str) -> None:
    """Put the case where the procedure sends it."""
    match target:
        case "approved":
            case.state, case.step, case.decided_at = CaseState.APPROVED, "", timezone.now()
        case "refused":
            case.state, case.step, case.decided_at = CaseState.REFUSED, "", timezone.now()
        case "returned":
            case.state, case.step = CaseState.RETURNED, standing.procedure_of(case).application.id
        case _:
            case.step = target


def _carry_on(case: Case, on: date) -> None:
    """Bring what the approval brings; what should have begun by now begins at once."""
    tasks.carry_out.enqueue(case.pk)
    if case.start_on is not None and case.start_on <= on:
        begin(case=case, today=on)
