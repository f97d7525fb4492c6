"""Request heads: strict reading, so that no other server could understand the same bytes differently (RFC 9112)."""

import re
from dataclasses import dataclass
from functools import lru_cache

MOST_HEADERS = 100
LONGEST_TARGET = 8192
_SLASH = ord("/")

_FIRST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!\"$-~]+) HTTP/1\.([01])")  # a target has no fragment
# All field lines at once: names are tokens; no control character, bare line end or folded line passes. Nothing in it
# can match in two ways, so it is read in one go.
_FIELDS = re.compile(rb"(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\x00-\x08\x0a-\x1f\x7f]*)*")
_FIELD = re.compile(rb"\r\n([^:]+):([^\r]*)")
_HOST = re.compile(rb"([0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?|\[[0-9A-Fa-f:.]+\])\.?(?::[0-9]{1,5})?")
_ABSOLUTE = re.compile(rb"http://([^/?]+)(/.*)?", re.IGNORECASE)
_SINGLE = frozenset({b"host", b"content-length", b"transfer-encoding", b"content-type", b"authorization", b"expect"})


class Refused(Exception):
    """The request is answered with `status` and the connection closed: what follows on it can not be trusted."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fields:
    """What the field lines of a head say; `listed` keeps order and case, `headers` have lower-case names."""

    listed: list[tuple[bytes, bytes]]
    headers: dict[bytes, bytes]
    host: str
    host_field: bytes
    is_kept_alive: bool
    length: int
    is_chunked: bool

    @property
    def has_body(self) -> bool:
        return self.is_chunked or self.length > 0


@dataclass(slots=True)
class Request:
    """One request head; `target` is in origin form, `path` is what stands before its question mark."""

    method: bytes
    target: bytes
    path: bytes
    host: str
    host_field: bytes
    is_http_11: bool
    fields: Fields

    @property
    def query(self) -> bytes:
        return self.target.partition(b"?")[2]


def parse(head: bytes) -> Request:
    """Read a head without its closing empty line.

    Raises Refused with 400 for whatever two servers might read differently (bare line ends, folded lines, doubled or
    contradicting lengths, control characters, no host), 414 and 431 for too much, 501 for an unknown transfer coding.
    """
    first, end, rest = head.partition(b"\r\n")
    match = _FIRST_LINE.fullmatch(first)
    if match is None:
        raise Refused(400)
    if len(first) > LONGEST_TARGET:
        raise Refused(414)
    method, target, minor = match.groups()
    is_http_11 = minor == b"1"
    fields = _fields(end + rest, is_http_11=is_http_11)
    if target[0] == _SLASH:
        return Request(method, target, target.partition(b"?")[0], fields.host, fields.host_field, is_http_11, fields)
    target, host_field = _address(method, target, fields.host_field)
    return Request(method, target, target.partition(b"?")[0], _host(host_field), host_field, is_http_11, fields)


@lru_cache(maxsize=256)
def _fields(block: bytes, *, is_http_11: bool) -> Fields:
    """Read all field lines. A visitor repeats them from request to request, so the last ones are remembered."""
    if _FIELDS.fullmatch(block) is None:
        raise Refused(400)
    listed = [(name, value.strip(b" \t")) for name, value in _FIELD.findall(block)]
    if len(listed) > MOST_HEADERS:
        raise Refused(431)
    headers = _joined(listed)
    host_field = headers.get(b"host", b"")
    if not host_field and is_http_11:
        raise Refused(400)
    length, is_chunked = body_framing(headers, is_http_11=is_http_11)
    is_kept_alive = _is_kept_alive(headers.get(b"connection", b""), is_http_11=is_http_11)
    return Fields(listed, headers, _host(host_field), host_field, is_kept_alive, length, is_chunked)


def _joined(listed: list[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Join repeated fields by a comma; those that must stand alone are refused."""
    headers: dict[bytes, bytes] = {}
    for name, value in listed:
        key = name.lower()
        if key not in headers:
            headers[key] = value
        elif key in _SINGLE:
            raise Refused(400)
        else:
            headers[key] += b", " + value
    return headers


def _address(method: bytes, target: bytes, host: bytes) -> tuple[bytes, bytes]:
    """Return the target in origin form and the host it is for; the absolute form overrides the Host field."""
    if target == b"*" and method == b"OPTIONS":
        return b"/", host
    absolute = _ABSOLUTE.fullmatch(target)
    if absolute is None:
        raise Refused(400)
    return absolute[2] or b"/", absolute[1]


def _host(field: bytes) -> str:
    """Return the host name in lower case, without port and closing dot; an empty field (HTTP/1.0) gives ""."""
    if not field:
        return ""
    match = _HOST.fullmatch(field)
    if match is None:
        raise Refused(400)
    return match[1].decode("ascii").lower()


def _is_kept_alive(connection: bytes, *, is_http_11: bool) -> bool:
    words = {word.strip() for word in connection.lower().split(b",")}
    return b"close" not in words if is_http_11 else b"keep-alive" in words


def body_framing(headers: dict[bytes, bytes], *, is_http_11: bool) -> tuple[int, bool]:
    """Return (length, is chunked). Both fields at once, or anything but plain digits, is refused (RFC 9112, 6.3)."""
    length = headers.get(b"content-length")
    coding = headers.get(b"transfer-encoding")
    if coding is not None:
        if length is not None or not is_http_11:
            raise Refused(400)
        if coding.lower() != b"chunked":
            raise Refused(501)
        return 0, True
    if length is None:
        return 0, False
    if not length.isdigit() or len(length) > 18:  # bytes.isdigit knows ASCII digits only
        raise Refused(400)
    return int(length), False
