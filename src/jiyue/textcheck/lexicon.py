"""The lexicon: wrong and sensitive wording as data, its classes, and how a city's own is read and merged (32.7, 13.5, 30.2)."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Final

from msgspec import Struct
from msgspec.structs import replace

from jiyue.textcheck.hits import SEVERITY_LABELS, Confidence, Severity

COLUMNS: Final = ("wrong", "right", "class", "severity", "since", "allow", "hit", "miss", "note")
# The same columns as a city writes them.
CHINESE_COLUMNS: Final = ("错误写法", "正确写法", "类别", "级别", "起始日期", "允许短语", "应命中", "不应命中", "说明")
_COLUMN_OF: Final = dict(zip((*COLUMNS, *CHINESE_COLUMNS), COLUMNS * 2, strict=True))
_NEEDED: Final = ("wrong", "class")
SHORTEST: Final = 2
MOST_PROBLEMS: Final = 20


class LexiconError(ValueError):
    """A lexicon file can not be read; the message names each wrong line and what to write instead, one a line."""


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class of wording: what a hit of it is, which clause it offends, how grave it is by default.

    `needs_boundary` asks that an entry begins and ends at a word's boundary. `spared_by` lists words that, in the
    same sentence, show that the text speaks *about* such wording (打击、谨防 …): the hit becomes a hint.
    """

    id: str
    title: str
    kind: str
    clause: str
    severity: Severity
    confidence: Confidence
    message: str
    advice: str
    needs_boundary: bool = False
    spared_by: tuple[str, ...] = ()


class Entry(Struct, frozen=True, gc=False):
    """One wrong form. `since` is the day from which it is wrong; texts that speak of an earlier day do not hit.

    `allow` are longer phrases in which the form is right. `hit` and `miss` are sentences that tests run.
    """

    wrong: str
    right: str
    word_class: WordClass
    severity: Severity
    since: date | None = None
    allow: tuple[str, ...] = ()
    hit: tuple[str, ...] = ()
    miss: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All entries, each wrong form once."""

    entries: tuple[Entry, ...]

    def merged(self, other: "Lexicon", *, without: Iterable[str] = ()) -> "Lexicon":
        """Return this lexicon with another's entries, which win over the same wrong form, and without some forms."""
        dropped = frozenset(without)
        by_form = {entry.wrong: entry for entry in (*self.entries, *other.entries)}
        return Lexicon(tuple(entry for form, entry in by_form.items() if form not in dropped))


@cache
def word_classes() -> Mapping[str, WordClass]:
    """Return the classes of wording by id, in the order of the data."""
    data = tomllib.loads(_data().joinpath("classes.toml").read_text("utf-8"))
    return {
        key: WordClass(id=key, **(row | {"spared_by": tuple(row.get("spared_by", ()))})) for key, row in data.items()
    }


@cache
def starter() -> Lexicon:
    """Return the lexicon that ships with Jiyue."""
    folder = _data().joinpath("lexicon")
    entries: dict[str, Entry] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        with file.open("r", encoding="utf-8") as stream:
            for entry in read_csv(stream, name=file.name):
                if entry.wrong in entries:
                    raise LexiconError(f"{file.name}：“{entry.wrong}”在词库中重复")
                entries[entry.wrong] = entry
    return Lexicon(tuple(entries.values()))


def load(path: Path) -> Lexicon:
    """Read a city's own lexicon from a CSV (UTF-8 or GB 18030) or XLSX file; raise LexiconError with all lines that are wrong."""
    from jiyue.textcheck.documents import DocumentError, plain_text, xlsx_rows

    data = path.read_bytes()
    if path.suffix.lower() != ".xlsx":
        return Lexicon(tuple(read_csv(io.StringIO(plain_text(data), newline=""), name=path.name)))
    try:
        rows = iter(xlsx_rows(data))
    except DocumentError as error:
        raise LexiconError(f"{path.name}：{error.reason}") from error
    header = next(rows, [])
    return Lexicon(tuple(_entries(header, (dict(zip(header, row, strict=False)) for row in rows), path.name)))


