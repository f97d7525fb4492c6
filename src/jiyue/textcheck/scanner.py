"""The scanner: one pass for all places of interest, the detectors there, then policy, order and masked context."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from jiyue.textcheck import laws, wording
from jiyue.textcheck.engines import Ends, make_engine
from jiyue.textcheck.folding import strip_invisible
from jiyue.textcheck.gates import EXPRESSIONS, GATES
from jiyue.textcheck.hits import PERSONAL, RANK, Found, Hit
from jiyue.textcheck.lexicon import Lexicon, starter
from jiyue.textcheck.masking import STAR
from jiyue.textcheck.office_holders import Roster
from jiyue.textcheck.policy import DEFAULT_POLICY, Policy

CONTEXT: Final = 16
_PHONES: Final = frozenset({"mobile", "landline"})
_NAME_REACH: Final = 16
NO_ROSTER: Final = Roster()
_WORD, _TITLE, _LAW = -3, -2, -1  # what an index leads to, where it is no gate


class Scanner:
    """A compiled check: detectors, lexicon and roster. Make one, use it for any number of texts, from any thread."""

    def __init__(self, lexicon: Lexicon | None = None, *, roster: Roster = NO_ROSTER, engine: str = "") -> None:
        self.entries = (starter() if lexicon is None else lexicon).entries
        gates = [(number, literal) for number, gate in enumerate(GATES) for literal in gate.literals]
        titles = sorted({title for title in roster.triggers() if len(title) > 1})
        self._dated = (roster.judge, laws.quotation_at)
        literals = [*(entry.wrong for entry in self.entries), *(literal for _, literal in gates), *titles, *laws.ENDS]
        self._gates = [
            *(number for number, _ in gates),
            *[_TITLE] * len(titles),
            *[_LAW] * len(laws.ENDS),
            *(number for number, _ in EXPRESSIONS),
        ]
        self._invisible = len(self.entries) + len(self._gates) - 1
        self.engine = make_engine(literals, [expression for _, expression in EXPRESSIONS], name=engine)

    def scan(self, text: str, policy: Policy = DEFAULT_POLICY) -> tuple[Hit, ...]:
        """Return what must not, or may not unexplained, stand in `text`, in the order of the text (13.5, 30.1, 32.7)."""
        ends = self.engine.ends(text)
        if not ends:
            return ()
        if max(ends)[0] == self._invisible:
            detected = self._detected_through(
                text, [end - 1 for index, end in ends if index == self._invisible], policy
            )
        else:
            detected = self._detected(text, ends, policy)
        if not detected:
            return ()
        surroundings = _Surroundings(text, detected)
        return tuple(_hit(one, surroundings.of(one)) for one in _without_overlaps(_applied(detected, text, policy)))

    def _detected_through(self, text: str, invisible: Sequence[int], policy: Policy) -> list[Found]:
        """Detect in the text without its invisible characters, and lead the places back to the text itself."""
        stripped = strip_invisible(text, invisible)
        origin = stripped.origin
        return [
            one._replace(start=origin(one.start), end=origin(one.end - 1) + 1)
            for one in self._detected(stripped.text, self.engine.ends(stripped.text), policy)
        ]

    def _detected(self, text: str, ends: Ends, policy: Policy) -> list[Found]:
        detected: list[Found] = []
        done = [0] * len(GATES)
        first_gate = len(self.entries)
        for index, end in ends:
            gate = self._gates[index - first_gate] if index >= first_gate else _WORD
            if gate == _WORD:
                found = wording.judge(self.entries[index], text, end, policy)
                if found:
                    detected.append(found)
            elif gate < 0:
                detected += self._dated[gate](text, end, policy.on)
            elif end > done[gate]:
                many, done[gate] = GATES[gate].detector(text, end)
                detected += many
        return detected


def _applied(found: Iterable[Found], text: str, policy: Policy) -> Iterator[Found]:
    for one in found:
        if _is_own(one, text, policy):
            continue
        severity = policy.treat(one.kind, one.severity)
        if one.kind in _PHONES and _is_office_contact(one, text, policy):
            severity = policy.treat(one.kind, "explain") and policy.office_context
        if severity:
            yield one if severity == one.severity else one._replace(severity=severity)


def _is_office_contact(one: Found, text: str, policy: Policy) -> bool:
    if one.severity == "explain" and "工作电话" in one.message:
        return True
    before = text[max(0, one.start - _NAME_REACH) : one.start]
    return any(name in before for name in policy.officials)


def _is_own(one: Found, text: str, policy: Policy) -> bool:
    written = text[one.start : one.end]
    if one.kind in _PHONES and policy.office_phones:
        return "".join(filter(str.isdigit, written)) in policy.office_phones
    return one.kind == "home-address" and any(address in written for address in policy.office_addresses)


def _without_overlaps(found: Iterable[Found]) -> list[Found]:
    """Keep, of overlapping finds of one family, the graver, then the longer one."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.kind not in PERSONAL, one.start, -one.end)):
        before = kept[-1] if kept else None
        if before is None or one.start >= before.end or (one.kind in PERSONAL) != (before.kind in PERSONAL):
            kept.append(one)
        elif (RANK[one.severity], before.end - before.start) < (RANK[before.severity], one.end - one.start):
            kept[-1] = one
    return sorted(kept, key=lambda one: (one.start, one.end))


def _hit(one: Found, context: str) -> Hit:
    return Hit(
        one.kind, one.start, one.end, one.excerpt, one.severity, one.clause, one.message, one.advice,
        one.confidence, context, one.rule, one.word_class, one.suggestion,
    )  # fmt: skip


class _Surroundings:
    """Cuts the text around a hit, with every personal number in it masked, also those whose kind is switched off."""

    def __init__(self, text: str, detected: Sequence[Found]) -> None:
        self._text = text
        self._secrets = sorted((one.start, one.end, one.excerpt) for one in detected if one.kind in PERSONAL)
        self._longest = max((end - start for start, end, _ in self._secrets), default=0)

    def of(self, one: Found) -> str:
        low, high = max(0, one.start - CONTEXT), min(len(self._text), one.end + CONTEXT)
        parts, position = [], low
        first = bisect_left(self._secrets, (low - self._longest,))
        for start, end, excerpt in self._secrets[first : bisect_left(self._secrets, (high,))]:
            if end > low and start >= position:
                parts += [self._text[position:start], excerpt]
                position = end
            elif end > max(low, position):  # the rest of one that begins before the window or in another
                parts.append(STAR * (end - max(low, position)))
                position = end
        parts.append(self._text[position:high])
        return " ".join("".join(parts).split())


@cache
def default_scanner() -> Scanner:
    """Return the scanner with the lexicon that ships with Jiyue, compiled once per process."""
    return Scanner()
