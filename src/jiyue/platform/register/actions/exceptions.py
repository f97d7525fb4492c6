"""Granting, using and revoking exceptions from what the measures say in principle (R1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.organisations.roles import HOSTING
from jiyue.platform.register import principles
from jiyue.platform.register.models import ExceptionConsent, ExceptionUse, GrantedException
from jiyue.platform.register.principles import Subject
from jiyue.rulebook import in_principle

SEPARATION = "3.2"


@dataclass(frozen=True)
class Consent:
    """The consent of somebody outside or above, by the document that gives it."""

    role: str
    document_number: str
    decided_on: date


@dataclass(frozen=True)
class Terms:
    """What is written down with an exception: why, for how long, on whose letter, with whose consent."""

    reason: str
    valid_from: date
    valid_until: date | None = None
    document_number: str = ""
    consents: tuple[Consent, ...] = ()


@transaction.atomic
def grant_exception(*, subject: Subject, terms: Terms, by: Person, today: date | None = None) -> GrantedException:
    """Grant an exception from a clause that says “in principle”; who may is the rulebook's to say (R1).

    Raises Refused with every reason against it: not entitled, an own matter (3.2), no reason, a consent that lacks, a
    subject that the clause does not know, days in the past, or one that holds already for the same subject.
    """
    on = today or timezone.localdate()
    rule = principles.principle(subject.clause)
    policy.require(by, principles.act(subject.clause), subject.answerable_unit)
    Unit.objects.select_for_update().get(pk=subject.unit.pk)
    role = principles.ROLES[rule.entitled]
    grant = in_principle.Grant(rule.entitled, terms.reason, tuple(consent.role for consent in terms.consents))
    said = in_principle.refusals(subject.clause, grant)
    _refuse(
        [
            *_own_matter(subject, by),
            *_incomplete(subject),
            *(Refusal(one.sentence, one.clause, one.remedy) for one in said),
            *_bad_days(subject, terms, on),
            *_bad_consents(subject, terms, on),
            *_held_already(subject, on),
        ]
    )
    _about(subject).filter(is_current=True).update(is_current=False)
    exception = GrantedException.objects.create(
        number=_next_number(on),
        clause=subject.clause,
        unit=subject.unit,
        site=subject.site,
        matter=subject.matter,
        reason=terms.reason.strip(),
        document_number=terms.document_number.strip(),
        granted_by=by,
        granted_role=role,
        granted_at=timezone.now(),
        valid_from=terms.valid_from,
        valid_until=terms.valid_until,
    )
    for consent in terms.consents:
        ExceptionConsent.objects.create(
            exception=exception,
            role=consent.role,
            document_number=consent.document_number.strip(),
            decided_on=consent.decided_on,
        )
    data = {
        "clause": subject.clause,
        "reason": exception.reason,
        "period": [str(day) for day in (terms.valid_from, terms.valid_until) if day],
        "consents": {consent.role: consent.document_number for consent in terms.consents},
    }
    trail.record("exception-granted", exception, by=by, unit=subject.answerable_unit, data=data)
    return exception


@transaction.atomic
def revoke_exception(*, exception: GrantedException, by: Person, reason: str) -> GrantedException:
    """Take an exception back, with a reason; what was let through under it stays on record and is not undone."""
    policy.require(by, principles.act(exception.clause), exception.answerable_unit)
    exception = GrantedException.objects.select_for_update(of=("self",)).get(pk=exception.pk)
    if exception.revoked_at is not None:
        raise Refused(Refusal(_("这个例外已经撤销。"), exception.clause, _("请查看撤销理由。")))
    _refuse(_own_matter(Subject(exception.clause, exception.unit, exception.site), by))
    if not reason.strip():
        raise Refused(Refusal(_("撤销例外须写明理由。"), exception.clause, _("请写明为什么不再适用。")))
    exception.revoked_at, exception.revoked_by, exception.revoked_reason = timezone.now(), by, reason.strip()
    exception.is_current = False
    exception.save(update_fields=["revoked_at", "revoked_by", "revoked_reason", "is_current"])
    data = {"clause": exception.clause, "reason": exception.revoked_reason}
    trail.record("exception-revoked", exception, by=by, unit=exception.answerable_unit, data=data)
    return exception


def note_uses(subjects: Iterable[Subject], thing: models.Model, *, on: date) -> list[GrantedException]:
    """Keep which exceptions let a thing through; safe to run twice. Must be called in the transaction of the act."""
    used = [held for subject in subjects if (held := principles.in_force(subject, on)) is not None]
    for exception in used:
        ExceptionUse.objects.get_or_create(
            exception=exception,
            subject_type=thing._meta.label_lower,
            subject_id=str(thing.pk),
            defaults={"at": timezone.now(), "subject_label": str(thing)[:200]},
        )
    return used


def _refuse(found: list[Refusal]) -> None:
    if found:
        raise Refused(*found)


def _about(subject: Subject) -> models.QuerySet[GrantedException]:
    return GrantedException.objects.about(subject.clause, unit=subject.unit, site=subject.site, matter=subject.matter)


def _own_matter(subject: Subject, by: Person) -> list[Refusal]:
    """The Office's people grant nothing to a host for which they work themselves; a head's exceptions are its own by law."""
    if principles.act(subject.clause) is not policy.Act.GRANT_EXCEPTION:
        return []
    own = {one.unit_id for one in policy.appointments(by) if one.role in HOSTING}
    if not own & {subject.unit.pk, subject.answerable_unit.pk}:
        return []
    return [Refusal(_("您在该单位担任网站工作，应当回避。"), SEPARATION, _("请由市政府办公室其他人员批准。"))]


def _incomplete(subject: Subject) -> list[Refusal]:
    if subject.clause in principles.SITE_CLAUSES and subject.site is None:
        return [Refusal(_("没有指明是哪个网站。"), subject.clause, _("请选择网站。"))]
    label = principles.MATTERS.get(subject.clause)
    if label and not subject.matter.strip():
        return [
            Refusal(_("没有写明%(what)s。") % {"what": label}, subject.clause, _("例外只对写明的事项有效，请填写。"))
        ]
    return []


def _bad_days(subject: Subject, terms: Terms, on: date) -> list[Refusal]:
    found = []
    if terms.valid_from < on:
        sentence = _("起日（%(day)s）已经过去，例外不能倒签。") % {"day": terms.valid_from}
        found.append(Refusal(sentence, subject.clause, _("请从今天或以后的日子起算。")))
    if terms.valid_until and terms.valid_until < terms.valid_from:
        sentence = _("止日（%(end)s）早于起日（%(start)s）。") % {"end": terms.valid_until, "start": terms.valid_from}
        found.append(Refusal(sentence, subject.clause, _("请改正日期；长期有效的，止日留空。")))
    return found


def _bad_consents(subject: Subject, terms: Terms, on: date) -> list[Refusal]:
    """A consent is a document with a number and a day that has come."""
    found = []
    for consent in terms.consents:
        if not consent.document_number.strip():
            found.append(Refusal(_("同意意见缺少文号。"), subject.clause, _("请照批复文件填写。")))
        if consent.decided_on > on:
            sentence = _("同意意见的日期（%(day)s）在将来。") % {"day": consent.decided_on}
            found.append(Refusal(sentence, subject.clause, _("请照批复文件填写。")))
    return found


def _held_already(subject: Subject, on: date) -> list[Refusal]:
    other = _about(subject).filter(is_current=True).exclude(valid_until__lt=on).first()
    if other is None:
        return []
    sentence = _("同一事项已有例外（%(number)s）。") % {"number": other.number}
    return [Refusal(sentence, subject.clause, _("请使用该例外；条件变化的，先撤销再重新批准。"))]


def _next_number(on: date) -> str:
    """The next number of the year; numbers are never given again, as exceptions are never deleted."""
    prefix = f"例外〔{on.year}〕"
    taken = GrantedException.objects.select_for_update().filter(number__startswith=prefix).values_list("pk", flat=True)
    return f"{prefix}{len(taken) + 1}号"
