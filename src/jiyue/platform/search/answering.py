"""From a visitor's query to what the page shows: asked of the index, checked against the database (14.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.interaction.models import Message
from jiyue.platform.library.models import Kind, Placement, Resource
from jiyue.platform.publishing.pages.views import Link
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site
from jiyue.platform.search import documents, snippets
from jiyue.platform.search.engine import Engine, Found, Question
from jiyue.platform.search.words import Query

PER_PAGE = 10
MOST_PAGES = 50
SUGGESTED = 5


@dataclass(frozen=True)
class ResultView:
    """One result; the two html fields hold escaped text with <mark>."""

    title_html: str
    snippet_html: str
    url: str
    site_name: str
    column_title: str
    published_on: date | None
    kind_label: str


@dataclass(frozen=True)
class Wish:
    """What a visitor asked for: a query on one site or on all, narrowed, on a page counted from 1."""

    query: Query
    site: Site
    is_all: bool = False
    only: dict[str, str | int] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True)
class Answer:
    """What is shown: results, how many there are, whether more follow, counts by facet, and what else to look at."""

    results: tuple[ResultView, ...]
    total: int
    has_more: bool
    found: Found
    suggestions: tuple[Link, ...] = ()


def answer(wish: Wish, engine: Engine) -> Answer:
    """Answer a wish. What the database no longer shows is left out and not counted, whatever the index says."""
    offset = (wish.page - 1) * PER_PAGE
    question = Question(
        words=wish.query.words,
        number=wish.query.number,
        sites=() if wish.is_all else (wish.site.pk,),
        only=wish.only,
        offset=offset,
        limit=PER_PAGE,
        facets=("kind", "site") if wish.is_all else ("kind", "column"),
    )
    found = engine.search(question)
    rows = documents.rows(found.refs)
    shown = [rows[ref] for ref in found.refs if ref in rows]
    total = max(found.total - (len(found.refs) - len(shown)), 0)
    results = tuple(result(row, wish) for row in shown)
    has_more = found.total > offset + PER_PAGE and wish.page < MOST_PAGES
    suggestions = () if results else _close(question, wish, engine)
    return Answer(results, total, has_more, found, suggestions)


def _close(question: Question, wish: Wish, engine: Engine) -> tuple[Link, ...]:
    """What comes near when nothing fits: pages of all sites with some of the words."""
    loose = replace(question, number="", sites=(), only={}, offset=0, limit=SUGGESTED, facets=(), is_loose=True)
    found = engine.search(loose)
    rows = documents.rows(found.refs)
    return tuple(Link(_title(rows[ref]), result(rows[ref], wish).url) for ref in found.refs if ref in rows)


def result(row: Resource | Message, wish: Wish) -> ResultView:
    """A row as a result on the site where it was asked; it leads to that very site if the page stands there too."""
    title, text = _title(row), documents.shown_text(row)
    place = _place(row, wish.site)
    site = row.site if isinstance(row, Message) else place.column.site if place else wish.site
    host = "" if site.pk == wish.site.pk else site_address(site)
    at = row.answered_at if isinstance(row, Message) else row.first_published_at
    return ResultView(
        title_html=snippets.marked(title, wish.query.words),
        snippet_html=snippets.snippet(text, wish.query.words),
        url=f"{host}{row.public_path}",
        site_name=site.name,
        column_title=place.column.title if place else _("公开答复"),
        published_on=timezone.localdate(at) if at else None,
        kind_label=kind_label(documents.ANSWER if isinstance(row, Message) else row.kind),
    )


def kind_label(kind: str) -> str:
    """A kind as readers call it."""
    return _("公开答复") if kind == documents.ANSWER else str(Kind(kind).label)


def _title(row: Resource | Message) -> str:
    return row.public_title if isinstance(row, Message) else row.title


def _place(row: Resource | Message, site: Site) -> Placement | None:
    if isinstance(row, Message):
        return None
    places: Sequence[Placement] = row.found_places
    return next((place for place in places if place.column.site_id == site.pk), places[0] if places else None)
