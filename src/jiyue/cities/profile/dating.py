"""Dates of demonstration content: relative to the day of seeding, in texts relative to the day of publication.

Texts hold marks such as `{day+3}` (11月26日), `{date-1}` (2026年11月22日), `{month-1}` (10月) and `{year+1}` (2027).
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo

from jiyue.rulebook import clocks

MARK = re.compile(r"\{(day|date|month|year)([+-]\d+)?\}")
BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def unknown_marks(text: str) -> Iterator[str]:
    """Yield what stands in braces and is no date mark."""
    return (found[0] for found in BRACES.finditer(text) if not MARK.fullmatch(found[0]))


def fill(text: str, on: date) -> str:
    """Replace the date marks of a text that was published on a day; day and date count days, month months, year years."""
    return MARK.sub(lambda mark: _shown(mark[1], int(mark[2] or 0), on), text)


def published_at(days_ago: int, at: time, *, today: date, zone: tzinfo) -> datetime:
    """The instant of publication: that many days before today, or the workday before, if that day is none.

    Nothing is published on the day of seeding itself or later: 0 days ago is read as the last workday before today.
    """
    day = today - timedelta(days=max(days_ago, 1))
    while not clocks.is_workday(day):
        day -= timedelta(days=1)
    return datetime.combine(day, at, tzinfo=zone)


def _shown(unit: str, shift: int, on: date) -> str:
    if unit == "year":
        return str(on.year + shift)
    if unit == "month":
        return f"{(on.month - 1 + shift) % 12 + 1}月"
    day = on + timedelta(days=shift)
    return f"{day.year}年{day.month}月{day.day}日" if unit == "date" else f"{day.month}月{day.day}日"
