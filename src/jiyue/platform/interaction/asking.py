"""What citizens do: write, look up, say that they were not answered (18.1, 18.2, 18.3)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.interaction import clock, limits, sealing
from jiyue.platform.interaction.models import Message, MessageState, NumberSeries, Step, Verb
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.register.models import Site

DIVISION_DIGITS = 6


@dataclass(frozen=True)
class Letter:
    """What a citizen wrote; `contact` holds name and phone, if given."""

    kind: str
    title: str
    text: str
    contact: dict[str, str] = field(default_factory=dict)
    about: str = ""
    wants_public: bool = False


@transaction.atomic
def ask(*, site: Site, letter: Letter, at: datetime, is_demonstration: bool = False) -> tuple[Message, str]:
    """Take a message in; return it with its lookup code, which is shown once and kept only as a keyed hash.

    The clock starts with the submission, whether anybody has read it or not (R24).
    """
    received_on = timezone.localdate(at)
    number, code = _next_number(site, at), sealing.new_code()
    message = Message.objects.create(
        number=number,
        code_hash=sealing.code_hash(number, code),
        kind=letter.kind,
        title=letter.title,
        text=letter.text,
        contact=sealing.seal(letter.contact),
        about=letter.about,
        wants_public=letter.wants_public,
        site=site,
        unit=site.host,
        received_at=at,
        due_on=clock.deadline(received_on).due_on,
        is_demonstration=is_demonstration,
    )
    Step.objects.create(message=message, verb=Verb.RECEIVED, at=at, unit=site.host)
    trail.record(
        "message-received",
        message,
        by=None,
        unit=site.host,
        data={"kind": message.kind, "due_on": message.due_on.isoformat()},
    )
    return message, code


def look_up(*, number: str, code: str, address: str, at: datetime) -> Message | None:
    """The message of a number and its code. A wrong code and an unknown number get the same answer in the same time.

    Raises Refused when the address, or all addresses together for this number, have tried too often within the hour.
    """
    if limits.is_over("look-up", address, at=at) or limits.is_over("wrong-code", number, at=at):
        raise Refused(Refusal(_("查询次数过多，请一小时后再试。"), "18.2", _("也可以拨打网站页脚的联系电话询问。")))
    limits.count("look-up", address, at=at)
    message = Message.objects.select_related("unit", "site").filter(number=number).first()
    is_right = sealing.is_code(number, code, message.code_hash if message else "")
    if not is_right:
        limits.count("wrong-code", number, at=at)
    return message if is_right else None


@transaction.atomic
def say_not_answered(*, message: Message, reason: str, at: datetime) -> Message:
    """Note that the asker finds the question not answered (18.3); once for each answer."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != MessageState.ANSWERED or message.not_answered_at is not None:
        raise Refused(Refusal(_("只能对已答复的来信标记一次。"), "18.3", _("还有疑问的，可以再写一封信。")))
    message.not_answered_at, message.not_answered_reason = at, reason
    message.save(update_fields=["not_answered_at", "not_answered_reason"])
    Step.objects.create(message=message, verb=Verb.DISPUTED, at=at, unit=message.unit, text=reason)
    trail.record("message-not-answered", message, by=None, unit=message.unit)
    return message


def _next_number(site: Site, at: datetime) -> str:
    division = (site.site_code or site.host.division_code).ljust(DIVISION_DIGITS, "0")[:DIVISION_DIGITS]
    prefix = f"{division}-{timezone.localdate(at):%Y%m%d}"
    series, _created = NumberSeries.objects.select_for_update().get_or_create(prefix=prefix)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{series.last:04d}"
