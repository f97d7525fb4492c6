"""One column, two measurements: what both say, what they say apart, and what nobody can tell."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jiyue.platform.monitoring.columns import pictures, verdicts
from jiyue.platform.monitoring.models import ColumnSighting, Round, SiteRun
from jiyue.rulebook.verdicts import Outcome
from tests.factories import ColumnFactory, PlacementFactory, ResourceFactory

TODAY = date(2026, 11, 23)
CHINA = ZoneInfo("Asia/Shanghai")
MORNING = datetime(2026, 11, 23, 3, tzinfo=CHINA)


def published(column, days_ago, hour=9):
    day = TODAY - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)
    PlacementFactory(
        column=column, resource=ResourceFactory(published=True, unit=column.site.host, first_published_at=at)
    )


@pytest.fixture
def seen():
    def sighting(column, days_ago=None, state="done", entry_state="listed", entries=5):
        made = Round.objects.create(trigger="manual", started_at=MORNING)
        run = SiteRun.objects.create(
            round=made, site=column.site, state="done", started_at=MORNING, finished_at=MORNING
        )
        newest = TODAY - timedelta(days=days_ago) if days_ago is not None else None
        ColumnSighting.objects.create(
            run=run,
            column=column,
            state=state,
            entry_state=entry_state,
            entries=entries,
            newest_on=newest,
            verdict="pass",
        )

    return sighting


def picture(column):
    runs = SiteRun.objects.filter(site=column.site).values_list("pk", flat=True)
    return next(one for one in pictures([column.site_id], runs, today=TODAY)[column.site_id] if one.column == column)


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("days_ago", "outcome", "left"),
    [
        pytest.param(13, Outcome.MET, 1, id="one day left"),
        pytest.param(14, Outcome.MET, 0, id="the last day is in time"),
        pytest.param(15, Outcome.VIOLATED, -1, id="one day late"),
    ],
)
def test_a_news_column_is_judged_by_what_was_published(db, days_ago, outcome, left):
    column = ColumnFactory(category="news")
    published(column, days_ago)
    verdict = picture(column).verdict

    assert (verdict.outcome, verdict.margin_days) == (outcome, left)


@pytest.mark.clause("19.2")
@pytest.mark.parametrize(("day", "outcome"), [(date(2026, 5, 23), Outcome.MET), (date(2026, 5, 22), Outcome.VIOLATED)])
def test_a_policy_column_has_six_months(db, day, outcome):
    column = ColumnFactory(category="policy", cycle_days=180)
    published(column, (TODAY - day).days)

    assert picture(column).verdict.outcome is outcome


@pytest.mark.clause("19.1")
def test_both_sides_agree(seen, db):
    column = ColumnFactory(category="news")
    published(column, 3)
    seen(column, 3)

    assert not picture(column).disagrees


@pytest.mark.clause("19.1")
def test_sides_that_differ_across_the_limit_leave_it_undecided(seen, db):
    column = ColumnFactory(category="news")
    published(column, 3)
    seen(column, 40)
    one = picture(column)

    assert one.disagrees
    assert one.verdict.outcome is Outcome.UNDECIDED
    assert "不一致" in one.doubt


def test_sides_that_differ_within_the_limit_are_judged_by_the_older_date(seen, db):
    column = ColumnFactory(category="news")
    published(column, 3)
    seen(column, 6)
    one = picture(column)

    assert one.disagrees
    assert one.verdict.margin_days == 8


def test_what_was_published_after_the_look_is_no_disagreement(seen, db):
    column = ColumnFactory(category="news")
    published(column, 0, hour=9)
    seen(column, 6)
    one = picture(column)

    assert not one.disagrees
    assert one.verdict.margin_days == 14


@pytest.mark.parametrize("state", ["blocked", "timed-out"])
def test_a_column_that_could_not_be_read_is_judged_from_inside(seen, db, state):
    column = ColumnFactory(category="news")
    published(column, 3)
    seen(column, None, state=state, entry_state="not-seen", entries=None)

    assert picture(column).verdict.outcome is Outcome.MET


def test_a_column_that_nobody_measured_is_undecided(db):
    column = ColumnFactory(category="news", fed_by="messages")
    found = pictures([column.site_id], [], today=TODAY)[column.site_id]

    assert found[0].verdict.outcome is Outcome.UNDECIDED


@pytest.mark.clause("19.5")
@pytest.mark.parametrize(("late", "outcome"), [(9, Outcome.MET), (10, Outcome.VIOLATED)])
def test_ten_other_columns_beyond_their_cycle_veto_a_site(site, late, outcome):
    for number in range(12):
        published(ColumnFactory(site=site, category="other", cycle_days=30), 31 if number < late else 30)
    found = pictures([site.pk], [], today=TODAY)[site.pk]

    assert verdicts(found, on=TODAY).outcome is outcome


def test_a_gathering_column_counts_what_stands_below_it(site):
    above = ColumnFactory(site=site, category="news", fed_by="children")
    published(ColumnFactory(site=site, category="news", parent=above), 2)

    assert picture(above).inside.newest_on == TODAY - timedelta(days=2)
