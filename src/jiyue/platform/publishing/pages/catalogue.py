"""Every page that a site has, and the making of each: the one list that baking, the site map and the checks share."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiyue.platform.library.models import Placement, Resource
from jiyue.platform.publishing.models import PinnedNotice
from jiyue.platform.publishing.pages import parts
from jiyue.platform.publishing.pages.article import article_labels, article_view
from jiyue.platform.publishing.pages.home import home_context
from jiyue.platform.publishing.pages.items import chunk_count, list_page
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_labels, column_url, crumbs, labels, navigation, site_view, tree
from jiyue.platform.publishing.pages.views import ColumnView, Link, NavItem, Reading
from jiyue.platform.publishing.rendering import render
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Column, Site, SiteTemplate

MIGRATED = {"public/home.html", "public/column.html", "public/article.html"}


@dataclass(frozen=True)
class PageKey:
    """Which page of a site: kind "home", "column", "article", "sitemap", "sitemap-xml", "not-found" or one registered, with its row and chunk."""

    kind: str
    pk: int | None = None
    chunk: int | None = None

    @property
    def text(self) -> str:
        """The key as text, for the record of baked pages."""
        return ":".join(str(part) for part in (self.kind, self.pk or "", self.chunk or ""))


def fixed_pages() -> list[PageKey]:
    """The pages that every site has once."""
    return [PageKey("home"), PageKey("sitemap"), PageKey("sitemap-xml"), PageKey("not-found")]


def column_pages(column: Column) -> Iterator[PageKey]:
    """The pages of one column's list: the first page, and the chunks behind it."""
    yield PageKey("column", column.pk)
    feed = parts.feed_of(column)
    last = (
        feed.chunks(column)
        if feed
        else chunk_count(Placement.objects.filter(column__in=column.feeding(), resource__live=True).count())
    )
    for chunk in range(1, last):
        yield PageKey("column", column.pk, chunk)


def all_pages(site: Site) -> Iterator[PageKey]:
    """Every page of a site, in no special order, one after the other without holding them all."""
    yield from fixed_pages()
    for column in site.columns.in_use().order_by("pk"):
        yield from column_pages(column)
    placed = Placement.objects.filter(column__site=site, resource__live=True)
    for key in (
        placed.order_by("resource_id").values_list("resource_id", flat=True).distinct().iterator(chunk_size=2000)
    ):
        yield PageKey("article", key)
    for key in (
        PinnedNotice.objects.filter(site=site, resource__live=True)
        .exclude(resource__placements__column__site=site)
        .values_list("resource_id", flat=True)
    ):
        yield PageKey("article", key)


def make(shelf: Shelf, key: PageKey, *, today: date) -> tuple[str, str, Reading] | None:
    """Make one page: its path in the tree, its text, and what it read. None when the page should not exist any more."""
    makers = {
        "home": _home,
        "column": _column,
        "article": _article,
        "sitemap": _sitemap,
        "sitemap-xml": _sitemap_xml,
        "not-found": _not_found,
    }
    reading = Reading()
    made = makers.get(key.kind, _further)(shelf, key, reading, today)
    return (*made, reading) if made else None


def _render(site: Site, template: str, context: dict[str, Any]) -> str:
    if site.template == SiteTemplate.MIGRATED and template in MIGRATED:
        template = template.replace("public/", "public/migrated_")
    return render(template, context)


def _home(shelf: Shelf, _key: PageKey, reading: Reading, today: date) -> tuple[str, str]:
    return "/index.html", _render(shelf.site, "public/home.html", home_context(shelf, reading, today=today))


def _further(shelf: Shelf, key: PageKey, reading: Reading, _today: date) -> tuple[str, str] | None:
    kind = parts.further_kind(key.kind)
    made = kind.make(shelf, key.pk, reading) if kind and key.pk is not None else None
    if made is None:
        return None
    path, template, context = made
    return path, _render(shelf.site, template, context)


