"""A parsed page behind a thin interface: this module, `elements` and `rows` alone know the parser (turbohtml)."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from turbohtml import Element, Node, Text, parse

from jiyue.inspection.facts.cutting import cut
from jiyue.inspection.facts.elements import is_frame_by_name, is_in_foot, pieces_of, spaced, squeeze
from jiyue.inspection.facts.hiding import way_of_element
from jiyue.inspection.facts.parts import Anchor, Dated, Hidden, Row
from jiyue.inspection.facts.rows import linked_rows, unlinked_rows

# Two attributes find what eleven tags would, in a third of the time; the tag is asked afterwards.
_LINKS = "[href],[src]"
_INVISIBLE = frozenset({"script", "style", "noscript", "template"})
_TAKEN_OUT = ",".join(sorted(_INVISIBLE))
# As one compound: alternatives by themselves are tried a tenth more slowly.
_WANTED = f":is({_LINKS},meta,time,{_TAKEN_OUT})"
_HEADS = frozenset({"meta", "base"})
_APART = _HEADS | _INVISIBLE | {"time"}
_TIME = "article time[datetime], time[datetime][class*=date], time[pubdate]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_FIELDS = ("input", "select", "textarea")
_PARTS = {"img": "image", "label": "label"} | dict.fromkeys(_FIELDS, "field") | dict.fromkeys(_HEADINGS, "heading")
_TAGS_OF_PARTS = tuple(_PARTS)
_BY_HREF = frozenset({"a", "area", "link"})
_BY_SOURCE = frozenset({"img", "script", "iframe", "frame", "embed", "source", "video", "audio"})
_LABELLED_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
_LABELLING = ("title", "aria-label", "aria-labelledby", "placeholder")
_MATCHES = 60
_MOST_SHEETS, _LONGEST_SHEET = 20, 20_000
_MOST_TAKEN_OUT = 4
_PARAGRAPHS = 3000
_LONGEST_HEADING = 400
# Foot and head of a page, as the common makers of government sites call them.
FOOTERS = "footer, [class*=foot i], [id*=foot i], [class*=copyright i], [id*=bottom i]"
HEADERS = "header, nav, [class*=header i], [id*=header i], [class*=nav i], [id*=nav i]"
_IN_FOOTER, _IN_HEADER = f":is({FOOTERS})", f":is({HEADERS})"


class Document:
    """One parsed page. Parsing never fails: what is no markup becomes text.

    Order matters: `text` takes scripts and styles out of the tree, so what asks for those is called before.
    """

    def __init__(self, markup: str) -> None:
        self._tree = parse(cut(markup), positions=False, allow_declarative_shadow_roots=False)
        self._links: list[Element] = []
        self._stood_in: dict[Element | None, Element] = {}
        self._referring: list[Element] = self._tree.select(_WANTED)
        apart = [node for node in self._referring if node.tag in _APART]
        self._heads = [node for node in apart if node.tag in _HEADS]
        self._unseen = [node for node in apart if node.tag in _INVISIBLE]
        self._has_time = any(node.tag == "time" for node in apart)

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
        """At most `limit` references in document order, and how many there are."""
        nodes, kept = iter(self._referring), self._links
        found: list[Anchor] = []
        # Most references are links: for these, this loop asks for nothing more. Their texts are asked for when somebody wants them.
        for node in nodes:
            href = node.attr("href") if node.tag == "a" else None
            anchor = ("a", href, "") if href else _anchor(node)
            if anchor is not None:
                found.append(anchor)
                kept.append(node)
                if len(found) == limit:
                    return found, limit + sum(_anchor(one) is not None for one in nodes)
        return found, len(found)

    def text_of(self, number: int) -> str:
        """The text of a reference, given its number among those of `anchors`; without one its title. Of a picture its `alt`, of a `link` element its `rel`."""
        node = self._links[number]
        if node.tag == "a":
            text = node.text
            return text if text and not text.isspace() else node.attr("title") or ""
        return (node.attr("rel") or "").lower() if node.tag == "link" else node.attr("alt") or ""

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
        images = (node for node in self._parts["image"] if "alt" not in node.attrs)
        return [source for node in images if (source := node.attr("src"))]

    def fields_without_label(self) -> list[str]:
        """The names of form fields that no label, `title` or `aria-label` explains."""
        found = []
        # Looked up by name, not sought for each field: names are the site's, and there may be any number of both.
        labelled = {node.attr("for") for node in self._parts["label"]}
        for node in self._parts["field"]:
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
        return [int(node.tag[1]) for node in self._parts["heading"] if node.text.strip()]

    def hidden(self, elsewhere: Sequence[tuple[str, str]] = ()) -> Iterator[Hidden]:
        """The blocks with links, and the frames, that a visitor can not see by their own attributes.

        `elsewhere` are selectors of what scripts and style sheets hide, each with the way.
        """
        seen: set[Element] = set()
        for node in self._tree.select(":is([style],[hidden],marquee,iframe)"):
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

    def sheets(self) -> list[str]:
        """The style sheets within the page, each as far as it is read."""
        return [node.text[:_LONGEST_SHEET] for node in self._unseen if node.tag == "style"][:_MOST_SHEETS]

    def tables(self) -> Iterator[list[list[str]]]:
        """The cells' texts of each innermost table that has more than one row."""
        for table in self._tree.select("table"):
            if table.select_one("table") is not None:
                continue
            rows = [[spaced(cell) for cell in row.select("td,th")] for row in table.select("tr")]
            if len(rows) > 1:
                yield rows

    @cached_property
    def _parts(self) -> dict[str, list[Element]]:
        """Pictures, fields, their labels and headings, found by one walk through what `text` left."""
        found: dict[str, list[Element]] = {kind: [] for kind in _PARTS.values()}
        for node in self._tree.iter_elements(_TAGS_OF_PARTS):
            found[_PARTS[node.tag]].append(node)
        return found

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
            if block is None or not own:
                continue
            length = lengths[block] = lengths.get(block, 0) + own
            if length > longest and isinstance(block, Element) and (block == best or not is_frame_by_name(block)):
                longest, best = length, block
        text = spaced(best) if best is not None and not is_in_foot(best) else ""
        return "" if "版权所有" in text else text

    def attribute(self, selector: str, name: str) -> str:
        """An attribute of the first element that matches."""
        node = self._tree.select_one(selector)
        return (node.attr(name) or "") if node is not None else ""

    def time(self) -> str:
        """What the first `time` element that tells of the whole page says; most pages are told at once to have none."""
        return self.attribute(_TIME, "datetime") if self._has_time else ""

    def place_of(self, number: int) -> str:
        """The part of the page in which a reference stands, given its number among those of `anchors`: "footer", "header" or "main"."""
        node: Element | None = self._links[number]
        place = "main"
        for _ in range(_MOST_TAKEN_OUT):
            if node is None:
                break
            if node.closest(_IN_FOOTER) is not None:
                return "footer"
            if node.closest(_IN_HEADER) is not None:
                place = "header"
            # What `text` took out ends here: on from where that stood.
            node = self._stood_in.get(node.closest(_TAKEN_OUT)) if self._stood_in else None
        return place

    def regions(self, selector: str) -> list[str]:
        """The texts of the elements that match, without those that only repeat a part of one before."""
        found: list[str] = []
        for node in self._tree.select(selector)[:_MATCHES]:
            text = spaced(node)
            if text and not any(text in known for known in found):
                found.append(text)
        return found

    def text(self) -> str:
        """The visible text, pieces of different elements apart by a space."""
        body = self._tree.find("body")
        if body is None:
            return ""
        for node in self._unseen:
            if isinstance(parent := node.parent, Element):
                self._stood_in[node] = parent
            node.extract()
        return " ".join(body.strings)

    def pieces(self) -> tuple[str, ...]:
        """The visible text in pieces, one for each run of text in the markup."""
        body = self._tree.find("body")
        return pieces_of(body) if body is not None else ()

    def rows(self, dated: Sequence[Dated], limit: int) -> Iterator[Row]:
        """The rows of lists: see `linked_rows`."""
        return linked_rows(self._tree, dated, limit)

    def unlinked_rows(self, limit: int) -> Iterator[Row]:
        """The rows that hold no link: see `unlinked_rows`."""
        return unlinked_rows(self._tree, limit)


def _hidden_block(node: Element, way: str, seen: set[Element]) -> Hidden | None:
    """The block with its links; None when it has none, or lies in one that was told already."""
    style = node.attr("style") or ""
    if node.tag == "iframe":
        return Hidden(way, (), node.attr("src") or "", style)
    anchors = [link for link in (node, *node.select("a[href]")) if link.tag == "a" and link not in seen]
    seen.update(anchors)
    links = tuple((link.attr("href") or "", squeeze(link.text)) for link in anchors)
    return Hidden(way, links, "", style) if links else None


def _anchor(node: Element) -> Anchor | None:
    tag, attr = node.tag, node.attr
    if tag in _BY_SOURCE:
        return (tag, attr("src") or "", "") if "src" in node.attrs else None
    if tag not in _BY_HREF or "href" not in node.attrs:
        return None
    return tag, attr("href") or "", (attr("rel") or "").lower() if tag == "link" else ""
