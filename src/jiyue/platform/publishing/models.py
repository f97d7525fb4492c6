"""Pages of the site tree, pinned notices, and what was baked from what."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from jiyue.platform.library.models import Resource
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Column, Site


class SitePage(Page):
    """One row is the root of one site's tree; made from the site ledger, never by hand."""

    site = models.OneToOneField(Site, models.PROTECT, related_name="page", verbose_name=_("网站"))

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["publishing.ColumnPage"]
    is_creatable = False
    # Found through the ledger and our own search: Wagtail's indexes would only cost a task for every row.
    search_fields: ClassVar[list[object]] = []
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("网站首页")

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(site_address(self.site))


class ColumnPage(Page):
    """One row is a column's place in its site's tree; made from the column ledger, whose row stays the contract (32.2)."""

    column = models.OneToOneField(Column, models.PROTECT, related_name="page", verbose_name=_("栏目"))

    parent_page_types: ClassVar[list[str]] = ["publishing.SitePage", "publishing.ColumnPage"]
    subpage_types: ClassVar[list[str]] = ["publishing.ColumnPage"]
    is_creatable = False
    # Found through the ledger and our own search: Wagtail's indexes would only cost a task for every row.
    search_fields: ClassVar[list[object]] = []
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("栏目页")

    def serve(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(f"{site_address(self.column.site)}/{self.column.path}/")


class NoticeKind(models.TextChoices):
    """The statutory notices of a site's life (8.8, 9.2, 9.11, 11.6)."""

    OPENING = "opening", _("开通")
    OFFLINE = "offline", _("临时下线")
    CLOSING = "closing", _("关停迁移")
    DOMAIN = "domain", _("域名变更")


class PinnedNoticeQuerySet(models.QuerySet["PinnedNotice"]):
    """The questions about notices that must stand on a home page."""

    def showing(self, on: date) -> Self:
        """The notices that stand on the home page on a day."""
        return self.filter(from_on__lte=on).filter(Q(until_on=None) | Q(until_on__gte=on))


class PinnedNotice(models.Model):
    """One row keeps one statutory notice on top of one site's home page, from a day to a day (both included).

    It can not be taken down earlier by the workbench: only the case that put it there moves its end.
    """

    site = models.ForeignKey(Site, models.PROTECT, related_name="pinned_notices", verbose_name=_("发布网站"))
    about = models.ForeignKey(Site, models.PROTECT, related_name="+", verbose_name=_("所涉网站"))
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+", verbose_name=_("公告"))
    kind = models.CharField(_("类别"), max_length=10, choices=NoticeKind)
    from_on = models.DateField(_("起"))
    until_on = models.DateField(_("止"), null=True, blank=True)

    objects = PinnedNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("置顶公告")
        verbose_name_plural = _("置顶公告")
        constraints: ClassVar = [
            models.UniqueConstraint("site", "resource", name="publishing_notice_once"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="publishing_notice_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about}"


class BakedPage(models.Model):
    """One row is one file of the public tree as it was last written: its hash proves tampering, its tags say when to re-bake.

    Deleted with the file.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="baked_pages")
    path = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    baked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("site", "path", name="publishing_baked_path_once")]

    def __str__(self) -> str:
        return f"{self.site.key}{self.path}"


class PageTag(models.Model):
    """One row says that one baked page read one thing, for example `resource:12`."""

    page = models.ForeignKey(BakedPage, models.CASCADE, related_name="tags")
    tag = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("tag", "page", name="publishing_tag_once")]

    def __str__(self) -> str:
        return self.tag


class Release(models.Model):
    """One row is one change of a site's public tree: the files written and removed, signed, chained to the release before.

    Replaying a site's releases gives the hash of every file that may lie in its tree; kept for ever.
    """

    site = models.ForeignKey(Site, models.CASCADE, related_name="releases")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    written = models.JSONField(default=dict)
    removed = models.JSONField(default=list)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint("site", "number", name="publishing_release_number_once")]

    def __str__(self) -> str:
        return f"{self.site.key} {self.number}"
