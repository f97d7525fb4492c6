"""Puts the certificates of a time stamp into the order that DER asks for: authorities that use OpenSSL send them in any, and the reader takes one only."""

from typing import NamedTuple

_CERTIFICATES = 0xA0
_LONG = 0x80


class _Element(NamedTuple):
    """One element of DER: its tag, where it starts, where its content starts, where it ends."""

    tag: int
    start: int
    inside: int
    end: int


def in_order(answer: bytes) -> bytes:
    """The same answer with its certificates sorted. They are not part of what is signed, and no length changes; what can not be read stays as it is."""
    try:
        response = _inside(answer, 0, len(answer))[0]
        token = _inside(answer, response.inside, response.end)[1]
        wrapped = _inside(answer, token.inside, token.end)[1]
        signed = _inside(answer, wrapped.inside, wrapped.end)[0]
        fields = _inside(answer, signed.inside, signed.end)
        found = next(one for one in fields if one.tag == _CERTIFICATES)
        parts = sorted(answer[one.start : one.end] for one in _inside(answer, found.inside, found.end))
    except (IndexError, StopIteration, ValueError):
        return answer
    return answer[: found.inside] + b"".join(parts) + answer[found.end :]


def _inside(data: bytes, start: int, end: int) -> list[_Element]:
    """The elements between two bytes. Raises ValueError for what is no DER."""
    found = []
    while start < end:
        size, inside = data[start + 1], start + 2
        if size >= _LONG:
            count = size - _LONG
            size, inside = int.from_bytes(data[inside : inside + count]), inside + count
            if not 1 <= count <= 4:
                raise ValueError("no length of DER")
        found.append(_Element(data[start], start, inside, inside + size))
        start = inside + size
        if start > end:
            raise ValueError("an element is longer than what holds it")
    return found
