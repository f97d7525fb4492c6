"""What may happen next in a case, by whom, and why not otherwise. Pure: it decides nothing and writes nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import in_principle, procedure_words
from jiyue.rulebook.procedure_cases import NOTHING, Case, open_parts, wait
from jiyue.rulebook.procedures import REFUSED, Condition, Decision, FollowUp, Procedure, Step
from jiyue.rulebook.refusal import Refusal
from jiyue.rulebook.verdicts import Outcome
from jiyue.rulebook.workcalendar import DAY, Calendar

SEPARATION = "3.2"  # 管办分离


class Actor(NamedTuple):
    """A person with the roles that they hold for this case's site."""

    person: str
    roles: frozenset[str]


class Check(NamedTuple):
    """One line of the checklist: a condition, its answer, and what it refuses.

    One ruled out in principle `is_set_aside` when the one entitled granted an exception with reason (R1).
    """

    condition: Condition
    outcome: Outcome
    is_set_aside: bool
    refusals: tuple[Refusal, ...]

    @property
    def is_undecided(self) -> bool:
        """Whether a person must look at it."""
        return self.outcome is Outcome.UNDECIDED and not self.is_set_aside


class Move(NamedTuple):
    """One thing that may be done next, or that stands next but is refused.

    `actor` is the role that does it here, `by` the one that decides. `refusals` hold for everybody;
    what holds for a person, `why_not` adds. `undecided` are conditions that the person must look at.
    """

    id: str
    title: str
    decision: Decision
    by: str
    actor: str
    clause: str
    evidence: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    undecided: tuple[Condition, ...]

    @property
    def is_open(self) -> bool:
        return not self.refusals


def checklist(procedure: Procedure, case: Case, before: str) -> tuple[Check, ...]:
    """The conditions of a step or follow-up with their answers; what was not answered is undecided."""
    return tuple(_check(procedure, case, condition) for condition in procedure.conditions if condition.before == before)


def moves(procedure: Procedure, case: Case, *, on: date, calendar: Calendar | None = None) -> tuple[Move, ...]:
    """All that stands next in a case on a day, with the reasons against what may not be done yet."""
    return tuple(
        _move(procedure, case, part, decision, on, calendar)
        for part in open_parts(procedure, case)
        for decision in _decisions(part)
    )


def why_not(
    procedure: Procedure,
    case: Case,
    wanted: tuple[str, Decision],
    *,
    actor: Actor,
    on: date,
    evidence: Mapping[str, object] = NOTHING,
) -> tuple[Refusal, ...]:
    """Every reason why a person may not do something now; empty when they may.

    `wanted` is the id of a step or follow-up and the decision. Raises KeyError for an id that the
    procedure does not have.
    """
    part = procedure.part(wanted[0])
    move = next((each for each in moves(procedure, case, on=on) if (each.id, each.decision) == wanted), None)
    if move is None:
        return (_not_next(procedure, case, part, wanted[1]),)
    return (
        *move.refusals,
        *_personal(procedure, case, part, actor),
        *(_lacking(part, evidence, on) if wanted[1] == "agree" else ()),
    )


def _decisions(part: Step | FollowUp) -> tuple[Decision, ...]:
    return part.decisions if isinstance(part, Step) else ("agree",)


def _move(
    procedure: Procedure, case: Case, part: Step | FollowUp, decision: Decision, on: date, calendar: Calendar | None
) -> Move:
    checks = checklist(procedure, case, part.id) if decision == "agree" else ()
    refusals = [refusal for check in checks for refusal in check.refusals]
    if isinstance(part, FollowUp):
        refusals = [*_waiting(procedure, case, part, on, calendar), *refusals]
    undecided = tuple(check.condition for check in checks if check.is_undecided)
    return Move(
        part.id,
        part.title,
        decision,
        part.by,
        part.actor,
        part.clause,
        part.evidence if decision == "agree" else (),
        tuple(refusals),
        undecided,
    )


def _outcome(condition: Condition, case: Case) -> Outcome:
    answer = case.facts.get(condition.fact)
    if answer is None:
        return Outcome.UNDECIDED
    return Outcome.MET if answer else Outcome.VIOLATED


