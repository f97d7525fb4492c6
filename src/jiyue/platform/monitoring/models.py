"""Rounds, the run of each site in a round, and what each check and each column came to."""

from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column, Site


class Trigger(models.TextChoices):
    """Why a round was started."""

    SCHEDULED = "scheduled", _("每日读网")
    MANUAL = "manual", _("手工启动")
    REINSPECTION = "reinspection", _("整改复测")


class RunState(models.TextChoices):
    """Where a site's run stands; the last four are the inspection's own words for how it ended."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    VOID = "void", _("作废（监测端故障）")
    ABORTED = "aborted", _("未测完")
    UNREACHABLE = "unreachable", _("打不开")


OPEN_STATES = (RunState.WAITING, RunState.RUNNING)


class Round(models.Model):
    """One row is one round of inspection over one or more sites. Kept: figures of a bulletin refer to it."""

    trigger = models.CharField(_("起因"), max_length=12, choices=Trigger)
    started_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发起人")
    )
    started_at = models.DateTimeField(_("开始"))

    class Meta:
        verbose_name = _("监测轮次")
        verbose_name_plural = _("监测轮次")

    def __str__(self) -> str:
        return f"{self.get_trigger_display()} {timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class SiteRunQuerySet(models.QuerySet["SiteRun"]):
    """The questions about runs."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_FINDING) -> Self:
        """The runs over the sites within the person's reach (26.1)."""
        return self.filter(site__host__in=policy.units(person, act))

    def counting(self) -> Self:
        """The runs whose outcome says something about the site: not void, not still going on."""
        return self.filter(state__in=[RunState.DONE, RunState.ABORTED, RunState.UNREACHABLE])


class SiteRun(models.Model):
    """One row is one inspection of one site. The WARC file named in `warc` holds every response, `chain` closes its hashes."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="site_runs", verbose_name=_("轮次"))
    site = models.ForeignKey(Site, models.PROTECT, related_name="runs", verbose_name=_("网站"))
    state = models.CharField(_("状态"), max_length=12, choices=RunState, default=RunState.WAITING)
    started_at = models.DateTimeField(_("开始"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束"), null=True, blank=True)
    pages = models.PositiveIntegerField(_("页面数"), default=0)
    requests = models.PositiveIntegerField(_("请求数"), default=0)
    found = models.PositiveIntegerField(_("新发现"), default=0)
    closed = models.PositiveIntegerField(_("已关闭"), default=0)
    rule_version = models.CharField(_("规则版本"), max_length=40, blank=True)
    warc = models.CharField(_("证据文件"), max_length=200, blank=True)
    chain = models.CharField(_("证据链"), max_length=64, blank=True)
    notes = models.JSONField(_("说明"), default=list)

    objects = SiteRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("网站监测")
        verbose_name_plural = _("网站监测")
        constraints: ClassVar = [
            models.UniqueConstraint("round", "site", name="monitoring_run_once_per_round"),
            # One run of a site at a time: a second click waits for the first.
            models.UniqueConstraint(
                "site", condition=models.Q(state__in=OPEN_STATES), name="monitoring_one_open_run_per_site"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["site", "-finished_at"], name="monitoring_run_latest")]

    def __str__(self) -> str:
        return f"{self.site} {self.get_state_display()}"


class CheckResult(models.Model):
    """One row is what one check came to on one site in one run: how many looks ended in which state, and with which verdict.

    `verdict` is "none" when nothing could be seen: not measured is neither passed nor failed.
    """

    run = models.ForeignKey(SiteRun, models.CASCADE, related_name="results")
    check_id = models.CharField(max_length=40)
    measured = models.PositiveIntegerField(default=0)
    unmeasured = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    to_verify = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=12)
    states = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("run", "check_id", name="monitoring_result_once")]

    def __str__(self) -> str:
        return f"{self.check_id} {self.verdict}"


class ColumnSighting(models.Model):
    """One row is what one run saw of one column from outside, beside what the platform knows from inside (promise 7)."""

    run = models.ForeignKey(SiteRun, models.CASCADE, related_name="columns")
    column = models.ForeignKey(Column, models.CASCADE, related_name="sightings")
    state = models.CharField(max_length=12)
    entry_state = models.CharField(max_length=12)
    entries = models.PositiveIntegerField(null=True, blank=True)
    newest_on = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=12)
    reason = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("run", "column", name="monitoring_sighting_once")]

    def __str__(self) -> str:
        return f"{self.column} {self.verdict}"
