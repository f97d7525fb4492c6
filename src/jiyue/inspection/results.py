"""What an inspection hands back: observations, measurements and the evidence they rest on."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from msgspec import Struct

from jiyue.inspection.rendered import Rendering
from jiyue.inspection.seen import Seen
from jiyue.inspection.snapshot import Snapshot
from jiyue.inspection.states import State, Verdict


# Made by the thousand: a Struct takes a twentieth of a frozen dataclass's time, and what can be in no circle (`gc=False`) is not looked through for garbage.
class Times(Struct, frozen=True, array_like=True, gc=False):
    """Seconds from the start of a request to the end of each phase; 0 where a phase did not take place."""

    dns: float = 0.0
    connect: float = 0.0
    tls: float = 0.0
    first_byte: float = 0.0
    total: float = 0.0


class Evidence(Struct, frozen=True, kw_only=True, gc=False):
    """One response as it was seen; `id` is also the name of its record in the run's WARC file.

    `sha256` is the hash of the body as it was judged (transfer and content coding removed), `address` the
    IP address that answered.
    """

    id: str
    url: str
    method: str
    requested_at: datetime
    state: State
    status: int
    elapsed_s: float
    times: Times
    sha256: str
    length: int
    address: str
    headers: tuple[tuple[str, str], ...]
    redirects: tuple[str, ...] = ()
    error: str = ""


class Observation(Struct, frozen=True, kw_only=True, gc=False):
    """Something on a site that a clause does not allow, or that a person has to look at.

    `place` says where on the page, `excerpt` quotes it (masked where it holds personal data), `remedy` tells the
    host what to do. `kind` is the check's own class, such as "dead" or "slow".
    """

    check: str
    clause: str
    url: str
    place: str
    excerpt: str
    message: str
    why: str
    remedy: str
    verdict: Verdict
    confidence: str
    state: State
    fingerprint: str
    kind: str = ""
    target: str = ""
    evidence: tuple[str, ...] = ()
    column_key: str | None = None
    repeats: int = 0


class Measurement(Struct, frozen=True, gc=False):
    """That a check looked at a target, how the look ended, and what it said; `pages` is how many pages one row stands for."""

    check: str
    target: str
    state: State
    verdict: Verdict
    note: str = ""
    pages: int = 1


class Probed(NamedTuple):
    """One question to the site as a whole, such as "certificate" or "ipv6": how the look ended, what was seen (name and value), and what is odd.

    `verdict` is PASS, TO_VERIFY or NONE: what a probe means by a clause, a check says.
    """

    probe: str
    target: str
    state: State
    verdict: Verdict
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMeasurement:
    """What was seen of one column: `entries` is None when the list could not be read.

    `entry_state` is one of "listed", "empty", "maintenance", "text" (a page of text, no list), "scripted" (a list that only a script
    renders), "unreadable" and "not-seen". `newest_on` is None when no entry shows its date. `is_rendered`: read as a browser showed it.
    """

    key: str
    name: str
    url: str
    category: str
    state: State
    entry_state: str
    entries: int | None
    newest_on: date | None
    oldest_on: date | None
    undated: int
    verdict: Verdict
    reason: str
    due_on: date | None = None
    evidence: tuple[str, ...] = ()
    cycle_days: int | None = None
    is_first_level: bool = True
    is_rendered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A part of the inspection that a fault of our own program kept from being judged, with the checks that it feeds.

    `targets` names the pages, addresses or columns concerned, `count` says how many there are; it is 0 where the part failed as a whole.
    """

    part: str
    checks: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStamp:
    """The time stamp of an authority over a run's chain: the SHA-256 of its hexadecimal digits. `file` holds the answer, as DER.

    `is_verified`: its signature was held against root certificates that were named. `error` says what is wrong or was not looked at.
    """

    url: str
    at: datetime | None = None
    serial: str = ""
    policy: str = ""
    is_granted: bool = False
    is_verified: bool = False
    error: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One inspection of one site.

    `state` is "done", "void" (the canaries failed: nothing here counts), "aborted" (not whole: a budget ran out, or a fault of our own left the parts in
    `faults` unjudged; what was seen counts) or "unreachable" (no page of the site could be seen). `not_compared` names what the register
    record did not say. `robots` is the choice that was made. `unchanged` pages have the same content as in the earlier run that this one leans on, `revalidated` of them by the
    server's own word (304). `owner` is the unit that hosts the site, by the register or else by the site's foot. `seen` is what the score card takes beside findings.
    `evidence` holds the responses that observations and columns refer to; every response is in `warc`.
    """

    url: str
    state: str
    started_at: datetime
    finished_at: datetime
    pages: int
    requests: int
    received_bytes: int
    observations: tuple[Observation, ...]
    measurements: tuple[Measurement, ...]
    columns: tuple[ColumnMeasurement, ...]
    evidence: tuple[Evidence, ...]
    not_compared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    site_name: str = ""
    parameter_set: str = ""
    warc: str = ""
    chain: str = ""
    robots: str = "ignore"
    probes: tuple[Probed, ...] = ()
    snapshot: Snapshot | None = None
    renderings: tuple[Rendering, ...] = ()
    timestamp: TimeStamp | None = None
    unchanged: int = 0
    revalidated: int = 0
    owner: str = ""
    seen: Seen | None = None
    faults: tuple[Fault, ...] = ()


def fingerprint(check: str, *parts: str) -> str:
    """Name the same fault by the same 16 hex digits in every run: `parts` hold nothing that changes by itself."""
    return hashlib.sha256("\x1f".join((check, *parts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
