"""The procedures of chapters 3, 4 and 6 as data: steps, limits, conditions, follow-ups and effects.

Each file of `data/procedures/` is one version of one procedure. What may happen in a case stands in
`procedure_engine`; here stands only what the measures lay down.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, cast

from jiyue.rulebook import in_principle, parameters
from jiyue.rulebook.deadlines import Unit
from jiyue.rulebook.loading import DATA, read
from jiyue.rulebook.parameters import Parameter

FOLDER = DATA / "procedures"
Decision = Literal["agree", "return", "refuse"]
APPROVED, REFUSED, RETURNED = "approved", "refused", "returned"


class Term(NamedTuple):
    """A span from the parameters that runs from a mark.

    `since` is "event" (the day on which what the case is about happened), "start" (its planned first day),
    "approval", a step, a follow-up, or "<step or follow-up>.<evidence>" for a date in its evidence.
    `certainty` is "default" where the number is ours, not the measures'.
    """

    parameter: str
    amount: int
    unit: Unit
    clause: str
    certainty: str
    since: str


class Step(NamedTuple):
    """One step of the review, in its order.

    `by` decides. Where that is a body outside the platform, `entered_by` records its decision.
    `evidence` names what the record of an agreement must hold. A step with `only_if` belongs only to
    cases with one of these circumstances (R17, R18). `within` is the last day still in time.
    """

    id: str
    title: str
    by: str
    clause: str
    entered_by: str | None = None
    evidence: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ("agree", "return", "refuse")
    within: Term | None = None

    @property
    def actor(self) -> str:
        """The role that touches the platform at this step."""
        return self.entered_by or self.by


class Condition(NamedTuple):
    """What must hold before a step or follow-up may be agreed to.

    `fact` names the answer that the case must bring: true holds, false refuses with `sentence` and
    `remedy`, absent is undecided and left to the person. `before` names the step or follow-up, by
    default the first step. One `in_principle` takes both from there, and may be set aside (R1).
    """

    id: str
    title: str
    clause: str
    fact: str
    sentence: str
    remedy: str
    before: str
    in_principle: bool = False
    only_if: tuple[str, ...] = ()


class FollowUp(NamedTuple):
    """Work that an approval brings; those without `after` run side by side from the approval on.

    `within` is the last day still in time. `not_before` is the span that must be over: the work opens on
    the day after its last day (30 days of notice are thirty whole days after the day of publication).
    `is_informative` marks a clock of an outside body, that nobody here can miss.
    """

    id: str
    title: str
    by: str
    clause: str
    entered_by: str | None = None
    evidence: tuple[str, ...] = ()
    only_if: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    within: Term | None = None
    not_before: Term | None = None
    is_informative: bool = False

    @property
    def actor(self) -> str:
        """The role that touches the platform for this work."""
        return self.entered_by or self.by


class Effect(NamedTuple):
    """Something that the platform does by itself.

    `when` is "approval", "start" (the planned first day), "completion" (all follow-ups done), or the id
    of the step or follow-up whose finishing brings it.
    """

    name: str
    title: str
    clause: str
    when: str
    only_if: tuple[str, ...] = ()


class Procedure(NamedTuple):
    """One version of one procedure, as the measures lay it down."""

    id: str
    version: str
    title: str
    form: str | None
    source: str
    steps: tuple[Step, ...]
    limit_parameters: Mapping[str, Parameter] = MappingProxyType({})
    conditions: tuple[Condition, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    effects: tuple[Effect, ...] = ()
    readings: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_to: date | None = None

    @property
    def limits(self) -> Mapping[str, int]:
        """The numbers by their name here; `limit_parameters` has them with unit, clause and source."""
        return {name: int(parameter.value) for name, parameter in self.limit_parameters.items()}

    @property
    def on_approval(self) -> tuple[str, ...]:
        """Names of the effects that the approval brings, in their order."""
        return self.effects_at("approval")

    def effects_at(self, when: str) -> tuple[str, ...]:
        """Names of the effects at a moment of the case, in their order; see `Effect.when`."""
        return tuple(effect.name for effect in self.effects if effect.when == when)

    def step(self, step_id: str) -> Step:
        """The step of that id; raises KeyError when there is none."""
        return _named(self.steps, step_id)

    def follow_up(self, follow_up_id: str) -> FollowUp:
        """The follow-up of that id; raises KeyError when there is none."""
        return _named(self.follow_ups, follow_up_id)

    def part(self, part_id: str) -> Step | FollowUp:
        """The step or follow-up of that id; raises KeyError when there is none."""
        parts: tuple[Step | FollowUp, ...] = (*self.steps, *self.follow_ups)
        return _named(parts, part_id)

    @property
    def application(self) -> Step:
        """The step to which a returned case goes back: the first that the host itself takes."""
        return next((step for step in self.steps if step.by == "host"), self.steps[0])

    def after(self, step_id: str, decision: Decision) -> str:
        """Where a case goes from a step: another step's id, "approved", "refused" or "returned"."""
        at = self.steps.index(self.step(step_id))
        match decision:
            case "refuse":
                return REFUSED
            case "return":
                return RETURNED
            case "agree":
                return self.steps[at + 1].id if at + 1 < len(self.steps) else APPROVED

    def for_case(self, circumstances: Iterable[str] = ()) -> "Procedure":
        """This procedure with only what belongs to a case of these circumstances (R17, R18)."""
        holds = frozenset(circumstances)
        return self._replace(
            steps=_belonging(self.steps, holds),
            conditions=_belonging(self.conditions, holds),
            follow_ups=_belonging(self.follow_ups, holds),
            effects=_belonging(self.effects, holds),
        )


