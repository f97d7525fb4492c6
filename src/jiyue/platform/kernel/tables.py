"""A list as a file that a Chinese office opens: CSV with a mark for UTF-8, or an XLSX workbook."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse

FORMULA_SIGNS = ("=", "+", "-", "@")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 48


def harmless(text: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not text.lstrip("+-").isdigit() else text


def as_csv(filename: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer rows, headings first, as a CSV file."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}.csv"'
    csv.writer(response).writerows([harmless(text) for text in row] for row in rows)
    return response


def as_workbook(filename: str, title: str, rows: Iterable[Sequence[str]]) -> HttpResponse:
    """Answer rows, headings first, as a workbook of one sheet whose head stays in sight and can be filtered."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=False)
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = title[:31]
    widths: dict[int, int] = {}
    for row in rows:
        cleaned = [ILLEGAL_CHARACTERS_RE.sub("", text) for text in row]
        sheet.append(cleaned)
        for place, text in enumerate(cleaned, 1):
            widths[place] = min(max(widths.get(place, 8), 2 * len(text) + 2), WIDEST)
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s"  # text stays text, whatever sign it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{filename}.xlsx"'
    return response
