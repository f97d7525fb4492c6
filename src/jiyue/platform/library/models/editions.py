"""Editions: the way of one text from draft to publication, and everybody who had a hand in it (17.1, 17.2, 32.5)."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.library.models.resources import Origin, Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person


class EditionState(models.TextChoices):
    """Where an edition stands."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    RETURNED = "returned", _("被退回")
    APPROVED = "approved", _("已审核待发布")
    PUBLISHED = "published", _("已发布")
    SUPERSEDED = "superseded", _("已被新版替换")
    WITHDRAWN = "withdrawn", _("已撤下")


NEXT_STATES = (EditionState.DRAFT, EditionState.SUBMITTED, EditionState.RETURNED, EditionState.APPROVED)


class EditionQuerySet(models.QuerySet["Edition"]):
    """The questions about texts on their way."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_RESOURCE) -> Self:
        """The editions of the resources within the person's reach (26.1)."""
        return self.filter(resource__unit__in=policy.units(person, act))

    def waiting_for(self, person: Person) -> Self:
        """What the person may review now: submitted, of their units, and not of their own hand (17.1)."""
        return (
            self.open_to(person, policy.Act.REVIEW_RESOURCE)
            .filter(state=EditionState.SUBMITTED)
            .exclude(hands__person=person, hands__kind__in=WRITING_HANDS)
        )

    def next_texts(self) -> Self:
        """The editions that are not published yet."""
        return self.filter(state__in=NEXT_STATES)


class Edition(models.Model):
    """One row is one edition of a resource: the text from its first draft to its publication.

    `content` is the frozen text as it was submitted, `content_hash` its hash, `approved_hash` the hash that the reviewer
    saw. The database refuses a published edition whose text is not the reviewed one, a reviewer who submitted it and a
    publisher who reviewed it; the other hands are checked by the action, since a constraint can not look into another
    table. Editions that came with a moved site have no reviewer, and say so by their origin. Kept for ever.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="editions", verbose_name=_("信息资源"))
    number = models.PositiveIntegerField(_("版次"))
    state = models.CharField(_("状态"), max_length=12, choices=EditionState, default=EditionState.DRAFT)
    origin = models.CharField(_("入库方式"), max_length=10, choices=Origin, default=Origin.WRITTEN)
    content = models.JSONField(_("送审文本"), default=dict, blank=True)
    content_hash = models.CharField(_("送审文本散列值"), max_length=64, blank=True)
    approved_hash = models.CharField(_("审核文本散列值"), max_length=64, blank=True)
    explanations = models.JSONField(_("须说明事项的理由"), default=dict, blank=True)
    gates = models.JSONField(_("审核关口"), default=dict, blank=True)
    opinion = models.TextField(_("审核意见"), blank=True)
    submitted_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("送审人")
    )
    submitted_at = models.DateTimeField(_("送审时间"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审核人")
    )
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("发布人")
    )
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("版本")
        verbose_name_plural = _("版本")
        constraints: ClassVar = [
            models.UniqueConstraint("resource", "number", name="library_edition_number_once"),
            models.UniqueConstraint(
                "resource", condition=Q(state__in=NEXT_STATES), name="library_edition_one_next_text"
            ),
            models.UniqueConstraint(
                "resource", condition=Q(state=EditionState.PUBLISHED), name="library_edition_one_live"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[EditionState.APPROVED, EditionState.PUBLISHED])
                | Q(origin=Origin.MIGRATED)
                | Q(approved_hash=F("content_hash"), reviewed_by__isnull=False) & ~Q(approved_hash=""),
                name="library_edition_published_is_reviewed",
                violation_error_message=_("发布的文本必须是审核过的那一版（第17条）。"),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None) | Q(submitted_by=None) | ~Q(reviewed_by=F("submitted_by")),
                name="library_edition_reviewer_did_not_submit",
                violation_error_message=_("送审人不能审核自己送审的稿件（第17条）。"),
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | Q(reviewed_by=None) | ~Q(published_by=F("reviewed_by")),
                name="library_edition_publisher_did_not_review",
                violation_error_message=_("审核人不能发布自己审核的稿件（第17条）。"),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "submitted_at"], name="library_edition_queue")]

    def __str__(self) -> str:
        return f"{self.resource} 第{self.number}版"

    def snapshot(self) -> dict[str, Any]:
        """The frozen text as it was submitted."""
        return dict(self.content)


class HandKind(models.TextChoices):
    """What somebody did with an edition; the first three exclude them from reviewing it (17.1)."""

    WROTE = "wrote", _("撰写")
    EDITED = "edited", _("修改")
    SUBMITTED = "submitted", _("送审")
    REVIEWED = "reviewed", _("审核")
    RETURNED = "returned", _("退回")
    PUBLISHED = "published", _("校对发布")
    WITHDREW = "withdrew", _("撤下")


WRITING_HANDS = (HandKind.WROTE, HandKind.EDITED, HandKind.SUBMITTED)


class Hand(models.Model):
    """One row is one person's part in one edition. Never deleted: the two-person rule has memory."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="hands", verbose_name=_("版本"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("人员"))
    kind = models.CharField(_("经手"), max_length=10, choices=HandKind)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = _("经手人")
        verbose_name_plural = _("经手人")
        constraints: ClassVar = [models.UniqueConstraint("edition", "person", "kind", name="library_hand_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.get_kind_display()}"
