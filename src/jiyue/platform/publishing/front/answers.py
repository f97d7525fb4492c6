"""What a file answers to a request: whole, part, unchanged, or refused (RFC 9110, 13 and 14)."""

import re
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from jiyue.platform.publishing.front import headers, pages
from jiyue.platform.publishing.front.answer import Answer
from jiyue.platform.publishing.front.files import File, Variant
from jiyue.platform.publishing.front.requests import Request

_CONDITIONS = frozenset(b"range accept-encoding if-match if-none-match if-modified-since if-unmodified-since".split())
_RANGE = re.compile(rb"bytes=([0-9]{0,18})-([0-9]{0,18})")


def of_file(request: Request, file: File) -> Answer:
    """Answer GET or HEAD with a file, its conditions and range taken into account."""
    asked = request.fields.headers
    if _CONDITIONS.isdisjoint(asked) and request.method == b"GET":  # most requests
        return file.plain.whole
    variant = file.plain
    if file.is_compressible and b"range" not in asked and _accepts_gzip(asked.get(b"accept-encoding", b"")):
        variant = file.gzipped()
    status = _condition(asked, file, variant)
    if status == 304:
        return variant.unchanged
    if status == 412:
        return of_status(412, is_head=request.method == b"HEAD")
    if request.method == b"HEAD":
        return Answer(200, variant.whole.head)
    if b"range" in asked and (part := _part(asked, file)):
        return part
    return variant.whole


def of_status(status: int, *, is_head: bool = False, more: bytes = b"", body: bytes | None = None) -> Answer:
    """Answer with a page for a status; `more` are further header lines."""
    content = pages.page(status) if body is None else body
    head = (
        b"HTTP/1.1 %d %b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\nCache-Control: no-cache\r\n"
        % (status, HTTPStatus(status).phrase.encode(), len(content))
    )
    return Answer(status, head + headers.safety(is_https=False) + more, b"" if is_head else content)


def _accepts_gzip(field: bytes) -> bool:
    """Tell whether gzip is wanted: named (or *) and not with q=0."""
    if not field:
        return False
    weights: dict[bytes, bytes] = {}
    for item in field.lower().replace(b" ", b"").split(b","):
        name, _, parameter = item.partition(b";")
        weights[name] = parameter
    weight = weights.get(b"gzip", weights.get(b"*"))
    return weight is not None and not re.fullmatch(rb"q=0(\.0{0,3})?", weight)


def _condition(asked: dict[bytes, bytes], file: File, variant: Variant) -> int:
    """Return 304, 412, or 0 when no condition stands in the way; order of RFC 9110, 13.2.2."""
    if (tags := asked.get(b"if-match")) is not None:
        if not _names(tags, variant.etag, is_weak_enough=False):
            return 412
    elif (date := asked.get(b"if-unmodified-since")) is not None and _is_changed_since(file, date) is True:
        return 412
    if (tags := asked.get(b"if-none-match")) is not None:
        return 304 if _names(tags, variant.etag, is_weak_enough=True) else 0
    if (date := asked.get(b"if-modified-since")) is not None and _is_changed_since(file, date) is False:
        return 304
    return 0


def _names(tags: bytes, etag: bytes, *, is_weak_enough: bool) -> bool:
    """Tell whether a list of entity tags names the representation that would be sent."""
    if tags in {b"*", etag}:
        return True
    listed = [tag.strip() for tag in tags.split(b",")]
    return etag in listed or (is_weak_enough and b"W/" + etag in listed)


def _is_changed_since(file: File, field: bytes) -> bool | None:
    """Compare in whole seconds, as HTTP dates do; None for a date that can not be read, which is then ignored."""
    if field == file.last_modified:
        return False
    try:
        return file.changed_at > parsedate_to_datetime(field.decode("ascii")).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None


def _part(asked: dict[bytes, bytes], file: File) -> Answer | None:
    """Answer a single range with 206 or 416; several ranges, or another edition (If-Range), get the whole file."""
    condition = asked.get(b"if-range")
    if condition is not None and condition not in {file.plain.etag, file.last_modified}:
        return None
    match = _RANGE.fullmatch(asked[b"range"].replace(b" ", b""))
    if match is None or match.group(1) == match.group(2) == b"":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, file.size - int(last)), file.size - 1
    else:
        start, end = int(first), min(int(last) if last else file.size - 1, file.size - 1)
        if last and int(last) < start:
            return None
    if start > end:
        return of_status(416, more=b"Content-Range: bytes */%d\r\n" % file.size)
    length = end - start + 1
    head = file.plain.whole.head.replace(b"200 OK", b"206 Partial Content", 1)
    head = head.replace(b"Content-Length: %d\r\n" % file.size, b"Content-Length: %d\r\n" % length, 1)
    head += b"Content-Range: bytes %d-%d/%d\r\n" % (start, end, file.size)
    if file.is_streamed:
        return Answer(206, head, path=file.path, start=start, length=length, stamp=file.stamp)
    return Answer(206, head, file.plain.whole.body[start : end + 1])
