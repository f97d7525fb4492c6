"""Findings opened and closed by week, weeks beginning on Monday."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncWeek
from django.utils import timezone

from jiyue.platform.findings.models import FindingQuerySet

WEEKS = 12


@dataclass(frozen=True)
class Trend:
    """The Mondays of the weeks, and how many findings were opened and closed in each."""

    mondays: tuple[date, ...]
    opened: tuple[int, ...]
    closed: tuple[int, ...]

    @property
    def labels(self) -> list[str]:
        """The Mondays as the axis names them."""
        return [f"{day.month}-{day.day}" for day in self.mondays]

    def live_by_week(self, now: int) -> list[int]:
        """How many were open at each week's end, counted back from those open now."""
        found = [now]
        for opened, closed in zip(reversed(self.opened[1:]), reversed(self.closed[1:]), strict=True):
            found.append(found[-1] - opened + closed)
        return found[::-1]


def trend(findings: FindingQuerySet, *, today: date) -> Trend:
    """The last twelve weeks, this one included; two queries."""
    this = today - timedelta(days=today.weekday())
    mondays = tuple(this - timedelta(weeks=back) for back in reversed(range(WEEKS)))
    since = timezone.make_aware(datetime.combine(mondays[0], time.min))
    opened = _by_week(findings, "first_seen_at", since)
    closed = _by_week(findings, "closed_at", since)
    return Trend(mondays, tuple(opened.get(day, 0) for day in mondays), tuple(closed.get(day, 0) for day in mondays))


def _by_week(findings: FindingQuerySet, field: str, since: datetime) -> Mapping[date, int]:
    rows = (
        findings.filter(**{f"{field}__gte": since})
        .annotate(week=TruncWeek(field))
        .values_list("week")
        .annotate(count=Count("pk"))
    )
    return {timezone.localdate(week): count for week, count in rows}
