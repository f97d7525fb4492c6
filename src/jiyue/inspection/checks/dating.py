"""Dates that can not be: later than today, out of order, other in the list than in the article, in another form (19.1, 36.1; veto V1)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.facts.lists import Entry
from jiyue.inspection.facts.messages import is_message_page
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict

FUTURE, ORDER, MISMATCH, FORMAT = "future-date", "list-order", "date-mismatch", "time-format"
# The table of page labels: `PubDate` is written YYYY-MM-DD HH:MM.
_FORM = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
_ZEROS = re.compile(r"\d")
_LEAST_ENTRIES = 5
_MOST_BACK = 0.2
# A site's clock and ours may differ, and China's day begins before Greenwich's.
_TOLERANCE = timedelta(days=1)
_PINNED = 3


def observe_article(page: Page, *, today: date) -> Iterator[Draft]:
    """Yield a draft when an article is dated later than tomorrow, or writes its time in another form than the table of labels says."""
    if page.published_at is None:
        return
    day = china_day(page.published_at)
    if day > today + _TOLERANCE:
        yield Draft(
            check=FUTURE, url=page.url, subject="article", kind="article", place="发布时间", excerpt=page.published_text[:60],
            message=f"文章的发布时间 {day} 晚于检查日 {today}", remedy="改为实际发布时间；不得填写尚未到来的日期。",
        )  # fmt: skip
    label = page.label.get("PubDate", "")
    if label and not _FORM.fullmatch(" ".join(label.split())):
        yield Draft(
            check=FORMAT, url=page.url, subject=f"label\x1f{_ZEROS.sub('0', label)[:40]}", kind="label", place='meta name="PubDate"', excerpt=label[:60],
            message=f"发布时间的写法“{label[:40]}”不是规定的“年-月-日 时:分”", remedy="PubDate 按 YYYY-MM-DD HH:MM 填写，如 2026-01-05 09:30。",
            verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def observe_list(page: Page, *, today: date) -> Iterator[Draft]:
    """Yield a draft when a list shows dates that have not come, or is not in the order of its dates.

    A list may run either way; a few pinned entries at its top do not count.
    """
    rows = [entry for entry in page.lists.main if entry.on is not None]
    future = [entry for entry in rows if entry.on is not None and entry.on > today + _TOLERANCE]
    for entry in future[:_PINNED]:
        yield Draft(
            check=FUTURE, url=page.url, subject=entry.url or entry.title, kind="list", target=entry.url, place="列表", excerpt=entry.text[:120],
            message=f"列表中“{entry.title[:60]}”的日期 {entry.on} 晚于检查日 {today}", remedy="改为实际发布时间；不得填写尚未到来的日期。",
        )  # fmt: skip
    if len(rows) >= _LEAST_ENTRIES and (back := _backward(rows)) > _MOST_BACK * len(rows):
        yield Draft(
            check=ORDER, url=page.url, subject="order", kind="order", place="列表", excerpt="、".join(str(entry.on) for entry in rows[:8]),
            message=f"列表没有按日期排列（{len(rows)} 条中有 {back} 处颠倒）", remedy="按发布时间排列；核实日期是否被改动。", verdict=Verdict.TO_VERIFY,
        )  # fmt: skip


def _backward(rows: Sequence[Entry]) -> int:
    """How many times a list goes against its own direction, pinned entries at the top left out."""
    days = [entry.on for entry in rows if entry.on is not None]
    best = len(days)
    for start in range(min(_PINNED, len(days) - 1) + 1):
        pairs = list(zip(days[start:], days[start + 1 :], strict=False))
        best = min(best, sum(one < other for one, other in pairs), sum(one > other for one, other in pairs))
    return best


def observe_mismatch(page: Page, article_dates: Mapping[str, date]) -> Iterator[Draft]:
    """Yield a draft for each entry whose list shows a later day than its article says: a sign of dates made fresh (V1).

    A day's difference is no sign; neither is a list that shows an earlier day, nor one of messages, which shows when
    they were answered while their pages begin with the day of the letter.
    """
    if is_message_page(page):
        return
    for entry in page.lists.main:
        written = article_dates.get(entry.url)
        if entry.on is not None and written is not None and entry.on - written > _TOLERANCE:
            yield Draft(
                check=MISMATCH, url=page.url, subject=entry.url, kind="later", target=entry.url, place="列表", excerpt=entry.text[:120],
                message=f"“{entry.title[:60]}”在列表中的日期是 {entry.on}，文章中是 {written}", remedy="核实实际发布时间，改为一致；不得改动日期冒充更新。",
                verdict=Verdict.TO_VERIFY,
            )  # fmt: skip
