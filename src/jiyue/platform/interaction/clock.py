"""The legal clock of a message: five workdays from its submission (18.1, R24), and how it stands on a day."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.interaction.models import Message
from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.deadlines import Manner

MANNER = Manner(start="收到", last="最晚答复日")
SOON_WORKDAYS = 2


def answer_workdays(on: date) -> int:
    """Within how many workdays a message that comes in on a day must be answered; raises NotHeld when no set says so."""
    return int(parameters.get("message-answer", city=settings.JIYUE_PARAMETER_SET, on=on).value)


def most_transfers(on: date) -> int:
    """How often a message that came in on a day may be passed on (18.2)."""
    return int(parameters.get("message-transfers", city=settings.JIYUE_PARAMETER_SET, on=on).value)


def deadline(received_on: date) -> clocks.Deadline:
    """The last day to answer what came in on a day, day by day."""
    return clocks.due(received_on, answer_workdays(received_on), "workdays", manner=MANNER)


def workdays_taken(message: Message) -> int | None:
    """Workdays from submission to answer, 0 on the same day; None while there is no answer."""
    if message.answered_at is None:
        return None
    received, answered = timezone.localdate(message.received_at), timezone.localdate(message.answered_at)
    return clocks.workdays_between(received, answered)


@dataclass(frozen=True)
class Light:
    """The traffic light of a message: a tone, and in words how it stands."""

    tone: str
    text: str


def light(message: Message, today: date) -> Light:
    """How a message's clock stands on a day: overdue, due soon, in time, or stopped by its answer."""
    taken = workdays_taken(message)
    if taken is not None:
        late = message.answered_at is not None and timezone.localdate(message.answered_at) > message.due_on
        return Light(
            "bad" if late else "ok",
            _("逾期答复，用时 %(days)d 个工作日") % {"days": taken}
            if late
            else _("用时 %(days)d 个工作日") % {"days": taken},
        )
    if today > message.due_on:
        days = clocks.workdays_between(message.due_on, today)
        return Light("bad", _("已超 %(days)d 个工作日") % {"days": days} if days else _("已超期"))
    left = clocks.workdays_between(today, message.due_on)
    if today == message.due_on:
        return Light("warn", _("今天到期"))
    return Light("warn" if left < SOON_WORKDAYS else "ok", _("还有 %(days)d 个工作日") % {"days": left})
