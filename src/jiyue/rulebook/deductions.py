"""Points lost by defects: each defect by its rate, never more than the item's points, never twice (36.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiyue.rulebook.column_terms import Category, ColumnFacts, ColumnTerms, due_on
from jiyue.rulebook.parameters import Parameter

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of defect in an item: how many, and what each costs."""

    defect: str
    count: int
    each: Fraction

    @property
    def points(self) -> Fraction:
        """What these defects cost before the item's cap."""
        return self.each * self.count


@dataclass(frozen=True, slots=True)
class Deduction:
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
    empty = sum(facts.measured and facts.entries == 0 for facts in columns)
    news = _Kind(Category.NEWS, columns, rules, on)
    policy = _Kind(Category.POLICY, columns, rules, on)
    other = _Kind(Category.OTHER, columns, rules, on)
    return {
        "news": _news(news, news_gap_days, on),
        "policies": _known(policy, {"stale": min(policy.stale, 1)}),
        "other-columns": _known(other, {"empty": empty, "stale": other.stale}),
    }


class _Kind:
    """The columns of one category: how many there are, which are stale, which can not be told."""

    def __init__(self, category: Category, columns: Sequence[ColumnFacts], rules: ColumnTerms, on: date) -> None:
        self.all = [facts for facts in columns if facts.category is category]
        judged = [facts for facts in self.all if facts.measured and facts.entries != 0]
        days = [(facts.last_update, due_on(facts, rules)) for facts in judged]
        known = [(last, due) for last, due in days if last is not None and due is not None and last <= on]
        self.stale = sum(due < on for _, due in known)
        self.newest = max((last for last, _ in known), default=None)
        self.undecided = len(self.all) - len(known) - sum(f.measured and f.entries == 0 for f in self.all)


def _known(kind: _Kind, defects: dict[str, int]) -> dict[str, int] | None:
    return None if kind.undecided and not any(defects.values()) else defects


def _news(kind: _Kind, gap_days: int, on: date) -> dict[str, int] | None:
    if not kind.all:
        return {"missing": 1}
    if kind.stale:
        return {"stale": 1}
    gap = kind.newest is not None and (on - kind.newest).days > gap_days
    return _known(kind, {"gap": int(gap)})
