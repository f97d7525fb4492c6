"""The text of OFD, the country's own form for finished documents (GB/T 33190): pieces with places, put together into lines."""

import math
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

CELL: Final = " | "  # between columns: no number runs on from one into the next
_USUAL_SIZE: Final = 3.0  # millimetres; what a piece without a size is taken for
_SAME_LINE, _NEXT_TO = (
    0.5,
    1.0,
)  # of a character's height: how far apart two pieces of one line may stand, down and across
_MOST_STEPS: Final = 10_000


def ofd_text(page: Element) -> str:
    """Return the text of one page, template or set of annotations.

    A maker may set every character, or every run of digits, as a piece of its own. Pieces at one height that touch are one text, those apart are columns,
    and all others are lines. Turned and scaled pieces are read as if they were not.
    """
    return "".join(_with_breaks(_pieces(page)))


def _with_breaks(pieces: Iterator[tuple[float, float, float, float, str]]) -> Iterator[str]:
    height: float | None = None
    end = 0.0
    for left, top, width, size, text in pieces:
        if height is not None:
            if not abs(top - height) <= _SAME_LINE * size:  # also where a number is none
                yield "\n"
            elif not abs(left - end) <= _NEXT_TO * size:
                yield CELL
        height, end = top, left + width
        yield text


def _pieces(page: Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Yield left edge, height, width, size and text of each piece, in the order in which they are drawn."""
    for element in page.iter():
        if _name(element) != "TextObject":
            continue
        corner = [*map(_number, element.get("Boundary", "").split()[:2]), 0.0, 0.0]
        size = _number(element.get("Size", "")) or _USUAL_SIZE
        left = top = 0.0
        for code in element:
            text = code.text or ""
            if _name(code) != "TextCode" or not text:
                continue
            # A piece without a place of its own goes on where the one before stood.
            left, top = _number(code.get("X", ""), left), _number(code.get("Y", ""), top)
            yield corner[0] + left, corner[1] + top, _width(code.attrib, text, size), size, text


def _width(attributes: Mapping[str, str], text: str, size: float) -> float:
    """How far a piece reaches: the steps between its characters, written out or as `g COUNT STEP`, and the last character."""
    steps = attributes.get("DeltaX", "").split()[:_MOST_STEPS]
    width, at = 0.0, 0
    while at < len(steps):
        if steps[at] == "g" and at + 2 < len(steps):
            width += _number(steps[at + 1]) * _number(steps[at + 2])
            at += 3
        else:
            width += _number(steps[at])
            at += 1
    last = size if text[-1] > "\xff" else size / 2
    return width + last if steps else sum(size if character > "\xff" else size / 2 for character in text)


def _number(text: str, otherwise: float = 0.0) -> float:
    try:
        number = float(text)
    except ValueError:
        return otherwise
    return number if math.isfinite(number) else otherwise


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
