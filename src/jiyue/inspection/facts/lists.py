"""The lists of a column page: entries with their dates, the list that is the page's own, and whether a script brings it later."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from jiyue.inspection.facts import dates
from jiyue.inspection.facts.document import FOOTERS, HEADERS, Document
from jiyue.inspection.facts.elements import squeeze
from jiyue.inspection.facts.parts import Row
from jiyue.inspection.fetch.urls import Links
from jiyue.patterns import late_pattern

_NOTHING = late_pattern(
    r"暂无(?:内容|信息|数据|文章|记录|相关)|没有(?:找到|相关|任何)(?:内容|信息|数据|记录)|无相关(?:内容|信息|数据)|暂时没有|该栏目(?:下)?(?:暂)?无"
)
_NOTHING_BEGINS = ("暂无", "没有", "无相关", "该栏目")
# Counters and templates are filled by scripts: what they say in the markup is no word of the page.
_ZERO = late_pattern(r"共\s{0,3}(?:有|计|找到)?\s{0,3}0\s{0,3}(?:条|个|项|篇|封|件)")
_TEMPLATE = ("v-if=", "v-show=", "v-for=", "ng-repeat", "ng-if", "ms-if", "{{")
# Links that lead through a list, or away from it, and are none of its entries.
_NO_ENTRY = late_pattern(
    r"[\W\d]*(?:(?:查看)?更多|查看全部|查看详情|详情|详细|more|首\s?页|第一页|上一?页|前一?页|下一?页|后一?页|[尾末]页|最后一?页|高级(?:搜索|检索|查询)|我要(?:写信|留言|咨询|投诉))[\W\d]*",
    re.IGNORECASE,
)
# The head of a page tells what day it is.
_TODAY = late_pattern(r"今天|今日|星期[一二三四五六日天]|农历")
_NO_ADDRESS = ("javascript:", "#")
_MAINTENANCE = ("建设中", "维护中", "升级改造", "升级维护", "正在建设", "正在维护", "正在完善")
# What scripts that fetch a list are told by, in small letters; each call begins with its own text, which is sought many times as fast as an alternative.
_SCRIPT_WORDS = (
    "xmlhttprequest", "axios", "createapp", "reactdom", "layui", "laypage", "jsonp", "dataproxy", "querylist", ".ashx", "getlist", "attachshadow",
    "customelements",
)  # fmt: skip
_SCRIPT_CALLS = tuple(map(re.compile, (r"\$\.(?:ajax|get|post|getjson)\s*\(", r"fetch\s*\(", r"new\s+vue")))
# Rows that a page keeps in a data island for its script to show, as makers do who page through a list without a server.
_RECORDS = late_pattern(r"<record[^>]{0,50}>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.DOTALL | re.IGNORECASE)
_ISLAND = "data-island"
_CUT = late_pattern(r"(?:\.{2,}|…+|·{3,})$")
_BULLETS = "•·●▪■◆▶►※ "
_BRACKETS = " \t[]【】()（）〔〕|｜·•>»-—–:："
_LABELLED = late_pattern(
    r"^(?:发布时间|发布日期|更新时间|更新日期|时\s{0,2}间|日\s{0,2}期|发布于|Date)\s{0,2}[:：]?\s{0,2}", re.IGNORECASE
)
# The day of publication that some makers put into the link, behind the title.
_DAY_BEHIND = late_pattern(r"\s{0,3}[(（\[【]\s?20\d\d([-/.])\d{1,2}\1\d{1,2}\s?[)）\]】]\s{0,3}$")
# A row that names what its date is belongs to a form or a block of attributes.
_DATE_WORD = late_pattern(r"(?:时\s{0,4}间|日\s{0,4}期)\s{0,3}[:：]?$")
_DATE_ONLY = 12
_PART = 2
_ROWS = 3000
_SHORT_PAGE = 600
_ONE_LINE = 100
_SHORTEST_TITLE = 4
_MAIN_LEAST = 3
_MOSTLY = 0.6
_TITLE = 10
_UNLINKED_LEAST = 2
_SHORT_WORDS = 12


class Entry(NamedTuple):
    """One entry of a list: `on` is None when the row shows no date, `url` empty where a script opens it.

    `group` is the same for all rows of one list.
    """

    title: str
    url: str
    on: date | None
    text: str
    group: str = ""
    is_framed: bool = False


@dataclass(frozen=True, kw_only=True)
class ListFacts:
    """The lists of a page: every row that holds a link, navigation included. What is said around them is read when it is asked for."""

    entries: tuple[Entry, ...]
    document: Document = field(repr=False, compare=False)
    markup: str = field(repr=False)
    text: str = field(repr=False)

    @cached_property
    def own_length(self) -> int:
        """How many characters stand outside head and foot."""
        frame = self.document.regions(f"{HEADERS}, {FOOTERS}")
        return max(0, len(squeeze(self.text)) - sum(map(len, frame)))

    @cached_property
    def says_nothing(self) -> bool:
        """Whether the page says that its list is empty; a template's words for that case, and a counter before its script ran, do not."""
        if any(words in self.text for words in _NOTHING_BEGINS) and _NOTHING.search(self.text):
            return not any(mark in self.markup for mark in _TEMPLATE)
        return _ZERO.search(self.text) is not None and not self.is_scripted

    @property
    def says_maintenance(self) -> bool:
        """Whether a short page says that it is under construction or maintenance."""
        return len(self.text) < _SHORT_PAGE * 5 and says_maintenance(self.text)

    @cached_property
    def is_scripted(self) -> bool:
        """Whether a script of the page may bring its list."""
        markup = self.markup.lower()
        return any(word in markup for word in _SCRIPT_WORDS) or any(call.search(markup) for call in _SCRIPT_CALLS)

    @property
    def dated(self) -> tuple[Entry, ...]:
        """The entries that show their date."""
        return tuple(entry for entry in self.entries if entry.on is not None)

    @cached_property
    def main(self) -> tuple[Entry, ...]:
        """The page's own list: of the rows of one kind outside head and foot those that show most dates, else most titles.

        Menus and side lists are of other kinds; where most rows are dated, those that are not are menus in the same markup. Empty when
        no kind of row has a date or some real titles.
        """
        groups: dict[str, list[Entry]] = {}
        for entry in self.entries:
            if not entry.is_framed and (len(entry.title) >= _SHORTEST_TITLE or entry.on is not None):
                groups.setdefault(entry.group, []).append(entry)
        if not groups:
            return ()
        best = max(groups, key=lambda name: _weight(groups[name]))
        dated, is_titled, count = _weight(groups[best])
        if not dated:
            return tuple(groups[best]) if is_titled and count >= _MAIN_LEAST else ()
        alike = _LIST_CLASS.sub(r"\1", best)
        kept = [
            one
            for name, rows in groups.items()
            if name == best or _LIST_CLASS.sub(r"\1", name) == alike
            for one in rows
        ]
        return tuple(one for one in kept if one.on is not None or dated < count * _MOSTLY)


