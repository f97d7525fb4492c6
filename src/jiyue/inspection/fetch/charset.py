"""Which charset a page is in, right for Chinese pages: header, BOM, meta, and what the bytes themselves say."""

import codecs
import re
from functools import lru_cache

_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})", re.IGNORECASE)
_PRESCAN = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# gb18030 holds all of gb2312 and gbk, so pages that say less than they use are still read whole.
_WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "latin-1": "cp1252",
}
_WESTERN = ("cp125", "iso8859", "latin")
_SURE_LENGTH = 8


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Return the text of `body` and the charset it was read in; never raises.

    Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the page declares: Chinese text in another charset
    practically never is. Then the header's, the BOM's and the meta's word count, then gb18030 when it fits without a flaw.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(body, content_type)
    if text.isascii():
        return text, "ascii"
    declared = declared_charset(body, content_type)
    if declared not in {"", "utf-8"} and _few_multibyte(body):
        return _as(body, declared) or (text, "utf-8")
    return text, "utf-8"


def declared_charset(body: bytes, content_type: str = "") -> str:
    """The charset that the header or else the first meta names, as Python calls it; empty when unknown or none."""
    if name := _charset_of_header(content_type):
        return name
    meta = _META.search(body[:_PRESCAN])
    name = _python_name(meta[1].decode("ascii")) if meta else ""
    # A meta that could be read as ASCII can not stand in UTF-16 or UTF-32.
    return "utf-8" if name.startswith(("utf-16", "utf-32")) else name


@lru_cache(maxsize=256)
def _charset_of_header(content_type: str) -> str:
    found = _HEADER.search(content_type)
    return _python_name(found[1]) if found else ""


def _python_name(label: str) -> str:
    try:
        info = codecs.lookup(label)
    except (LookupError, UnicodeError):
        return ""
    # Python also keeps conversions from bytes to bytes, such as uu and zip, among its codecs.
    if not getattr(info, "_is_text_encoding", True):
        return ""
    if info.name in {"utf-7", "idna", "punycode", "charmap"} or "escape" in info.name or "undefined" in info.name:
        return ""
    return _WIDER.get(info.name, info.name if info.name != "iso8859-1" else "cp1252")


def _few_multibyte(body: bytes) -> bool:
    return sum(1 for byte in body[:20_000] if byte > 0x7F) < _SURE_LENGTH


def _as(body: bytes, name: str) -> tuple[str, str] | None:
    try:
        return body.decode(name), name
    except UnicodeError:
        return None


def _not_utf8(body: bytes, content_type: str) -> tuple[str, str]:
    declared = declared_charset(body, content_type)
    # Western charsets fit any bytes, so their declaration proves nothing; gb18030 that fits without a flaw does.
    order = ("gb18030", declared) if declared.startswith(_WESTERN) else (declared, "gb18030")
    for name in order:
        if name and name != "utf-8" and (read := _as(body, name)):
            return read
    names = dict.fromkeys(name for name in (declared, "utf-8", "gb18030") if name)
    readings = [(body.decode(name, "replace"), name) for name in names]
    return min(readings, key=lambda reading: reading[0].count("�"))
