"""Whether columns, and a site's columns together, are up to date (19.1, 19.2, 19.5, 19.6; national veto V4).

Pure functions of facts and terms. What was not measured is undecided, never stale.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from jiyue.rulebook.column_terms import Category, ColumnFacts, ColumnTerms, due_on, terms
from jiyue.rulebook.judging import days_left
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

__all__ = [
    "Category",
    "ColumnFacts",
    "ColumnTerms",
    "SiteVerdict",
    "Veto",
    "judge",
    "judge_column",
    "judge_columns",
    "judge_site",
    "terms",
]

DAY = timedelta(days=1)
EMPTY_CLAUSE = "19.6"


class Veto(NamedTuple):
    """One veto item on the columns of a site: how many count against it, and how many would be too many.

    `margin` is how many more columns may fail before the veto bites; 0 or less when it has. `counted`
    holds the positions of the failing columns. `breach_on` is the first day on which the veto bites if
    no column is updated any more.
    """

    clause: str
    code: str
    count: int  # type: ignore[assignment]  # shadows the tuple's own method, which nobody asks here
    limit: int
    outcome: Outcome
    margin: int
    text: str
    undecided: int = 0
    counted: tuple[int, ...] = ()
    breach_on: date | None = None


class SiteVerdict(NamedTuple):
    """The columns of one site under one set: violated when any veto bites (19.7)."""

    outcome: Outcome
    vetoes: tuple[Veto, ...]
    parameter_set: str
    version: str
    on: date
    reason: str = ""

    @property
    def breach_on(self) -> date | None:
        """The first day on which any veto bites, or bit, if nothing is updated; None when none can be told."""
        return min((veto.breach_on for veto in self.vetoes if veto.breach_on), default=None)

    @property
    def margin_days(self) -> int | None:
        """Days that are left before `breach_on`'s eve; negative when a veto already bites."""
        return (self.breach_on - DAY - self.on).days if self.breach_on else None


