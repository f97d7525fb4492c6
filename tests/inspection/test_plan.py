"""The day's plan of visits: often enough, spread over the day, the same again, and not to be foreseen."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.inspection.facts.dates import CHINA
from jiyue.inspection.probes.plan import visits_of
from jiyue.rulebook import parameters

DAY = date(2026, 11, 24)


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.text(max_size=20), st.integers(1, 200))
def test_each_share_of_the_day_has_one_visit_and_none_follow_close(day, seed, count):
    visits = visits_of(day, seed, count)
    share = timedelta(days=1) / count

    assert len(visits) == count
    assert {one.astimezone(CHINA).date() for one in visits} == {day}
    assert all(later - earlier >= share * 0.29 for earlier, later in pairwise(visits))
    midnight = datetime.combine(day, time(), CHINA)
    assert [int((one - midnight) / share) for one in visits] == list(range(count))


@pytest.mark.clause("36.1")
def test_a_usual_day_has_more_visits_than_the_indicator_asks_for():
    assert len(visits_of(DAY, "baoji")) >= parameters.get("probes-per-day", city="state", on=DAY).value


def test_the_same_seed_gives_the_same_plan_and_another_one_another():
    assert visits_of(DAY, "a") == visits_of(DAY, "a")
    assert not set(visits_of(DAY, "a")) & set(visits_of(DAY, "b"))
    first, second = visits_of(DAY, "a"), visits_of(DAY + timedelta(days=1), "a")
    assert not {one.time() for one in first} & {one.time() for one in second}


def test_a_thousand_sites_are_not_visited_all_at_once():
    minutes = [one.replace(second=0, microsecond=0) for site in range(1000) for one in visits_of(DAY, str(site))]

    assert max(map(minutes.count, set(minutes))) < 60


@pytest.mark.parametrize("count", [0, -1])
def test_no_visits_are_no_plan(count):
    with pytest.raises(ValueError, match="no plan"):
        visits_of(DAY, "a", count)
