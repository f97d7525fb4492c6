"""A file as an attachment has it: itself, or the members of an archive, each read under limits and checked (13.5, 30.1).

    for part in scan_attachment(data, "名单.zip"):
        part.name      # "名单.zip/第一批.xlsx"
        part.hits      # as `scan` answers; always "to-verify" where the text was recognised in a picture
        part.why_not   # "" or why it was not, or not wholly, checked: such a part is not clean

Files from strangers are better read by `jiyue.textcheck.apart.read_apart`, in a process of its own.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from jiyue.textcheck import pictures
from jiyue.textcheck.documents import (
    BROKEN,
    DEFAULT_LIMITS,
    DocumentError,
    Limits,
    document_text,
    member_bytes,
    office_kind,
)
from jiyue.textcheck.hits import Hit
from jiyue.textcheck.policy import DEFAULT_POLICY, Policy
from jiyue.textcheck.scanner import Scanner, default_scanner
from jiyue.textcheck.visible import visible_text

_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_MEDIA: Final = re.compile(r"(?:word|xl|ppt)/media/[^/]+|(?:[^/]+/)*Res/[^/]+")
# What an OFD carries along: files of their own.
_CARRIED: Final = re.compile(r"(?:[^/]+/)*Attachs?/(?!Attachments\.xml)[^/]+")
# Text in old Office files: pieces of UTF-16 (letters, Chinese, its punctuation, full width) and of plain ASCII.
_WIDE_PIECE: Final = re.compile(rb"(?:[\x09\x0d\x20-\x7e]\x00|[\x00-\xff][\x30\x4e-\x9f\xff]){4,}")
_PLAIN_PIECE: Final = re.compile(rb"[\x20-\x7e]{8,}")
ROUGH: Final = "旧版Office文件，只做了粗略检查，请转为新格式后检查"


@dataclass(frozen=True, slots=True)
class Part:
    """The text of a file or of one member of it. `why_not` tells why it was not read, or not wholly."""

    name: str
    text: str = ""
    why_not: str = ""
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """What one part came to. No hits and a `why_not` is no clean bill."""

    name: str
    hits: tuple[Hit, ...] = ()
    why_not: str = ""


def scan_attachment(
    data: bytes,
    name: str,
    policy: Policy = DEFAULT_POLICY,
    *,
    scanner: Scanner | None = None,
    limits: Limits = DEFAULT_LIMITS,
    with_pictures: bool = False,
) -> tuple[CheckedPart, ...]:
    """Check a file and, of an archive, each member (13.5, 30.1); `with_pictures` recognises the text in pictures, too."""
    check = scanner or default_scanner()
    return tuple(checked(part, check, policy) for part in read_parts(data, name, limits, with_pictures=with_pictures))


def checked(part: Part, scanner: Scanner, policy: Policy = DEFAULT_POLICY) -> CheckedPart:
    """Check a part's text; a recognised character may be a wrong one, so that such a hit is never certain."""
    hits = scanner.scan(part.text, policy)
    if part.is_recognised:
        hits = tuple(replace(hit, confidence="to-verify") for hit in hits)
    return CheckedPart(part.name, hits, part.why_not)


def read_parts(
    data: bytes, name: str, limits: Limits = DEFAULT_LIMITS, *, with_pictures: bool = False
) -> Iterator[Part]:
    """Yield the parts of a file, whatever it is; nothing is raised, what can not be read says so."""
    yield from _Reader(limits, with_pictures=with_pictures).parts(data, name, limits.depth)


class _Reader:
    """Reads one file; holds what is left of its budget over all archives within."""

    def __init__(self, limits: Limits, *, with_pictures: bool) -> None:
        self._limits, self._with_pictures = limits, with_pictures
        self._bytes, self._members, self._characters = limits.total_bytes, limits.parts, 2 * limits.characters

    def parts(self, data: bytes, name: str, depth: int) -> Iterator[Part]:
        if pictures.is_picture(data):
            yield self._picture(data, name)
        elif data.startswith(b"PK\x03\x04"):
            yield from self._zip(data, name, depth)
        elif data.startswith(_OLD_OFFICE):
            yield self._cut(Part(name, rough_text(data), ROUGH))
        else:
            yield self._document(data, name)

    def _document(self, data: bytes, name: str) -> Part:
        try:
            text = document_text(data, name, self._limits)
        except DocumentError as error:
            return self._cut(Part(name, error.text, error.reason))
        is_page = name.lower().endswith((".html", ".htm")) or data.lstrip()[:15].lower().startswith(
            (b"<!doctype html", b"<html")
        )
        return self._cut(Part(name, visible_text(text) if is_page else text))

    def _cut(self, part: Part) -> Part:
        """The part as far as the budget of text reaches; what is cut off is told."""
        most = max(0, min(self._limits.characters, self._characters))
        self._characters -= len(part.text)
        if len(part.text) <= most:
            return part
        return replace(part, text=part.text[:most], why_not=part.why_not or f"文字过多，只检查了前{most}字")

    def _picture(self, data: bytes, name: str) -> Part:
        if not self._with_pictures:
            return Part(name, why_not=pictures.NOT_READ)
        try:
            return Part(name, pictures.picture_text(data, self._limits), is_recognised=True)
        except DocumentError as error:
            return Part(name, why_not=error.reason)

    def _zip(self, data: bytes, name: str, depth: int) -> Iterator[Part]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if kind := office_kind(members):
                    yield self._document(data, name)
                    members = [one for one in members if self._is_read_apart(one.filename, kind)]
                yield from self._members_of(archive, members, name, depth)
        except BROKEN:
            yield Part(name, why_not="文件损坏或已加密，无法读取")

    def _is_read_apart(self, path: str, kind: str) -> bool:
        is_carried = kind == "ofd" and _CARRIED.fullmatch(path) is not None
        return is_carried or (self._with_pictures and _MEDIA.fullmatch(path) is not None)

    def _members_of(
        self, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, depth: int
    ) -> Iterator[Part]:
        if members and not depth:
            yield Part(name, why_not="压缩包嵌套过深，未检查")
            return
        for member in members:
            self._members -= 1
            if self._members < 0 or self._bytes < 0:
                yield Part(name, why_not="压缩包内容过多，疑似压缩炸弹，其余未检查")
                return
            path = f"{name}/{_file_name(member)}"
            try:
                content = member_bytes(archive, member, self._limits)
            except DocumentError as error:
                yield Part(path, why_not=error.reason)
            except BROKEN:
                yield Part(path, why_not="文件损坏或已加密，无法读取")
            else:
                self._bytes -= len(content)
                yield from self.parts(content, path, depth - 1)


def rough_text(data: bytes) -> str:
    """Return the pieces of text in an old Office file, found without knowing its structure."""
    pieces = [(match.start(), match[0].decode("utf-16-le", "replace")) for match in _WIDE_PIECE.finditer(data)]
    pieces += [(match.start(), match[0].decode("ascii")) for match in _PLAIN_PIECE.finditer(data)]
    return "\n".join(text.replace("\r", "\n") for _, text in sorted(pieces))


def _file_name(member: zipfile.ZipInfo) -> str:
    """Return a member's name; archives made on Chinese Windows write it in GB 18030 without saying so."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        return member.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return member.filename