def _check(procedure: Procedure, case: Case, condition: Condition) -> Check:
    """Answer one condition."""
    outcome = _outcome(condition, case)
    against = _against(procedure, case, condition)
    is_set_aside = condition.in_principle and not against
    return Check(condition, outcome, is_set_aside, against if outcome is Outcome.VIOLATED else ())


def _against(procedure: Procedure, case: Case, condition: Condition) -> tuple[Refusal, ...]:
    """What a condition says where it does not hold; nothing where an exception sets it aside (R1).

    The consent that a step of this same procedure will bring (9.8: the Province's) need not stand before.
    """
    if not condition.in_principle:
        return (Refusal(condition.clause, condition.sentence, condition.remedy),)
    grant = case.grants.get(condition.id)
    if grant is not None:
        grant = grant._replace(consents=(*grant.consents, *(step.by for step in procedure.steps)))
    return in_principle.refusals(condition.clause, grant)


def _waiting(
    procedure: Procedure, case: Case, follow_up: FollowUp, on: date, calendar: Calendar | None
) -> Iterator[Refusal]:
    """What must be finished or be over before a follow-up."""
    if missing := [
        each.title for each in procedure.follow_ups if each.id in follow_up.after and each.id not in case.done
    ]:
        yield Refusal(
            follow_up.clause, f"“{follow_up.title}”之前须先完成：{'、'.join(missing)}。", "请先办理所列事项。"
        )
    span = wait(procedure, case, follow_up, calendar)
    if follow_up.not_before and span and on <= span.due_on:
        yield Refusal(
            follow_up.not_before.clause,
            f"“{follow_up.title}”须等期满：自 {span.start} 起，到 {span.due_on} 为止。",
            f"{span.due_on + DAY} 起可以办理。",
        )


def _personal(procedure: Procedure, case: Case, part: Step | FollowUp, actor: Actor) -> Iterator[Refusal]:
    """What speaks against this person: another's role, or that they acted in the case under another role."""
    roles = procedure_words.roles()
    if part.actor not in actor.roles:
        title = roles[part.actor].title
        yield Refusal(
            part.clause,
            f"“{part.title}”由{title}办理。"
            if part.entered_by is None
            else f"{roles[part.by].title}的决定由{title}录入。",
            f"请转{title}。",
        )
    if not isinstance(part, Step):
        return
    for step in procedure.steps:
        record = case.done.get(step.id)
        if record is not None and record.person == actor.person and step.actor != part.actor:
            yield Refusal(SEPARATION, f"您办理过本案的“{step.title}”，不能再办理“{part.title}”。", "请由其他人员办理。")
            return


def _lacking(part: Step | FollowUp, evidence: Mapping[str, object], on: date) -> Iterator[Refusal]:
    """Evidence that is missing, or dated in the future."""
    labels = procedure_words.evidence()
    if missing := [labels[name] for name in part.evidence if not evidence.get(name)]:
        yield Refusal(part.clause, f"还缺：{'、'.join(missing)}。", "请补齐后再提交。")
    for name in part.evidence:
        day = evidence.get(name)
        if isinstance(day, date) and day > on:
            yield Refusal(part.clause, f"{labels[name]}（{day}）在将来。", "请照文件填写。")


def _not_next(procedure: Procedure, case: Case, part: Step | FollowUp, decision: Decision) -> Refusal:
    """Why something does not stand next at all."""
    if record := case.done.get(part.id):
        return Refusal(part.clause, f"“{part.title}”已于 {record.on} 办理。")
    if case.at == REFUSED:
        return Refusal(part.clause, "本案已不予同意，不能再办理。", "情况变化的，请另行申请。")
    now = open_parts(procedure, case)
    if part in now:
        return Refusal(part.clause, f"“{part.title}”不能作“{procedure_words.decisions()[decision]}”的决定。")
    titles = "、".join(each.title for each in now) or "全部办结"
    return Refusal(part.clause, f"本案现处于“{titles}”，不能办理“{part.title}”。", "请按流程顺序办理。")
