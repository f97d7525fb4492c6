"""Quotations of laws and regulations: a misspelt name, an article that the law does not have (32.7, class 引用)."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from typing import Final

from jiyue.textcheck.hits import Found, Severity

CLAUSE: Final = "32.7"
CLASS: Final = "quotation"
ENDS: Final = ("法》", "法典》", "条例》")
SHORTEST: Final = 5  # characters of a name that is compared with known ones; shorter ones resemble each other
LONGEST: Final = 40
_STATE: Final = "中华人民共和国"
# Names that were right once and differ from one in force in a single character; the lexicon tells that they were replaced.
REPLACED: Final = frozenset({"城市规划法"})
_ARTICLE: Final = re.compile(
    r"(?:[（(][^（）()\n]{1,20}[）)])?\s?第\s?(?P<number>[0-9]{1,5}|[零〇一二两三四五六七八九十百千]{1,9})\s?条"
)
_DIGITS: Final = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Law:
    """One law or regulation in force: its name without 中华人民共和国, and the number of its last article since a day."""

    name: str
    articles: int
    since: date
    note: str = ""


@cache
def laws() -> dict[str, Law]:
    """Return the known laws by name. The list is ours, from memory, and the city's to keep up."""
    with resources.files("jiyue.textcheck").joinpath("data", "laws.csv").open("r", encoding="utf-8") as stream:
        return {
            row["name"]: Law(row["name"], int(row["articles"]), date.fromisoformat(row["since"]), row["note"])
            for row in csv.DictReader(stream)
        }


def number_of(written: str) -> int:
    """Return the value of a number in Arabic digits or Chinese numerals up to 9999 (一千二百六十, 第一〇三)."""
    if written.isdigit() and written.isascii():
        return int(written)
    if not any(character in _UNITS for character in written):
        return int("".join(str(_DIGITS[character]) for character in written))
    total, digit = 0, 0
    for character in written:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


def quotation_at(text: str, end: int, on: date | None = None) -> Iterator[Found]:
    """Yield what is wrong with the quotation whose name ends, with its 》, at `end`.

    A name is wrong if one of its characters differs from a known name. An article is judged for texts that speak of a
    day since which the list holds (`on`; without it, of today's law).
    """
    start = text.rfind("《", max(0, end - LONGEST), end)
    name = text[start + 1 : end - 1].strip() if start >= 0 else ""
    if not name or "》" in name:
        return
    short = name.removeprefix(_STATE)
    law = laws().get(short)
    if law is None:
        meant = "" if short in REPLACED else _meant(short)
        if meant:
            message = f"疑似法律法规名称有误，现有《{meant}》"
            yield _found(text, (start, end), "explain", message, f"核对后改为《{meant}》。", meant)
    elif on is None or on >= law.since:
        match = _ARTICLE.match(text, end)
        if match and number_of(match["number"]) > law.articles:
            note = f"（{law.note}）" if law.note else ""
            message = f"条文序号有误：该法共{law.articles}条{note}"
            yield _found(text, (start, match.end()), "hint", message, "核对所引条文的序号和法律版本。", "")


@lru_cache(maxsize=4096)
def _meant(name: str) -> str:
    if len(name) < SHORTEST:
        return ""
    return next(
        (
            known
            for known in laws()
            if len(known) == len(name) and sum(one != other for one, other in zip(known, name, strict=True)) == 1
        ),
        "",
    )


def _found(text: str, span: tuple[int, int], severity: Severity, message: str, advice: str, meant: str) -> Found:
    start, end = span
    return Found(
        "wording", start, end, text[start:end], severity, "to-verify", CLAUSE, message, advice, "law-quotation", CLASS,
        f"《{meant}》" if meant else "",
    )  # fmt: skip
