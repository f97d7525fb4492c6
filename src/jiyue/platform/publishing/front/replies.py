"""Heads of the application's answers."""

import re
from dataclasses import dataclass

_STATUS_LINE = re.compile(rb"HTTP/1\.[01] ([1-9][0-9]{2})(?: ([^\x00-\x1f\x7f]*))?")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]*)")
# Of this hop, or said anew for the visitor's hop.
_NOT_PASSED = frozenset(
    b"connection keep-alive proxy-connection te trailer transfer-encoding upgrade date server".split()
)


@dataclass(frozen=True, slots=True)
class Reply:
    """`head` is ready for the visitor but for Date, Connection and chunking; `length` is None when not told."""

    status: int
    head: bytes
    length: int | None
    is_chunked: bool


def parse(head: bytes) -> Reply:
    """Read a head without its closing empty line; raises ValueError for one that no proper server writes."""
    first, *lines = head.split(b"\r\n")
    match = _STATUS_LINE.fullmatch(first)
    if match is None:
        raise ValueError(first)
    fields = [_field(line) for line in lines]
    lengths = {value for name, value in fields if name.lower() == b"content-length"}
    codings = [value.lower() for name, value in fields if name.lower() == b"transfer-encoding"]
    if len(lengths) > 1 or codings not in ([], [b"chunked"]) or not all(length.isdigit() for length in lengths):
        raise ValueError(head)
    is_chunked = bool(codings)
    passed = [
        b"%b: %b\r\n" % (name, value)
        for name, value in fields
        if name.lower() not in _NOT_PASSED and not (is_chunked and name.lower() == b"content-length")
    ]
    return Reply(
        status=int(match[1]),
        head=b"HTTP/1.1 %b %b\r\n" % (match[1], match[2] or b"") + b"".join(passed),
        length=int(lengths.pop()) if lengths and not is_chunked else None,
        is_chunked=is_chunked,
    )


def _field(line: bytes) -> tuple[bytes, bytes]:
    match = _FIELD.fullmatch(line)
    if match is None:
        raise ValueError(line)
    return match[1], match[2]
