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
    outcome = Outcome.MET if left >= 0 else Outcome.VIOLATED
    return Verdict(
        outcome,
        parameter.clause,
        due_on,
        left,
        _words(due_on, day, left, is_done=is_done),
        parameter.set,
        parameter.version,
        left,
        "days",
        None if is_done and left >= 0 else due_on + DAY,
    )


def at_most(parameter: Parameter, count: int, noun: str) -> Verdict:
    """Judge a count that may not exceed the parameter; the parameter's own number is still allowed."""
    limit = int(parameter.value)
    outcome = Outcome.MET if count <= limit else Outcome.VIOLATED
    reason = f"{noun} {count} 个，上限 {limit} 个。"
    return _counted(parameter, outcome, limit - count, reason)


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


def _words(due_on: date, day: date, left: int, *, is_done: bool) -> str:
    if is_done:
        late = f"，逾期 {-left} 天" if left < 0 else "，在期限内"
        return f"于 {day} 完成，最迟应于 {due_on} 完成{late}。"
    state = f"还有 {left} 天" if left > 0 else "今天是最后一天" if left == 0 else f"已逾期 {-left} 天"
    return f"尚未完成，最迟应于 {due_on} 完成，{state}。"
