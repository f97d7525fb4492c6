"""The last run of each site that says something about it, with what its checks came to; in a constant number of queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery

from jiyue.platform.monitoring.models import CheckResult, RunState, SiteRun
from jiyue.platform.register.models import Site


@dataclass(frozen=True)
class Latest:
    """What is known of one site: its last counting run (None: never measured), its results by check, and its last week.

    `reached` of `tries` runs of the week opened the site; void runs are in neither.
    """

    run: SiteRun | None = None
    results: dict[str, CheckResult] = field(default_factory=dict)
    reached: int = 0
    tries: int = 0


def latest_runs(site_ids: Sequence[int], *, week_from: datetime) -> dict[int, Latest]:
    """What is known of some sites, by site; every site asked for has an answer."""
    newest = SiteRun.objects.counting().filter(site=OuterRef("pk")).order_by("-finished_at", "-pk").values("pk")[:1]
    by_site = dict(Site.objects.filter(pk__in=site_ids).annotate(newest=Subquery(newest)).values_list("pk", "newest"))
    runs = SiteRun.objects.in_bulk([run for run in by_site.values() if run])
    results: dict[int, dict[str, CheckResult]] = defaultdict(dict)
    for result in CheckResult.objects.filter(run__in=runs):
        results[result.run_id][result.check_id] = result
    week = (
        SiteRun.objects.counting()
        .filter(site__in=site_ids, finished_at__gte=week_from)
        .values("site")
        .annotate(tries=Count("pk"), reached=Count("pk", filter=~Q(state=RunState.UNREACHABLE)))
        .values_list("site", "tries", "reached")
    )
    counts = {site: (tries, reached) for site, tries, reached in week}
    return {
        site: Latest(
            runs.get(run) if run else None,
            results.get(run, {}) if run else {},
            counts.get(site, (0, 0))[1],
            counts.get(site, (0, 0))[0],
        )
        for site, run in by_site.items()
    }
