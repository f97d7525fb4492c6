"""A parsed page behind a thin interface: the only module that knows the parser (selectolax, lexbor)."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jiyue.inspection.facts.taming import tame

# Two attributes find what eleven tags would, in a third of the time; the tag is asked afterwards.
_LINKS = "[href],[src]"
_BY_HREF = frozenset({"a", "area", "link"})
_BY_SOURCE = frozenset({"img", "script", "iframe", "frame", "embed", "source", "video", "audio"})
_INVISIBLE = ["script", "style", "noscript", "template"]
_ROWS = frozenset({"li", "tr", "dd", "dt"})
_LABELLED_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
_LABELLING = ("title", "aria-label", "aria-labelledby", "placeholder")
_MATCHES = 60
_ROW_TEXT = 2_000_000
_BLOCK_TEXT = 600
_PARAGRAPHS = 3000
_LONGEST_HEADING = 400
_BREAK = "\x1f"
_MOST_LINKS = 3
_LONG_TITLE = 60
_IN_LINK = ("h1,h2,h3,h4,h5,h6", "[class*=tit i]", "p", "div")
_DEEPEST_PATH = 40
_NUMBERS = re.compile(r"\d+")
_FRAMES = frozenset({"header", "footer", "nav"})
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:header|footer|foot|bottom|nav|navbar|menu|copyright|crumbs?|breadcrumbs?|pager?|pagination|links?|friendlinks?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
# Foot and head of a page, as the common makers of government sites call them.
FOOTERS = "footer, [class*=foot i], [id*=foot i], [class*=copyright i], [id*=bottom i]"
HEADERS = "header, nav, [class*=header i], [id*=header i], [class*=nav i], [id*=nav i]"


type Anchor = tuple[str, str, str]
"""A reference as it stands in the markup: tag, address, and text; of a `link` element its `rel` in the place of a text."""


type Dated = Callable[[tuple[str, ...]], bool]
"""Whether pieces of text show a date."""


class Row(NamedTuple):
    """A row of a list: where its link leads, the link's text and `title`, and the row's pieces of text in order.

    `group` names the kind of row by its path through the page, the same for all rows of one list; `is_framed` when it stands in
    the page's head, foot or navigation.
    """

    href: str
    title: str
    hint: str
    pieces: tuple[str, ...]
    group: str
    is_framed: bool


class Hidden(NamedTuple):
    """Links (address, text) that a visitor can not see, and the way in which they are hidden; `frame` is a frame's address."""

    way: str
    links: tuple[tuple[str, str], ...]
    frame: str
    style: str


