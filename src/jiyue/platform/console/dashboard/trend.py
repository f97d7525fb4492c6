"""Findings opened and closed by week, weeks beginning on Monday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import TruncWeek
from django.utils import timezone

from jiyue.platform.findings.models import Finding, FindingQuerySet

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
    """The last twelve weeks, this one included; one query."""
    this = today - timedelta(days=today.weekday())
    mondays = tuple(this - timedelta(weeks=back) for back in reversed(range(WEEKS)))
    since = timezone.make_aware(datetime.combine(mondays[0], time.min))
    rows = _by_week(findings, "first_seen_at", since).union(_by_week(findings, "closed_at", since), all=True)
    counts = {(kind, timezone.localdate(week)): count for week, kind, count in rows}
    return Trend(
        mondays,
        opened=tuple(counts.get(("first_seen_at", day), 0) for day in mondays),
        closed=tuple(counts.get(("closed_at", day), 0) for day in mondays),
    )


def _by_week(findings: FindingQuerySet, field: str, since: datetime) -> QuerySet[Finding, Any]:
    """Weeks, the field they are of, and how many findings fall into each."""
    found = findings.filter(**{f"{field}__gte": since}).annotate(week=TruncWeek(field), kind=Value(field))
    return found.values_list("week", "kind").annotate(count=Count("pk"))
