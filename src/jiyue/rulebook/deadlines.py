"""What a clock says: the last day still in time, and step by step in Chinese how it was counted."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Literal, NamedTuple, Self

Unit = Literal["days", "workdays", "weeks", "months", "years"]
UNITS: dict[Unit, str] = {"days": "日", "workdays": "个工作日", "weeks": "周", "months": "个月", "years": "年"}
ORDINALS: dict[Unit, str] = {"days": "日", "workdays": "日", "weeks": "周", "months": "个月", "years": "年"}
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
SHOWN_ONE_BY_ONE = 10  # beyond so many counted days the sentence gathers runs; the steps keep every day
PROVISIONAL = "（所涉年份的放假安排通知尚未录入，暂按法定节假日推算，录入后自动重算）"


class _Span(NamedTuple):
    first_on: date
    last_on: date
    cause: str


class Pause(_Span):
    """A time that does not count, first and last day included. One that goes on ends, for now, today.

    Raises ValueError without a cause, or when it ends before it begins.
    """

    __slots__ = ()

    def __new__(cls, first_on: date, last_on: date, cause: str) -> Self:
        if not cause.strip():
            raise ValueError("暂停计时必须写明原因。")
        if last_on < first_on:
            raise ValueError(f"暂停的最后一天（{last_on}）早于第一天（{first_on}）。")
        return super().__new__(cls, first_on, last_on, cause)

    def covers(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


class Manner(NamedTuple):
    """How a kind of clock names its first and last day, and whether its last day moves to a workday (R2: no)."""

    start: str = "起算"
    last: str = "最后一日"
    to_workday: bool = False


class DayStep(NamedTuple):
    """One day of the count.

    `kind` is "start", "counted", "makeup" (counted: a Saturday or Sunday worked), "weekend", "holiday",
    "paused" or "moved" (the due day put off to a workday). `number` is the how-manieth unit this day
    completes, None when it does not count. `cause` names the holiday or the reason of the pause.
    """

    day: date
    kind: str
    number: int | None
    label: str
    cause: str = ""


class Deadline(NamedTuple):
    """The outcome of a clock: `due_on` itself is still in time (R2).

    `provisional` means that a holiday notice still to come may move it. `versions` names what the
    workdays rest on, one entry a year; empty for calendar units.
    """

    start: date
    due_on: date
    provisional: bool
    steps: tuple[DayStep, ...]
    explanation: str
    versions: tuple[str, ...] = ()

    def days_left(self, on: date) -> int:
        """Calendar days left on a day: 0 on the due day itself, negative when overdue."""
        return (self.due_on - on).days

    def is_overdue(self, on: date) -> bool:
        return on > self.due_on


def short(day: date, before: date) -> str:
    """A date as the sentence writes it: the year only where it changes."""
    return f"{day:%m-%d}" if day.year == before.year else f"{day:%Y-%m-%d}"


def ordinal(first: int, last: int, unit: Unit) -> str:
    """“第 3 日”, “第 1—7 日”, “第 2 个月”."""
    return f"第 {first} {ORDINALS[unit]}" if first == last else f"第 {first}—{last} {ORDINALS[unit]}"


def explain(steps: Sequence[DayStep], unit: Unit, manner: Manner, *, provisional: bool) -> str:
    """One sentence from the day of start to the last day, as a case page shows it.

    Weekends go unsaid, holidays and pauses are said once for each run of days, and the last day is
    named as what it is.
    """
    start, rest = steps[0], [step for step in steps[1:] if step.kind != "weekend"]
    parts, before = [f"{manner.start} {start.day} {WEEKDAYS[start.day.weekday()]}"], start.day
    gather = sum(step.number is not None for step in rest) > SHOWN_ONE_BY_ONE
    for _, group in groupby(rest, key=lambda step: _run(step, gather=gather)):
        run = list(group)
        parts.append(_say(run, before, unit))
        before = run[-1].day
    last = f"，为{manner.last}" + (PROVISIONAL if provisional else "")
    return " → ".join(parts) + last


def _run(step: DayStep, *, gather: bool) -> object:
    """Steps with the same key, one after the other, are said together."""
    if step.kind == "holiday" or (gather and step.kind == "counted"):
        return step.kind
    return (step.kind, step.cause) if step.kind == "paused" else step.day


def _say(run: Sequence[DayStep], before: date, unit: Unit) -> str:
    """One part of the sentence for a run of steps of the same sort."""
    first, last = run[0], run[-1]
    days = short(first.day, before)
    if last is not first:
        days += f" 至 {short(last.day, first.day)}"
    if first.kind == "holiday":
        return f"{days} {'、'.join(dict.fromkeys(step.cause for step in run))}放假，不计"
    if first.kind == "paused":
        return f"{days} 暂停（{first.cause}），不计"
    if first.kind == "moved":
        return f"{days} {WEEKDAYS[first.day.weekday()]} 顺延至工作日"
    numbers = [step.number for step in run if step.number is not None]
    count = ordinal(numbers[0], numbers[-1], unit)
    return f"{days} {WEEKDAYS[first.day.weekday()]}调休上班 {count}" if first.kind == "makeup" else f"{days} {count}"
