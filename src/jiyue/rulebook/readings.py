"""How unclear words of the measures are read, by whom, and whether the Bureau has confirmed it (38.2)."""

from datetime import date
from functools import cache
from typing import NamedTuple

from jiyue.rulebook.loading import DATA, read

FILE = DATA / "readings.toml"
STATES = {"proposed": "拟议", "confirmed": "已确认"}


class Reading(NamedTuple):
    """One reading of some words in one version; a confirmation or change is a later row of the same id."""

    id: str
    words: str
    at: str
    reading: str
    reason: str
    author: str
    state: str
    in_force_from: date
    in_force_to: date | None = None
    confirmed_by: str = ""

    @property
    def state_label(self) -> str:
        """拟议 or 已确认."""
        return STATES[self.state]


@cache
def versions() -> dict[str, tuple[Reading, ...]]:
    """All versions of all readings by id, oldest first; callers must not change the mapping."""
    found: dict[str, tuple[Reading, ...]] = {}
    for row in read(FILE)["reading"]:
        found[row["id"]] = (*found.get(row["id"], ()), Reading(**row))
    return found


def all(*, on: date | None = None) -> tuple[Reading, ...]:  # noqa: A001 - read as readings.all()
    """The readings R1 to R33, each in the version in force on a day, or its newest."""
    return tuple(get(reading_id, on=on) for reading_id in versions())


def get(reading_id: str, *, on: date | None = None) -> Reading:
    """One reading in the version in force on a day, or its newest.

    Raises KeyError for an unknown id. Before its first version a reading answers with that one.
    """
    known = versions()[reading_id]
    in_force = [each for each in known if on is None or each.in_force_from <= on]
    return (in_force or known[:1])[-1]
