"""Small charts as inline SVG: only attributes, no style, so that a strict content policy holds. None is "not measured"."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = float | int


class Series(NamedTuple):
    """One row of bars: its name, its look ("plain" outlined, "full" filled) and a number, or None, per label."""

    label: str
    look: str
    values: Sequence[Number | None]


def sparkline_svg(numbers: Sequence[Number | None], tone: str, label: str) -> SafeString:
    """Draw the numbers as a line of 72 by 24 with a dot on the last; the line breaks where nothing was measured."""
    known = [number for number in numbers if number is not None]
    if len(known) < 2:
        return SafeString("")
    low, span = min(known), (max(known) - min(known)) or 1
    step = 66 / (len(numbers) - 1)
    points = [
        None if number is None else (3 + index * step, 20 - 16 * (number - low) / span)
        for index, number in enumerate(numbers)
    ]
    lines = format_html_join("", '<polyline points="{}"/>', ((_joined(run),) for run in _runs(points) if len(run) > 1))
    last = next(point for point in reversed(points) if point is not None)
    dot = format_html('<circle cx="{}" cy="{}" r="2.4"/>', round(last[0], 1), round(last[1], 1))
    return format_html('<svg class="spark is-{}" viewBox="0 0 72 24" {}>{}{}</svg>', tone, _named(label), lines, dot)


def meter_svg(share: float | None, tone: str) -> SafeString:
    """Draw a bar that is full at share 1; hatched where share is None. The text beside it says the same."""
    if share is None:
        return SafeString('<span class="meter is-void" aria-hidden="true"></span>')
    width = round(100 * min(max(share, 0.015), 1), 1)
    return format_html(
        '<svg class="meter is-{}" aria-hidden="true"><rect class="meter-all" width="100%" height="100%"/>'
        '<rect class="meter-part" width="{}%" height="100%"/></svg>',
        tone,
        width,
    )


def bars_svg(labels: Sequence[str], series: Sequence[Series], title: str) -> SafeString:
    """Draw groups of bars with their numbers above them, on a scale from nought; a gap with a dash is not measured."""
    top = _round_top([value for row in series for value in row.values if value is not None])
    group = 560 / max(len(labels), 1)
    bar = min((group - 12) / max(len(series), 1), 22)
    parts = [_grid(top)]
    for index, label in enumerate(labels):
        middle = 34 + group * (index + 0.5)
        left = middle - bar * len(series) / 2
        parts.extend(_bar(row, index, (left + bar * place, bar), top) for place, row in enumerate(series))
        parts.append(format_html('<text class="bars-label" x="{}" y="170">{}</text>', round(middle, 1), label))
    return format_html(
        '<svg class="bars" viewBox="0 0 600 176" role="img" aria-label="{}">{}</svg>', title, _join(parts)
    )


def beats_svg(states: Sequence[str], label: str) -> SafeString:
    """Draw one upright stroke per probe: "ok", "bad" or "void" (a round that does not count)."""
    step = 600 / max(len(states), 1)
    strokes = format_html_join(
        "",
        '<rect class="beat is-{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                state,
                round(place * step, 2),
                0 if state != "ok" else 4,
                round(max(step - 1, 1), 2),
                28 if state != "ok" else 20,
            )
            for place, state in enumerate(states)
        ),
    )
    return format_html(
        '<svg class="beats" viewBox="0 0 600 28" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        strokes,
    )


def _runs(points: Iterable[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return runs


def _joined(run: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in run)


def _named(label: str) -> SafeString:
    return format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')


def _round_top(values: Sequence[Number]) -> float:
    """Answer the end of the scale: the next of 4, 10, 20, 40, 100, 200, 400 … that holds the greatest value."""
    greatest = max(values, default=0)
    size = 1
    while True:
        for unit in (1, 2, 4):
            if greatest <= unit * size and unit * size >= 4:
                return unit * size
        size *= 10


def _grid(top: float) -> SafeString:
    lines = ((0, 150), (top / 2, 85), (top, 20))
    return format_html_join(
        "",
        '<line x1="34" x2="594" y1="{0}" y2="{0}"/><text class="bars-scale" x="28" y="{1}">{2}</text>',
        ((y, y + 4, f"{value:g}") for value, y in lines),
    )


def _bar(row: Series, index: int, place: tuple[float, float], top: float) -> SafeString:
    value = row.values[index]
    x, width = place
    middle = round(x + width / 2, 1)
    if value is None:
        return format_html('<text class="bars-void" x="{}" y="147">–</text>', middle)
    height = 130 * value / top
    return format_html(
        '<rect class="bar is-{}" x="{}" y="{}" width="{}" height="{}"/><text class="bars-value" x="{}" y="{}">{}</text>',
        row.look,
        round(x + 1, 1),
        round(150 - height, 1),
        round(width - 2, 1),
        round(height, 1),
        middle,
        round(145 - height, 1),
        f"{value:g}",
    )


def _join(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
