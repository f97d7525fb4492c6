"""One site judged by several sets side by side: “passes the city, fails the State”, and why (1.1, 36.1)."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import indicators, parameters
from jiyue.rulebook.evaluation import Evaluation, SiteFacts, evaluate
from jiyue.rulebook.verdicts import Outcome
from jiyue.rulebook.versions import Difference, Edition, differences

COLUMN_INDICATORS = {"V4-1": "core-columns-stale", "V4-2": "other-columns-stale", "V4-3": "empty-columns"}


class Parting(NamedTuple):
    """One indicator on which two sets part, with the numbers in which they differ (none: one holds no rule)."""

    indicator: str
    before: Outcome
    after: Outcome
    numbers: tuple[Difference, ...]


class Comparison(NamedTuple):
    """A site under several sets; `partings` sets each one against the first."""

    evaluations: tuple[Evaluation, ...]
    partings: tuple[tuple[Parting, ...], ...]

    @property
    def sentence(self) -> str:
        """The results side by side in one Chinese sentence."""
        titles = {each.id: each.title for each in parameters.sets()}
        return "；".join(f"{titles[each.set_id]}：{each.result.label}" for each in self.evaluations) + "。"


def compare(facts: SiteFacts, set_ids: Sequence[str], *, on: date) -> Comparison:
    """Judge a site by each set and name the indicators and numbers on which they part from the first."""
    evaluations = tuple(evaluate(facts, on=on, set_id=set_id) for set_id in set_ids)
    first = evaluations[0]
    return Comparison(evaluations, tuple(tuple(_partings(first, other)) for other in evaluations[1:]))


def outcomes(evaluation: Evaluation) -> dict[str, Outcome]:
    """The outcome of each veto indicator, the worst where a set splits one in two."""
    found = {name: verdict.outcome for name, verdict in evaluation.verdicts.items()}
    for indicator in COLUMN_INDICATORS.values():
        found[indicator] = Outcome.UNDECIDED if not evaluation.columns.vetoes else Outcome.MET
    for veto in evaluation.columns.vetoes:
        name = COLUMN_INDICATORS[veto.code]
        found[name] = max(found[name], veto.outcome, key=_gravity)
    return found


def _gravity(outcome: Outcome) -> int:
    return (Outcome.MET, Outcome.UNDECIDED, Outcome.VIOLATED).index(outcome)


def _partings(first: Evaluation, other: Evaluation) -> Iterator[Parting]:
    before, after = outcomes(first), outcomes(other)
    numbers = differences(Edition(first.set_id, first.on), Edition(other.set_id, other.on))
    for name in before:
        if before[name] is not after[name]:
            keys = indicators.get(name, on=first.on).parameters
            used = tuple(each for each in numbers if each.key.id in keys)
            yield Parting(name, before[name], after[name], used)
