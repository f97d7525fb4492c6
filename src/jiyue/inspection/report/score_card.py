"""A report as the national table reckons it, under one parameter set (19.7, 36.1): vetoes, points, and the findings behind each.

A pure function of the report. What a single inspection can not see (a week of visits, messages, guides…) is named as not judged, never as met.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.results import ColumnMeasurement, Observation, Report
from jiyue.inspection.states import State, Verdict
from jiyue.rulebook import indicators, parameters
from jiyue.rulebook.columns import Category, ColumnFacts, Veto
from jiyue.rulebook.deductions import Deduction
from jiyue.rulebook.evaluation import Evaluation, SiteFacts, evaluate
from jiyue.rulebook.home import HomeFacts
from jiyue.rulebook.incidents import IncidentFacts
from jiyue.rulebook.verdicts import Outcome

# Which findings are signs of which grave problem; a person confirms.
_INCIDENTS = {
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
_OUTCOMES = {Outcome.MET: "未触犯", Outcome.VIOLATED: "触犯", Outcome.UNDECIDED: "不能判定"}
_EMPTY_CODE = "V4-3"
# Portals are named after their place; only they are scored, the vetoes judge every site.
_PORTAL = "人民政府"


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoLine:
    """One veto item: its state in words, how far it is from biting (days or columns), and the findings behind it."""

    code: str
    title: str
    outcome: str
    label: str
    margin: str
    reason: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """One kind of defect in a deduction item: how many, what it costs, and the findings behind it."""

    defect: str
    count: int
    points: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLine:
    """One deduction item. `taken` is None when a single inspection can not judge it: then it may lose up to `cap`."""

    id: str
    code: str
    group: str
    title: str
    cap: str
    taken: str | None
    lines: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCard:
    """One site under one set. `low` and `high` bound the points; None where nothing is scored. `unjudged` names what was not measured."""

    set_id: str
    set_title: str
    on: date
    result: str
    label: str
    reason: str
    low: str | None
    high: str | None
    vetoes: tuple[VetoLine, ...]
    items: tuple[ItemLine, ...]
    unjudged: tuple[str, ...]
    versions: tuple[str, ...]


def cards(report: Report, set_ids: Iterable[str] = ()) -> tuple[ScoreCard, ...]:
    """The score cards of a report under the sets named, or under every set that holds a table. None for a void or unreachable site."""
    if report.state in {"void", "unreachable"}:
        return ()
    wanted = tuple(set_ids) or tuple(one.id for one in parameters.sets())
    return tuple(card(report, set_id) for set_id in wanted)


def card(report: Report, set_id: str) -> ScoreCard:
    """The score card of a report under one set."""
    on = china_day(report.started_at)
    found = _Found(report)
    evaluation = evaluate(site_facts(report, found), on=on, set_id=set_id)
    score = evaluation.score
    items = tuple(_item(each, found) for each in score.deductions)
    vetoes = (*_vetoes(evaluation, found), *_column_vetoes(evaluation, report, found))
    return ScoreCard(
        set_id=set_id, set_title=next((one.title for one in parameters.sets() if one.id == set_id), set_id), on=on, result=str(score.result),
        label=score.result.label, reason=score.reason, low=_points(score.low), high=_points(score.high), vetoes=vetoes, items=items,
        unjudged=(*(f"{one.code} {one.title}：{one.reason}" for one in vetoes if one.outcome == Outcome.UNDECIDED), *(f"{one.code} {one.title}" for one in items if one.taken is None)),
        versions=score.versions,
    )  # fmt: skip


class _Found:
    """The findings of a report by what they count for: only those that are certain cost points."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.certain = [one for one in report.observations if one.verdict is Verdict.FAIL]
        self.measured = {one.check for one in report.measurements if one.state is State.DONE}
        self.home = report.url

    def of(self, check: str) -> list[Observation]:
        """The certain findings of a check."""
        return [one for one in self.certain if one.check == check]

    def behind(self, item: str, defect: str) -> tuple[str, ...]:
        """The findings behind a defect of a deduction item."""
        return tuple(dict.fromkeys(one.fingerprint for one in self._behind(item, defect)))

    def _behind(self, item: str, defect: str) -> Iterable[Observation]:
        if item == "availability":
            home, others = self.dead()
            return home.values() if defect == "home" else others.values()
        if item in {"news", "policies", "other-columns"}:
            checks = {"empty": "column-empty", "stale": "column-stale", "gap": "column-stale"}
            clauses = {"news": {"19.1"}, "policies": {"19.2"}, "other-columns": {"19.5", "19.6"}}[item]
            return [one for one in self.of(checks.get(defect, "")) if one.clause in clauses]
        return [one for check in _ITEMS.get(item, ()) for one in self.of(check)]

    def dead(self) -> tuple[dict[str, Observation], dict[str, Observation]]:
        """The broken addresses, each once: those that the home page shows, and all others."""
        home: dict[str, Observation] = {}
        others: dict[str, Observation] = {}
        for one in (*self.of("dead-link"), *self.of("redirect-chain")):
            (home if one.url == self.home else others).setdefault(one.target, one)
        return home, {target: one for target, one in others.items() if target not in home}


