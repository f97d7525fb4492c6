"""Rectification orders and what each side said."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.findings.models import Finding
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Site


class OrderState(models.TextChoices):
    """Where an order stands."""

    SENT = "sent", _("已发出，待整改")
    ANSWERED = "answered", _("已答复，待复测")
    CLOSED = "closed", _("已办结")


OPEN_STATES = (OrderState.SENT, OrderState.ANSWERED)


class OrderQuerySet(models.QuerySet["RectificationOrder"]):
    """The questions about orders."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_ORDER) -> Self:
        """The orders to the sites within the person's reach (26.1)."""
        return self.filter(site__host__in=policy.units(person, act))

    def unsettled(self) -> Self:
        """The orders that still ask for something."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, today: date) -> Self:
        """The orders whose host is late."""
        return self.filter(state=OrderState.SENT, due_on__lt=today)


class RectificationOrder(models.Model):
    """One row is one order of the Bureau to the host of one site to put findings right by a day (33.2).

    It closes when a second measurement no longer sees any of its findings; what the host says alone closes nothing. Kept for ever.
    """

    number = models.CharField(_("编号"), max_length=30, unique=True)
    site = models.ForeignKey(Site, models.PROTECT, related_name="orders", verbose_name=_("网站"))
    findings = models.ManyToManyField(Finding, related_name="orders", verbose_name=_("问题"))
    state = models.CharField(_("状态"), max_length=10, choices=OrderState, default=OrderState.SENT)
    text = models.TextField(_("整改要求"))
    sent_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("签发人"))
    sent_at = models.DateTimeField(_("发出时间"))
    due_on = models.DateField(_("整改期限"))
    answer = models.TextField(_("整改答复"), blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("答复人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("整改通知")
        verbose_name_plural = _("整改通知")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=OrderState.SENT) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="supervision_order_answered_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state=OrderState.CLOSED) | Q(closed_at__isnull=False),
                name="supervision_order_closed_has_time",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="supervision_order_due")]

    def __str__(self) -> str:
        return f"{self.number} {self.site.name}"
