"""A report as JSON, by docs/inspection-report.schema.json. `VERSION` goes up when a field changes its meaning or leaves."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from msgspec import Struct

from jiyue.inspection.report import score_card
from jiyue.inspection.results import Report

VERSION = "1.4"

type Json = dict[str, Json] | list[Json] | str | int | float | bool | None


def reports_as_json(reports: Sequence[Report]) -> dict[str, Json]:
    """All reports of one command, with the version of the form."""
    return {"version": VERSION, "generator": "jiyue", "reports": [_with_scores(report) for report in reports]}


def _with_scores(report: Report) -> Json:
    """A report with its score cards, which are reckoned from it and so no part of it."""
    found = as_json(report)
    if isinstance(found, dict):
        found["score_cards"] = as_json(score_card.cards(report))
    return found


def as_json(value: Any) -> Json:  # noqa: ANN401 - whatever a report holds
    """A report, or any value inside it: frozen types become objects, dates ISO texts."""
    if (names := _fields(value)) is not None:
        return {name: as_json(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list):
        return [as_json(one) for one in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str):
        # Lone surrogates from broken pages can not be written as UTF-8.
        return str(value).encode("utf-8", "replace").decode("utf-8")
    if value is None or isinstance(value, bool | int | float):
        return value
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def _fields(value: object) -> Sequence[str] | None:
    """The fields of a frozen type that belong to the report; None for what has none."""
    if isinstance(value, Struct):
        return value.__struct_fields__
    if is_dataclass(value):
        return [one.name for one in fields(value) if one.metadata.get("json", True)]
    return value._fields if isinstance(value, tuple) and hasattr(value, "_fields") else None
