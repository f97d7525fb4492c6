"""What kind of page a page is: home, column, article or other, and whether that is sure or only its shape."""

import re

from jiyue.inspection.facts.dates import count_dates
from jiyue.inspection.facts.labels import COLUMN_LABELS
from jiyue.inspection.facts.page import Page

_ARTICLE_ADDRESS = re.compile(
    r"/(?:t?20\d{6}_\d+|20\d\d[-/]?\d{1,2}(?:[-/]\d{1,2})?/[\w-]*\d[\w-]*|art_?[\w/]*\d+|content_?[\w/]*\d+|info/\d+/\d+|\d{4,})\.s?html?$",
    re.IGNORECASE,
)
_LIST_ADDRESS = re.compile(r"/(?:index|list|default)?[-_]?\d*(?:\.s?html?)?$", re.IGNORECASE)
_ROWS_OF_A_LIST = 5


def kind_of(page: Page, *, home: str, columns: frozenset[str]) -> tuple[str, bool]:
    """Return "home", "column", "article" or "other", and whether register, label or two signs of the shape say so."""
    if page.url == home or page.url in columns:
        return "home" if page.url == home else "column", True
    if page.label.get("ArticleTitle") or page.label.get("PubDate"):
        return "article", True
    address = page.url.partition("?")[0]  # a form that names an article in its query is none itself
    has_address = bool(_ARTICLE_ADDRESS.search(address))
    is_list = bool(page.label.get("ColumnName"))
    has_rows = bool(_LIST_ADDRESS.search(address)) and count_dates(page.text) >= _ROWS_OF_A_LIST
    # All labels of a column page and none of an article's: a column of one text, whatever day it shows.
    is_labelled = not page.label.get("ContentSource") and all(map(page.label.get, COLUMN_LABELS))
    if (
        (has_rows or is_labelled) and is_list and not has_address
    ):  # a table has a head "published on", as an article would
        return "column", has_rows
    if has_address or page.published_text:
        return "article", has_address and bool(page.published_text)
    if is_list or has_rows:
        return "column", is_list
    return "other", False
