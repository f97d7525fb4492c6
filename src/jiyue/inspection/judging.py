"""From what a walk saw to observations and measurements: the checks applied, page by page and at the end."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from jiyue.inspection import missing_pages
from jiyue.inspection.checks import columns, dead_link, footer_mark, page_label, personal_data
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.inspection.results import ColumnMeasurement, Measurement, Observation
from jiyue.inspection.states import State, Verdict

# A navigation link stands in the lists of at least so many columns.
_COMMON = 2


@dataclass(slots=True, kw_only=True)
class Judge:
    """Collects one run's observations and measurements. `ledger` holds the record's columns, by canonical address."""

    record: SiteRecord | None
    ledger: dict[str, ColumnRecord]
    evidence: EvidenceStore
    guard: AddressGuard
    observations: list[Observation] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    site_name: str = ""
    _column_pages: dict[str, PageVisit] = field(default_factory=dict)
    _article_days: dict[str, date] = field(default_factory=dict)
    _navigation: set[str] = field(default_factory=set)
    _has_way_out: bool = False

    def way_out_is_proven(self) -> None:
        """Note that our own net reaches the outside."""
        self._has_way_out = True

    def see_address(self, address: str) -> None:
        """Note an address that answered: a public one proves our way out."""
        if not self._has_way_out and address and not self.guard.is_allowed_specially(address):
            self._has_way_out = True

    def see_page(self, visit: PageVisit) -> None:
        """Run the page checks on a page, and note what the checks of the whole site will need."""
        page = visit.page
        if visit.kind == "column" and {page.url, visit.exchange.url} & self.ledger.keys():
            self._column_pages[page.url] = visit
            self.evidence.pin(visit.exchange)
        if visit.is_repeat:
            return
        found = list(page_label.observe_labels(page, visit.kind, is_sure=visit.is_sure, record=self.record))
        self._settle("page-label", visit, found)
        if visit.kind == "home":
            self._see_home(visit)
        if visit.kind in {"article", "other"}:
            self._settle("personal-data", visit, list(personal_data.observe_personal_data(page)))
        if visit.kind == "article" and (day := columns.article_day(page)) is not None:
            self._article_days[page.url] = day

    def _see_home(self, visit: PageVisit) -> None:
        page = visit.page
        self.site_name = page.label.get("SiteName") or page.title
        self._navigation.update(link.url for link in page.links if link.place == "header")
        self._navigation.add(page.url)
        self.evidence.pin(visit.exchange)
        self._settle("footer-mark", visit, list(footer_mark.observe_marks(page, self.record)))

    def _settle(self, check: str, visit: PageVisit, found: list[Observation]) -> None:
        self.measurements.append(Measurement(check, visit.page.url, State.DONE, worst(found)))
        if found:
            self.evidence.pin(visit.exchange)
            ids = (visit.exchange.evidence_id,)
            key = self._column_key(visit.page.url)
            self.observations.extend(replace(one, evidence=ids, column_key=key) for one in found)

    def _column_key(self, url: str) -> str | None:
        record = self.ledger.get(url)
        return record.key if record is not None else None

    def judge_links(self, targets: dict[str, Target], *, is_site_up: bool) -> None:
        """Judge every address that the site refers to; `is_site_up`: the site as a whole still answers after the walk."""
        for target in targets.values():
            is_ours = any(self.guard.is_allowed_specially(look.address) for look in target.looks if look.address)
            is_proven = is_site_up if target.is_inside else is_ours or self._has_way_out
            judgement = missing_pages.judge(target) or dead_link.judge_target(target, is_way_out_proven=is_proven)
            self.measurements.append(dead_link.measure(target, judgement))
            if judgement.kind:
                self.observations.extend(
                    replace(one, column_key=self._column_key(one.url))
                    for one in dead_link.observe_target(target, judgement)
                )

    def judge_columns(self, targets: dict[str, Target], *, on: date, city: str) -> tuple[ColumnMeasurement, ...]:
        """Judge every column of the record."""
        shared = self._shared_rows()
        navigation = frozenset(
            self._navigation | set(self.ledger) | {url for url, is_dated in shared.items() if not is_dated}
        )
        measured = []
        for url, record in self.ledger.items():
            seen = self._seen(url, record, targets.get(url), navigation)
            seen = replace(seen, shared=frozenset(shared))
            column = columns.measure_column(seen, on=on, city=city)
            measured.append(column)
            self.observations.extend(columns.observe_column(column))
            self.measurements.extend(columns.column_measurements(column))
        return tuple(measured)

    def _shared_rows(self) -> dict[str, bool]:
        """The rows that several columns share, and whether they are dated: side lists, and menus where they are not."""
        rows = [entry for visit in self._column_pages.values() for entry in visit.page.lists.entries]
        counted = Counter(entry.url for entry in rows)
        return {entry.url: entry.on is not None for entry in rows if counted[entry.url] >= _COMMON}

    def _seen(
        self, url: str, record: ColumnRecord, target: Target | None, navigation: frozenset[str]
    ) -> columns.ColumnSeen:
        looks = target.looks if target is not None else []
        final = looks[-1].final_url if looks else url
        visit = self._column_pages.get(url) or self._column_pages.get(final)
        return columns.ColumnSeen(
            record=record,
            state=State.DONE if visit is not None else looks[-1].state if looks else State.ABORTED,
            status=looks[-1].status if looks else 0,
            page=visit.page if visit is not None else None,
            article_dates=self._article_days,
            navigation=navigation,
            evidence=(visit.exchange.evidence_id,) if visit is not None else tuple(look.evidence_id for look in looks),
            error=_why_unseen(looks[-1].status, looks[-1].error) if looks else "",
        )


def _why_unseen(status: int, error: str) -> str:
    return error or (f"返回状态 {status}" if status and status != 200 else "")


def worst(found: list[Observation]) -> Verdict:
    """The gravest verdict among observations; PASS when there are none."""
    verdicts = {one.verdict for one in found}
    return Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.TO_VERIFY if verdicts else Verdict.PASS
