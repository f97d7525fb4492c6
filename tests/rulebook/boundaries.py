"""The kinds of boundaries: how a number is asked just below, at and above its value.

A row's `ask` judges what lies one step below the value (-1), at it (0) or above it (1), by a set; `unknown`
judges what nobody could tell.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.column_terms import Category, ColumnFacts
from jiyue.rulebook.columns import judge_column, judge_site
from jiyue.rulebook.limits import judge_limit, judge_reach
from jiyue.rulebook.periods import Period, PeriodFacts, judge_period
from jiyue.rulebook.timeliness import ActFacts, NoticeFacts, judge_act, judge_notice
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
START, TODAY, LATER = date(2026, 3, 2), date(2026, 11, 23), date(2029, 1, 2)  # START is a Monday
DAY = timedelta(days=1)

MOST = (MET, MET, VIOLATED)  # the number itself is in time, or allowed
LEAST = (VIOLATED, MET, MET)  # the number itself is enough
REACHED = (MET, VIOLATED, VIOLATED)  # the number itself is too much: 超过（含）
OVER = (VIOLATED, VIOLATED, MET)  # enough only when its last day is over

Value = Any
Ask = Callable[[Value, int, str], Outcome]
VERSIONS = {
    "b": "baoji@2021-01-01",
    "s": "state@2019-04-18",
    "g": "state@2017-06-08",  # 国办发〔2017〕47号
    "d": "state@2018-09-06",  # 国办函〔2018〕55号
    "r": "state@2018-01-15",  # 国办函〔2018〕12号
    "x": "shaanxi@2021-01-01",
    "y": "shaanxi@2024-12-01",
}


class Row(NamedTuple):
    """One number: how it turns, its value by version, who judges it, and what an unknown fact gives."""

    turns: tuple[Outcome, Outcome, Outcome]
    values: dict[str, Value]
    ask: Ask
    unknown: Callable[[str], Outcome]


def within(key: str, **values: int) -> tuple[str, Row]:
    """Due within so long after an event."""
    unit = parameters.keys()[key].unit

    def ask(amount: int, step: int, city: str) -> Outcome:
        done_on = clocks.last_day(START, amount, unit) + step * DAY
        return judge_act(ActFacts(START, done_on), key, on=LATER, city=city).outcome

    return key, Row(MOST, named(values), ask, lambda city: judge_act(ActFacts(None), key, on=TODAY, city=city).outcome)


def kept(key: str, **values: int) -> tuple[str, Row]:
    """Kept at least so long; it may go the day after."""
    unit = parameters.keys()[key].unit

    def ask(amount: int, step: int, city: str) -> Outcome:
        facts = NoticeFacts(START, clocks.last_day(START, amount, unit) + step * DAY)
        return judge_notice(facts, key, on=LATER, city=city).outcome

    unknown = lambda city: judge_notice(NoticeFacts(None), key, on=TODAY, city=city).outcome  # noqa: E731
    return key, Row(OVER, named(values), ask, unknown)


def at_most(key: str, **values: int) -> tuple[str, Row]:
    """A count that may reach the number and not pass it."""
    ask = lambda limit, step, city: judge_limit(limit + step, key, on=TODAY, city=city).outcome  # noqa: E731
    return key, Row(MOST, named(values), ask, lambda city: judge_limit(None, key, on=TODAY, city=city).outcome)


def below(key: str, **values: int) -> tuple[str, Row]:
    """A count that may not reach the number."""
    ask = lambda limit, step, city: judge_reach(limit + step, key, on=TODAY, city=city).outcome  # noqa: E731
    return key, Row(REACHED, named(values), ask, lambda city: judge_reach(None, key, on=TODAY, city=city).outcome)


def times(key: str, **values: int) -> tuple[str, Row]:
    """Done at least so often in a period that is over."""
    span = Period(START, START + 9 * DAY, "期间")

    def ask(wanted: int, step: int, city: str) -> Outcome:
        return judge_period(PeriodFacts(span, (START,) * (wanted + step)), key, on=LATER, city=city).outcome

    return key, Row(
        LEAST,
        named(values),
        ask,
        lambda city: judge_period(PeriodFacts(span, None), key, on=LATER, city=city).outcome,
    )


def of_columns(key: str, category: Category, **values: int) -> tuple[str, Row]:
    """The age of one column."""
    unit = parameters.keys()[key].unit

    def ask(amount: int, step: int, city: str) -> Outcome:
        on = clocks.last_day(START, amount, unit) + step * DAY
        return judge_column(ColumnFacts(category, START, 9), on=on, city=city).outcome

    unknown = lambda city: judge_column(ColumnFacts(category, None, 9), on=TODAY, city=city).outcome  # noqa: E731
    return key, Row(MOST, named(values), ask, unknown)


def of_site(key: str, code: str, failing: ColumnFacts, **values: int) -> tuple[str, Row]:
    """How many failing columns make a veto; columns that nobody could measure leave it open."""
    sound = ColumnFacts(Category.POLICY, TODAY, 9)
    unseen = failing._replace(measured=False)

    def judged(facts: list[ColumnFacts], city: str) -> Outcome:
        site = judge_site([sound, *facts], on=TODAY, set_id=city)
        return next(each.outcome for each in site.vetoes if each.code == code)

    return key, Row(
        REACHED,
        named(values),
        lambda limit, step, city: judged([failing] * (limit + step), city),
        lambda city: judged([unseen] * max(values.values()), city),
    )


def named(values: dict[str, Value]) -> dict[str, Value]:
    return {VERSIONS[name]: value for name, value in values.items()}
