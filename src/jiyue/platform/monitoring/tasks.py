"""Inspecting a site in the background."""

import asyncio
import logging

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from jiyue.inspection import Options, Report, SiteRecord, inspect, look
from jiyue.platform.monitoring.models import OPEN_STATES, RunState, SiteRun
from jiyue.platform.monitoring.records import options_for, record_of
from jiyue.platform.monitoring.signals import site_measured
from jiyue.platform.monitoring.storing import Look, store
from jiyue.platform.register.addresses import site_address

log = logging.getLogger(__name__)


@task(queue_name="inspection")
def inspect_site(run_id: int) -> str:
    """Inspect the site of a run and store what was seen; return the state.

    Safe to run twice: a finished run is left as it is, and one that a crash cut off is begun anew.
    """
    run = SiteRun.objects.select_related("site__host").get(pk=run_id)
    if run.state not in OPEN_STATES:
        return run.state
    now = timezone.now()
    SiteRun.objects.filter(pk=run_id).update(state=RunState.RUNNING, started_at=now)
    options = options_for(run.site, timezone.localdate(now))
    record = record_of(run.site, on=timezone.localdate(now))
    report, looks = asyncio.run(_see(site_address(run.site) + "/", options, record, run))
    with transaction.atomic():
        run = SiteRun.objects.select_for_update().select_related("site__host").get(pk=run_id)
        if run.state in OPEN_STATES:
            run.started_at = run.started_at or now
            store(run, report, looks, at=timezone.now())
            site_measured.send(SiteRun, site=run.site, run=run)
    log.info("%s: %s, %d pages, %d new findings, %d closed", run.site.key, run.state, run.pages, run.found, run.closed)
    return run.state


async def _see(url: str, options: Options, record: SiteRecord, run: SiteRun) -> tuple[Report, dict[str, Look]]:
    """The inspection, and a second look at the pages of earlier findings that it did not meet."""
    now = timezone.now()
    report = await inspect(url, options=options, record=record, now=now)
    met = {one.target for one in report.measurements}
    missing = [one async for one in run.site.findings.live().values_list("url", flat=True).distinct() if one not in met]
    if report.state != "done" or not missing:
        return report, {}
    seen = await look(missing, options=options, now=timezone.now())
    return report, {
        one.url: Look(
            one.status,
            {
                "run": run.pk,
                "url": one.url,
                "at": one.requested_at.isoformat(),
                "status": one.status,
                "state": str(one.state),
                "sha256": one.sha256,
            },
        )
        for one in seen
    }
