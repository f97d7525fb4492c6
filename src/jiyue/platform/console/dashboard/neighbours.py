"""What interaction and procedures count for the regulator."""

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from jiyue.platform.console.dashboard.figures import Outside
from jiyue.platform.interaction.models import Message
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.procedures.models import Case

SHOWN = 60  # messages on the list of duties; the rest is a link away


def outside(person: Person, now: datetime) -> Outside:
    """The figures for a person; None, not nought, where the person may not see what is counted."""
    sees_messages = bool(policy.may(person, policy.Act.SEE_MESSAGE))
    overdue = Message.objects.open_to(person).overdue(timezone.localdate(now))
    return Outside(
        messages_overdue=overdue.count() if sees_messages else None,
        messages_url=reverse("interaction:messages"),
        cases_waiting=Case.objects.waiting_for(person).count(),
        cases_url=reverse("procedures:cases"),
    )


def messages_due(person: Person) -> list[Message]:
    """The messages whose clock runs, nearest first, that the person may see (18.1)."""
    return list(
        Message.objects.open_to(person).waiting().select_related("site", "unit").order_by("due_on", "pk")[:SHOWN]
    )
