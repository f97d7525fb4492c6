"""Which pages of a site a browser is to show, and having them shown: the home page, and columns whose list could not be read before others."""

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.facts.page import Page, read_page
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.urls import Resolver, host_of
from jiyue.inspection.rendered import Rendering

_SHOWN = frozenset({"home", "column"})


class _Candidate(NamedTuple):
    """A page that may be shown; the first in order is shown first."""

    is_column: bool
    is_outside_ledger: bool
    is_read: bool
    depth: int
    url: str


@dataclass(slots=True, kw_only=True)
class Showing:
    """Collects the pages that may be shown while a site is walked. `ledger` holds the addresses of the record's columns."""

    ledger: frozenset[str] = frozenset()
    known: dict[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    _candidates: dict[str, _Candidate] = field(default_factory=dict)

    def see(self, visit: PageVisit) -> None:
        """Take in a page of the walk."""
        page = visit.page
        if visit.kind not in _SHOWN or page.url in self._candidates:
            return
        in_ledger = bool({page.url, visit.exchange.url} & self.ledger)
        self._candidates[page.url] = _Candidate(
            visit.kind == "column", not in_ledger, bool(page.lists.dated), visit.depth, page.url
        )
        self.known[page.url] = frozenset((host_of(link.url), link.kind) for link in page.links)

    def plan(self, most: int) -> list[str]:
        """At most so many addresses, the most telling first."""
        return [one.url for one in sorted(self._candidates.values())[:most]]

    @property
    def count(self) -> int:
        """How many pages could be shown."""
        return len(self._candidates)


async def show(client: Client, urls: list[str], *, until: datetime) -> AsyncGenerator[Rendering]:
    """Show each address in a browser; none is begun after the instant `until`."""
    from jiyue.inspection.browser.browsing import Browser

    if not urls:
        return
    async with Browser(client.options, client.guard, instant=client.instant) as browser:
        for url in urls:
            if client.instant() > until:
                return
            yield await browser.render(url)


def pages_of(renderings: Iterable[Rendering]) -> list[Page]:
    """The pages as they were shown; those that led to another host are left out."""
    resolver = Resolver()
    return [
        read_page(one.final_url, one.dom, content_type="text/html; charset=utf-8", resolver=resolver)
        for one in renderings
        if one.dom and host_of(one.final_url) == host_of(one.url)
    ]
