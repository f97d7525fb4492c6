"""The state of a case as the engine sees it, and the clocks that run in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jiyue.rulebook import clocks
from jiyue.rulebook.deadlines import Deadline
from jiyue.rulebook.in_principle import Grant
from jiyue.rulebook.procedures import APPROVED, REFUSED, RETURNED, FollowUp, Procedure, Step, Term
from jiyue.rulebook.workcalendar import Calendar

NOTHING: Mapping[str, object] = MappingProxyType({})


class Record(NamedTuple):
    """That a step was agreed to, or a follow-up done: when, by whom, with which evidence."""

    on: date
    person: str = ""
    evidence: Mapping[str, object] = NOTHING


class Case(NamedTuple):
    """One case of a procedure at one moment.

    `at` is the id of the open step, "approved", "returned" or "refused". `done` holds the steps agreed to
    and the follow-ups finished. `facts` answers conditions; what is absent is undecided. `grants` holds the
    exceptions by the condition that they set aside (R1). `event_on` is
    the day of what the case is about (a shutdown, a change), `start_on` the first day of what it plans.
    """

    at: str
    done: Mapping[str, Record] = MappingProxyType({})
    facts: Mapping[str, bool] = MappingProxyType({})
    grants: Mapping[str, Grant] = MappingProxyType({})
    event_on: date | None = None
    start_on: date | None = None


class RunningClock(NamedTuple):
    """One clock of a case: what is due, and until when. An informative one binds nobody here."""

    id: str
    title: str
    clause: str
    actor: str
    deadline: Deadline
    is_informative: bool = False


def mark(procedure: Procedure, case: Case, since: str) -> date | None:
    """The day from which a span runs (see `Term.since`); None while it has not come."""
    match since:
        case "event":
            return case.event_on
        case "start":
            return case.start_on
        case "approval":
            since = procedure.steps[-1].id
    part, _, evidence = since.partition(".")
    record = case.done.get(part)
    if record is None:
        return None
    if not evidence:
        return record.on
    day = record.evidence.get(evidence)
    return day if isinstance(day, date) else None


def open_parts(procedure: Procedure, case: Case) -> tuple[Step | FollowUp, ...]:
    """The step at which a case stands, or the follow-ups of an approved one that are not done yet.

    A returned case stands at its application again, a refused one nowhere.
    """
    if case.at == APPROVED:
        return tuple(each for each in procedure.follow_ups if each.id not in case.done)
    if case.at == REFUSED:
        return ()
    return (procedure.application if case.at == RETURNED else procedure.step(case.at),)


def is_complete(procedure: Procedure, case: Case) -> bool:
    """Whether nothing is left to do: refused, or approved with all its follow-ups done."""
    return not open_parts(procedure, case)


def running(procedure: Procedure, case: Case, *, calendar: Calendar | None = None) -> tuple[RunningClock, ...]:
    """The clocks of what is open in a case, in order of their due day."""
    return tuple(sorted(_running(procedure, case, calendar), key=lambda each: each.deadline.due_on))


def _running(procedure: Procedure, case: Case, calendar: Calendar | None) -> Iterator[RunningClock]:
    for part in open_parts(procedure, case):
        if part.within is not None and (deadline := count(procedure, case, part.within, calendar)):
            informative = isinstance(part, FollowUp) and part.is_informative
            yield RunningClock(part.id, part.title, part.within.clause, part.actor, deadline, informative)


def count(procedure: Procedure, case: Case, term: Term, calendar: Calendar | None = None) -> Deadline | None:
    """The deadline of a span in a case; None while the mark from which it runs has not come."""
    start = mark(procedure, case, term.since)
    if start is None:
        return None
    return clocks.due(start, term.amount, term.unit, calendar=calendar)


def wait(procedure: Procedure, case: Case, part: Step | FollowUp, calendar: Calendar | None = None) -> Deadline | None:
    """The span that must be over before a follow-up; None without one, or before it runs.

    Its due day is the last day of waiting: the follow-up opens on the day after.
    """
    term = part.not_before if isinstance(part, FollowUp) else None
    return count(procedure, case, term, calendar) if term else None
