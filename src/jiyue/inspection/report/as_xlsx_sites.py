"""The reports of several sites as one workbook: 各网站概况 (one row a site), then all findings, columns and results with the site in each row."""

from collections.abc import Iterable, Sequence

from jiyue.inspection.facts.dates import CHINA
from jiyue.inspection.report.as_xlsx import COLUMNS, FINDINGS, columns_of, findings_of, points_of
from jiyue.inspection.report.score_card import ScoreCard, cards
from jiyue.inspection.report.sheets import UNPRINTED, Cell, Sheet, book_of
from jiyue.inspection.report.words import REPORT_STATES
from jiyue.inspection.results import Report
from jiyue.inspection.states import State, Verdict
from jiyue.rulebook.verdicts import Outcome

_SITE = {"网站": 16}
_OVERVIEW = {
    "序号": 6, **_SITE, "地址": 26, "主办单位": 16, "检查结果": 12, "是否合格": 12, "得分": 12, "单项否决": 20, "不符合": 8, "待核实": 8, "失效链接": 9, "超期栏目": 9,
    "空白栏目": 9, "查看页面": 9, "检查时间": 17, "说明": 34,
}  # fmt: skip
# What the unit works with first; what names a finding and its proof is not printed.
_PRINTED = ("判定", "检查项目", "条款", "问题", "页面地址", "位置", "摘录", "整改建议", "责任单位", "整改情况")
_NARROW = {
    "判定": 8,
    "检查项目": 13,
    "条款": 13,
    "问题": 30,
    "页面地址": 28,
    "位置": 15,
    "摘录": 24,
    "整改建议": 26,
    "责任单位": 14,
    "整改情况": 14,
}
_KEPT = [name for name in FINDINGS if name not in (*_PRINTED, "序号")]
_ORDER = [list(FINDINGS).index(name) - 1 for name in (*_PRINTED, *_KEPT)]
_FINDINGS = {"序号": 6, **_SITE, **_NARROW, UNPRINTED: 0, **{name: FINDINGS[name] for name in _KEPT}}
_COLUMNS = {**_SITE, **COLUMNS}
_SCORES = {
    **_SITE,
    "口径": 20,
    "结果": 18,
    "得分": 12,
    "单项否决": 30,
    "扣分项目": 50,
    "未判断的项目数": 10,
    "说明": 50,
}
_UNFINISHED = "没有查完"


def workbook(reports: Sequence[Report], unfinished: Sequence[str] = ()) -> bytes:
    """The reports as an XLSX file's content; `unfinished` are addresses that were asked for and have no report."""
    known = [(report, cards(report)) for report in reports]
    findings = ((report, row) for report in reports for row in findings_of(report))
    sheets: list[Sheet] = [
        ("各网站概况", _OVERVIEW, _overview(known, unfinished)),
        ("问题清单", _FINDINGS, (_numbered(number, report, row) for number, (report, row) in enumerate(findings, 1))),
    ]
    if any(report.columns for report in reports):
        sheets.append(("栏目", _COLUMNS, ((_name(one), *row) for one in reports for row in columns_of(one))))
    return book_of([*sheets, ("评分", _SCORES, (_result(*one) for one in _results(known)))])


type _Scored = tuple[Report, tuple[ScoreCard, ...]]


def _name(report: Report) -> str:
    return report.site_name or report.url


def _numbered(number: int, report: Report, row: Sequence[Cell]) -> Sequence[Cell]:
    return (number, _name(report), *(row[place] for place in _ORDER))


def _overview(known: Sequence[_Scored], unfinished: Sequence[str]) -> Iterable[Sequence[Cell]]:
    for number, (report, scored) in enumerate(known, 1):
        card = next((one for one in scored if one.set_id == report.parameter_set), None)
        yield (
            number, _name(report), report.url, report.owner, REPORT_STATES[report.state][1], card.label if card is not None else "没有评分",
            points_of(card) if card is not None else "", _vetoes(card), *_counts(report), report.pages,
            f"{report.started_at.astimezone(CHINA):%Y-%m-%d %H:%M}", "\n".join(report.notes),
        )  # fmt: skip
    for number, url in enumerate(unfinished, len(known) + 1):
        yield number, "", url, "", _UNFINISHED


def _vetoes(card: ScoreCard | None) -> str:
    bitten = (one for one in card.vetoes if one.outcome == Outcome.VIOLATED) if card is not None else ()
    return "；".join(f"{one.code} {one.title}" for one in bitten)


def _counts(report: Report) -> tuple[Cell, ...]:
    """How much is wrong, by gravity and of links and columns. What was not measured is left empty: it is not nothing."""
    if report.state in {"void", "unreachable"}:
        return (None,) * 5
    verdicts = [one.verdict for one in report.observations]
    dead = {one.target for one in report.observations if one.check == "dead-link" and one.verdict is Verdict.FAIL}
    has_links = any(one.check == "dead-link" and one.state is State.DONE for one in report.measurements)
    has_columns = any(one.verdict is not Verdict.NONE for one in report.columns)
    return (
        verdicts.count(Verdict.FAIL), verdicts.count(Verdict.TO_VERIFY), len(dead) if has_links else None,
        *(_failed(report, check) if has_columns else None for check in ("column-stale", "column-empty")),
    )  # fmt: skip


def _failed(report: Report, check: str) -> int:
    return sum(one.check == check and one.verdict is Verdict.FAIL for one in report.observations)


def _results(known: Sequence[_Scored]) -> Iterable[tuple[Report, ScoreCard]]:
    return ((report, card) for report, scored in known for card in scored)


def _result(report: Report, card: ScoreCard) -> Sequence[Cell]:
    """One site under one set: what bites, what costs points, how much nobody judged."""
    lost = (one for one in card.items if one.taken not in {None, "0"})
    return (
        _name(report), card.set_title, card.label, points_of(card), _vetoes(card), "；".join(f"{one.code} {one.title} 扣 {one.taken}" for one in lost),
        len(card.unjudged), card.reason,
    )  # fmt: skip
