"""What of a page should be the same for every visitor and from day to day: its titles, hosts that it leads to and loads from, and words that do not belong there."""

from collections.abc import Mapping
from typing import NamedTuple

from jiyue.inspection.checks.hosts import is_foreign
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.textcheck import scan

_LOADED = frozenset({"script", "frame"})
_READ = 100_000


class View(NamedTuple):
    """A page in short. `links` are hosts outside that are not official, each with the text of its first link; `loaded` scripts' and frames' hosts outside, with their kind.

    `illegal` are the expressions of illegal offers in title, keywords, description and text, warnings left out.
    """

    url: str
    title: str
    keywords: str
    description: str
    links: Mapping[str, str]
    loaded: frozenset[tuple[str, str]]
    illegal: frozenset[str]
    jump: str


def view_of(page: Page) -> View:
    """Read the view of a page."""
    host = host_of(page.url)
    links: dict[str, str] = {}
    loaded = set()
    for link in page.links:
        if link.kind in _LOADED and is_foreign(link.url, host):
            loaded.add((link.kind, host_of(link.url)))
        elif link.kind == "page" and is_foreign(link.url, host):
            links.setdefault(host_of(link.url), " ".join(link.text.split())[:60])
    keywords, description = page.metas.get("keywords", ""), page.metas.get("description", "")
    words = "\n".join((page.title, keywords, description, page.text[:_READ]))
    illegal = {hit.excerpt for hit in scan(words) if hit.kind == "illegal-content" and hit.severity != "hint"}
    return View(
        page.url,
        page.title,
        keywords[:1000],
        description[:1000],
        links,
        frozenset(loaded),
        frozenset(illegal),
        page.jump,
    )


def differ(one: str, other: str) -> bool:
    """Whether two titles have next to nothing in common: fewer than three in ten of the pairs of characters of the shorter one."""
    pairs = [
        {text[place : place + 2] for place in range(len(text) - 1)}
        for text in ("".join(one.split()), "".join(other.split()))
    ]
    shorter = min(map(len, pairs))
    return one != other and len(pairs[0] & pairs[1]) < _ALIKE * shorter if shorter else bool(one) != bool(other)


_ALIKE = 0.3
