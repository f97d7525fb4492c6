"""Dates as government sites write them, in texts, in list rows and in addresses."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from jiyue.patterns import late_pattern

CHINA = timezone(timedelta(hours=8), "CST")

# Full-width digits are digits to `\d`, and so to int().
_Y = r"[12１２][09０９]\d\d"
_MARKS = r"\-/.．／－—–"
_CORE = rf"(?<!\d)({_Y})\s{{0,2}}(?:[{_MARKS}]|年)\s{{0,2}}(\d{{1,2}})\s{{0,2}}(?:[{_MARKS}]|月)\s{{0,2}}(\d{{1,2}})(?!\d)\s{{0,2}}日?"
_CLOCK = r"(?:[T\s　]{0,4}(\d{1,2})\s?[:：∶时]\s?(\d{1,2}))?"
_DATE = late_pattern(_CORE + _CLOCK)
_WITH_CLOCK = late_pattern(_CORE + r"(?:[T\s]{0,4}\d{1,2}\s?[:：∶时]\s?\d{1,2}(?:[:∶]\d\d)?)?")
_YEAR = late_pattern(_Y)
_BEHIND_YEAR = frozenset("-/.．／－—–年")
_COMPACT = late_pattern(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_ADDRESS = late_pattern(
    r"[/_t](20\d\d)(?:(?:[-/])(0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?=[_/.\-])|(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[_/.\-]|\d{3,}))"
)
_MONTH_IN_ADDRESS = late_pattern(r"[/_t](20\d\d)(?:[-/]?(0[1-9]|1[0-2]))?(?=[/_.-])")
_CHINESE = late_pattern(
    r"([一二][〇○零Ｏ0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_NUMERALS = {character: str(value) for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "○零Ｏ0", "0"
)
# A date whose parts stand in elements of their own, as in 23 / 2026-11: pattern, and where its year, month and day are.
_PARTED = (
    (late_pattern(rf"(?<![\d:：{_MARKS}])(\d{{1,2}})日?\s+({_Y})\s?(?:[{_MARKS}]|年)\s?(\d{{1,2}})(?:月|(?![\d{_MARKS}]))"), (2, 3, 1)),
    (late_pattern(rf"(?<!\d)({_Y})\s?(?:[{_MARKS}]|年)\s?(\d{{1,2}})月?\s+(\d{{1,2}})(?![\d:：{_MARKS}])"), (1, 2, 3)),
    (late_pattern(rf"(?<![\d{_MARKS}])(\d{{1,2}})\s?(?:[{_MARKS}]|月)\s?(\d{{1,2}})日?\s+({_Y})(?![\d年{_MARKS}])"), (3, 1, 2)),
    (late_pattern(rf"(?<!\d)({_Y})年?\s+(\d{{1,2}})\s?(?:[{_MARKS}]|月)\s?(\d{{1,2}})日?(?!\d)"), (1, 2, 3)),
)  # fmt: skip
_MONTH_DAY = late_pattern(rf"(?:^|[\s\[(（【])(\d{{1,2}})\s?(?:[{_MARKS}]|月)\s?(\d{{1,2}})日?(?=$|[\s\])）】])")
# Words that tell when a page was published, and plain ones that do so where they stand for themselves.
_SURE = (
    r"(?:(?:发布|发表|更新|信息|公开|发文|编辑|录入|添加|上传|上载|上网|创建|刊登|刊发|发稿|登载|公告|推送|加入)\s?(?:时\s{0,4}间|日\s{0,4}期)|"
    r"发\s{1,4}布\s{1,4}(?:时\s{1,4}间|日\s{1,4}期)|(?:时间|日期)发布|发布于|发布(?=\s?[:：]))"
)
_PLAIN = r"(?:(?<![一-鿿])(?:时\s{0,4}间|日\s{0,4}期)|(?<![a-z])(?:date|time))"
_BETWEEN = r"\s{0,4}[:：】\]]?.{0,8}$"
_AFTER_SURE = late_pattern(_SURE + _BETWEEN)
_AFTER_PLAIN = late_pattern(_PLAIN + _BETWEEN, re.IGNORECASE)
# Each of those words holds one of these, and ends this near to its date.
_IN_WORDS = late_pattern(r"[间期于布]|[Dd][Aa][Tt][Ee]|[Tt][Ii][Mm][Ee]")
_WORD = 32
_NOT_PUBLISHED = late_pattern(
    r"(?:成文|生成|生效|实施|施行|废止|失效|截止|开始|结束|报名|办理|受理|会议|活动|工作|服务|开放|印发|来信|写信|留言|回复|答复|当前|现在|今天|出生|有效)(?:(?:日\s{0,4}期|时\s{0,4}间)\s?[:：]?\s?|[:：]\s?)?$"
)
# What stands beside the time in the line under an article's title.
_BESIDE = r"(?:来\s{0,4}源|作\s{0,4}者|浏\s{0,2}览|点\s{0,2}击|阅\s{0,2}读|访\s{0,2}问|字\s{0,2}[体号]|打\s{0,2}印|编\s{0,2}辑|分\s{0,2}享)"
_LINE_BEFORE = late_pattern(
    rf"\s?日?(?:[T\s]{{0,4}}\d{{1,2}}\s?[:：∶时]\s?\d{{1,2}}(?:[:∶]\d\d|分(?:\d\d秒)?)?)?[\s|｜\]】)）〕]{{0,4}}(?:[^\s\d:：]{{1,8}}[\s|｜]{{1,3}})?{_BESIDE}"
)
_LINE_AFTER = late_pattern(rf"{_BESIDE}\s?[:：]?\s?[^\s:：]{{0,30}}[\s|｜\[【（(]{{1,6}}$")
# A day in words under the name of a unit is the signature, though the buttons for sharing and printing follow.
_SIGNED = late_pattern(r"(?:府|局|委|厅|办|部|院|会|室|处|署|队|联|校|所|站|团|中心|公司|银行)\s?$")
_IN_BESIDE = late_pattern("[源者览击读问体号印辑享]")
_FIRST_YEAR = 1995
_LAST_YEAR = 2099
_LONGEST = 5000
_STAMP = 40
# How far before and behind a date the words beside it may stand: in the markup, and without its white space.
_AROUND = 240
_NEAR = 60


class YearMonth(NamedTuple):
    """The year, and where it is known the month, of a context such as an address."""

    year: int
    month: int | None


def has_date(text: str) -> bool:
    """Whether a text shows a full date, in one piece or in parts."""
    return first_date(text) is not None or parted_date(text) is not None


def may_hold_year(text: str) -> bool:
    """Whether a year of this or the last century may stand in a text; most pieces of a page are told at once to hold none."""
    return "20" in text or "19" in text or "２" in text or "１" in text or "０" in text or "９" in text


def first_date(text: str) -> date | None:
    """The first full and possible date in a text."""
    for found in _dates(text[:_LONGEST]):
        if day := _date(found[1], found[2], found[3]):
            return day
    return None


def days_of(text: str) -> list[date]:
    """The full and possible dates in a text, in order."""
    days = (_date(found[1], found[2], found[3]) for found in _dates(text[:_LONGEST]))
    return [day for day in days if day is not None]


def last_date(text: str) -> date | None:
    """The last full and possible date in a text."""
    days = (_date(found[1], found[2], found[3]) for found in _dates(text[-_LONGEST:]))
    return next((day for day in reversed(list(days)) if day is not None), None)


def parted_date(text: str) -> date | None:
    """A date whose day, or whose year, stands apart from the rest."""
    if not may_hold_year(text):
        return None
    for pattern, (year, month, day) in _PARTED:
        for found in pattern.finditer(text[:_LONGEST]):
            if read := _date(found[year], found[month], found[day]):
                return read
    return None


def month_day(text: str, within: YearMonth) -> date | None:
    """A month and a day that stand alone, at an end or in brackets, in the year of the context."""
    for found in _MONTH_DAY.finditer(text):
        if within.month in {None, int(found[1])} and (day := _date(str(within.year), found[1], found[2])):
            return day
    return None


def has_month_day(text: str) -> bool:
    """Whether a text shows a month and a day that stand alone."""
    found = _MONTH_DAY.search(text)
    return found is not None and 0 < int(found[1]) <= 12 and 0 < int(found[2]) <= 31


def chinese_date(text: str) -> date | None:
    """The first date in Chinese numerals, such as 二〇二六年十一月二十三日."""
    found = _CHINESE.search(text)
    if not found:
        return None
    return _date("".join(_NUMERALS[one] for one in found[1]), str(_number(found[2])), str(_number(found[3])))


def count_dates(text: str) -> int:
    """How many full dates a text shows."""
    return sum(1 for _ in _dates(text))


def without_dates(text: str) -> str:
    """A text with its full dates and times taken out."""
    return _DATE.sub(" ", text)


def parse_instant(text: str) -> datetime | None:
    """The first date in a text with its time of day (midnight when none), in China's time."""
    found = _DATE.search(text)
    if not found:
        compact = _COMPACT.search(text)
        day = _date(compact[1], compact[2], compact[3]) if compact else chinese_date(text)
        return None if day is None else datetime(day.year, day.month, day.day, tzinfo=CHINA)
    day = _date(found[1], found[2], found[3])
    if day is None:
        return None
    hour, minute = int(found[4] or 0), int(found[5] or 0)
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def published_text(text: str) -> str:
    """The text that says when a page was published, beginning with the date; empty when none does.

    First what stands after “发布时间” or its like, then a date beside source, author or counter. Other dates of a document
    (成文, 施行, 截止…) are no times of publication.
    """
    # Every such line holds a date, and most pages hold few: the words are looked for around those only.
    beside = ""
    for found in _dates(text):
        start = found.start()
        before = _before(text, start)
        near = before[-_WORD:]
        is_after_word = _IN_WORDS.search(near) is not None
        if is_after_word and (word := _AFTER_SURE.search(near)) and _is_own(found, near[: word.start()]):
            return text[start : start + _STAMP].partition("\n")[0].strip()
        if beside:
            continue
        is_told = (is_after_word and _AFTER_PLAIN.search(near)) or _is_beside(text, found, before)
        if is_told and _is_own(found, near):
            beside = _stamp(text, start)
    return beside


