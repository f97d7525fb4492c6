"""Whether a field of a data file has the shape that its readers expect, asked before anything is made of it.

TOML tells a text from a list, but a person who edits a file easily writes one for the other; without this the
answer would be a Python error instead of file, line and sentence.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jiyue.rulebook.loading import DataError, line_of, read, top_line


class Shape(NamedTuple):
    """What a field must be: the words for people, and the test."""

    words: str
    fits: Callable[[Any], bool]


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _days(value: object) -> bool:
    return isinstance(value, list) and all(type(each) is date for each in value)


TEXT = Shape("带引号的文字", lambda value: isinstance(value, str))
TEXTS = Shape('文字的列表，如 ["R2"]', _texts)
NUMBER = Shape("整数", lambda value: type(value) is int)
FLAG = Shape("true 或 false", lambda value: isinstance(value, bool))
DAY = Shape("日期，如 2027-01-01（不加引号）", lambda value: type(value) is date)
DAYS = Shape("日期的列表，如 [2027-01-01]", _days)
TABLE = Shape("表，如 { parameter = “…”, since = “…” }", lambda value: isinstance(value, dict))
BY_SHAPE = (
    (TEXTS, {
        "after", "based_on", "cited_in", "clauses", "decisions", "evidence", "executed_by", "items", "only_if",
        "parameters", "readings", "subject", "to_whom", "words",
    }),
    (DAY, {"announced_on", "first_on", "in_force_from", "in_force_to", "issued_on", "last_on"}),
    (DAYS, {"makeup"}),
    (FLAG, {"held", "in_principle", "is_informative"}),
    (TABLE, {"limits", "not_before", "within"}),
    (NUMBER, {"at_least", "year"}),
    (TEXT, {
        "also_needs", "applies_to", "at", "author", "before", "by", "certainty", "clause", "code", "confirmed_by",
        "document", "effect", "entered_by", "entitled", "evaluator", "fact", "failure", "form", "group", "id",
        "judged_by", "kept_by", "key", "kind", "name", "note", "number", "reading", "reason", "remedy", "sentence",
        "severity", "source", "state", "statement", "success", "text_only", "title", "unit", "version", "when",
    }),
)  # fmt: skip
FIELDS = {name: shape for shape, names in BY_SHAPE for name in names}


def misfits(row: Mapping[str, Any], own: Mapping[str, Shape] | None = None) -> Iterator[tuple[str, str]]:
    """The fields of a row that have another shape than expected, each with a sentence.

    `own` are shapes that hold in this file only. A field that is not known here is somebody else's to judge.
    """
    known = {**FIELDS, **(own or {})}
    for field, value in row.items():
        shape = known.get(field)
        if shape is not None and not shape.fits(value):
            yield field, f"{field} 应为{shape.words}。"


def tables(path: Path, table: str) -> list[dict[str, Any]]:
    """The tables `[[table]]` of a file, as they stand. Raises DataError when the name is used for something else."""
    found = read(path).get(table, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise DataError(
            path, max(line_of(path, table), top_line(path, table)), f"{table} 应写成一段一个的 [[{table}]]。"
        )
    return found


def rows(path: Path, table: str, own: Mapping[str, Shape] | None = None) -> Iterator[dict[str, Any]]:
    """As `tables`, one by one. Raises DataError at the first field that has another shape than expected."""
    for index, row in enumerate(tables(path, table)):
        for field, sentence in misfits(row, own):
            raise DataError(path, line_of(path, table, index, field), sentence)
        yield row


def head(path: Path, own: Mapping[str, Shape] | None = None) -> dict[str, Any]:
    """The fields of a file outside its tables. Raises DataError at the first of another shape."""
    found = read(path)
    for field, sentence in misfits(found, own):
        raise DataError(path, top_line(path, field), sentence)
    return found
