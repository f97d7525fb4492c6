"""Cases and what each of their steps decided."""

import uuid
from datetime import date
from functools import cache
from pathlib import PurePath
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.library.models import Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models import Site
from jiyue.rulebook import procedures


class CaseState(models.TextChoices):
    """Where a case stands; at which step of the review, its `step` says."""

    DRAFT = "draft", _("草稿")
    OPEN = "open", _("审核中")
    RETURNED = "returned", _("退回补正")
    APPROVED = "approved", _("已批准，待执行")
    RUNNING = "running", _("执行中")
    DONE = "done", _("已办结")
    REFUSED = "refused", _("不予同意")
    WITHDRAWN = "withdrawn", _("已撤回")


UNDECIDED_STATES = (CaseState.DRAFT, CaseState.OPEN, CaseState.RETURNED)
# What the applicant may still change.
EDITABLE_STATES = (CaseState.DRAFT, CaseState.RETURNED)
APPROVED_STATES = (CaseState.APPROVED, CaseState.RUNNING, CaseState.DONE)
LIVE_STATES = (*UNDECIDED_STATES, CaseState.APPROVED, CaseState.RUNNING)


@cache
def steps_of(*actors: str) -> frozenset[str]:
    """The ids of the steps that these roles of the rulebook's procedures take here."""
    rows = [step for table in procedures.tables() for step in table["steps"]]
    return frozenset(row["id"] for row in rows if row.get("entered_by", row["by"]) in actors)


def leads(person: Person) -> list[int]:
    """The units that a person leads: those who speak for a competent unit (R18)."""
    return [one.unit_id for one in policy.appointments(person) if one.role in policy.LEADING]


class CaseQuerySet(models.QuerySet["Case"]):
    """The questions about cases."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_CASE) -> Self:
        """The cases within the person's reach; drafts are their unit's own, who leads a competent unit sees what is below it (R18)."""
        within = Q(site__host__in=policy.units(person, act))
        if act == policy.Act.SEE_CASE:
            within |= Q(site__competent_unit__in=leads(person))
        own = policy.units(person, policy.Act.APPLY)
        return self.filter(within).exclude(Q(state=CaseState.DRAFT) & ~Q(site__host__in=own))

    def of(self, procedure_id: str) -> Self:
        """The cases of one procedure."""
        return self.filter(procedure_id=procedure_id)

    def approved(self) -> Self:
        """The cases that were approved, whatever came after; only these count in the yearly limit (9.3)."""
        return self.filter(state__in=APPROVED_STATES)

    def live(self) -> Self:
        """The cases that are not over."""
        return self.filter(state__in=LIVE_STATES)

    def waiting_for(self, person: Person) -> Self:
        """What the person has to act on: steps of their office, of their competent unit, returned applications of their own."""
        office = Q(step__in=steps_of("office"), site__host__in=policy.units(person, policy.Act.EXAMINE_CASE))
        above = Q(step__in=steps_of("parent-department", "county-office"), site__competent_unit__in=leads(person))
        own = Q(state=CaseState.RETURNED, site__host__in=policy.units(person, policy.Act.APPLY))
        return self.filter(own | (Q(state=CaseState.OPEN) & ~Q(applicant=person) & (office | above)))

    def ending(self, until: date) -> Self:
        """The pauses whose planned last day comes by a day."""
        return self.filter(state=CaseState.RUNNING, end_on__lte=until)

    def to_begin(self, today: date) -> Self:
        """The approved cases whose planned first day has come."""
        return self.filter(state=CaseState.APPROVED, start_on__lte=today)

    def ended(self, today: date) -> Self:
        """The running cases whose planned last day is over."""
        return self.filter(state=CaseState.RUNNING, end_on__lt=today)


class Case(models.Model):
    """One row is one application of one unit for one site, from its draft to its last effect. Never deleted (4.9).

    `procedure_id` and `rulebook_version` name what it follows; `started_on` is the day whose rules apply to it to its
    end (38.1). `form` holds the fields of the annex, the planned days stand beside it. `round` counts how often it was
    handed in. `version` grows with every write, so that nobody decides on a text that has changed under their eyes.
    """

    number = models.CharField(_("案件号"), max_length=40, blank=True)
    procedure_id = models.SlugField(_("办件类别"), max_length=40)
    rulebook_version = models.CharField(_("规则版本"), max_length=20)
    started_on = models.DateField(_("适用规则日期"))
    site = models.ForeignKey(Site, models.PROTECT, related_name="cases", verbose_name=_("网站"))
    applicant_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("申请单位"))
    applicant = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    state = models.CharField(_("状态"), max_length=10, choices=CaseState, default=CaseState.DRAFT)
    step = models.SlugField(_("所在步骤"), max_length=40, blank=True)
    round = models.PositiveSmallIntegerField(_("提交次数"), default=1)
    version = models.PositiveIntegerField(_("版本"), default=1)
    form = models.JSONField(_("申请表"), default=dict)
    start_on = models.DateField(_("计划开始日"), null=True, blank=True)
    end_on = models.DateField(_("计划最后一日"), null=True, blank=True)
    notice = models.JSONField(_("公告文本"), default=dict, blank=True)
    notice_hash = models.CharField(_("公告散列值"), max_length=64, blank=True)
    notice_resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("公告")
    )
    effects_done = models.JSONField(_("已生效事项"), default=list, blank=True)
    created_at = models.DateTimeField(_("建立时间"))
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    began_on = models.DateField(_("实际开始日"), null=True, blank=True)
    ended_on = models.DateField(_("实际恢复日"), null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("案件")
        verbose_name_plural = _("案件")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "site",
                "procedure_id",
                condition=Q(state__in=UNDECIDED_STATES),
                name="procedures_case_one_undecided",
                violation_error_message=_("本网站已有同类案件尚未审结，请先办结或撤回。"),
            ),
            models.UniqueConstraint("number", condition=~Q(number=""), name="procedures_case_number_once"),
            models.CheckConstraint(
                condition=Q(start_on=None) | Q(end_on=None) | Q(end_on__gte=F("start_on")),
                name="procedures_case_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[CaseState.DRAFT, CaseState.WITHDRAWN]) | ~Q(number=""),
                name="procedures_case_submitted_has_number",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CaseState.RUNNING, CaseState.DONE]) | Q(began_on__isnull=False),
                name="procedures_case_running_began",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.DONE) | Q(ended_on__gte=F("began_on")), name="procedures_case_done_ended"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "start_on"], name="procedures_case_state")]

    def __str__(self) -> str:
        return f"{self.number or CaseState.DRAFT.label} {self.site.name}"


class Decision(models.TextChoices):
    """What a step decided; the words of the rulebook's engine."""

    AGREE = "agree", _("同意")
    RETURN = "return", _("退回补正")
    REFUSE = "refuse", _("不予同意")


