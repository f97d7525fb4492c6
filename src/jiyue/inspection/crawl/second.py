"""A second, short walk: to what only a browser showed, such as the entries of a list that a script renders."""

from collections.abc import Sequence
from dataclasses import dataclass

from jiyue.inspection.crawl.walk import Walk
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.exchange import Exchange

# A page that was rendered is the home page or a column: its links are one step further.
_DEPTH = 1
# What the first walk has read, asked for, and been told by robots.txt.
_TAKEN_OVER = ("_read", "_lists", "_traps", "_gate")


@dataclass(kw_only=True)
class SecondWalk(Walk):
    """Goes on where a walk ended, within the same budgets: no address is asked for again. `pages` are the pages as a browser showed them."""

    pages: Sequence[Page] = ()

    @classmethod
    def after(cls, first: Walk, pages: Sequence[Page], *, spent_s: float) -> "SecondWalk":
        """The walk to what `pages` refer to and the first walk did not know."""
        walk = cls(
            client=first.client, start=first.start, columns=first.columns, on_page=first.on_page, on_tick=first.on_tick, targets=first.targets,
            tally=first.tally, home=first.home, hosts=first.hosts, past=first.past, missing=first.missing, spent_s=spent_s, on_stop=first.on_stop,
            faults=first.faults, pages=pages,
        )  # fmt: skip
        for name in _TAKEN_OVER:
            setattr(walk, name, getattr(first, name))
        return walk

    def _begin(self, home: Exchange) -> None:  # noqa: ARG002 - the first walk took it in
        for page in self.pages:
            for link in page.links:
                if link.url not in self.targets:
                    self._follow(page, link, _DEPTH)
