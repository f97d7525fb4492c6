"""A parsed page behind a thin interface: the only module that knows the parser (turbohtml)."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice

from turbohtml import Element, Node, Text, parse

from jiyue.inspection.facts.cutting import cut
from jiyue.inspection.facts.hiding import way_of_element
from jiyue.inspection.facts.parts import Anchor, Dated, Hidden, Row

# Two attributes find what eleven tags would, in a third of the time; the tag is asked afterwards.
_LINKS = "[href],[src]"
_REFERRING = f"{_LINKS},meta"
_HEADS = frozenset({"meta", "base"})
_PARTS = ("img", "input", "select", "textarea", "label", "h1", "h2", "h3", "h4", "h5", "h6")
_FIELDS = frozenset({"input", "select", "textarea"})
_BY_HREF = frozenset({"a", "area", "link"})
_BY_SOURCE = frozenset({"img", "script", "iframe", "frame", "embed", "source", "video", "audio"})
_INVISIBLE = "script,style,noscript,template"
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROWS = frozenset({"li", "tr", "dd", "dt"})
_LABELLED_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
_LABELLING = ("title", "aria-label", "aria-labelledby", "placeholder")
_MATCHES = 60
_ROW_TEXT = 2_000_000
_BLOCK_TEXT = 600
_PARAGRAPHS = 3000
_LONGEST_HEADING = 400
_MOST_LINKS = 3
_LONG_TITLE = 60
_IN_LINK = ("h1,h2,h3,h4,h5,h6", "[class*=tit i]", "p", "div")
_DEEPEST_PATH = 40
_OWN_ROW = 24  # more than a day with its word and time of day
_NUMBERS = re.compile(r"\d+")
_FRAMES = frozenset({"header", "footer", "nav"})
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:header|footer|foot|bottom|nav|navbar|menu|copyright|crumbs?|breadcrumbs?|pager?|pagination|links?|friendlinks?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_FOOT_NAMES = re.compile(r"(?:^|\s)(?:footer|foot)(?:$|[\s_\d-])", re.IGNORECASE)
# Foot and head of a page, as the common makers of government sites call them.
FOOTERS = "footer, [class*=foot i], [id*=foot i], [class*=copyright i], [id*=bottom i]"
HEADERS = "header, nav, [class*=header i], [id*=header i], [class*=nav i], [id*=nav i]"


class Document:
    """One parsed page. Parsing never fails: what is no markup becomes text.

    Order matters: `text` drops scripts and styles from the tree, so what asks for those is called before.
    """

    def __init__(self, markup: str) -> None:
        self._tree = parse(cut(markup), positions=False, allow_declarative_shadow_roots=False)
        self._links: list[Element] = []
        self._referring: list[Element] = self._tree.select(_REFERRING)
        self._heads = [node for node in self._referring if node.tag in _HEADS]

    def title(self) -> str:
        """The text of the title element."""
        node = self._tree.find("title")
        return squeeze(node.text) if node is not None else ""

    def metas(self) -> list[tuple[str, str]]:
        """Name and content of each meta that has both, in order."""
        found = []
        for node in self._heads:
            if node.tag != "meta":
                continue
            attr = node.attr
            name = attr("name") or attr("property") or attr("http-equiv")
            if name and (content := attr("content")) is not None:
                found.append((name.strip(), content.strip()))
        return found

    def base(self) -> str:
        """The address of the first base element, or an empty text."""
        node = next((node for node in self._heads if node.tag == "base" and "href" in node.attrs), None)
        return (node.attr("href") or "") if node is not None else ""

    def anchors(self, limit: int) -> tuple[list[Anchor], int]:
        """At most `limit` references in document order, and how many there are (about, when there are more)."""
        nodes = self._referring
        found: list[Anchor] = []
        # Most references are links with a text: for these, this loop asks for nothing more.
        for node in nodes:
            href = node.attr("href") if node.tag == "a" else None
            text = node.text if href else ""
            anchor = ("a", href or "", text) if text and not text.isspace() else _anchor(node)
            if anchor is not None:
                found.append(anchor)
                self._links.append(node)
                if len(found) == limit:
                    return found, len(nodes)
        return found, len(found)

    def has(self, selector: str) -> bool:
        """Whether any element matches."""
        return self._tree.select_one(selector) is not None

    def first_text(self, selector: str) -> str:
        """The text of the first element that matches and has text."""
        for node in self._tree.select(selector)[:5]:
            if text := squeeze(node.text):
                return text
        return ""

    def language(self) -> str:
        """The language that the page declares."""
        root = self._tree.root
        return (root.attr("lang") or root.attr("xml:lang") or "") if root is not None else ""

    def images_without_alt(self) -> list[str]:
        """The addresses of pictures that have no `alt` at all."""
        images = (node for node in self._parts if node.tag == "img" and "alt" not in node.attrs)
        return [source for node in images if (source := node.attr("src"))]

    def fields_without_label(self) -> list[str]:
        """The names of form fields that no label, `title` or `aria-label` explains."""
        found = []
        # Looked up by name, not sought for each field: names are the site's, and there may be any number of both.
        labelled = {node.attr("for") for node in self._parts if node.tag == "label"}
        for node in self._parts:
            if node.tag not in _FIELDS:
                continue
            attr = node.attr
            if (attr("type") or "").lower() in _LABELLED_TYPES or any(attr(name) for name in _LABELLING):
                continue
            name = attr("id")
            if (name and name in labelled) or node.closest("label") is not None:
                continue
            found.append(name or attr("name") or node.tag)
        return found

    def heading_levels(self) -> list[int]:
        """The levels of the headings that have text, in order."""
        return [int(node.tag[1]) for node in self._parts if node.tag in _HEADINGS and node.text.strip()]

    def hidden(self, elsewhere: Sequence[tuple[str, str]] = ()) -> Iterator[Hidden]:
        """The blocks with links, and the frames, that a visitor can not see by their own attributes.

        `elsewhere` are selectors of what scripts and style sheets hide, each with the way.
        """
        seen: set[Element] = set()
        for node in self._tree.select("[style], [hidden], marquee, iframe"):
            attr = node.attr
            way = way_of_element(
                node.tag, attr("style") or "", width=attr("width") or "", height=attr("height") or "", is_hidden="hidden" in node.attrs
            )  # fmt: skip
            if way and (block := _hidden_block(node, way, seen)):
                yield block
        for selector, way in elsewhere:
            for node in islice(self._tree.select(selector), _MATCHES):
                if block := _hidden_block(node, way, seen):
                    yield block

    def tables(self) -> Iterator[list[list[str]]]:
        """The cells' texts of each innermost table that has more than one row."""
        for table in self._tree.select("table"):
            if table.select_one("table") is not None:
                continue
            rows = [[_spaced(cell) for cell in row.select("td,th")] for row in table.select("tr")]
            if len(rows) > 1:
                yield rows

    @cached_property
    def _parts(self) -> list[Element]:
        """Pictures, fields, their labels and headings, found by one walk through what `text` left."""
        return list(self._tree.iter_elements(_PARTS))

    def texts(self, selector: str, limit: int) -> list[str]:
        """The texts of the first elements that match, in document order; long ones, which are no headings, left out."""
        found = (node.text for node in self._tree.select(selector)[:limit])
        return [squeeze(text) for text in found if 0 < len(text) <= _LONGEST_HEADING and not text.isspace()]

    def paragraphs(self) -> str:
        """The text of the element whose own words and paragraphs are most; frames of the page are left out, as far as their names tell."""
        lengths: dict[Node, int] = {}
        longest, best = 0, None
        for node in islice(self._tree.iter_elements(("p", "div", "td")), _PARAGRAPHS):
            if node.tag == "p":
                block: Node | None = node.parent
                own = len(node.text.strip())
            else:
                block = node
                own = len("".join([child.data for child in node.children if type(child) is Text]).strip())
            if block is None:
                continue
            length = lengths[block] = lengths.get(block, 0) + own
            if length > longest and isinstance(block, Element) and not _is_frame_by_name(block):
                longest, best = length, block
        text = _spaced(best) if best is not None and not _is_in_foot(best) else ""
        return "" if "版权所有" in text else text

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the first element that matches."""
        node = self._tree.select_one(selector)
        return (node.attr(name) or "") if node is not None else ""

    def inside(self, selector: str) -> list[bool]:
        """For each of the references that `anchors` gave, whether it stands in an element that matches, or is one."""
        seen: set[Element] = set()
        # As one compound: alternatives by themselves are tried a tenth more slowly.
        for node in self._tree.select(f":is({selector})")[:_MATCHES]:
            seen.add(node)
            seen.update(node.select(_LINKS))
        return [link in seen for link in self._links] if seen else [False] * len(self._links)

    def regions(self, selector: str) -> list[str]:
        """The texts of the elements that match, without those that only repeat a part of one before."""
        found: list[str] = []
        for node in self._tree.select(selector)[:_MATCHES]:
            text = _spaced(node)
            if text and not any(text in known for known in found):
                found.append(text)
        return found

    def text(self) -> str:
        """The visible text, pieces of different elements apart by a space."""
        body = self._tree.find("body")
        if body is None:
            return ""
        self._tree.remove(_INVISIBLE)
        return " ".join(body.strings)

    def pieces(self) -> tuple[str, ...]:
        """The visible text in pieces, one for each run of text in the markup."""
        body = self._tree.find("body")
        return _pieces(body) if body is not None else ()

    def rows(self, dated: Sequence[Dated], limit: int) -> Iterator[Row]:
        """The rows of lists: each link that has a text, with the list item, table row or small block around it.

        The block around a link outside lists is the nearest whose pieces show a date of their own (`dated`, the surest sign first), at most four levels up. Of
        several links in one row the longest text is its title; of a link that holds a heading, the heading. At most `limit` links are looked at.
        """
        found: dict[Element, Element] = {}
        for link in self._tree.select("a[href]")[:limit]:
            row = _row_of(link, dated)
            before = found.get(row)
            if before is None or len(before.text) < len(link.text):
                found[row] = link
        read = 0
        paths = _Paths()
        for row, link in found.items():
            pieces = _pieces(row)
            read += sum(map(len, pieces))
            if read > _ROW_TEXT:
                return
            href, hint = link.attr("href") or "", squeeze(link.attr("title") or "")
            yield Row(href, _link_text(link), hint, pieces, *paths.of(row))

    def unlinked_rows(self, limit: int) -> Iterator[Row]:
        """The innermost rows of lists and tables that hold no link: a script opens what they stand for."""
        paths = _Paths()
        rows = dict.fromkeys(self._tree.select("li,tr,dd")[:limit])
        outer = {_above(row, rows) for row in rows}
        for row in rows:
            if row not in outer and row.select_one("a[href]") is None:
                yield Row("", "", "", _pieces(row), *paths.of(row))


class _Paths:
    """The paths of elements, each worked out once: tags and classes from the body down, places among brothers left out."""

    def __init__(self) -> None:
        self._known: dict[Element, tuple[str, bool]] = {}

    def of(self, node: Element) -> tuple[str, bool]:
        """The path of an element, and whether it lies in the page's head, foot or navigation."""
        chain: list[Element] = []
        at: Node | None = node
        path, is_framed = "", False
        while isinstance(at, Element) and at.tag != "body" and len(chain) < _DEEPEST_PATH:
            if known := self._known.get(at):
                path, is_framed = known
                break
            chain.append(at)
            at = at.parent
        for one in reversed(chain):
            classes, name = one.attr("class") or "", one.attr("id") or ""
            path = f"{path}>{one.tag}.{_NUMBERS.sub('', classes)}" if one is not node else f"{path}>{one.tag}"
            is_framed = is_framed or one.tag in _FRAMES or bool(_FRAME_NAMES.search(f"{classes} {name}"))
            if one is not node:
                self._known[one] = (path, is_framed)
        return path, is_framed


