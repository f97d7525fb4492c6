"""A procedure line by line in Chinese, for whoever checks it against the measures: who, with what, until when, or why not."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jiyue.rulebook import clauses, procedure_words
from jiyue.rulebook.deadlines import UNITS
from jiyue.rulebook.procedures import Condition, Effect, FollowUp, Procedure, Step, Term

STARTS = {"event": "事由发生之日", "start": "计划的第一日", "approval": "批准之日"}
MOMENTS = {"approval": "批准时", "start": "计划的第一日", "completion": "全部办结时"}


class Line(NamedTuple):
    """One part of a procedure; what does not belong to its kind is empty.

    `kind` is "steps", "conditions", "follow_ups" or "effects". `who` decides, `recorded_by` enters what a body
    outside decided. `limit` and `waits_for` are spans and predecessors, `refusal` and `remedy` what a condition
    says. `before` names the part that a condition guards, or the moment of an effect. `circumstances` say in which
    cases the part belongs to the course; empty is always. `is_own` marks a number that is ours, not the measures'.
    """

    kind: str
    id: str
    title: str
    clause: str
    citation: str
    who: str = ""
    recorded_by: str = ""
    evidence: str = ""
    decisions: str = ""
    limit: str = ""
    waits_for: str = ""
    before: str = ""
    refusal: str = ""
    remedy: str = ""
    circumstances: str = ""
    is_in_principle: bool = False
    is_own: bool = False


def lines(procedure: Procedure) -> tuple[Line, ...]:
    """All parts of a procedure in their order: steps, conditions, follow-ups, effects."""
    parts: list[Step | Condition | FollowUp | Effect] = [*procedure.steps, *procedure.conditions]
    parts += [*procedure.follow_ups, *procedure.effects]
    return tuple(_line(procedure, part) for part in parts)


def _line(procedure: Procedure, part: Step | Condition | FollowUp | Effect) -> Line:
    citation, circumstances = clauses.citation(part.clause), _joined(procedure_words.circumstances(), part.only_if)
    if isinstance(part, Effect):
        when = MOMENTS.get(part.when) or f"“{_title(procedure, part.when)}”完成时"
        return Line("effects", part.name, part.title, part.clause, citation, before=when, circumstances=circumstances)
    if isinstance(part, Condition):
        return Line(
            "conditions",
            part.id,
            part.title,
            part.clause,
            citation,
            before=_title(procedure, part.before),
            refusal=part.sentence,
            remedy=part.remedy,
            circumstances=circumstances,
            is_in_principle=part.in_principle,
        )
    return _work(procedure, part, citation, circumstances)


def _work(procedure: Procedure, part: Step | FollowUp, citation: str, circumstances: str) -> Line:
    roles = procedure_words.roles()
    is_step = isinstance(part, Step)
    wait = None if isinstance(part, Step) else part.not_before
    spans = [_within(procedure, part.within)] if part.within else []
    spans += [_after(procedure, wait)] if wait else []
    if not isinstance(part, Step) and part.is_informative:
        spans.append("由平台外机构办理，仅供参考")
    return Line(
        "steps" if is_step else "follow_ups",
        part.id,
        part.title,
        part.clause,
        citation,
        who=roles[part.by].title,
        recorded_by=roles[part.entered_by].title if part.entered_by else "",
        evidence=_joined(procedure_words.evidence(), part.evidence),
        decisions=_joined(procedure_words.decisions(), part.decisions) if isinstance(part, Step) else "",
        limit="；".join(spans),
        waits_for="" if isinstance(part, Step) else "、".join(_title(procedure, each) for each in part.after),
        circumstances=circumstances,
        is_own=any(span.certainty == "default" for span in (part.within, wait) if span),
    )


def _within(procedure: Procedure, term: Term) -> str:
    return f"{_since(procedure, term)}起 {term.amount} {UNITS[term.unit]}内"


def _after(procedure: Procedure, term: Term) -> str:
    return f"{_since(procedure, term)}起满 {term.amount} {UNITS[term.unit]}后"


def _since(procedure: Procedure, term: Term) -> str:
    """From when a span runs, as a lawyer writes it."""
    if term.since in STARTS:
        return f"自{STARTS[term.since]}"
    part, _, evidence = term.since.partition(".")
    mark = procedure_words.evidence()[evidence] if evidence else "办理之日"
    return f"自“{_title(procedure, part)}”的{mark}"


def _title(procedure: Procedure, part: str) -> str:
    return procedure.part(part).title


def _joined(words: Mapping[str, str], names: Iterable[str]) -> str:
    return "、".join(words[name] for name in names)
