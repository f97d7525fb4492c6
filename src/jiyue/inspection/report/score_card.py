"""A report as the national table reckons it, under one parameter set (19.7, 36.1): vetoes, points, and the findings behind each.

A pure function of the report. What a single inspection can not see (a week of visits, letters, accounts…) is named as not judged, never as met.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.report.score_facts import INCIDENTS, Found, open_messages, site_facts
from jiyue.inspection.report.score_reasons import what_was_seen, why_undecided
from jiyue.inspection.report.score_sources import sources
from jiyue.inspection.results import Report
from jiyue.rulebook import indicators, parameters
from jiyue.rulebook.columns import Veto
from jiyue.rulebook.deductions import Deduction
from jiyue.rulebook.evaluation import Evaluation, evaluate
from jiyue.rulebook.indicators import Indicator
from jiyue.rulebook.interaction import judge_messages
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.scoring import SERVICE_GROUP, Result
from jiyue.rulebook.verdicts import Outcome, Verdict

_log = logging.getLogger(__name__)
_OUTCOMES = {Outcome.MET: "未触犯", Outcome.VIOLATED: "触犯", Outcome.UNDECIDED: "不能判定"}
_EMPTY_CODE = "V4-3"


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
    """One deduction item. `taken` is None when a single inspection can not judge it: then it may lose up to `cap`, and `reason` says why.

    `signs` are findings that would cost points once a person has confirmed them.
    """

    id: str
    code: str
    group: str
    title: str
    cap: str
    taken: str | None
    lines: tuple[PointLine, ...]
    reason: str = ""
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusLine:
    """One bonus item: `granted` is None where a person has to grant it; `reason` says what was seen of it."""

    id: str
    code: str
    group: str
    title: str
    cap: str
    granted: str | None
    reason: str
    signs: tuple[str, ...] = ()


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
    bonuses: tuple[BonusLine, ...]
    unjudged: tuple[str, ...]
    versions: tuple[str, ...]

    @property
    def is_reckoned(self) -> bool:
        """Whether there is a card at all: every set has vetoes, whatever was seen."""
        return bool(self.vetoes)


def cards(report: Report, set_ids: Iterable[str] = ()) -> tuple[ScoreCard, ...]:
    """The score cards of a report under the sets named, or under every set that holds a table. None for a void or unreachable site."""
    if report.state in {"void", "unreachable"}:
        return ()
    wanted = tuple(set_ids) or tuple(one.id for one in parameters.sets())
    return tuple(_reckoned(report, set_id) for set_id in wanted)


def _reckoned(report: Report, set_id: str) -> ScoreCard:
    """A card; by a fault of our own an empty one that says so, and takes neither the other sets nor the findings with it."""
    try:
        return card(report, set_id)
    except Exception:  # noqa: BLE001 - ours; the log has it whole
        _log.exception("no score card by %s for %s", set_id, report.url)
        return ScoreCard(
            set_id=set_id, set_title=_title(set_id), on=china_day(report.started_at), result=str(Result.UNDECIDED), label=Result.UNDECIDED.label,
            reason="检查程序出错，没有评分。", low=None, high=None, vetoes=(), items=(), bonuses=(), unjudged=(), versions=(),
        )  # fmt: skip


def card(report: Report, set_id: str) -> ScoreCard:
    """The score card of a report under one set."""
    on = china_day(report.started_at)
    found = Found(report)
    facts = site_facts(found, on=on, set_id=set_id)
    evaluation = evaluate(facts, on=on, set_id=set_id)
    score = evaluation.score
    items = tuple(_item(each, found, on) for each in score.deductions)
    vetoes = (*_vetoes(evaluation, found), *_column_vetoes(evaluation, report, found))
    return ScoreCard(
        set_id=set_id, set_title=_title(set_id), on=on, result=str(score.result),
        label=score.result.label, reason=score.reason, low=_points(score.low), high=_points(score.high), vetoes=vetoes, items=items,
        bonuses=tuple(_bonuses(facts.bonuses.keys(), found, evaluation)) if score.low is not None else (),
        unjudged=(*(f"{one.code} {one.title}：{one.reason}" for one in vetoes if one.outcome == Outcome.UNDECIDED), *(f"{one.code} {one.title}" for one in items if one.taken is None)),
        versions=score.versions,
    )  # fmt: skip


def _title(set_id: str) -> str:
    return next((one.title for one in parameters.sets() if one.id == set_id), set_id)


def _vetoes(evaluation: Evaluation, found: Found) -> Iterable[VetoLine]:
    for name, verdict in evaluation.verdicts.items():
        indicator = indicators.get(name, on=evaluation.on)
        margin, reason = _margin(verdict), verdict.reason
        if name == "message-unanswered" and (shown := _shown_messages(found, evaluation)) is not None:
            margin, reason = _margin(shown), f"公开的留言列表：{shown.reason}{sources()[name].left}"
        elif name in {"no-channel", "services-impractical"}:
            seen = what_was_seen(name, found.seen, on=evaluation.on)
            left = sources()[name].left if verdict.outcome is Outcome.UNDECIDED or name == "no-channel" else ""
            reason = "；".join(filter(None, (reason.rstrip("。"), seen, left)))
        if verdict.outcome is Outcome.UNDECIDED and name in found.undecided:
            reason = f"{found.undecided[name]}；{reason}"
        yield VetoLine(
            code=indicator.code, title=indicator.title, outcome=str(verdict.outcome), label=_OUTCOMES[verdict.outcome], margin=margin,
            reason=reason, findings=_signs(name, found),
        )  # fmt: skip


def _shown_messages(found: Found, evaluation: Evaluation) -> Verdict | None:
    """What public lists show of messages without answer: a sign with its distance, never the veto itself."""
    messages = open_messages(found.seen)
    return None if messages is None else judge_messages(messages, on=evaluation.on, city=evaluation.set_id)


def _margin(verdict: Verdict) -> str:
    if verdict.margin_days is not None:
        return f"{verdict.margin_days} 天"
    return (
        f"{verdict.margin} 个指南"
        if verdict.clause == "36.1" and verdict.unit == "count" and verdict.margin is not None
        else ""
    )


def _signs(name: str, found: Found) -> tuple[str, ...]:
    if name == "serious-incident":
        return tuple(one.fingerprint for one in found.report.observations if one.check in INCIDENTS)
    certain = {"home-stale": "home-stale", "services-impractical": "service-guide"}.get(name, "")
    sure = tuple(one.fingerprint for one in found.of(certain) if certain == "home-stale" or one.kind == "unusable")
    return (*sure, *found.signs(name))


def _column_vetoes(evaluation: Evaluation, report: Report, found: Found) -> Iterable[VetoLine]:
    for veto in evaluation.columns.vetoes:
        yield VetoLine(
            code=veto.code, title=veto.text.split(" ")[0], outcome=str(veto.outcome), label=_OUTCOMES[veto.outcome], margin=f"{veto.margin} 个栏目",
            reason=veto.text, findings=_of_columns(veto, report, found),
        )  # fmt: skip


def _of_columns(veto: Veto, report: Report, found: Found) -> tuple[str, ...]:
    keys = {report.columns[position].key for position in veto.counted}
    check = "column-empty" if veto.code == _EMPTY_CODE else "column-stale"
    return tuple(
        one.fingerprint for one in found.certain if one.column_key in keys and one.check in {check, "column-empty"}
    )


def _item(deduction: Deduction, found: Found, on: date) -> ItemLine:
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
        taken=_points(deduction.taken), lines=tuple(lines), reason=_why_undecided(indicator.id, found, on) if deduction.taken is None else "",
        signs=found.signs(indicator.id),
    )  # fmt: skip


def _why_undecided(name: str, found: Found, on: date) -> str:
    return found.undecided.get(name) or why_undecided(name, found.seen, on=on)


def _bonuses(granted: Iterable[str], found: Found, evaluation: Evaluation) -> Iterable[BonusLine]:
    known = frozenset(granted)
    for one in indicators.of_effect("bonus", on=evaluation.on):
        cap = _cap(one, evaluation)
        if cap is None or (one.group == SERVICE_GROUP and not found.seen.has_services):
            continue
        is_granted = one.id in known
        reason = (
            what_was_seen(one.id, found.seen, on=evaluation.on)
            if is_granted
            else _why_undecided(one.id, found, evaluation.on)
        )
        yield BonusLine(
            id=one.id, code=one.code, group=one.group, title=one.title, cap=cap, granted=cap if is_granted else None, reason=reason, signs=found.signs(one.id)
        )  # fmt: skip


def _cap(one: Indicator, evaluation: Evaluation) -> str | None:
    try:
        return _points(parameters.get(one.parameters[0], city=evaluation.set_id, on=evaluation.on).value["cap"])
    except NotHeld:
        return None


def _points(value: Fraction | None) -> str | None:
    """Points as people write them: up to two decimals, no trailing zeros."""
    return None if value is None else f"{float(value):.2f}".rstrip("0").rstrip(".")
