"""The matcher under the scanner: finds where literals and a few expressions end. Hyperscan where installed, else `re`.

See docs/decisions/0011-text-matching.md.
"""

import re
import threading
from collections import defaultdict
from collections.abc import Sequence
from importlib import import_module, util
from typing import Any, Final, Protocol

# (index of the pattern, position after its last character), in the order of the positions
Ends = list[tuple[int, int]]


class Engine(Protocol):
    """Finds every end of every pattern, overlapping ones too; expressions are numbered after the literals."""

    def ends(self, text: str) -> Ends:
        """Return the ends in `text`, in characters."""


class PlainEngine:
    """The fallback without any dependency: one expression finds pairs of first characters, a table does the rest."""

    def __init__(self, literals: Sequence[str], expressions: Sequence[str]) -> None:
        self._by_pair: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._singles = {literal: index for index, literal in enumerate(literals) if len(literal) == 1}
        for index, literal in enumerate(literals):
            if len(literal) > 1:
                self._by_pair[literal[:2]].append((literal, index))
        firsts, seconds = ({pair[place] for pair in self._by_pair} for place in (0, 1))
        self._gate = re.compile(f"{_one_of(firsts)}(?={_one_of(seconds)})|{_one_of(set(self._singles))}")
        self._expressions = [
            (index, re.compile(expression)) for index, expression in enumerate(expressions, start=len(literals))
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
        return sorted(ends, key=lambda end: end[1])


class HyperscanEngine:
    """Two passes of Hyperscan over the text's UTF-8: one for the literals, one for the expressions."""

    def __init__(self, literals: Sequence[str], expressions: Sequence[str]) -> None:
        self._lock = threading.Lock()
        self._literals = _database([literal.encode() for literal in literals], 0, is_literal=True)
        self._expressions = _database(
            [expression.encode() for expression in expressions], len(literals), is_literal=False
        )

    def ends(self, text: str) -> Ends:
        """Return the ends in `text`, in characters; lone surrogates are read as question marks."""
        data = text.encode("utf-8", "replace")
        ends: Ends = []
        add = ends.append
        last = -1

        def note(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            add((index, end))

        def note_run(index: int, _start: int, end: int, _flags: int, _context: object) -> None:
            nonlocal last
            if end > last + 1:  # a long run ends anew with each character
                add((index, end))
            last = end

        with self._lock:  # a database's scratch space serves one scan at a time
            self._literals.scan(data, match_event_handler=note)
            self._expressions.scan(data, match_event_handler=note_run)
        return _in_characters(data, ends) if len(data) > len(text) else sorted(ends, key=lambda end: end[1])


def _database(patterns: Sequence[bytes], first: int, *, is_literal: bool) -> Any:  # noqa: ANN401 - Hyperscan has no types
    hyperscan = import_module("hyperscan")
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=list(patterns),
        ids=list(range(first, first + len(patterns))),
        elements=len(patterns),
        flags=[0 if is_literal else hyperscan.HS_FLAG_UTF8] * len(patterns),
        literal=is_literal,
    )
    return database


def _in_characters(data: bytes, ends: Ends) -> Ends:
    """Turn offsets in UTF-8 into characters, reading the data once."""
    ends.sort(key=lambda end: end[1])
    converted, read, characters = [], 0, 0
    for index, end in ends:
        if end != read:
            characters += len(data[read:end].decode("utf-8"))
            read = end
        converted.append((index, characters))
    return converted


def _one_of(characters: set[str]) -> str:
    return "[" + "".join(re.escape(character) for character in sorted(characters)) + "]" if characters else r"(?!)"


ENGINES: Final[dict[str, Any]] = {"plain": PlainEngine} | (
    {"hyperscan": HyperscanEngine} if util.find_spec("hyperscan") else {}
)


def make_engine(literals: Sequence[str], expressions: Sequence[str], *, name: str = "") -> Engine:
    """Return the fastest engine that this machine has, or the one named."""
    engine: Engine = ENGINES[name or ("hyperscan" if "hyperscan" in ENGINES else "plain")](literals, expressions)
    return engine
