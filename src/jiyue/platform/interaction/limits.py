"""How often one visitor may do something within an hour, counted in the database so that all processes agree."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from jiyue.platform.interaction.models import Attempt
from jiyue.platform.interaction.sealing import address_hash

# what → how often an hour: letters and lookups by address, failed lookups by message number, searches by address
MOST_PER_HOUR = {"ask": 10, "look-up": 30, "wrong-code": 30}
KEPT = timedelta(days=2)


def is_over(act: str, who: str, *, at: datetime) -> bool:
    """Whether somebody has used up an act's share of the hour."""
    row = Attempt.objects.filter(act=act, who=address_hash(who), hour=_hour(at)).first()
    return row is not None and row.count >= MOST_PER_HOUR[act]


@transaction.atomic
def count(act: str, who: str, *, at: datetime) -> None:
    """Count one act of somebody; `who` is kept as a keyed hash alone."""
    row, _created = Attempt.objects.get_or_create(act=act, who=address_hash(who), hour=_hour(at))
    Attempt.objects.filter(pk=row.pk).update(count=F("count") + 1)


def forget(*, at: datetime) -> int:
    """Delete counters that nobody asks any more; return how many."""
    return Attempt.objects.filter(hour__lt=at - KEPT).delete()[0]


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
