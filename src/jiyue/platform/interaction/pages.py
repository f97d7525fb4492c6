"""Public answers in the public tree: their pages, the lists of columns fed by messages, the home page's figures (13.5, 18.1, 32.8)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.interaction import clock, showing
from jiyue.platform.interaction.models import Message, MessageState
from jiyue.platform.publishing.pages import parts
from jiyue.platform.publishing.pages.frame import frame
from jiyue.platform.publishing.pages.items import chunk_count, newest, span
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_url
from jiyue.platform.publishing.pages.views import InteractionView, Link, Reading
from jiyue.platform.register.models import Column, Feed, Site

INTERACTION_TYPES = ("咨询投诉", "征集调查", "在线访谈")
SHOWN_ON_HOME = 5


def connect() -> None:
    """Tell publishing what this room adds."""
    parts.register_interaction(figures)
    parts.register_feed(
        Feed.MESSAGES, parts.Feed(chunks=lambda column: chunk_count(_answers(column.site).count()), make=answer_list)
    )
    parts.register_pages("message", parts.Pages(keys=_keys, make=answer_page))


def _answers(site: Site) -> QuerySet[Message]:
    return Message.objects.public().filter(site=site)


def _keys(site: Site) -> Iterable[int]:
    return _answers(site).order_by("pk").values_list("pk", flat=True).iterator(chunk_size=2000)


def answer_page(shelf: Shelf, key: int, reading: Reading) -> tuple[str, str, dict[str, Any]] | None:
    """The page of one public answer; None when it is not public, or no more."""
    message = _answers(shelf.site).select_related("unit", "site").filter(pk=key).first()
    if message is None:
        return None
    reading.note("message", key)
    column = next((one for one in shelf.columns if one.fed_by == Feed.MESSAGES), None)
    view = showing.for_public(message, today=timezone.localdate())
    base = frame(shelf, view.title, reading=reading, column=column, trail=[Link(_("公开答复"), "")])
    context = {
        **base,
        "labels": [*base["labels"], *_labels(message, view.title)],
        "form": None,
        "csrf_input": "",
        "message": view,
        "error": "",
    }
    return message.public_path, "public/message_state.html", context


def _labels(message: Message, title: str) -> list[tuple[str, str]]:
    """A public answer is a content page and carries its labels (standards §2.6); it was published when it was answered."""
    answered_at = timezone.localtime(message.answered_at) if message.answered_at else None
    return [
        ("ArticleTitle", title),
        *([("PubDate", f"{answered_at:%Y-%m-%d %H:%M}")] if answered_at else []),
        ("ContentSource", message.unit.name),
        ("Url", message.public_path),
    ]


def answer_list(shelf: Shelf, column: Column, chunk: int | None, reading: Reading) -> tuple[str, dict[str, Any]] | None:
    """One chunk of the public answers, newest first; the first page stands even when there are none."""
    answers = _answers(shelf.site)
    total = answers.count()
    cut = span(total, chunk, column_url(column))
    rows = list(answers.select_related("unit").order_by("answered_at", "pk")[cut.start : cut.end])
    if chunk is not None and not rows:
        return None
    rows.reverse()
    reading.note("answers-list", shelf.site.pk)
    if chunk is None or chunk >= chunk_count(total) - 1:
        reading.note("answers-head", shelf.site.pk)
    for message in rows:
        reading.note("message", message.pk)
    lines = [showing.answer_line(message) for message in rows]
    return "public/message_list.html", {
        "answers": lines,
        "total": total,
        "range_label": f"{lines[-1].answered_on:%Y-%m-%d} 至 {lines[0].answered_on:%Y-%m-%d}" if lines else "",
        "newer_url": cut.newer_url,
        "older_url": cut.older_url,
        "first_url": column_url(column),
    }


def figures(site: Site, reading: Reading) -> InteractionView | None:
    """The site's figures of the year so far, counted from its messages (32.8); None for a site that takes no messages."""
    columns = list(site.columns.in_use().filter(column_type__in=INTERACTION_TYPES).order_by("position", "pk"))
    if not any(column.fed_by == Feed.MESSAGES for column in columns):
        return None
    today = timezone.localdate()
    reading.note("answers-head", site.pk)
    newest_answers = _answers(site).select_related("unit").order_by("-answered_at", "-pk")[:SHOWN_ON_HOME]
    for message in newest_answers:
        reading.note("message", message.pk)
    surveys = [column for column in columns if column.column_type == "征集调查"]
    return InteractionView(
        **_counts(site, today),
        answers=tuple(showing.answer_line(message) for message in newest_answers),
        consultations=tuple(newest(surveys, 4, reading)) if surveys else (),
        columns=tuple(Link(column.title, column_url(column)) for column in columns),
        period_label=_("%(year)d年以来") % {"year": today.year},
    )


def _counts(site: Site, today: date) -> dict[str, Any]:
    of_year = Message.objects.filter(site=site, received_at__year=today.year)
    answered = list(of_year.filter(state=MessageState.ANSWERED).only("received_at", "answered_at"))
    taken = [days for message in answered if (days := clock.workdays_taken(message)) is not None]
    return {
        "received": of_year.count(),
        "answered": len(answered),
        "average_workdays": (Decimal(sum(taken)) / len(taken)).quantize(Decimal("0.1")) if taken else None,
        "overdue": of_year.overdue(today).count(),
    }
