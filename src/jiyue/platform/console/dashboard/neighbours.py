"""What other rooms count for the regulator, where they are installed; a room that is missing is not measured, not nought."""

from datetime import datetime
from typing import Any

from django.apps import apps
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from jiyue.platform.console.dashboard.figures import Outside
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.rulebook import procedures


def outside(person: Person, now: datetime) -> Outside:
    """The figures of interaction and procedures for a person."""
    return Outside(
        messages_overdue=_messages_overdue(person, now),
        messages_url=address("interaction:messages"),
        cases_waiting=_cases_waiting(person),
        cases_url=address("procedures:cases"),
    )


def address(name: str) -> str:
    """The address of a screen of another room; empty when it has none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _messages_overdue(person: Person, now: datetime) -> int | None:
    if not apps.is_installed("jiyue.platform.interaction"):
        return None
    messages: Any = apps.get_model("interaction", "Message")
    return int(messages.objects.open_to(person).overdue(timezone.localdate(now)).count())


def _cases_waiting(person: Person) -> int | None:
    """The cases whose present step is one of the person's roles to decide."""
    if not apps.is_installed("jiyue.platform.procedures"):
        return None
    cases: Any = apps.get_model("procedures", "Case")
    mine = policy.roles(person)
    waiting = cases.objects.open_to(person).filter(state="open").values_list("procedure_id", "step")
    return sum(_actor(procedure, step) in mine for procedure, step in waiting)


def _actor(procedure_id: str, step_id: str) -> str:
    step = procedures.get(procedure_id).step(step_id)
    return str(step.entered_by or step.by)
