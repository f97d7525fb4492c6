"""Addresses from sitemap.xml, read without an XML parser, so that no entity can be expanded."""

import re
from html import unescape

_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]\s]{1,2000})", re.IGNORECASE)
_MOST = 50_000


def read_sitemap(text: str) -> tuple[list[str], bool]:
    """The addresses in a sitemap (at most 50,000, the format's own limit), and whether they are further sitemaps."""
    found = [unescape(match[1]) for _, match in zip(range(_MOST), _LOC.finditer(text), strict=False)]
    return found, "<sitemapindex" in text[:5000].lower()