def scan_path(step: "CaseStep", filename: str) -> str:
    """Keep each unit's evidence in a folder of its own, under a name that tells nothing (26.1)."""
    return f"cases/{step.case.site.host.key}/{step.case_id}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class CaseStepQuerySet(models.QuerySet["CaseStep"]):
    """The questions about what was decided."""

    def open_to(self, person: Person) -> Self:
        """The steps of the cases within the person's reach."""
        return self.filter(case__in=Case.objects.open_to(person))


class CaseStep(models.Model):
    """One row is one decision in one case, or one outside decision that somebody here recorded. Never changed.

    `person` is who pressed the button, None for what the timetable did. `read_hash` is the hash of the notice that the
    person read and agreed to.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name=_("案件"))
    step = models.SlugField(_("步骤"), max_length=40)
    round = models.PositiveSmallIntegerField(_("提交次数"))
    decision = models.CharField(_("决定"), max_length=10, choices=Decision)
    at = models.DateTimeField(_("时间"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位"))
    opinion = models.TextField(_("意见"), blank=True)
    document_number = models.CharField(_("文号"), max_length=60, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    scan = models.FileField(_("扫描件"), upload_to=scan_path, max_length=200, blank=True)
    scan_name = models.CharField(_("扫描件名称"), max_length=120, blank=True)
    scan_sha256 = models.CharField(_("扫描件散列值"), max_length=64, blank=True)
    read_hash = models.CharField(_("所审公告散列值"), max_length=64, blank=True)

    objects = CaseStepQuerySet.as_manager()

    class Meta:
        verbose_name = _("办理步骤")
        verbose_name_plural = _("办理步骤")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "case", "step", "round", condition=Q(decision=Decision.AGREE), name="procedures_step_agreed_once"
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.AGREE) | ~Q(opinion=""),
                name="procedures_step_no_has_opinion",
                violation_error_message=_("退回补正和不予同意须写明意见。"),
            ),
            models.CheckConstraint(condition=Q(scan="") | ~Q(scan_sha256=""), name="procedures_step_scan_has_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.step} {self.get_decision_display()}"
