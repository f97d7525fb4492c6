"""Acts that are due within a time after an event, and notices that must stay for a time.

Serves 8.7, 9.7, 9.14, 11.3, 11.5, 13.3, 15.2, 15.3, 15.5, 18.1 (within so many days), 13.2 (within so many
hours), 11.6 (announced so long before) and 8.8, 9.11, 11.7 (kept at least so long).
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.judging import by_day, undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


class ActFacts(NamedTuple):
    """Something owed after an event: when the clock started, and when it was done, if it was.

    `started_on` is None when the event itself is not on record. `source` says where the dates come from.
    """

    started_on: date | None
    done_on: date | None = None
    pauses: tuple[clocks.Pause, ...] = ()
    source: str = ""


class NoticeFacts(NamedTuple):
    """A notice that must stay: the day it appeared, the day it was taken down (None: it still stands).

    `missing_on` are days on which an inspection looked and did not find it where it must stand.
    """

    shown_on: date | None
    removed_on: date | None = None
    missing_on: tuple[date, ...] = ()
    source: str = ""


def judge_act(facts: ActFacts, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether an act was or still can be done within the time that parameter `key` gives.

    The day of the event is not counted and the last day is in time (R2). Raises KeyError for an unknown key.
    """
    try:
        parameter = parameters.get(key, city=city, on=facts.started_on or on)
    except NotHeld as missing:
        return undecided(parameters.keys()[key].clause, str(missing))
    return act_within(facts, parameter, on=on)


def act_within(facts: ActFacts, parameter: Parameter, *, on: date) -> Verdict:
    """Judge an act by a term given; the pure heart of `judge_act`."""
    if facts.started_on is None:
        return undecided(parameter.clause, "没有起算日期的记录，无法计算期限。", parameter)
    if facts.started_on > on or (facts.done_on and facts.done_on > on):
        return undecided(parameter.clause, f"记录的日期晚于判定日 {on}，须核实。", parameter)
    due_on = _due_on(facts.started_on, parameter, facts.pauses)
    return by_day(parameter, due_on, facts.done_on or on, is_done=facts.done_on is not None)


class HourFacts(NamedTuple):
    """Something owed within hours: aware instants of the order and of the act (None: not done yet)."""

    started_at: datetime
    done_at: datetime | None = None
    source: str = ""


def judge_hours(facts: HourFacts, key: str, *, now: datetime, city: str = "baoji") -> Verdict:
    """Judge an act within the hours that parameter `key` gives, such as a repost (13.2); the margin is in hours."""
    try:
        parameter = parameters.get(key, city=city, on=facts.started_at.date())
    except NotHeld as missing:
        return undecided(parameters.keys()[key].clause, str(missing))
    due_at = facts.started_at + timedelta(hours=parameter.value)
    left = due_at - (facts.done_at or now)
    state = "已完成" if facts.done_at else "尚未完成"
    return Verdict(
        Outcome.MET if left >= timedelta(0) else Outcome.VIOLATED,
        parameter.clause,
        due_at.date(),
        reason=f"{state}，最迟应于 {due_at:%Y-%m-%d %H:%M} 完成（{parameter.value} 小时内）。",
        parameter_set=parameter.set,
        version=parameter.version,
        margin=Fraction(left // SECOND, HOUR // SECOND),
        unit="hours",
    )


def judge_lead(announced_on: date | None, happens_on: date, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether something was announced so long before it happens (11.6); `due_on` is the last day for it.

    None means that no announcement is on record by the day `on`: as long as it may still be made in time
    nothing is violated.
    """
    try:
        parameter = parameters.get(key, city=city, on=on)
    except NotHeld as missing:
        return undecided(parameters.keys()[key].clause, str(missing))
    due_on = happens_on - timedelta(days=parameter.value)
    return by_day(parameter, due_on, announced_on or on, is_done=announced_on is not None)


def judge_notice(facts: NoticeFacts, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether a notice stays as long as parameter `key` demands.

    `due_on` is the last day on which it must still stand; `margin_days` are the days by which a removal
    came too late (in time) or too early (negative). While it stands in its time nothing is violated.
    """
    try:
        parameter = parameters.get(key, city=city, on=facts.shown_on or on)
    except NotHeld as missing:
        return undecided(parameters.keys()[key].clause, str(missing))
    return notice_kept(facts, parameter, on=on)


def notice_kept(facts: NoticeFacts, parameter: Parameter, *, on: date) -> Verdict:
    """Judge a notice by a term given; the pure heart of `judge_notice`."""
    if facts.shown_on is None or facts.shown_on > on:
        return undecided(parameter.clause, "没有公告已经发布的记录。", parameter)
    until = _due_on(facts.shown_on, parameter, ())
    gone = [day for day in facts.missing_on if facts.shown_on <= day <= min(until, on)]
    if gone:
        return _notice(
            parameter, until, Outcome.VIOLATED, (min(gone) - until).days - 1, f"{min(gone)} 巡检时公告不在。"
        )
    if facts.removed_on is not None and facts.removed_on <= until:
        short = (facts.removed_on - until).days - 1
        return _notice(parameter, until, Outcome.VIOLATED, short, f"公告应保留至 {until}，{facts.removed_on} 已撤下。")
    if facts.removed_on is None and on <= until:
        return _notice(parameter, until, Outcome.MET, 0, f"公告在悬挂期内，须保留至 {until}。")
    last = facts.removed_on or on
    return _notice(parameter, until, Outcome.MET, (last - until).days, f"公告已保留至 {until}，满足最短保留时间。")


def may_remove(shown_on: date, key: str, *, on: date, city: str = "baoji") -> bool:
    """Whether a notice has stood long enough to be taken down on a day (8.8, 9.11, 11.7)."""
    return on > _due_on(shown_on, parameters.get(key, city=city, on=shown_on), ())


def _notice(parameter: Parameter, until: date, outcome: Outcome, margin: int, reason: str) -> Verdict:
    return Verdict(outcome, parameter.clause, until, margin, reason, parameter.set, parameter.version, margin, "days")


def _due_on(start: date, parameter: Parameter, pauses: Sequence[clocks.Pause]) -> date:
    if pauses:
        return clocks.due(start, parameter.value, parameter.clock_unit, pauses=pauses).due_on
    return clocks.last_day(start, parameter.value, parameter.clock_unit)
