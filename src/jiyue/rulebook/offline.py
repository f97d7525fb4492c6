"""Whether a temporary offline may be planned as asked (9.3): once a calendar year, at most so many days."""

from collections.abc import Sequence
from datetime import date

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.refusal import Refusal

CLAUSE = "9.3"


def refusals(
    start: date, end: date, *, earlier_starts: Sequence[date], on: date, city: str = "baoji"
) -> tuple[Refusal, ...]:
    """Why a site may not go offline from `start` to `end`; empty when it may (9.3, R2, R7).

    `end` is the last day offline; the day of start is not counted, so it may lie as many days later as
    the limit says. `earlier_starts` are the starts of the site's other temporary offlines: one counts in
    the calendar year in which it starts, even if it lasts into the next. Emergency shutdowns (9.4) do not
    belong into it. `on` chooses the version of the limits; raises NotHeld where no set has them on that day.
    """
    if end < start:
        return (Refusal(CLAUSE, f"结束日期（{end}）早于开始日期（{start}）。", "请核对计划起止日期。"),)
    most_days = _limit("offline-max-days", city, on)
    per_year = _limit("offline-per-year", city, on)
    found = (_too_long(start, end, most_days), _too_often(start, earlier_starts, per_year))
    return tuple(refusal for refusal in found if refusal)


def last_day(start: date, *, on: date, city: str = "baoji") -> date:
    """The last day on which a site that went offline on `start` is still within the limit (9.3)."""
    return clocks.last_day(start, _limit("offline-max-days", city, on), "days")


def notice_places(kind: str, level: str) -> tuple[str, ...]:
    """Where the notice of a site going offline is pinned (9.2, R6): "city-portal", "county-portal", "holding-page".

    It stands on the portal of the site's own level. A portal that is itself offline shows it on its
    holding page, and a county's on the city portal as well.
    """
    if kind != "portal":
        return ("county-portal",) if level == "county" else ("city-portal",)
    return ("holding-page", "city-portal") if level == "county" else ("holding-page",)


def starts_in_year(starts: Sequence[date], year: int) -> tuple[date, ...]:
    """The temporary offlines that count in a calendar year (R7)."""
    return tuple(sorted(day for day in starts if day.year == year))


def _limit(key: str, city: str, on: date) -> int:
    return int(parameters.get(key, city=city, on=on).value)


def _too_long(start: date, end: date, most_days: int) -> Refusal | None:
    latest = clocks.last_day(start, most_days, "days")
    if end <= latest:
        return None
    days = (end - start).days
    return Refusal(
        CLAUSE,
        f"拟临时下线 {days} 天，超过 {most_days} 天的上限。",
        f"请把结束日期提前到 {latest} 或更早；长期不再运行的，走注销关停程序。",
    )


def _too_often(start: date, earlier_starts: Sequence[date], per_year: int) -> Refusal | None:
    used = starts_in_year(earlier_starts, start.year)
    if len(used) < per_year:
        return None
    return Refusal(
        CLAUSE,
        f"{start.year} 年已临时下线 {len(used)} 次（{'、'.join(map(str, used))}），每年不得超过 {per_year} 次。",
        f"请改在 {start.year + 1} 年安排；不可抗力或被责令关停的，走紧急关停程序，不计入次数。",
    )
