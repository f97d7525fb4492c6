"""The lexicon: wrong and sensitive wording as data, its classes, and how a city's own is read and merged (32.7, 13.5, 30.2)."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import IO, Final, cast, get_args

from jiyue.textcheck.hits import Confidence, Severity

COLUMNS: Final = ("wrong", "right", "class", "severity", "since", "allow", "hit", "miss", "note")
SHORTEST: Final = 2


class LexiconError(ValueError):
    """A lexicon file can not be read; the message names the line and what to write instead."""


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


@dataclass(frozen=True, slots=True)
class Entry:
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
                    raise LexiconError(f"{file.name}: “{entry.wrong}” stands in the lexicon twice")
                entries[entry.wrong] = entry
    return Lexicon(tuple(entries.values()))


def load(path: Path) -> Lexicon:
    """Read a city's own lexicon from a CSV or XLSX file; raise LexiconError with the line that is wrong."""
    if path.suffix.lower() == ".xlsx":
        from jiyue.textcheck.documents import xlsx_rows

        rows = iter(xlsx_rows(path.read_bytes()))
        header = next(rows, [])
        return Lexicon(tuple(_entries((dict(zip(header, row, strict=False)) for row in rows), path.name)))
    with path.open("r", encoding="utf-8-sig", newline="") as stream:
        return Lexicon(tuple(read_csv(stream, name=path.name)))


def read_csv(stream: IO[str], *, name: str) -> Iterator[Entry]:
    """Yield the entries of a CSV file with a header of COLUMNS; several wrong forms of one row are parted by “|”."""
    yield from _entries(csv.DictReader(stream), name)


def _entries(rows: Iterable[Mapping[str, str | None]], name: str) -> Iterator[Entry]:
    for number, row in enumerate(rows, start=2):
        cells = {key: (value or "").strip() for key, value in row.items() if key in COLUMNS}
        try:
            entry = _entry(cells)
        except (KeyError, ValueError) as error:
            raise LexiconError(f"{name}, line {number}: {error}") from error
        for form in _list(cells["wrong"]):
            if len(form) < SHORTEST:
                raise LexiconError(
                    f"{name}, line {number}: “{form}” is too short; write at least {SHORTEST} characters"
                )
            allow = (*entry.allow, *([entry.right] if form in entry.right else []))
            yield replace(entry, wrong=form, allow=allow)


def _entry(cells: Mapping[str, str]) -> Entry:
    word_class = word_classes().get(cells.get("class", ""))
    if word_class is None:
        raise ValueError(f"class is “{cells.get('class', '')}”; write one of {', '.join(word_classes())}")
    severity = cells.get("severity") or word_class.severity
    if severity not in get_args(Severity):
        raise ValueError(f"severity is “{severity}”; write one of {', '.join(get_args(Severity))}")
    if not cells.get("wrong"):
        raise ValueError("wrong is empty")
    since = cells.get("since", "")
    return Entry(
        wrong=cells["wrong"],
        right=cells.get("right", ""),
        word_class=word_class,
        severity=cast("Severity", severity),
        since=date.fromisoformat(since) if since else None,
        allow=_list(cells.get("allow", "")),
        hit=_list(cells.get("hit", "")),
        miss=_list(cells.get("miss", "")),
        note=cells.get("note", ""),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _data() -> resources.abc.Traversable:
    return resources.files("jiyue.textcheck").joinpath("data")
