"""The numbering of a body's paragraphs: the check says 正文第 N 段, the page carries the same number at the same place."""

from collections.abc import Iterator

import nh3
from django.utils.safestring import SafeString, mark_safe
from turbohtml import Document, Element, parse
from wagtail.rich_text import expand_db_html

BLOCKS = "p, li, h2, h3, h4, td, th, blockquote"
TAGS = nh3.ALLOWED_TAGS - {"img"}


def texts(html: str) -> Iterator[tuple[int, str]]:
    """Number and text of each paragraph; a block that holds other blocks is not one itself."""
    for number, block in _paragraphs(parse(html)):
        yield number, block.text


def numbered(html: str) -> SafeString:
    """The same body, cleaned, with the anchor `p-N` and its number on each paragraph."""
    tree = parse(nh3.clean(expand_db_html(html), tags=set(TAGS), link_rel="noopener"))
    for number, block in _paragraphs(tree):
        block.attrs["id"] = f"p-{number}"
        block.attrs["data-number"] = str(number)
    return mark_safe(body.inner_html if (body := tree.find("body")) is not None else "")  # noqa: S308 - cleaned above


def _paragraphs(tree: Document) -> Iterator[tuple[int, Element]]:
    number = 0
    for block in tree.select(BLOCKS):
        if block.text.strip() and block.select_one(BLOCKS) is None:
            number += 1
            yield number, block
