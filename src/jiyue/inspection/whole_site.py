"""What only the whole site shows: its home page's newest day, dates that differ, copies, interpretations, calls, the site map, columns without entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jiyue.inspection import parts
from jiyue.inspection.checks import consultations, dating, home, policies, site_map, site_wide
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.crawl.walk import PageVisit
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.faults import Faults
from jiyue.inspection.gathering import Gathering, verdicts_of
from jiyue.inspection.record import ColumnRecord
from jiyue.inspection.results import Measurement
from jiyue.inspection.states import State, Verdict


@dataclass(slots=True, kw_only=True)
class WholeSite:
    """One site after its walk. Each judgement fails by itself; findings go to `gathering`, what has no finding and no page to `measurements`."""

    home: PageVisit
    targets: Mapping[str, Target]
    ledger: Mapping[str, ColumnRecord]
    column_pages: Mapping[str, PageVisit]
    article_days: Mapping[str, date]
    copies: Mapping[bytes, Sequence[str]]
    unread_policies: Sequence[str]
    calls: consultations.Consultations
    map: PageVisit | None
    on: date
    city: str
    gathering: Gathering
    measurements: list[Measurement]
    evidence: EvidenceStore
    faults: Faults

    def judge(self) -> None:
        """Judge all of it. Findings rest on the home page's visit, those on the site map on that of the map."""
        steps = (
            (parts.HOME_STALE, self._home_page), (parts.MISMATCHES, self._dates), (parts.DUPLICATES, self._duplicates), (parts.READINGS, self._readings),
            (parts.CALLS, self._consultations), (parts.SITE_MAP, self._site_map), (parts.ENTRIES, self._entries),
        )  # fmt: skip
        for part, step in steps:
            with self.faults.net(part):
                evidence = self.home if part is not parts.SITE_MAP or self.map is None else self.map
                for draft in step():
                    self._take(draft, evidence.exchange.evidence_id)

    def _take(self, draft: Draft, evidence: str) -> None:
        record = self.ledger.get(draft.url)
        self.gathering.take(draft, depth=0, evidence=evidence, column_key=record.key if record is not None else None)

    def _home_page(self) -> list[Draft]:
        page, days = self.home.page, self.article_days
        newest = home.newest_on(page, days, today=self.on)
        below = home.newest_below([one.page for one in self.column_pages.values()], days, today=self.on)
        found = list(home.observe_home(page, newest, below, on=self.on, city=self.city))
        if found and self.faults.has(parts.PAGE, parts.HOME_PAGE, parts.WALK, parts.ARTICLE):
            self.faults.note(parts.HOME_STALE)  # the newest day may stand on what we failed to read
            return []
        self.gathering.note((home.CHECK,), verdicts_of(found))
        self.gathering.remark(home.CHECK, str(newest or below or ""))
        return found

    def _dates(self) -> list[Draft]:
        found = [
            one
            for column in self.column_pages.values()
            for one in dating.observe_mismatch(column.page, self.article_days)
        ]
        self.gathering.note((dating.MISMATCH,), verdicts_of(found))
        return found

    def _duplicates(self) -> list[Draft]:
        found = [one for pages in self.copies.values() for one in site_wide.observe_duplicates(pages)]
        self.gathering.note((site_wide.DUPLICATE,), verdicts_of(found))
        return found

    def _readings(self) -> list[Draft]:
        return list(policies.without_readings(sorted(self.unread_policies)))

    def _consultations(self) -> list[Draft]:
        found = list(self.calls.observe(today=self.on, city=self.city))
        if count := len(self.calls.calls):
            self.gathering.note((consultations.CHECK,), verdicts_of(found))
            self.gathering.remark(consultations.CHECK, f"查看 {count} 项征集调查")
        return found

    def _site_map(self) -> list[Draft]:
        """Hold the site map against the columns, where it was read; those that no page leads to are told elsewhere."""
        if (visit := self.map) is None:
            return []
        if not site_map.can_be_read(visit.page):
            note = "网站地图没有读到链接，可能由脚本生成"
            self.measurements.append(Measurement(site_map.CHECK, visit.page.url, State.DONE, Verdict.NONE, note))
            return []
        if self.ledger:
            led_to = {
                url: one for url, one in self.ledger.items() if (seen := self.targets.get(url)) and seen.place_count
            }
            found = list(site_map.observe_columns(visit.page, led_to))
        else:
            found = list(site_map.observe_navigation(visit.page, self.home.page))
        self.gathering.note((site_map.CHECK,), verdicts_of(found))
        self.evidence.pin(visit.exchange)
        return found

    def _entries(self) -> list[Draft]:
        front = self.home.page.url
        found: list[Draft] = []
        for url, record in self.ledger.items():
            if url in self.targets and not self.targets[url].place_count and url != front:
                found += site_wide.observe_entry(url, record, front)
        if found and self.faults.has(parts.PAGE, parts.HOME_PAGE, parts.WALK):
            self.faults.note(parts.ENTRIES)  # the way in may stand on a page that we failed to read
            return []
        return found
