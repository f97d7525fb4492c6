"""Whether a site can be reached, and whether it went offline unreported (9.5, 36.1; national veto V2)."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from jiyue.rulebook import parameters
from jiyue.rulebook.judging import undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "36.1"
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


class ProbeFacts(NamedTuple):
    """Visits to a home page within the window: each day's number, and how many found no page in time.

    Visits during an outage of our own, or of an approved temporary offline, are left out beforehand.
    """

    probes_by_day: tuple[int, ...]
    failures: int
    source: str = ""


class ProbeTerms(NamedTuple):
    """One set's numbers on reachability."""

    window: Parameter
    per_day: Parameter
    failure_share: Parameter


def terms(set_id: str, on: date) -> ProbeTerms:
    """The reachability rules of a set in force on a day. Raises NotHeld when the set does not hold them."""
    keys = ("probe-window", "probes-per-day", "probe-failure-share")
    return ProbeTerms(*(parameters.get(key, city=set_id, on=on) for key in keys))


def judge_availability(facts: ProbeFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether a site counts as unreachable (V2): 5 % of the visits of a week itself violates (含)."""
    try:
        return site_unreachable(facts, terms(city, on))
    except NotHeld as missing:
        return undecided(CLAUSE, str(missing))


def site_unreachable(facts: ProbeFacts, rules: ProbeTerms) -> Verdict:
    """Judge by terms given. Too few days, or a day with too few visits, is undecided: silence is not compliance.

    The margin is the share that is left before the limit.
    """
    limit: Fraction = rules.failure_share.value
    enough = [count for count in facts.probes_by_day if count >= rules.per_day.value]
    if len(enough) < rules.window.value:
        reason = f"{rules.window.value} 天内须每天监测至少 {rules.per_day.value} 次，只有 {len(enough)} 天达到。"
        return undecided(CLAUSE, reason, rules.failure_share)
    probes = sum(facts.probes_by_day)
    share = Fraction(facts.failures, probes)
    outcome = Outcome.VIOLATED if share >= limit else Outcome.MET
    return Verdict(
        outcome,
        CLAUSE,
        reason=f"监测 {probes} 次，打不开 {facts.failures} 次，占 {float(share):.2%}；达到 {float(limit):.0%} 即单项否决。",
        parameter_set=rules.failure_share.set,
        version=rules.failure_share.version,
        margin=limit - share,
        unit="share",
    )


class OutageFacts(NamedTuple):
    """A time without the site: when it began and ended (None: it goes on), as aware instants.

    `is_reported` is True when a case covers it: temporary offline, emergency shutdown, closing, exit.
    """

    began_at: datetime
    ended_at: datetime | None
    is_reported: bool
    source: str = ""


def judge_outage(facts: OutageFacts, *, now: datetime, city: str = "baoji") -> Verdict:
    """Judge whether a site went offline without report (9.5); longer than the threshold (ours) violates.

    The margin is the hours left before the threshold. Whether anybody is held to account is decided by
    the Office, never here.
    """
    try:
        parameter = parameters.get("unreported-outage", city=city, on=facts.began_at.date())
    except NotHeld as missing:
        return undecided("9.5", str(missing))
    lasted = (facts.ended_at or now) - facts.began_at
    left = timedelta(hours=parameter.value) - lasted
    outcome = Outcome.MET if facts.is_reported or left >= timedelta(0) else Outcome.VIOLATED
    reported = "已有报备" if facts.is_reported else "没有报备"
    return Verdict(
        outcome,
        "9.5",
        reason=f"停机 {lasted // HOUR} 小时，{reported}；超过 {parameter.value} 小时未报备的提请处理。",
        parameter_set=parameter.set,
        version=parameter.version,
        margin=Fraction(left // SECOND, HOUR // SECOND),
        unit="hours",
    )