def _column(shelf: Shelf, key: PageKey, reading: Reading, today: date) -> tuple[str, str] | None:
    column = shelf.column(key.pk)
    if column is None:
        return None
    feed = parts.feed_of(column)
    made = feed.make(shelf, column, key.chunk, reading) if feed else _item_list(shelf, key, reading, today)
    if made is None:
        return None
    template, listed = made
    parent = column.parent
    context = {
        "site": site_view(shelf, reading, current=column),
        "labels": column_labels(column),
        "page_title": column.title,
        "crumbs": crumbs(column),
        "column": column_view(column),
        "siblings": _siblings(shelf, column),
        "parent": Link(parent.title, column_url(parent)) if parent else None,
        **listed,
    }
    name = f"list-{key.chunk}.html" if key.chunk else "index.html"
    return f"{column_url(column)}{name}", _render(shelf.site, template, context)


def _item_list(shelf: Shelf, key: PageKey, reading: Reading, today: date) -> tuple[str, dict[str, Any]] | None:
    column = shelf.column(key.pk)
    page = list_page(shelf, column, key.chunk, reading, today=today) if column else None
    if page is None or (key.chunk is not None and not page.items):
        return None
    return "public/column.html", vars(page)


def column_view(column: Column) -> ColumnView:
    """A column's head as its pages show it."""
    cycle = f"每 {column.cycle_days} 天更新" if column.cycle_days else ""
    return ColumnView(column.title, column.description, column.get_category_display(), cycle, column_url(column))


def _siblings(shelf: Shelf, column: Column) -> tuple[NavItem, ...]:
    family = shelf.below[column.pk] or (shelf.below[column.parent_id] if column.parent_id else [])
    if not family:
        return tuple(NavItem(item.title, item.url, item.is_current) for item in navigation(shelf, current=column))
    return tuple(NavItem(one.title, column_url(one), one.pk == column.pk) for one in family)


def _article(shelf: Shelf, key: PageKey, reading: Reading, _today: date) -> tuple[str, str] | None:
    resource = Resource.objects.published().select_related("publisher", "interprets").filter(pk=key.pk).first()
    if resource is None:
        return None
    column = shelf.column(shelf.main_columns.get(resource.pk)) or _notice_column(shelf, resource)
    if column is None:
        return None
    context = {
        "site": site_view(shelf, reading, current=column),
        "labels": [*column_labels(column), *article_labels(resource)],
        "page_title": resource.title,
        "crumbs": [*crumbs(column), Link("正文", "")],
        "article": article_view(shelf, resource, column, reading),
        "column": column_view(column),
    }
    return resource.public_path, _render(shelf.site, "public/article.html", context)


def _notice_column(shelf: Shelf, resource: Resource) -> Column | None:
    """Where a pinned notice stands on a site that has it in no column; None for what was taken out of the site's columns."""
    if not PinnedNotice.objects.filter(site=shelf.site, resource=resource).exists():
        return None
    return next((one for one in shelf.columns if one.category == "policy"), None)


def _sitemap(shelf: Shelf, _key: PageKey, reading: Reading, _today: date) -> tuple[str, str]:
    context = {
        "site": site_view(shelf, reading),
        "labels": labels(shelf.site),
        "page_title": "网站地图",
        "crumbs": [Link("网站地图", "")],
        "tree": tree(shelf, reading),
    }
    return "/sitemap.html", _render(shelf.site, "public/sitemap.html", context)


def _sitemap_xml(shelf: Shelf, _key: PageKey, reading: Reading, _today: date) -> tuple[str, str]:
    reading.note("site", shelf.site.pk)
    base = site_address(shelf.site)
    addresses = [f"{base}/", *(f"{base}{column_url(column)}" for column in shelf.columns)]
    lines = "".join(f"<url><loc>{address}</loc></url>\n" for address in addresses)
    return (
        "/sitemap.xml",
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}</urlset>\n',
    )


def _not_found(shelf: Shelf, _key: PageKey, reading: Reading, _today: date) -> tuple[str, str]:
    context = {
        "site": site_view(shelf, reading),
        "labels": labels(shelf.site),
        "page_title": "页面不存在",
        "crumbs": [],
    }
    return "/404.html", _render(shelf.site, "public/notfound.html", context)
