"""Rows of lists in a parsed page: each link with what stands around it, and rows that only a script opens."""

from collections.abc import Collection, Iterator, Sequence

from turbohtml import Element, Node

from jiyue.inspection.facts.elements import Paths, pieces_of, squeeze
from jiyue.inspection.facts.parts import Dated, Row

_ROWS = frozenset({"li", "tr", "dd", "dt"})
_ROW_TEXT = 2_000_000
_BLOCK_TEXT = 600
_MOST_LINKS = 3
_LONG_TITLE = 60
_IN_LINK = ("h1,h2,h3,h4,h5,h6", "[class*=tit i]", "p", "div")
_OWN_ROW = 24  # more than a day with its word and time of day


def linked_rows(tree: Node, dated: Sequence[Dated], limit: int) -> Iterator[Row]:
    """The rows of lists: each link that has a text, with the list item, table row or small block around it.

    The block around a link outside lists is the nearest whose pieces show a date of their own (`dated`, the surest sign first), at most four levels up. Of
    several links in one row the longest text is its title; of a link that holds a heading, the heading. At most `limit` links are looked at.
    """
    found: dict[Element, Element] = {}
    for link in tree.select("a[href]")[:limit]:
        row = _row_of(link, dated)
        before = found.get(row)
        if before is None or len(before.text) < len(link.text):
            found[row] = link
    read = 0
    paths = Paths()
    for row, link in found.items():
        pieces = pieces_of(row)
        read += sum(map(len, pieces))
        if read > _ROW_TEXT:
            return
        href, hint = link.attr("href") or "", squeeze(link.attr("title") or "")
        yield Row(href, _link_text(link), hint, pieces, *paths.of(row))


def unlinked_rows(tree: Node, limit: int) -> Iterator[Row]:
    """The innermost rows of lists and tables that hold no link: a script opens what they stand for."""
    paths = Paths()
    rows = dict.fromkeys(tree.select("li,tr,dd")[:limit])
    outer = {_above(row, rows) for row in rows}
    for row in rows:
        if row not in outer and row.select_one("a[href]") is None:
            yield Row("", "", "", pieces_of(row), *paths.of(row))


def _link_text(link: Element) -> str:
    """A link's text; that of the heading in it where it wraps a whole block."""
    text = squeeze(link.text)
    if len(text) > _LONG_TITLE or link.select_one("p,div,h1,h2,h3,h4,h5,h6") is not None:
        for selector in _IN_LINK:
            heading = link.select_one(selector)
            if heading is not None and (title := squeeze(heading.text)):
                return title
    return text


def _row_of(link: Element, dated: Sequence[Dated]) -> Element:
    chain: list[Element] = []
    node = link.parent
    while isinstance(node, Element) and len(chain) < 4 and node.tag != "body":
        if node.tag in _ROWS:
            return _whole_definition(node)
        chain.append(node)
        node = node.parent
    blocks = [pieces_of(link)]
    for block in chain:
        if len(block.text) > _BLOCK_TEXT or len(block.select("a[href]")) > _MOST_LINKS:
            break
        blocks.append(pieces_of(block))
    for is_dated in dated:
        at = next((number for number, pieces in enumerate(blocks) if is_dated(pieces)), None)
        if at is not None and not (at and _holds_row(chain[at - 1])):
            return chain[at - 1] if at else link
    return link


def _above(node: Element, known: Collection[Element]) -> Node | None:
    """The nearest element above that is known."""
    parent = node.parent
    while isinstance(parent, Element) and parent not in known:
        parent = parent.parent
    return parent


def _holds_row(block: Element) -> bool:
    """Whether a block holds a row of a list, whose date is not that of a heading or a “more” beside it."""
    rows = block.select("li,tr,dd")
    return any(row.select_one("a[href]") is not None or len(squeeze(row.text)) > _OWN_ROW for row in rows)


def _whole_definition(row: Element) -> Element:
    """A definition's term and text belong together where the list holds one pair only."""
    parent = row.parent
    if not isinstance(parent, Element) or row.tag not in {"dt", "dd"}:
        return row
    return parent if len(parent.select("dt")) <= 1 and len(parent.select("dd")) <= _MOST_LINKS else row
