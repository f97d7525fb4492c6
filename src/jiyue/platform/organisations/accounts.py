"""Accounts in personal charge: locked for a while after failures in a row (31.1; graded protection level 3)."""

from datetime import datetime, timedelta

from django.db.models import F

from jiyue.platform.organisations.models import Person

FAILURES = 5
LOCK = timedelta(minutes=30)


def note_failure(person: Person, *, at: datetime) -> None:
    """Count one failed sign-in; the fifth in a row locks the account for half an hour."""
    Person.objects.filter(pk=person.pk).update(failed_sign_ins=F("failed_sign_ins") + 1)
    person.refresh_from_db(fields=["failed_sign_ins"])
    if person.failed_sign_ins >= FAILURES:
        Person.objects.filter(pk=person.pk).update(locked_until=at + LOCK, failed_sign_ins=0)


def note_success(person: Person) -> None:
    """Forget earlier failures."""
    if person.failed_sign_ins or person.locked_until:
        Person.objects.filter(pk=person.pk).update(failed_sign_ins=0, locked_until=None)


def is_locked(person: Person, *, at: datetime) -> bool:
    """Whether the account is locked at this moment."""
    return person.locked_until is not None and person.locked_until > at
