"""What would change for a city's sites if they were judged by other numbers (38.1; `jiyue rules effect`)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from jiyue.rulebook import columns, interaction
from jiyue.rulebook.column_terms import Category, ColumnFacts
from jiyue.rulebook.interaction import MessageFacts
from jiyue.rulebook.judging import days_left
from jiyue.rulebook.verdicts import Outcome

VERSION = 1


class CityFacts(NamedTuple):
    """The current facts of one site, as far as numbers of the rulebook judge them.

    `messages` is None where nobody could see them; `note` says why a site is not judged at all.
    """

    site: str
    columns: Mapping[str, ColumnFacts]
    messages: Mapping[str, MessageFacts] | None
    note: str = ""


class Judgement(NamedTuple):
    """One judgement: of a column, a message or a whole site. `left` are its days left, negative when overdue."""

    what: str
    clause: str
    outcome: Outcome
    left: int | None = None

    @property
    def words(self) -> str:
        """The outcome with how far it is from the other one."""
        return f"{self.outcome.label}（{days_left(self.left)}）" if self.left is not None else self.outcome.label


class Change(NamedTuple):
    """One judgement that other numbers would turn round."""

    site: str
    before: Judgement
    after: Judgement

    @property
    def sentence(self) -> str:
        """The change in one Chinese sentence."""
        return f"{self.site}｜{self.after.what}：{self.before.words} → {self.after.words}"


def changes(facts: Iterable[CityFacts], before: str, after: str, *, on: date) -> tuple[Change, ...]:
    """Judge every column, message and site by both sets, and give what comes out otherwise."""
    return tuple(
        Change(site.site, one, other)
        for site in facts
        for one, other in zip(judgements(site, before, on=on), judgements(site, after, on=on), strict=True)
        if one.outcome is not other.outcome
    )


def undecided(facts: Iterable[CityFacts], set_id: str, *, on: date) -> int:
    """How many judgements can not be made for want of a measurement, whatever the numbers."""
    return sum(each.outcome is Outcome.UNDECIDED for site in facts for each in judgements(site, set_id, on=on))


def read_facts(data: Mapping[str, Any]) -> tuple[CityFacts, ...]:
    """Read the facts that the platform exports (`jiyue export-facts`).

    `{"version": 1, "sites": [{"name", "columns": […], "messages": […]}]}`. Raises ValueError with a Chinese
    sentence that names the site and entry at fault.
    """
    if "sites" not in data:
        raise ValueError('事实文件应为 {"sites": […]}。')
    if data.get("version", VERSION) != VERSION:
        raise ValueError(f"事实文件是第 {data['version']} 版，本程序只读第 {VERSION} 版，请重新导出。")
    return tuple(_site(site) for site in data["sites"])


def judgements(site: CityFacts, set_id: str, *, on: date) -> Iterator[Judgement]:
    """Everything that a set's numbers say of one site; nothing for a site that is not judged."""
    if site.note:
        return
    for name, column in site.columns.items():
        verdict = columns.judge_column(column, on=on, city=set_id)
        yield Judgement(f"栏目“{name}”", column.category.clause, verdict.outcome, verdict.margin_days)
    for name, message in (site.messages or {}).items():
        verdict = interaction.judge_message(message, on=on, city=set_id)
        yield Judgement(f"留言“{name}”", "18.1", verdict.outcome, verdict.margin_days)
    whole = columns.judge_site(tuple(site.columns.values()), on=on, set_id=set_id)
    yield Judgement("全部栏目（单项否决）", "19.7", whole.outcome, whole.margin_days)
    known = None if site.messages is None else tuple(site.messages.values())
    unanswered = interaction.judge_messages(known, on=on, city=set_id)
    yield Judgement("长期未回应的留言（单项否决）", "19.4", unanswered.outcome, unanswered.margin_days)


def _site(row: Mapping[str, Any]) -> CityFacts:
    name = str(row.get("name", ""))
    try:
        messages = row.get("messages")
        return CityFacts(
            name,
            {each["name"]: _column(each) for each in row.get("columns", ())},
            None if messages is None else {str(each["id"]): _message(each) for each in messages},
            str(row.get("note", "")),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"网站“{name}”的事实不完整或有误：{error}。") from None


def _column(row: Mapping[str, Any]) -> ColumnFacts:
    return ColumnFacts(
        Category(row["category"]),
        _day(row["last_update"]),
        row["entries"],
        row.get("cycle_days"),
        measured=row.get("measured", True),
        is_first_level=row.get("is_first_level", True),
    )


def _message(row: Mapping[str, Any]) -> MessageFacts:
    submitted_on = date.fromisoformat(row["submitted_on"])
    return MessageFacts(submitted_on, _day(row.get("answered_on")), is_consultation=row.get("is_consultation", True))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
