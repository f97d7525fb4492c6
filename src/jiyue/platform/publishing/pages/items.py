"""Lines of lists: resources as items, and the stable chunks of a column's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

from django.db.models import Count, Q
from django.utils import timezone

from jiyue.platform.library.models import Kind, Placement, Resource
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_url
from jiyue.platform.publishing.pages.views import BlockView, ItemView, ListPage, Reading
from jiyue.platform.register.models import Column

CHUNK = 20
PINNED = 5
VALIDITY = {
    "valid": "现行有效",
    "expired": "已失效",
    "repealed": "已失效",
    "partly-invalid": "部分失效",
    "amended": "已修改",
}


def item(resource: Resource, reading: Reading, *, host: str = "") -> ItemView:
    """One resource as a line; `host` is the address of the site that carries it when it is not the page's own."""
    reading.note("resource", resource.pk)
    published_at = resource.first_published_at or timezone.now()
    return ItemView(
        title=resource.title,
        url=f"{host}{resource.public_path}",
        published_on=timezone.localtime(published_at).date(),
        published_at=published_at,
        source=resource.source,
        summary=resource.summary,
        document_number=resource.document_number,
        has_interpretation=getattr(resource, "interpretation_count", 0),
        kind_label=resource.get_kind_display(),
        validity=VALIDITY.get(resource.validity, ""),
    )


def with_counts(reading: Reading, resources: Iterable[Resource]) -> list[Resource]:
    """Give each policy the number of its live interpretations, in one query."""
    listed = list(resources)
    policies = [resource.pk for resource in listed if resource.kind == Kind.POLICY]
    if policies:
        counts = dict(
            Resource.objects.filter(pk__in=policies)
            .annotate(readings=Count("interpretations", filter=Q(interpretations__live=True)))
            .values_list("pk", "readings")
        )
        for resource in listed:
            resource.interpretation_count = counts.get(resource.pk, 0)
        for key in policies:
            reading.note("interpretations", key)
    return listed


def newest(columns: Sequence[Column], count: int, reading: Reading, *, kinds: Sequence[str] = ()) -> list[ItemView]:
    """The newest live resources of some columns."""
    for column in columns:
        reading.note("head", column.pk)
    placements = Placement.objects.filter(column__in=columns, resource__live=True)
    if kinds:
        placements = placements.filter(resource__kind__in=kinds)
    chosen = placements.select_related("resource").order_by("-published_at", "-pk")[: count * 2]
    unique = list({placement.resource_id: placement.resource for placement in chosen}.values())[:count]
    return [item(resource, reading) for resource in with_counts(reading, unique)]


def block(shelf: Shelf, column: Column, count: int, reading: Reading) -> BlockView:
    """A column's newest items under its title."""
    return BlockView(column.title, column_url(column), tuple(newest(shelf.feeding(column), count, reading)))


def chunk_count(total: int) -> int:
    """How many chunks a list of `total` items has."""
    return ceil(total / CHUNK)


@dataclass(frozen=True)
class Span:
    """One chunk of a list, counted from the oldest entry: rows `start` to `end` (excluded), and the addresses of its neighbours."""

    start: int
    end: int
    newer_url: str
    older_url: str


def span(total: int, number: int | None, base: str) -> Span:
    """Cut the chunk `number` out of a list of `total` entries below the address `base`.

    Chunks are counted from the oldest entry, so that a new one changes the first page and the newest chunk alone. The
    first page (`number` None) shows the newest chunk, and the one before it while the newest is short.
    """
    last = chunk_count(total)
    newest_chunk = last if number is None else number
    start = max(0, (newest_chunk - 1) * CHUNK)
    if number is None and total - start < CHUNK // 2 and last > 1:
        start -= CHUNK
    end = total if number is None else min(total, newest_chunk * CHUNK)
    older = start // CHUNK
    newer = "" if number is None else (base if newest_chunk + 1 >= last else f"{base}list-{newest_chunk + 1}.html")
    return Span(start, end, newer, f"{base}list-{older}.html" if older else "")


def list_page(shelf: Shelf, column: Column, number: int | None, reading: Reading, *, today: date) -> ListPage:
    """One page of a column's list, see `span`; on the first page what is pinned on this day stands on top."""
    feeding = shelf.feeding(column)
    placements = Placement.objects.filter(column__in=feeding, resource__live=True)
    total = placements.count()
    base = column_url(column)
    cut = span(total, number, base)
    rows = list(placements.select_related("resource").order_by("published_at", "pk")[cut.start : cut.end])
    rows.reverse()
    label = _range_label(rows)
    if number is None:
        pinned = list(
            placements.filter(pinned_until__gte=today)
            .select_related("resource")
            .order_by("-published_at", "-pk")[:PINNED]
        )
        rows = pinned + [row for row in rows if row not in pinned]
    for feed in feeding:
        reading.note("list", feed.pk)
        if number is None or number >= chunk_count(total) - 1:
            reading.note("head", feed.pk)
    items = tuple(item(resource, reading) for resource in with_counts(reading, [row.resource for row in rows]))
    return ListPage(items, total, cut.newer_url, cut.older_url, base, label)


def _range_label(rows: Sequence[Placement]) -> str:
    """From which day to which the entries of a page are, newest first; empty without any."""
    days = [timezone.localtime(row.published_at).date() for row in rows if row.published_at]
    return f"{days[-1]:%Y-%m-%d} 至 {days[0]:%Y-%m-%d}" if days else ""
