"""Messages of citizens, everything done about each, and the counters that keep visitors within bounds."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models import Site


class MessageKind(models.TextChoices):
    """What a message is; the national veto on unanswered messages counts consultations only (R24)."""

    CONSULTATION = "consultation", _("咨询")
    COMPLAINT = "complaint", _("投诉")
    ADVICE = "advice", _("建议")
    REPORT = "report", _("举报")


class MessageState(models.TextChoices):
    """Where a message stands (18.2)."""

    RECEIVED = "received", _("待受理")
    HANDLING = "handling", _("办理中")
    REVIEWING = "reviewing", _("待审核")
    ANSWERED = "answered", _("已答复")
    DECLINED = "declined", _("不予受理")


OPEN_STATES = (MessageState.RECEIVED, MessageState.HANDLING, MessageState.REVIEWING)
ENDED_STATES = (MessageState.ANSWERED, MessageState.DECLINED)


class Outcome(models.TextChoices):
    """How a message shall end; both ways need a second person (18.3, R24)."""

    ANSWER = "answer", _("答复")
    DECLINE = "decline", _("不予受理")


class MessageQuerySet(models.QuerySet["Message"]):
    """The questions about messages."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_MESSAGE) -> Self:
        """The messages that a unit within the person's reach handles, or that came in on such a unit's site (26.1)."""
        units = policy.units(person, act)
        return self.filter(Q(unit__in=units) | Q(site__host__in=units))

    def waiting(self) -> Self:
        """The messages whose clock runs."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, today: date) -> Self:
        """The messages not answered on their last day; that day itself is still in time (R2)."""
        return self.waiting().filter(due_on__lt=today)

    def public(self) -> Self:
        """The answered messages that the public may read: the answering unit decided so, and the asker agreed."""
        return self.filter(state=MessageState.ANSWERED, is_public=True)


class Message(models.Model):
    """One row is one message of a citizen to one site, from its arrival to its answer. Never deleted.

    `unit` handles it now. The clock runs from `received_at`; transfers and interim notices do not touch `due_on` (R24).
    The lookup code is not here, only its keyed hash; `contact` is sealed with the installation's key, is never listed and
    never leaves by an export. `text` is the citizen's own words; what the public reads is `public_title`, `public_text`
    and `answer`.
    """

    number = models.CharField(_("编号"), max_length=24, unique=True)
    code_hash = models.CharField(max_length=64, editable=False)
    kind = models.CharField(_("类型"), max_length=12, choices=MessageKind)
    title = models.CharField(_("标题"), max_length=50)
    text = models.TextField(_("内容"))
    contact = models.TextField(_("联系方式（加密）"), blank=True, editable=False)
    about = models.CharField(_("所涉页面"), max_length=300, blank=True)
    wants_public = models.BooleanField(_("来信人同意公开"), default=False)
    site = models.ForeignKey(Site, models.PROTECT, related_name="messages", verbose_name=_("网站"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="messages", verbose_name=_("承办单位"))
    received_at = models.DateTimeField(_("收到"))
    due_on = models.DateField(_("最晚答复日"))
    state = models.CharField(_("状态"), max_length=10, choices=MessageState, default=MessageState.RECEIVED)
    outcome = models.CharField(_("办理结果"), max_length=8, choices=Outcome, default=Outcome.ANSWER)
    answer = models.TextField(_("答复"), blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("拟稿人")
    )
    released_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    is_public = models.BooleanField(_("答复后公开"), default=False)
    public_reason = models.CharField(_("公开或不公开的理由"), max_length=200, blank=True)
    public_title = models.CharField(_("公开标题"), max_length=50, blank=True)
    public_text = models.TextField(_("公开的来信"), blank=True)
    not_answered_at = models.DateTimeField(_("来信人标记未答到"), null=True, blank=True)
    not_answered_reason = models.CharField(_("未答到之处"), max_length=300, blank=True)
    is_demonstration = models.BooleanField(_("演示数据"), default=False, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("留言")
        verbose_name_plural = _("留言")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("answered_by")),
                name="interaction_message_two_people",
                violation_error_message=_("答复须由拟稿人以外的人审核（第18条）。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED_STATES)
                | (Q(answered_by__isnull=False, released_by__isnull=False, answered_at__isnull=False) & ~Q(answer="")),
                name="interaction_message_ended_has_answer",
                violation_error_message=_("没有经审核的答复，不能办结（第18条）。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED_STATES) | Q(answered_at=None, released_by=None),
                name="interaction_message_open_has_no_answer_time",
            ),
            models.CheckConstraint(
                condition=Q(is_public=False) | (Q(wants_public=True) & ~Q(public_reason="")),
                name="interaction_message_public_with_consent",
                violation_error_message=_("来信人没有同意公开，或没有写明公开理由。"),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "state", "due_on"], name="interaction_message_queue"),
            models.Index(fields=["site", "state", "answered_at"], name="interaction_message_site"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether the clock still runs."""
        return self.state in OPEN_STATES

    @property
    def public_path(self) -> str:
        """The address of the public answer on the site; it never changes."""
        return f"/messages/{self.number}.html"


class Verb(models.TextChoices):
    """What is done about a message."""

    RECEIVED = "received", _("收到留言")
    ACCEPTED = "accepted", _("受理")
    TRANSFERRED = "transferred", _("转办")
    NOTED = "noted", _("内部意见")
    PROGRESS = "progress", _("告知进展")
    DRAFTED = "drafted", _("拟稿")
    SUBMITTED = "submitted", _("送审")
    RETURNED = "returned", _("退回修改")
    RELEASED = "released", _("答复")
    DECLINED = "declined", _("不予受理")
    DISPUTED = "disputed", _("来信人标记未答到")
    REOPENED = "reopened", _("重新办理")
    CONTACT_SEEN = "contact-seen", _("查看联系方式")
    UNPUBLISHED = "unpublished", _("撤下公开")


WRITING_VERBS = (Verb.DRAFTED, Verb.SUBMITTED)


class Step(models.Model):
    """One row is one thing done about a message, by whom and when; transfers name both units. Never changed."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="steps", verbose_name=_("留言"))
    verb = models.CharField(_("动作"), max_length=12, choices=Verb)
    at = models.DateTimeField(_("时间"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("单位"))
    to_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("转往单位")
    )
    text = models.TextField(_("内容"), blank=True)

    class Meta:
        verbose_name = _("办理步骤")
        verbose_name_plural = _("办理步骤")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(verb=Verb.TRANSFERRED) | (Q(to_unit__isnull=False) & ~Q(to_unit=F("unit")) & ~Q(text="")),
                name="interaction_step_transfer_names_unit_and_reason",
                violation_error_message=_("转办须写明去向和理由（第18条）。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.message}"


class NumberSeries(models.Model):
    """One row is the last number given under one prefix (division and day)."""

    prefix = models.CharField(max_length=16, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.prefix} {self.last}"


class Attempt(models.Model):
    """One row counts what one visitor did within one hour. `who` is a keyed hash of the address or the number; rows go after two days."""

    act = models.CharField(max_length=10)
    who = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("act", "who", "hour", name="interaction_attempt_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.hour} {self.count}"
