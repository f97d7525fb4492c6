"""What a parsed page is handed out as: references, rows of lists, hidden blocks."""

from collections.abc import Callable
from typing import NamedTuple

type Anchor = tuple[str, str, str]
"""A reference as it stands in the markup: tag, address, and, of a `link` element, its `rel`."""


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
