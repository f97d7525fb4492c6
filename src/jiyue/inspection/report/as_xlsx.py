"""A report as a workbook, as officials pass it on: 概况, 问题清单 (one row a finding, with room for the unit that answers), 栏目, 评分."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.facts.dates import CHINA
from jiyue.inspection.report.score_card import cards
from jiyue.inspection.report.words import CATEGORIES, ENTRY_STATES, REPORT_STATES, citation
from jiyue.inspection.results import Report
from jiyue.inspection.states import STATE_LABELS, VERDICT_LABELS, Verdict

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

type Cell = str | int | None

_FINDINGS = (
    "序号",
    "判定",
    "检查项目",
    "条款",
    "问题",
    "页面地址",
    "位置",
    "摘录",
    "整改建议",
    "把握",
    "核对次数",
    "编号",
    "证据编号",
    "责任单位",
    "整改情况",
)
_COLUMNS = ("栏目", "地址", "类别", "判定", "列表状态", "条目数", "最近更新", "最迟更新", "说明")
_SCORES = ("口径", "类别", "代码", "项目", "分值", "扣分或判定", "距否决", "说明", "依据的问题编号")
_WIDTHS = {
    "概况": (22, 80),
    "问题清单": (6, 9, 18, 16, 40, 40, 24, 40, 40, 9, 9, 18, 20, 20, 20),
    "栏目": (20, 40, 14, 9, 10, 8, 12, 12, 50),
    "评分": (16, 10, 8, 28, 8, 12, 12, 56, 40),
}
_CONFIDENCE = {"certain": "确定", "to-verify": "待核实"}
_LONGEST = 2000
_MOST_PROOFS = 3
# A cell that begins so is a formula to the program that opens it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(report: Report, path: Path) -> None:
    """Write one report as an XLSX file."""
    path.write_bytes(workbook(report))


def workbook(report: Report) -> bytes:
    """One report as an XLSX file's content."""
    book, content = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    _fill(book.create_sheet("概况"), ("项目", "内容"), _overview(report))
    _fill(book.create_sheet("问题清单"), _FINDINGS, _findings(report))
    if report.columns:
        _fill(book.create_sheet("栏目"), _COLUMNS, _columns(report))
    _fill(book.create_sheet("评分"), _SCORES, _scores(report))
    book.save(content)
    return content.getvalue()


def _fill(sheet: "Worksheet", head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet.append(list(head))
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="F0E4E0")
    for number, width in enumerate(_WIDTHS[sheet.title]):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    # Printed on A4 across, as wide as the paper, the head on every sheet.
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _safe(value: Cell) -> Cell:
    """A value as a cell may hold it: no formula, no control characters, not too long."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value.encode("utf-8", "replace").decode())[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text


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
        points = (
            f"，得分 {card.low}" + (f" 至 {card.high}" if card.low != card.high else "") if card.low is not None else ""
        )
        yield f"评分（{card.set_title}）", f"{card.label}{points}。{card.reason}"


def _findings(report: Report) -> Iterable[tuple[Cell, ...]]:
    order = sorted(
        report.observations, key=lambda one: (one.verdict is not Verdict.FAIL, list(CHECKS).index(one.check), one.url)
    )
    for number, one in enumerate(order, 1):
        yield (
            number, VERDICT_LABELS[one.verdict], CHECKS[one.check].title, citation(one.clause), one.message, one.url, one.place, one.excerpt, one.remedy,
            _CONFIDENCE.get(one.confidence, one.confidence), one.repeats or None, one.fingerprint, "\n".join(one.evidence[:_MOST_PROOFS]), report.owner, "",
        )  # fmt: skip


def _columns(report: Report) -> Iterable[tuple[Cell, ...]]:
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
