"""What a page is that a link leads to, by its own words: parked or for sale, or an offer of gambling, pornography and fraud (30.2)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from jiyue.textcheck import scan

_READ = 5000
_LEAST_ILLEGAL = 2
_SURELY_ILLEGAL = 3
_LEAST_WEAK = 2
# A page about domains in general is longer than one that only says that this one is for sale.
_SHORT = 1500
_VERY_SHORT = 300


class Landing(NamedTuple):
    """The kind of a landing page ("illegal", "parked", or an empty text), whether its words leave no doubt, and those words."""

    kind: str
    is_sure: bool
    words: tuple[str, ...]


_HARMLESS = Landing("", is_sure=False, words=())


@cache
def _words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = tomllib.loads(files("jiyue.inspection.checks").joinpath("data/landings.toml").read_text("utf-8"))
    return tuple(rows["strong"]), tuple(rows["weak"])


def judge_landing(title: str, text: str) -> Landing:
    """Judge a page by its title and the first 5,000 characters of its text.

    Two expressions of illegal offers that are no warning make a page suspect, three, or one in its title, leave no doubt. Words of parked domains leave none in the title of a
    short page, or two of them in its text.
    """
    body = text[:_READ]
    in_title, in_body = _illegal(title), _illegal(body)
    if len(in_title | in_body) >= _LEAST_ILLEGAL or in_title:
        is_sure = bool(in_title and in_body) or len(in_title | in_body) >= _SURELY_ILLEGAL
        return Landing("illegal", is_sure, tuple(sorted(in_title | in_body)))
    return _parked(" ".join(title.lower().split()), " ".join(body.lower().split()))


def _illegal(text: str) -> set[str]:
    return (
        {hit.excerpt for hit in scan(text) if hit.kind == "illegal-content" and hit.severity != "hint"}
        if text
        else set()
    )


def _parked(title: str, body: str) -> Landing:
    strong, weak = _words()
    in_title = [one for one in strong if one in title]
    found = [one for one in strong if one in body]
    hints = [one for one in weak if one in body]
    every = tuple(dict.fromkeys((*in_title, *found, *hints)))
    words = tuple(one for one in every if not any(one in other and one != other for other in every))
    if len(body) > _SHORT:
        return Landing("parked", is_sure=False, words=words) if in_title else _HARMLESS
    if in_title or len(words) >= _LEAST_WEAK or (found and len(body) <= _VERY_SHORT):
        return Landing("parked", bool(in_title) or (bool(found) and len(words) >= _LEAST_WEAK), words)
    return _HARMLESS
