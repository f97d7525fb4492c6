"""Findings and what was said and done about each."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column, Site


class FindingState(models.TextChoices):
    """Where a finding stands; only confirmed ones may enter a bulletin or a score (C11 of the promises)."""

    OPEN = "open", _("待核")
    CONFIRMED = "confirmed", _("已确认")
    DISPUTED = "disputed", _("申诉中")
    MUTED = "muted", _("暂不处理")
    CLOSED = "closed", _("已关闭")


LIVE_STATES = (FindingState.OPEN, FindingState.CONFIRMED, FindingState.DISPUTED, FindingState.MUTED)
COUNTED_STATES = (FindingState.OPEN, FindingState.CONFIRMED, FindingState.DISPUTED)


class Confidence(models.TextChoices):
    """How sure the check is of what it saw."""

    CERTAIN = "certain", _("确定")
    TO_VERIFY = "to-verify", _("待核实")


class FindingQuerySet(models.QuerySet["Finding"]):
    """The questions about what is wrong."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_FINDING) -> Self:
        """The findings on the sites within the person's reach (26.1)."""
        return self.filter(site__host__in=policy.units(person, act))

    def live(self) -> Self:
        """The findings not closed."""
        return self.filter(state__in=LIVE_STATES)

    def counted(self) -> Self:
        """The live findings that are not muted."""
        return self.filter(state__in=COUNTED_STATES)

    def overdue(self, today: date) -> Self:
        """The live findings whose deadline has passed."""
        return self.counted().filter(due_on__lt=today)


class Finding(models.Model):
    """One row is one thing wrong at one place of one site, from its first sighting to its closing.

    A sighting of the same thing (same fingerprint) raises `repeats` instead of making a row. Closed rows stay; the
    same thing seen again later opens a new one. The verdict is here, the measurement is in `evidence`.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="findings", verbose_name=_("网站"))
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="findings", verbose_name=_("栏目")
    )
    check_id = models.CharField(_("检查项"), max_length=40)
    clause = models.CharField(_("条款"), max_length=10)
    fingerprint = models.CharField(_("指纹"), max_length=64)
    url = models.CharField(_("地址"), max_length=1000)
    place = models.CharField(_("位置"), max_length=300, blank=True)
    excerpt = models.TextField(_("摘录"), blank=True)
    message = models.CharField(_("问题"), max_length=500)
    why = models.CharField(_("为什么要改"), max_length=500, blank=True)
    remedy = models.CharField(_("怎么改"), max_length=500, blank=True)
    confidence = models.CharField(_("把握"), max_length=10, choices=Confidence, default=Confidence.CERTAIN)
    rule_version = models.CharField(_("规则版本"), max_length=40, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=FindingState, default=FindingState.OPEN)
    first_seen_at = models.DateTimeField(_("首次发现"))
    last_seen_at = models.DateTimeField(_("最近发现"))
    repeats = models.PositiveIntegerField(_("发现次数"), default=1)
    evidence = models.JSONField(_("证据"), default=list)
    due_on = models.DateField(_("整改期限"), null=True, blank=True)
    muted_until = models.DateField(_("暂不处理至"), null=True, blank=True)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)
    closing_evidence = models.JSONField(_("关闭依据"), default=list)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("问题")
        verbose_name_plural = _("问题")
        constraints: ClassVar = [
            # One live row per thing wrong: sightings repeat, rows do not.
            models.UniqueConstraint(
                "site", "fingerprint", condition=Q(state__in=LIVE_STATES), name="findings_finding_once_while_live"
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.CLOSED) | Q(closed_at__isnull=False), name="findings_closed_has_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=FindingState.MUTED) | Q(muted_until__isnull=False),
                name="findings_muted_has_end",
                violation_error_message=_("暂不处理必须有截止日期。"),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "state", "check_id"], name="findings_site_state")]

    def __str__(self) -> str:
        return self.message


class Remark(models.Model):
    """One row is one thing said or done about a finding: dispute, judgement, mute, re-inspection. Never changed."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="remarks", verbose_name=_("问题"))
    at = models.DateTimeField(_("时间"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员"))
    verb = models.CharField(_("动作"), max_length=40)
    text = models.TextField(_("内容"), blank=True)

    class Meta:
        verbose_name = _("往来")
        verbose_name_plural = _("往来")

    def __str__(self) -> str:
        return f"{self.verb} {self.text[:40]}"
