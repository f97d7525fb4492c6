"""Placements: where a resource of the repository is used (25.1, 25.2)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiyue.platform.library.models.resources import Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column


class PlacementQuerySet(models.QuerySet["Placement"]):
    """The questions about what stands in which column."""

    def open_to(self, person: Person, act: policy.Act = policy.Act.SEE_RESOURCE) -> Self:
        """The placements of the resources within the person's reach (26.1)."""
        return self.filter(resource__unit__in=policy.units(person, act))

    def live_in(self, column: Column) -> Self:
        """What the public sees in a column, newest first."""
        return self.filter(column=column, resource__live=True).order_by("-published_at", "-pk")


class Placement(models.Model):
    """One row puts one resource into one column of any site; exactly one column is a resource's main one.

    `published_at` repeats the resource's first publication, because lists of 100,000 rows are ordered by it. Removing a
    row takes the resource out of the column and leaves the resource in the repository.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="placements", verbose_name=_("信息资源"))
    column = models.ForeignKey(Column, models.PROTECT, related_name="placements", verbose_name=_("栏目"))
    is_main = models.BooleanField(_("主栏目"), default=True)
    published_at = models.DateTimeField(_("发布时间"), null=True, blank=True)
    pinned_until = models.DateField(_("置顶至"), null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("栏目引用")
        verbose_name_plural = _("栏目引用")
        constraints: ClassVar = [
            models.UniqueConstraint("resource", "column", name="library_placement_once"),
            models.UniqueConstraint("resource", condition=Q(is_main=True), name="library_placement_one_main"),
        ]
        indexes: ClassVar = [
            # A column's list, newest first, and its last update.
            models.Index(fields=["column", "-published_at"], name="library_placement_column"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} → {self.column}"
