"""A parsed page behind a thin interface: the only module that knows the parser (selectolax, lexbor)."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jiyue.inspection.facts.taming import tame

_LINKS = "a[href],area[href],link[href],img[src],script[src],iframe[src],frame[src],embed[src],source[src],video[src],audio[src]"
_INVISIBLE = ["script", "style", "noscript", "template"]
_ROWS = frozenset({"li", "tr", "dd", "dt"})
_MATCHES = 60
_ROW_TEXT = 2_000_000
_BLOCK_TEXT = 600
# Foot and head of a page, as the common makers of government sites call them.
FOOTERS = "footer, [class*=foot i], [id*=foot i], [class*=copyright i], [id*=bottom i]"
HEADERS = "header, nav, [class*=header i], [id*=header i], [class*=nav i], [id*=nav i]"


type Anchor = tuple[str, str, str]
"""A reference as it stands in the markup: tag, address, and text; of a `link` element its `rel` in the place of a text."""


class Row(NamedTuple):
    """A row of a list: where its link leads, the link's text, and the whole row's text."""

    href: str
    title: str
    text: str


class Document:
    """One parsed page. Parsing never fails: what is no markup becomes text.

    Order matters: `text` drops scripts and styles from the tree, so it is called last.
    """

    def __init__(self, markup: str) -> None:
        self._tree = LexborHTMLParser(tame(markup))

    def title(self) -> str:
        """The text of the title element."""
        node = self._tree.css_first("title")
        return squeeze(node.text_lexbor()) if node is not None else ""

    def metas(self) -> list[tuple[str, str]]:
        """Name and content of each meta that has both, in order."""
        found = []
        for node in self._tree.css("meta[content]"):
            attributes = node.attrs
            name = attributes.sget("name") or attributes.sget("property") or attributes.sget("http-equiv")
            if name:
                found.append((name.strip(), attributes.sget("content").strip()))
        return found

    def base(self) -> str:
        """The address of the first base element, or an empty text."""
        node = self._tree.css_first("base[href]")
        return (node.attributes.get("href") or "") if node is not None else ""

    def anchors(self, limit: int) -> tuple[list[Anchor], int]:
        """At most `limit` references in document order, and how many there are."""
        nodes = self._tree.css(_LINKS)
        return list(map(_anchor, nodes[:limit] if len(nodes) > limit else nodes)), len(nodes)

    def count(self, selector: str) -> int:
        """How many elements match."""
        return len(self._tree.css(selector))

    def has(self, selector: str) -> bool:
        """Whether any element matches."""
        return self._tree.css_first(selector) is not None

    def first_text(self, selector: str) -> str:
        """The text of the first element that matches and has text."""
        for node in self._tree.css(selector)[:5]:
            if text := squeeze(node.text_lexbor()):
                return text
        return ""

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the first element that matches."""
        node = self._tree.css_first(selector)
        return (node.attributes.get(name) or "") if node is not None else ""

    def links_inside(self, selector: str) -> int:
        """How many references stand in the outermost elements that match, each counted once."""
        seen: set[int] = set()
        for node in self._matching(selector):
            seen.update(link.mem_id for link in node.css(_LINKS))
        return len(seen)

    def regions(self, selector: str) -> list[str]:
        """The texts of the elements that match, without those that only repeat a part of one before."""
        found: list[str] = []
        for node in self._matching(selector):
            text = squeeze(node.text(separator=" "))
            if text and not any(text in known for known in found):
                found.append(text)
        return found

    def _matching(self, selector: str) -> list[LexborNode]:
        """The elements that match, each once, though the parser repeats one that two alternatives match."""
        return list({node.mem_id: node for node in self._tree.css(selector)[:_MATCHES]}.values())

    def text(self) -> str:
        """The visible text, pieces of different elements apart by a space."""
        body = self._tree.body
        if body is None:
            return ""
        self._tree.strip_tags(_INVISIBLE)
        return body.text(separator=" ")

    def rows(self, has_date: Callable[[str], bool], limit: int) -> Iterator[Row]:
        """The rows of lists: each link that has a text, with the list item, table row or small block around it.

        The block around a link outside lists is the nearest that `has_date`, at most three levels up. Of several
        links in one row the longest text is its title. At most `limit` links are looked at.
        """
        found: dict[int, tuple[LexborNode, LexborNode]] = {}
        for link in self._tree.css("a[href]")[:limit]:
            row = _row_of(link, has_date)
            before = found.get(row.mem_id)
            if before is None or len(before[1].text_lexbor()) < len(link.text_lexbor()):
                found[row.mem_id] = (row, link)
        read = 0
        for row, link in found.values():
            text = squeeze(row.text(separator=" "))
            read += len(text)
            if read > _ROW_TEXT:
                return
            title = squeeze(link.text_lexbor()) or (link.attributes.get("title") or "").strip()
            yield Row(link.attributes.get("href") or "", title, text)


def _row_of(link: LexborNode, has_date: Callable[[str], bool]) -> LexborNode:
    chain: list[LexborNode] = []
    node = link.parent
    while node is not None and len(chain) < 4 and node.tag != "body":
        if node.tag in _ROWS:
            return node
        chain.append(node)
        node = node.parent
    if has_date(link.text_lexbor()):
        return link
    for block in chain[:3]:
        text = block.text_lexbor()
        if len(text) > _BLOCK_TEXT:
            break
        if has_date(text):
            return block
    return link


def _anchor(node: LexborNode) -> Anchor:
    tag, attributes = node.tag, node.attrs
    if tag == "a":
        text = node.text_lexbor()
        return "a", attributes.sget("href"), text if text and not text.isspace() else attributes.sget("title")
    if tag == "link":
        return "link", attributes.sget("href"), attributes.sget("rel").lower()
    return tag or "", attributes.sget("href" if tag == "area" else "src"), attributes.sget("alt")


def squeeze(text: str) -> str:
    """Text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())
