"""From what a walk saw to observations and measurements: the checks applied, page by page and at the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jiyue.inspection import missing_pages
from jiyue.inspection.checks import (
    columns,
    consultations,
    dangerous_link,
    dating,
    dead_link,
    footer_mark,
    home,
    in_browser,
    on_page,
    page_label,
    personal_data,
    policies,
    shown_columns,
    site_map,
    site_snapshot,
    site_wide,
    sources,
)
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.gathering import Gathering, verdicts_of
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement, Measurement, Observation
from jiyue.inspection.seen import Seen
from jiyue.inspection.snapshot import Snapshot
from jiyue.inspection.states import State, Verdict
from jiyue.textcheck import Hit, scan

# Articles are scanned whole; of home and column pages, which are lists, so many characters.
_WHOLE_TEXT = frozenset({"article", "other"})
_MOST_OF_A_LIST = 100_000
# A navigation link stands in the lists of at least so many columns.
# What joins a site's name to that of a page, and stands there alone where the page has none.
_AROUND_NAMES = " _-—–|·>»"
_COMMON = 2


@dataclass(slots=True, kw_only=True)
class Judge:
    """Collects one run's observations and measurements. `ledger` holds the record's columns, by canonical address.

    `city` is the parameter set by which the page checks ask the rulebook. `landings` are the pages that links to other hosts end at, by host; `bad_hosts`
    must not be linked to.
    """

    record: SiteRecord | None
    ledger: dict[str, ColumnRecord]
    evidence: EvidenceStore
    guard: AddressGuard
    observations: list[Observation] = field(default_factory=list)
    measurements: list[Measurement] = field(default_factory=list)
    site_name: str = ""
    landings: dict[str, dangerous_link.Read] = field(default_factory=dict)
    bad_hosts: tuple[str, ...] = ()
    city: str = "baoji"
    seeing: Seeing = field(default_factory=Seeing)
    _gathering: Gathering = field(default_factory=Gathering)
    _home: PageVisit | None = None
    _site_code: str = ""
    _texts: dict[bytes, str] = field(default_factory=dict)
    _copies: dict[bytes, list[str]] = field(default_factory=dict)
    _unread_policies: list[str] = field(default_factory=list)
    _column_pages: dict[str, PageVisit] = field(default_factory=dict)
    _article_days: dict[str, date] = field(default_factory=dict)
    _navigation: set[str] = field(default_factory=set)
    _has_way_out: bool = False
    _consultations: consultations.Consultations = field(default_factory=consultations.Consultations)
    _site_map: PageVisit | None = None
    _renderings: dict[str, Rendering] = field(default_factory=dict)

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
        self._pin_if(visit.exchange, is_needed=self.seeing.see(page, visit.kind, visit.exchange.evidence_id))
        if visit.kind == "home":
            self._home = visit
            # With a record the labels are compared with that.
            self._site_code = "" if self.record and self.record.site_code else page.label.get("SiteIDCode", "")
        hits = scan(page.text if visit.kind in _WHOLE_TEXT else page.text[:_MOST_OF_A_LIST])
        self._see_on_page(visit, hits)
        found = list(page_label.observe_labels(page, visit.kind, is_sure=visit.is_sure, record=self.record))
        self._settle("page-label", visit, found)
        if visit.kind == "home":
            self._see_home(visit)
        elif self._home is not None and site_map.is_map(page, self._home.page.marks.site_map_url):
            self._site_map = visit
            self.seeing.see_map(page)
        if visit.kind in {"article", "other"}:
            self._settle("personal-data", visit, list(personal_data.observe_personal_data(page, hits)))
        if visit.kind == "article":
            self._see_article(page, visit.exchange)

    def _pin_if(self, exchange: Exchange, *, is_needed: bool) -> None:
        if is_needed:
            self.evidence.pin(exchange)

    def _see_on_page(self, visit: PageVisit, hits: Sequence[Hit]) -> None:
        """Run the checks that are gathered over the site."""
        page, exchange = visit.page, visit.exchange
        look = on_page.Look(
            page=page, kind=visit.kind, today=china_day(exchange.requested_at), city=self.city, record=self.record, ledger=self.ledger,
            site_code=self._site_code, hits=hits, seeing=self.seeing,
        )  # fmt: skip
        self._gathering.count(on_page.names_of(visit.kind))
        for names, drafts in on_page.observe(look):
            self._gathering.say(names, verdicts_of(drafts))
            for draft in drafts:
                if self._gathering.take(
                    draft, depth=visit.depth, evidence=exchange.evidence_id, column_key=self._column_key(page.url)
                ):
                    self.evidence.pin(exchange)

    def _see_article(self, page: Page, exchange: Exchange) -> None:
        """Note what only the whole site tells: the day of an article, its text, whether a policy has an interpretation."""
        if (day := columns.article_day(page)) is not None:
            self._article_days[page.url] = day
        if (key := site_wide.text_key(page)) and (first := self._texts.setdefault(key, page.url)) != page.url:
            self._copies.setdefault(key, [first]).append(page.url)
        self._consultations.see(page)
        if self.record is not None and self.record.sources and page.source:
            drafts = list(sources.observe_source(page, self.record))
            self._gathering.note((sources.CHECK,), verdicts_of(drafts))
            for draft in drafts:
                if self._gathering.take(draft, depth=0, evidence=exchange.evidence_id):
                    self.evidence.pin(exchange)
        if policies.is_policy(page) and not policies.has_reading(page):
            self._unread_policies.append(page.url)

    def _see_home(self, visit: PageVisit) -> None:
        page = visit.page
        self.site_name = page.label.get("SiteName") or page.title.strip(_AROUND_NAMES)
        self._navigation.update(link.url for link in page.links if link.place == "header")
        self._navigation.add(page.url)
        self.evidence.pin(visit.exchange)
        self._settle("footer-mark", visit, list(footer_mark.observe_marks(page, self.record)))

    def _settle(self, check: str, visit: PageVisit, found: list[Draft]) -> None:
        self.measurements.append(Measurement(check, visit.page.url, State.DONE, worst(found)))
        if found:
            self.evidence.pin(visit.exchange)
            ids = (visit.exchange.evidence_id,)
            key = self._column_key(visit.page.url)
            self.observations.extend(one.observation(evidence=ids, column_key=key) for one in found)

    def _column_key(self, url: str) -> str | None:
        record = self.ledger.get(url)
        return record.key if record is not None else None

    def see_rendering(self, rendering: Rendering, known: frozenset[tuple[str, str]]) -> None:
        """Judge a page as a browser showed it. `known` are the hosts that its markup loads from, with the kind."""
        self._renderings[rendering.url] = rendering
        drafts = list(in_browser.observe_rendering(rendering, known))
        verdicts = verdicts_of(drafts)
        for name in dict.fromkeys((*in_browser.measured(rendering), *verdicts)):
            self._gathering.note((name,), verdicts)
        for draft in drafts:
            key = self._column_key(rendering.url)
            self._gathering.take(draft, depth=0, evidence=rendering.evidence_id, column_key=key)

    def add(self, drafts: list[Draft]) -> None:
        """Take in findings that were made elsewhere and bring their evidence with them."""
        for draft in drafts:
            self._gathering.take(draft, depth=0, evidence="", column_key=self._column_key(draft.url))

    @property
    def host_name(self) -> str:
        """The unit that the home page's foot names as the site's host."""
        return self._home.page.marks.host_name if self._home is not None else ""

    def judge_links(self, targets: dict[str, Target], *, is_site_up: bool) -> None:
        """Judge every address that the site refers to; `is_site_up`: the site as a whole still answers after the walk."""
        for target in targets.values():
            is_ours = any(self.guard.is_allowed_specially(look.address) for look in target.looks if look.address)
            is_proven = is_site_up if target.is_inside else is_ours or self._has_way_out
            for draft in dangerous_link.observe_targets(target, self.landings.get(host_of(target.url)), self.bad_hosts):
                self._gathering.take(draft, depth=0, evidence="")
            judgement = missing_pages.judge(target) or dead_link.judge_target(target, is_way_out_proven=is_proven)
            self.measurements.append(dead_link.measure(target, judgement))
            if judgement.kind:
                self.observations.extend(
                    one.observation(column_key=self._column_key(one.url))
                    for one in dead_link.observe_target(target, judgement)
                )

    def seen(self, targets: dict[str, Target], *, is_whole: bool) -> Seen:
        """What the walk saw beside findings, for the score card."""
        return self.seeing.seen(
            self.record, is_whole=is_whole, targets=targets, calls=self._consultations.calls, days=self._article_days
        )

    def snapshot(self, *, on: date, is_whole: bool) -> Snapshot | None:
        """What the next inspection is held against; None when the home page was not read."""
        if self._home is None:
            return None
        return site_snapshot.take(
            self._home.page, self._article_days, on=on, is_whole=is_whole, evidence=self._home.exchange.evidence_id
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
            if self._renderings:
                shown = self._renderings.get(seen.page.url if seen.page is not None else url)
                column = shown_columns.as_shown(column, seen, shown, on=on, city=city)
            measured.append(column)
            self.observations.extend(columns.observe_column(column))
            self.measurements.extend(columns.column_measurements(column))
        self._judge_site(targets, on=on, city=city)
        return tuple(measured)

    def _judge_site(self, targets: dict[str, Target], *, on: date, city: str) -> None:
        """Judge what only the whole site shows, and add what the page checks gathered."""
        visit, gathering = self._home, self._gathering
        if visit is None:
            return
        gathering.home = visit.page.url
        newest = home.newest_on(visit.page, self._article_days, today=on)
        below = home.newest_below([one.page for one in self._column_pages.values()], self._article_days, today=on)
        found = list(home.observe_home(visit.page, newest, below, on=on, city=city))
        gathering.note(("home-stale",), verdicts_of(found))
        gathering.remark("home-stale", str(newest or below or ""))
        if targets:
            gathering.note(("dangerous-link",), {})
        for column in self._column_pages.values():
            found += dating.observe_mismatch(column.page, self._article_days)
        gathering.note(("date-mismatch",), verdicts_of([one for one in found if one.check == "date-mismatch"]))
        for pages in self._copies.values():
            found += site_wide.observe_duplicates(pages)
        gathering.note(("duplicate-content",), verdicts_of([one for one in found if one.check == "duplicate-content"]))
        found += policies.without_readings(sorted(self._unread_policies))
        found += self._judge_consultations(on=on, city=city)
        self._judge_site_map(visit.page, targets)
        for url, record in self.ledger.items():
            if url in targets and not targets[url].place_count and url != visit.page.url:
                found += site_wide.observe_entry(url, record, visit.page.url)
        for draft in found:
            gathering.take(draft, depth=0, evidence=visit.exchange.evidence_id, column_key=self._column_key(draft.url))
        self.observations.extend(gathering.all())
        self.measurements.extend(gathering.measurements())

    def _judge_consultations(self, *, on: date, city: str) -> list[Draft]:
        """What is wrong with the site's calls for opinions."""
        found = list(self._consultations.observe(today=on, city=city))
        if count := len(self._consultations.calls):
            self._gathering.note((consultations.CHECK,), verdicts_of(found))
            self._gathering.remark(consultations.CHECK, f"查看 {count} 项征集调查")
        return found

    def _judge_site_map(self, home_page: Page, targets: dict[str, Target]) -> None:
        """Hold the site map against the columns, where it was read; those that no page leads to are told elsewhere."""
        if (visit := self._site_map) is None:
            return
        if not site_map.can_be_read(visit.page):
            note = "网站地图没有读到链接，可能由脚本生成"
            self.measurements.append(Measurement(site_map.CHECK, visit.page.url, State.DONE, Verdict.NONE, note))
            return
        if self.ledger:
            led_to = {url: one for url, one in self.ledger.items() if url in targets and targets[url].place_count}
            drafts = list(site_map.observe_columns(visit.page, led_to))
        else:
            drafts = list(site_map.observe_navigation(visit.page, home_page))
        self._gathering.note((site_map.CHECK,), verdicts_of(drafts))
        self.evidence.pin(visit.exchange)
        for draft in drafts:
            self._gathering.take(draft, depth=0, evidence=visit.exchange.evidence_id)

    def _shared_rows(self) -> dict[str, bool]:
        """The rows that several columns share, and whether they are dated: side lists, and menus where they are not."""
        rows = [entry for visit in self._column_pages.values() for entry in visit.page.lists.entries]
        counted = Counter(entry.url for entry in rows)
        return {entry.url: entry.on is not None for entry in rows if entry.url and counted[entry.url] >= _COMMON}

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


def worst(found: list[Draft]) -> Verdict:
    """The gravest verdict among findings; PASS when there are none."""
    if not found:
        return Verdict.PASS
    verdicts = {one.verdict for one in found}
    return Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.TO_VERIFY if verdicts else Verdict.PASS
