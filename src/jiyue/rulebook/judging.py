"""How a parameter and a measured value become a verdict: by day, by count, or not at all."""

from datetime import date, timedelta

from jiyue.rulebook.parameters import Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

DAY = timedelta(days=1)


def undecided(clause: str, reason: str, parameter: Parameter | None = None) -> Verdict:
    """What could not be told, and why; silence is neither compliance nor violation."""
    set_id, version = (parameter.set, parameter.version) if parameter else ("", "")
    return Verdict(Outcome.UNDECIDED, clause, reason=reason, parameter_set=set_id, version=version)


def by_day(parameter: Parameter, due_on: date, day: date, *, is_done: bool = False) -> Verdict:
    """Judge `day` against the last day in time: the day it was done, or today while it is open.

    An open clock tells when it will be breached; one that was stopped in time has no breach any more.
    """
    left = (due_on - day).days
    if is_done:
        late = f"，逾期 {-left} 天" if left < 0 else "，在期限内"
        reason = f"于 {day} 完成，最迟应于 {due_on} 完成{late}。"
    else:
        reason = f"尚未完成，最迟应于 {due_on} 完成，{days_left(left)}。"
    breach_on = None if is_done and left >= 0 else due_on + DAY
    return _dated(parameter, due_on, left, reason, breach_on)


def by_update(parameter: Parameter, last_update: date, due_on: date, on: date) -> Verdict:
    """Judge something that must be updated again by `due_on`."""
    left = (due_on - on).days
    reason = f"最近更新 {last_update}，最迟应于 {due_on} 再次更新，{days_left(left)}。"
    return _dated(parameter, due_on, left, reason, due_on + DAY)


def days_left(left: int) -> str:
    """The days that are left, as people say it."""
    return f"还有 {left} 天" if left > 0 else "今天是最后一天" if left == 0 else f"已超期 {-left} 天"


def at_most(parameter: Parameter, count: int, noun: str, counter: str) -> Verdict:
    """Judge a count that may not exceed the parameter; the parameter's own number is still allowed."""
    limit = int(parameter.value)
    outcome = Outcome.MET if count <= limit else Outcome.VIOLATED
    return _counted(parameter, outcome, limit - count, f"{noun} {count} {counter}，上限 {limit} {counter}。")


def fewer_than(parameter: Parameter, count: int, noun: str) -> Verdict:
    """Judge a count that may not reach the parameter (超过（含）); the margin is how many more would violate."""
    limit = int(parameter.value)
    outcome = Outcome.MET if count < limit else Outcome.VIOLATED
    reason = f"{noun} {count} 个，达到 {limit} 个即不符合。"
    return _counted(parameter, outcome, limit - count, reason)


def _counted(parameter: Parameter, outcome: Outcome, margin: int, reason: str) -> Verdict:
    return Verdict(
        outcome,
        parameter.clause,
        reason=reason,
        parameter_set=parameter.set,
        version=parameter.version,
        margin=margin,
        unit="count",
    )


def _dated(parameter: Parameter, due_on: date, left: int, reason: str, breach_on: date | None) -> Verdict:
    return Verdict(
        Outcome.MET if left >= 0 else Outcome.VIOLATED,
        parameter.clause,
        due_on,
        left,
        reason,
        parameter.set,
        parameter.version,
        left,
        "days",
        breach_on,
    )
