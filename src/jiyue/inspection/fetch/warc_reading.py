"""Reads a WARC file of ours back, record by record, and holds each against the chain of hashes as it goes."""

import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from jiyue.inspection.fetch.exchange import Exchange, Hop, Purpose
from jiyue.inspection.fetch.warc import CODING, LINK, RENAMED, linked
from jiyue.inspection.results import Times
from jiyue.inspection.states import State

_CHUNK = 65_536
# No record of ours is larger: a body is cut at Options.max_body_bytes, headers at 64 KB.
_LARGEST = 256_000_000
_LINK = LINK.encode()
_VISIT = b"\r\nWARC-Jiyue-Visit: "


class Member(NamedTuple):
    """One record of a file: its number from 0, where its bytes stand, its header and block, and the chain up to and with it."""

    number: int
    start: int
    end: int
    head: bytes
    block: bytes
    chain: str

    @property
    def kind(self) -> str:
        """The record's WARC type."""
        return field(self.head, "WARC-Type")

    def story(self) -> dict[str, Any] | None:
        """What the record tells about a visit or about the run; None for the first record."""
        if self.kind == "response":
            text = self.head.partition(_VISIT)[2].partition(b"\r\n")[0]
        elif self.kind == "metadata":
            text = self.block
        else:
            return None
        found: dict[str, Any] = json.loads(text)
        return found


class WarcBroken(ValueError):
    """A WARC file of ours was changed, cut off, or is none; the message names the record and its bytes.

    `is_cut_off`: the file simply ends inside the record, as after a crash. `start` is the record's first byte.
    """

    def __init__(self, message: str, *, number: int, start: int, is_cut_off: bool = False) -> None:
        super().__init__(message)
        self.number = number
        self.start = start
        self.is_cut_off = is_cut_off


def read_verified(path: Path, *, until: int | None = None) -> Iterator[Member]:
    """The records of a file in order, up to the byte `until`. Raises WarcBroken at the first that is not as it was written."""
    chain = ""
    with path.open("rb") as file:
        for number, (start, end, text) in enumerate(_members(file, until)):
            member = _member(number, start, end, text)
            chain = _verify(member, chain)
            yield member._replace(chain=chain)


def read_member(path: Path, start: int, end: int) -> Member:
    """The one record between two bytes of a file, held against its own hash only. Raises WarcBroken when that is another."""
    with path.open("rb") as file:
        file.seek(start)
        text = zlib.decompress(file.read(end - start), wbits=31)
    member = _member(-1, start, end, text)
    _beside_hash(member)
    return member


def _members(file: IO[bytes], until: int | None) -> Iterator[tuple[int, int, bytes]]:
    """First byte, end, and decompressed text of each gzip member."""
    start, number, left = 0, 0, file.read(_CHUNK)
    while left and (until is None or start < until):
        parts: list[bytes] = []
        try:
            left = _member_text(file, left, parts)
        except EOFError as error:
            raise _broken("没有写完", number, start, file.tell(), is_cut_off=True) from error
        except zlib.error as error:
            raise _broken(f"压缩数据已被改动（{error}）", number, start, file.tell()) from error
        end = file.tell() - len(left)
        yield start, end, b"".join(parts)
        start, number = end, number + 1


def _member_text(file: IO[bytes], left: bytes, parts: list[bytes]) -> bytes:
    """Decompress one gzip member into `parts`; return what was read behind it. Raises EOFError when the file ends before it does."""
    decoder, size = zlib.decompressobj(wbits=31), 0
    while left:
        parts.append(decoder.decompress(left, _LARGEST))
        size += len(parts[-1])
        if size > _LARGEST or decoder.unconsumed_tail:
            raise zlib.error("大得不像检查记录")
        if decoder.eof:
            return decoder.unused_data or file.read(_CHUNK)
        left = file.read(_CHUNK)
    raise EOFError


