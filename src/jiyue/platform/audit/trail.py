"""Writing to the trail, and verifying it."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from jiyue.platform.audit.chain import GENESIS, link
from jiyue.platform.audit.models import ChainHead, Entry
from jiyue.platform.organisations.models import Person, Unit


@transaction.atomic
def record(
    verb: str, subject: models.Model, *, by: Person | None, unit: Unit | None = None, data: dict[str, Any] | None = None
) -> Entry:
    """Append one entry about `subject` (4.9); `by` is None for what the system did itself.

    Must be called in the transaction of the act, so that an act without its entry can not be committed.
    """
    head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        sequence=head.sequence + 1,
        at=timezone.now(),
        person=by,
        person_name=str(by) if by else "",
        unit=unit,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        data=data or {},
        previous_hash=head.hash,
    )
    entry.hash = link(head.hash, entry.content())
    entry.save(force_insert=True)
    head.sequence, head.hash = entry.sequence, entry.hash
    head.save(update_fields=["sequence", "hash"])
    return entry


@dataclass(frozen=True)
class Verification:
    """The result of walking the chain: how many entries hold, and the first one that does not."""

    checked: int
    broken_at: int | None = None
    reason: str = ""


def verify() -> Verification:
    """Walk the whole chain and name the first entry that is missing, changed or out of order."""
    previous, checked = GENESIS, 0
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != checked + 1:
            return Verification(checked, checked + 1, f"缺少第 {checked + 1} 条")
        if entry.previous_hash != previous:
            return Verification(checked, entry.sequence, "与前一条的散列值不衔接")
        if not entry.is_intact():
            return Verification(checked, entry.sequence, "内容与散列值不符，已被改动")
        previous, checked = entry.hash, checked + 1
    head = ChainHead.objects.filter(pk=1).first()
    if head is not None and head.sequence != checked:
        return Verification(checked, checked + 1, f"末尾缺少 {head.sequence - checked} 条")
    return Verification(checked)
