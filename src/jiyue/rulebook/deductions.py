"""Points lost by defects: each defect by its rate, never more than the item's points, never twice (36.1)."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from jiyue.rulebook.column_terms import Category, ColumnFacts, ColumnTerms, due_on
from jiyue.rulebook.parameters import Parameter

NOTHING = Fraction(0)


class Line(NamedTuple):
    """One kind of defect in an item: how many, and what each costs."""

    defect: str
    count: int  # type: ignore[assignment]  # shadows the tuple's own method, which nobody asks here
    each: Fraction

    @property
    def points(self) -> Fraction:
        """What these defects cost before the item's cap."""
        return self.each * self.count


class Deduction(NamedTuple):
    """What one item loses. `taken` is None when the item was not measured: then it may lose 0 to `cap`."""

    indicator: str
    cap: Fraction
    taken: Fraction | None
    lines: tuple[Line, ...] = ()
    version: str = ""

    @property
    def is_capped(self) -> bool:
        """Whether the defects would cost more than the item has."""
        return sum((line.points for line in self.lines), NOTHING) > self.cap


def deduct(indicator: str, defects: Mapping[str, int] | None, rates: Parameter) -> Deduction:
    """Take the points for an item's defects; None means that the item was not measured.

    Raises KeyError for a defect that the item's rates do not know, so that nothing is lost in silence.
    """
    cap: Fraction = rates.value["cap"]
    if defects is None:
        return Deduction(indicator, cap, None, (), rates.version)
    unknown = (defects.keys() - rates.value.keys()) | (defects.keys() & {"cap"})
    if unknown:
        raise KeyError(f"“{rates.key}”没有“{'、'.join(sorted(unknown))}”的分值")
    lines = tuple(Line(name, count, rates.value[name]) for name, count in defects.items() if count)
    total = sum((line.points for line in lines), NOTHING)
    return Deduction(indicator, cap, min(total, cap), lines, rates.version)


def column_defects(
    columns: Sequence[ColumnFacts], rules: ColumnTerms, news_gap_days: int, *, on: date
) -> dict[str, dict[str, int] | None]:
    """The defects of items D04, D05 and D07 that the columns themselves show.

    A column counts once: an empty one is empty and not stale besides, a stale news or policy column does
    not count among the others. An item is None when its columns could not be judged and none failed.
    """
    kinds = {category: _Kind() for category in Category}
    for facts in columns:
        kinds[facts.category].add(facts, rules, on)
    empty = sum(kind.empty for kind in kinds.values())
    news, policy, other = kinds[Category.NEWS], kinds[Category.POLICY], kinds[Category.OTHER]
    return {
        "news": _news(news, news_gap_days, on),
        "policies": _known(policy, {"stale": min(policy.stale, 1)}),
        "other-columns": _known(other, {"empty": empty, "stale": other.stale}),
    }


class _Kind:
    """The columns of one category: how many there are, which are empty or stale, which can not be told."""

    __slots__ = ("all", "empty", "newest", "stale", "undecided")

    def __init__(self) -> None:
        self.all = self.empty = self.stale = self.undecided = 0
        self.newest: date | None = None

    def add(self, facts: ColumnFacts, rules: ColumnTerms, on: date) -> None:
        """Count one more column."""
        _, last_update, entries, _, measured, *_ = facts
        self.all += 1
        if measured and entries == 0:
            self.empty += 1
            return
        due = due_on(facts, rules) if measured else None
        if due is None or last_update is None or last_update > on:
            self.undecided += 1
            return
        self.stale += due < on
        self.newest = max(self.newest or last_update, last_update)


def _known(kind: _Kind, defects: dict[str, int]) -> dict[str, int] | None:
    return None if kind.undecided and not any(defects.values()) else defects


def _news(kind: _Kind, gap_days: int, on: date) -> dict[str, int] | None:
    if not kind.all:
        return {"missing": 1}
    if kind.stale:
        return {"stale": 1}
    gap = kind.newest is not None and (on - kind.newest).days > gap_days
    return _known(kind, {"gap": int(gap)})
