"""The words around a find, as safe HTML: everything escaped, nothing but <mark> added."""

import re
from collections.abc import Sequence
from html import escape

LENGTH = 110
BEFORE = 30


def marked(text: str, words: Sequence[str]) -> str:
    """A text with the words marked."""
    expression = _expression(words)
    if expression is None:
        return escape(text)
    parts, position = [], 0
    for match in expression.finditer(text):
        parts += [escape(text[position : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        position = match.end()
    return "".join([*parts, escape(text[position:])])


def snippet(text: str, words: Sequence[str]) -> str:
    """The place of a text where its first find stands, LENGTH characters of it, with the words marked."""
    plain = " ".join(text.split())
    expression = _expression(words)
    first = expression.search(plain) if expression else None
    start = max(0, first.start() - BEFORE) if first else 0
    cut = plain[start : start + LENGTH]
    before, after = "…" if start else "", "…" if start + LENGTH < len(plain) else ""
    return f"{before}{marked(cut, words)}{after}"


def _expression(words: Sequence[str]) -> re.Pattern[str] | None:
    """The longest words first, so that a part does not break what holds it; single characters only where nothing else was asked."""
    given = sorted((word for word in words if len(word) > 1), key=len, reverse=True) or [word for word in words if word]
    return re.compile("|".join(map(re.escape, given)), re.IGNORECASE) if given else None
