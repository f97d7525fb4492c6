"""The ledger of exceptions from what the measures say in principle: granted, consented to, used, revoked (R1)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Trim
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register.models.sites import Site


def _is_blank(field: str) -> Q:
    """That a text holds nothing but spaces, as the database can tell it."""
    return Q(Exact(Trim(field), Value("")))


class ExceptionQuerySet(models.QuerySet["GrantedException"]):
    """The questions about exceptions."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_EXCEPTION) -> Self:
        """The exceptions of the units within the person's reach, and of the units for which these host a site (26.1)."""
        units = policy.units(person, act)
        hosted = Site.objects.filter(host__in=units).values("unit")
        return self.filter(Q(unit__in=units) | Q(site__host__in=units) | Q(site=None, unit__in=hosted))

    def in_force(self, on: date) -> Self:
        """The exceptions that hold on a day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=on), revoked_at=None, valid_from__lte=on)

    def coming(self, on: date) -> Self:
        """The exceptions whose first day is still to come."""
        return self.filter(revoked_at=None, valid_from__gt=on)

    def expired(self, on: date) -> Self:
        """The exceptions whose last day is over."""
        return self.filter(revoked_at=None, valid_until__lt=on)

    def revoked(self) -> Self:
        """The exceptions that were taken back."""
        return self.exclude(revoked_at=None)

    def used_by(self, thing: models.Model) -> Self:
        """The exceptions that let a thing through."""
        return self.filter(uses__subject_type=thing._meta.label_lower, uses__subject_id=str(thing.pk)).order_by("pk")

    def about(self, clause: str, *, unit: Unit, site: Site | None = None, matter: str = "") -> Self:
        """The exceptions of one clause and subject; those of a site name it, those of a unit name none."""
        return self.filter(clause=clause, unit=unit, site=site, matter=matter)


class GrantedException(models.Model):
    """One row is one exception from a clause that says “in principle”, as the one entitled granted it (R1).

    Its subject is a unit, or one site of it, and for some clauses a matter with a name (a campaign, a system, a source).
    Never deleted and never changed but once, when it is revoked. `is_current` holds the subject's place until it is
    revoked, or until another is granted after its last day.
    """

    number = models.CharField(_("编号"), max_length=40, unique=True)
    clause = models.CharField(_("条款"), max_length=8)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="exceptions", verbose_name=_("单位"))
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="exceptions", verbose_name=_("网站")
    )
    matter = models.CharField(_("具体事项"), max_length=100, blank=True)
    reason = models.TextField(_("理由"))
    document_number = models.CharField(_("来文文号"), max_length=60, blank=True)
    granted_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("批准人"))
    granted_role = models.CharField(_("批准人角色"), max_length=20, choices=Role)
    granted_at = models.DateTimeField(_("批准时间"))
    valid_from = models.DateField(_("自"))
    valid_until = models.DateField(_("至"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("撤销人")
    )
    revoked_reason = models.TextField(_("撤销理由"), blank=True)
    is_current = models.BooleanField(_("占用例外名额"), default=True)

    objects = ExceptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("例外")
        verbose_name_plural = _("原则性规定的例外")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~_is_blank("reason"),
                name="register_exception_has_reason",
                violation_error_message=_("例外须写明理由（读法R1）。"),
            ),
            # One live exception per clause and subject: of a site, and of a unit.
            models.UniqueConstraint(
                "clause",
                "site",
                "matter",
                condition=Q(is_current=True, site__isnull=False),
                name="register_exception_once_site",
            ),
            models.UniqueConstraint(
                "clause",
                "unit",
                "matter",
                condition=Q(is_current=True, site__isnull=True),
                name="register_exception_once_unit",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
                name="register_exception_ends_after_start",
                violation_error_message=_("止日不能早于起日。"),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None, revoked_reason="")
                | (
                    Q(revoked_at__isnull=False, revoked_by__isnull=False, is_current=False)
                    & ~_is_blank("revoked_reason")
                ),
                name="register_exception_revoked_with_reason",
                violation_error_message=_("撤销例外须写明理由。"),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-granted_at", "-id"], name="register_exception_newest")]

    def __str__(self) -> str:
        return f"{self.number} {self.subject}"

    @property
    def subject(self) -> str:
        """For whom, or for what, in words."""
        whom = self.site.name if self.site else self.unit.name
        return f"{whom}：{self.matter}" if self.matter else whom

    @property
    def answerable_unit(self) -> Unit:
        """The unit that answers for the subject: the site's host, else the unit itself (4.6)."""
        return self.site.host if self.site else self.unit

    def state_on(self, day: date) -> str:
        """Where it stands on a day: "revoked", "coming", "expired" or "in-force"."""
        if self.revoked_at is not None:
            return "revoked"
        if self.valid_from > day:
            return "coming"
        return "expired" if self.valid_until is not None and self.valid_until < day else "in-force"


class ExceptionConsent(models.Model):
    """One row is the consent of somebody outside or above to an exception, with its document. Never changed."""

    exception = models.ForeignKey(GrantedException, models.PROTECT, related_name="consents", verbose_name=_("例外"))
    role = models.CharField(_("同意的单位"), max_length=20)
    document_number = models.CharField(_("文号"), max_length=60)
    decided_on = models.DateField(_("日期"))

    class Meta:
        verbose_name = _("例外的同意")
        verbose_name_plural = _("例外的同意")
        constraints: ClassVar = [
            models.UniqueConstraint("exception", "role", name="register_exception_consent_once"),
            models.CheckConstraint(
                condition=~_is_blank("document_number"), name="register_exception_consent_has_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.document_number}"


class ExceptionUse(models.Model):
    """One row is one thing that was let through under an exception: a site entered or closed, a case handed in.

    The thing is named as in the audit trail, without a foreign key: rooms above the register write here too.
    """

    exception = models.ForeignKey(GrantedException, models.PROTECT, related_name="uses", verbose_name=_("例外"))
    at = models.DateTimeField(_("时间"))
    subject_type = models.CharField(_("对象类别"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=60)
    subject_label = models.CharField(_("对象"), max_length=200)

    class Meta:
        verbose_name = _("例外的使用")
        verbose_name_plural = _("例外的使用")
        constraints: ClassVar = [
            models.UniqueConstraint("exception", "subject_type", "subject_id", name="register_exception_use_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"], name="register_exception_used")]

    def __str__(self) -> str:
        return f"{self.exception.number} {self.subject_label}"