def read_csv(stream: IO[str], *, name: str) -> Iterator[Entry]:
    """Yield the entries of a CSV file with a header of COLUMNS; several wrong forms of one row are parted by “|”."""
    rows = csv.DictReader(stream)
    yield from _entries(rows.fieldnames or (), rows, name)


def _entries(header: Iterable[str], rows: Iterable[Mapping[str, str | None]], name: str) -> Iterator[Entry]:
    """Yield the entries of all rows, or raise one error with the problems of all rows."""
    _refuse_without_columns(header, name)
    problems: list[str] = []
    lines: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        cells = {_COLUMN_OF.get((key or "").strip(), ""): _cell(value) for key, value in row.items()}
        try:
            entries = _row_entries(cells, lines)
        except ValueError as error:
            problems.append(f"{name} 第{number}行：{error}")
            continue
        lines.update((entry.wrong, number) for entry in entries)
        yield from entries
    if problems:
        more = f"\n……共{len(problems)}处" if len(problems) > MOST_PROBLEMS else ""
        raise LexiconError("\n".join(problems[:MOST_PROBLEMS]) + more)


def _refuse_without_columns(header: Iterable[str], name: str) -> None:
    columns = {_COLUMN_OF.get(title.strip(), "") for title in header}
    missing = [CHINESE_COLUMNS[COLUMNS.index(column)] for column in _NEEDED if column not in columns]
    if missing:
        raise LexiconError(f"{name}：首行缺少列“{'”“'.join(missing)}”，应为：{'、'.join(CHINESE_COLUMNS)}")


def _cell(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _row_entries(cells: Mapping[str, str], lines: Mapping[str, int]) -> list[Entry]:
    """Return a row's entries, none for an empty row; `lines` tells on which line each form before stands."""
    if not any(cells.values()):
        return []
    entry = _entry(cells)
    entries = []
    for form in _list(cells["wrong"]):
        if len(form) < SHORTEST:
            raise ValueError(f"“{form}”太短，至少写{SHORTEST}个字")
        if form in lines:
            raise ValueError(f"“{form}”与第{lines[form]}行重复")
        allow = (*entry.allow, *([entry.right] if form in entry.right else []))
        entries.append(replace(entry, wrong=form, allow=allow))
    return entries


def _entry(cells: Mapping[str, str]) -> Entry:
    severity = cells.get("severity", "")
    word_class = _class_of(cells.get("class", ""))
    if not _list(cells.get("wrong", "")):
        raise ValueError("“错误写法”为空")
    return Entry(
        wrong=cells["wrong"],
        right=cells.get("right", ""),
        word_class=word_class,
        severity=_severity_of(severity) if severity else word_class.severity,
        since=_date_of(cells.get("since", "")),
        allow=_list(cells.get("allow", "")),
        hit=_list(cells.get("hit", "")),
        miss=_list(cells.get("miss", "")),
        note=cells.get("note", ""),
    )


def _class_of(written: str) -> WordClass:
    for word_class in word_classes().values():
        if written in {word_class.id, word_class.title}:
            return word_class
    titles = "、".join(f"{one.title}（{one.id}）" for one in word_classes().values())
    raise ValueError(f"没有类别“{written}”，应为：{titles}")


def _severity_of(written: str) -> Severity:
    for severity, label in SEVERITY_LABELS.items():
        if written in {severity, label}:
            return severity
    labels = "、".join(f"{label}（{severity}）" for severity, label in SEVERITY_LABELS.items())
    raise ValueError(f"没有级别“{written}”，应为：{labels}")


def _date_of(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"起始日期“{written}”不是日期，应写成2021-01-18") from None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _data() -> resources.abc.Traversable:
    return resources.files("jiyue.textcheck").joinpath("data")
