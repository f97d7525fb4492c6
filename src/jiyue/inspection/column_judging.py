"""The columns of the register judged one by one when the walk has ended (19.1, 19.2, 19.5, 19.6). Each fails by itself."""

from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from jiyue.inspection import parts
from jiyue.inspection.checks import columns, shown_columns
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.faults import Faults
from jiyue.inspection.record import ColumnRecord
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement, Measurement, Observation
from jiyue.inspection.states import State, Verdict

# A navigation link stands in the lists of at least so many columns.
_COMMON = 2


@dataclass(slots=True, kw_only=True)
class Columns:
    """The columns of one site; `pages` are those that were read, by address, `navigation` what the home page's menus lead to."""

    ledger: Mapping[str, ColumnRecord]
    pages: Mapping[str, PageVisit]
    article_days: Mapping[str, date]
    navigation: Set[str]
    renderings: Mapping[str, Rendering]
    targets: Mapping[str, Target]
    on: date
    city: str
    faults: Faults
    observations: list[Observation] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    _shared: dict[str, bool] = field(default_factory=dict)
    _menus: frozenset[str] = frozenset()

    def judge(self) -> tuple[ColumnMeasurement, ...]:
        """Judge every column. One that a fault of ours kept from being judged is measured as that."""
        is_ready = False
        with self.faults.net(parts.COLUMNS):
            self._shared = self._shared_rows()
            undated = {url for url, is_dated in self._shared.items() if not is_dated}
            self._menus, is_ready = frozenset(self.navigation | set(self.ledger) | undated), True
        return tuple(self._judge(url, is_ready=is_ready) for url in self.ledger)

    def _judge(self, url: str, *, is_ready: bool) -> ColumnMeasurement:
        if is_ready:
            with self.faults.net(parts.COLUMNS, url):
                column = self._measure(url)
                found, rows = list(columns.observe_column(column)), columns.column_measurements(column)
                self.observations += found
                self.measurements += rows
                return column
        self.measurements += [
            Measurement(name, url, State.OWN_OUTAGE, Verdict.NONE) for name in (columns.STALE, columns.EMPTY)
        ]
        return columns.failed(self.ledger[url])

    def _measure(self, url: str) -> ColumnMeasurement:
        seen = self._seen(url)
        column = columns.measure_column(seen, on=self.on, city=self.city)
        if self.renderings:
            shown = self.renderings.get(seen.page.url if seen.page is not None else url)
            column = shown_columns.as_shown(column, seen, shown, on=self.on, city=self.city)
        if self.faults and self._rests_on_failed(url, seen, column):
            self.faults.note(parts.COLUMNS, url)
            return columns.failed(seen.record)
        return column

    def _rests_on_failed(self, url: str, seen: columns.ColumnSeen, column: ColumnMeasurement) -> bool:
        """Whether we failed to read the column's page, or what its verdict may rest on.

        That are articles, where the list does not show their days and is not in order; and the menus, where rows without any day are all that it has.
        """
        failed = self.faults.failed_on(parts.PAGE, parts.HOME_PAGE, parts.ARTICLE)
        if seen.page is None:
            return not failed.isdisjoint({url, self._final(url)})
        if column.entry_state == "listed" and column.newest_on is None and not failed.isdisjoint(self._with_menus()):
            return True
        undated = (one.url for one in seen.page.lists.entries if one.on is None)
        return column.verdict is Verdict.FAIL and not failed.isdisjoint(undated)

    def _with_menus(self) -> set[str]:
        """The pages that tell menus from entries: the home page, and all columns."""
        return {*self.faults.failed_on(parts.HOME_PAGE), *self.ledger, *map(self._final, self.ledger)}

    def _shared_rows(self) -> dict[str, bool]:
        """The rows that several columns share, and whether they are dated: side lists, and menus where they are not."""
        rows = [entry for visit in self.pages.values() for entry in visit.page.lists.entries]
        counted = Counter(entry.url for entry in rows)
        return {entry.url: entry.on is not None for entry in rows if entry.url and counted[entry.url] >= _COMMON}

    def _final(self, url: str) -> str:
        target = self.targets.get(url)
        return target.looks[-1].final_url if target is not None and target.looks else url

    def _seen(self, url: str) -> columns.ColumnSeen:
        target = self.targets.get(url)
        looks = target.looks if target is not None else []
        visit = self.pages.get(url) or self.pages.get(self._final(url))
        return columns.ColumnSeen(
            record=self.ledger[url],
            state=State.DONE if visit is not None else looks[-1].state if looks else State.ABORTED,
            status=looks[-1].status if looks else 0,
            page=visit.page if visit is not None else None,
            article_dates=self.article_days,
            navigation=self._menus,
            shared=frozenset(self._shared),
            evidence=(visit.exchange.evidence_id,) if visit is not None else tuple(look.evidence_id for look in looks),
            error=_why_unseen(looks[-1].status, looks[-1].error) if looks else "",
        )


def _why_unseen(status: int, error: str) -> str:
    return error or (f"返回状态 {status}" if status and status != 200 else "")
