"""When something is due (R2): days, workdays, weeks, months and years, with pauses, explained step by step.

The day of start (receipt) is day zero. "Within N" includes the N-th day. A month ends on the same day
of a later month, or on that month's last day. The last day moves for a holiday only where a rule says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import workcalendar
from jiyue.rulebook.deadlines import (
    UNITS,
    WEEKDAYS,
    DayStep,
    Deadline,
    Manner,
    Pause,
    Unit,
    explain,
    ordinal,
)
from jiyue.rulebook.workcalendar import DAY, Calendar

__all__ = [
    "Clock",
    "DayStep",
    "Deadline",
    "Manner",
    "Pause",
    "Recomputed",
    "Unit",
    "add_months",
    "add_workdays",
    "due",
    "is_workday",
    "last_day",
    "recompute",
    "workdays_between",
]

DAYS_A_WEEK = 7
MONTHS_A_YEAR = 12
PLAIN = Manner()


def due(
    start: date,
    amount: int,
    unit: Unit,
    *,
    pauses: Sequence[Pause] = (),
    calendar: Calendar | None = None,
    manner: Manner = PLAIN,
) -> Deadline:
    """The last day still in time for what is due within `amount` units after `start`, with its count (R2).

    Days in a pause do not count, whatever the unit, so a pause never brings the due day nearer.
    Raises ValueError for a negative amount or an unknown unit.
    """
    calendar = calendar or workcalendar.official()
    ends = _ends(start, amount, unit)
    first = DayStep(start, "start", None, f"{manner.start} {start} {WEEKDAYS[start.weekday()]}")
    steps = [first, *_count(start, ends, unit, pauses, calendar)]
    leans_on = [step.day for step in steps[1:]] if unit == "workdays" else []
    if manner.to_workday:
        moved = list(_move(steps[-1].day, calendar))
        leans_on += [steps[-1].day, *(step.day for step in moved)]
        steps += moved
    provisional = any(calendar.is_provisional(day) for day in leans_on)
    return Deadline(
        start,
        steps[-1].day,
        provisional,
        tuple(steps),
        explain(steps, unit, manner, provisional=provisional),
        tuple(calendar.version(year) for year in sorted({day.year for day in leans_on})),
    )


def last_day(start: date, amount: int, unit: Unit, *, calendar: Calendar | None = None) -> date:
    """The due day alone, without pauses and steps: for judging very many at once."""
    if unit == "workdays":
        return add_workdays(start, _checked(amount), calendar=calendar)
    return start + DAY * (_ends(start, amount, unit) or (0,))[-1]


def is_workday(day: date, *, calendar: Calendar | None = None) -> bool:
    """Whether offices work on that day, make-up days (调休上班) included."""
    return (calendar or workcalendar.official()).is_workday(day)


def add_workdays(day: date, amount: int, *, calendar: Calendar | None = None) -> date:
    """The workday that is `amount` workdays after a day, or before it when negative; 0 gives the day itself."""
    calendar = calendar or workcalendar.official()
    step = DAY if amount >= 0 else -DAY
    left = abs(amount)
    while left:
        day += step
        left -= calendar.is_workday(day)
    return day


def workdays_between(earlier: date, later: date, *, calendar: Calendar | None = None) -> int:
    """Workdays after `earlier` up to and including `later`; negative when `later` lies before."""
    if later < earlier:
        return -workdays_between(later, earlier, calendar=calendar)
    calendar = calendar or workcalendar.official()
    return sum(calendar.is_workday(earlier + DAY * n) for n in range(1, (later - earlier).days + 1))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it has no such day (R2)."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    next_year, next_month = divmod(year * MONTHS_A_YEAR + month + 1, MONTHS_A_YEAR)
    last = date(next_year, next_month + 1, 1) - DAY
    return min(last.replace(day=1) + DAY * (day.day - 1), last)


class Clock(NamedTuple):
    """A clock that runs: what it counts, and the due day told so far. `key` is whatever its owner knows it by."""

    key: str
    start: date
    amount: int
    unit: Unit
    due_on: date
    is_provisional: bool
    pauses: tuple[Pause, ...] = ()
    manner: Manner = PLAIN


class Recomputed(NamedTuple):
    """One clock that a new calendar moves or settles."""

    clock: Clock
    deadline: Deadline

    @property
    def moved_days(self) -> int:
        """Calendar days by which the due day moves; positive is later."""
        return (self.deadline.due_on - self.clock.due_on).days


def recompute(clocks: Iterable[Clock], *, calendar: Calendar) -> tuple[Recomputed, ...]:
    """Count open clocks anew under a calendar; give those whose due day or provisional mark changes.

    Used when a holiday notice has been entered (`Calendar.entered`). Nothing is written here.
    """
    anew = (Recomputed(clock, _again(clock, calendar)) for clock in clocks)
    return tuple(
        each
        for each in anew
        if (each.deadline.due_on, each.deadline.provisional) != (each.clock.due_on, each.clock.is_provisional)
    )


def _again(clock: Clock, calendar: Calendar) -> Deadline:
    return due(clock.start, clock.amount, clock.unit, pauses=clock.pauses, calendar=calendar, manner=clock.manner)


def _checked(amount: int) -> int:
    if amount < 0:
        raise ValueError(f"期限不能为负数：{amount}。")
    return amount


def _ends(start: date, amount: int, unit: Unit) -> tuple[int, ...]:
    """After how many countable days each unit is complete, the last entry being the whole term."""
    numbers = range(1, _checked(amount) + 1)
    if unit in {"days", "workdays"}:
        return tuple(numbers)
    if unit == "weeks":
        return tuple(DAYS_A_WEEK * number for number in numbers)
    if unit in {"months", "years"}:
        months = MONTHS_A_YEAR if unit == "years" else 1
        return tuple((add_months(start, months * number) - start).days for number in numbers)
    raise ValueError(f"未知的期限单位“{unit}”，应为：{'、'.join(UNITS)}。")


def _count(
    start: date, ends: Sequence[int], unit: Unit, pauses: Sequence[Pause], calendar: Calendar
) -> Iterator[DayStep]:
    """Go day by day from the day after `start` until the last unit is complete.

    Yields the days that complete a unit, and the days that do not count.
    """
    day, counted, complete = start, 0, 0
    while complete < len(ends):
        day += DAY
        step = _idle(day, unit, pauses, calendar)
        if step is not None:
            yield step
            continue
        counted += 1
        if counted == ends[complete]:
            complete += 1
            yield _counted(day, complete, unit, calendar)


def _idle(day: date, unit: Unit, pauses: Sequence[Pause], calendar: Calendar) -> DayStep | None:
    """The step of a day that does not count, or None for one that does."""
    for pause in pauses:
        if pause.covers(day):
            return DayStep(day, "paused", None, f"{day:%m-%d} 暂停（{pause.cause}），不计", pause.cause)
    return None if unit != "workdays" or calendar.is_workday(day) else _free(day, calendar)


def _free(day: date, calendar: Calendar) -> DayStep:
    """The step of a weekend day or holiday."""
    kind = calendar.kind(day)
    what = f"{kind.name}放假" if kind.kind == "holiday" else WEEKDAYS[day.weekday()]
    return DayStep(day, kind.kind, None, f"{day:%m-%d} {what}，不计", kind.name)


def _counted(day: date, number: int, unit: Unit, calendar: Calendar) -> DayStep:
    """The step of a day that completes a unit."""
    count = ordinal(number, number, unit)
    if unit == "workdays" and calendar.kind(day).kind == "makeup":
        return DayStep(
            day, "makeup", number, f"{day:%m-%d} {WEEKDAYS[day.weekday()]}调休上班 {count}", calendar.kind(day).name
        )
    return DayStep(day, "counted", number, f"{day:%m-%d} {count}")


def _move(day: date, calendar: Calendar) -> Iterator[DayStep]:
    """Steps from a last day that is no workday to the next workday; none when it is one."""
    if calendar.is_workday(day):
        return
    while not calendar.is_workday(day := day + DAY):
        yield _free(day, calendar)
    yield DayStep(day, "moved", None, f"{day:%m-%d} {WEEKDAYS[day.weekday()]} 顺延至工作日")
