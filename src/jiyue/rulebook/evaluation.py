"""All indicators of one site on one day by one set: the vetoes, then the score (19.7, 36.1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from jiyue.rulebook import columns, indicators, parameters, scoring
from jiyue.rulebook.availability import ProbeFacts, judge_availability
from jiyue.rulebook.column_terms import ColumnFacts
from jiyue.rulebook.columns import SiteVerdict
from jiyue.rulebook.deductions import Deduction, column_defects, deduct
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.incidents import IncidentFacts, judge_incidents
from jiyue.rulebook.interaction import MessageFacts, judge_channel, judge_messages
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.scoring import SERVICE_GROUP, Result, Score
from jiyue.rulebook.services import GuideFacts, judge_guides
from jiyue.rulebook.verdicts import Outcome, Verdict

COLUMN_ITEMS = ("news", "policies", "other-columns")


class SiteFacts(NamedTuple):
    """What is known of one site; None or absent is what was not measured, and stays undecided.

    `columns` is None where no register names the columns; when empty, the site has none. `defects` holds counts of defects by
    deduction item, `bonuses` points granted by bonus item. The items that the columns themselves show need not be given. `unmeasured` are deduction
    items that stay undecided whatever else is told of them.
    """

    columns: Sequence[ColumnFacts] | None = ()
    probes: ProbeFacts | None = None
    home: HomeFacts | None = None
    working_channels: int | None = None
    messages: Sequence[MessageFacts] | None = None
    guides: Sequence[GuideFacts] | None = None
    incidents: IncidentFacts | None = None
    has_services: bool = True
    is_portal: bool = True
    defects: Mapping[str, Mapping[str, int]] = MappingProxyType({})
    bonuses: Mapping[str, Fraction] = MappingProxyType({})
    unmeasured: Collection[str] = ()


class Evaluation(NamedTuple):
    """One site by one set: a verdict per veto indicator, the columns in detail, and the score."""

    set_id: str
    on: date
    verdicts: Mapping[str, Verdict]
    columns: SiteVerdict
    score: Score

    @property
    def result(self) -> Result:
        """Whether the site is qualified under this set."""
        return self.score.result

    @property
    def breach_on(self) -> date | None:
        """The first day on which some veto that is met today will bite if nobody does anything."""
        days = [each.breach_on for each in self.verdicts.values() if each.outcome is Outcome.MET]
        ahead = [veto.breach_on for veto in self.columns.vetoes if veto.outcome is Outcome.MET]
        return min((day for day in days + ahead if day), default=None)


def evaluate(facts: SiteFacts, *, on: date, set_id: str = "baoji") -> Evaluation:
    """Judge every veto and, for portals, every deduction and bonus of a site."""
    site = columns.judge_site(facts.columns or (), on=on, set_id=set_id)
    verdicts = _vetoes(facts, on, set_id)
    outcomes = [verdict.outcome for verdict in verdicts.values()] + [site.outcome]
    return Evaluation(set_id, on, verdicts, site, _score(facts, outcomes, on, set_id))


def _vetoes(facts: SiteFacts, on: date, set_id: str) -> dict[str, Verdict]:
    probes = facts.probes or ProbeFacts((), 0)
    front = facts.home or HomeFacts(None, measured=False)
    return {
        "serious-incident": judge_incidents(facts.incidents, on=on),
        "unreachable": judge_availability(probes, on=on, city=set_id),
        "home-stale": judge_home(front, on=on, city=set_id),
        "no-channel": judge_channel(facts.working_channels, on=on, city=set_id),
        "message-unanswered": judge_messages(facts.messages, on=on, city=set_id),
        "services-impractical": judge_guides(facts.guides, has_services=facts.has_services, on=on, city=set_id),
    }


class _Table(NamedTuple):
    """The scoring table of a set on a day: its lines, and each deduction and bonus item with its numbers."""

    rules: scoring.ScoreTerms
    columns: columns.ColumnTerms
    news_gap: Parameter
    deductions: tuple[tuple[indicators.Indicator, Parameter], ...]
    bonuses: Mapping[str, Fraction]


@lru_cache(maxsize=64)
def _table(set_id: str, on: date, _edition: int) -> _Table:
    def numbers(indicator: indicators.Indicator) -> Parameter:
        return parameters.get(indicator.parameters[0], city=set_id, on=on)

    return _Table(
        scoring.terms(set_id, on),
        columns.terms(set_id, on),
        parameters.get("news-gap", city=set_id, on=on),
        tuple((each, numbers(each)) for each in indicators.of_effect("deduction", on=on)),
        {each.id: numbers(each).value["cap"] for each in indicators.of_effect("bonus", on=on)},
    )


def _score(facts: SiteFacts, outcomes: Sequence[Outcome], on: date, set_id: str) -> Score:
    try:
        table = _table(set_id, on, parameters.edition())
    except NotHeld as missing:
        return Score(Result.UNDECIDED, None, None, scoring.NOTHING, scoring.NOTHING, (), str(missing))
    capped = {name: min(points, table.bonuses[name]) for name, points in facts.bonuses.items()}
    return scoring.score(
        outcomes,
        _deductions(facts, table, on) if facts.is_portal and Outcome.VIOLATED not in outcomes else (),
        capped,
        table.rules,
        is_scored=facts.is_portal,
        is_service_skipped=not facts.has_services,
    )


def _deductions(facts: SiteFacts, table: _Table, on: date) -> tuple[Deduction, ...]:
    """What each item loses; items of the service group fall away for a unit without services."""
    seen: dict[str, dict[str, int] | None] = dict.fromkeys(COLUMN_ITEMS)
    if facts.columns is not None:
        seen = column_defects(facts.columns, table.columns, table.news_gap.value, on=on)
    found = []
    for indicator, rates in table.deductions:
        if indicator.group == SERVICE_GROUP and not facts.has_services:
            continue
        defects = facts.defects.get(indicator.id)
        if indicator.id in COLUMN_ITEMS:
            defects = _joined(seen[indicator.id], defects)
        found.append(deduct(indicator.id, None if indicator.id in facts.unmeasured else defects, rates))
    return tuple(found)


def _joined(seen: Mapping[str, int] | None, told: Mapping[str, int] | None) -> Mapping[str, int] | None:
    """What the columns show, and beside it what somebody found that they can not show; never both for one."""
    if seen is None or told is None:
        return told if seen is None else seen
    return {**told, **seen}
