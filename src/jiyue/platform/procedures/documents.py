"""Annex 2 as a Word file in the layout of the paper form: double-ruled table, choice boxes, place for the seal (A2)."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from jiyue.platform.procedures.models import Case
from jiyue.platform.procedures.presenting.annex import NUMBER, TITLE, plain, reason_text, shown

Value = Callable[[str], str]
BODY, HEADING = "仿宋", "方正小标宋简体"
# Widths of the five columns (cm): block, label, value, label, value. Together they fill an A4 page between its margins.
WIDTHS = (2.8, 2.6, 4.2, 2.2, 4.0)
MIGRATION_ROWS = 9
BLANK = "（临时下线不填）"


def annex_2(case: Case, *, is_masked: bool) -> bytes:
    """The form with the case's values, as the bytes of a .docx file; `is_masked` hides telephone numbers."""
    value = partial(shown if is_masked else plain, case)
    document = Document()
    _page(document)
    _line(document.add_paragraph(), NUMBER, font="黑体", size=16)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(title, TITLE, font=HEADING, size=20)
    table = document.add_table(rows=0, cols=len(WIDTHS))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _rules(table)
    _responsible(table, value)
    _site(table, case)
    _migration(table)
    _contact(table, value)
    _opinion(table)
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin = section.right_margin = Cm(2.6)
    style = document.styles["Normal"]
    style.font.name, style.font.size = BODY, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    style.paragraph_format.space_after = Pt(0)


def _line(paragraph: Any, text: str, *, font: str = BODY, size: float = 12) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - python-docx has no other way to name a Chinese font


def _rules(table: Any) -> None:
    """Double rules around the table, single ones inside."""
    borders = OxmlElement("w:tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        rule = OxmlElement(f"w:{edge}")
        outer = not edge.startswith("inside")
        for name, value in {
            "val": "double" if outer else "single",
            "sz": "6" if outer else "4",
            "space": "0",
            "color": "000000",
        }.items():
            rule.set(qn(f"w:{name}"), value)
        borders.append(rule)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - python-docx has no borders of its own


def _row(table: Any, texts: dict[int, str], merges: tuple[tuple[int, int], ...] = (), *, height: float = 0.9) -> Any:
    """Add a row: texts by column, runs of columns merged. Labels (the first columns of pairs) stand in the middle."""
    row = table.add_row()
    row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    for first, last in merges:
        row.cells[first].merge(row.cells[last])
    for column, text in texts.items():
        _write(row.cells[column], text, is_label=column in {0, 1, 3})
    return row


def _write(cell: Any, text: str, *, is_label: bool = False) -> None:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_label else WD_ALIGN_PARAGRAPH.LEFT
        _line(paragraph, line)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _block(table: Any, first: int, last: int, label: str) -> None:
    """Join the first cells of several rows and name the block."""
    cell = table.cell(first, 0).merge(table.cell(last, 0)) if last > first else table.cell(first, 0)
    _write(cell, label, is_label=True)


def _responsible(table: Any, value: Value) -> None:
    _row(table, {1: "姓　名", 2: value("leader_name"), 3: "联系电话", 4: value("leader_phone")})
    _row(table, {1: "手　机", 2: value("leader_mobile")}, ((2, 4),))
    _block(table, 0, 1, "主办单位\n负责同志")


def _site(table: Any, case: Case) -> None:
    _row(table, {1: "网站名称", 2: case.site.name}, ((2, 4),))
    _row(table, {1: "首页网址", 2: case.site.domain}, ((2, 4),))
    _row(table, {1: "申请理由\n（永久/\n临时下线\n声明）", 2: reason_text(case)}, ((2, 4),), height=4)
    _block(table, 2, 4, "承办单位")


def _migration(table: Any) -> None:
    """The block for permanent closures; a temporary offline leaves it empty, and says so once."""
    first = len(table.rows)
    _row(table, {1: "栏目名称", 2: "具体网址"}, ((2, 4),), height=0.65)
    for number in range(1, MIGRATION_ROWS):
        _row(table, {1: f"栏目{number}", 2: BLANK if number == 1 else ""}, ((2, 4),), height=0.65)
    _row(table, {1: "……", 2: ""}, ((2, 4),), height=0.65)
    _block(
        table,
        first,
        len(table.rows) - 1,
        "迁移至上一级政府网站具体栏目名称及具体网址（注：网站临时下线，该模块不需填写。）",
    )


def _contact(table: Any, value: Value) -> None:
    _row(table, {0: "联系人姓名", 2: value("contact_name")}, ((0, 1), (2, 4)))
    _row(
        table,
        {0: "办公电话", 2: value("contact_phone"), 3: "手　机", 4: value("contact_mobile")},
        ((0, 1),),
    )


def _opinion(table: Any) -> None:
    row = _row(table, {0: "主管单位\n审核意见\n（盖章）"}, ((0, 1), (2, 4)), height=4.6)
    cell = row.cells[2]
    for _number in range(4):
        cell.add_paragraph()
    last = cell.paragraphs[-1]
    last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _line(last, "年　　月　　日　　")
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
