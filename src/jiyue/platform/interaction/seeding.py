"""The messages of a city profile, as they would have come in: asked, passed on, answered by one and released by another."""

from datetime import datetime, time, timedelta
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from jiyue.cities.profile import City, dating
from jiyue.cities.profile import Message as Record
from jiyue.platform.interaction import asking
from jiyue.platform.interaction.models import Message, MessageKind, MessageState, Step, Verb
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models import Site
from jiyue.rulebook import clocks

KINDS = {str(kind.label): kind for kind in MessageKind}
ANSWERED_AT = time(16, 20)
HOUR = timedelta(hours=1)
TRANSFER_REASON = "按部门职责分工"


@transaction.atomic
def seed_messages(
    city: City, sites: dict[str, Site], units: dict[str, Unit], people: dict[str, Person], now: datetime
) -> int:
    """Put the profile's messages into the sites they came to; nothing when there are messages. Their codes are random and shown to nobody."""
    if Message.objects.exists():
        return 0
    zone = timezone.get_current_timezone()
    today = timezone.localdate(now)
    for record in sorted(city.messages, key=lambda one: -one.received_days_ago):
        received = datetime.combine(today - timedelta(days=max(record.received_days_ago, 1)), record.at, tzinfo=zone)
        _seed(record, sites[record.site], units, _pair(city, people, sites[record.site]), at=received, now=now)
    return len(city.messages)


def _seed(
    record: Record, site: Site, units: dict[str, Unit], pair: tuple[Person, Person], *, at: datetime, now: datetime
) -> None:
    received, on = at, timezone.localdate(at)
    letter = asking.Letter(
        kind=KINDS[record.kind],
        title=dating.fill(record.title, on),
        text=dating.fill(record.text, on),
        wants_public=record.is_public or record.answered_after is None,
    )
    message, _code = asking.ask(site=site, letter=letter, at=received, is_demonstration=record.demonstration)
    desk = [site.host, *(units[key] for key in record.transferred_from if units[key] != site.host)]
    way = [*desk, units[record.unit]] if units[record.unit] != desk[-1] else desk
    writer, _reviewer = pair
    at = received + HOUR
    _step(message, Verb.ACCEPTED, at, site.host, writer)
    for before, after in pairwise(way):
        at += HOUR / 4
        _step(message, Verb.TRANSFERRED, at, before, writer, after)
    message.unit, message.state = way[-1], MessageState.HANDLING
    if record.answered_after is not None:
        _answer(message, record, pair, now)
    message.full_clean(exclude=["code_hash"])
    message.save()


def _answer(message: Message, record: Record, pair: tuple[Person, Person], now: datetime) -> None:
    writer, reviewer = pair
    received = timezone.localtime(message.received_at)
    day = clocks.add_workdays(received.date(), record.answered_after or 0)
    at = datetime.combine(day, ANSWERED_AT, tzinfo=received.tzinfo)
    at = min(max(at, received + 2 * HOUR), now)
    _step(message, Verb.SUBMITTED, at - HOUR, message.unit, writer)
    _step(message, Verb.RELEASED, at, message.unit, reviewer)
    message.state = MessageState.ANSWERED
    message.answer = dating.fill(record.answer, received.date())
    message.answered_by, message.released_by, message.answered_at = writer, reviewer, at
    message.is_public = record.is_public
    message.public_reason = "具有普遍意义" if record.is_public else "涉及个人事项"
    message.public_title, message.public_text = message.title, message.text


def _pair(city: City, people: dict[str, Person], site: Site) -> tuple[Person, Person]:
    """Who drafts and who releases on a site's desk."""
    desk = [person for person in city.people if person.site == site.key]
    writer = next(person for person in desk if "contact" in person.roles)
    reviewer = next(person for person in desk if "reviewer" in person.roles)
    return people[writer.key], people[reviewer.key]


def _step(message: Message, verb: Verb, at: datetime, unit: Unit, person: Person, to: Unit | None = None) -> None:
    Step.objects.create(
        message=message, verb=verb, at=at, person=person, unit=unit, to_unit=to, text=TRANSFER_REASON if to else ""
    )
