"""Evidence: every visit as a record of a WARC 1.1 file, each with its hash, the hashes chained over the run."""

import fcntl
import json
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from jiyue.inspection.fetch.exchange import Exchange, Hop, Purpose
from jiyue.inspection.results import Times
from jiyue.inspection.states import State

# The fastest level of each: a third of the usual one in time, and a tenth more space on pages. zlib is for where isal, three times as fast, has no build.
try:
    from isal.isal_zlib import compress

    _LEVEL = 0
except ImportError:
    from zlib import compress

    _LEVEL = 1
_GZIP = 31
# The body in the file has its transfer and content coding removed; the headers that told of them keep a note of it.
CODING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
RENAMED = "x-original-"
_SPACES = str.maketrans("\r\n", "  ")
_encode = msgspec.json.Encoder().encode


class Story(Struct, frozen=True, gc=False):
    """How a visit went, as JSON beside its answer: the fields of `Exchange` without headers and body."""

    id: str
    url: str
    final_url: str
    method: str
    purpose: Purpose
    at: datetime
    state: State
    status: int
    fault: str
    error: str
    address: str
    times: Times
    hops: tuple[Hop, ...]
    sha256: str
    length: int
    requests: int
    received: int
    retry_after_s: float
    same_as: str
    is_revalidated: bool


class EvidenceInUse(OSError):
    """Another process writes to this evidence file."""


class Record(Struct, frozen=True, gc=False):
    """One WARC record before it is written; `fields` are the headers that only its kind has.

    An answer's block is `block`, its HTTP head, and then `body`, whose hash (`body_sha256`) is known already: to hash and to copy it once more would cost a
    fifth of the evidence's time.
    """

    kind: str
    url: str
    at: datetime
    content_type: str
    block: bytes
    id: str = ""
    fields: str = ""
    body: bytes = b""
    body_sha256: str = ""

    def head(self) -> bytes:
        """The record's header with the hash of its block, or of an answer's body, without its link of the chain."""
        url = self.url if self.url.isprintable() else self.url.translate(_SPACES)
        what, digest = ("Payload", self.body_sha256) if self.body_sha256 else ("Block", sha256(self.block).hexdigest())
        target = f"WARC-Target-URI: {url}\r\n" if url else ""
        return (
            f"WARC/1.1\r\nWARC-Type: {self.kind}\r\n{target}WARC-Date: {self.at.astimezone(UTC).isoformat()[:19]}Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{self.id or uuid.uuid4()}>\r\n{self.fields}WARC-{what}-Digest: sha256:{digest}\r\n"
            f"Content-Type: {self.content_type}\r\nContent-Length: {len(self.block) + len(self.body)}\r\n"
        ).encode("utf-8", "replace")


class WarcWriter:
    """Writes one run's visits to a WARC file, one gzip member per record, each handed to the system at once.

    `chain` is a hash over the headers of all records so far, which hold the hashes of their blocks; of an answer, the hash of its body, and its HTTP head is in
    the chain itself. Each record carries its own link, and the last one closes the chain: what was changed, taken out or added shows at its place.
    """

    def __init__(self, path: Path, *, at: datetime) -> None:
        """Open `path` for appending. `at` is the instant of what is written next about the run itself."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.chain = ""
        self._last = at
        self._file: IO[bytes] = path.open("ab", buffering=0)

    def lock(self) -> None:
        """Keep other processes from writing to the file; raises EvidenceInUse when one does."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise EvidenceInUse(f"{self.path} 正由另一个进程写入") from error

    def begin(self, *, software: str, run: dict[str, object]) -> None:
        """Write the head of a new file. `run` is what the run was asked to do, for judging again."""
        asked = json.dumps(run, ensure_ascii=False)
        about = (
            f"software: {software}\r\nformat: WARC File Format 1.1\r\nrobots: {run['robots']}\r\njiyue-run: {asked}\r\n"
        )
        self.write(Record("warcinfo", "", self._last, "application/warc-fields", about.encode("utf-8", "replace")))

    def go_on(self, *, length: int, chain: str) -> None:
        """Drop what stands behind the first `length` bytes, and go on with their chain."""
        self._file.truncate(length)
        self.chain = chain

    def keep(self, exchange: Exchange) -> None:
        """Write a visit: its last answer as a response record that also tells how the visit went, or, without one, that alone."""
        self._last = exchange.requested_at
        story = _in_json(visit_story(exchange))
        if not exchange.status:
            block = story.encode("utf-8", "replace")
            self.write(
                Record("metadata", exchange.url, exchange.requested_at, "application/json", block, exchange.evidence_id)
            )
            return
        fields = f"WARC-IP-Address: {exchange.address}\r\nWARC-Jiyue-Visit: {story}\r\n"
        self.write(
            Record(
                "response", exchange.final_url, exchange.requested_at, "application/http; msgtype=response",
                http_head(exchange), exchange.evidence_id, fields, exchange.body, exchange.sha256,
            )
        )  # fmt: skip

    def note(self, story: dict[str, object]) -> None:
        """Write something about the run itself, such as its end."""
        self.write(Record("metadata", "", self._last, "application/json", json.dumps(story).encode()))

    def keep_all(self, records: Iterable[Record]) -> None:
        """Write records that belong together, of an instant of their own."""
        for record in records:
            self._last = record.at
            self.write(record)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def write(self, record: Record) -> None:
        """Write one record with its link of the chain."""
        head = record.head()
        self.chain = linked(self.chain, head, record.block if record.body_sha256 else b"")
        link = f"{LINK}{self.chain}\r\n\r\n".encode()
        self._file.write(compressed(b"".join((head, link, record.block, record.body, b"\r\n\r\n"))))


LINK = "WARC-Jiyue-Chain: sha256:"


def compressed(data: bytes) -> bytes:
    """A gzip member by itself, as fast as it goes."""
    return compress(data, _LEVEL, _GZIP)


def http_head(exchange: Exchange) -> bytes:
    """The head of the last answer as an HTTP message; what follows it is the body as it was judged."""
    headers = "".join([f"{RENAMED if name in CODING else ''}{name}: {value}\r\n" for name, value in exchange.headers])
    head = f"HTTP/1.1 {exchange.status} -\r\n{headers}content-length: {exchange.length}\r\n\r\n"
    return head.encode("utf-8", "replace")


def _in_json(story: Story) -> str:
    """A story on one line, whatever it holds: JSON escapes line breaks. msgspec takes a ninth of json's time, and no half characters."""
    try:
        return _encode(story).decode()
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(story), ensure_ascii=False)


def visit_story(exchange: Exchange) -> Story:
    """How a visit went, as it stands beside its answer."""
    return Story(
        exchange.evidence_id, exchange.url, exchange.final_url, exchange.method, exchange.purpose, exchange.requested_at, exchange.state, exchange.status,
        exchange.fault, exchange.error, exchange.address, exchange.times, exchange.hops, exchange.sha256, exchange.length, exchange.requests,
        exchange.received, exchange.retry_after_s, exchange.same_as, exchange.is_revalidated,
    )  # fmt: skip


def linked(chain: str, head: bytes, more: bytes = b"") -> str:
    """The chain with one more record, given its header and what of its block the hash in there does not cover."""
    return sha256(b"".join((chain.encode(), head, more))).hexdigest()
