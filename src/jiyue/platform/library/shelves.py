"""The workbench's lists of resources: narrowed by state, kind, column and words, in pages, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.library.models import Edition, EditionState, Kind, Placement, Resource
from jiyue.platform.library.models.editions import NEXT_STATES
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column

STATES = {
    "": gettext_lazy("全部"),
    EditionState.DRAFT: gettext_lazy("草稿"),
    EditionState.SUBMITTED: gettext_lazy("待审核"),
    EditionState.RETURNED: gettext_lazy("被退回"),
    EditionState.APPROVED: gettext_lazy("待发布"),
    "published": gettext_lazy("已发布"),
    "withdrawn": gettext_lazy("已撤下"),
}
TONES = {
    "draft": "plain",
    "submitted": "info",
    "returned": "bad",
    "approved": "warn",
    "published": "ok",
    "withdrawn": "void",
}
ICONS = {
    "draft": "pencil",
    "submitted": "clock",
    "returned": "undo",
    "approved": "eye",
    "published": "ok",
    "withdrawn": "bad",
}


def narrowed(
    person: Person, *, state: str = "", kind: str = "", column: Column | None = None, query: str = ""
) -> QuerySet[Resource]:
    """The person's own resources that fit, the newest first (26.1)."""
    found: QuerySet[Resource] = Resource.objects.open_to(person)
    if column is not None:
        found = found.filter(placements__column=column)
    if kind in Kind.values:
        found = found.filter(kind=kind)
    if query:
        found = found.filter(
            Q(title__icontains=query) | Q(document_number__icontains=query) | Q(index_number__icontains=query)
        )
    if state in NEXT_STATES:
        found = found.filter(Exists(Edition.objects.filter(resource=OuterRef("pk"), state=state)))
    elif state == "published":
        found = found.filter(live=True)
    elif state == "withdrawn":
        found = found.filter(live=False, first_published_at__isnull=False)
    return found.order_by(F("last_published_at").desc(nulls_first=True), "-pk")


def counts(person: Person, *, column: Column | None = None) -> dict[str, int]:
    """How many of the person's resources are in each state, in two queries; "" counts all."""
    resources: QuerySet[Resource] = Resource.objects.open_to(person)
    editions = Edition.objects.open_to(person).next_texts()
    if column is not None:
        resources = resources.filter(placements__column=column)
        editions = editions.filter(resource__placements__column=column)
    found = dict(editions.order_by().values("state").annotate(count=Count("pk")).values_list("state", "count"))
    told = resources.order_by().aggregate(
        all_of_them=Count("pk"),
        online=Count("pk", filter=Q(live=True)),
        gone=Count("pk", filter=Q(live=False, first_published_at__isnull=False)),
    )
    return {**found, "": told["all_of_them"], "published": told["online"], "withdrawn": told["gone"]}


def tabs(
    person: Person,
    state: str,
    *,
    base: str,
    column: Column | None = None,
    kept: Mapping[str, str] = MappingProxyType({}),
) -> list[dict[str, Any]]:
    """The saved filters as tabs with their counts; `kept` is what else the address holds."""
    told = counts(person, column=column)
    return [
        {
            "label": label,
            "url": _address(base, state=key, **kept),
            "count": told.get(key, 0),
            "is_current": key == state,
            "tone": "bad" if key == EditionState.RETURNED and told.get(key) else "",
        }
        for key, label in STATES.items()
    ]


def _address(base: str, **chosen: str) -> str:
    query = urlencode({name: value for name, value in chosen.items() if value})
    return f"{base}?{query}" if query else base


HEADINGS = tuple(gettext_lazy(label) for label in ("标题", "状态", "类别", "来源", "编辑 / 审核", "更新时间", "主栏目"))


def headings(*, in_column: bool = False) -> list[dict[str, Any]]:
    """The heads of the list's columns; inside one column its name is left out."""
    return [{"label": label} for label in (HEADINGS[:-1] if in_column else HEADINGS)]


def rows(resources: Iterable[Resource], *, in_column: bool = False) -> list[dict[str, Any]]:
    """One page of resources as rows; editions, hands and main columns are read for the page at once."""
    page = list(resources)
    editions: dict[int, Edition] = {}
    shown = (
        Edition.objects.filter(resource__in=page)
        .select_related("reviewed_by", "submitted_by", "published_by")
        .prefetch_related("hands__person")
    )
    for edition in shown.order_by("number"):
        editions[edition.resource_id] = edition
    shown_rows = [_row(resource, editions.get(resource.pk)) for resource in page]
    if not in_column:
        placed = Placement.objects.filter(resource__in=page, is_main=True).select_related("column__site")
        main = {placement.resource_id: placement.column for placement in placed}
        for resource, row in zip(page, shown_rows, strict=True):
            column = main.get(resource.pk)
            row["cells"].append(
                {"text": column.title if column else _("未选栏目"), "note": column.site.name if column else ""}
            )
    return shown_rows


def _row(resource: Resource, edition: Edition | None) -> dict[str, Any]:
    state = state_of(resource, edition)
    at = edition.published_at or edition.reviewed_at or edition.submitted_at if edition else resource.last_published_at
    return {
        "tone": "warn" if state == EditionState.RETURNED else "",
        "cells": [
            {
                "text": resource.title,
                "url": reverse("workbench:resource", args=[resource.pk]),
                "note": resource.document_number or _version(resource, edition),
            },
            {"text": STATES.get(state, state), "state": TONES.get(state, "plain"), "icon": ICONS.get(state, "")},
            {"text": resource.get_kind_display()},
            {"text": resource.source},
            {"text": _writer(edition), "note": str(edition.reviewed_by or "") if edition else ""},
            {
                "text": f"{timezone.localtime(at):%Y-%m-%d}" if at else "—",
                "note": f"{timezone.localtime(at):%H:%M}" if at else "",
            },
        ],
    }


def state_of(resource: Resource, edition: Edition | None) -> str:
    """The state that a list shows: the next text's when there is one, else whether the resource is online."""
    if edition is not None and edition.state in NEXT_STATES:
        return str(edition.state)
    return "published" if resource.live else "withdrawn" if resource.first_published_at else "draft"


def _version(resource: Resource, edition: Edition | None) -> str:
    if edition is None or not resource.live or edition.state not in NEXT_STATES:
        return ""
    return _("网上现行版本不变，本次为第 %(number)d 版") % {"number": edition.number}


def _writer(edition: Edition | None) -> str:
    if edition is None:
        return "—"
    wrote = next((hand.person for hand in edition.hands.all() if hand.kind == "wrote"), None)
    return str(wrote or edition.submitted_by or _("系统迁入"))


def choice(data: Mapping[str, str], name: str, known: Iterable[str]) -> str:
    """A value of the address bar when it is one of those known; else empty."""
    value = data.get(name, "")
    return value if value in known else ""
