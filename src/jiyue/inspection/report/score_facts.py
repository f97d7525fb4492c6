"""What a report tells the rulebook, and why not more: facts of vetoes, deductions and bonuses (19.7, 36.1). A pure function of the report.

Only what is certain costs points, and an item loses nothing only where all that it asks for was seen. All else is left undecided, with the findings that
are signs of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from jiyue.inspection.checks.domain_form import ENGLISH
from jiyue.inspection.checks.portal_items import is_fresh
from jiyue.inspection.report.score_faults import has_no_columns, undecided
from jiyue.inspection.report.score_sources import checks_of
from jiyue.inspection.results import ColumnMeasurement, Observation, Probed, Report
from jiyue.inspection.seen import Seen, SeenCall
from jiyue.inspection.states import State, Verdict
from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.columns import Category, ColumnFacts
from jiyue.rulebook.evaluation import SiteFacts
from jiyue.rulebook.home import HomeFacts
from jiyue.rulebook.incidents import IncidentFacts
from jiyue.rulebook.interaction import MessageFacts
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.services import GuideFacts

# Which findings are signs of which grave problem; a person confirms.
INCIDENTS = {
    "wording": "wrong-expression",
    "secrecy-mark": "secret-leaked",
    "illegal-content": "harmful-content",
    "dangerous-link": "harmful-content",
    "hidden-link": "attack-unhandled",
    "injected-code": "attack-unhandled",
    "stuffed-title": "attack-unhandled",
    "cloaking": "attack-unhandled",
    "page-tampering": "attack-unhandled",
    "future-date": "forged",
    "forged-date": "forged",
}
# Portals are named after their place; only they are scored, the vetoes judge every site. Zones count as portals (37).
_PORTAL = "人民政府"
_PORTALS = frozenset({"portal", "zone"})
_SAMPLE = 5
_GRAVE = 4
_COLUMN_CHECKS = {"empty": "column-empty", "stale": "column-stale", "gap": "column-stale"}
_COLUMN_CLAUSES = {"news": {"19.1"}, "policies": {"19.2"}, "other-columns": {"19.5", "19.6"}}
# Findings that are no sign of an indicator though their check serves it.
_KINDS = {"message-unanswered": {"unanswered"}, "services-impractical": {"unusable"}, "replies": {"late", "open"}, "guides": {"unusable", "missing"},
          "guide-forms": {"no-form"}, "guide-accuracy": {"vague", "same-phone", "promise"}, "domain-name": {*ENGLISH, "structure-name"}}  # fmt: skip
_ITEMS = {
    "site-marks": "footer-mark",
    "page-labels": "page-label",
    "domain-name": "domain-name",
    "ipv6": "ipv6",
    "guides": "service-guide",
}


class Found:
    """The findings of a report by what they count for: only those that are certain cost points. `undecided` are indicators that faults of our own leave open, with the reason."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.seen = report.seen or Seen()
        self.certain = [one for one in report.observations if one.verdict is Verdict.FAIL]
        self.measured = {one.check for one in report.measurements if one.state is State.DONE}
        self.undecided = undecided(report)
        self.home = report.url

    def of(self, check: str) -> list[Observation]:
        """The certain findings of a check."""
        return [one for one in self.certain if one.check == check]

    def signs(self, indicator: str) -> tuple[str, ...]:
        """The findings that a person has to look at before an indicator can be judged."""
        checks, kinds = checks_of(indicator), _KINDS.get(indicator)
        return _names(
            one for one in self.report.observations
            if one.check in checks and one.verdict is Verdict.TO_VERIFY and (kinds is None or one.kind in kinds)
        )  # fmt: skip

    def behind(self, item: str, defect: str) -> tuple[str, ...]:
        """The findings behind a defect of a deduction item."""
        return _names(self._behind(item, defect))

    def _behind(self, item: str, defect: str) -> Iterable[Observation]:
        if item == "availability":
            home, others = self.dead()
            return home.values() if defect == "home" else others.values()
        if clauses := _COLUMN_CLAUSES.get(item):
            return [one for one in self.of(_COLUMN_CHECKS.get(defect, "")) if one.clause in clauses]
        kinds = _KINDS.get(item)
        return [one for one in self.of(_ITEMS.get(item, "")) if kinds is None or one.kind in kinds]

    def dead(self) -> tuple[dict[str, Observation], dict[str, Observation]]:
        """The broken addresses, each once: those that the home page shows, and all others."""
        home: dict[str, Observation] = {}
        others: dict[str, Observation] = {}
        for one in (*self.of("dead-link"), *self.of("redirect-chain")):
            (home if one.url == self.home else others).setdefault(one.target, one)
        return home, {target: one for target, one in others.items() if target not in home}


