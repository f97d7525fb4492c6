"""One look at one address: what was asked, what came back, and how it ended."""

from datetime import datetime

from msgspec import Struct

from jiyue.inspection.results import Times
from jiyue.inspection.states import State


class Hop(Struct, frozen=True, array_like=True, gc=False):
    """One redirect that was followed: the address that answered, its status, where it pointed."""

    url: str
    status: int
    location: str


class Purpose(Struct, frozen=True, array_like=True, gc=False):
    """What a visit is for: the step of the run (`role`), the distance from the home page, and how many looks came before it."""

    role: str = "look"
    depth: int = 0
    looks: int = 0


def has_answered(state: State, status: int, fault: str) -> bool:
    """Whether a visit that ended so brought what was asked for; a redirect that could not be followed brought nothing."""
    return state is State.DONE and 200 <= status < 300 and not fault.startswith("redirect-")


_A_LOOK = Purpose()
_NO_TIME = Times()


class Exchange(Struct, kw_only=True, gc=False):
    """The outcome of one visit, redirects included: `url` was asked for, `final_url` answered.

    `status` is 0 when no answer came. `error` says in words why a visit ended other than DONE, or names an
    oddity of a DONE one ("redirect-loop"). `fault` is a short code for `error`, for tests and rules. `requests` and `received` (bytes)
    count all hops. An `evidence_id` is given when the visit is kept. `same_as` is the evidence id of an earlier run's answer with the same body;
    `is_revalidated`: the server said so (304), and status, headers and body are that answer's.
    """

    url: str
    method: str
    requested_at: datetime
    final_url: str = ""
    state: State = State.DONE
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    sha256: str = ""
    length: int = 0
    address: str = ""
    times: Times = _NO_TIME
    hops: tuple[Hop, ...] = ()
    error: str = ""
    fault: str = ""
    evidence_id: str = ""
    retry_after_s: float = 0.0
    purpose: Purpose = _A_LOOK
    requests: int = 0
    received: int = 0
    same_as: str = ""
    is_revalidated: bool = False

    def header(self, name: str) -> str:
        """The first header of that name (lower case), or an empty text."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""

    @property
    def is_html(self) -> bool:
        """Whether the answer says, or shows by its first bytes, that it is a page."""
        kind = self.header("content-type").lower()
        if "html" in kind:
            return True
        return not kind and self.body[:512].lstrip()[:9].lower().startswith((b"<!doctype", b"<html"))
