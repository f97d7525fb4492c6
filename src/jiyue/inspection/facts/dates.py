"""Dates as government sites write them, in texts and in addresses."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "CST")

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s{0,2}(?:[-/.．／－]|年)\s{0,2}(\d{1,2})\s{0,2}(?:[-/.．／－]|月)\s{0,2}(\d{1,2})(?!\d)\s{0,2}日?"
    r"(?:[T\s　]{0,4}(\d{1,2})\s?[:：时]\s?(\d{1,2}))?"
)
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_IN_ADDRESS = re.compile(r"[/_t](20\d\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[_/.\-]|\d{3,})")
_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发表时间|更新时间|更新日期|信息时间|公开日期|发文日期|时\s{0,4}间|日\s{0,4}期)\s{0,4}[:：】\]]?\s{0,4}([^\n]{8,40})"
)
_FIRST_YEAR = 1995


def has_date(text: str) -> bool:
    """Whether a text shows a full date."""
    return first_date(text) is not None


def first_date(text: str) -> date | None:
    """The first full and possible date in a text."""
    for found in _DATE.finditer(text[:5000]):
        if day := _date(found[1], found[2], found[3]):
            return day
    return None


def count_dates(text: str) -> int:
    """How many full dates a text shows."""
    return sum(1 for _ in _DATE.finditer(text))


def parse_instant(text: str) -> datetime | None:
    """The first date in a text with its time of day (midnight when none), in China's time."""
    found = _DATE.search(text)
    if not found:
        compact = _COMPACT.search(text)
        day = _date(compact[1], compact[2], compact[3]) if compact else None
        return None if day is None else datetime(day.year, day.month, day.day, tzinfo=CHINA)
    day = _date(found[1], found[2], found[3])
    if day is None:
        return None
    hour, minute = int(found[4] or 0), int(found[5] or 0)
    if hour > 23 or minute > 59:
        hour = minute = 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=CHINA)


def published_text(text: str) -> str:
    """The text after the words “发布时间” or their like, when a date stands there."""
    for found in _PUBLISHED.finditer(text):
        if first_date(found[1]):
            return found[1].strip()
    return ""


def date_in_address(url: str) -> date | None:
    """The day that an address names, such as /202606/t20260612_1.html; a hint, as visitors do not see it."""
    found = _IN_ADDRESS.search(url)
    return _date(found[1], found[2], found[3]) if found else None


def china_day(instant: datetime) -> date:
    """The calendar day of an instant in China."""
    return instant.astimezone(CHINA).date()


def _date(year: str, month: str, day: str) -> date | None:
    try:
        found = datetime(int(year), int(month), int(day), tzinfo=UTC).date()
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