def site_facts(found: Found, *, on: date, set_id: str) -> SiteFacts:
    """What a report tells the rulebook; what it did not see stays unmeasured."""
    report, seen = found.report, found.seen
    newest = next((one for one in report.measurements if one.check == "home-stale" and one.state is State.DONE), None)
    has_columns = bool(report.columns) or (seen.has_ledger and not has_no_columns(report))
    return SiteFacts(
        columns=tuple(_column(one) for one in report.columns) if has_columns else None,
        home=HomeFacts(date.fromisoformat(newest.note))
        if newest is not None and newest.note[:2] == "20" and "home-stale" not in found.undecided
        else None,
        incidents=_incidents(report),
        working_channels=len(seen.channels) or None,
        guides=_guides(seen, on=on, set_id=set_id),
        has_services=seen.has_services,
        is_portal=seen.kind in _PORTALS if seen.kind else report.site_name.endswith(_PORTAL),
        defects=_defects(found, on=on, set_id=set_id),
        bonuses=_bonuses(seen, on=on, set_id=set_id),
        unmeasured=frozenset(found.undecided),
    )


def open_messages(seen: Seen) -> tuple[MessageFacts, ...] | None:
    """The messages that lists tell to be without answer; None where no list was read."""
    return tuple(MessageFacts(one.asked_on) for one in seen.messages.open) if seen.messages.read else None


def calls_within_a_year(seen: Seen, on: date) -> tuple[SeenCall, ...]:
    """The calls for opinions that were published in the twelve months up to a day."""
    since = clocks.add_months(on, -12)
    return tuple(one for one in seen.calls if one.published_on is not None and since < one.published_on <= on)


def _column(one: ColumnMeasurement) -> ColumnFacts:
    is_read = one.entry_state in {"listed", "empty"}
    category = Category(one.category) if one.category in set(Category) else Category.OTHER
    return ColumnFacts(
        category, one.newest_on, one.entries if is_read else None, one.cycle_days,
        measured=one.newest_on is not None or one.entry_state == "empty" or (category is Category.STATIC and one.entry_state in {"listed", "text"}),
        is_first_level=one.is_first_level,
    )  # fmt: skip


def _incidents(report: Report) -> IncidentFacts | None:
    """The grave problems that findings are signs of; None when there is no sign, for a machine can not say that there is none."""
    suspected = tuple(dict.fromkeys(INCIDENTS[one.check] for one in report.observations if one.check in INCIDENTS))
    return IncidentFacts(suspected=suspected) if suspected else None


def _guides(seen: Seen, *, on: date, set_id: str) -> tuple[GuideFacts, ...] | None:
    """The guides, where those that were seen are enough to tell; classes that a script may bring count as there.

    So many of no use are enough for the veto. That there are no more of them is told only by a walk that was whole on a site that names no service
    platform; and that a few guides, all of no use, are all that there are, can not be told from outside.
    """
    facts = tuple(GuideFacts(one.missing if one.is_sure else (), one.url) for one in seen.guides)
    try:
        least, limit = (
            int(parameters.get(key, city=set_id, on=on).value) for key in ("guide-missing-classes", "guides-lacking")
        )
    except NotHeld:
        return None
    lacking = sum(len(one.missing) >= least for one in facts)
    is_whole = seen.is_whole and not seen.service_platform and lacking < len(facts)
    return facts if lacking >= limit or is_whole else None


