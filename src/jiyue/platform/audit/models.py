"""Audit entries and the head of their chain."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiyue.platform.audit.chain import GENESIS, link
from jiyue.platform.organisations.models import Person, Unit


class EntryQuerySet(models.QuerySet["Entry"]):
    """The questions about what happened."""

    def about(self, subject: models.Model) -> "EntryQuerySet":
        """The entries about one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-sequence")


class Entry(models.Model):
    """One row is one act of one person (or of the system) on one object.

    Kept for ever: database triggers refuse changes and deletions, and `hash` covers the row and the hash before it, so
    that a change made around them breaks the chain at a nameable place. No foreign key to the object on purpose: the
    entry outlives it.
    """

    sequence = models.BigIntegerField(_("序号"), unique=True)
    at = models.DateTimeField(_("时间"))
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("人员"))
    person_name = models.CharField(_("姓名"), max_length=40, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("单位"))
    verb = models.CharField(_("动作"), max_length=60)
    subject_type = models.CharField(_("对象类别"), max_length=60)
    subject_id = models.CharField(_("对象编号"), max_length=40)
    subject_label = models.CharField(_("对象"), max_length=200)
    data = models.JSONField(_("内容"), default=dict)
    previous_hash = models.CharField(_("前一条散列值"), max_length=64, unique=True)
    hash = models.CharField(_("散列值"), max_length=64, unique=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计记录")
        indexes: ClassVar = [
            # The history of one object, newest first.
            models.Index(fields=["subject_type", "subject_id", "-sequence"], name="audit_entry_subject"),
            # A unit's own trail, newest first.
            models.Index(fields=["unit", "-sequence"], name="audit_entry_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject_label}"

    def content(self) -> dict[str, Any]:
        """What the hash covers: every column but the two hashes."""
        return {
            "sequence": self.sequence,
            "at": self.at.isoformat(),
            "person": self.person_id,
            "person_name": self.person_name,
            "unit": self.unit_id,
            "verb": self.verb,
            "subject": [self.subject_type, self.subject_id, self.subject_label],
            "data": self.data,
        }

    def is_intact(self) -> bool:
        """Whether the row still has the content that its hash was made from."""
        return link(self.previous_hash, self.content()) == self.hash


class ChainHead(models.Model):
    """The single row that holds the newest entry's number and hash; writers lock it, so that the chain never forks."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(pk=1), name="audit_head_is_single")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash[:12]}"
