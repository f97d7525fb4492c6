"""“In principle” (原则上, 一般) as one mechanism: refused by default, exception with reason by the one entitled (R1)."""

from functools import cache
from typing import NamedTuple

from jiyue.rulebook.loading import DATA, read
from jiyue.rulebook.refusal import Refusal

FILE = DATA / "in_principle.toml"


class Principle(NamedTuple):
    """A clause that allows exceptions: who may grant one, and whose consent it needs besides."""

    clause: str
    entitled: str
    sentence: str
    remedy: str
    also_needs: str = ""


class Grant(NamedTuple):
    """An exception as somebody granted it; `consents` holds the roles whose consent is on record."""

    by: str
    reason: str
    consents: tuple[str, ...] = ()


@cache
def all() -> dict[str, Principle]:  # noqa: A001 - the published name; read as in_principle.all()
    """The clauses that say “in principle”, by id; callers must not change the mapping."""
    return {row["clause"]: Principle(**row) for row in read(FILE)["rule"]}


def refusals(clause_id: str, grant: Grant | None = None) -> tuple[Refusal, ...]:
    """Why something that a clause rules out in principle may not be done; empty when an exception holds.

    Whoever lets it pass keeps the grant on the list of exceptions. Raises KeyError for a clause that
    does not say “in principle”.
    """
    rule = all()[clause_id]
    if grant is None:
        return (Refusal(clause_id, rule.sentence, rule.remedy),)
    found = []
    if grant.by != rule.entitled:
        found.append(Refusal(clause_id, "批准例外的人无权批准。", rule.remedy))
    if not grant.reason.strip():
        found.append(Refusal(clause_id, "例外没有写明理由。", "请写明理由后再提交；例外将列册备查。"))
    if rule.also_needs and rule.also_needs not in grant.consents:
        found.append(Refusal(clause_id, "例外还缺少省政府办公厅的同意。", rule.remedy))
    return tuple(found)
