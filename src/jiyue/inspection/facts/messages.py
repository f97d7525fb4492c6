"""The public's messages as a site lists them: asked, answered, by whom, in tables or in rows with words before the dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jiyue.inspection.facts.dates import first_date
from jiyue.inspection.facts.page import Page

_PAGE = re.compile(r"信箱|留言|咨询|来信|投诉|建言|问政|互动")
_ASKED = re.compile(r"(?:来信|写信|留言|提交|提问|受理|咨询|发表|信件)\s{0,2}(?:时\s{0,2}间|日\s{0,2}期)")
_ANSWERED = re.compile(r"(?:回复|答复|办结|反馈|办理|处理|回信)\s{0,2}(?:时\s{0,2}间|日\s{0,2}期)")
_TITLE = re.compile(r"标\s{0,2}题|主\s{0,2}题|内\s{0,2}容|信件名称")
_UNIT = re.compile(r"(?:答复|回复|受理|办理|承办|处理)\s{0,2}(?:单\s{0,2}位|部\s{0,2}门|机\s{0,2}构)")
_STATE = re.compile(r"状\s{0,2}态")
_VALUE = 40


class Message(NamedTuple):
    """One message; `answered_on` is None when the list shows no answer."""

    title: str
    asked_on: date
    answered_on: date | None
    unit: str
    state: str


def is_message_page(page: Page) -> bool:
    """Whether a page by its title or column lists messages."""
    return _PAGE.search(f"{page.title} {page.label.get('ColumnName', '')}") is not None


def read_messages(page: Page) -> tuple[Message, ...]:
    """The messages of a list page that show when they were asked."""
    found = [message for rows in page.document.tables() for message in _of_table(rows)]
    return tuple(found) or tuple(_of_rows(page))


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[Message]:
    head = rows[0]
    places = {
        name: _place(head, pattern)
        for name, pattern in (
            ("asked", _ASKED),
            ("answered", _ANSWERED),
            ("title", _TITLE),
            ("unit", _UNIT),
            ("state", _STATE),
        )
    }
    if places["asked"] is None:
        return
    for row in rows[1:]:
        cell = {name: row[place] if place is not None and place < len(row) else "" for name, place in places.items()}
        if asked := first_date(cell["asked"]):
            yield Message(cell["title"][:120], asked, first_date(cell["answered"]), cell["unit"], cell["state"])


def _place(head: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, text in enumerate(head) if pattern.search(text)), None)


def _of_rows(page: Page) -> Iterator[Message]:
    for entry in page.lists.entries:
        asked = _after(_ASKED, entry.text)
        if asked is not None:
            yield Message(entry.title[:120], asked, _after(_ANSWERED, entry.text), "", "")


def _after(pattern: re.Pattern[str], text: str) -> date | None:
    found = pattern.search(text)
    return first_date(text[found.end() : found.end() + _VALUE]) if found else None
