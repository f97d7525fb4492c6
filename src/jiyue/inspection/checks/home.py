"""Whether the home page is kept up to date (19.1; veto V3), by the newest dated piece that it shows or links to."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.verdicts import Outcome

CHECK = "home-stale"


def newest_on(page: Page, article_dates: Mapping[str, date], *, today: date) -> date | None:
    """The newest day that the home page's entries show, or that the articles say which it links to; days to come left out."""
    shown = [entry.on for entry in page.lists.entries if entry.on is not None]
    shown += [day for link in page.links if (day := article_dates.get(link.url)) is not None]
    return max((day for day in shown if day <= today), default=None)


def newest_below(columns: Iterable[Page], article_dates: Mapping[str, date], *, today: date) -> date | None:
    """The newest day that columns or articles show, for a home page that only navigates."""
    shown = [entry.on for page in columns for entry in page.lists.entries if entry.on is not None]
    return max((day for day in (*shown, *article_dates.values()) if day <= today), default=None)


def observe_home(page: Page, newest: date | None, below: date | None, *, on: date, city: str) -> Iterator[Draft]:
    """Yield a draft when the home page shows nothing new for longer than the rulebook allows, or no date anywhere.

    A home page without any date is taken for one that only navigates, and judged by what lies below it.
    """
    verdict = judge_home(HomeFacts(newest, is_navigation_only=newest is None, newest_below_on=below), on=on, city=city)
    if verdict.outcome is Outcome.MET:
        return
    seen = newest or below
    yield Draft(
        check=CHECK, url=page.url, subject="home", kind="stale" if seen else "undated", place="首页", excerpt=f"最新一条为 {seen}" if seen else "没有读到日期",
        message=f"首页：{verdict.reason}", remedy="及时发布信息，首页列表标明发布日期。",
        verdict=Verdict.FAIL if verdict.outcome is Outcome.VIOLATED else Verdict.TO_VERIFY,
    )  # fmt: skip
