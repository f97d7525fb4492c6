"""Reading of TOML and CSV files into rows that remember their lines."""

import csv
import re
import tomllib
from pathlib import Path

from jiyue.cities.profile.errors import CityDataError
from jiyue.cities.profile.fields import Row

HEADER = re.compile(r"\s*\[\[\s*([\w-]+)\s*\]\]")
ASSIGNMENT = re.compile(r"\s*([A-Za-z_]\w*)\s*=")
FENCES = ("'''", '"""')


def toml_rows(path: Path, table: str, errors: list[CityDataError]) -> list[Row]:
    """Read the tables `[[table]]` of a TOML file; a file that can not be read is one error and no rows."""
    text = _read(path, errors)
    if text is None:
        return []
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        found = re.search(r"line (\d+)", str(broken))
        errors.append(
            CityDataError(path.name, int(found[1]) if found else 0, "", f"不是有效的 TOML（{broken}）", "请修正格式")
        )
        return []
    errors += [
        CityDataError(path.name, 0, other, "不认识这一段", f"本文件只写 [[{table}]]")
        for other in document
        if other != table
    ]
    records = document.get(table, [])
    if not isinstance(records, list):
        errors.append(CityDataError(path.name, 0, table, "应为多条记录", f"请以 [[{table}]] 起每条记录"))
        return []
    places = _places(text, table)
    return [Row(path.name, line, values, lines, errors) for values, (line, lines) in zip(records, places, strict=True)]


def csv_rows(path: Path, columns: tuple[str, ...], errors: list[CityDataError]) -> list[Row]:
    """Read a CSV file whose first line names exactly these columns."""
    text = _read(path, errors)
    if text is None:
        return []
    reader = csv.reader(text.splitlines())
    header = tuple(next(reader, ()))
    if header != columns:
        remedy = f"请写成：{','.join(columns)}"
        errors.append(CityDataError(path.name, 1, "", "表头与规定的不一致", remedy))
        return []
    rows = []
    for cells in reader:
        if len(cells) != len(columns):
            problem = f"应有 {len(columns)} 格，现有 {len(cells)} 格"
            errors.append(CityDataError(path.name, reader.line_num, "", problem, "请检查逗号和引号"))
            continue
        rows.append(Row(path.name, reader.line_num, dict(zip(columns, cells, strict=True)), {}, errors))
    return rows


def _read(path: Path, errors: list[CityDataError]) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        errors.append(CityDataError(path.name, 0, "", "文件不存在", "请补上这个文件"))
    except UnicodeDecodeError:
        errors.append(CityDataError(path.name, 0, "", "不是 UTF-8 编码", "请另存为 UTF-8"))
    return None


def _places(text: str, table: str) -> list[tuple[int, dict[str, int]]]:
    """The line of each `[[table]]` and of the fields below it; what stands inside a multi-line text is passed over."""
    places: list[tuple[int, dict[str, int]]] = []
    fence = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:
            fence = "" if fence in line else fence
            continue
        if (header := HEADER.match(line)) and header[1] == table:
            places.append((number, {}))
        elif (assignment := ASSIGNMENT.match(line)) and places:
            places[-1][1][assignment[1]] = number
        fence = next((mark for mark in FENCES if line.count(mark) == 1), "")
    return places
