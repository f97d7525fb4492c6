"""What is remembered while a site is walked, for the questions after it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jiyue.inspection.checks.view import View, view_of
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.facts.page import Page

_COLUMNS = 2


@dataclass(slots=True, kw_only=True)
class Notebook:
    """The home page, and the columns nearest to it. `ledger` holds the addresses of the record's columns, which come first."""

    ledger: frozenset[str] = frozenset()
    home: Page | None = None
    _columns: dict[tuple[bool, int, str], View] = field(default_factory=dict)

    def see(self, visit: PageVisit) -> None:
        """Take in a page of the walk."""
        if visit.kind == "home":
            self.home = visit.page
        elif visit.kind == "column" and visit.is_sure and not visit.is_repeat:
            is_outside = not ({visit.page.url, visit.exchange.url} & self.ledger)
            key = is_outside, visit.depth, visit.page.url
            if len(self._columns) < _COLUMNS or key < max(self._columns):
                self._columns[key] = view_of(visit.page)
                if len(self._columns) > _COLUMNS:
                    del self._columns[max(self._columns)]

    def views(self) -> Mapping[str, View]:
        """The views of the home page and columns, by address, the home page first."""
        home = {self.home.url: view_of(self.home)} if self.home is not None else {}
        return home | {key[2]: view for key, view in sorted(self._columns.items())}