def _member(number: int, start: int, end: int, text: bytes) -> Member:
    head, _, rest = text.partition(b"\r\n\r\n")
    length = field(head, "Content-Length")
    block = rest[: int(length)] if length.isdigit() else b""
    if not head.startswith(b"WARC/1.1\r\n") or not length.isdigit() or rest[len(block) :] != b"\r\n\r\n":
        raise _broken("不是本程序写入的记录", number, start, end)
    return Member(number, start, end, head, block, "")


def _verify(member: Member, chain: str) -> str:
    """The chain with this record. Raises WarcBroken when the record, or the one before it, is not as it was."""
    beside = _beside_hash(member)
    head, _, link = member.head.rpartition(_LINK)
    chain = linked(chain, head, beside)
    if not head or link.decode("latin-1") != chain:
        reason = "记录头已被改动，或者它之前有记录被取走、添加"
        raise _broken(reason, *member[:3], url=field(member.head, "WARC-Target-URI"))
    return chain


def _beside_hash(member: Member) -> bytes:
    """What of a record's block its own hash does not cover, and the chain does: an answer's HTTP head. Raises WarcBroken when the hash is another.

    Evidence of older runs has a hash over the whole of each block.
    """
    digest, head, content = field(member.head, "WARC-Block-Digest"), b"", member.block
    if not digest and member.kind == "response":
        digest = field(member.head, "WARC-Payload-Digest")
        head, end, content = member.block.partition(b"\r\n\r\n")
        head += end
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != digest:
        raise _broken("内容已被改动", *member[:3], url=field(member.head, "WARC-Target-URI"))
    return head


def _broken(reason: str, number: int, start: int, end: int, *, url: str = "", is_cut_off: bool = False) -> WarcBroken:
    where = f"第 {number + 1} 条记录（字节 {start}–{end}{f'，{url}' if url else ''}）"
    return WarcBroken(f"证据文件{where}：{reason}", number=number, start=start, is_cut_off=is_cut_off)


def field(head: bytes, name: str) -> str:
    """A header field of a record, or an empty text."""
    found = head.partition(f"\r\n{name}: ".encode())[2].partition(b"\r\n")[0]
    return found.decode("utf-8", "replace")


def record_id(member: Member) -> str:
    """The id of a record, as it stands in reports."""
    return field(member.head, "WARC-Record-ID").removeprefix("<urn:uuid:").removesuffix(">")


def first_broken(path: Path) -> WarcBroken | None:
    """The first record of a file that was changed, or the end that is missing; None when the chain holds to its close."""
    number = start = 0
    has_end = False
    try:
        for member in read_verified(path):
            number, start, has_end = member.number + 1, member.end, is_end(member)
    except WarcBroken as broken:
        return broken
    return None if has_end else _broken("证据没有结束记录，文件不完整", number, start, start, is_cut_off=True)


def is_end(member: Member) -> bool:
    """Whether a record closes its run's chain."""
    return member.kind == "metadata" and member.block.startswith(b'{"end":')


def exchange_of(member: Member, story: dict[str, Any]) -> Exchange:
    """The visit that a record tells of."""
    head, _, body = member.block.partition(b"\r\n\r\n") if member.kind == "response" else (b"", b"", b"")
    return Exchange(
        url=story["url"], method=story["method"], requested_at=datetime.fromisoformat(story["at"]), final_url=story["final_url"],
        state=State(story["state"]), status=story["status"], headers=_headers(head), body=body, sha256=story["sha256"],
        length=story["length"], address=story["address"], times=Times(*story["times"]), hops=tuple(Hop(*hop) for hop in story["hops"]),
        error=story["error"], fault=story["fault"], evidence_id=story["id"], retry_after_s=story["retry_after_s"],
        purpose=Purpose(*story["purpose"]), requests=story["requests"], received=story["received"],
        same_as=story["same_as"], is_revalidated=story["is_revalidated"],
    )  # fmt: skip


def _headers(head: bytes) -> tuple[tuple[str, str], ...]:
    """The headers as they came: the first line is the status, the last our own length of the body."""
    found = []
    for line in head.decode("utf-8", "replace").split("\r\n")[1:-1]:
        name, _, value = line.partition(": ")
        original = name.removeprefix(RENAMED)
        found.append((original if original in CODING else name, value))
    return tuple(found)