_LIST_CLASS = late_pattern(r"(>(?:ul|ol|table|tbody|dl)\.)[^>]*")


def _weight(rows: Sequence[Entry]) -> tuple[int, bool, int]:
    dated = sum(row.on is not None for row in rows)
    return dated, sum(len(row.title) for row in rows) >= _TITLE * len(rows), len(rows)


def says_maintenance(text: str) -> bool:
    """Whether a text says that something is under construction or maintenance."""
    return any(words in text for words in _MAINTENANCE)


def read_lists(document: Document, links: Links, *, markup: str, text: str) -> ListFacts:
    """Read the entries of a page in document order."""
    rows = list(document.rows(_DATED, _ROWS))
    if "<datastore" in markup:
        island = "".join(f"<ul><li>{one}</li></ul>" for one in _RECORDS.findall(markup))
        rows += [row._replace(group=_ISLAND, is_framed=False) for row in Document(island).rows(_DATED, _ROWS)]
    entries: dict[str, Entry] = {}
    year: dates.YearMonth | None = None
    for row in rows:
        if not (row.title or row.hint):
            continue
        url = links.resolve(row.href)
        if url is None and not row.href.lstrip().lower().startswith(_NO_ADDRESS) and row.href.strip():
            continue
        entry = _entry(row, url or "", year)
        day = entry.on or (_today(entry) if year is None else None)
        year = dates.YearMonth(day.year, None) if day else year
        if not entry.url and entry.on is None:
            continue
        key = url or f"{entry.on} {entry.title}"
        known = entries.get(key)
        if known is None or (known.on is None and entry.on is not None):
            entries[key] = entry
    found = tuple(entries.values())
    if all(entry.on is None for entry in found) and dates.count_dates(text) >= _UNLINKED_LEAST:
        found += _unlinked(document)
    return ListFacts(entries=found, document=document, markup=markup, text=text)


