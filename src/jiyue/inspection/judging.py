"""From what a walk saw to observations and measurements: the checks applied, page by page and at the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from jiyue.inspection import missing_pages, parts
from jiyue.inspection.checks import (
    columns,
    consultations,
    dangerous_link,
    dead_link,
    footer_mark,
    in_browser,
    on_page,
    page_label,
    personal_data,
    policies,
    site_map,
    site_snapshot,
    site_wide,
    sources,
)
from jiyue.inspection.checks.catalogue import CHECKS, Draft
from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.column_judging import Columns
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.facts.page import Page
from jiyue.inspection.faults import UNJUDGED, Faults, Part
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
from jiyue.inspection.whole_site import WholeSite
from jiyue.textcheck import Hit, scan

# Articles are scanned whole; of home and column pages, which are lists, so many characters.
_WHOLE_TEXT = frozenset({"article", "other"})
_MOST_OF_A_LIST = 100_000
# What joins a site's name to that of a page, and stands there alone where the page has none.
_AROUND_NAMES = " _-—–|·>»"


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
    faults: Faults = field(default_factory=Faults)
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
    _dangers: list[Draft] = field(default_factory=list)
    _is_gathered: bool = False

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
        with self.faults.net(parts.LABELS, page.url):
            found = list(page_label.observe_labels(page, visit.kind, is_sure=visit.is_sure, record=self.record))
            self._settle("page-label", visit, found)
        if visit.kind == "home":
            self._see_home(visit)
        elif self._home is not None and site_map.is_map(page, self._home.page.marks.site_map_url):
            self._site_map = visit
            self.seeing.see_map(page)
        if visit.kind in {"article", "other"}:
            with self.faults.net(parts.PERSONAL, page.url):
                self._settle("personal-data", visit, list(personal_data.observe_personal_data(page, hits)))
        if visit.kind == "article":
            with self.faults.net(parts.ARTICLE, page.url):
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
        names_of_kind = on_page.names_of(visit.kind)
        self._gathering.count(names_of_kind)
        try:
            self._gather(visit, look)
        except Exception:
            self._gathering.leave_out(names_of_kind)
            raise

    def _gather(self, visit: PageVisit, look: on_page.Look) -> None:
        page, exchange = visit.page, visit.exchange
        for names, drafts in on_page.observe(look):
            if drafts is None:
                self._gathering.leave_out(names)
                self.faults.note(Part("、".join(CHECKS[name].title for name in names), names), page.url)
                continue
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
        with self.faults.net(parts.MARKS, page.url):
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
            try:
                self._judge_danger(target)
            except Exception as error:  # noqa: BLE001 - ours: it costs this address
                self.faults.note(parts.DANGERS, target.url, error)
            try:
                self._judge_link(target, is_site_up=is_site_up)
            except Exception as error:  # noqa: BLE001 - ours: it costs this address
                self.faults.note(parts.LINKS, target.url, error)
                row = Measurement(dead_link.CHECK, target.url, State.OWN_OUTAGE, Verdict.NONE, UNJUDGED)
                self.measurements.append(row)

    def _judge_danger(self, target: Target) -> None:
        if target.is_inside:
            return
        for draft in dangerous_link.observe_targets(target, self.landings.get(host_of(target.url)), self.bad_hosts):
            self._gathering.take(draft, depth=0, evidence="")
            self._dangers.append(draft)

    def _is_ours(self, target: Target) -> bool:
        """Whether an address answered from a network that the options opened."""
        return any(self.guard.is_allowed_specially(look.address) for look in target.looks if look.address)

    def _judge_link(self, target: Target, *, is_site_up: bool) -> None:
        is_proven = is_site_up if target.is_inside else self._has_way_out or self._is_ours(target)
        judgement = missing_pages.judge(target) or dead_link.judge_target(target, is_way_out_proven=is_proven)
        measured = dead_link.measure(target, judgement)
        if judgement.kind:
            found = dead_link.observe_target(target, judgement)
            self.observations += [one.observation(column_key=self._column_key(one.url)) for one in found]
        self.measurements.append(measured)

    def seen(self, targets: dict[str, Target], *, is_whole: bool) -> Seen:
        """What the walk saw beside findings, for the score card; by a fault of ours what the record says alone."""
        with self.faults.net(parts.SEEN):
            days, calls = self._article_days, self._consultations.calls
            return self.seeing.seen(self.record, is_whole=is_whole, targets=targets, calls=calls, days=days)
        return self.seeing.nothing_seen(self.record)

    def snapshot(self, *, on: date, is_whole: bool) -> Snapshot | None:
        """What the next inspection is held against; None when the home page was not read."""
        if self._home is not None:
            with self.faults.net(parts.SNAPSHOT):
                return site_snapshot.take(
                    self._home.page, self._article_days, on=on, is_whole=is_whole, evidence=self._home.exchange.evidence_id
                )  # fmt: skip
        return None

    def judge_columns(self, targets: dict[str, Target], *, on: date, city: str) -> tuple[ColumnMeasurement, ...]:
        """Judge every column of the record."""
        bench = Columns(
            ledger=self.ledger, pages=self._column_pages, article_days=self._article_days, navigation=self._navigation, renderings=self._renderings,
            targets=targets, on=on, city=city, faults=self.faults,
        )  # fmt: skip
        measured = bench.judge()
        self.observations += bench.observations
        self.measurements += bench.measurements
        return measured

    def judge_site(self, targets: dict[str, Target], *, on: date, city: str) -> None:
        """Judge what only the whole site shows."""
        if (home := self._home) is None:
            return
        with self.faults.net(parts.DANGERS):
            if targets:
                self._gathering.note((dangerous_link.CHECK,), verdicts_of(self._dangers))
        WholeSite(
            home=home, targets=targets, ledger=self.ledger, column_pages=self._column_pages, article_days=self._article_days, copies=self._copies,
            unread_policies=self._unread_policies, calls=self._consultations, map=self._site_map, on=on, city=city, gathering=self._gathering,
            measurements=self.measurements, evidence=self.evidence, faults=self.faults,
        ).judge()  # fmt: skip

    def gather(self, start: str) -> None:
        """Add what the checks of pages and of the site gathered; `start` names what belongs to no page where the home page was not read."""
        if self._is_gathered:
            return
        self._is_gathered, gathering = True, self._gathering
        gathering.home = self._home.page.url if self._home is not None else start
        self.observations.extend(gathering.all())
        self.measurements.extend(gathering.measurements())


def worst(found: list[Draft]) -> Verdict:
    """The gravest verdict among findings; PASS when there are none."""
    if not found:
        return Verdict.PASS
    verdicts = {one.verdict for one in found}
    return Verdict.FAIL if Verdict.FAIL in verdicts else Verdict.TO_VERIFY if verdicts else Verdict.PASS
