"""What a file is by its first bytes, whatever its name says, and the size of a picture by its header."""

import re
import struct
from typing import NamedTuple

_PNG, _GIF, _BMP, _TIFF = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a"), b"BM", (b"II*\x00", b"MM\x00*")
_SIGNATURES = (
    (_PNG, "png"), (b"\xff\xd8\xff", "jpeg"), (_GIF[0], "gif"), (_GIF[1], "gif"), (_TIFF[0], "tiff"), (_TIFF[1], "tiff"), (b"\x00\x00\x01\x00", "ico"),
    (b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "ole"), (b"{\\rtf", "rtf"), (b"Rar!\x1a\x07", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"MZ", "exe"),
)  # fmt: skip
_BOXES = {b"avif": "avif", b"avis": "avif", b"heic": "heic", b"mif1": "heic"}
# Folders and files of an archive that say what it is; their names stand in it in plain bytes.
_MEMBERS = ((b"word/", "docx"), (b"xl/", "xlsx"), (b"ppt/", "pptx"), (b"OFD.xml", "ofd"))
# What may stand before the first element; taken once and for all, so that many comments are not tried in every grouping.
_BEFORE = (
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}>\s*+|(?><!--[\s\S]{0,2000}?-->)\s*+|<!doctype svg[^>]{0,300}>\s*+)*+"
)
_PAGE = re.compile(_BEFORE + rb"<(?:!doctype html|html|head|body|title)\b", re.IGNORECASE)
_DRAWING = re.compile(_BEFORE + rb"<svg\b", re.IGNORECASE)
# Segments of a JPEG that tell its size: all starts of frames but the three that are none.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_SEGMENTS = 500
PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "webp", "tiff", "ico", "avif", "heic", "svg"})


class Size(NamedTuple):
    """Width and height of a picture in pixels."""

    width: int
    height: int


def kind_of(data: bytes) -> str:
    """The kind of a file, "page" for HTML, "" when its beginning tells nothing (plain text is of no kind)."""
    for start, kind in _SIGNATURES:
        if data.startswith(start):
            return kind
    if data.startswith(b"PK\x03\x04"):
        return next((kind for name, kind in _MEMBERS if name in data), "zip")
    return _in_container(data) or _by_words(data[:5000])


def _in_container(data: bytes) -> str:
    """The kind of a picture whose signature does not stand at the very beginning."""
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(_BMP) and data[6:10] == bytes(4):
        return "bmp"
    return _BOXES.get(data[8:12], "") if data[4:8] == b"ftyp" else ""


def _by_words(beginning: bytes) -> str:
    if _DRAWING.match(beginning):
        return "svg"
    return "page" if _PAGE.match(beginning) else ""


def size_of(data: bytes) -> Size | None:
    """The size that a picture's header tells; None where it is of no such kind, or its header is cut off or broken."""
    try:
        match kind_of(data):
            case "png":
                return _size(*struct.unpack_from(">II", data, 16))
            case "gif":
                return _size(*struct.unpack_from("<HH", data, 6))
            case "bmp":
                width, height = struct.unpack_from("<ii", data, 18)
                return _size(width, abs(height))
            case "jpeg":
                return _of_jpeg(data)
            case "webp":
                return _of_webp(data)
    except struct.error:
        pass
    return None


def _size(width: int, height: int) -> Size | None:
    return Size(width, height) if width > 0 and height > 0 else None


def _of_jpeg(data: bytes) -> Size | None:
    at = 2
    for _ in range(_MOST_SEGMENTS):
        marker, length = struct.unpack_from(">HH", data, at)
        if marker >> 8 != 0xFF:
            return None
        if marker & 0xFF in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _size(width, height)
        at += 2 + max(length, 2)
    return None


def _of_webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        return Size(width + 1, height + 1) if len(data) >= 30 else None
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return Size((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1)
    width, height = struct.unpack_from("<HH", data, 26)
    return _size(width & 0x3FFF, height & 0x3FFF)
