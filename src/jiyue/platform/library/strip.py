"""The strip of publishing days of a column: twelve months as a small picture, and the same in words (32.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH, HEIGHT, BASE = 1100, 56, 34
DAYS = 365


@dataclass(frozen=True)
class Strip:
    """The publishing days of a year up to and including `until`."""

    days: Mapping[date, int]
    until: date

    @property
    def since(self) -> date:
        """The first day of the strip."""
        return self.until - timedelta(days=DAYS)

    @property
    def gap(self) -> tuple[int, date, date] | None:
        """The longest time without an entry (days between two publishing days); None with fewer than two of them."""
        on = sorted(self.days)
        return max((((later - sooner).days, sooner, later) for sooner, later in pairwise(on)), default=None)

    @property
    def summary(self) -> str:
        """What the picture shows, in words."""
        told = _("%(since)s 至 %(until)s，%(days)d 天发布，共 %(count)d 条") % {
            "since": self.since,
            "until": self.until,
            "days": len(self.days),
            "count": sum(self.days.values()),
        }
        if self.gap is None:
            return told
        length, first, last = self.gap
        return told + _("；最长间隔 %(length)d 天（%(first)s—%(last)s）") % {
            "length": length,
            "first": f"{first:%m-%d}",
            "last": f"{last:%m-%d}",
        }

    def svg(self) -> SafeString:
        """Draw a stroke per publishing day, taller for two entries and more, and mark the longest gap."""
        strokes = format_html_join(
            "",
            '<rect class="strip-day" x="{}" y="{}" width="2.4" height="{}"/>',
            (
                (self._x(day), BASE - tall, tall)
                for day, count in sorted(self.days.items())
                for tall in [14 if count == 1 else 24]
            ),
        )
        months = format_html_join(
            "",
            '<line class="strip-month" x1="{0}" x2="{0}" y1="4" y2="{1}"/><text class="strip-label" x="{0}" y="50">{2}</text>',
            ((self._x(day), BASE, _("%(month)d月") % {"month": day.month}) for day in self._months()),
        )
        gap = SafeString("")
        if self.gap and self.gap[0] > 1:
            left, right = self._x(self.gap[1]), self._x(self.gap[2])
            gap = format_html(
                '<rect class="strip-gap" x="{}" y="4" width="{}" height="{}"/>', left, round(right - left, 1), BASE - 4
            )
        return format_html(
            '<svg class="year-strip" viewBox="0 0 {} {}" role="img" aria-label="{}">{}<line class="strip-base" x1="0" x2="{}" y1="{}" y2="{}"/>{}{}</svg>',
            WIDTH, HEIGHT, self.summary, gap, WIDTH, BASE, BASE, months, strokes,
        )  # fmt: skip

    def _x(self, day: date) -> float:
        return round((day - self.since).days * (WIDTH - 6) / DAYS, 1)

    def _months(self) -> list[date]:
        firsts = [
            date(self.since.year + (self.since.month + step) // 12, (self.since.month + step) % 12 + 1, 1)
            for step in range(12)
        ]
        return [day for day in firsts if self.since <= day <= self.until - timedelta(days=12)]
