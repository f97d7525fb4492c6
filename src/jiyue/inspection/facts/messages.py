"""The public's messages as a site shows them: asked, answered, by whom, in tables, in rows, one below the other with words before the dates, or one letter on a page."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from jiyue.inspection.facts.dates import days_of, first_date
from jiyue.inspection.facts.fields import read_fields
from jiyue.inspection.facts.page import Page
from jiyue.patterns import late_pattern

_PAGE = late_pattern(r"信箱|留言|咨询|来信|信件|写信|投诉|建言|问政|互动|诉求")
_WHEN = r"\s{0,2}(?:时\s{0,2}间|日\s{0,2}期)"
_ASKED = late_pattern(rf"(?:来信|写信|去信|留言|提交|提问|受理|咨询|发表|信件|反映|诉求|投诉|申请){_WHEN}")
_ANSWERED = late_pattern(rf"(?:回复|答复|办结|反馈|办理|处理|回信|完成){_WHEN}")
# The head of a column that tells no more than “时间”: of a message that is when it came.
_PLAIN = late_pattern(rf"{_WHEN}\s{{0,2}}")
_TITLE = late_pattern(r"标\s{0,2}题|题\s{0,2}目|主\s{0,2}题|内\s{0,2}容|信件名称")
_UNIT = late_pattern(
    r"(?:答复|回复|受理|办理|承办|处理|责任)\s{0,2}(?:单\s{0,2}位|部\s{0,2}门|机\s{0,2}构|机\s{0,2}关)"
)
_STATE = late_pattern(r"状\s{0,2}态|(?:办理|处理|回复)情况|是否(?:回复|答复)")
_DONE = late_pattern(
    r"已\s{0,2}(?:经\s{0,2})?(?:回|答|办|处理|反馈|解决)|(?:办理|处理|办结|回复|答复)(?:完成|完毕)|^(?:办结|完结|是)$"
)
_NAMED = r"\s{0,3}[:：]\s{0,3}(?![一-鿿]{2,6}[:：])([一-鿿（）()]{2,30})(?=\s|$)"
_UNIT_VALUE = late_pattern(_UNIT.pattern + _NAMED)
# Who answered is a unit where its name ends as a unit's does; some makers put the editor's role behind it.
_ANSWERER = late_pattern(
    r"(?:回复|答复)\s{0,2}人\s{0,3}[:：]\s{0,3}([一-鿿]{1,20}(?:局|委|委员会|办|室|府|厅|院|处|科|站|中心|大队))(?=编辑|\s|$)"
)
_STATE_VALUE = late_pattern(rf"(?:{_STATE.pattern}){_NAMED}")
# What the page of one letter calls its parts.
_TITLES = (
    "标题",
    "主题",
    "信件标题",
    "信件主题",
    "来信标题",
    "来信主题",
    "留言标题",
    "留言主题",
    "留言题目",
    "咨询标题",
    "诉求标题",
    "信件名称",
)
_UNITS = tuple(
    f"{what}{who}" for what in ("答复", "回复", "受理", "办理", "承办", "处理") for who in ("单位", "部门", "机构")
)
_STATES = ("处理状态", "办理状态", "回复状态", "信件状态", "状态", "办理情况", "处理情况")
_OTHERS = (
    "信件内容",
    "来信内容",
    "回复内容",
    "答复内容",
    "处理时间",
    "回复时间",
    "答复时间",
    "办结时间",
    "写信时间",
    "来信时间",
    "处理对象",
    "来信人",
    "流水号",
)
_EITHER = late_pattern(f"(?P<asked>{_ASKED.pattern})|{_ANSWERED.pattern}")
_WORDS = ("留言时间", "来信时间", "写信时间", "留言日期", "来信日期", "写信日期")
_HEADING = late_pattern(r"^.*(?:留言|来信|咨询|信件|写信)(?:内容|标题|主题)?\s*[:：]?\s*", re.DOTALL)
_OPEN = late_pattern(r"[未待](?:回复|答复|办结|办理|反馈|处理)|尚未|(?:办理|处理|受理|转办)中|已受理")
_VALUE = 40
_BEFORE = 400
# The head of a table may stand below a form for searching.
_HEAD_ROWS = 4
_COLUMNS = 3
_LONGEST_HEAD = 12
_MOST_WORDS = 40


class Message(NamedTuple):
    """One message; `answered_on` is None when the list shows no day of an answer.

    `is_open` is True when the list says that there is no answer: by an empty place for its day, or by the state. A list that does not show
    answers at all says nothing of them.
    """

    title: str
    asked_on: date
    answered_on: date | None
    unit: str
    state: str
    is_open: bool = False


def is_message_page(page: Page) -> bool:
    """Whether a page by its title or column, or by the words before its dates, lists messages."""
    if _PAGE.search(f"{page.title} {page.label.get('ColumnName', '')}") is not None:
        return True
    text = page.text
    # Most pages are told by one character that each of those words has.
    return (
        ("信" in text or "留" in text)
        and any(word in text for word in _WORDS)
        and next(_of_text(text), None) is not None
    )


def read_messages(page: Page) -> tuple[Message, ...]:
    """The messages of a page that show when they were asked: those of its tables, else of its rows, else of its text, else the one that it is about."""
    found = [message for rows in page.document.tables() for message in _of_table(rows)]
    listed = tuple(found) or tuple(_of_rows(page)) or tuple(_under_head(page))
    if len(listed) == 1 and not found:
        # A path or a menu in one block with the letter passes for a list of one row, named by its link.
        return tuple(_of_letter(page, is_named=True)) or listed
    if listed:
        return listed
    several = tuple(_of_text(page.text))
    return several if len(several) > 1 else tuple(_of_letter(page)) or several


def _of_table(rows: Sequence[Sequence[str]]) -> Iterator[Message]:
    for number, head in enumerate(rows[:_HEAD_ROWS]):
        if len(head) < _COLUMNS or max(map(len, head)) > _LONGEST_HEAD or (places := _places(head))["asked"] is None:
            continue
        for row in rows[number + 1 :]:
            cell = {
                name: row[place] if place is not None and place < len(row) else "" for name, place in places.items()
            }
            if asked := first_date(cell["asked"]):
                answered, state = first_date(cell["answered"]), cell["state"]
                is_open = answered is None and _is_open(state, shows_answers=places["answered"] is not None)
                yield Message(cell["title"][:120], asked, answered, cell["unit"], state, is_open)
        return


def _places(head: Sequence[str]) -> dict[str, int | None]:
    patterns = (("answered", _ANSWERED), ("title", _TITLE), ("unit", _UNIT), ("state", _STATE), ("asked", _ASKED))
    places = {name: _place(head, pattern) for name, pattern in patterns}
    if places["asked"] is None and places["title"] is not None:
        places["asked"] = next((number for number, text in enumerate(head) if _PLAIN.fullmatch(text)), None)
    return places


def _is_open(words: str, *, shows_answers: bool) -> bool:
    """Whether a message without a day of its answer is told to have none."""
    return not _DONE.search(words) if shows_answers else _OPEN.search(words) is not None


def _place(head: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, text in enumerate(head) if pattern.search(text)), None)


def _of_rows(page: Page) -> Iterator[Message]:
    shows_answers = any(_ANSWERED.search(entry.text) for entry in page.lists.entries)
    for entry in page.lists.entries:
        asked = _after(_ASKED, entry.text)
        if asked is not None:
            unit = _named(_UNIT_VALUE, entry.text) or _named(_ANSWERER, entry.text)
            state = _named(_STATE_VALUE, entry.text)
            answered = _after(_ANSWERED, entry.text)
            is_open = answered is None and _is_open(entry.text, shows_answers=shows_answers)
            yield Message(entry.title[:120], asked, answered, unit, state, is_open)


def _under_head(page: Page) -> Iterator[Message]:
    """The rows of a list whose head, above them, says what their dates are."""
    asked, answered = _ASKED.search(page.text), _ANSWERED.search(page.text)
    if asked is None:
        return
    for entry in page.lists.main:
        days = days_of(entry.text)
        if not days or len(days) > 1 + (answered is not None):
            continue
        is_first = answered is None or asked.start() < answered.start()
        first = days[0] if is_first or len(days) == 1 else days[1]
        second = (days[1] if is_first else days[0]) if len(days) > 1 else None
        state = _done(entry.text, entry.title)
        is_open = second is None and not state and answered is not None
        yield Message(entry.title[:120], first, second, "", state, is_open)


def _done(text: str, title: str) -> str:
    found = _DONE.search(text.replace(title, " ", 1))
    return found[0] if found else ""


def _of_letter(page: Page, *, is_named: bool = False) -> Iterator[Message]:
    """The one letter that a page shows: it names once a day on which it was written; `is_named` when its title has to stand behind a word for it."""
    text = page.text
    days = (_day_behind(text, word) for word in islice(_ASKED.finditer(text), _MOST_WORDS))
    asked, *more = tuple(filter(None, days)) or (None,)
    if asked is None or more:
        return
    parts = read_fields(page.document.pieces(), (*_TITLES, *_UNITS, *_STATES), _OTHERS)
    title, unit, state = (next(filter(None, map(parts.get, names)), "") for names in (_TITLES, _UNITS, _STATES))
    if is_named and not title:
        return
    answered = _after(_ANSWERED, text)
    is_open = answered is None and _is_open(state, shows_answers=False)
    yield Message((title or page.article.title)[:120], asked, answered, unit, state, is_open)


def _named(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return " ".join(found[1].split()) if found else ""


def _after(pattern: re.Pattern[str], text: str) -> date | None:
    """The day behind a word and before the next word of its kind."""
    found = pattern.search(text)
    return _day_behind(text, found) if found else None


def _day_behind(text: str, word: re.Match[str]) -> date | None:
    return first_date(_squeezed(text[word.end() : word.end() + _VALUE * 6]))


def _squeezed(text: str) -> str:
    """The beginning of a text whose words stand in elements far apart."""
    return " ".join(text.split())[:_VALUE]


def _of_text(text: str) -> Iterator[Message]:
    """Messages with no link and no table: each asked on a day that stands behind its word, answered before the next is asked.

    Where some show the day of their answer, one without is open, unless the words up to the next message say that it is done.
    """
    found: list[tuple[str, date, date | None, int]] = []
    words = list(_EITHER.finditer(text))
    # A word that stands empty does not take the day of the next one.
    limits = [*(word.start() for word in words[1:]), len(text)]
    for word, limit in zip(words, limits, strict=False):
        on = first_date(_squeezed(text[word.end() : min(limit, word.end() + _VALUE * 6)]))
        if on is None:
            continue
        if word["asked"]:
            before = " ".join(text[max(0, word.start() - _BEFORE) : word.start()].split())
            found.append((_HEADING.sub("", before)[-60:].strip(), on, None, word.start()))
        elif found and found[-1][2] is None:
            found[-1] = (*found[-1][:2], on, found[-1][3])
    shows_answers = any(answered is not None for _, _, answered, _ in found)
    ends = [*(start for *_, start in found[1:]), len(text)]
    for (title, asked, answered, start), end in zip(found, ends, strict=False):
        is_open = answered is None and _is_open(text[start : min(end, start + _BEFORE)], shows_answers=shows_answers)
        yield Message(title, asked, answered, "", "", is_open)
