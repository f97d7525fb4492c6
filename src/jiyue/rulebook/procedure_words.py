"""The Chinese words of the procedures: who acts, what proves a step, which circumstances change its course."""

from functools import cache
from typing import Any, NamedTuple

from jiyue.rulebook.loading import DATA, read

FILE = DATA / "procedure-words.toml"


class ProcedureRole(NamedTuple):
    """One who acts in procedures; without a seat it is a body outside the platform."""

    id: str
    title: str
    has_seat: bool


@cache
def roles() -> dict[str, ProcedureRole]:
    """All roles of the procedures by id."""
    return {key: ProcedureRole(key, row["title"], row["seat"]) for key, row in _table("roles").items()}


def evidence() -> dict[str, str]:
    """The kinds of evidence with what they are called."""
    return dict(_table("evidence"))


def decisions() -> dict[str, str]:
    """The decisions with what they are called."""
    return dict(_table("decisions"))


def circumstances() -> dict[str, str]:
    """The circumstances of a case that add or drop parts of a procedure, with what they are called."""
    return dict(_table("circumstances"))


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = read(FILE)[name]
    return table
