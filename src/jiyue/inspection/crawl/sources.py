"""Addresses that no link names: feeds, and scripts that send the visitor on."""

import re
from html import unescape

from jiyue.inspection.facts.gates import FEEDS
from jiyue.inspection.facts.page import Page
from jiyue.patterns import late_pattern

_FEED = late_pattern(r"<link\b[^>]{0,400}?(?:rss|atom)\+xml[^>]{0,400}>", re.IGNORECASE)
_HREF = late_pattern(r"\bhref\s*=\s*[\"']?([^\"'\s>]{1,500})", re.IGNORECASE)
# A whole address in quotes: one that is put together from pieces can not be known from here.
_SCRIPTED = late_pattern(
    r"\blocation(?:(?:\.href)?\s*+=\s*+[\"']([^\"'\s+]{1,500})[\"']\s*+(?![+.])|\.(?:replace|assign)\(\s*+[\"']([^\"'\s+]{1,500})[\"']\s*+\))"
)
_ENTRY = late_pattern(
    r"<link>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})|<link\b[^>]{0,300}?\bhref\s*=\s*[\"']([^\"'>]{1,2000})[\"']",
    re.IGNORECASE,
)
_MOST_FEEDS = 10
_MOST_JUMPS = 50
_MOST_ENTRIES = 500


def feeds_of(page: Page) -> list[str]:
    """The feeds that a page announces, resolved; at most ten."""
    markup = page.markup
    if page.standing.isdisjoint(FEEDS):
        return []
    tags = [match[0] for _, match in zip(range(_MOST_FEEDS), _FEED.finditer(markup), strict=False)]
    return _resolved(page, [found[1] for tag in tags if (found := _HREF.search(tag))])


def jumps_of(page: Page) -> list[str]:
    """Where the scripts of a page send its visitor, as far as the address stands there whole."""
    markup = page.markup
    if b"location" not in page.standing:
        return []
    found: list[str] = []
    at = markup.find("location")
    while at >= 0 and len(found) < _MOST_JUMPS:
        if match := _SCRIPTED.match(markup, at):
            found.append(match[1] or match[2])
        at = markup.find("location", at + 8)
    return _resolved(page, found)


def _resolved(page: Page, hrefs: list[str]) -> list[str]:
    urls = (page.resolved.resolve(unescape(href)) for href in hrefs)
    return list(dict.fromkeys(url for url in urls if url is not None and url != page.url))


def read_feed(text: str) -> list[str]:
    """The addresses in a feed (RSS or Atom), read without an XML parser, so that no entity can be expanded; at most 500."""
    found = zip(range(_MOST_ENTRIES), _ENTRY.finditer(text), strict=False)
    return list(dict.fromkeys(unescape(match[1] or match[2]) for _, match in found))
