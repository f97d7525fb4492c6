"""What a run was asked to do and what it has recorded so far, read back in order: to judge it again, or to go on with it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.warc_reading import WarcBroken, exchange_of, is_end, read_verified, record_id
from jiyue.inspection.options import Options
from jiyue.inspection.record import SiteRecord, from_mapping
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.rendered_records import rendering_of
from jiyue.inspection.results import Fault, Probed
from jiyue.inspection.states import State, Verdict

# Steps of the walk, which run side by side; all others come one after the other.
WALK_ROLES = frozenset({"page", "link", "sitemap", "feed", "robots"})
_RUN = b"jiyue-run: "
# Options that say where things lie on this machine, not what is asked.
_PLACES = frozenset(
    {"evidence_dir", "state_dir", "since", "ca_bundle", "timestamp_ca", "address_ranges", "browser_path", "axe_path"}
)


class Stop(NamedTuple):
    """The walk took no new addresses from here on: the budget `by` had ended."""

    by: str


class Probes(NamedTuple):
    """What the probes said, and the requests and bytes of those of their questions that are no visits and so have no record of their own."""

    said: tuple[Probed, ...]
    requests: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run was asked to do. `url` is the canonical address that it started from, `since` the chain of the earlier evidence it leans on."""

    url: str
    started_at: datetime
    options: Options
    record: SiteRecord | None
    since: str = ""

    def as_mapping(self) -> dict[str, object]:
        """The run for the head of its evidence, without the folders of this machine."""
        options = {name: value for name, value in asdict(self.options).items() if name not in _PLACES}
        record = asdict(self.record) if self.record is not None else None
        return {
            "url": self.url,
            "started_at": self.started_at.isoformat(),
            "robots": self.options.robots,
            "since": self.since,
            "options": options,
            "record": record,
        }


def read_run(path: Path) -> Run:
    """What the run of an evidence file was asked to do. Raises WarcBroken when the file's head is not ours."""
    for member in read_verified(path):
        text = member.block.partition(_RUN)[2].partition(b"\r\n")[0]
        if not text:
            break
        found: dict[str, Any] = json.loads(text)
        record = found["record"]
        return Run(
            url=found["url"],
            started_at=datetime.fromisoformat(found["started_at"]),
            options=_options(found["options"]),
            record=from_mapping(record) if record is not None else None,
            since=found["since"],
        )
    raise WarcBroken(f"{path} 开头没有本程序的检查说明，不能据以重新判断", number=0, start=0)


def _options(found: dict[str, Any]) -> Options:
    known = {one.name for one in fields(Options)}
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in found.items()}
    return Options(**{name: value for name, value in values.items() if name in known})


def _probed(probe: str, target: str, state: str, verdict: str, facts: list[list[str]], note: str) -> Probed:
    return Probed(probe, target, State(state), Verdict(verdict), tuple((name, value) for name, value in facts), note)


def _fault(part: str, checks: list[str], targets: list[str], count: int) -> Fault:
    return Fault(part=part, checks=tuple(checks), targets=tuple(targets), count=count)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How far an evidence file is whole: its first `length` bytes, with `chain` over them, and whether it has its end."""

    length: int
    chain: str
    records: int
    is_ended: bool
    cut_off: str


def measure(path: Path) -> Extent:
    """How far a file is whole. Raises WarcBroken when it was changed; a file that merely breaks off is no such."""
    extent = Extent(length=0, chain="", records=0, is_ended=False, cut_off="")
    try:
        for one in read_verified(path):
            extent = Extent(length=one.end, chain=one.chain, records=one.number + 1, is_ended=is_end(one), cut_off="")
    except WarcBroken as broken:
        if not broken.is_cut_off:
            raise
        return replace(extent, cut_off=str(broken))
    return extent


class Past:
    """The steps of a run in the order in which they ended. `ended` is what its end says, once all steps were taken; `faults` are those of our own that the run wrote down."""

    def __init__(self, path: Path, extent: Extent) -> None:
        self.ended: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.chain = extent.chain
        self.last_at: datetime | None = None
        self._steps = self._read(path, extent.length)
        self._next: Exchange | Stop | Probes | Rendering | None = None
        self._forward()

    @property
    def is_over(self) -> bool:
        """Whether all was taken."""
        return self._next is None

    def take(self, role: str, url: str) -> Exchange | None:
        """The next step, if it is the visit of `url` in that role."""
        step = self._next
        if not isinstance(step, Exchange) or (step.purpose.role, step.url) != (role, url):
            return None
        self._forward()
        return step

    def of_role(self, role: str) -> Iterator[Exchange]:
        """The visits in a role, where they come next, in the order in which they ended."""
        while isinstance(step := self._next, Exchange) and step.purpose.role == role:
            self._forward()
            yield step

    def probed(self, recall: Callable[[Exchange], object]) -> Probes | None:
        """What the probes said, their visits handed to `recall`; None when they had not ended."""
        while isinstance(self._next, Exchange) and self._next.purpose.role == "probe":
            recall(self._next)
            self._forward()
        found = self._next
        if not isinstance(found, Probes):
            return None
        self._forward()
        return found

    def walked(self) -> Iterator[Exchange | Stop]:
        """The steps of the walk that come next."""
        while isinstance(step := self._next, Exchange | Stop):
            if isinstance(step, Exchange) and step.purpose.role not in WALK_ROLES:
                return
            self._forward()
            yield step

    def rendered(self) -> Iterator[Rendering]:
        """The pages that were shown in a browser, where they come next."""
        while isinstance(step := self._next, Rendering):
            self._forward()
            yield step

    def _forward(self) -> None:
        self._next = next(self._steps, None)
        if isinstance(self._next, Exchange):
            self.last_at = self._next.requested_at

    def _read(self, path: Path, until: int) -> Iterator[Exchange | Stop | Probes | Rendering]:
        parts: dict[str, bytes] = {}
        for member in read_verified(path, until=until):
            story = member.story()
            if story is None:
                parts[record_id(member)] = member.block
                continue
            if "end" in story:
                self.ended = story["end"]
            elif "rendering" in story:
                yield rendering_of(story["rendering"], parts)
                parts.clear()
            elif "unasked" in story:
                self.faults.append(_fault(**story["unasked"]))
            elif "stop" in story:
                yield Stop(story["stop"])
            elif "probes" in story:
                said = tuple(_probed(*found) for found in story["probes"])
                yield Probes(said, *story.get("unkept", ()))
            else:
                yield exchange_of(member, story)
