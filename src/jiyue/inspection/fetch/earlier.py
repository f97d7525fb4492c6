"""The pages of an earlier run, from its evidence: what to ask a server for only if it has changed since."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from jiyue.inspection.fetch.warc_reading import WarcBroken, exchange_of, first_broken, read_member, read_verified


class Known(NamedTuple):
    """An answer of the earlier run: its evidence id, what tells the server which one it was, and where its record stands."""

    id: str
    conditions: tuple[str, ...]
    sha256: str
    start: int
    end: int


class Earlier:
    """Looks up answers of an earlier run by address. Only whole, good answers are known."""

    def __init__(self, path: Path) -> None:
        """Index a file. Raises WarcBroken when it is not as it was written, or has no end."""
        if (broken := first_broken(path)) is not None:
            raise broken
        self._path = path
        self._known: dict[str, Known] = {}
        for member in read_verified(path):
            self.chain = member.chain
            story = member.story() if member.kind == "response" else None
            if story is None or (story["method"], story["status"], story["state"], story["fault"]) != (
                "GET",
                200,
                "done",
                "",
            ):
                continue
            visit = exchange_of(member, story)
            lines = (("If-None-Match", visit.header("etag")), ("If-Modified-Since", visit.header("last-modified")))
            conditions = tuple(
                f"{name}: {value}" for name, value in lines if value and value.isascii() and value.isprintable()
            )
            self._known[visit.final_url] = Known(visit.evidence_id, conditions, visit.sha256, member.start, member.end)

    def find(self, url: str) -> Known | None:
        """What is known of an address."""
        return self._known.get(url)

    def answer(self, known: Known) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        """Body and headers of an earlier answer. Raises WarcBroken when the file was changed meanwhile."""
        member = read_member(self._path, known.start, known.end)
        story = member.story()
        visit = exchange_of(member, story) if story is not None else None
        if visit is None or hashlib.sha256(visit.body).hexdigest() != known.sha256:
            raise WarcBroken(f"{self._path} 在检查中被改动", number=-1, start=known.start)
        return visit.body, visit.headers
