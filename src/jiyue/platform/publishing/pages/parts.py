"""What rooms above this one add to the public pages; they fill the registry when they start."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.views import InteractionView, Reading
from jiyue.platform.register.models import Column, Site

InteractionSource = Callable[[Site, Reading], InteractionView | None]


@dataclass(frozen=True)
class Feed:
    """A source of a column's list other than items (register's `fed_by`).

    `chunks` counts the chunks of a column's list; `make` gives template and context of one chunk (None: the first page),
    or None when there is no such chunk.
    """

    chunks: Callable[[Column], int]
    make: Callable[[Shelf, Column, int | None, Reading], tuple[str, dict[str, Any]] | None]


@dataclass(frozen=True)
class Pages:
    """A kind of page that a room above bakes: `keys` are its rows on a site, `make` gives path, template and context of one."""

    keys: Callable[[Site], Iterable[int]]
    make: Callable[[Shelf, int, Reading], tuple[str, str, dict[str, Any]] | None]


_sources: dict[str, InteractionSource] = {}
_feeds: dict[str, Feed] = {}
_pages: dict[str, Pages] = {}


def register_interaction(source: InteractionSource) -> None:
    """Name the function that gives a site's public message figures."""
    _sources["interaction"] = source


def interaction(site: Site, reading: Reading) -> InteractionView | None:
    """The site's message figures; None where no interaction is installed or the site has none."""
    source = _sources.get("interaction")
    return source(site, reading) if source else None


def register_feed(fed_by: str, feed: Feed) -> None:
    """Name the source of the columns that are fed in one way."""
    _feeds[fed_by] = feed


def feed_of(column: Column) -> Feed | None:
    """The source of a column's list; None when it lists items."""
    return _feeds.get(column.fed_by)


def register_pages(kind: str, pages: Pages) -> None:
    """Name a further kind of page."""
    _pages[kind] = pages


def further_kind(kind: str) -> Pages | None:
    """The makers of a kind of page that a room above registered."""
    return _pages.get(kind)


def further_pages(site: Site) -> Iterator[tuple[str, int]]:
    """Kind and row of every page of a site that rooms above bake."""
    for kind, pages in _pages.items():
        for key in pages.keys(site):
            yield kind, key
