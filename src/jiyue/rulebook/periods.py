"""Duties that come round: each day, month, quarter or year (28.2, 28.3, 32.8, 32.9, 32.10, 33.1)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.judging import by_day, undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

DAY = timedelta(days=1)
MONTHS_A_QUARTER = 3


class Period(NamedTuple):
    """A span of days, both ends included, with its Chinese name."""

    first_on: date
    last_on: date
    name: str


class PeriodFacts(NamedTuple):
    """The days in a period on which the duty was done; None when nobody kept a record."""

    period: Period
    done_on: tuple[date, ...] | None
    source: str = ""


def day_of(on: date) -> Period:
    """The day itself as a period (R25)."""
    return Period(on, on, f"{on}")


def month_of(on: date) -> Period:
    """The calendar month of a day (R26)."""
    first_on = on.replace(day=1)
    return Period(first_on, clocks.add_months(first_on, 1) - DAY, f"{on.year}年{on.month}月")


def quarter_of(on: date) -> Period:
    """The calendar quarter of a day."""
    first = (on.month - 1) // MONTHS_A_QUARTER * MONTHS_A_QUARTER + 1
    last = month_of(date(on.year, first + MONTHS_A_QUARTER - 1, 1)).last_on
    number = first // MONTHS_A_QUARTER + 1
    return Period(date(on.year, first, 1), last, f"{on.year}年第{number}季度")


def year_of(on: date) -> Period:
    """The calendar year of a day."""
    return Period(date(on.year, 1, 1), date(on.year, 12, 31), f"{on.year}年")


def judge_period(facts: PeriodFacts, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether a duty was done as often in its period as parameter `key` demands.

    Until the period is over nothing is violated: `due_on` is its last day. The margin is the number of
    times done beyond those demanded, negative for those that lack.
    """
    try:
        parameter = parameters.get(key, city=city, on=facts.period.first_on)
    except NotHeld as missing:
        return undecided(parameters.keys()[key].clause, str(missing))
    return done_in_period(facts, parameter, on=on)


def done_in_period(facts: PeriodFacts, parameter: Parameter, *, on: date) -> Verdict:
    """Judge a recurring duty by a term given; the pure heart of `judge_period`."""
    period = facts.period
    if facts.done_on is None:
        return undecided(parameter.clause, f"{period.name}没有记录，无法判定。", parameter)
    done = sum(period.first_on <= day <= min(period.last_on, on) for day in facts.done_on)
    wanted = int(parameter.value)
    outcome = Outcome.VIOLATED if done < wanted and on > period.last_on else Outcome.MET
    is_open = done < wanted
    return Verdict(
        outcome,
        parameter.clause,
        period.last_on,
        (period.last_on - on).days if is_open else None,
        f"{period.name}应完成 {wanted} 次，已完成 {done} 次，最迟 {period.last_on}。",
        parameter.set,
        parameter.version,
        done - wanted,
        "count",
        period.last_on + DAY if is_open else None,
    )


def annual_due_on(year: int, *, city: str = "baoji", on: date) -> date:
    """The last day in time for publishing the report on `year`, in the year after it (32.9, R3)."""
    by = parameters.get("annual-report-by", city=city, on=on)
    last = date.fromisoformat(f"{year + 1}-{by.value}")
    return last if _is_inclusive(city, on) else last - DAY


def judge_annual(year: int, published_on: date | None, *, on: date, city: str = "baoji") -> Verdict:
    """Judge the publication of the annual report on `year` (32.9): city 20, province 22, State 31 January."""
    try:
        parameter = parameters.get("annual-report-by", city=city, on=on)
        due_on = annual_due_on(year, city=city, on=on)
    except NotHeld as missing:
        return undecided("32.9", str(missing))
    if published_on is not None and published_on > on:
        return undecided("32.9", f"记录的发布日期 {published_on} 晚于判定日 {on}，须核实。", parameter)
    return by_day(parameter, due_on, published_on or on, is_done=published_on is not None)


def missing_days(done_on: Sequence[date], first_on: date, last_on: date) -> tuple[date, ...]:
    """The days without the daily act, such as a sign-in to the mailbox (32.8, R25)."""
    done = set(done_on)
    days = (first_on + DAY * number for number in range((last_on - first_on).days + 1))
    return tuple(day for day in days if day not in done)


def _is_inclusive(city: str, on: date) -> bool:
    """Whether the day named is in time; a set that does not say is read as R3 reads it."""
    try:
        return bool(parameters.get("annual-report-inclusive", city=city, on=on).value)
    except NotHeld:
        return True
