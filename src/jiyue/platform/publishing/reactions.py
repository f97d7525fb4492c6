"""What a change in the repository or the register brings for the public tree: the pages to make anew."""

from typing import Any

from jiyue.platform.library import signals as library_signals
from jiyue.platform.library.models import Resource
from jiyue.platform.publishing import tasks
from jiyue.platform.publishing.pages.catalogue import PageKey
from jiyue.platform.publishing.pages.items import chunk_count
from jiyue.platform.register import signals as register_signals
from jiyue.platform.register.models import Column, Site


def connect() -> None:
    """Listen to the rooms below."""
    library_signals.resource_published.connect(_published, dispatch_uid="publishing-published")
    library_signals.resource_withdrawn.connect(_withdrawn, dispatch_uid="publishing-withdrawn")
    library_signals.placement_changed.connect(_placed, dispatch_uid="publishing-placed")
    register_signals.site_changed.connect(_site_changed, dispatch_uid="publishing-site")


def gathering(column: Column) -> list[Column]:
    """The column and those above it whose lists show its items."""
    found, step = [column], column.parent
    while step is not None and step.is_fed_by_children:
        found.append(step)
        step = step.parent
    return found


def first_pages(column: Column) -> list[PageKey]:
    """The pages of the lists that a new item at the top of a column changes: first page, newest chunks."""
    keys: list[PageKey] = []
    for shown in gathering(column):
        keys.append(PageKey("column", shown.pk))
        last = chunk_count(_live_count(shown))
        keys += [PageKey("column", shown.pk, chunk) for chunk in (last - 2, last - 1) if chunk > 0]
    return keys


def _live_count(column: Column) -> int:
    return Resource.objects.published().filter(placements__column__in=column.feeding()).count()


def _published(*, resource: Resource, is_new: bool, **_kwargs: Any) -> None:
    tags = [f"resource:{resource.pk}"]
    if resource.interprets_id:
        tags.append(f"interpretations:{resource.interprets_id}")
    for site, columns in _places(resource).items():
        keys = [PageKey("article", resource.pk)]
        extra = list(tags)
        if is_new:
            for column in columns:
                keys += first_pages(column)
                extra.append(f"head:{column.pk}")
        enqueue(site, keys, extra)


def _withdrawn(*, resource: Resource, **_kwargs: Any) -> None:
    for site, columns in _places(resource).items():
        tags = [f"resource:{resource.pk}", *(f"{kind}:{column.pk}" for column in columns for kind in ("list", "head"))]
        if resource.interprets_id:
            tags.append(f"interpretations:{resource.interprets_id}")
        enqueue(site, [PageKey("article", resource.pk)], tags)


def _placed(*, resource: Resource, column: Column, **_kwargs: Any) -> None:
    tags = [f"resource:{resource.pk}", f"list:{column.pk}", f"head:{column.pk}"]
    enqueue(column.site, [PageKey("article", resource.pk), *first_pages(column)], tags)


def _site_changed(*, site: Site, **_kwargs: Any) -> None:
    tasks.bake_whole_site.enqueue(site.pk)


def _places(resource: Resource) -> dict[Site, list[Column]]:
    places: dict[Site, list[Column]] = {}
    for placement in resource.placements.select_related("column__site"):
        places.setdefault(placement.column.site, []).append(placement.column)
    return places


def enqueue(site: Site, keys: list[PageKey], tags: list[str]) -> None:
    """Have pages of a site made anew, with those that read one of the tags; call it in the transaction of the change."""
    pages = [[key.kind, key.pk, key.chunk] for key in dict.fromkeys(keys)]
    tasks.rebake.enqueue(site.pk, pages, tags)