def _stamp(text: str, start: int) -> str:
    """A date with its time of day as they stand in the text."""
    found = _WITH_CLOCK.match(text, start)
    return found[0].strip() if found else ""


def _before(text: str, start: int) -> str:
    """What stands before a place, its white space made single spaces."""
    near = text[max(0, start - _AROUND) : start]
    words = " ".join(near.split())
    return (f"{words} " if near[-1:].isspace() else words)[-_NEAR:]


def _is_beside(text: str, found: re.Match[str], before: str) -> bool:
    """Whether a date stands beside source, author or counter."""
    if _IN_BESIDE.search(before) and _LINE_AFTER.search(before):
        return True
    after = text[found.end(3) : found.end(3) + _AROUND]
    if not _IN_BESIDE.search(after) or not _LINE_BEFORE.match(" ".join(after.split())):
        return False
    return not (found[4] is None and "年" in found[0] and _SIGNED.search(before))


def _dates(text: str) -> Iterator[re.Match[str]]:
    """The full dates of a text, as `_DATE.finditer` finds them: a year is found ten times as fast."""
    end = 0
    is_wide = "２" in text or "１" in text
    for start in (year.start() for year in _YEAR.finditer(text)) if is_wide else _centuries(text):
        behind = text[start + 4 : start + 5]
        if start >= end and (behind in _BEHIND_YEAR or behind.isspace()) and (found := _DATE.match(text, start)):
            end = found.end()
            yield found


