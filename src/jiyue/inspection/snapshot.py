"""What of a site is kept to hold the next inspection against: the unchanging parts of its home page, and the days of its articles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

MOST_ARTICLES = 20_000


class ArticleSeen(NamedTuple):
    """An article: the day that it shows, and the day of the inspection that saw it first."""

    url: str
    on: date
    first_seen_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One inspection's picture of a site.

    `scripts` and `frames` are hosts outside that the home page loads from, `links` those that it leads to, official ones left out; `marks` are name and value. `is_whole`: the walk
    saw all that it wanted to. `evidence` is the home page's visit.
    """

    seen_on: date
    is_whole: bool
    title: str
    keywords: str
    description: str
    scripts: tuple[str, ...]
    frames: tuple[str, ...]
    links: tuple[str, ...]
    illegal: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]
    articles: tuple[ArticleSeen, ...]
    evidence: str


def from_mapping(found: Mapping[str, Any]) -> Snapshot:
    """A snapshot as it stands in the JSON form of a report. Raises KeyError, TypeError or ValueError when it is none."""
    known = {one.name for one in fields(Snapshot)}
    if set(found) - known:
        raise ValueError("页面快照有不认识的字段")
    texts: dict[str, Any] = {name: str(found[name]) for name in ("title", "keywords", "description", "evidence")}
    names = {name: tuple(map(str, found[name])) for name in ("scripts", "frames", "links", "illegal")}
    return Snapshot(
        seen_on=date.fromisoformat(found["seen_on"]), is_whole=bool(found["is_whole"]), marks=tuple((name, value) for name, value in found["marks"]),
        articles=tuple(_articles(found["articles"])), **(texts | names),
    )  # fmt: skip


def _articles(rows: Iterable[Mapping[str, str]]) -> Iterable[ArticleSeen]:
    for row in rows:
        yield ArticleSeen(row["url"], date.fromisoformat(row["on"]), date.fromisoformat(row["first_seen_on"]))


def carried_on(before: Snapshot, after: Snapshot) -> Snapshot:
    """The later snapshot with the days on which its articles were first seen."""
    known = {one.url: one.first_seen_on for one in before.articles}
    articles = (
        one._replace(first_seen_on=min(known.get(one.url, one.first_seen_on), one.first_seen_on))
        for one in after.articles
    )
    return Snapshot(**{one.name: getattr(after, one.name) for one in fields(Snapshot)} | {"articles": tuple(articles)})
