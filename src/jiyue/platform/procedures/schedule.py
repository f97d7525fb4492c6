"""The clock as a user: first days, last days, reminders, day 31, and what a crash left over. Each may run twice a day."""

from datetime import date, timedelta

from crontask import cron
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.procedures import actions, overdue, tasks
from jiyue.platform.procedures.models import Case, CaseState

# Days before the planned last day on which the host is reminded: a number of the platform's own.
REMIND_DAYS = 2


@cron("0 0 * * *")
@task
def turn_the_day() -> dict[str, int]:
    """Take sites offline on their planned first day and bring them back after their planned last day."""
    return run_day(timezone.localdate())


def run_day(today: date) -> dict[str, int]:
    """What a day brings for all cases; sites outside the platform are brought back by their host's report alone."""
    begun = [actions.begin(case=case, today=today) for case in Case.objects.to_begin(today)]
    ended = Case.objects.ended(today).filter(site__is_on_platform=True)
    restored = [actions.restore(case=case, by=None, today=today) for case in ended]
    return {"begun": len(begun), "restored": len(restored)}


@cron("10 0 * * *")
@task
def watch_limits() -> dict[str, int]:
    """Remind hosts before the end, and open the finding of day 31 (9.3)."""
    return watch(timezone.localdate())


def watch(today: date) -> dict[str, int]:
    """Remind once per case, and sight every site that is offline for too long."""
    running = list(Case.objects.filter(state=CaseState.RUNNING).select_related("site__host", "applicant_unit"))
    reminded = sum(remind(case, today) for case in running)
    found = [overdue.sight(case, at=timezone.now(), today=today) for case in running]
    return {"reminded": reminded, "overdue": sum(finding is not None for finding in found)}


@transaction.atomic
def remind(case: Case, today: date) -> bool:
    """Note the reminder in the case's record, once; the host's list and the case page show it from then on."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    if case.end_on is None or today < case.end_on - timedelta(days=REMIND_DAYS) or "reminded" in case.effects_done:
        return False
    case.effects_done = [*case.effects_done, "reminded"]
    case.save(update_fields=["effects_done"])
    trail.record("case-reminded", case, by=None, unit=case.applicant_unit, data={"end_on": case.end_on.isoformat()})
    return True


@cron("*/10 * * * *")
@task
def finish_what_is_left() -> int:
    """Carry out what a crash cut off; nothing when everything is done."""
    left = tasks.unfinished()
    for pk in left:
        tasks.carry_out.enqueue(pk)
    return len(left)
