"""The home page: what stands on it, from which columns (12.1, 9.2)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from jiyue.platform.library.models import Kind, Placement, Resource
from jiyue.platform.publishing.models import PinnedNotice
from jiyue.platform.publishing.pages import parts
from jiyue.platform.publishing.pages.items import block, item, newest, with_counts
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_url, labels, site_view, sites_of_city
from jiyue.platform.publishing.pages.views import BlockView, ItemView, Link, NoticeView, PairView, Reading
from jiyue.platform.register.models import Column, Site

DISCLOSURE_TYPES = ("信息公开指南", "信息公开目录", "信息公开年报", "依申请公开", "机构职能", "负责人信息", "数据发布")
INTERACTION_TYPES = ("咨询投诉", "征集调查", "在线访谈")


def home_context(shelf: Shelf, reading: Reading, *, today: date) -> dict[str, Any]:
    """Everything that the home page of a site shows on a day; its key sections come from columns by their type."""
    site = shelf.site
    news = shelf.of_type("工作动态")
    policies = shelf.of_type("政策文件")
    first = newest(news, 6, reading)
    lead = next((line for line in first if line.summary), first[0] if first else None)
    counties, departments = sites_of_city(reading) if site.kind == "portal" and site.level == "city" else ((), ())
    return {
        "site": site_view(shelf, reading),
        "labels": [*labels(site), ("ColumnType", "首页")],
        "page_title": "",
        "crumbs": [],
        "notices": notices(site, reading, today=today),
        "lead": lead,
        "carousel": [line for line in first if line is not lead][:3] if site.kind == "portal" else [],
        "tabs": [block(shelf, column, 8, reading) for column in _shown_tabs(shelf, news)],
        "policies": _policies(policies, reading),
        "policy_columns": [Link(column.title, column_url(column)) for column in policies],
        "interpretations": pairs(shelf, reading),
        "responses": _block(shelf, shelf.of_type("回应关切"), 6, reading),
        "disclosure_links": [Link(column.title, column_url(column)) for column in shelf.of_type(*DISCLOSURE_TYPES)],
        "services": _block(shelf, shelf.of_type("办事服务"), 6, reading),
        "service_links": [Link(column.title, column_url(column)) for column in shelf.of_type("办事服务")],
        "interaction": parts.interaction(site, reading),
        "topics": [],
        "counties": counties,
        "departments": departments,
        "upper_sites": [Link(link.title, link.url) for link in site.outside_links.order_by("position", "pk")],
        "updated_at": _updated_at(site),
    }


def notices(site: Site, reading: Reading, *, today: date) -> list[NoticeView]:
    """The statutory notices pinned on top of the home page, with the days that each has still to stand (9.2)."""
    reading.note("notices", site.pk)
    showing = (
        PinnedNotice.objects.filter(site=site).showing(today).select_related("resource").order_by("-from_on", "-pk")
    )
    return [
        NoticeView(
            kind_label=notice.get_kind_display(),
            title=notice.resource.title,
            url=notice.resource.public_path,
            days_left=(notice.until_on - today).days if notice.until_on else None,
        )
        for notice in showing
    ]


def pairs(shelf: Shelf, reading: Reading) -> list[PairView]:
    """The newest policies that have interpretations, each with its interpretations (15.5)."""
    columns = shelf.of_type("政策文件")
    for column in columns:
        reading.note("head", column.pk)
    placed = Placement.objects.filter(column__in=columns, resource__live=True, resource__interpretations__live=True)
    keys = list(dict.fromkeys(placed.order_by("-published_at").values_list("resource_id", flat=True)))[:2]
    found: list[PairView] = []
    for resource in with_counts(
        reading, sorted(Resource.objects.filter(pk__in=keys), key=lambda one: keys.index(one.pk))
    ):
        readings = resource.interpretations.filter(live=True).order_by("-first_published_at", "pk")[:3]
        found.append(PairView(item(resource, reading), tuple(item(one, reading) for one in readings)))
    return found


def _shown_tabs(shelf: Shelf, news: Sequence[Column]) -> list[Column]:
    announcements = [
        column for column in shelf.columns if column.category == "policy" and column.column_type != "政策文件"
    ]
    leaves = [one for one in news if not one.is_fed_by_children and one not in announcements[:1]] or list(news)
    return [*leaves[:3], *announcements[:1]]


def _policies(columns: Sequence[Column], reading: Reading) -> BlockView:
    title, url = (columns[0].title, column_url(columns[0])) if columns else ("政策文件", "")
    return BlockView(title, url, tuple(newest(columns, 6, reading, kinds=[Kind.POLICY, Kind.NOTICE, Kind.PLAN])))


def _block(shelf: Shelf, columns: Sequence[Column], count: int, reading: Reading) -> BlockView:
    if not columns:
        return BlockView("", "", ())
    lines: list[ItemView] = newest([feed for column in columns for feed in shelf.feeding(column)], count, reading)
    return BlockView(columns[0].title, column_url(columns[0]), tuple(lines))


def _updated_at(site: Site) -> datetime:
    newest_placement = (
        Placement.objects.filter(column__site=site, resource__live=True, published_at__isnull=False)
        .order_by("-published_at")
        .first()
    )
    return newest_placement.published_at if newest_placement and newest_placement.published_at else timezone.now()
