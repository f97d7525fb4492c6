"""The clock as a user: overdue messages become findings, answered ones close theirs, old counters go."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from jiyue.platform.interaction import limits, overdue


@cron("15 0 * * *")
@task
def sight_overdue_messages() -> int:
    """Look for overdue messages after each midnight (18.1); a second call on the same day opens nothing twice."""
    at = timezone.now()
    overdue.close_answered(at=at)
    return overdue.sight_overdue(at=at)


@cron("20 0 * * *")
@task
def forget_counters() -> int:
    """Delete the counters of visitors that are older than two days."""
    return limits.forget(at=timezone.now())
