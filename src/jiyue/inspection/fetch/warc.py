"""Evidence: every visit as records of a WARC 1.1 file, each with its hash, the hashes chained over the run."""

import gzip
import hashlib
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from jiyue.inspection.fetch.exchange import Exchange

try:
    # Five times as fast as zlib at the same size; zlib where there is no build of it.
    from isal.isal_zlib import compress
except ImportError:
    from zlib import compress

# Level 1 costs a third of level 6 in time, and a tenth more space on pages.
_LEVEL = 1
_GZIP = 31
# The body in the file has its transfer and content coding removed; the headers that told of them keep a note of it.
_CODING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SPACES = str.maketrans("\r\n", "  ")


@dataclass(slots=True)
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
            f"WARC/1.1\r\nWARC-Type: {self.kind}\r\n{target}WARC-Date: {self.at.astimezone(UTC).isoformat()[:19]}Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{self.id or uuid.uuid4()}>\r\n{self.fields}WARC-Block-Digest: sha256:{digest}\r\n"
            f"Content-Type: {self.content_type}\r\nContent-Length: {len(self.block)}\r\n\r\n"
        ).encode("utf-8", "replace")


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
        self._write(Record("warcinfo", "", started_at, "application/warc-fields", about))

    def keep(self, exchange: Exchange) -> None:
        """Write a visit: its last answer as a response record that also tells how the visit went, or, without one, that alone."""
        self._last = exchange.requested_at
        story = json.dumps(visit_story(exchange), ensure_ascii=False)
        if not exchange.status:
            block = story.encode("utf-8", "replace")
            self._write(
                Record("metadata", exchange.url, exchange.requested_at, "application/json", block, exchange.evidence_id)
            )
            return
        fields = (
            f"WARC-IP-Address: {exchange.address}\r\nWARC-Payload-Digest: sha256:{exchange.sha256}\r\n"
            f"WARC-Jiyue-Visit: {story.translate(_SPACES)}\r\n"
        )
        self._write(
            Record(
                "response", exchange.final_url, exchange.requested_at, "application/http; msgtype=response",
                http_message(exchange), exchange.evidence_id, fields,
            )
        )  # fmt: skip

    def close(self) -> None:
        """Write the end of the chain and close the file."""
        if not self._file.closed:
            end = json.dumps({"chain": self.chain}).encode()
            chain = self.chain
            self._write(Record("metadata", "", self._last, "application/json", end))
            self.chain = chain
            self._file.close()

    def _write(self, record: Record) -> None:
        head = record.head(hashlib.sha256(record.block).hexdigest())
        self.chain = linked(self.chain, head)
        self._file.write(compress(b"".join((head, record.block, b"\r\n\r\n")), _LEVEL, _GZIP))


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


def linked(chain: str, head: bytes) -> str:
    """The chain with one more record, whose header holds the hash of its block."""
    return hashlib.sha256(chain.encode() + head).hexdigest()


def first_broken(path: Path) -> int | None:
    """The number of the first record (from 0) of a WARC file of ours that was changed; None when the chain holds.

    A file whose end is missing is broken at the record after its last. Records taken out show at the end.
    """
    chain, number = "", 0
    for number, (head, block) in enumerate(read_records(path)):
        if f"sha256:{hashlib.sha256(block).hexdigest()}".encode() not in head:
            return number
        if chain and block == json.dumps({"chain": chain}).encode():
            return None
        chain = linked(chain, head)
    return number + 1


def read_records(path: Path) -> Iterator[tuple[bytes, bytes]]:
    """The header and the block of each record, in order."""
    with gzip.open(path) as file:
        while line := file.readline():
            if not line.startswith(b"WARC/"):
                continue
            head, length = line, 0
            while (line := file.readline()) not in {b"\r\n", b""}:
                head += line
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            yield head + line, file.read(length)
