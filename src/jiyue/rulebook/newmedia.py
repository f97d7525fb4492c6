"""Government accounts on new media (36.1; national vetoes M2 and M3)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.incidents import IncidentFacts, judge_incidents
from jiyue.rulebook.judging import by_update, undecided
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "36.1"


class AccountFacts(NamedTuple):
    """What is known of one account or app; None where nobody could tell."""

    last_post_on: date | None
    is_usable: bool | None = True
    has_interaction: bool | None = None
    buys_followers: bool = False
    forces_likes: bool = False
    source: str = ""


def judge_updates(facts: AccountFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether an account is alive (M2): a post within two weeks, and an app that can be used."""
    try:
        parameter = parameters.get("media-stale-days", city=city, on=on)
    except NotHeld as missing:
        return undecided(CLAUSE, str(missing))
    if facts.is_usable is False:
        return Verdict(Outcome.VIOLATED, CLAUSE, None, None, "应用不能下载或使用。", parameter.set, parameter.version)
    if facts.last_post_on is None or facts.last_post_on > on or facts.is_usable is None:
        return undecided(CLAUSE, "读不到最近一次更新的日期，或未能试用。", parameter)
    last_day = clocks.last_day(facts.last_post_on, parameter.value, parameter.clock_unit)
    return by_update(parameter, facts.last_post_on, last_day, on)


def judge_interaction(facts: AccountFacts) -> Verdict:
    """Judge whether an account interacts honestly (M3): no bought followers, no forced likes."""
    faults = [word for word, found in (("购买粉丝", facts.buys_followers), ("强制点赞", facts.forces_likes)) if found]
    if faults:
        return Verdict(Outcome.VIOLATED, CLAUSE, reason=f"存在{'、'.join(faults)}。")
    if facts.has_interaction is None:
        return undecided(CLAUSE, "未能试用互动功能，不作判定。")
    if not facts.has_interaction:
        return Verdict(Outcome.VIOLATED, CLAUSE, reason="没有有效互动功能。")
    return Verdict(Outcome.MET, CLAUSE, reason="有有效互动功能。")


class AccountVerdict(NamedTuple):
    """One account by all its vetoes: violated when any bites, whatever the others say."""

    outcome: Outcome
    verdicts: Mapping[str, Verdict]


def judge_account(
    facts: AccountFacts, incidents: IncidentFacts | None, *, on: date, city: str = "baoji"
) -> AccountVerdict:
    """Judge an account by M1, M2 and M3, named by indicator: any one makes it unqualified; there are no points."""
    verdicts = {
        "media-incident": judge_incidents(incidents, on=on),
        "media-stale": judge_updates(facts, on=on, city=city),
        "media-no-interaction": judge_interaction(facts),
    }
    outcomes = {verdict.outcome for verdict in verdicts.values()}
    worst = next((each for each in (Outcome.VIOLATED, Outcome.UNDECIDED) if each in outcomes), Outcome.MET)
    return AccountVerdict(worst, verdicts)
