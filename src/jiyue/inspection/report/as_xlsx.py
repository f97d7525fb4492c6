"""A report as a workbook, as officials pass it on: 概况, 问题清单 (one row a finding, with room for the unit that answers), 栏目, 评分."""

from collections.abc import Iterable
from pathlib import Path

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.facts.dates import CHINA
from jiyue.inspection.report.score_card import ScoreCard, cards
from jiyue.inspection.report.sheets import Cell, Sheet, book_of
from jiyue.inspection.report.words import CATEGORIES, ENTRY_STATES, REPORT_STATES, citation
from jiyue.inspection.results import Report
from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, Verdict

OVERVIEW = {"项目": 22, "内容": 80}
FINDINGS = {
    "序号": 6, "判定": 9, "检查项目": 18, "条款": 16, "问题": 40, "页面地址": 40, "位置": 24, "摘录": 40, "整改建议": 40, "把握": 9, "核对次数": 9, "编号": 18,
    "证据编号": 20, "责任单位": 20, "整改情况": 20,
}  # fmt: skip
COLUMNS = {
    "栏目": 20,
    "地址": 40,
    "类别": 14,
    "判定": 9,
    "列表状态": 10,
    "条目数": 8,
    "最近更新": 12,
    "最迟更新": 12,
    "说明": 50,
}
_SCORES = {
    "口径": 16, "类别": 10, "代码": 8, "项目": 28, "分值": 8, "扣分或判定": 12, "距否决": 12, "说明": 56, "依据的问题编号": 40,
}  # fmt: skip
_CONFIDENCE = {"certain": "确定", "to-verify": "待核实"}
_MOST_PROOFS = 3


def write(report: Report, path: Path) -> None:
    """Write one report as an XLSX file."""
    path.write_bytes(workbook(report))


def workbook(report: Report) -> bytes:
    """One report as an XLSX file's content."""
    findings = ((number, *row) for number, row in enumerate(findings_of(report), 1))
    sheets: list[Sheet] = [("概况", OVERVIEW, _overview(report)), ("问题清单", FINDINGS, findings)]
    if report.columns:
        sheets.append(("栏目", COLUMNS, columns_of(report)))
    return book_of([*sheets, ("评分", _SCORES, _scores(report))])


def _overview(report: Report) -> Iterable[tuple[Cell, Cell]]:
    yield "网站", report.site_name or report.url
    yield "地址", report.url
    yield "主办单位", report.owner or "没有登记，页脚没有读到"
    yield "检查结果", REPORT_STATES[report.state][1]
    yield "开始时间", f"{report.started_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    yield "结束时间", f"{report.finished_at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}"
    yield "查看页面", report.pages
    yield "发出请求", report.requests
    for verdict in (Verdict.FAIL, Verdict.TO_VERIFY):
        yield VERDICT_LABELS[verdict], sum(one.verdict is verdict for one in report.observations)
    yield from (("说明", note) for note in report.notes)
    yield from (("没有核对", note) for note in report.not_compared)
    for card in cards(report):
        points = f"，得分 {shown}" if (shown := points_of(card)) else ""
        yield f"评分（{card.set_title}）", f"{card.label}{points}。{card.reason}"


def points_of(card: ScoreCard) -> str:
    """The points of a card as people write them, from what is certain to what is possible; empty where nothing is scored."""
    if card.low is None:
        return ""
    return card.low if card.low == card.high else f"{card.low} 至 {card.high}"


def findings_of(report: Report) -> Iterable[tuple[Cell, ...]]:
    """The findings of a report without their numbers, the gravest first, then in the order of the checks."""
    places = {name: place for place, name in enumerate(CHECKS)}
    order = sorted(
        report.observations, key=lambda one: (one.verdict is not Verdict.FAIL, places[one.check], one.url)
    )  # fmt: skip
    for one in order:
        yield (
            VERDICT_LABELS[one.verdict], CHECKS[one.check].title, citation(one.clause), one.message, one.url, one.place, one.excerpt, one.remedy,
            _CONFIDENCE.get(one.confidence, one.confidence), one.repeats or None, one.fingerprint, "\n".join(one.evidence[:_MOST_PROOFS]), report.owner, "",
        )  # fmt: skip


def columns_of(report: Report) -> Iterable[tuple[Cell, ...]]:
    """The columns of a report."""
    for one in report.columns:
        state = ENTRY_STATES[one.entry_state] if one.entry_state != "not-seen" else STATE_LABELS[one.state]
        yield (
            one.name, one.url, CATEGORIES.get(one.category, one.category), VERDICT_LABELS[one.verdict], state, one.entries,
            str(one.newest_on or ""), str(one.due_on or ""), one.reason,
        )  # fmt: skip


def _scores(report: Report) -> Iterable[tuple[Cell, ...]]:
    for card in cards(report):
        yield card.set_title, "结果", "", card.label, None, "", "", card.reason, ""
        for veto in card.vetoes:
            yield (
                card.set_title,
                "单项否决",
                veto.code,
                veto.title,
                None,
                veto.label,
                veto.margin,
                veto.reason,
                "、".join(veto.findings[:50]),
            )
        for item in card.items:
            if item.taken is None:
                yield (
                    card.set_title,
                    item.group,
                    item.code,
                    item.title,
                    item.cap,
                    "未测量",
                    "",
                    f"机器没有判断：{item.reason}",
                    "、".join(item.signs[:50]),
                )
                continue
            behind = "、".join(name for line in item.lines for name in line.findings[:50])
            reason = "；".join(f"{line.count} 处，扣 {line.points}" for line in item.lines) or "没有扣分"
            yield card.set_title, item.group, item.code, item.title, item.cap, item.taken, "", reason, behind
        for one in card.bonuses:
            granted = f"加 {one.granted}" if one.granted else "待认定"
            yield (
                card.set_title, f"加分·{one.group}", one.code, one.title, one.cap, granted, "", one.reason, "、".join(one.signs[:50])
            )  # fmt: skip
