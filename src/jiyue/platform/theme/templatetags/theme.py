"""Tags and filters of the staff side: icon, badge, clause chip, small charts, Chinese dates. Use with {% load theme %}."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jiyue.platform.theme.templatetags.theme_charts import (
    Number,
    Series,
    bars_svg,
    beats_svg,
    meter_svg,
    sparkline_svg,
)
from jiyue.platform.theme.templatetags.theme_icons import ICONS
from jiyue.rulebook import clauses

register = template.Library()

STATES = ("ok", "warn", "bad", "info", "void", "plain")
STATE_ICONS = {"plain": "todo"}
RULEBOOK_URL = "/rulebook/"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; decoration unless it gets a label. An unknown name is an error, not a gap."""
    named = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="i i-{}" viewBox="0 0 16 16" {}><path d="{}"/></svg>', name, named, ICONS[name])


@register.simple_tag
def badge(state: str, text: str, icon_name: str = "", url: str = "") -> SafeString:
    """Draw a state as text, icon and colour; with a url it leads to what it speaks of."""
    if state not in STATES:
        raise template.TemplateSyntaxError(f"Unknown state {state!r}: one of {', '.join(STATES)}.")
    drawn = icon(icon_name or STATE_ICONS.get(state, state))
    if url:
        return format_html('<a class="badge is-{}" href="{}">{}{}</a>', state, url, drawn, text)
    return format_html('<span class="badge is-{}">{}{}</span>', state, drawn, text)


@register.simple_tag
def clause_chip(clause: str, text: str = "") -> SafeString:
    """Link a clause to its place in the rulebook, with its paragraph as text and what it says as hint.

    `{% clause_chip "9.3" %}` is 第9条（一）. Without an id the text is a rule of the platform's own, dashed:
    `{% clause_chip "" "平台增补" %}`, `{% clause_chip "" "内部时限" %}`. An id that this rulebook does not hold is
    shown without a link.
    """
    held = clauses.by_id().get(clause)
    if held is None:
        return format_html('<span class="chip is-own">{}</span>', text or clause or _("平台增补"))
    said = text or held.citation
    return format_html('<a class="chip" href="{}{}/" title="{}">{}</a>', RULEBOOK_URL, clause, held.statement, said)


@register.filter
def citation(clause: str) -> str:
    """Answer the measures' paragraph of a clause, the id itself where this rulebook does not hold it."""
    held = clauses.by_id().get(clause)
    return held.citation if held else clause


@register.simple_tag
def sparkline(numbers: Sequence[Number | None], tone: str = "plain", label: str = "") -> SafeString:
    """Draw the course of a figure; decoration unless it gets a label."""
    return sparkline_svg(numbers, tone, label)


@register.simple_tag
def meter(share: float | None, tone: str = "ok") -> SafeString:
    """Draw how far a limit is used up: 0 to 1, None where nothing was measured."""
    return meter_svg(share, tone)


@register.simple_tag
def bars(labels: Sequence[str], series: Iterable[tuple[str, str, Sequence[Number | None]]], title: str) -> SafeString:
    """Draw groups of bars; the part `bar_chart.html` sets a table of the same numbers beside them."""
    return bars_svg(labels, [Series(*row) for row in series], title)


@register.simple_tag
def beats(states: Sequence[str], label: str) -> SafeString:
    """Draw the probes of some days as strokes, in order of time."""
    return beats_svg(states, label)


@register.filter
def weekday(day: dt.date | None) -> str:
    """Answer the day of the week as one character: 一 to 日."""
    return "一二三四五六日"[day.weekday()] if day else ""


@register.filter
def at_index(values: Sequence[object], index: int) -> object:
    """Answer the value at a place of a sequence, for tables that hold their columns apart."""
    return values[index]