def _today(entry: Entry) -> date | None:
    """The day that a page's head says it is: the year of rows that show month and day alone."""
    return dates.first_date(entry.text) if entry.is_framed and _TODAY.search(entry.text) else None


def _count_chinese(text: str) -> int:
    return sum("一" <= character <= "鿿" for character in text)


def _unlinked(document: Document) -> tuple[Entry, ...]:
    """The rows without a link that show a day and a title, where a list has some of them."""
    found = []
    for row in document.unlinked_rows(_ROWS):
        day = None if any(map(_DATE_WORD.search, row.pieces)) else _pure_day(row.pieces)
        titles = [piece for piece in row.pieces if day and _pure_day((piece,)) is None]
        title = max(titles, key=_count_chinese, default="").strip(_BRACKETS)
        if day and len(title) >= _SHORTEST_TITLE:
            found.append(Entry(title, "", day, " ".join(row.pieces)[:300], row.group, row.is_framed))
    counted = Counter(entry.group for entry in found)
    return tuple(entry for entry in found if counted[entry.group] >= _UNLINKED_LEAST)


def _has_own_date(pieces: tuple[str, ...]) -> bool:
    """Whether pieces of text show a date that stands for itself."""
    short = _short(pieces)
    return (
        _pure_day(pieces) is not None
        or dates.parted_date(" ".join(short)) is not None
        or any(map(dates.has_month_day, short))
    )


def _has_date(pieces: tuple[str, ...]) -> bool:
    """Whether one line of text shows a date anywhere."""
    whole = " ".join(pieces)
    return len(whole) <= _ONE_LINE and (dates.has_date(whole) or dates.has_month_day(whole))


_DATED = (_has_own_date, _has_date)


def _entry(row: Row, url: str, year: dates.YearMonth | None) -> Entry:
    title = _title(row)
    text = " ".join(row.pieces)
    context = dates.month_in_address(url) or year
    is_none = (len(title) <= _SHORT_WORDS and _NO_ENTRY.fullmatch(title)) or (row.is_framed and _TODAY.search(text))
    return Entry(title, url, None if is_none else _day(row, title, context), text[:300], row.group, row.is_framed)


def _title(row: Row) -> str:
    """The link's text without a date at its end; its `title` where the text was cut short for the list."""
    title, hint = row.title, row.hint
    cut = _CUT.sub("", title)
    if hint and (not title or (cut != title and hint.startswith(cut[:20]))):
        return hint
    pieces = [piece for piece in row.pieces if piece in title and _pure_day((piece,)) is not None]
    for piece in pieces:
        if title.startswith(piece) or title.endswith(piece):
            title = title.removeprefix(piece).removesuffix(piece).strip()
    return _DAY_BEHIND.sub("", title).lstrip(_BULLETS) or title


def _day(row: Row, title: str, context: dates.YearMonth | None) -> date | None:
    """The date of a row: a piece that is nothing but a date, one in parts, one beside the title, last one within the title."""
    if day := _pure_day(row.pieces):
        return day
    around = [piece for piece in row.pieces if title not in piece and (len(piece) <= _PART or piece not in title)]
    near = " ".join(around)
    if day := dates.parted_date(" ".join(_short(around))) or dates.last_date(near):
        return day
    rest = " ".join(row.pieces)
    beside = rest.replace(title, " ", 1) if title in rest else near
    if day := dates.first_date(beside):
        return day
    if context is not None and (
        day := next(filter(None, (dates.month_day(one.strip(), context) for one in (*_short(around), beside))), None)
    ):
        return day
    return dates.first_date(rest)


def _pure_day(pieces: Iterable[str]) -> date | None:
    for piece in pieces:
        if not dates.may_hold_year(piece):
            continue
        bare = _LABELLED.sub("", piece.strip(_BRACKETS)).strip(_BRACKETS)
        if (
            len(bare) <= 22
            and (day := dates.first_date(bare))
            and len(dates.without_dates(bare).strip(_BRACKETS + ":0123456789")) <= 1
        ):
            return day
    return None


def _short(pieces: Iterable[str]) -> list[str]:
    return [piece.strip("[]【】()（）") for piece in pieces if len(piece) <= _DATE_ONLY]
