"""How columns stand: last update and entries from what was published, judged by the rulebook (19.1, 19.2, 19.5, 32.2)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.library.models import Placement
from jiyue.platform.register.models import Column, Feed
from jiyue.rulebook import columns as rules
from jiyue.rulebook.verdicts import Outcome, Verdict

SOON_DAYS = 7


@dataclass(frozen=True)
class Standing:
    """One column on one day: the statutory verdict, and the cycle that its unit declared itself.

    `left` counts the days until the earlier of the two runs out (negative: how many days late); None where no clock
    runs or none can be told. `entries` is None for a column whose list is not made of resources.
    """

    column: Column
    verdict: Verdict
    last_update: date | None
    entries: int | None
    own_due_on: date | None
    on: date

    @property
    def due_on(self) -> date | None:
        """The earlier of the statutory last day and the last day of the declared cycle."""
        known = [day for day in (self.verdict.due_on, self.own_due_on) if day]
        return min(known, default=None)

    @property
    def left(self) -> int | None:
        """Days until `due_on`."""
        return (self.due_on - self.on).days if self.due_on else None

    @property
    def is_breached(self) -> bool:
        """Whether the measures are broken now; a declared cycle that ran out is late, not broken."""
        return self.verdict.outcome is Outcome.VIOLATED

    @property
    def tone(self) -> str:
        """The state in which the column is shown: bad, warn, ok, or void where nothing can be told."""
        if self.is_breached:
            return "bad"
        if self.left is None:
            return "plain" if self.column.category == "static" and self.entries else "void"
        return "warn" if self.left <= SOON_DAYS else "ok"

    @property
    def share(self) -> float | None:
        """How much of the time between two updates is left: 1 just updated, 0 run out; None where no clock runs."""
        if self.left is None or self.last_update is None or self.due_on is None:
            return 0.0 if self.is_breached else None
        return max(0.0, self.left / max((self.due_on - self.last_update).days, 1))

    @property
    def label(self) -> str:
        """The time that is left, in a few words."""
        if self.left is None:
            return _("空白") if self.entries == 0 else _("静态") if self.tone == "plain" else _("未定")
        if self.left < 0:
            return _("超 %(days)d 天") % {"days": -self.left}
        return _("今天") if self.left == 0 else _("%(days)d 天") % {"days": self.left}

    @property
    def state_label(self) -> str:
        """The state in words."""
        names = {"bad": _("不合格"), "warn": _("快到期"), "ok": _("正常"), "plain": _("静态"), "void": _("未定")}
        return _("超周期") if self.tone == "warn" and (self.left or 0) < 0 else names[self.tone]

    @property
    def urgency(self) -> tuple[int, int]:
        """The order in which columns want attention: broken first, then by days left, those without a clock last."""
        return (0, self.left or -10_000) if self.is_breached else (1, self.left) if self.left is not None else (2, 0)


def standings(columns: Sequence[Column], *, on: date) -> dict[int, Standing]:
    """The standing of each column by its key; two queries however many columns or entries there are."""
    feeds = _feeds(columns)
    wanted = {key for keys in feeds.values() for key in keys}
    seen: dict[int, tuple[datetime | None, int]] = {
        row["column"]: (row["last"], row["entries"])
        for row in Placement.objects.filter(column__in=wanted, resource__live=True)
        .values("column")
        .annotate(last=Max("published_at"), entries=Count("pk"))
    }
    return {
        column.pk: _standing(column, [seen[key] for key in feeds[column.pk] if key in seen], on) for column in columns
    }


def _feeds(columns: Sequence[Column]) -> dict[int, list[int]]:
    """The columns whose entries each column's list shows, from one reading of the sites' columns."""
    below: dict[int, list[Column]] = defaultdict(list)
    sites = {column.site_id for column in columns}
    for column in Column.objects.in_use().filter(site__in=sites, parent__isnull=False):
        below[column.parent_id or 0].append(column)

    def gather(column: Column) -> Iterable[int]:
        yield column.pk
        if column.is_fed_by_children:
            for child in below[column.pk]:
                yield from gather(child)

    return {column.pk: list(gather(column)) for column in columns}


def _standing(column: Column, seen: list[tuple[datetime | None, int]], on: date) -> Standing:
    is_ours = column.fed_by != Feed.MESSAGES
    last = max((timezone.localtime(moment).date() for moment, _count in seen if moment), default=None)
    entries = sum(count for _moment, count in seen)
    facts = rules.ColumnFacts(
        category=rules.Category(column.category),
        last_update=last,
        entries=entries,
        cycle_days=column.cycle_days,
        measured=is_ours,
        is_first_level=column.parent_id is None,
    )
    clock_runs = is_ours and last is not None and column.cycle_days and column.category != rules.Category.STATIC
    own_due_on = last + timedelta(days=column.cycle_days or 0) if clock_runs and last else None
    return Standing(column, _verdict(facts, on), last, entries if is_ours else None, own_due_on, on)


def publishing_days(column: Column, *, since: date) -> dict[date, int]:
    """How many entries were first published on each day since a day; days without any are left out."""
    found: dict[date, int] = defaultdict(int)
    start = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    moments = Placement.objects.filter(column__in=column.feeding(), resource__live=True, published_at__gte=start)
    for moment in moments.values_list("published_at", flat=True):
        found[timezone.localtime(moment).date()] += 1
    return dict(found)


def _verdict(facts: rules.ColumnFacts, on: date) -> Verdict:
    return rules.judge_column(facts, on=on, city=settings.JIYUE_PARAMETER_SET)
