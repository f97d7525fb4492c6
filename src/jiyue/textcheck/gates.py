"""Gates: cheap expressions that find every place where a detector has to look, and the detector of each.

A gate's expression is written in the common subset of `re` and Hyperscan (no look-around, no groups that matter);
only the *end* of its match counts. A detector is handed the text and that end, and reads what it needs around it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from jiyue.textcheck import addresses, digit_runs, identifiers, secrecy
from jiyue.textcheck.folding import DIGIT_CLASS, DIGITS, MASKS, SEPARATOR_CLASS, SEPARATORS
from jiyue.textcheck.hits import Found

# (text, end of the gate's match) → what is found, and the position up to which the detector has read
Detector = Callable[[str, int], tuple[list[Found], int]]


@dataclass(frozen=True, slots=True)
class Gate:
    """One expression and the detector behind it."""

    name: str
    expression: str
    detector: Detector


def _digits(text: str, end: int) -> tuple[list[Found], int]:
    start = end
    while start > 0 and (text[start - 1] in DIGITS or text[start - 1] in SEPARATORS):
        start -= 1
    match = digit_runs.RUN.search(text, start)
    if not match:
        return [], end
    return list(digit_runs.personal_numbers(text, match.start(), match.end())), match.end()


def _plate(text: str, end: int) -> tuple[list[Found], int]:
    for start in range(max(0, end - 6), end):
        match = identifiers.PLATE_START.match(text, start)
        if match and match.end() == end:
            return list(identifiers.plate_at(text, start)), end
    return [], end


def _masked(text: str, end: int) -> tuple[list[Found], int]:
    low = max(0, end - 20)
    for match in identifiers.MASKED.finditer(text, low):
        if match.end() >= end or match.start() > end:
            return list(identifiers.poorly_masked(text, match.start(), match.end())) if match.start() < end else [], end
    return [], end


def _simple(detector: Callable[[str, int], Iterator[Found]], *, back: int = 0) -> Detector:
    def detect(text: str, end: int) -> tuple[list[Found], int]:
        return list(detector(text, end - back)), end

    return detect


_ADDRESS: Final = f"(?:号楼|#楼|栋|幢|座|单元|弄|组|社|队|巷|排)[^，。；、\\n]{{0,8}}?{DIGIT_CLASS}\\s?[室户号]|单元 ?{DIGIT_CLASS}{{3}}"
GATES: Final = (
    Gate("digits", f"{DIGIT_CLASS}(?:{SEPARATOR_CLASS}{{0,2}}{DIGIT_CLASS}){{{digit_runs.SHORTEST - 1}}}", _digits),
    Gate("plate", identifiers.PLATE_START.pattern, _plate),
    Gate("masked", f"[0-9][{MASKS}]{{1,5}}[0-9]", _masked),
    Gate("passport", "|".join(identifiers.PASSPORT_WORDS), _simple(identifiers.passport_after)),
    Gate("account", "|".join(identifiers.ACCOUNT_WORDS), _simple(identifiers.account_at, back=2)),
    Gate("address", _ADDRESS, _simple(addresses.address_with)),
    Gate("secrecy", secrecy.GATE, _simple(secrecy.secrecy_marks)),
)
COMPILED: Final = tuple(re.compile(gate.expression) for gate in GATES)
