"""Sheets as officials pass them on: a head that stays and is printed on every page, a filter, cells that no page can turn into formulas."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from jiyue.inspection.states import VERDICT_LABELS, Verdict
from jiyue.rulebook.scoring import Result

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as OneCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

type Cell = str | int | None
type Sheet = tuple[str, Mapping[str, int], Iterable[Sequence[Cell]]]
"""A sheet's name, its columns with their widths in characters, and its rows. Columns behind UNPRINTED stay on the screen."""

UNPRINTED = ""
_LONGEST = 2000
# A sheet holds 1,048,576 rows; so many are more than anybody reads.
_MOST_ROWS = 500_000
# A cell that begins so is a formula to the program that opens it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# In points, for the usual fonts; a row is at most 409 high.
_LINE, _AROUND, _MOST_LINES = 15, 4, 27
_WRONG = frozenset({VERDICT_LABELS[Verdict.FAIL], Result.VETOED.label, Result.FAILED.label, "触犯"})
_RED = Font(color="B3261E")
_HEAD, _HEAD_FILL = Font(bold=True), PatternFill("solid", fgColor="F0E4E0")
_CELL, _HEAD_PLACE = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True, vertical="center")
_NUMBER = Alignment(horizontal="center", vertical="top")


def book_of(sheets: Iterable[Sheet]) -> bytes:
    """An XLSX file of sheets."""
    book, content = Workbook(), BytesIO()
    if book.active is not None:
        book.remove(book.active)
    for name, columns, rows in sheets:
        _fill(book.create_sheet(name), columns, rows)
    book.save(content)
    return content.getvalue()


def _fill(sheet: "Worksheet", columns: Mapping[str, int], rows: Iterable[Sequence[Cell]]) -> None:
    widths = {name: width for name, width in columns.items() if name != UNPRINTED}
    sheet.append(list(widths))
    for number, row in enumerate(rows):
        if number == _MOST_ROWS:
            sheet.append([None, f"后面的没有列出：一张表最多 {_MOST_ROWS} 行，全部见 JSON 结果"])
            break
        sheet.append([_safe(cell) for cell in row])
    for number, cells in enumerate(sheet.iter_rows(), 1):
        _dress(cells)
        # Not every program fits the rows to their text by itself.
        lines = max(_lines(cell.value, width) for cell, width in zip(cells, widths.values(), strict=True))
        sheet.row_dimensions[number].height = _AROUND + _LINE * min(lines, _MOST_LINES)
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = _HEAD, _HEAD_FILL, _HEAD_PLACE
    for number, width in enumerate(widths.values(), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    _set_up_for_paper(sheet)
    if UNPRINTED in columns:
        last = get_column_letter(list(columns).index(UNPRINTED))
        sheet.print_area = f"A1:{last}{sheet.max_row}"


def _dress(cells: Sequence["OneCell | MergedCell"]) -> None:
    """Numbers in the middle, texts from the top on, verdicts against the site in red."""
    for cell in cells:
        is_text = isinstance(cell.value, str)
        cell.alignment = _CELL if is_text else _NUMBER
        if is_text and cell.value in _WRONG:
            cell.font = _RED


def _lines(value: object, width: int) -> int:
    """How many lines a value takes in a column; a Chinese character is as wide as two others, and an address may begin a line of its own."""
    found = 0
    for row in str(value or "").split("\n"):
        lines = -(-len(row.encode("gbk", "replace")) // (width - 1)) or 1
        found += lines + (lines > 1 and "://" in row)
    return found


def _set_up_for_paper(sheet: "Worksheet") -> None:
    """Printed on A4 across, as wide as the paper, the head on every page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr = 0, PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.8, 0.4
    sheet.print_options.gridLines = True
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&A　第 &P 页，共 &N 页"


def _safe(value: Cell) -> Cell:
    """A value as a cell may hold it: no formula, no control characters, not too long."""
    if not isinstance(value, str):
        return value
    text = ILLEGAL_CHARACTERS_RE.sub("", value.encode("utf-8", "replace").decode())[:_LONGEST]
    return f"'{text}" if text.startswith(_FORMULA) else text
