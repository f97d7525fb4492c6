"""The page of one resource: text, metadata table, outline, attachments, interpretations both ways (13.1, 15.5)."""

import re
from collections.abc import Iterator

import nh3
from django.utils import timezone
from wagtail.rich_text import expand_db_html

from jiyue.platform.library.models import EditionState, Kind, Resource
from jiyue.platform.publishing.pages.files import file_views
from jiyue.platform.publishing.pages.items import item, newest, with_counts
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.views import ArticleView, ItemView, Link, Reading
from jiyue.platform.register.models import Column

TAGS = nh3.ALLOWED_TAGS | {"h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "caption", "section"}
ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "h2": {"id"},
    "h3": {"id"},
}
HEADING = re.compile(r"<h([23])(?: id=\"([^\"]*)\")?>(.*?)</h\1>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")


def safe_html(body: str) -> str:
    """The body as it may stand on a public page: known tags alone, no script, no style, links without opener."""
    expanded = expand_db_html(body)
    return nh3.clean(
        expanded, tags=set(TAGS), attributes={tag: set(names) for tag, names in ATTRIBUTES.items()}, link_rel="noopener"
    )


def outlined(html: str) -> tuple[str, tuple[Link, ...]]:
    """Give each heading an anchor and return the outline that leads to them."""
    outline: list[Link] = []

    def anchored(match: re.Match[str]) -> str:
        level, given, inner = match.groups()
        anchor = given or f"section-{len(outline) + 1}"
        outline.append(Link(TAG.sub("", inner).strip(), f"#{anchor}"))
        return f'<h{level} id="{anchor}">{inner}</h{level}>'

    return HEADING.sub(anchored, html), tuple(outline)


def article_view(shelf: Shelf, resource: Resource, column: Column, reading: Reading) -> ArticleView:
    """Everything that the article page of a live resource shows."""
    reading.note("resource", resource.pk)
    reading.note("interpretations", resource.pk)
    html, outline = outlined(safe_html(resource.body))
    edition = (
        resource.editions.filter(state=EditionState.PUBLISHED).select_related("published_by", "submitted_by").first()
    )
    host = edition.published_by or edition.submitted_by if edition else None
    published_at = resource.first_published_at or timezone.now()
    return ArticleView(
        title=resource.title,
        subtitle=resource.subtitle,
        body_html=html,
        published_at=published_at,
        source=resource.source,
        source_url=resource.source_url,
        author=resource.author,
        editor_name=str(host) if host else "",
        unit_name=resource.publisher.name,
        kind=resource.kind,
        url=resource.public_path,
        meta=tuple(_meta(resource)),
        attachments=file_views(resource),
        outline=outline if resource.kind == Kind.POLICY and len(outline) > 2 else (),
        interpretations=_interpretations(resource, reading),
        interprets=_interpreted(resource, reading),
        related=tuple(line for line in _neighbours(shelf, column, reading) if line.url != resource.public_path)[:6],
        archived_on=resource.archived_on,
        content_hash=edition.approved_hash or edition.content_hash if edition else "",
        edition_number=edition.number if edition else 1,
    )


def article_labels(resource: Resource) -> list[tuple[str, str]]:
    """The labels of a content page, after those of its column (standards §2.6)."""
    published_at = timezone.localtime(resource.first_published_at or timezone.now())
    optional = [("Keywords", resource.keywords), ("Author", resource.author), ("Description", resource.summary)]
    return [
        ("ArticleTitle", resource.title),
        ("PubDate", f"{published_at:%Y-%m-%d %H:%M}"),
        ("ContentSource", resource.source),
        *[(name, value) for name, value in optional if value],
        ("Url", resource.public_path),
    ]


def _meta(resource: Resource) -> Iterator[tuple[str, str]]:
    """The rows of the document's head (standards §9.4); none for news."""
    if resource.kind not in (Kind.POLICY, Kind.NOTICE, Kind.PLAN, Kind.INTERPRETATION):
        return
    if not (resource.index_number or resource.document_number or resource.written_on):
        return
    rows = {
        "索引号": resource.index_number,
        "文号": resource.document_number,
        "发布机构": resource.publisher.name,
        "成文日期": f"{resource.written_on:%Y-%m-%d}" if resource.written_on else "",
        "主题分类": resource.subject_class,
        "有效性": resource.get_validity_display() if resource.validity else "",
        "生效日期": f"{resource.effective_on:%Y-%m-%d}" if resource.effective_on else "",
        "公开方式": resource.disclosure,
    }
    yield from ((label, value) for label, value in rows.items() if value)


def _neighbours(shelf: Shelf, column: Column, reading: Reading) -> list[ItemView]:
    return shelf.once(f"newest:{column.pk}", reading, lambda inner: newest([column], 7, inner))


def _interpretations(resource: Resource, reading: Reading) -> tuple[ItemView, ...]:
    if resource.kind != Kind.POLICY:  # only a policy is interpreted, see the form of an interpretation
        return ()
    found = resource.interpretations.filter(live=True).order_by("first_published_at", "pk")
    return tuple(item(reading_item, reading) for reading_item in found)


def _interpreted(resource: Resource, reading: Reading) -> tuple[ItemView, ...]:
    if resource.interprets is None or not resource.interprets.live:
        return ()
    return tuple(item(policy, reading) for policy in with_counts(reading, [resource.interprets]))
