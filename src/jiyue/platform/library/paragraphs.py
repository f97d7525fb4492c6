"""The numbering of a body's paragraphs: the check says 正文第 N 段, the page carries the same number at the same place."""

from collections.abc import Iterator

import nh3
from django.utils.safestring import SafeString, mark_safe
from selectolax.lexbor import LexborHTMLParser, LexborNode
from wagtail.rich_text import expand_db_html

BLOCKS = "p, li, h2, h3, h4, td, th, blockquote"
TAGS = nh3.ALLOWED_TAGS - {"img"}


def texts(html: str) -> Iterator[tuple[int, str]]:
    """Number and text of each paragraph; a block that holds other blocks is not one itself."""
    for number, block in _paragraphs(LexborHTMLParser(html)):
        yield number, block.text()


def numbered(html: str) -> SafeString:
    """The same body, cleaned, with the anchor `p-N` and its number on each paragraph."""
    tree = LexborHTMLParser(nh3.clean(expand_db_html(html), tags=set(TAGS), link_rel="noopener"))
    for number, block in _paragraphs(tree):
        block.attrs["id"] = f"p-{number}"
        block.attrs["data-number"] = str(number)
    return mark_safe(tree.body.inner_html or "" if tree.body else "")  # noqa: S308 - cleaned above


def _paragraphs(tree: LexborHTMLParser) -> Iterator[tuple[int, LexborNode]]:
    number = 0
    for block in tree.css(BLOCKS):
        if block.text().strip() and len(block.css(BLOCKS)) <= 1:  # a block is among its own matches
            number += 1
            yield number, block
