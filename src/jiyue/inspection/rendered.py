"""What a browser made of a page: the rendered document, pictures of it, what it loaded, what it tried (16.1, 30.2, 32.7)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from jiyue.inspection.states import State

# Kept out of the report's JSON: it is in the evidence, or too long.
NOT_IN_JSON = {"json": False}


class Loaded(NamedTuple):
    """One address that a page loaded: the kind of resource, the status (0 without an answer), why there was none."""

    url: str
    kind: str
    status: int
    error: str = ""


class Violation(NamedTuple):
    """One rule of axe that elements of a page break, or may break where `is_certain` is False, how many, and the first element as an example."""

    rule: str
    impact: str
    help: str
    is_certain: bool
    times: int
    excerpt: str
    place: str


class Trouble(NamedTuple):
    """Something that a page does to its visitor, such as "dialogs" or "refused-address", how often, and what about."""

    kind: str
    times: int
    detail: str = ""


class Phone(NamedTuple):
    """How a page fits a screen of 390 pixels: the width that it is laid out for and the one that it takes, the first element that sticks out, how many
    characters are smaller than 12 pixels, the first of them, and the viewport that the page asks for (None: none).
    """

    width: int
    needed: int
    wide: str
    small: int
    sample: str
    viewport: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A picture of a page as JPEG: `name` is "desktop" or "phone", sizes in pixels; `id` names its record. `small` is the same, sized down for reports."""

    name: str
    id: str
    width: int
    height: int
    sha256: str
    length: int
    image: bytes = field(default=b"", repr=False, metadata=NOT_IN_JSON)
    small: bytes = field(default=b"", repr=False, metadata=NOT_IN_JSON)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """One page in the browser. `state` is DONE when a document could be kept, whatever the page tried.

    `violations` is None where axe did not run. `sha256` and `length` are those of `dom`, the document as UTF-8 after the scripts ran.
    `phone` is None where the page was not shown at a phone's width. `console` holds the errors that the page wrote, `mixed` unencrypted addresses that an encrypted page asked for.
    """

    url: str
    at: datetime
    final_url: str = ""
    state: State = State.DONE
    status: int = 0
    elapsed_s: float = 0.0
    error: str = ""
    nodes: int = 0
    requests: int = 0
    received: int = 0
    sha256: str = ""
    length: int = 0
    console: tuple[str, ...] = ()
    mixed: tuple[str, ...] = ()
    violations: tuple[Violation, ...] | None = None
    troubles: tuple[Trouble, ...] = ()
    shots: tuple[Shot, ...] = ()
    phone: Phone | None = None
    evidence_id: str = ""
    loaded: tuple[Loaded, ...] = field(default=(), metadata=NOT_IN_JSON)
    dom: bytes = field(default=b"", repr=False, metadata=NOT_IN_JSON)

    @property
    def is_whole(self) -> bool:
        """Whether the page could load what it is made of: only then does a list that is missing in it mean something."""
        return self.state is State.DONE and not self.error and not any(map(_is_missed, self.loaded))


_PARTS = frozenset({"document", "script", "xhr", "fetch"})


def _is_missed(one: Loaded) -> bool:
    return one.kind in _PARTS and not 0 < one.status < 400
