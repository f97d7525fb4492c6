"""Columns: stale (19.1, 19.2, 19.5) by the rulebook, and empty (19.6), each only when it was really seen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.facts.lists import Entry
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import ColumnRecord
from jiyue.inspection.results import ColumnMeasurement, Measurement, Observation
from jiyue.inspection.states import STATE_LABELS, State, Verdict
from jiyue.rulebook.columns import Category, ColumnFacts, judge_column
from jiyue.rulebook.verdicts import Outcome

STALE = "column-stale"
EMPTY = "column-empty"
_SHORTEST_TITLE = 4
# A page with this many characters of its own and no list is a page of text, not an empty list.
_TEXT = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSeen:
    """What was seen of a column: its page, or None when it could not be read, and the dates of articles by address.

    `navigation` holds addresses that menus lead to, `shared` those that stand in the lists of several columns.
    """

    record: ColumnRecord
    state: State
    status: int
    page: Page | None
    article_dates: Mapping[str, date]
    navigation: frozenset[str]
    shared: frozenset[str] = frozenset()
    evidence: tuple[str, ...] = ()
    error: str = ""


def measure_column(seen: ColumnSeen, *, on: date, city: str) -> ColumnMeasurement:
    """Judge a column from what was seen of it.

    A list without dates, a list that only a script renders, and a page that could not be read are undecided; entries whose
    row shows no date count with the date of their article where that was read.
    """
    record = seen.record
    if seen.page is None:
        reason = seen.error or STATE_LABELS[seen.state]
        return _unjudged(seen, "not-seen", f"没有看到栏目页：{reason}")
    entries = entries_of(seen, seen.page)
    entry_state = _entry_state(seen.page, entries)
    days = sorted(day for day in (_day_of(entry, seen.article_dates, on) for entry in entries) if day is not None)
    is_read = entry_state in {"listed", "empty"}
    facts = ColumnFacts(
        _category(record.category),
        days[-1] if days else None,
        len(entries) if is_read else None,
        record.cycle_days,
        measured=bool(days) or entry_state == "empty",
    )
    verdict = judge_column(facts, on=on, city=city)
    return replace(
        _unjudged(seen, entry_state, _REASONS.get(entry_state) or (verdict.reason if days else _UNDATED)),
        entries=len(entries),
        newest_on=days[-1] if days else None,
        oldest_on=days[0] if days else None,
        undated=len(entries) - len(days),
        due_on=verdict.due_on,
        verdict=_VERDICTS[verdict.outcome] if is_read else _unread(entry_state, facts.category),
    )


def _unread(entry_state: str, category: Category) -> Verdict:
    """A static column may well be a page of text; any other that shows no list is for a person to judge."""
    return Verdict.PASS if entry_state == "text" and category is Category.STATIC else Verdict.TO_VERIFY


_UNDATED = "列表没有标明日期，无法判断更新时间。"
_VERDICTS = {Outcome.MET: Verdict.PASS, Outcome.VIOLATED: Verdict.FAIL, Outcome.UNDECIDED: Verdict.TO_VERIFY}
_REASONS = {
    "empty": "栏目没有任何条目。",
    "maintenance": "栏目页显示建设或维护中。",
    "scripted": "列表由脚本生成，没有读到条目，需用浏览器核实。",
    "unreadable": "没有读到列表条目，需人工核实。",
    "text": "栏目页是文字内容，没有列表。",
}
_NOT_LISTED = frozenset({"empty", "maintenance", "scripted", "unreadable"})


def entries_of(seen: ColumnSeen, page: Page) -> tuple[Entry, ...]:
    """The entries of a column's list: dated rows, and rows with a real title that no navigation leads to.

    Where the page says that there is nothing, rows that it shares with other columns are a side list, no entries.
    """
    is_nothing = page.lists.says_nothing
    found = []
    for entry in page.lists.entries:
        is_titled = len(entry.title) >= _SHORTEST_TITLE and entry.url not in seen.navigation and entry.url != page.url
        if (entry.on is not None or is_titled) and not (is_nothing and entry.url in seen.shared):
            found.append(entry)
    return tuple(found)


def _entry_state(page: Page, entries: tuple[Entry, ...]) -> str:
    lists = page.lists
    signs = (
        (any(entry.on for entry in entries), "listed"),
        (lists.says_maintenance, "maintenance"),
        (lists.says_nothing, "empty"),
        (bool(entries), "listed"),
        (lists.own_length >= _TEXT, "text"),
        # What a frame holds is another document: the column is not empty because its own page is.
        (any(link.kind == "frame" for link in page.links), "unreadable"),
        (lists.is_scripted, "scripted"),
        (bool(page.text.strip()), "empty"),
    )
    return next((state for holds, state in signs if holds), "unreadable")


def _day_of(entry: Entry, article_dates: Mapping[str, date], on: date) -> date | None:
    day = entry.on or article_dates.get(entry.url)
    # A date that has not come yet proves no update.
    return day if day is not None and day <= on else None


def _category(name: str) -> Category:
    try:
        return Category(name)
    except ValueError:
        return Category.OTHER


def _unjudged(seen: ColumnSeen, entry_state: str, reason: str) -> ColumnMeasurement:
    record = seen.record
    return ColumnMeasurement(
        key=record.key, name=record.name, url=record.url, category=record.category, state=seen.state, entry_state=entry_state,
        entries=None, newest_on=None, oldest_on=None, undated=0, verdict=Verdict.NONE, reason=reason, evidence=seen.evidence,
        cycle_days=record.cycle_days, is_first_level=record.is_first_level,
    )  # fmt: skip


def failed(record: ColumnRecord) -> ColumnMeasurement:
    """A column that a fault of our own kept from being judged: neither in order nor stale."""
    return ColumnMeasurement(
        key=record.key, name=record.name, url=record.url, category=record.category, state=State.OWN_OUTAGE, entry_state="not-seen", entries=None,
        newest_on=None, oldest_on=None, undated=0, verdict=Verdict.NONE, reason="检查程序出错，没有判断。", cycle_days=record.cycle_days,
        is_first_level=record.is_first_level,
    )  # fmt: skip


_CLAUSES = {"news": "19.1", "policy": "19.2", "other": "19.5"}
_WHY = {
    "19.1": "首页和动态、要闻类栏目两周未更新，属于一票否决情形。",
    "19.2": "通知公告、政策文件类栏目六个月未更新，属于一票否决情形。",
    "19.5": "应更新而长期未更新的栏目达到规定数量，属于一票否决情形。",
}


def observe_column(column: ColumnMeasurement) -> Iterator[Observation]:
    """Yield what is wrong with a measured column: empty, under maintenance, stale, or not to be judged by a machine."""
    clause = _CLAUSES.get(column.category)
    if column.entry_state in _NOT_LISTED:
        yield _draft_empty(column).observation()
    elif clause and column.verdict in {Verdict.FAIL, Verdict.TO_VERIFY}:
        yield _draft_stale(column, clause).observation()


def _draft_empty(column: ColumnMeasurement) -> Draft:
    return Draft(
        check=EMPTY, url=column.url, subject=column.key, kind=column.entry_state, place=f"栏目“{column.name}”", excerpt=column.reason,
        message=f"栏目“{column.name}”：{column.reason}", remedy="补充内容；不再需要的栏目予以归并或撤销。",
        verdict=Verdict.FAIL if column.entry_state == "empty" else Verdict.TO_VERIFY,
        column_key=column.key, state=column.state, evidence=column.evidence,
    )  # fmt: skip


def _draft_stale(column: ColumnMeasurement, clause: str) -> Draft:
    newest = f"最近一条为 {column.newest_on}" if column.newest_on else "没有读到日期"
    return Draft(
        check=STALE, url=column.url, subject=column.key, clause=clause, why=_WHY[clause],
        kind="stale" if column.newest_on else "undated", place=f"栏目“{column.name}”", excerpt=f"共 {column.entries} 条，{newest}",
        message=f"栏目“{column.name}”：{column.reason}", remedy="按更新周期发布信息；列表应标明发布日期。", verdict=column.verdict,
        column_key=column.key, state=column.state, evidence=column.evidence,
    )  # fmt: skip


def column_measurements(column: ColumnMeasurement) -> tuple[Measurement, Measurement]:
    """How the two column checks ended."""
    is_empty = column.entry_state == "empty"
    seen = column.entry_state in {"listed", "text"}
    empty = (
        Verdict.FAIL
        if is_empty
        else Verdict.PASS
        if seen
        else Verdict.NONE
        if column.entry_state == "not-seen"
        else Verdict.TO_VERIFY
    )
    stale = Verdict.NONE if is_empty else column.verdict
    return Measurement(STALE, column.url, column.state, stale), Measurement(EMPTY, column.url, column.state, empty)


def article_day(page: Page) -> date | None:
    """The day on which an article says it was published."""
    return china_day(page.published_at) if page.published_at is not None else None
