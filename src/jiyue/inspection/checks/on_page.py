"""Which checks look at which kind of page, and in which order; each page is asked once."""

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache

from msgspec import Struct

from jiyue.inspection.checks import (
    accessibility,
    dating,
    domain_form,
    guides,
    hidden,
    identity,
    injected,
    markings,
    notices,
    policies,
    resources,
    site_wide,
    words,
)
from jiyue.inspection.checks import messages as late_messages
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.facts.messages import is_message_page, read_messages
from jiyue.inspection.facts.page import Page
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.textcheck import Hit

_log = logging.getLogger(__name__)


class Look(Struct, frozen=True, kw_only=True):
    """One page before the checks: its kind, the day, the register's record, the hits of the text check in its text, and what gathers facts for the score card."""

    page: Page
    kind: str
    today: date
    city: str
    record: SiteRecord | None
    ledger: dict[str, ColumnRecord]
    site_code: str
    hits: Sequence[Hit]
    seeing: Seeing


type PageCheck = Callable[[Look], Iterator[Draft]]

_ANY = frozenset({"home", "column", "article", "other"})
_READ = frozenset({"article", "other"})


def _resources(look: Look) -> Iterator[Draft]:
    return resources.observe_resources(look.page)


def _hidden(look: Look) -> Iterator[Draft]:
    yield from hidden.observe_hidden(look.page)


def _injected(look: Look) -> Iterator[Draft]:
    return injected.observe_injected(look.page)


def _words(look: Look) -> Iterator[Draft]:
    return words.observe_words(look.page, look.hits)


def _title(look: Look) -> Iterator[Draft]:
    return words.observe_title(look.page)


def _basics(look: Look) -> Iterator[Draft]:
    return accessibility.observe_basics(look.page)


def _foreign_mark(look: Look) -> Iterator[Draft]:
    return identity.observe_marks(look.page, look.site_code)


def _archive(look: Look) -> Iterator[Draft]:
    return markings.observe_archive(look.page)


def _map(look: Look) -> Iterator[Draft]:
    return markings.observe_map(look.page)


def _attachments(look: Look) -> Iterator[Draft]:
    return markings.observe_attachments(look.page)


def _article_dates(look: Look) -> Iterator[Draft]:
    return dating.observe_article(look.page, today=look.today)


def _list_dates(look: Look) -> Iterator[Draft]:
    return dating.observe_list(look.page, today=look.today)


def _maintenance(look: Look) -> Iterator[Draft]:
    return site_wide.observe_maintenance(look.page, look.ledger)


def _messages(look: Look) -> Iterator[Draft]:
    if is_message_page(look.page):
        found = read_messages(look.page)
        look.seeing.see_messages(look.page, found, today=look.today)
        yield from late_messages.observe_messages(look.page, found, today=look.today, city=look.city)


def _policy(look: Look) -> Iterator[Draft]:
    if policies.is_policy(look.page):
        yield from policies.observe_attributes(look.page)
    elif policies.is_interpretation(look.page):
        look.seeing.see_interpretation(look.page)
        yield from policies.observe_interpretation(look.page)


def _guide(look: Look) -> Iterator[Draft]:
    if (guide := guides.guide_of(look.page)) is not None:
        look.seeing.see_guide(look.page, guide)
        yield from guides.observe(look.page, guide)


def _register(look: Look) -> Iterator[Draft]:
    if look.record is None:
        return
    yield from domain_form.observe_domain(look.page, look.record, city=look.city)
    yield from notices.observe_notices(look.page, look.record, today=look.today)
    yield from notices.observe_leftovers(look.page, look.record)


# Checks by what they measure; the names of those that share one look stand together.
PAGE_CHECKS: tuple[tuple[frozenset[str], tuple[str, ...], PageCheck], ...] = (
    (_ANY, ("third-party", "mixed-content"), _resources),
    (_ANY, ("hidden-link",), _hidden),
    (_ANY, ("injected-code",), _injected),
    (_ANY, ("illegal-content", "advert", "secrecy-mark", "wording"), _words),
    (_ANY, ("stuffed-title",), _title),
    (_ANY, ("accessibility-basics",), _basics),
    (_ANY, ("foreign-mark",), _foreign_mark),
    (_ANY, ("archive-mark",), _archive),
    (_ANY, ("map-number",), _map),
    (_ANY, ("attachment-type",), _attachments),
    (_ANY, ("maintenance-page",), _maintenance),
    (frozenset({"column", "other"}), ("message-late",), _messages),
    (frozenset({"home", "column"}), ("list-order", "future-date"), _list_dates),
    (frozenset({"article"}), ("future-date", "time-format"), _article_dates),
    (frozenset({"article"}), ("policy-attribute", "interpretation-link"), _policy),
    (_READ, ("service-guide",), _guide),
    (frozenset({"home"}), ("domain-name", "site-notice", "exit-leftover"), _register),
)


@cache
def _checks_of(kind: str) -> tuple[tuple[tuple[str, ...], PageCheck], ...]:
    return tuple((names, check) for kinds, names, check in PAGE_CHECKS if kind in kinds)


@cache
def names_of(kind: str) -> tuple[str, ...]:
    """The checks that look at this kind of page."""
    return tuple(name for names, _ in _checks_of(kind) for name in names)


def observe(look: Look) -> Iterator[tuple[tuple[str, ...], list[Draft] | None]]:
    """Yield, for each check or group of checks that found something on this page, their names and what they found; None for one that failed by a fault of ours."""
    for names, check in _checks_of(look.kind):
        try:
            drafts = list(check(look))
        except Exception:  # noqa: BLE001 - whatever it is, it is ours: the log has it whole, and the page's other checks go on
            _log.exception("not judged: %s on %s", names, look.page.url)
            yield names, None
            continue
        if drafts:
            yield names, drafts
