"""Judges a place where a form of the lexicon stands: allowed phrases, dates, word boundaries, what the sentence is about."""

import re
from functools import cache
from importlib import import_module, util
from types import ModuleType
from typing import Final

from jiyue.textcheck.hits import Confidence, Found, Severity
from jiyue.textcheck.lexicon import Entry
from jiyue.textcheck.policy import Policy

_STOP: Final = re.compile(r"[。！？；\n]")
_REACH: Final = 30
_WINDOW: Final = 12


def judge(entry: Entry, text: str, end: int, policy: Policy) -> Found | None:
    """Return the hit of an entry that ends at `end`, or None where the form is right."""
    start = end - len(entry.wrong)
    if policy.on and entry.since and policy.on < entry.since:
        return None
    if any(_stands_in(phrase, entry.wrong, text, start) for phrase in (*entry.allow, *policy.allow)):
        return None
    word_class = entry.word_class
    if word_class.needs_boundary and not is_word(text, start, end):
        return None
    severity, confidence = entry.severity, word_class.confidence
    if word_class.spared_by and _speaks_about(text, start, end, word_class.spared_by):
        severity, confidence = "hint", "to-verify"
    return _found(entry, start, severity, confidence)


def is_word(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` begins and ends at boundaries of words, as far as segmentation is installed."""
    segmenter = _segmenter()
    if segmenter is None:
        return True
    low = max(0, start - _WINDOW)
    position, bounds = low, {low}
    window = text[low : end + _WINDOW].encode("utf-8", "replace").decode()  # lone surrogates, one for one
    for word in segmenter.cut(window):
        position += len(word)
        bounds.add(position)
    return start in bounds and end in bounds


@cache
def _segmenter() -> ModuleType | None:
    return import_module("rjieba") if util.find_spec("rjieba") else None


def _stands_in(phrase: str, form: str, text: str, start: int) -> bool:
    offset = phrase.find(form)
    while offset >= 0:
        if start >= offset and text.startswith(phrase, start - offset):
            return True
        offset = phrase.find(form, offset + 1)
    return False


def _speaks_about(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    before = _STOP.split(text[max(0, start - _REACH) : start])[-1]
    after = _STOP.split(text[end : end + _REACH], maxsplit=1)[0]
    return any(word in before or word in after for word in words)


def _found(entry: Entry, start: int, severity: Severity, confidence: Confidence) -> Found:
    word_class = entry.word_class
    advice = word_class.advice.format(right=" 或 ".join(entry.right.split("|"))) if entry.right else word_class.advice
    if not entry.right and "{right}" in advice:
        advice = "请核实并改正。"
    return Found(
        word_class.kind,
        start,
        start + len(entry.wrong),
        entry.wrong,
        severity,
        confidence,
        word_class.clause,
        word_class.message + (f"（{entry.note}）" if entry.note else ""),
        advice,
        entry.wrong,
        word_class.id,
        entry.right,
    )
