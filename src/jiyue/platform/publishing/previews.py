"""The public article page of a draft, made in memory and never written to disk (17.2)."""

from django.utils import timezone

from jiyue.platform.library.models import Placement, Resource
from jiyue.platform.publishing.pages.article import article_labels, article_view
from jiyue.platform.publishing.pages.catalogue import MIGRATED, column_view
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_labels, crumbs, site_view
from jiyue.platform.publishing.pages.views import Link, Reading
from jiyue.platform.publishing.rendering import render
from jiyue.platform.register.models import Column, SiteTemplate

NO_COLUMN = "<!doctype html><html lang='zh-CN'><meta charset='utf-8'><title>预览</title><p>还没有选择栏目，不能预览公开页面。请先在稿件页选择主栏目。</p></html>"


def article_page(resource: Resource) -> str:
    """The page that readers would see if this text were published now, on the site of its main column."""
    placement = (
        Placement.objects.filter(resource=resource.pk).select_related("column__site").order_by("-is_main", "pk").first()
    )
    if placement is None:
        return NO_COLUMN
    shelf, reading = Shelf(placement.column.site), Reading()
    column: Column = shelf.column(placement.column_id) or placement.column
    if resource.first_published_at is None:
        resource.first_published_at = timezone.now()
    template = "public/article.html"
    if column.site.template == SiteTemplate.MIGRATED and template in MIGRATED:
        template = "public/migrated_article.html"
    context = {
        "site": site_view(shelf, reading, current=column),
        "labels": [*column_labels(column), *article_labels(resource), ("robots", "noindex")],
        "page_title": f"预览：{resource.title}",
        "crumbs": [*crumbs(column), Link("正文（预览）", "")],
        "article": article_view(shelf, resource, column, reading),
        "column": column_view(column),
    }
    return render(template, context)
