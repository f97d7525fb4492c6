"""Columns whose list only a browser shows, judged from what it showed (19.1, 19.2, 19.5, 19.6)."""

from dataclasses import replace
from datetime import date

from jiyue.inspection.checks.columns import ColumnSeen, measure_column
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver, host_of
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement

_STILL_UNREAD = "用浏览器打开后仍没有读到列表条目，需人工核实。"
_SAYS = frozenset({"empty", "maintenance", "text"})


def as_shown(
    column: ColumnMeasurement, seen: ColumnSeen, rendering: Rendering | None, *, on: date, city: str
) -> ColumnMeasurement:
    """The column as the browser showed it, where its markup alone told nothing.

    What is missing in the browser counts only when the page could load all its parts: a list whose data did not come is no empty list.
    """
    if rendering is None or not rendering.dom or column.newest_on is not None or not _is_here(rendering):
        return column
    page = read_page(
        seen.page.url if seen.page is not None else rendering.url, rendering.dom, content_type="text/html; charset=utf-8", resolver=Resolver()
    )  # fmt: skip
    evidence = (*seen.evidence, rendering.evidence_id)
    shown = measure_column(replace(seen, page=page, evidence=evidence), on=on, city=city)
    if shown.newest_on is not None or (shown.entry_state == "listed" and column.entry_state != "listed"):
        return replace(shown, is_rendered=True)
    if column.entry_state == "listed":
        return column
    if rendering.is_whole and shown.entry_state in _SAYS:
        return replace(shown, is_rendered=True)
    return replace(column, reason=_STILL_UNREAD, evidence=evidence) if column.entry_state == "scripted" else column


def _is_here(rendering: Rendering) -> bool:
    """Whether what is shown is still the site's own: scripts may have taken the visitor elsewhere."""
    return host_of(rendering.final_url) == host_of(rendering.url)