_ITEMS = {"site-marks": ("footer-mark",), "page-labels": ("page-label",), "domain-name": ("domain-name",)}


def site_facts(report: Report, found: _Found | None = None) -> SiteFacts:
    """What a report tells the rulebook; what it did not see stays unmeasured."""
    found = found or _Found(report)
    newest = next((one for one in report.measurements if one.check == "home-stale"), None)
    return SiteFacts(
        columns=tuple(_column(one) for one in report.columns),
        home=HomeFacts(date.fromisoformat(newest.note)) if newest is not None and newest.note[:2] == "20" else None,
        incidents=_incidents(report),
        is_portal=report.site_name.endswith(_PORTAL),
        defects=_defects(found),
    )


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
    suspected = tuple(dict.fromkeys(_INCIDENTS[one.check] for one in report.observations if one.check in _INCIDENTS))
    return IncidentFacts(suspected=suspected) if suspected else None


def _defects(found: _Found) -> dict[str, Mapping[str, int]]:
    defects: dict[str, Mapping[str, int]] = {}
    if "dead-link" in found.measured:
        home, others = found.dead()
        defects["availability"] = {"home": len(home), "other": len(others)}
    if "footer-mark" in found.measured:
        defects["site-marks"] = {"missing": len(found.of("footer-mark"))}
    if "page-label" in found.measured:
        defects["page-labels"] = {"lacking": len({one.url for one in found.of("page-label")})}
    if "domain-name" in found.measured:
        defects["domain-name"] = {"domain": len(found.of("domain-name"))}
    return defects


def _vetoes(evaluation: Evaluation, found: _Found) -> Iterable[VetoLine]:
    for name, verdict in evaluation.verdicts.items():
        indicator = indicators.get(name, on=evaluation.on)
        margin = "" if verdict.margin_days is None else f"{verdict.margin_days} 天"
        yield VetoLine(
            code=indicator.code, title=indicator.title, outcome=str(verdict.outcome), label=_OUTCOMES[verdict.outcome], margin=margin,
            reason=verdict.reason, findings=_signs(name, found),
        )  # fmt: skip


def _signs(name: str, found: _Found) -> tuple[str, ...]:
    checks = _INCIDENTS if name == "serious-incident" else {"home-stale"} if name == "home-stale" else set()
    return tuple(one.fingerprint for one in found.report.observations if one.check in checks)


def _column_vetoes(evaluation: Evaluation, report: Report, found: _Found) -> Iterable[VetoLine]:
    for veto in evaluation.columns.vetoes:
        yield VetoLine(
            code=veto.code, title=veto.text.split(" ")[0], outcome=str(veto.outcome), label=_OUTCOMES[veto.outcome], margin=f"{veto.margin} 个栏目",
            reason=veto.text, findings=_of_columns(veto, report, found),
        )  # fmt: skip


def _of_columns(veto: Veto, report: Report, found: _Found) -> tuple[str, ...]:
    keys = {report.columns[position].key for position in veto.counted}
    check = "column-empty" if veto.code == _EMPTY_CODE else "column-stale"
    return tuple(
        one.fingerprint for one in found.certain if one.column_key in keys and one.check in {check, "column-empty"}
    )


def _item(deduction: Deduction, found: _Found) -> ItemLine:
    indicator = indicators.get(deduction.indicator)
    lines: Sequence[PointLine] = [
        PointLine(
            defect=line.defect,
            count=line.count,
            points=_points(line.points) or "0",
            findings=found.behind(deduction.indicator, line.defect),
        )
        for line in deduction.lines
    ]
    return ItemLine(
        id=indicator.id, code=indicator.code, group=indicator.group, title=indicator.title, cap=_points(deduction.cap) or "0",
        taken=_points(deduction.taken), lines=tuple(lines),
    )  # fmt: skip


def _points(value: Fraction | None) -> str | None:
    """Points as people write them: up to two decimals, no trailing zeros."""
    return None if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".")
