"""The column ledger."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models.sites import Site


class Category(models.TextChoices):
    """How a column's silence is judged: by 19.1, by 19.2, by its own cycle (19.5), or not at all."""

    NEWS = "news", _("动态要闻")
    POLICY = "policy", _("通知公告、政策文件")
    OTHER = "other", _("其他应更新")
    STATIC = "static", _("静态信息")


class Feed(models.TextChoices):
    """Where a column's list comes from."""

    ITEMS = "items", _("稿件")
    CHILDREN = "children", _("下级栏目")
    MESSAGES = "messages", _("留言答复")


class ColumnQuerySet(models.QuerySet["Column"]):
    """The questions that the column ledger answers."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_SITE) -> Self:
        """The columns whose site's host, or whose responsible unit, is within the person's reach (4.6)."""
        units = policy.units(person, act)
        return self.filter(Q(site__host__in=units) | Q(responsible_unit__in=units))

    def in_use(self) -> Self:
        """The columns that the public sees."""
        return self.filter(retired_on=None)


class Column(models.Model):
    """One row is one column as a contract: kind, update cycle, responsible unit, person A and person B (32.2).

    Retired columns stay with their date. The day of the last substantive update is not here: it follows from what was
    published, and is measured from outside as well.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="columns", verbose_name=_("网站"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级栏目")
    )
    key = models.SlugField(_("代号"), max_length=60)
    path = models.CharField(_("地址"), max_length=120)
    title = models.CharField(_("栏目名称"), max_length=40)
    column_type = models.CharField(_("栏目类别"), max_length=20)
    category = models.CharField(_("更新类别"), max_length=10, choices=Category)
    cycle_days = models.PositiveIntegerField(_("更新周期（天）"), null=True, blank=True)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("责任单位"))
    person_a = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("A岗"))
    person_b = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("B岗"))
    description = models.CharField(_("栏目描述"), max_length=200, blank=True)
    keywords = models.CharField(_("栏目关键词"), max_length=100, blank=True)
    fed_by = models.CharField(_("内容来源"), max_length=10, choices=Feed, default=Feed.ITEMS)
    is_in_navigation = models.BooleanField(_("列入导航"), default=False)
    position = models.PositiveIntegerField(_("排序"), default=0)
    retired_on = models.DateField(_("停用日期"), null=True, blank=True)

    objects = ColumnQuerySet.as_manager()

    class Meta:
        verbose_name = _("栏目")
        verbose_name_plural = _("栏目台账")
        constraints: ClassVar = [
            models.UniqueConstraint("site", "path", name="register_column_path_once"),
            models.UniqueConstraint("site", "key", name="register_column_key_once"),
            models.CheckConstraint(
                condition=Q(person_a=None) | Q(person_b=None) | ~Q(person_a=F("person_b")),
                name="register_column_a_is_not_b",
                violation_error_message=_("A岗和B岗应为两人（第32条）。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site.name} {self.title}"

    @property
    def is_fed_by_children(self) -> bool:
        """Whether its list gathers those of the columns below it."""
        return self.fed_by == Feed.CHILDREN

    def feeding(self) -> "list[Column]":
        """The columns whose items its list shows: itself, or those below it when it gathers them."""
        if not self.is_fed_by_children:
            return [self]
        return [self, *(feed for child in self.children.filter(retired_on=None) for feed in child.feeding())]

    def is_due_on(self, last_update: date | None, today: date) -> bool:
        """Whether the column's own cycle has run out since its last update; never for a column without a cycle."""
        if self.cycle_days is None or self.category == Category.STATIC:
            return False
        return last_update is None or (today - last_update).days > self.cycle_days
