"""The buttons of a case: those that this person may not press stay visible and say why."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Cause, Refusal
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.procedures import standing
from jiyue.platform.procedures.models import EDITABLE_STATES, UNDECIDED_STATES, Case, CaseState

# The proof is asked for when the form is sent; it does not stand in the way of opening it.
ANY_PROOF = {"number": "-", "decided_on": date.min, "scan": "-"}


def why_not_decide(case: Case, person: Person, on: date) -> tuple[Refusal, ...]:
    """Why the person may not decide on the open step."""
    if case.state != CaseState.OPEN:
        sentence = _("案件目前是“%(state)s”，没有待审核的步骤。") % {"state": case.get_state_display()}
        return (Refusal(sentence),)
    return standing.refusals(case, (case.step, "return"), person, on=on, evidence=ANY_PROOF)


def buttons(case: Case, person: Person, on: date) -> list[dict[str, Any]]:
    """All acts on a case, each with its cause where it is refused."""
    deciding = why_not_decide(case, person, on)
    host = policy.may(person, policy.Act.APPLY, case.site.host)
    outside = Refusal(_("您不是申请单位人员，只能由%(unit)s办理。") % {"unit": case.applicant_unit.name}, "9.1")
    label = _("登记省政府办公厅决定") if _is_outside(case) else _("提出意见")
    return [
        {"label": label, "url": "#ruling", "icon": "pencil", "is_main": not deciding, "refused": _words(deciding)},
        {
            "label": _("填写申请表") if case.state in EDITABLE_STATES else _("修改申请表"),
            "url": reverse("procedures:edit-case", args=[case.pk]),
            "icon": "form",
            "is_main": bool(host) and case.state in EDITABLE_STATES,
            "refused": _held(case, EDITABLE_STATES, _("提交后申请表只读；须修改的，由审核单位退回补正。"))
            if host
            else outside,
        },
        {
            "label": _("撤回申请"),
            "url": "#withdrawal",
            "icon": "undo",
            "refused": _held(case, UNDECIDED_STATES, _("已有决定的案件不能撤回。")) if host else outside,
        },
        {
            "label": _("恢复运行"),
            "url": "#restoring",
            "icon": "pulse",
            "is_main": bool(host) and case.state == CaseState.RUNNING,
            "refused": _held(case, (CaseState.RUNNING,), _("网站没有按本案下线。")) if host else outside,
        },
        {"label": _("下载附件2（Word）"), "url": reverse("procedures:annex", args=[case.pk]), "icon": "download"},
    ]


def _held(case: Case, states: tuple[CaseState, ...], cause: str) -> str:
    return "" if case.state in states else cause


def _is_outside(case: Case) -> bool:
    return case.state == CaseState.OPEN and standing.procedure_of(case).step(case.step).entered_by is not None


def _words(refusals: tuple[Refusal, ...]) -> Cause:
    """All reasons as one, under the clause of the first; empty when there is none."""
    said = "".join(f"{refusal.sentence}{refusal.remedy}" for refusal in refusals)
    return Refusal(said, refusals[0].clause) if refusals else ""
