"""The 160 clauses of the measures: who owes what to whom, in our own words, with their true paragraph."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jiyue.rulebook import roles
from jiyue.rulebook.loading import DATA, read

FILES = (
    *(DATA / "clauses" / f"chapter-{number:02d}.toml" for number in range(1, 11)),
    DATA / "clauses" / "annexes.toml",
)
KINDS = {"duty": "职责", "limit": "限制", "clock": "期限", "form": "形式", "right": "权利", "role": "角色"}


class Clause(NamedTuple):
    """One row is one clause: a duty, a right, a limit or a form that the platform executes.

    `article` and `chapter` are 0 for the annexes. `owed_by` and `owed_to` hold role ids, `subject` and
    `to_whom` their Chinese names. `addition_note` says what the platform adds beyond the text; screens
    must not cite that part as the measures. `executed_by` names evaluators of the rulebook ("module.function"),
    procedures ("procedure:id") and code beside the rulebook ("code:textcheck.secrecy.MARKS", below `jiyue`).
    `text_only` says why nothing can carry a clause out, where that is so.
    """

    id: str
    article: int
    item: int
    chapter: int
    kind: str
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    statement: str
    citation: str
    executed_by: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    addition_note: str = ""
    text_only: str = ""

    @property
    def addition(self) -> bool:
        """Whether its execution goes beyond the text of the measures."""
        return bool(self.addition_note)

    @property
    def subject(self) -> str:
        """Who owes it, in Chinese."""
        return roles.names(self.owed_by)

    @property
    def to_whom(self) -> str:
        """To whom it is owed, in Chinese; empty when the measures name nobody."""
        return roles.names(self.owed_to)

    @property
    def kind_label(self) -> str:
        """The Chinese word for its kind."""
        return KINDS[self.kind]


class Article(NamedTuple):
    """One article of the measures; the title is ours, made for browsing."""

    number: int
    title: str


class Chapter(NamedTuple):
    """One chapter of the measures with its articles; number 0 holds the annexes."""

    number: int
    title: str
    articles: tuple[Article, ...]


@cache
def articles() -> tuple[Chapter, ...]:
    """The ten chapters with the titles of their articles, then the annexes, in the measures' order."""
    chapters = [
        Chapter(row["number"], row["title"], tuple(Article(**article) for article in row["article"]))
        for row in read(DATA / "articles.toml")["chapter"]
    ]
    return (*chapters, Chapter(0, "附件", ()))


@cache
def by_id() -> dict[str, Clause]:
    """All clauses by id, in the measures' order; callers must not change the mapping."""
    chapter_of = {article.number: chapter.number for chapter in articles() for article in chapter.articles}
    return {row["id"]: _clause(row, chapter_of) for path in FILES for row in rows(path)}


def rows(path: Path) -> list[dict[str, Any]]:
    """The raw rows of one clause file, in file order."""
    found: list[dict[str, Any]] = read(path).get("clause", [])
    return found


def all() -> tuple[Clause, ...]:  # noqa: A001 - the published name; read as clauses.all()
    """The 160 clauses in the measures' order, the annexes last."""
    return tuple(by_id().values())


def get(clause_id: str) -> Clause:
    """One clause by its id, such as "9.3" or "A2". Raises KeyError for an unknown id."""
    return by_id()[clause_id]


def citation(clause_id: str) -> str:
    """The measures' true paragraph of a clause, such as "第9条（一）" for 9.3."""
    return by_id()[clause_id].citation


def _clause(row: dict[str, Any], chapter_of: dict[int, int]) -> Clause:
    """Build a clause from its row; the id carries article and item ("A2" is annex 2)."""
    article, item = (0, row["id"][1:]) if row["id"].startswith("A") else row["id"].split(".")
    return Clause(
        id=row["id"],
        article=int(article),
        item=int(item),
        chapter=chapter_of.get(int(article), 0),
        kind=row["kind"],
        owed_by=tuple(row["subject"]),
        owed_to=tuple(row.get("to_whom", ())),
        statement=row["statement"],
        citation=row["at"],
        executed_by=tuple(row.get("executed_by", ())),
        readings=tuple(row.get("readings", ())),
        addition_note=row.get("addition", ""),
        text_only=row.get("text_only", ""),
    )