def _belonging[Part: (Step, Condition, FollowUp, Effect)](
    parts: Iterable[Part], holds: frozenset[str]
) -> tuple[Part, ...]:
    return tuple(part for part in parts if not part.only_if or holds.intersection(part.only_if))


def _named[Part: (Step, FollowUp, Step | FollowUp)](parts: Iterable[Part], wanted: str) -> Part:
    for part in parts:
        if part.id == wanted:
            return part
    raise KeyError(wanted)


def get(procedure_id: str, *, city: str = "baoji", on: date = date.max) -> Procedure:
    """The version of a procedure in force on a day, without the parts of special circumstances.

    `city` is the parameter set that gives its numbers. Without a day it is the newest version. Raises
    KeyError when there is none.
    """
    return whole(procedure_id, city=city, on=on).for_case()


@lru_cache(maxsize=256)
def whole(procedure_id: str, *, city: str = "baoji", on: date = date.max) -> Procedure:
    """As `get`, with the parts of all circumstances, for `Procedure.for_case`."""
    versions = [table for table in tables() if table["id"] == procedure_id and _in_force(table, on)]
    if not versions:
        raise KeyError(procedure_id)
    return _Reader(city, on).procedure(max(versions, key=_begins))


def ids() -> tuple[str, ...]:
    """The ids of all procedures, in order."""
    return tuple(sorted({table["id"] for table in tables()}))


def effect_names() -> frozenset[str]:
    """Every effect that some version of some procedure names; the platform must know each."""
    return frozenset(effect["name"] for table in tables() for effect in table.get("effects", ()))


@cache
def tables() -> tuple[dict[str, Any], ...]:
    """What stands in the files, one table each."""
    return tuple(read(path) for path in sorted(FOLDER.glob("*.toml")))


def _begins(table: Mapping[str, Any]) -> date:
    begins: date = table.get("in_force_from", date.min)
    return begins


def _in_force(table: Mapping[str, Any], on: date) -> bool:
    ends: date = table.get("in_force_to", date.max)
    return _begins(table) <= on <= ends


class _Reader(NamedTuple):
    """Makes a procedure from its table, with the numbers of one parameter set on one day."""

    city: str
    on: date

    def procedure(self, table: Mapping[str, Any]) -> Procedure:
        steps = tuple(Step(**self._row(row)) for row in table["steps"])
        limits = {name: self._parameter(key) for name, key in table.get("limits", {}).items()}
        return Procedure(
            table["id"],
            table["version"],
            table["title"],
            table.get("form"),
            table["source"],
            steps,
            limits,
            tuple(Condition(**self._condition(row, steps[0].id)) for row in table.get("conditions", ())),
            tuple(FollowUp(**self._row(row)) for row in table.get("follow_ups", ())),
            tuple(Effect(**self._row(row)) for row in table.get("effects", ())),
            tuple(table.get("readings", ())),
            table.get("in_force_from"),
            table.get("in_force_to"),
        )

    def _condition(self, row: Mapping[str, Any], first_step: str) -> dict[str, Any]:
        """One condition's fields; what is ruled out in principle has its sentences there."""
        fields = {"before": first_step, **self._row(row)}
        if row.get("in_principle"):
            rule = in_principle.all()[row["clause"]]
            fields |= {"sentence": rule.sentence, "remedy": rule.remedy}
        return fields

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """One part's fields: spans with their numbers, lists as tuples, so that nothing made of it can change."""
        spans = {key: self._term(**row[key]) for key in ("within", "not_before") if key in row}
        return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()} | spans

    def _term(self, parameter: str, since: str) -> Term:
        found = self._parameter(parameter)
        return Term(parameter, int(found.value), cast("Unit", found.unit), found.clause, found.certainty, since)

    def _parameter(self, key: str) -> Parameter:
        return parameters.get(key, city=self.city, on=self.on)
