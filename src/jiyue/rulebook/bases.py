"""The documents on which the measures rest, with number and year (1.1, 36.1)."""

from datetime import date
from functools import cache
from typing import NamedTuple

from jiyue.rulebook.loading import DATA, read

FILE = DATA / "bases.toml"


class Basis(NamedTuple):
    """One document. `held` is False when its text could not be used for judging; dates only where known."""

    id: str
    title: str
    number: str
    year: int
    cited_in: tuple[str, ...]
    held: bool
    note: str
    issued_on: date | None = None
    in_force_from: date | None = None


@cache
def all() -> tuple[Basis, ...]:  # noqa: A001 - the published name; read as bases.all()
    """All documents, the measures first."""
    return tuple(Basis(**{**row, "cited_in": tuple(row["cited_in"])}) for row in read(FILE)["basis"])


def of_clause(clause_id: str) -> tuple[Basis, ...]:
    """The documents that a clause names."""
    return tuple(basis for basis in all() if clause_id in basis.cited_in)
