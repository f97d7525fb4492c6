"""The one interface to whatever finds: what is indexed, what is asked, what is answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

FACETS = ("kind", "site", "column")


@dataclass(frozen=True)
class Entry:
    """What the index holds of one page: `ref` names its row, for example "resource:12"; sites and columns are keys of the register.

    `number` is its own document number, `cites` are those in its text, all in canonical form.
    """

    ref: str
    title: str
    body: str
    kind: str
    number: str = ""
    cites: tuple[str, ...] = ()
    sites: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked: words that must all occur, or a document number in its canonical form, narrowed by facets.

    `facets` are those to be counted; each costs time. With `is_loose` a third of the words is enough.
    """

    words: tuple[str, ...]
    number: str = ""
    sites: tuple[int, ...] = ()
    only: Mapping[str, str | int] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    facets: tuple[str, ...] = FACETS
    is_loose: bool = False


@dataclass(frozen=True)
class Found:
    """The best refs in order, how many there are, and for each facet how many per value without its narrowing."""

    refs: tuple[str, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str | int, int], ...]] = field(default_factory=dict)


class NotReady(RuntimeError):
    """There is no index yet: `rebuild_search` makes it."""


class Engine(Protocol):
    """A search engine. Only one process writes; any number ask."""

    def search(self, question: Question) -> Found:
        """Answer a question; raises NotReady without an index."""

    def write(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        """Put entries in place of what their refs held before, and forget the refs that are gone; visible at once, or not at all."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Replace the whole index; readers see the old one until the new one is complete. Return how many entries."""

    def count(self) -> int:
        """How many entries the index holds; 0 without an index."""
