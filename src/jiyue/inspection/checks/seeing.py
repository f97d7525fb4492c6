"""Gathers over a walk what the score card wants beside findings; costs a page one look at its title (V5, V6; D and B items)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jiyue.inspection.checks.columns import article_day
from jiyue.inspection.checks.guides import is_sure, lacking
from jiyue.inspection.crawl.targets import Target
from jiyue.inspection.facts.consultations import Call
from jiyue.inspection.facts.guides import Guide
from jiyue.inspection.facts.messages import Message
from jiyue.inspection.facts.page import Page
from jiyue.inspection.fetch.urls import host_of
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.seen import Seen, SeenCall, SeenChannel, SeenEntry, SeenGuide, SeenMessage, SeenMessages

_LONGEST = 14
_MOST_CHANNELS = 20
_MOST_MESSAGES = 500
_FORM = "form textarea"
_TITLE_END = re.compile(r"[-_|｜—–]")


class _Words(NamedTuple):
    """The words of data/entries.toml."""

    items: Mapping[str, re.Pattern[str]]
    any: re.Pattern[str]
    classified: re.Pattern[str]
    channels: re.Pattern[str]
    no_channels: re.Pattern[str]
    platform: re.Pattern[str]


@cache
def _words() -> _Words:
    data = tomllib.loads(files("jiyue.inspection.checks").joinpath("data/entries.toml").read_text("utf-8"))
    channels = data["channels"]
    every = "|".join((*data["words"].values(), channels["words"]))
    return _Words(
        {name: re.compile(text) for name, text in data["words"].items()}, re.compile(every), re.compile(data["classified"]["words"]),
        re.compile(channels["words"]), re.compile(channels["not"]), re.compile(data["platform"]["words"]),
    )  # fmt: skip


@dataclass(slots=True)
class Seeing:
    """Collects while a site is walked. `evidence` names the visit of each page that something rests on, `answers_on` the list with the newest answer."""

    home: Page | None = None
    answers_on: str = ""
    evidence: dict[str, str] = field(default_factory=dict)
    guides: list[SeenGuide] = field(default_factory=list)
    interpretations: int = 0
    newest_interpretation_on: date | None = None
    _entries: dict[tuple[str, bool], SeenEntry] = field(default_factory=dict)
    _channels: dict[str, SeenChannel] = field(default_factory=dict)
    _open: list[SeenMessage] = field(default_factory=list)
    _message_pages: int = 0
    _messages: int = 0
    _newest_answer_on: date | None = None
    _platform: str = ""

    def see(self, page: Page, kind: str, evidence: str) -> bool:
        """Take in a page: of the home page its links, of columns and other pages what their title says that they are. Tell whether something rests on it."""
        if kind == "home":
            self.home = page
            self._see_links(page)
        elif kind == "article" or not (title := _title(page)) or not _words().any.search(title):
            return False
        else:
            self._see_named(page, title)
        self.evidence[page.url] = evidence
        return True

    def see_map(self, page: Page) -> None:
        """Take in the site map: its links lead to columns that the home page does not name."""
        self._see_links(page)

    def see_messages(self, page: Page, messages: Sequence[Message], *, today: date) -> None:
        """Take in a list of messages."""
        if not messages:
            return
        self._message_pages += 1
        self._messages += len(messages)
        self._open += [SeenMessage(page.url, one.asked_on) for one in messages if one.is_open]
        answered = [one.answered_on for one in messages if one.answered_on is not None and one.answered_on <= today]
        if answered and max(answered) > (self._newest_answer_on or date.min):
            self._newest_answer_on, self.answers_on = max(answered), page.url

    def see_guide(self, page: Page, guide: Guide) -> None:
        """Take in a service guide."""
        self.guides.append(SeenGuide(page.url, lacking(guide), is_sure=is_sure(page, guide)))

    def see_interpretation(self, page: Page) -> None:
        """Take in an interpretation of a policy."""
        self.interpretations += 1
        self.newest_interpretation_on = _later(self.newest_interpretation_on, article_day(page))

    def seen(
        self, record: SiteRecord | None, *, is_whole: bool, targets: Mapping[str, Target], calls: Iterable[Call], days: Mapping[str, date]
    ) -> Seen:  # fmt: skip
        """What was seen when the walk has ended. A channel that a link leads to counts when its page answered."""
        channels = [one for one in self._channels.values() if one.how == "form" or _answers(targets.get(one.url))]
        messages = SeenMessages(
            pages=self._message_pages, read=self._messages, open=tuple(sorted(self._open, key=lambda one: one.asked_on)[:_MOST_MESSAGES]),
            newest_answer_on=self._newest_answer_on,
        )  # fmt: skip
        return Seen(
            kind=record.kind if record is not None else "", has_services=record is None or record.has_services,
            has_ledger=record is not None and bool(record.columns), is_whole=is_whole, channels=tuple(sorted(channels)[:_MOST_CHANNELS]), messages=messages,
            guides=tuple(sorted(self.guides)), service_platform=self._platform,
            calls=tuple(sorted((SeenCall(one.url, days.get(one.url), not one.is_by_mail_only) for one in calls), key=lambda one: one.url)),
            interpretations=self.interpretations, newest_interpretation_on=self.newest_interpretation_on, entries=tuple(one for _, one in sorted(self._entries.items())),
        )  # fmt: skip

    def nothing_seen(self, record: SiteRecord | None) -> Seen:
        """What the register alone says, where what was seen could not be put together."""
        has_ledger = record is not None and bool(record.columns)
        return Seen(
            kind=record.kind if record is not None else "", has_services=record is None or record.has_services, has_ledger=has_ledger
        )  # fmt: skip

    def _see_links(self, page: Page) -> None:
        words, own = _words(), host_of(page.url)
        for link in page.links:
            text = "".join(link.text.split())
            if link.kind != "page" or not 0 < len(text) <= _LONGEST:
                continue
            if not self._platform and words.platform.search(text) and host_of(link.url) != own:
                self._platform = link.url
            if not words.any.search(text):
                continue
            self._note(SeenEntry(item, link.url, text) for item in _items_of(text))
            if _is_channel(text) and link.url != page.url:
                self._channels.setdefault(link.url, SeenChannel(link.url, text, "link"))

    def _see_named(self, page: Page, title: str) -> None:
        items = list(_items_of(title))
        if items:
            newest = max((one.on for one in page.lists.dated if one.on is not None), default=article_day(page))
            is_classified = _words().classified.search(page.text) is not None
            self._note(
                SeenEntry(item, page.url, title[:60], is_read=True, newest_on=newest, is_classified=is_classified)
                for item in items
            )
        if _is_channel(title) and page.document.has(_FORM):
            self._channels[page.url] = SeenChannel(page.url, title[:60], "form")

    def _note(self, entries: Iterable[SeenEntry]) -> None:
        for one in entries:
            known = self._entries.get((one.item, one.is_read))
            if known is None or (one.is_read and _day(one) > _day(known)):
                self._entries[one.item, one.is_read] = one


def _items_of(text: str) -> Iterator[str]:
    return (item for item, pattern in _words().items.items() if pattern.search(text))


def _is_channel(text: str) -> bool:
    words = _words()
    return words.channels.search(text) is not None and words.no_channels.search(text) is None


def _answers(target: Target | None) -> bool:
    return target is not None and any(look.has_answered for look in target.looks)


def _title(page: Page) -> str:
    """The name of a column page: its label, or its title up to the site's name."""
    return page.label.get("ColumnName") or _TITLE_END.split(page.title, maxsplit=1)[0].strip()


def _later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def _day(entry: SeenEntry) -> date:
    return entry.newest_on or date.min
