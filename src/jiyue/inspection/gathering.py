"""Findings of the page checks gathered over a site: one for all pages where a template repeats the fault, and how many pages each check saw."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from jiyue.inspection.checks.catalogue import CHECKS, Draft
from jiyue.inspection.results import Measurement, Observation
from jiyue.inspection.states import State, Verdict

_GRAVITY = {Verdict.FAIL: 3, Verdict.TO_VERIFY: 2, Verdict.PASS: 1, Verdict.NONE: 0}


@dataclass(slots=True)
class _Fault:
    """One fault of a template: the place to show (nearest to the home page, then by address), and on how many pages it stands."""

    depth: int
    draft: Draft
    evidence: str
    pages: int = 1


@dataclass(slots=True)
class Gathering:
    """What the page checks said of one site. `home` names the faults that belong to no single page."""

    home: str = ""
    observations: list[Observation] = field(default_factory=list)
    _faults: dict[tuple[str, str], _Fault] = field(default_factory=dict)
    _seen: dict[str, tuple[int, Verdict]] = field(default_factory=dict)
    _pages: dict[tuple[str, ...], int] = field(default_factory=dict)
    _remarks: dict[str, str] = field(default_factory=dict)

    def remark(self, name: str, text: str) -> None:
        """Say in a check's measurement what it saw, instead of the number of its pages."""
        self._remarks[name] = text

    def count(self, names: tuple[str, ...]) -> None:
        """Count a page for each of the checks that look at its kind; what they say of it is told by `say`, and silence is a pass."""
        if names not in self._pages:
            self._pages[names] = 0
            for name in names:
                self._seen.setdefault(name, (0, Verdict.NONE))
        self._pages[names] += 1

    def say(self, names: tuple[str, ...], verdicts: dict[str, Verdict]) -> None:
        """Take in what checks said of a page that was counted."""
        for name in names:
            count, worst = self._seen[name]
            said = verdicts.get(name, Verdict.PASS)
            if _GRAVITY[said] > _GRAVITY[worst]:
                self._seen[name] = (count, said)

    def leave_out(self, names: tuple[str, ...]) -> None:
        """Take back the count of a page on which checks failed: their silence there is no pass."""
        for name in names:
            count, worst = self._seen[name]
            self._seen[name] = (count - 1, worst)

    def note(self, names: tuple[str, ...], verdicts: dict[str, Verdict]) -> None:
        """Count a page for each of the checks that looked at it, with what they said; silence is a pass."""
        for name in names:
            count, worst = self._seen.get(name, (0, Verdict.NONE))
            said = verdicts.get(name, Verdict.PASS)
            self._seen[name] = (count + 1, said if _GRAVITY[said] > _GRAVITY[worst] else worst)

    def take(self, draft: Draft, *, depth: int, evidence: str, column_key: str | None = None) -> bool:
        """Keep a finding of a page; tell whether its evidence is now needed."""
        if CHECKS[draft.check].per == "page":
            self.observations.append(draft.observation(evidence=(evidence,) if evidence else (), column_key=column_key))
            return True
        key = draft.check, draft.subject
        fault = self._faults.get(key)
        if fault is None:
            self._faults[key] = _Fault(depth, draft, evidence)
            return True
        fault.pages += 1
        if (depth, draft.url) < (fault.depth, fault.draft.url):
            fault.depth, fault.draft, fault.evidence = depth, draft, evidence
            return True
        return False

    def all(self) -> Iterator[Observation]:
        """Every finding, those of templates once with the number of their pages."""
        yield from self.observations
        for fault in self._faults.values():
            more = f"（共 {fault.pages} 个页面）" if fault.pages > 1 else ""
            draft = replace(fault.draft, message=fault.draft.message + more, scope=self.home or "site", evidence=())
            yield draft.observation(evidence=(fault.evidence,) if fault.evidence else ())

    def measurements(self) -> Iterator[Measurement]:
        """One row for each check: how many pages it saw, and the gravest that it said."""
        pages: Counter[str] = Counter()
        for names, times in self._pages.items():
            for name in names:
                pages[name] += times
        for name, (noted, worst) in self._seen.items():
            count = noted + pages[name]
            if not count:
                continue
            verdict = Verdict.PASS if worst is Verdict.NONE else worst
            yield Measurement(
                name, self.home, State.DONE, verdict, self._remarks.get(name, f"查看 {count} 个页面"), count
            )


def verdicts_of(drafts: list[Draft]) -> dict[str, Verdict]:
    """The gravest verdict of each check among drafts."""
    found: dict[str, Verdict] = {}
    for draft in drafts:
        if _GRAVITY[draft.verdict] > _GRAVITY[found.get(draft.check, Verdict.NONE)]:
            found[draft.check] = draft.verdict
    return found
