"""Digits in every disguise: full width, circled, Chinese numerals, and the invisible characters between them."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

ASCII_DIGITS: Final = "0123456789"
_CHINESE: Final = {
    "0": "〇零○",
    "1": "一壹弌幺",
    "2": "二贰貳弍",
    "3": "三叁參弎",
    "4": "四肆",
    "5": "五伍",
    "6": "六陆陸",
    "7": "七柒",
    "8": "八捌",
    "9": "九玖",
}
# Blocks of digits that a reader takes for plain ones: full width, circled, bracketed, dotted, mathematical.
_RANGES: Final = (
    (0xFF10, 0, 10),
    (0x2460, 1, 9),
    (0x2474, 1, 9),
    (0x2488, 1, 9),
    (0x2776, 1, 9),
    (0x24EA, 0, 1),
    *((start, 0, 10) for start in (0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6)),
)


def _digit_table() -> dict[str, str]:
    table = {digit: digit for digit in ASCII_DIGITS}
    for digit, glyphs in _CHINESE.items():
        table.update(dict.fromkeys(glyphs, digit))
    for start, first, count in _RANGES:
        table.update({chr(start + offset): ASCII_DIGITS[first + offset] for offset in range(count)})
    return table


DIGITS: Final = _digit_table()
X_LETTERS: Final = "XxＸｘ×Хх"
INVISIBLE: Final = (
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
SEPARATORS: Final = " \t\u00a0\u2002\u2003\u2009\u3000-－‐‑–—.．·•_"
CHINESE_DIGITS: Final = "".join(_CHINESE.values())
WIDE_DIGITS: Final = "０１２３４５６７８９"
OTHER_DIGITS: Final = "".join(glyph for glyph in DIGITS if glyph not in ASCII_DIGITS + CHINESE_DIGITS)
DIGIT_CLASS: Final = "[" + "".join(DIGITS) + "]"
SEPARATOR_CLASS: Final = "[" + re.escape(SEPARATORS) + "]"
X_CLASS: Final = "[" + X_LETTERS + "]"
_GROUP: Final = re.compile(f"(?P<plain>[0-9]+)|[{''.join(digit for digit in DIGITS if digit not in ASCII_DIGITS)}]+")
_PLAIN: Final = str.maketrans(DIGITS)
_ASCII_FORM: Final = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " "} | DIGITS
)


class Stripped(NamedTuple):
    """A text without its invisible characters: where its pieces begin in it, and where they began in the text itself."""

    text: str
    starts: list[int]
    origins: list[int]

    def origin(self, position: int) -> int:
        """Where a character of the stripped text stood."""
        piece = bisect_right(self.starts, position) - 1
        return self.origins[piece] + position - self.starts[piece]


def strip_invisible(text: str, places: Sequence[int]) -> Stripped:
    """Drop the invisible characters that stand at the places given, in order, and remember the places of what is left."""
    pieces = [
        (start, stop) for start, stop in zip((0, *(place + 1 for place in places)), (*places, len(text)), strict=True)
        if start < stop
    ]  # fmt: skip
    starts = list(accumulate((stop - start for start, stop in pieces), initial=0))[:-1]
    return Stripped("".join([text[start:stop] for start, stop in pieces]), starts, [start for start, _ in pieces])


def ascii_form(text: str) -> str:
    """Return full-width letters and signs as ASCII and digits of every kind as 0-9, character by character."""
    return text.translate(_ASCII_FORM)


class Group(NamedTuple):
    """Digits of one script that stand together. `is_glued` says that nothing separates it from the group before."""

    digits: str
    start: int
    end: int
    is_plain: bool
    is_glued: bool


def groups(text: str, start: int, end: int) -> Iterator[Group]:
    """Yield the groups of digits of `text[start:end]`, split at separators and where the script changes."""
    last_end = -1
    for match in _GROUP.finditer(text, start, end):
        begin, stop = match.span()
        is_plain = match.lastgroup == "plain"
        written = match[0]
        yield Group(written if is_plain else written.translate(_PLAIN), begin, stop, is_plain, begin == last_end)
        last_end = stop
