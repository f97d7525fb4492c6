"""The matcher under the scanner: finds where literals and a few expressions end. Hyperscan where installed, else `re`.

See docs/decisions/0011-text-matching.md.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import import_module, util
from operator import itemgetter
from typing import Any, Final, NamedTuple, Protocol

from jiyue.textcheck.compiled import database

# (index of the pattern, position after its last character), in the order of the positions
Ends = list[tuple[int, int]]
_END: Final = itemgetter(1)


class Expression(NamedTuple):
    """A pattern beside the literals. `dismisses(data, end)` may drop, before anything else is done, what no detector would keep.

    `data` is the text in UTF-8 and `end` an offset in it. An engine need not ask: answers are the same without.
    """

    pattern: str
    dismisses: Callable[[bytes, int], bool] | None = None


class Engine(Protocol):
    """Finds every end of every pattern, overlapping ones too; expressions are numbered after the literals."""

    def ends(self, text: str) -> Ends:
        """Return the ends in `text`, in characters."""


class PlainEngine:
    """The fallback without any dependency: one expression finds pairs of first characters, a table does the rest."""

    def __init__(self, literals: Sequence[str], expressions: Sequence[Expression]) -> None:
        self._by_pair: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._singles = {literal: index for index, literal in enumerate(literals) if len(literal) == 1}
        for index, literal in enumerate(literals):
            if len(literal) > 1:
                self._by_pair[literal[:2]].append((literal, index))
        firsts, seconds = ({pair[place] for pair in self._by_pair} for place in (0, 1))
        self._gate = re.compile(f"{_one_of(firsts)}(?={_one_of(seconds)})|{_one_of(set(self._singles))}")
        self._expressions = [
            (index, re.compile(expression.pattern)) for index, expression in enumerate(expressions, start=len(literals))
        ]

    def ends(self, text: str) -> Ends:
        """Return the ends in `text`, in characters."""
        ends: Ends = []
        for match in self._gate.finditer(text):
            start = match.start()
            for literal, index in self._by_pair.get(text[start : start + 2], ()):
                if text.startswith(literal, start):
                    ends.append((index, start + len(literal)))
            if text[start] in self._singles:
                ends.append((self._singles[text[start]], start + 1))
        for index, expression in self._expressions:
            ends += [(index, match.end()) for match in expression.finditer(text)]
        return sorted(ends, key=_END)


class HyperscanEngine:
    """One pass of Hyperscan over the text's UTF-8, for the literals and the expressions together."""

    def __init__(self, literals: Sequence[str], expressions: Sequence[Expression]) -> None:
        hyperscan = import_module("hyperscan")
        patterns = [*map(_escaped, literals), *(expression.pattern.encode() for expression in expressions)]
        flags = [0] * len(literals) + [hyperscan.HS_FLAG_UTF8] * len(expressions)
        self._dismissing = {
            index: expression.dismisses
            for index, expression in enumerate(expressions, start=len(literals))
            if expression.dismisses
        }
        self._lock = threading.Lock()
        self._database = database(patterns, flags)

    def ends(self, text: str) -> Ends:
        """Return the ends in `text`, in characters; lone surrogates are read as question marks."""
        data = text.encode("utf-8", "replace")
        ends: Ends = []
        add, dismissing = ends.append, self._dismissing

        def note(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            if index not in dismissing or not dismissing[index](data, end):
                add((index, end))

        with self._lock:  # a database's scratch space serves one scan at a time
            self._database.scan(data, match_event_handler=note)
        if len(ends) > 1:
            ends.sort(key=_END)
        return _in_characters(data, len(text), ends) if ends and len(data) > len(text) else ends


def _escaped(literal: str) -> bytes:
    return b"\\x" + literal.encode().hex("|").encode().replace(b"|", b"\\x")


def _in_characters(data: bytes, characters: int, ends: Ends) -> Ends:
    """Turn offsets in UTF-8 into characters, reading no more of the data than from its nearer edge to the last end."""
    first = ends[0][1]
    read = 0
    position = 0
    if first > len(data) // 2:
        read, position = first, characters - len(data[first:].decode())
    converted: Ends = []
    for index, end in ends:
        if end != read:
            position += len(data[read:end].decode())
            read = end
        converted.append((index, position))
    return converted


def _one_of(characters: set[str]) -> str:
    return "[" + "".join(re.escape(character) for character in sorted(characters)) + "]" if characters else r"(?!)"


ENGINES: Final[dict[str, Any]] = {"plain": PlainEngine} | (
    {"hyperscan": HyperscanEngine} if util.find_spec("hyperscan") else {}
)


def make_engine(literals: Sequence[str], expressions: Sequence[Expression], *, name: str = "") -> Engine:
    """Return the fastest engine that this machine has, or the one named."""
    engine: Engine = ENGINES[name or ("hyperscan" if "hyperscan" in ENGINES else "plain")](literals, expressions)
    return engine