def judge_column(facts: ColumnFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge one column by a set's rules (19.1, 19.2, 19.5, 19.6).

    The last update plus the limit is the last day still in time (R22). An empty column violates 19.6
    whatever its category. What was not measured, has no readable date, or no declared cycle is undecided.
    """
    try:
        rules = terms(city, on)
    except NotHeld as missing:
        return Verdict(Outcome.UNDECIDED, facts.category.clause, reason=str(missing), parameter_set=city)
    return judge(facts, rules, on=on)


def judge(facts: ColumnFacts, rules: ColumnTerms, *, on: date) -> Verdict:
    """Judge one column by terms given; the pure heart of `judge_column`."""
    parameter, clause = _rule(facts.category, rules)
    if doubt := _doubt(facts, on):
        return Verdict(Outcome.UNDECIDED, clause, None, None, doubt, parameter.set, parameter.version)
    if facts.entries == 0:
        empty = rules.empty_limit
        return Verdict(Outcome.VIOLATED, EMPTY_CLAUSE, None, None, "空白栏目：没有任何条目。", empty.set, empty.version)
    last_day = due_on(facts, rules)
    if facts.last_update is None or last_day is None:
        return Verdict(Outcome.MET, clause, None, None, "静态栏目，不计更新期限。", parameter.set, parameter.version)
    left = (last_day - on).days
    outcome = Outcome.MET if left >= 0 else Outcome.VIOLATED
    reason = _reason(facts.last_update, last_day, left)
    return Verdict(
        outcome, clause, last_day, left, reason, parameter.set, parameter.version, left, "days", last_day + DAY
    )


def _rule(category: Category, rules: ColumnTerms) -> tuple[Parameter, str]:
    """The number that judges a category, and the clause that asks for it."""
    if category is Category.NEWS:
        return rules.news, "19.1"
    if category is Category.POLICY:
        return rules.policy, "19.2"
    return rules.cycle_factor, "19.5" if category is Category.OTHER else "13.3"


@lru_cache(maxsize=4096)
def _reason(last_update: date, last_day: date, left: int) -> str:
    return f"最近更新 {last_update}，最迟应于 {last_day} 再次更新，{days_left(left)}。"


def _doubt(facts: ColumnFacts, on: date) -> str:
    """Why a column can not be judged; empty when it can."""
    if not facts.measured:
        return "未能测量该栏目，不作判定。"
    if facts.entries == 0 or facts.category is Category.STATIC:
        return ""
    if facts.last_update is None:
        return "读不到更新日期，须人工核实。"
    if facts.last_update > on:
        return f"最近更新日期 {facts.last_update} 晚于判定日 {on}，须核实是否伪造发稿日期。"
    if facts.category is Category.OTHER and not facts.cycle_days:
        return "未登记更新周期（第32条（二）），无法判定是否长期未更新。"
    return ""


def judge_columns(columns: Sequence[ColumnFacts], *, on: date, city: str = "baoji") -> tuple[Verdict, ...]:
    """Judge many columns by one set, in their order."""
    try:
        rules = terms(city, on)
    except NotHeld:
        return tuple(judge_column(facts, on=on, city=city) for facts in columns)
    return tuple(judge(facts, rules, on=on) for facts in columns)


def judge_site(columns: Sequence[ColumnFacts], *, on: date, set_id: str = "baoji") -> SiteVerdict:
    """Judge all columns of a site together by one set (19.1, 19.2, 19.5, 19.6, 19.7).

    The measures let any one stale news or policy column suffice (R21); the national table counts both
    kinds cumulatively, first-level columns only, and a stale one of a lower level among the others. A
    veto is undecided when the columns that could not be judged might bring its count to the limit.
    """
    try:
        rules = terms(set_id, on)
    except NotHeld as missing:
        return SiteVerdict(Outcome.UNDECIDED, (), set_id, "", on, str(missing))
    return judge_together(columns, rules, on=on)


def judge_together(columns: Sequence[ColumnFacts], rules: ColumnTerms, *, on: date) -> SiteVerdict:
    """Judge all columns of a site by terms given; the pure heart of `judge_site`."""
    tallies = _Tallies()
    tallies.fill(columns, rules, on)
    vetoes = tuple(_veto(item, on, len(columns)) for item in _items(tallies, rules))
    limit = rules.core_limit
    return SiteVerdict(_worst(vetoes), vetoes, limit.set, limit.version, on)


class _Tally:
    """What counts against one veto: failing columns at once, clocks that run, and what nobody knows."""

    __slots__ = ("failing", "running", "undecided")

    def __init__(self) -> None:
        self.failing: list[int] = []
        self.running: list[tuple[date, int]] = []
        self.undecided = 0

    def __add__(self, other: "_Tally") -> "_Tally":
        both = _Tally()
        both.failing = self.failing + other.failing
        both.running = self.running + other.running
        both.undecided = self.undecided + other.undecided
        return both


class _Tallies:
    """The four counts of Article 19 on columns."""

    __slots__ = ("empty", "news", "other", "policy")

    def __init__(self) -> None:
        self.news, self.policy, self.other, self.empty = _Tally(), _Tally(), _Tally(), _Tally()

    def fill(self, columns: Sequence[ColumnFacts], rules: ColumnTerms, on: date) -> None:
        """Sort every column into the counts that it belongs to."""
        first_level_only = rules.core_scope.value == "first-level"
        for position, facts in enumerate(columns):
            category, last_update, entries, _, measured, is_first_level, _ = facts
            tally = self._tally_of(category, is_core_level=is_first_level or not first_level_only)
            if not measured or (entries is None and last_update is None):
                self.empty.undecided += 1
            if measured and entries == 0:
                self.empty.failing.append(position)
                if tally is self.news or tally is self.policy:
                    tally.failing.append(position)
            elif tally is not None:
                last_day = due_on(facts, rules) if measured else None
                if last_day is None or last_update is None or last_update > on:
                    tally.undecided += 1
                else:
                    tally.running.append((last_day, position))

    def _tally_of(self, category: Category, *, is_core_level: bool) -> _Tally | None:
        if category is Category.STATIC:
            return None
        if category is Category.OTHER or not is_core_level:
            return self.other
        return self.news if category is Category.NEWS else self.policy


class _Item(NamedTuple):
    """One veto item before it is counted out."""

    clause: str
    code: str
    title: str
    tally: _Tally
    limit: Parameter


def _items(tallies: _Tallies, rules: ColumnTerms) -> tuple[_Item, ...]:
    other = _Item("19.5", "V4-2", "应更新但长期未更新的栏目", tallies.other, rules.other_limit)
    empty = _Item(EMPTY_CLAUSE, "V4-3", "空白栏目", tallies.empty, rules.empty_limit)
    if rules.core_counting.value == "together":
        core = tallies.news + tallies.policy
        return (_Item("36.1", "V4-1", "超期的动态要闻、通知政策类一级栏目", core, rules.core_limit), other, empty)
    news = _Item("19.1", "V4-1", "超期的动态、要闻类栏目", tallies.news, rules.core_limit)
    policy = _Item("19.2", "V4-1", "超期的通知公告、政策文件类栏目", tallies.policy, rules.core_limit)
    return (news, policy, other, empty)


def _veto(item: _Item, on: date, columns: int) -> Veto:
    tally, limit = item.tally, item.limit.value
    counted = sorted(tally.failing + [position for last_day, position in tally.running if last_day < on])
    count = len(counted)
    if count >= limit:
        outcome = Outcome.VIOLATED
    elif count + tally.undecided >= limit or not columns:
        outcome = Outcome.UNDECIDED
    else:
        outcome = Outcome.MET
    text = f"{item.title} {count} 个，{limit} 个即单项否决"
    text += f"；另有 {tally.undecided} 个无法判定。" if tally.undecided else "。"
    breach_on = _breach_on(tally, limit)
    return Veto(
        item.clause, item.code, count, limit, outcome, limit - count, text, tally.undecided, tuple(counted), breach_on
    )


def _breach_on(tally: _Tally, limit: int) -> date | None:
    """The day on which the count reaches the limit if nothing is updated; None when it can not be told."""
    wanted = limit - len(tally.failing)
    if wanted <= 0 or wanted > len(tally.running):
        return None
    return sorted(last_day for last_day, _ in tally.running)[wanted - 1] + DAY


def _worst(vetoes: Sequence[Veto]) -> Outcome:
    outcomes = {veto.outcome for veto in vetoes}
    for outcome in (Outcome.VIOLATED, Outcome.UNDECIDED):
        if outcome in outcomes:
            return outcome
    return Outcome.MET
