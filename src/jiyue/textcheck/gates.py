"""Gates: the literals that lead to places where a detector has to look, and the detector of each.

A gate costs next to nothing, as its literals are searched together with the lexicon's. Only the *end* of a literal
counts: a detector is handed the text and that end, and reads what it needs around it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from jiyue.textcheck import addresses, digit_runs, identifiers, secrecy
from jiyue.textcheck.folding import DIGITS, SEPARATORS
from jiyue.textcheck.hits import Found

# (text, end of the literal) → what is found, and the position up to which the detector has read
Detector = Callable[[str, int], tuple[list[Found], int]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Literals and the detector behind them; the digits' gate also has an expression (PLAIN_RUN)."""

    name: str
    literals: tuple[str, ...]
    detector: Detector


def _digits(text: str, end: int) -> tuple[list[Found], int]:
    start = end
    while start > 0 and (text[start - 1] in DIGITS or text[start - 1] in SEPARATORS):
        start -= 1
    stop = end
    while stop < len(text) and (text[stop] in DIGITS or text[stop] in SEPARATORS):
        stop += 1
    found: list[Found] = []
    if stop - start >= digit_runs.SHORTEST:
        for match in digit_runs.RUN.finditer(text, start, min(len(text), stop + 3)):
            found += digit_runs.personal_numbers(text, match.start(), match.end())
    return found, stop


def _plate(text: str, end: int) -> tuple[list[Found], int]:
    start = end - 3 if text[end - 2] == " " else end - 2
    return list(identifiers.plate_at(text, start)), end


def _masked(text: str, end: int) -> tuple[list[Found], int]:
    for match in identifiers.MASKED.finditer(text, max(0, end - 20), min(len(text), end + 24)):
        if match.start() < end < match.end() and (match.end() == len(text) or match.end() < end + 24):
            return list(identifiers.poorly_masked(text, match.start(), match.end())), match.end()
    return [], end


def _simple(detector: Callable[[str, int], Iterator[Found]], *, back: int = 0) -> Detector:
    def detect(text: str, end: int) -> tuple[list[Found], int]:
        return list(detector(text, end - back)), end

    return detect


GATES: Final = (
    Gate("digits", digit_runs.DISGUISES, _digits),
    Gate("plate", identifiers.PLATE_STARTS, _plate),
    Gate("masked", identifiers.MASK_STARTS, _masked),
    Gate("passport", identifiers.PASSPORT_WORDS, _simple(identifiers.passport_after)),
    Gate("account", identifiers.ACCOUNT_WORDS, _simple(identifiers.account_at, back=2)),
    Gate("address", addresses.DOOR_ENDS, _simple(addresses.address_with)),
    Gate("secrecy", secrecy.TRIGGERS, _simple(secrecy.secrecy_marks)),
)
EXPRESSIONS: Final = ((0, digit_runs.PLAIN_RUN),)
