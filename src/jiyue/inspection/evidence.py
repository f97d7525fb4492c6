"""The evidence of one run: every visit into the WARC file, those that findings rest on into the report."""

import uuid
from pathlib import Path

from jiyue.inspection.crawl.targets import Look
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.warc import WarcWriter
from jiyue.inspection.results import Evidence


class EvidenceStore:
    """Names each visit, writes it to the WARC file if there is one, and remembers what findings may refer to."""

    def __init__(self, warc: WarcWriter | None) -> None:
        self._warc = warc
        self._kept: dict[str, Evidence] = {}

    @property
    def path(self) -> Path | None:
        """Where the WARC file lies."""
        return self._warc.path if self._warc is not None else None

    @property
    def chain(self) -> str:
        """The hash over all records so far."""
        return self._warc.chain if self._warc is not None else ""

    def keep(self, exchange: Exchange) -> None:
        """Take in a finished visit. What went well is forgotten here unless it is pinned."""
        exchange.evidence_id = str(uuid.uuid4())
        if self._warc is not None:
            self._warc.keep(exchange)
        if not Look.of(exchange).has_answered or len(exchange.hops) > 1:
            self.pin(exchange)

    def pin(self, exchange: Exchange) -> None:
        """Remember a visit that a finding rests on."""
        self._kept[exchange.evidence_id] = evidence_of(exchange)

    def referred(self, ids: set[str]) -> tuple[Evidence, ...]:
        """The remembered visits among `ids`, in the order in which they were made."""
        return tuple(evidence for name, evidence in self._kept.items() if name in ids)

    def close(self) -> None:
        """End the WARC file."""
        if self._warc is not None:
            self._warc.close()


def evidence_of(exchange: Exchange) -> Evidence:
    """A visit without its body."""
    return Evidence(
        id=exchange.evidence_id, url=exchange.final_url or exchange.url, method=exchange.method,
        requested_at=exchange.requested_at, state=exchange.state, status=exchange.status, elapsed_s=round(exchange.times.total, 4),
        times=exchange.times, sha256=exchange.sha256, length=exchange.length, address=exchange.address, headers=exchange.headers,
        redirects=tuple(hop.url for hop in exchange.hops), error=exchange.error,
    )  # fmt: skip
