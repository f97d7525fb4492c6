"""Counting the open clocks of messages anew when a holiday notice has been entered (18.1, R2)."""

from django.db import transaction
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.interaction import clock
from jiyue.platform.interaction.models import Message
from jiyue.rulebook.clocks import Clock, recompute
from jiyue.rulebook.workcalendar import Calendar


@transaction.atomic
def recount(calendar: Calendar, *, year: int) -> list[Message]:
    """Move the last day of every open message whose count a calendar changes; return those that moved.

    Each move is a note in the trail with both days and the notice of the year. What is answered keeps the day by
    which it was judged. Safe to run twice: the second time nothing moves.
    """
    waiting = {str(message.pk): message for message in Message.objects.select_for_update().waiting()}
    moved = []
    for found in recompute([_clock(key, message) for key, message in waiting.items()], calendar=calendar):
        if not found.moved_days:
            continue
        message = waiting[found.clock.key]
        message.due_on = found.deadline.due_on
        message.save(update_fields=["due_on"])
        data = {"from": str(found.clock.due_on), "to": str(message.due_on), "notice": calendar.version(year)}
        trail.record("message-due-recounted", message, by=None, unit=message.unit, data=data)
        moved.append(message)
    return moved


def _clock(key: str, message: Message) -> Clock:
    received_on = timezone.localdate(message.received_at)
    amount = clock.answer_workdays(received_on)
    return Clock(key, received_on, amount, "workdays", message.due_on, is_provisional=False, manner=clock.MANNER)