class Document:
    """One parsed page. Parsing never fails: what is no markup becomes text.

    Order matters: `text` drops scripts and styles from the tree, so what asks for those is called before.
    """

    def __init__(self, markup: str) -> None:
        self._tree = LexborHTMLParser(tame(markup))
        self._link_ids: set[int] = set()

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
        """At most `limit` references in document order, and how many there are (about, when there are more)."""
        nodes = self._tree.css(_LINKS)
        found: list[Anchor] = []
        for node in nodes:
            if (anchor := _anchor(node)) is not None:
                found.append(anchor)
                self._link_ids.add(node.mem_id)
                if len(found) == limit:
                    return found, len(nodes)
        return found, len(found)

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

    def language(self) -> str:
        """The language that the page declares."""
        return self.attribute("html", "lang") or self.attribute("html", "xml:lang")

    def images_without_alt(self) -> list[str]:
        """The addresses of pictures that have no `alt` at all."""
        return [source for node in self._tree.css("img:not([alt])") if (source := node.attrs.sget("src"))]

    def fields_without_label(self) -> list[str]:
        """The names of form fields that no label, `title` or `aria-label` explains."""
        found = []
        for node in self._tree.css("input,select,textarea"):
            attributes = node.attrs
            if attributes.sget("type").lower() in _LABELLED_TYPES or any(attributes.sget(name) for name in _LABELLING):
                continue
            name = attributes.sget("id")
            if _is_inside(node, "label") or (
                name and self._tree.css_first(f'label[for="{_escaped(name)}"]') is not None
            ):
                continue
            found.append(name or attributes.sget("name") or node.tag or "")
        return found

    def heading_levels(self) -> list[int]:
        """The levels of the headings that have text, in order."""
        return [
            int((node.tag or "h1")[1]) for node in self._tree.css("h1,h2,h3,h4,h5,h6") if node.text_lexbor().strip()
        ]

    def hidden(self, how: Callable[[str], str], scripted: Sequence[str] = ()) -> Iterator[Hidden]:
        """The blocks with links, and the frames, that a visitor can not see; `how` names the way from an inline style.

        `scripted` are ids of elements that a script hides.
        """
        seen: set[int] = set()
        for node in self._tree.css("[style], [hidden], marquee, iframe"):
            attributes = node.attrs
            way = how(attributes.sget("style")) or ("hidden" if "hidden" in node.attributes else "")
            if node.tag in {"marquee", "iframe"} and not way:
                is_tiny = any(attributes.sget(side).removesuffix("px") in {"0", "1"} for side in ("width", "height"))
                way = "zero-size" if is_tiny else ""
            if way and (block := _hidden_block(node, way, seen)):
                yield block
        for name in scripted:
            node_of_id = self._tree.css_first(f'[id="{_escaped(name)}"]')
            if node_of_id is not None and (block := _hidden_block(node_of_id, "scripted", seen)):
                yield block

    def tables(self) -> Iterator[list[list[str]]]:
        """The cells' texts of each innermost table that has more than one row."""
        for table in self._tree.css("table"):
            if len(table.css("table")) > 1:
                continue
            rows = [[squeeze(cell.text(separator=" ")) for cell in row.css("td,th")] for row in table.css("tr")]
            if len(rows) > 1:
                yield rows

    def texts(self, selector: str, limit: int) -> list[str]:
        """The texts of the first elements that match, in document order; long ones, which are no headings, left out."""
        found = ((node, node.text_lexbor()) for node in self._tree.css(selector)[:limit])
        return [squeeze(text) for _, text in found if 0 < len(text) <= _LONGEST_HEADING and not text.isspace()]

    def paragraphs(self) -> str:
        """The text of the element whose own words and paragraphs are most; frames of the page are left out, as far as their names tell."""
        lengths: dict[int, int] = {}
        longest, best = 0, None
        for node in self._tree.css("p,div,td")[:_PARAGRAPHS]:
            is_paragraph = node.tag == "p"
            block = node.parent if is_paragraph else node
            if block is None:
                continue
            own = node.text_lexbor() if is_paragraph else node.text(deep=False)
            length = lengths[block.mem_id] = lengths.get(block.mem_id, 0) + len(own.strip())
            if length > longest and not _FRAME_NAMES.search(f"{block.attrs.sget('class')} {block.attrs.sget('id')}"):
                longest, best = length, block
        text = squeeze(best.text(separator=" ")) if best is not None else ""
        return "" if "版权所有" in text else text

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the first element that matches."""
        node = self._tree.css_first(selector)
        return (node.attributes.get(name) or "") if node is not None else ""

    def links_inside(self, selector: str) -> int:
        """How many of the references that `anchors` gave stand in the elements that match, each counted once."""
        seen: set[int] = set()
        for node in self._matching(selector):
            seen.update([link.mem_id for link in node.css(_LINKS)])
        return len(seen & self._link_ids) if seen else 0

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

    def pieces(self) -> tuple[str, ...]:
        """The visible text in pieces, one for each run of text in the markup."""
        body = self._tree.body
        return _pieces(body) if body is not None else ()

    def rows(self, dated: Sequence[Dated], limit: int) -> Iterator[Row]:
        """The rows of lists: each link that has a text, with the list item, table row or small block around it.

        The block around a link outside lists is the nearest whose pieces show a date of their own (`dated`, the surest sign first), at most four levels up. Of
        several links in one row the longest text is its title; of a link that holds a heading, the heading. At most `limit` links are looked at.
        """
        found: dict[int, tuple[LexborNode, LexborNode]] = {}
        for link in self._tree.css("a[href]")[:limit]:
            row = _row_of(link, dated)
            before = found.get(row.mem_id)
            if before is None or len(before[1].text_lexbor()) < len(link.text_lexbor()):
                found[row.mem_id] = (row, link)
        read = 0
        paths = _Paths()
        for row, link in found.values():
            pieces = _pieces(row)
            read += sum(map(len, pieces))
            if read > _ROW_TEXT:
                return
            attributes = link.attrs
            path, is_framed = paths.of(row)
            yield Row(
                attributes.sget("href"), _link_text(link), squeeze(attributes.sget("title")), pieces, path, is_framed
            )


class _Paths:
    """The paths of elements, each worked out once: tags and classes from the body down, places among brothers left out."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[str, bool]] = {}

    def of(self, node: LexborNode) -> tuple[str, bool]:
        """The path of an element, and whether it lies in the page's head, foot or navigation."""
        chain: list[LexborNode] = []
        at: LexborNode | None = node
        path, is_framed = "", False
        while at is not None and at.tag != "body" and len(chain) < _DEEPEST_PATH:
            if known := self._known.get(at.mem_id):
                path, is_framed = known
                break
            chain.append(at)
            at = at.parent
        for one in reversed(chain):
            attributes = one.attrs
            classes, name = attributes.sget("class"), attributes.sget("id")
            path = f"{path}>{one.tag}.{_NUMBERS.sub('', classes)}" if one is not node else f"{path}>{one.tag}"
            is_framed = is_framed or one.tag in _FRAMES or bool(_FRAME_NAMES.search(f"{classes} {name}"))
            if one is not node:
                self._known[one.mem_id] = (path, is_framed)
        return path, is_framed


