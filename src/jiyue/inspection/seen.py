"""What a walk saw beyond findings and columns, for the score card: channels, messages, guides, calls, interpretations, entries (V5, V6; D and B items)."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class SeenChannel(NamedTuple):
    """A way to ask or to suggest online: `how` is "form" where the page has one, "link" where a link leads to it. Nobody tried it."""

    url: str
    text: str
    how: str


class SeenMessage(NamedTuple):
    """A message that a list tells to be without answer."""

    url: str
    asked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMessages:
    """What the site's lists of messages show: `pages` lists, `read` messages in them that say when they were sent."""

    pages: int = 0
    read: int = 0
    open: tuple[SeenMessage, ...] = ()
    newest_answer_on: date | None = None


class SeenGuide(NamedTuple):
    """A service guide and the key classes that it lacks; `is_sure` is False where a script may bring them."""

    url: str
    missing: tuple[str, ...]
    is_sure: bool = True


class SeenCall(NamedTuple):
    """A call for opinions; `published_on` is None when its page shows no day."""

    url: str
    published_on: date | None
    is_online: bool


class SeenEntry(NamedTuple):
    """An entry to what an indicator asks for, by the words of its link or title. `newest_on` and `is_classified` only of pages that were read."""

    item: str
    url: str
    text: str
    is_read: bool = False
    newest_on: date | None = None
    is_classified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One site as far as the walk came; `is_whole` when nothing was left out. `kind` and `has_services` are the register's."""

    kind: str = ""
    has_services: bool = True
    has_ledger: bool = False
    is_whole: bool = False
    channels: tuple[SeenChannel, ...] = ()
    messages: SeenMessages = SeenMessages()
    guides: tuple[SeenGuide, ...] = ()
    service_platform: str = ""
    calls: tuple[SeenCall, ...] = ()
    interpretations: int = 0
    newest_interpretation_on: date | None = None
    entries: tuple[SeenEntry, ...] = ()

    def entry(self, item: str) -> SeenEntry | None:
        """The entry to what an indicator asks for; one that was read before others."""
        found = [one for one in self.entries if one.item == item]
        return next((one for one in found if one.is_read), found[0] if found else None)