def _centuries(text: str) -> Iterator[int]:
    """Where a year may begin in a text without wide digits."""
    twenty, nineteen = text.find("20"), text.find("19")
    while twenty >= 0 or nineteen >= 0:
        if nineteen < 0 or 0 <= twenty < nineteen:
            yield twenty
            twenty = text.find("20", twenty + 1)
        else:
            yield nineteen
            nineteen = text.find("19", nineteen + 1)


def _is_own(found: re.Match[str], before: str) -> bool:
    """Whether a date is possible, and the words before it do not say that it is another than that of publication."""
    return _date(found[1], found[2], found[3]) is not None and not _NOT_PUBLISHED.search(before[-16:])


def date_in_address(url: str) -> date | None:
    """The day that an address names, such as /202606/t20260612_1.html; a hint, as visitors do not see it."""
    found = _IN_ADDRESS.search(url)
    return _date(found[1], found[2] or found[4], found[3] or found[5]) if found else None


def month_in_address(url: str) -> YearMonth | None:
    """The year and month, or the year alone, that an address names."""
    if day := date_in_address(url):
        return YearMonth(day.year, day.month)
    found = _MONTH_IN_ADDRESS.search(url)
    return YearMonth(int(found[1]), int(found[2]) if found[2] else None) if found else None


def china_day(instant: datetime) -> date:
    """The calendar day of an instant in China."""
    return instant.astimezone(CHINA).date()


def _number(numeral: str) -> int:
    """A Chinese number below 100, such as 二十三."""
    tens, mark, ones = numeral.partition("十")
    if not mark:
        return int(_NUMERALS[numeral[0]])
    return int(_NUMERALS.get(tens[:1], "1")) * 10 + int(_NUMERALS.get(ones[:1], "0"))


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = datetime(int(year), int(month), int(day), tzinfo=UTC).date()
    except ValueError:
        return None
    return found if _FIRST_YEAR <= found.year <= _LAST_YEAR else None
