"""The text of OFD, the country's own form for finished documents (GB/T 33190): pieces with places, put together into lines."""

import math
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

CELL: Final = " | "  # between columns: no number runs on from one into the next
_USUAL_SIZE: Final = 3.0  # millimetres; what a piece without a size is taken for
# Of a character's height: how far apart two pieces of one line may stand, across the line and along it.
_SAME_LINE, _NEXT_TO = 0.5, 1.0
_SAME_WAY: Final = 0.99  # the cosine of eight degrees
_MOST_STEPS: Final = 10_000
_UPRIGHT: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class _Piece(NamedTuple):
    """A run of characters on the page: where it begins, the way in which it runs (of length 1), how far, and its height there."""

    x: float
    y: float
    way_x: float
    way_y: float
    length: float
    height: float
    text: str


def ofd_text(page: Element) -> str:
    """Return the text of one page, template or set of annotations.

    A maker may set every character, or every run of digits, as a piece of its own, in units of its own, and turned. Pieces of one line that touch are one
    text, those apart are columns, and all others are lines; a line runs as its characters do.
    """
    return "".join(_with_breaks(_pieces(page)))


def _with_breaks(pieces: Iterator[_Piece]) -> Iterator[str]:
    before: _Piece | None = None
    for piece in pieces:
        if before is not None:
            yield _between(before, piece)
        before = piece
        yield piece.text


def _between(one: _Piece, other: _Piece) -> str:
    """What parts two pieces: nothing, a column's mark or a line's end. Comparisons that fail also where a number is none."""
    from_end = (other.x - one.x - one.way_x * one.length, other.y - one.y - one.way_y * one.length)
    along = from_end[0] * one.way_x + from_end[1] * one.way_y
    across = from_end[1] * one.way_x - from_end[0] * one.way_y
    is_same_way = one.way_x * other.way_x + one.way_y * other.way_y >= _SAME_WAY
    if not is_same_way or not abs(across) <= _SAME_LINE * other.height:
        return "\n"
    return "" if abs(along) <= _NEXT_TO * other.height else CELL


def _pieces(page: Element) -> Iterator[_Piece]:
    """Yield the pieces of text in the order in which they are drawn."""
    for element in page.iter():
        if _name(element) != "TextObject":
            continue
        corner = [*map(_number, element.get("Boundary", "").split()[:2]), 0.0, 0.0]
        size = _number(element.get("Size", "")) or _USUAL_SIZE
        a, b, c, d, e, f = _matrix(element.get("CTM", ""))
        x = y = 0.0
        for code in element:
            text = code.text or ""
            if _name(code) != "TextCode" or not text:
                continue
            # A piece without a place of its own goes on where the one before stood.
            x, y = _number(code.get("X", ""), x), _number(code.get("Y", ""), y)
            right, down = _reach(code.attrib, text, size)
            way = (a * right + c * down, b * right + d * down)
            length = math.hypot(*way)
            left, top = corner[0] + a * x + c * y + e, corner[1] + b * x + d * y + f
            unit = (way[0] / length, way[1] / length) if length else (1.0, 0.0)
            yield _Piece(left, top, *unit, length, size * math.hypot(c, d), text)


def _matrix(text: str) -> tuple[float, float, float, float, float, float]:
    """How a piece's own units become those of the page; upright and as large where nothing that can be read is said."""
    numbers = [_number(one, math.nan) for one in text.split()]
    if len(numbers) != len(_UPRIGHT) or not all(map(math.isfinite, numbers)) or not any(numbers[:4]):
        return _UPRIGHT
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _reach(attributes: Mapping[str, str], text: str, size: float) -> tuple[float, float]:
    """How far a piece reaches to the right and down in its own units: the steps between its characters, and the last character."""
    between = len(text) - 1
    right, down = _steps(attributes.get("DeltaX", ""), between), _steps(attributes.get("DeltaY", ""), between)
    if down and abs(down) > abs(right or 0.0):
        return 0.0, down + math.copysign(size, down)
    last = size if text[-1] > "\xff" else size / 2
    return sum(size if character > "\xff" else size / 2 for character in text) if right is None else right + last, 0.0


def _steps(text: str, most: int) -> float | None:
    """The sum of the first steps between characters, written out or as `g COUNT STEP`; None without any. Makers write one more, which leads back to the margin."""
    words, total, at = text.split()[:_MOST_STEPS], 0.0, 0
    while at < len(words) and most > 0:
        count, step = 1.0, words[at]
        if step == "g" and at + 2 < len(words):
            count, step, at = min(_number(words[at + 1]), most), words[at + 2], at + 2
        total += count * _number(step)
        most -= max(1, int(count))
        at += 1
    return total if words else None


def _number(text: str, otherwise: float = 0.0) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if math.isfinite(number) else otherwise


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
