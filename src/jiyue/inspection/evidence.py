"""The evidence of one run: every visit into the WARC file, those that findings rest on into the report."""

import hashlib
import json
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from jiyue.inspection.faults import EvidenceLost
from jiyue.inspection.fetch.exchange import Exchange, has_answered
from jiyue.inspection.fetch.warc import WarcWriter
from jiyue.inspection.journal import Past, Probes, Run, measure, read_run
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.rendered_records import evidence_of_rendering, records_of
from jiyue.inspection.results import Evidence, Fault

SOFTWARE = "jiyue-inspection/0.1"
_ENDING = ".warc.gz"
_UNFINISHED = f".unfinished{_ENDING}"


class EvidenceStore:
    """Names each visit, writes it to the WARC file if there is one, and remembers what findings may refer to.

    `past` holds what the file said when it was opened: an earlier part of a run that was cut off, or a whole run to be judged again.
    """

    def __init__(self, warc: WarcWriter | None = None, *, past: Past | None = None, final: Path | None = None) -> None:
        self.past = past
        self._warc = warc
        self._final = final
        self._kept: dict[str, Evidence] = {}

    @property
    def path(self) -> Path | None:
        """Where the WARC file lies, or will when the run has ended."""
        return self._final

    def keep(self, exchange: Exchange) -> None:
        """Take in a finished visit. What went well is forgotten here unless it is pinned."""
        if not exchange.evidence_id:
            exchange.evidence_id = random_id()
            if self._warc is not None:
                try:
                    self._warc.keep(exchange)
                except OSError as error:
                    raise self._lost(error) from error
        if not has_answered(exchange.state, exchange.status, exchange.fault) or len(exchange.hops) > 1:
            self.pin(exchange)

    def pin(self, exchange: Exchange) -> None:
        """Remember a visit that a finding rests on."""
        self._kept[exchange.evidence_id] = evidence_of(exchange)

    def keep_rendering(self, rendering: Rendering, *, is_new: bool) -> None:
        """Take in a page as a browser showed it; one that `is_new` is written to the file."""
        if self._warc is not None and is_new:
            with self._writing():
                self._warc.keep_all(records_of(rendering))
        self._kept[rendering.evidence_id] = evidence_of_rendering(rendering)

    def note_stop(self, budget: str) -> None:
        """Write down that a budget ended the walk here."""
        self._note({"stop": budget})

    def note_probes(self, probes: Probes) -> None:
        """Write down what the probes said, with the requests and bytes that no visit tells of."""
        self._note({"probes": probes.said, "unkept": [probes.requests, probes.received]})

    def note_fault(self, fault: Fault) -> None:
        """Write down that a fault of our own kept a part from being asked."""
        self._note({"unasked": asdict(fault)})

    def _note(self, story: dict[str, object]) -> None:
        if self._warc is not None:
            with self._writing():
                self._warc.note(story)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Raise EvidenceLost where the system does not take what is written."""
        try:
            yield
        except OSError as error:
            raise self._lost(error) from error

    def _lost(self, error: OSError) -> EvidenceLost:
        return EvidenceLost(error.errno, error.strerror, error.filename or str(self._final or ""))

    def referred(self, ids: set[str]) -> tuple[Evidence, ...]:
        """The remembered visits among `ids`, in the order in which they were made."""
        return tuple(evidence for name, evidence in self._kept.items() if name in ids)

    def finish(self, *, at: datetime, state: str) -> tuple[datetime, str]:
        """Close the chain; return when the run ended and the hash over all its records. A run that is judged again ended when it did."""
        if self._warc is None:
            ended = self.past.ended if self.past is not None else {}
            return datetime.fromisoformat(ended["finished_at"]) if ended else at, self.past.chain if self.past else ""
        self._note({"end": {"finished_at": at.isoformat(), "state": state}})
        chain = self._warc.chain
        with self._writing():
            self._warc.close()
            if self._final is not None and self._final != self._warc.path:
                _put_away(self._warc.path, self._final)
        return at, chain

    def close(self) -> None:
        """Close the file. A run that did not finish has no end in it, and can be gone on with."""
        if self._warc is not None:
            self._warc.close()


def random_id() -> str:
    """A random name as `uuid4` gives, in a third of its time."""
    digits = os.urandom(16).hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def open_evidence(run: Run) -> tuple[EvidenceStore, Run]:
    """The evidence of a run that begins now, and the run itself, which may be an earlier one that was cut off and goes on.

    Raises WarcBroken when what is left of that one was changed, EvidenceInUse when another process is at it.
    """
    options = run.options
    folder = options.evidence_dir or options.state_dir
    if folder is None:
        return EvidenceStore(), run
    final = folder / _name(run)
    if options.state_dir is None:
        return EvidenceStore(_begin(WarcWriter(final, at=run.started_at), run), final=final), run
    warc = WarcWriter(options.state_dir / f"{_key(run)}{_UNFINISHED}", at=run.started_at)
    try:
        return _go_on(warc, folder, run) or open_evidence(run)
    except BaseException:
        warc.close()
        raise


def _go_on(warc: WarcWriter, folder: Path, run: Run) -> tuple[EvidenceStore, Run] | None:
    """Take up what an earlier run left in the file; None when that is put away, as it had ended or is too old."""
    warc.lock()
    extent = measure(warc.path)
    earlier = read_run(warc.path) if extent.records else run
    age = (run.started_at - earlier.started_at).total_seconds()
    if extent.is_ended or age > run.options.resume_within_s:
        _put_away(warc.path, folder / f"{'' if extent.is_ended else 'cut-off-'}{_name(earlier)}")
        warc.close()
        return None
    warc.go_on(length=extent.length, chain=extent.chain)
    if not extent.records:
        return EvidenceStore(_begin(warc, run), final=folder / _name(run)), run
    return EvidenceStore(warc, past=Past(warc.path, extent), final=folder / _name(earlier)), earlier


def _put_away(path: Path, final: Path) -> None:
    final.parent.mkdir(parents=True, exist_ok=True)
    path.rename(final)


def _begin(warc: WarcWriter, run: Run) -> WarcWriter:
    warc.begin(software=SOFTWARE, run=run.as_mapping())
    return warc


def _name(run: Run) -> str:
    return f"{run.started_at:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}{_ENDING}"


def _key(run: Run) -> str:
    """The same for the same question: address, options and register record."""
    asked = {name: value for name, value in run.as_mapping().items() if name != "started_at"}
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def evidence_of(exchange: Exchange) -> Evidence:
    """A visit without its body."""
    return Evidence(
        id=exchange.evidence_id, url=exchange.final_url or exchange.url, method=exchange.method,
        requested_at=exchange.requested_at, state=exchange.state, status=exchange.status, elapsed_s=round(exchange.times.total, 4),
        times=exchange.times, sha256=exchange.sha256, length=exchange.length, address=exchange.address, headers=exchange.headers,
        redirects=tuple(hop.url for hop in exchange.hops), error=exchange.error,
    )  # fmt: skip
