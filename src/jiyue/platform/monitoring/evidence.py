"""Reading one stored response out of a run's evidence file, as text; nothing of it is ever rendered."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jiyue.platform.monitoring.records import evidence_folder
from jiyue.textcheck import scan

SHOWN = 20_000  # characters of a response that a screen shows


@dataclass(frozen=True)
class Stored:
    """A stored response: its head and the beginning of its body as text; `length` counts the characters of the whole body."""

    head: str
    body: str
    length: int


def stored_response(warc: str, evidence_id: str) -> Stored | None:
    """The response with an evidence id; None when file or record is gone, or the name leads out of the evidence folder."""
    folder = evidence_folder().resolve()
    path = (folder / warc).resolve()
    if not evidence_id or not path.is_relative_to(folder) or not path.is_file():
        return None
    for head, block in _records(path):
        if head.get("warc-type") == "response" and head.get("warc-record-id") == f"<urn:uuid:{evidence_id}>":
            return _as_text(block)
    return None


def _as_text(block: bytes) -> Stored:
    head, _, body = block.partition(b"\r\n\r\n")
    text = body.decode("utf-8", "replace")
    return Stored(head.decode("utf-8", "replace"), _masked(text[:SHOWN]), len(text))


def _masked(text: str) -> str:
    """The text with every stretch of personal data replaced by its masked form (13.5)."""
    parts, end = [], 0
    for hit in sorted((hit for hit in scan(text) if hit.clause == "13.5"), key=lambda hit: hit.start):
        if hit.start >= end:
            parts += [text[end : hit.start], hit.excerpt]
            end = hit.end
    return "".join([*parts, text[end:]])


def _records(path: Path) -> Iterator[tuple[dict[str, str], bytes]]:
    with gzip.open(path) as file:
        while line := file.readline():
            if line.startswith(b"WARC/"):
                head = _head(file)
                yield head, file.read(int(head.get("content-length", "0")))


def _head(file: gzip.GzipFile) -> dict[str, str]:
    found: dict[str, str] = {}
    while (line := file.readline()) not in {b"\r\n", b""}:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.lower()] = value.strip()
    return found
