"""What is known of columns, and the numbers by which they are judged (19.1, 19.2, 19.5, 19.6)."""

from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.parameters import Parameter


class Category(StrEnum):
    """How a column must be kept up to date."""

    NEWS = "news"
    POLICY = "policy"
    OTHER = "other"
    STATIC = "static"

    @property
    def label(self) -> str:
        """The Chinese name, from Article 19."""
        return CATEGORIES[self][0]

    @property
    def clause(self) -> str:
        """The clause that a column of this category breaks when it goes stale."""
        return CATEGORIES[self][1]


CATEGORIES = {
    Category.NEWS: ("动态要闻", "19.1"),
    Category.POLICY: ("通知公告政策", "19.2"),
    Category.OTHER: ("其他应更新", "19.5"),
    Category.STATIC: ("静态", "13.3"),
}


class ColumnFacts(NamedTuple):
    """What is known of one column on the day of judgement.

    `last_update` is the day of the last substantive update, `entries` the number of list entries, and
    either is None when it could not be read. `measured` is False when the column could not be looked at.
    `source` says who saw it, such as an inspection run's id.
    """

    category: Category
    last_update: date | None
    entries: int | None
    cycle_days: int | None = None
    measured: bool = True
    is_first_level: bool = True
    source: str = ""


class ColumnTerms(NamedTuple):
    """One set's numbers on columns, on one day."""

    news: Parameter
    policy: Parameter
    cycle_factor: Parameter
    core_limit: Parameter
    core_scope: Parameter
    core_counting: Parameter
    other_limit: Parameter
    empty_limit: Parameter

    @property
    def set_id(self) -> str:
        """The set whose wording decides how many columns make a veto."""
        return self.core_limit.set


def terms(set_id: str, on: date) -> ColumnTerms:
    """The column rules of a set in force on a day. Raises NotHeld when the set does not hold them."""
    return _terms(set_id, on, parameters.edition())


@lru_cache(maxsize=256)
def _terms(set_id: str, on: date, _edition: int) -> ColumnTerms:
    return ColumnTerms(
        *(
            parameters.get(key, city=set_id, on=on)
            for key in (
                "column-news-days",
                "column-policy-months",
                "overdue-cycle-factor",
                "overdue-core-columns",
                "core-columns-scope",
                "core-columns-counting",
                "overdue-other-columns",
                "empty-columns",
            )
        )
    )


def due_on(facts: ColumnFacts, rules: ColumnTerms) -> date | None:
    """The last day on which an update is still in time (R22, R23); None when no clock runs or can be told."""
    category, last_update, _, cycle_days, *_ = facts
    if last_update is None or category is Category.STATIC:
        return None
    if category is Category.OTHER:
        factor: Fraction = rules.cycle_factor.value
        return last_update + _cycle(cycle_days, factor.numerator, factor.denominator) if cycle_days else None
    parameter = rules.news if category is Category.NEWS else rules.policy
    return _after(last_update, parameter.value, parameter.unit)


@lru_cache(maxsize=4096)
def _after(start: date, amount: int, unit: clocks.Unit) -> date:
    return clocks.last_day(start, amount, unit)


@lru_cache(maxsize=1024)
def _cycle(cycle_days: int, numerator: int, denominator: int) -> timedelta:
    """A declared cycle times the factor, in whole days: the day on which it runs out is still in time."""
    return timedelta(days=cycle_days * numerator // denominator)
