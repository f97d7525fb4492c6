"""The same column measured from inside and from outside, and the judgement that both allow (19.1, 19.2, 19.5, promise 7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.inspection.states import STATE_LABELS, State
from jiyue.platform.library.models import Placement
from jiyue.platform.monitoring.models import ColumnSighting
from jiyue.platform.register.models import Column, Feed
from jiyue.rulebook import columns as rules
from jiyue.rulebook.columns import ColumnFacts, SiteVerdict
from jiyue.rulebook.verdicts import Outcome, Verdict

# What an inspection says of a list that it could read, or of a page that needs none.
READABLE = frozenset({"listed", "empty", "maintenance", "text"})


@dataclass(frozen=True)
class Inside:
    """What the platform itself published in a column: the newest instant and the number of items."""

    newest_at: datetime | None
    entries: int

    @property
    def newest_on(self) -> date | None:
        """The day of the newest item, in local time."""
        return timezone.localdate(self.newest_at) if self.newest_at else None


@dataclass(frozen=True)
class Picture:
    """One column from both sides on one day; None where a side knows nothing."""

    column: Column
    inside: Inside | None
    sighting: ColumnSighting | None
    today: date

    @property
    def outside_on(self) -> date | None:
        """The newest date that the public page showed."""
        return self.sighting.newest_on if self.sighting and self.was_seen else None

    @property
    def was_seen(self) -> bool:
        """Whether the last inspection could read the column's page."""
        return self.sighting is not None and self.sighting.state == State.DONE and self.sighting.entry_state in READABLE

    @property
    def is_newer_than_the_look(self) -> bool:
        """Whether something was published after the last inspection, so that the two need not agree."""
        seen_at = self.sighting.run.finished_at if self.sighting else None
        return bool(self.inside and self.inside.newest_at and seen_at and self.inside.newest_at > seen_at)

    @property
    def disagrees(self) -> bool:
        """Whether both sides give a date, and not the same one, though nothing was published since."""
        inside_on = self.inside.newest_on if self.inside else None
        known = inside_on is not None and self.outside_on is not None
        return known and inside_on != self.outside_on and not self.is_newer_than_the_look

    @cached_property
    def facts(self) -> ColumnFacts:
        """The facts to judge by. Where both sides differ and that changes the outcome, nobody can tell: not measured."""
        inside, outside = self._inside_facts(), self._outside_facts()
        if inside is None or outside is None:
            return inside or outside or self._make(None, None, measured=False)
        if not self.disagrees:
            return inside if self.is_newer_than_the_look or outside.last_update is None else outside
        verdicts = rules.judge_columns((inside, outside), on=self.today, city=settings.JIYUE_PARAMETER_SET)
        if verdicts[0].outcome is not verdicts[1].outcome:
            return self._make(None, None, measured=False)
        return min(inside, outside, key=lambda facts: facts.last_update or self.today)

    @cached_property
    def verdict(self) -> Verdict:
        """The judgement by the city's measures."""
        return rules.judge_column(self.facts, on=self.today, city=settings.JIYUE_PARAMETER_SET)

    @property
    def doubt(self) -> str:
        """Why the column can not be judged, in words; empty when it can."""
        if self.verdict.outcome is not Outcome.UNDECIDED:
            return ""
        if self.disagrees:
            return _("站内 %(inside)s、站外 %(outside)s 不一致，须核实") % {
                "inside": self.inside.newest_on if self.inside else "", "outside": self.outside_on
            }  # fmt: skip
        if self.sighting is not None and self.sighting.state != State.DONE:
            return _("站外未测成：%(state)s") % {"state": STATE_LABELS[State(self.sighting.state)]}
        return self.verdict.reason

    def _inside_facts(self) -> ColumnFacts | None:
        if self.inside is None or (not self.inside.entries and self._may_hold_plain_text):
            return None
        return self._make(self.inside.newest_on, self.inside.entries)

    def _outside_facts(self) -> ColumnFacts | None:
        if self.sighting is None or not self.was_seen:
            return None
        entries = 1 if self.sighting.entry_state == "text" else self.sighting.entries
        return self._make(self.sighting.newest_on, entries)

    @property
    def _may_hold_plain_text(self) -> bool:
        return bool(self.column.category == rules.Category.STATIC)

    def _make(self, last_update: date | None, entries: int | None, *, measured: bool = True) -> ColumnFacts:
        column = self.column
        return ColumnFacts(
            category=rules.Category(column.category),
            last_update=last_update,
            entries=entries,
            cycle_days=column.cycle_days,
            measured=measured,
            is_first_level=column.parent_id is None,
            source=f"run:{self.sighting.run_id}" if self.sighting else "",
        )


def pictures(site_ids: Sequence[int], run_ids: Iterable[int], *, today: date) -> dict[int, list[Picture]]:
    """The pictures of all columns in use of some sites, by site; `run_ids` are the runs whose sightings count.

    Takes three queries whatever the number of sites. A column that gathers those below it counts their items.
    """
    columns = list(
        Column.objects.in_use()
        .filter(site__in=site_ids)
        .select_related("site", "person_a", "person_b", "responsible_unit")
        .order_by("position", "pk")
    )
    seen = {
        sighting.column_id: sighting
        for sighting in ColumnSighting.objects.filter(run__in=list(run_ids)).select_related("run")
    }
    below: dict[int | None, list[Column]] = defaultdict(list)
    for column in columns:
        below[column.parent_id].append(column)
    counted = _published(site_ids)
    found: dict[int, list[Picture]] = defaultdict(list)
    for column in columns:
        found[column.site_id].append(Picture(column, _inside(column, below, counted), seen.get(column.pk), today))
    return found


def verdicts(found: Sequence[Picture], *, on: date, set_id: str = "") -> SiteVerdict:
    """The judgement of a site's columns together under one set of parameters, the city's own by default (19.7)."""
    facts = [picture.facts for picture in found]
    return rules.judge_site(facts, on=on, set_id=set_id or settings.JIYUE_PARAMETER_SET)


def _published(site_ids: Sequence[int]) -> dict[int, Inside]:
    rows = (
        Placement.objects.filter(column__site__in=site_ids, resource__live=True)
        .values("column")
        .annotate(newest=Max("published_at"), entries=Count("pk"))
        .values_list("column", "newest", "entries")
    )
    return {column: Inside(newest, entries) for column, newest, entries in rows}


def _inside(column: Column, below: dict[int | None, list[Column]], counted: dict[int, Inside]) -> Inside | None:
    """What was published in a column; None for one whose list does not come from items, or whose site is elsewhere."""
    if column.fed_by == Feed.MESSAGES or not column.site.is_on_platform:
        return None
    own = counted.get(column.pk, Inside(None, 0))
    if column.fed_by != Feed.CHILDREN:
        return own
    family = [own, *(found for child in below[column.pk] if (found := _inside(child, below, counted)) is not None)]
    newest = max((one.newest_at for one in family if one.newest_at), default=None)
    return Inside(newest, sum(one.entries for one in family))
