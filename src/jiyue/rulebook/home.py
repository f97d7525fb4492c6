"""Whether a home page has news (19.1; national veto V3)."""

from datetime import date
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.judging import by_update, undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Verdict


class HomeFacts(NamedTuple):
    """The newest dated piece that the home page shows.

    A piece without a publication time counts as not updated, so it is no part of `newest_on`. A home page
    that only navigates is judged by `newest_below_on`, the newest piece of all second-level pages.
    """

    newest_on: date | None
    is_navigation_only: bool = False
    newest_below_on: date | None = None
    measured: bool = True
    source: str = ""


def judge_home(facts: HomeFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether the home page was updated within two weeks (19.1, V3; R21, R22)."""
    try:
        parameter = parameters.get("home-page-days", city=city, on=on)
    except NotHeld as missing:
        return undecided("19.1", str(missing))
    return home_updated(facts, parameter, on=on)


def home_updated(facts: HomeFacts, parameter: Parameter, *, on: date) -> Verdict:
    """Judge by a term given; the pure heart of `judge_home`."""
    if not facts.measured:
        return undecided(parameter.clause, "未能测量首页，不作判定。", parameter)
    newest = facts.newest_below_on if facts.is_navigation_only else facts.newest_on
    if newest is None:
        return undecided(parameter.clause, "首页没有读到任何带日期的信息，须人工核实。", parameter)
    if newest > on:
        return undecided(parameter.clause, f"首页最新信息的日期 {newest} 晚于判定日 {on}，须核实。", parameter)
    return by_update(parameter, newest, clocks.last_day(newest, parameter.value, parameter.clock_unit), on)