def _hidden_block(node: LexborNode, way: str, seen: set[int]) -> Hidden | None:
    """The block with its links; None when it has none, or lies in one that was told already."""
    attributes = node.attrs
    if node.tag == "iframe":
        return Hidden(way, (), attributes.sget("src"), attributes.sget("style"))
    anchors = [link for link in (node, *node.css("a[href]")) if link.tag == "a" and link.mem_id not in seen]
    seen.update(link.mem_id for link in anchors)
    links = tuple((link.attrs.sget("href"), squeeze(link.text_lexbor())) for link in anchors)
    return Hidden(way, links, "", attributes.sget("style")) if links else None


def _is_inside(node: LexborNode, tag: str) -> bool:
    parent = node.parent
    while parent is not None and parent.tag != "body":
        if parent.tag == tag:
            return True
        parent = parent.parent
    return False


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def _pieces(node: LexborNode) -> tuple[str, ...]:
    return tuple(filter(None, map(squeeze, node.text(separator=_BREAK).split(_BREAK))))


def _link_text(link: LexborNode) -> str:
    """A link's text; that of the heading in it where it wraps a whole block."""
    text = squeeze(link.text_lexbor())
    if len(text) > _LONG_TITLE or link.css_first("p,div,h1,h2,h3,h4,h5,h6") is not None:
        for selector in _IN_LINK:
            heading = link.css_first(selector)
            if heading is not None and (title := squeeze(heading.text_lexbor())):
                return title
    return text


def _row_of(link: LexborNode, dated: Sequence[Dated]) -> LexborNode:
    chain: list[LexborNode] = []
    node = link.parent
    while node is not None and len(chain) < 4 and node.tag != "body":
        if node.tag in _ROWS:
            return _whole_definition(node)
        chain.append(node)
        node = node.parent
    blocks = [_pieces(link)]
    for block in chain:
        if len(block.text_lexbor()) > _BLOCK_TEXT or len(block.css("a[href]")) > _MOST_LINKS:
            break
        blocks.append(_pieces(block))
    for is_dated in dated:
        for number, pieces in enumerate(blocks):
            if is_dated(pieces):
                return chain[number - 1] if number else link
    return link


def _whole_definition(row: LexborNode) -> LexborNode:
    """A definition's term and text belong together where the list holds one pair only."""
    parent = row.parent
    if (
        row.tag in {"dt", "dd"}
        and parent is not None
        and len(parent.css("dt")) <= 1
        and len(parent.css("dd")) <= _MOST_LINKS
    ):
        return parent
    return row


def _anchor(node: LexborNode) -> Anchor | None:
    tag, attributes = node.tag, node.attrs
    if tag == "a":
        href = attributes.sget("href")
        if not href and "href" not in attributes:
            return None
        text = node.text_lexbor()
        return "a", href, text if text and not text.isspace() else attributes.sget("title")
    if tag in _BY_SOURCE:
        return (tag, attributes.sget("src"), attributes.sget("alt")) if "src" in attributes else None
    if tag not in _BY_HREF or "href" not in attributes:
        return None
    return (
        tag or "",
        attributes.sget("href"),
        attributes.sget("rel").lower() if tag == "link" else attributes.sget("alt"),
    )


def squeeze(text: str) -> str:
    """Text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())