def _defects(found: Found, *, on: date, set_id: str) -> dict[str, Mapping[str, int]]:
    defects: dict[str, Mapping[str, int]] = {}
    if "dead-link" in found.measured:
        home, others = found.dead()
        defects["availability"] = {"home": len(home), "other": len(others)}
    if "footer-mark" in found.measured:
        defects["site-marks"] = {"missing": len(found.of("footer-mark"))}
    if "page-label" in found.measured:
        defects["page-labels"] = {"lacking": len({one.url for one in found.of("page-label")})}
    if "domain-name" in found.measured:
        defects["domain-name"] = {"domain": len([one for one in found.of("domain-name") if one.kind in ENGLISH])}
    if unreachable := found.of("ipv6"):
        defects["ipv6"] = {"unreachable": len(unreachable)}
    if lacking := _lacking_classes(found.seen):
        defects["guides"] = {"lacking": lacking}
    nothing: Mapping[str, int] = {}
    return {**dict.fromkeys(_in_order(found, on=on, set_id=set_id), nothing), **defects}


def _lacking_classes(seen: Seen) -> int:
    """The classes that guides of no use lack, in a sample of five."""
    useless = [one for one in seen.guides if one.is_sure and len(one.missing) >= _GRAVE]
    return sum(len(one.missing) for one in useless[:_SAMPLE])


def _in_order(found: Found, *, on: date, set_id: str) -> Iterable[str]:
    """The items of which all that they ask for was seen, and nothing is a sign of a defect."""
    seen, probes = found.seen, {one.probe: one for one in found.report.probes}
    statistics, services = seen.entry("service-statistics"), seen.entry("service-list")
    is_sample = len(seen.guides) >= _SAMPLE or (seen.is_whole and bool(seen.guides) and not seen.service_platform)
    guide_pages = {one.url for one in seen.guides}

    def fresh(day: date | None, key: str) -> bool:
        return day is not None and is_fresh(day, key, on=on, city=set_id)

    is_seen = {
        "ipv6": _passed(probes, "ipv6"),
        "site-search": _passed(probes, "site-search"),
        "guides": is_sample and not any(one.missing or not one.is_sure for one in seen.guides),
        "guide-forms": is_sample and not any(one.url in guide_pages for one in found.of("dead-link")),
        "service-list": services is not None and services.is_classified,
        "service-statistics": statistics is not None and fresh(statistics.newest_on, "service-statistics-fresh"),
        "public-answers": seen.entry("public-answers") is not None
        and fresh(seen.messages.newest_answer_on, "answers-fresh"),
        "interpretations": seen.is_whole and fresh(seen.newest_interpretation_on, "interpretation-fresh"),
        "consultations": seen.is_whole and bool(calls_within_a_year(seen, on)),
    }
    return (item for item, is_there in is_seen.items() if is_there and not found.signs(item))


def _passed(probes: Mapping[str, Probed], name: str) -> bool:
    return name in probes and probes[name].verdict is Verdict.PASS


def _bonuses(seen: Seen, *, on: date, set_id: str) -> dict[str, Fraction]:
    """The one bonus that a walk can count: calls within a year that take opinions online (B06)."""
    try:
        wanted = int(parameters.get("solicitations-per-year", city=set_id, on=on).value)
        cap: Fraction = parameters.get("bonus-solicitation", city=set_id, on=on).value["cap"]
    except NotHeld:
        return {}
    online = sum(one.is_online for one in calls_within_a_year(seen, on))
    return {"bonus-solicitation": cap} if online >= wanted else {}


def _names(found: Iterable[Observation]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.fingerprint for one in found))
