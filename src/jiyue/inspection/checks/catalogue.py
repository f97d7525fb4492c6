"""The checks by name: the clause and indicators they serve, what they rest on, what they say, why they matter."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from msgspec import Struct

from jiyue.inspection.results import Observation, fingerprint
from jiyue.inspection.states import State, Verdict

_FILES = ("catalogue.toml", "browser.toml")
CERTAIN = "certain"
DOUBTFUL = "to-verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: `clause` is the one it cites unless an observation names a nearer one, of those in `also`.

    `indicators` are the rulebook's that its findings count for. `facts`, `fails`, `doubts` and `unjudged` say in Chinese what it rests on, when it says
    "fail" and "to verify", and what it does not judge. `per` is "page", or "site" where one finding stands for all pages with the same fault.
    """

    id: str
    clause: str
    title: str
    why: str
    group: str
    facts: str
    fails: str
    doubts: str
    unjudged: str
    indicators: tuple[str, ...] = ()
    per: str = "page"
    also: tuple[str, ...] = ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause that its findings may name, the usual one first."""
        return (self.clause, *self.also)


def _read() -> dict[str, Check]:
    folder = files("jiyue.inspection.checks").joinpath("data")
    rows = [row for name in _FILES for row in tomllib.loads(folder.joinpath(name).read_text("utf-8"))["check"]]
    lists = ("indicators", "also")
    return {row["id"]: Check(**{**row, **{name: tuple(row.get(name, ())) for name in lists}}) for row in rows}


CHECKS = _read()


class Draft(Struct, frozen=True, kw_only=True, gc=False):
    """An observation as a check words it; what it leaves out comes from the catalogue.

    `subject` tells observations of one check on one page apart, and stays the same over runs.
    """

    check: str
    url: str
    subject: str
    message: str
    remedy: str
    clause: str = ""
    kind: str = ""
    place: str = ""
    excerpt: str = ""
    why: str = ""
    verdict: Verdict = Verdict.FAIL
    state: State = State.DONE
    confidence: str = ""
    target: str = ""
    evidence: tuple[str, ...] = ()
    column_key: str | None = None
    repeats: int = 0
    scope: str = ""

    def observation(self, *, evidence: tuple[str, ...] = (), column_key: str | None = None) -> Observation:
        """The observation. One that is certain by default is one whose verdict is FAIL; `scope` names the fault in the place of the page.

        `evidence` and `column_key` count where the draft itself says none.
        """
        known = CHECKS[self.check]
        return Observation(
            check=self.check, clause=self.clause or known.clause, url=self.url, place=self.place, excerpt=self.excerpt,
            message=self.message, why=self.why or known.why, remedy=self.remedy, verdict=self.verdict,
            confidence=self.confidence or (CERTAIN if self.verdict is Verdict.FAIL else DOUBTFUL), state=self.state,
            fingerprint=fingerprint(self.check, self.scope or self.url, self.subject), kind=self.kind, target=self.target,
            evidence=self.evidence or evidence, column_key=self.column_key or column_key, repeats=self.repeats,
        )  # fmt: skip
