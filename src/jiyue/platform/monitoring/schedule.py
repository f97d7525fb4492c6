"""The clock as a user: the daily reading of all sites, and mutes that run out."""

from crontask import cron
from django.tasks import task
from django.utils import timezone

from jiyue.platform.findings import actions as findings
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.monitoring.actions import start_round
from jiyue.platform.monitoring.models import Round, Trigger
from jiyue.platform.register.models import Site


@cron("10 2 * * *")
@task
def read_all_sites() -> int:
    """Inspect every site in operation once a day (33.1); a second call on the same day does nothing."""
    today = timezone.localdate()
    if Round.objects.filter(trigger=Trigger.SCHEDULED, started_at__date=today).exists():
        return 0
    try:
        made = start_round(
            sites=Site.objects.in_operation().filter(is_on_platform=True), by=None, trigger=Trigger.SCHEDULED
        )
    except Refused:
        return 0
    return made.site_runs.count()


@cron("5 0 * * *")
@task
def wake_muted_findings() -> int:
    """Bring back the findings whose mute ended yesterday."""
    return findings.wake_muted(timezone.localdate())
