"""What would change for a city's sites if they were judged by other numbers (38.1; `jiyue rules effect`)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from jiyue.rulebook import columns, interaction
from jiyue.rulebook.column_terms import Category, ColumnFacts
from jiyue.rulebook.interaction import MessageFacts
from jiyue.rulebook.verdicts import Outcome


class CityFacts(NamedTuple):
    """The current facts of one site, as far as numbers of the rulebook judge them."""

    site: str
    columns: Mapping[str, ColumnFacts]
    messages: Mapping[str, MessageFacts]


class Change(NamedTuple):
    """One judgement that other numbers would turn round."""

    site: str
    what: str
    clause: str
    before: Outcome
    after: Outcome

    @property
    def sentence(self) -> str:
        """The change in one Chinese sentence."""
        return f"{self.site}｜{self.what}：{self.before.label} → {self.after.label}"


def changes(facts: Iterable[CityFacts], before: str, after: str, *, on: date) -> tuple[Change, ...]:
    """Judge every column, message and site by both sets, and give what comes out otherwise."""
    found: list[Change] = []
    for site in facts:
        pairs = zip(_judged(site, before, on), _judged(site, after, on), strict=True)
        found += [
            Change(site.site, what, clause, one, other)
            for (what, clause, one), (_, _, other) in pairs
            if one is not other
        ]
    return tuple(found)


def read_facts(data: Mapping[str, Any]) -> tuple[CityFacts, ...]:
    """Read the facts that the platform exports: `{"sites": [{"name", "columns": […], "messages": […]}]}`.

    Raises ValueError with a Chinese sentence that names the site and entry at fault.
    """
    if "sites" not in data:
        raise ValueError('事实文件应为 {"sites": […]}。')
    return tuple(_site(site) for site in data["sites"])


def _judged(site: CityFacts, set_id: str, on: date) -> Iterator[tuple[str, str, Outcome]]:
    for name, column in site.columns.items():
        verdict = columns.judge_column(column, on=on, city=set_id)
        yield f"栏目“{name}”", column.category.clause, verdict.outcome
    for name, message in site.messages.items():
        yield f"留言“{name}”", "18.1", interaction.judge_message(message, on=on, city=set_id).outcome
    whole = columns.judge_site(tuple(site.columns.values()), on=on, set_id=set_id)
    yield "全部栏目（单项否决）", "19.7", whole.outcome
    unanswered = interaction.judge_messages(tuple(site.messages.values()), on=on, city=set_id)
    yield "长期未回应的留言（单项否决）", "19.4", unanswered.outcome


def _site(row: Mapping[str, Any]) -> CityFacts:
    name = str(row.get("name", ""))
    try:
        return CityFacts(
            name,
            {each["name"]: _column(each) for each in row.get("columns", ())},
            {str(each["id"]): _message(each) for each in row.get("messages", ())},
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
