"""What is asked of single elements of a parsed page: their texts, and where they stand, as far as names tell."""

import re

from turbohtml import Element, Node

_DEEPEST_PATH = 40
_NUMBERS = re.compile(r"\d+")
_FRAMES = frozenset({"header", "footer", "nav"})
_FRAME_NAMES = re.compile(
    r"(?:^|[\s_-])(?:header|footer|foot|bottom|nav|navbar|menu|copyright|crumbs?|breadcrumbs?|pager?|pagination|links?|friendlinks?)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_FOOT_NAMES = re.compile(r"(?:^|\s)(?:footer|foot)(?:$|[\s_\d-])", re.IGNORECASE)


def squeeze(text: str) -> str:
    """Text with runs of white space made one space, and none at its ends."""
    return " ".join(text.split())


def spaced(node: Node) -> str:
    """A node's text, pieces of different elements apart by a space."""
    return " ".join(" ".join(node.strings).split())


def pieces_of(node: Node) -> tuple[str, ...]:
    """A node's text in pieces, one for each run of text in the markup."""
    return tuple(filter(None, map(squeeze, node.strings)))


def is_in_foot(node: Element) -> bool:
    """Whether an element lies in the page's foot, as far as names tell."""
    above: Node | None = node
    for _ in range(_DEEPEST_PATH):
        if not isinstance(above, Element) or above.tag == "body":
            return False
        if _FOOT_NAMES.search(f"{above.attr('class') or ''} {above.attr('id') or ''}"):
            return True
        above = above.parent
    return False


def is_frame_by_name(node: Element) -> bool:
    """Whether an element is a frame of the page, such as its navigation, as far as names tell."""
    return _FRAME_NAMES.search(f"{node.attr('class') or ''} {node.attr('id') or ''}") is not None


class Paths:
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
