"""Gates: the literals that lead to places where a detector has to look, and the detector of each.

A gate costs next to nothing, as its literals are searched together with the lexicon's. Only the *end* of a literal
counts: a detector is handed the text and that end, and reads what it needs around it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from jiyue.textcheck import addresses, digit_runs, identifiers, secrecy
from jiyue.textcheck.engines import Expression
from jiyue.textcheck.folding import DIGITS, INVISIBLE, SEPARATORS
from jiyue.textcheck.hits import Found

RUN_CHARACTERS: Final = "".join(DIGITS) + SEPARATORS
_REACH: Final = 48
# (text, end of the literal) → what is found, and the position up to which the detector has read
Detector = Callable[[str, int], tuple[list[Found], int]]


@dataclass(frozen=True, slots=True)
class Gate:
    """Literals and the detector behind them; EXPRESSIONS lead to some, too."""

    name: str
    literals: tuple[str, ...]
    detector: Detector


def _digits(text: str, end: int) -> tuple[list[Found], int]:
    if text[end - 1] not in RUN_CHARACTERS:  # an expression ends with the character after the run
        end -= 1
    start, stop = _start_of_run(text, end), _end_of_run(text, end)
    if stop - start < digit_runs.SHORTEST:
        return [], stop + 1
    return list(digit_runs.personal_numbers(text, start, stop)), stop + 1


def _start_of_run(text: str, end: int) -> int:
    reach = _REACH
    while True:
        low = max(0, end - reach)
        rest = len(text[low:end].rstrip(RUN_CHARACTERS))
        if rest or not low:
            return low + rest
        reach *= 4


def _end_of_run(text: str, end: int) -> int:
    reach = _REACH
    while True:
        rest = len(text[end : end + reach].lstrip(RUN_CHARACTERS))
        if rest or end + reach >= len(text):
            return min(end + reach, len(text)) - rest
        reach *= 4


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
    Gate("plate", (), _simple(identifiers.plate_near)),
    Gate("masked", identifiers.MASK_STARTS, _masked),
    Gate("passport", identifiers.PASSPORT_WORDS, _simple(identifiers.passport_after)),
    Gate("account", identifiers.ACCOUNT_WORDS, _simple(identifiers.account_at, back=2)),
    Gate("address", addresses.DOOR_STARTS, _simple(addresses.address_at, back=1)),
    *(Gate("secrecy", mark.triggers, _simple(partial(secrecy.marks_near, mark))) for mark in secrecy.MARKS),
)
# Expressions are searched with the literals: each with the gate it leads to, the last tells whether there is anything invisible.
EXPRESSIONS: Final = (
    (0, Expression(digit_runs.PLAIN_RUN, digit_runs.ends_no_personal_number)),
    (1, Expression(identifiers.PLATE_START)),
    (len(GATES), Expression(f"[{INVISIBLE}]")),
)