def _is_in_foot(node: Element) -> bool:
    """Whether an element lies in the page's foot, as far as names tell."""
    above: Node | None = node
    for _ in range(_DEEPEST_PATH):
        if not isinstance(above, Element) or above.tag == "body":
            return False
        if _FOOT_NAMES.search(f"{above.attr('class') or ''} {above.attr('id') or ''}"):
            return True
        above = above.parent
    return False


def _is_frame_by_name(node: Element) -> bool:
    return _FRAME_NAMES.search(f"{node.attr('class') or ''} {node.attr('id') or ''}") is not None


def _hidden_block(node: Element, way: str, seen: set[Element]) -> Hidden | None:
    """The block with its links; None when it has none, or lies in one that was told already."""
    style = node.attr("style") or ""
    if node.tag == "iframe":
        return Hidden(way, (), node.attr("src") or "", style)
    anchors = [link for link in (node, *node.select("a[href]")) if link.tag == "a" and link not in seen]
    seen.update(anchors)
    links = tuple((link.attr("href") or "", squeeze(link.text)) for link in anchors)
    return Hidden(way, links, "", style) if links else None


def _spaced(node: Node) -> str:
    """A node's text, pieces of different elements apart by a space."""
    return " ".join(" ".join(node.strings).split())


def _pieces(node: Node) -> tuple[str, ...]:
    return tuple(filter(None, map(squeeze, node.strings)))


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
    blocks = [_pieces(link)]
    for block in chain:
        if len(block.text) > _BLOCK_TEXT or len(block.select("a[href]")) > _MOST_LINKS:
            break
        blocks.append(_pieces(block))
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


def _anchor(node: Element) -> Anchor | None:
    tag, attr = node.tag, node.attr
    if tag == "a":
        if (href := attr("href")) is None and "href" not in node.attrs:
            return None
        text = node.text
        return "a", href or "", text if text and not text.isspace() else attr("title") or ""
    if tag in _BY_SOURCE:
        return (tag, attr("src") or "", attr("alt") or "") if "src" in node.attrs else None
    if tag not in _BY_HREF or "href" not in node.attrs:
        return None
    return tag, attr("href") or "", (attr("rel") or "").lower() if tag == "link" else attr("alt") or ""


def squeeze(text: str) -> str:
    """Text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())
