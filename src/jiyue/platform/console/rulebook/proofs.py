"""The tests of a clause as a lawyer reads them: given, when, then, in Chinese; kept beside the page, checked against the marks (38.1)."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jiyue.rulebook.loading import read

FILE = Path(__file__).with_name("proofs.toml")
FEW = 3


class Proof(NamedTuple):
    """One test: what is given, what is done, what then holds; and its name in the source."""

    test: str
    clauses: tuple[str, ...]
    given: str
    when: str
    then: str


@cache
def all() -> tuple[Proof, ...]:  # noqa: A001 - reads as proofs.all(), as elsewhere in the rulebook
    """Every test that is told, in the order of the files."""
    return tuple(
        Proof(f"{file}::test_{name}", tuple(row["clauses"]), row["given"], row["when"], row["then"])
        for file, rows in read(FILE).items()
        for name, row in rows.items()
    )


@cache
def by_clause() -> dict[str, list[Proof]]:
    """The told tests of each clause, those of the rules before those of screens; callers must not change them."""
    found: dict[str, list[Proof]] = defaultdict(list)
    for proof in all():
        for clause in proof.clauses:
            found[clause].append(proof)
    return {clause: sorted(proofs, key=_rank) for clause, proofs in found.items()}


def _rank(proof: Proof) -> tuple[bool, bool]:
    """What a lawyer reads first: tests of few clauses, and of rules."""
    return len(proof.clauses) > FEW, not proof.test.startswith("rulebook/")
