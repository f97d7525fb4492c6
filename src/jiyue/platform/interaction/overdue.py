"""Messages past their last day become findings, once each, and close with their answer (18.1)."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.findings import actions as findings
from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.interaction import clock
from jiyue.platform.interaction.models import ENDED_STATES, Message
from jiyue.platform.register.addresses import staff_address
from jiyue.platform.register.models import Feed
from jiyue.rulebook import parameters

CHECK = "message-overdue"


def fingerprint(message: Message) -> str:
    """What makes one overdue message one finding over all its sightings."""
    return hashlib.sha256(f"{CHECK}:{message.number}".encode()).hexdigest()[:32]


def sight_overdue(*, at: datetime) -> int:
    """Open a finding for each message not answered on its last day; return how many are new.

    A second call on the same day changes nothing: a sighting of that day counts once.
    """
    today = timezone.localdate(at)
    new = 0
    for message in (
        Message.objects.overdue(today).select_related("site__host", "unit").order_by("due_on", "pk").iterator()
    ):
        held = Finding.objects.live().filter(site=message.site, fingerprint=fingerprint(message)).first()
        if held is not None and timezone.localdate(held.last_seen_at) >= today:
            continue
        column = message.site.columns.in_use().filter(fed_by=Feed.MESSAGES).first()
        new += findings.sight(site=message.site, column=column, sighting=_sighting(message, at), at=at)[1]
    return new


def close_answered(*, at: datetime) -> int:
    """Close the findings of messages that were answered since, with the answer as proof; return how many."""
    count = 0
    for finding in Finding.objects.live().filter(check_id=CHECK).select_related("site__host"):
        message = Message.objects.filter(number=finding.place, state__in=ENDED_STATES).first()
        if (
            message is None
            or message.answered_at is None
            or finding.state
            not in (FindingState.OPEN, FindingState.CONFIRMED, FindingState.DISPUTED, FindingState.MUTED)
        ):
            continue
        evidence = {"at": message.answered_at.isoformat(), "state": "done", "number": message.number}
        findings.close(
            finding=finding,
            by=None,
            evidence=[evidence],
            note=_("已于 %(day)s 答复。") % {"day": timezone.localdate(message.answered_at)},
            at=at,
        )
        count += 1
    return count


def _sighting(message: Message, at: datetime) -> findings.Sighting:
    today, received_on = timezone.localdate(at), timezone.localdate(message.received_at)
    parameter = parameters.get("message-answer", city=settings.JIYUE_PARAMETER_SET, on=received_on)
    return findings.Sighting(
        check_id=CHECK,
        clause="18.1",
        fingerprint=fingerprint(message),
        url=f"{staff_address()}{reverse('interaction:message', args=[message.pk])}",
        place=message.number,
        message=_("留言 %(number)s 由%(unit)s承办，最晚应于 %(due)s 答复，%(light)s") % {
            "number": message.number, "unit": message.unit.short_name, "due": message.due_on, "light": clock.light(message, today).text
        },
        why=_("网民留言最迟在5个工作日内答复；转办、告知进展不停止计时。"),
        remedy=_("由承办单位立即答复，并由另一人审核。"),
        rule_version=parameter.version,
        evidence=({"at": at.isoformat(), "state": "done", "due_on": message.due_on.isoformat(), "number": message.number},),
    )  # fmt: skip
