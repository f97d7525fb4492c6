"""Evidence: every visit as records of a WARC 1.1 file, each with its hash, the hashes chained over the run."""

import gzip
import hashlib
import json
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from jiyue.inspection.fetch.exchange import Exchange

# Level 1 costs a third of level 6 in time and a fifth more space on pages.
_LEVEL = 1
# The body in the file has its transfer and content coding removed; the headers that told of them keep a note of it.
_CODING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SPACES = str.maketrans("\r\n", "  ")


@dataclass(slots=True, kw_only=True)
class Record:
    """One WARC record before it is written; `fields` are the headers that only its kind has."""

    kind: str
    url: str
    at: datetime
    content_type: str
    block: bytes
    id: str = ""
    fields: str = ""

    def head(self, digest: str) -> bytes:
        """The record's header, given the hash of its block."""
        target = f"WARC-Target-URI: {self.url.translate(_SPACES)}\r\n" if self.url else ""
        return (
            f"WARC/1.1\r\nWARC-Type: {self.kind}\r\n{target}WARC-Date: {self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}\r\n"
            f"WARC-Record-ID: <urn:uuid:{self.id or uuid.uuid4()}>\r\n{self.fields}WARC-Block-Digest: sha256:{digest}\r\n"
            f"Content-Type: {self.content_type}\r\nContent-Length: {len(self.block)}\r\n\r\n"
        ).encode()


class WarcWriter:
    """Writes one run's visits to a WARC file, one gzip member per record.

    `chain` is a hash over the hashes of all records so far: it is written at the end, so that no record can be taken out
    or changed without being noticed.
    """

    def __init__(self, path: Path, *, started_at: datetime, software: str) -> None:
        self.path = path
        self.chain = ""
        self._last = started_at
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: IO[bytes] = path.open("wb")
        about = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
        self._write(Record(kind="warcinfo", url="", at=started_at, block=about, content_type="application/warc-fields"))

    def keep(self, exchange: Exchange) -> None:
        """Write a visit: its last answer as a response record, how it ended as a metadata record."""
        at = self._last = exchange.requested_at
        name = exchange.evidence_id
        if exchange.status:
            fields = f"WARC-IP-Address: {exchange.address}\r\nWARC-Payload-Digest: sha256:{exchange.sha256}\r\n"
            self._write(
                Record(
                    kind="response", url=exchange.final_url, at=at, id=name, fields=fields,
                    block=http_message(exchange), content_type="application/http; msgtype=response",
                )
            )  # fmt: skip
        fields = f"WARC-Concurrent-To: <urn:uuid:{name}>\r\n" if exchange.status else ""
        story = json.dumps(visit_story(exchange), ensure_ascii=False).encode("utf-8", "replace")
        self._write(
            Record(
                kind="metadata", url=exchange.url, at=at, block=story, fields=fields, content_type="application/json"
            )
        )

    def close(self) -> None:
        """Write the end of the chain and close the file."""
        if not self._file.closed:
            end = json.dumps({"chain": self.chain}).encode()
            chain = self.chain
            self._write(Record(kind="metadata", url="", at=self._last, block=end, content_type="application/json"))
            self.chain = chain
            self._file.close()

    def _write(self, record: Record) -> None:
        digest = hashlib.sha256(record.block).hexdigest()
        self.chain = hashlib.sha256((self.chain + digest).encode()).hexdigest()
        packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
        self._file.write(
            packer.compress(record.head(digest)) + packer.compress(record.block + b"\r\n\r\n") + packer.flush()
        )


def http_message(exchange: Exchange) -> bytes:
    """The last answer as an HTTP message whose body is as it was judged."""
    lines = [f"HTTP/1.1 {exchange.status} -"]
    lines += [
        f"{'x-original-' if name in _CODING else ''}{name}: {value.translate(_SPACES)}"
        for name, value in exchange.headers
    ]
    lines.append(f"content-length: {exchange.length}")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + exchange.body


def visit_story(exchange: Exchange) -> dict[str, object]:
    """How a visit went, as it stands in the metadata record."""
    return {
        "id": exchange.evidence_id,
        "url": exchange.url,
        "final_url": exchange.final_url,
        "method": exchange.method,
        "state": exchange.state,
        "status": exchange.status,
        "fault": exchange.fault,
        "error": exchange.error,
        "address": exchange.address,
        "times": exchange.times._asdict(),
        "hops": [hop._asdict() for hop in exchange.hops],
        "sha256": exchange.sha256,
        "length": exchange.length,
    }


def first_broken(path: Path) -> int | None:
    """The number of the first record (from 0) of a WARC file of ours that was changed; None when the chain holds.

    A file whose end is missing is broken at the record after its last.
    """
    chain, number = "", 0
    for number, (digest, block) in enumerate(read_blocks(path)):
        actual = hashlib.sha256(block).hexdigest()
        if digest != f"sha256:{actual}":
            return number
        if _ends_with(block, chain):
            return None
        chain = hashlib.sha256((chain + actual).encode()).hexdigest()
    return number + 1


def _ends_with(block: bytes, chain: str) -> bool:
    return bool(chain) and block == json.dumps({"chain": chain}).encode()


def read_blocks(path: Path) -> Iterator[tuple[str, bytes]]:
    """The block digest and the block of each record, in order."""
    with gzip.open(path) as file:
        while line := file.readline():
            if not line.startswith(b"WARC/"):
                continue
            head: dict[str, str] = {}
            while (line := file.readline()) not in {b"\r\n", b""}:
                name, _, value = line.decode("utf-8", "replace").partition(":")
                head[name.lower()] = value.strip()
            yield head.get("warc-block-digest", ""), file.read(int(head.get("content-length", "0")))
