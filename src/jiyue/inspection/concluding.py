"""What is judged when walk and probes have ended: the site's search, its domains, IPv6, and what a portal has to show."""

from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from jiyue.inspection import parts
from jiyue.inspection.checks import ipv6, portal_items, search, second_domain
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.judging import Judge
from jiyue.inspection.results import Measurement, Probed
from jiyue.inspection.seen import Seen
from jiyue.inspection.states import State, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """The end of one inspection: `start` is the address that was asked for, `home` the one that answered."""

    judge: Judge
    seen: Seen
    probes: tuple[Probed, ...]
    start: str
    home: str
    on: date
    city: str

    def draw(self) -> None:
        """Hand all findings and measurements to the judge; each of the five judgements fails by itself."""
        steps = (
            (parts.SEARCH, self._search), (parts.IPV6, self._ipv6), (parts.DOMAINS, self._domains), (parts.PORTAL_ENTRIES, self._entries),
            (parts.PUBLIC_STATISTICS, self._days),
        )  # fmt: skip
        for part, step in steps:
            with self.judge.faults.net(part):
                step()

    def _search(self) -> None:
        self.judge.add(list(search.observe_search(self.probes, self.home)))
        self.judge.measurements += search.measure(self.probes)

    def _ipv6(self) -> None:
        self._take(list(ipv6.observe_ipv6(self.probes, self.home)))
        self.judge.measurements += ipv6.measure(self.probes)

    def _domains(self) -> None:
        record = self.judge.record
        if (page := self.judge.seeing.home) is not None:
            claims = second_domain.claimed(page, self.probes, record, self.start, self.home)
            found = list(second_domain.observe_domains(page, claims, self.probes, record, on=self.on, city=self.city))
            self._take(found)
            self.judge.measurements.append(second_domain.measure(claims, found, self.home))

    def _entries(self) -> None:
        if self.seen.kind == "portal" and self.seen.is_whole:
            self._settle(portal_items.ENTRY, list(portal_items.observe_entries(self.seen, self.home)))

    def _days(self) -> None:
        answers_on = self.judge.seeing.answers_on
        days = list(portal_items.observe_days(self.seen, answers_on, on=self.on, city=self.city))
        if days or self.seen.messages.newest_answer_on is not None or self.seen.entry("service-statistics") is not None:
            self._settle(portal_items.STALE, days)

    def _settle(self, check: str, found: list[Draft]) -> None:
        self._take(found)
        verdict = Verdict.TO_VERIFY if found else Verdict.PASS
        self.judge.measurements.append(Measurement(check, self.home, State.DONE, verdict))

    def _take(self, found: list[Draft]) -> None:
        """Findings rest on the page that they name, or on the home page."""
        known = self.judge.seeing.evidence
        home = known.get(self.home, "")
        self.judge.add([replace(one, evidence=tuple(filter(None, (known.get(one.url, home),)))) for one in found])
