"""Every address that the site refers to: where it stands, and how the looks at it went."""

from msgspec import Struct

from jiyue.inspection.facts.elements import squeeze
from jiyue.inspection.facts.page import Link
from jiyue.inspection.fetch.exchange import Exchange, has_answered
from jiyue.inspection.results import Times
from jiyue.inspection.states import State

# So many places of one address are named; the rest is counted. A link in the foot stands on every page.
_PLACES = 5


class Place(Struct, frozen=True, order=True, gc=False):
    """Where a link stands: the page, how far it is from the home page, the link's text and part of the page."""

    depth: int
    page: str
    text: str
    part: str
    kind: str


class Look(Struct, frozen=True, gc=False):
    """One look at an address, without its body."""

    state: State
    status: int
    method: str
    final_url: str
    fault: str
    error: str
    hops: int
    address: str
    times: Times
    evidence_id: str
    retry_after_s: float

    @classmethod
    def of(cls, exchange: Exchange) -> "Look":
        """What is kept of a visit."""
        return cls(
            exchange.state, exchange.status, exchange.method, exchange.final_url, exchange.fault, exchange.error,
            len(exchange.hops), exchange.address, exchange.times, exchange.evidence_id, exchange.retry_after_s,
        )  # fmt: skip

    @property
    def has_answered(self) -> bool:
        """Whether the address answered with what was asked for."""
        return has_answered(self.state, self.status, self.fault)


class Target(Struct, gc=False):
    """One address with its looks, the last one last, and the first places of it (nearest to the home page, then by address).

    `worst` is the place that gives way to a nearer one, once there are enough. `is_settled`: it was looked at as often as its last answer asks for.
    """

    url: str
    is_inside: bool
    places: tuple[Place, ...] = ()
    place_count: int = 0
    looks: tuple[Look, ...] = ()
    is_settled: bool = False
    worst: Place | None = None

    def stands(self, page: str, depth: int, link: Link) -> None:
        """Note one more place of the link: on `page`, `depth` steps from the home page."""
        self.place_count += 1
        worst = self.worst
        if worst is not None and (depth > worst.depth or (depth == worst.depth and page >= worst.page)):
            return
        place = Place(depth, page, squeeze(link.text)[:200], link.place, link.kind)
        kept = self.places if worst is None else tuple(one for one in self.places if one is not worst)
        self.places = (*kept, place)
        if len(self.places) >= _PLACES:
            self.worst = max(self.places)
