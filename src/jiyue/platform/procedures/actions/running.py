"""An approved case in time: its first day comes, its end comes or is brought about earlier (9.3)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.procedures import tasks
from jiyue.platform.procedures.actions.guarding import locked, save
from jiyue.platform.procedures.models import Case, CaseState, CaseStep
from jiyue.platform.procedures.standing import refusals

RESTORE = "restore"


@transaction.atomic
def begin(*, case: Case, today: date) -> Case:
    """Begin what was approved, on its planned day or on the day of a late approval; a second call changes nothing."""
    case = locked(case)
    if case.state != CaseState.APPROVED or case.start_on is None or today < case.start_on:
        return case
    case.state, case.began_on = CaseState.RUNNING, today
    save(case, "state", "began_on")
    trail.record("case-running", case, by=None, unit=case.applicant_unit, data={"began_on": today.isoformat()})
    tasks.carry_out.enqueue(case.pk)
    return case


@transaction.atomic
def restore(*, case: Case, by: Person | None, today: date | None = None) -> Case:
    """End the pause: by the host at any time, by the timetable (`by` is None) after the planned last day.

    Raises Refused when the site is not offline under this case, or when it is not the person's to restore.
    """
    on = today or timezone.localdate()
    case = locked(case)
    if by is None and case.state != CaseState.RUNNING:
        return case
    if case.state != CaseState.RUNNING:
        sentence = _("案件目前是“%(state)s”，没有可以恢复的下线。") % {"state": case.get_state_display()}
        raise Refused(Refusal(sentence, "9.3", _("请刷新页面查看最新状态。")))
    if by is not None:
        policy.require(by, policy.Act.APPLY, case.site.host)
        against = refusals(case, (RESTORE, "agree"), by, on=on)
        if against:
            raise Refused(*against)
    CaseStep.objects.create(
        case=case,
        step=RESTORE,
        round=case.round,
        decision="agree",
        at=timezone.now(),
        person=by,
        unit=case.applicant_unit if by else None,
    )
    case.state, case.ended_on = CaseState.DONE, on
    save(case, "state", "ended_on")
    trail.record("case-restored", case, by=by, unit=case.applicant_unit, data={"ended_on": on.isoformat()})
    tasks.carry_out.enqueue(case.pk)
    return case
