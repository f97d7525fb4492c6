"""What is known of some sites at one moment: runs, checks, columns, findings; in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone

from jiyue.platform.findings.models import Confidence, Finding, FindingState
from jiyue.platform.findings.sections import Section
from jiyue.platform.monitoring import columns
from jiyue.platform.monitoring.columns import Picture
from jiyue.platform.monitoring.latest import Latest, latest_runs
from jiyue.platform.register.models import Site, SiteState
from jiyue.rulebook.columns import SiteVerdict
from jiyue.rulebook.verdicts import Outcome

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
# A veto is near when it would bite within so many days: a fortnight, but less for clocks that run two weeks in all.
NEAR_DAYS = 14
NEAR_DAYS_BY_CLAUSE = {"19.1": 5, "36.1": 5}


def near_days(clause: str) -> int:
    """Within how many days a veto of a clause counts as near."""
    return NEAR_DAYS_BY_CLAUSE.get(clause, NEAR_DAYS)


@dataclass(frozen=True)
class Tally:
    """The counted findings of one site under one check."""

    total: int = 0
    overdue: int = 0
    disputed: int = 0
    to_judge: int = 0
    doubtful: int = 0
    oldest_to_judge: datetime | None = None
    oldest_disputed: datetime | None = None

    @property
    def is_all_doubtful(self) -> bool:
        """Whether nothing here is certain: all of it waits for somebody to look or to decide."""
        return self.total > 0 and self.doubtful + self.disputed >= self.total


@dataclass(frozen=True)
class Survey:
    """One site on one day. `pictures` are its columns, `tallies` its findings by check."""

    site: Site
    today: date
    latest: Latest
    pictures: Sequence[Picture]
    tallies: dict[str, Tally]

    @property
    def is_paused(self) -> bool:
        """Whether an approved pause keeps it from being measured (C12)."""
        return self.site.state == SiteState.OFFLINE

    def verdict(self, set_id: str = "") -> SiteVerdict:
        """The judgement of its columns under one set of parameters."""
        return columns.verdicts(self.pictures, on=self.today, set_id=set_id)

    def tally(self, section: Section) -> Tally:
        """The findings of a section together."""
        found = [self.tallies[check] for check in section.checks if check in self.tallies]
        return Tally(
            total=sum(one.total for one in found),
            overdue=sum(one.overdue for one in found),
            disputed=sum(one.disputed for one in found),
            to_judge=sum(one.to_judge for one in found),
            doubtful=sum(one.doubtful for one in found),
            oldest_to_judge=min((one.oldest_to_judge for one in found if one.oldest_to_judge), default=None),
            oldest_disputed=min((one.oldest_disputed for one in found if one.oldest_disputed), default=None),
        )

    def is_at_risk(self, set_id: str = "") -> bool:
        """Whether a veto bites, or would bite within a fortnight if nothing is updated (19.7)."""
        if self.is_paused:
            return False
        verdict = self.verdict(set_id)
        return verdict.outcome is Outcome.VIOLATED or is_near(verdict)


def is_near(verdict: SiteVerdict) -> bool:
    """Whether any veto would bite soon if nothing is updated."""
    return any(
        veto.breach_on is not None and (veto.breach_on - DAY - verdict.on).days <= near_days(veto.clause)
        for veto in verdict.vetoes
    )


def survey(sites: Iterable[Site], *, now: datetime) -> list[Survey]:
    """Survey some sites, in their order."""
    listed, today = list(sites), timezone.localdate(now)
    keys = [site.pk for site in listed]
    latest = latest_runs(keys, week_from=now - WEEK)
    seen = columns.pictures(keys, [one.run.pk for one in latest.values() if one.run], today=today)
    tallies = _tallies(keys, today)
    return [
        Survey(site, today, latest.get(site.pk, Latest()), seen.get(site.pk, []), tallies.get(site.pk, {}))
        for site in listed
    ]


def _tallies(keys: Sequence[int], today: date) -> dict[int, dict[str, Tally]]:
    is_open, disputed = Q(state=FindingState.OPEN), Q(state=FindingState.DISPUTED)
    counts = {
        "total": Count("pk"),
        "overdue": Count("pk", filter=Q(due_on__lt=today)),
        "disputed": Count("pk", filter=disputed),
        "to_judge": Count("pk", filter=is_open),
        "doubtful": Count("pk", filter=is_open & Q(confidence=Confidence.TO_VERIFY)),
        "oldest_to_judge": Min("first_seen_at", filter=is_open),
        "oldest_disputed": Min("last_seen_at", filter=disputed),
    }
    rows = Finding.objects.counted().filter(site__in=keys).values("site", "check_id").annotate(**counts)
    found: dict[int, dict[str, Tally]] = defaultdict(dict)
    for row in rows.values_list("site", "check_id", *counts):
        site, check, *figures = row
        found[site][check] = Tally(**dict(zip(counts, figures, strict=True)))
    return found
