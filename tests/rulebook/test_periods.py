"""Duties that come round each day, month, quarter and year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.rulebook import parameters
from jiyue.rulebook.periods import (
    PeriodFacts,
    annual_due_on,
    day_of,
    judge_annual,
    judge_period,
    missing_days,
    month_of,
    quarter_of,
    year_of,
)
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("kind", "on", "first_on", "last_on", "name"),
    [
        (day_of, date(2026, 2, 3), date(2026, 2, 3), date(2026, 2, 3), "2026-02-03"),
        (month_of, date(2028, 2, 3), date(2028, 2, 1), date(2028, 2, 29), "2028年2月"),
        (quarter_of, date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31), "2026年第1季度"),
        (quarter_of, date(2026, 6, 30), date(2026, 4, 1), date(2026, 6, 30), "2026年第2季度"),
        (quarter_of, date(2026, 10, 1), date(2026, 10, 1), date(2026, 12, 31), "2026年第4季度"),
        (year_of, date(2026, 7, 1), date(2026, 1, 1), date(2026, 12, 31), "2026年"),
    ],
)
def test_periods_begin_and_end_with_the_calendar(kind, on, first_on, last_on, name):
    period = kind(on)

    assert (period.first_on, period.last_on, period.name) == (first_on, last_on, name)


@pytest.mark.parametrize(
    ("key", "period", "clause"),
    [
        pytest.param("self-inspection", month_of(date(2026, 2, 9)), "28.2", marks=pytest.mark.clause("28.2")),
        pytest.param("platform-inspection", month_of(date(2026, 2, 9)), "28.3", marks=pytest.mark.clause("28.3")),
        pytest.param("message-sign-in", day_of(date(2026, 2, 9)), "32.8", marks=pytest.mark.clause("32.8")),
        pytest.param("training-host", year_of(date(2026, 2, 9)), "32.10", marks=pytest.mark.clause("32.10")),
        pytest.param("training-bureau", year_of(date(2026, 2, 9)), "32.10", marks=pytest.mark.clause("32.10")),
        pytest.param("checks-per-month", month_of(date(2026, 2, 9)), "33.1", marks=pytest.mark.clause("33.1")),
    ],
)
def test_a_duty_not_done_is_violated_only_when_its_period_is_over(key, period, clause):
    nothing, once = PeriodFacts(period, ()), PeriodFacts(period, (period.last_on,))

    open_still = judge_period(nothing, key, on=period.last_on)
    too_late = judge_period(nothing, key, on=period.last_on + DAY)
    done = judge_period(once, key, on=period.last_on + DAY)

    assert (open_still.outcome, open_still.margin_days, open_still.margin) == (MET, 0, -1)
    assert open_still.breach_on == period.last_on + DAY
    assert (too_late.outcome, too_late.margin_days, too_late.clause) == (VIOLATED, -1, clause)
    assert (done.outcome, done.margin, done.margin_days, done.breach_on) == (MET, 0, None, None)
    assert done.due_on == period.last_on


def test_only_what_was_done_within_the_period_and_by_today_counts():
    period = month_of(date(2026, 2, 9))
    outside = PeriodFacts(period, (date(2026, 1, 31), date(2026, 3, 1)))
    planned = PeriodFacts(period, (date(2026, 2, 20),))
    edges = PeriodFacts(period, (date(2026, 2, 1), date(2026, 2, 28)))

    assert judge_period(outside, "self-inspection", on=date(2026, 3, 2)).outcome is VIOLATED
    assert judge_period(planned, "self-inspection", on=date(2026, 2, 19)).margin == -1
    assert judge_period(edges, "self-inspection", on=date(2026, 3, 2)).margin == 1


def test_without_a_record_or_a_rule_a_duty_is_undecided():
    period = month_of(date(2026, 2, 9))

    assert judge_period(PeriodFacts(period, None), "self-inspection", on=date(2026, 3, 2)).outcome is UNDECIDED
    verdict = judge_period(PeriodFacts(period, ()), "self-inspection", on=date(2026, 3, 2), city="shaanxi")
    assert (verdict.outcome, verdict.clause) == (UNDECIDED, "28.2")


@pytest.mark.clause("32.9")
@pytest.mark.parametrize(
    ("city", "due_on"), [("baoji", date(2026, 1, 20)), ("shaanxi", date(2026, 1, 22)), ("state", date(2026, 1, 31))]
)
def test_the_annual_report_is_in_time_on_its_day_and_late_the_day_after(city, due_on):
    for published_on, outcome in ((due_on - DAY, MET), (due_on, MET), (due_on + DAY, VIOLATED)):
        verdict = judge_annual(2025, published_on, on=date(2026, 3, 1), city=city)
        assert (verdict.outcome, verdict.due_on, verdict.clause) == (outcome, due_on, "32.9")
    assert judge_annual(2025, None, on=due_on, city=city).outcome is MET
    assert judge_annual(2025, due_on, on=due_on, city=city).outcome is MET
    assert annual_due_on(2025, city=city, on=date(2026, 3, 1)) == due_on
    assert judge_annual(2025, None, on=due_on + DAY, city=city).outcome is VIOLATED


@pytest.mark.clause("32.9")
def test_a_city_that_reads_before_as_excluding_the_day_says_so_by_parameter(tmp_path):
    change = tmp_path / "exclusive.toml"
    change.write_text('[[value]]\nkey = "annual-report-inclusive"\nvalue = false\n', encoding="utf-8")

    with parameters.trial(change) as city:
        assert annual_due_on(2025, city=city, on=date(2026, 1, 5)) == date(2026, 1, 19)
        assert judge_annual(2025, date(2026, 1, 20), on=date(2026, 3, 1), city=city).outcome is VIOLATED


def test_without_a_set_named_the_city_s_own_day_holds():
    assert annual_due_on(2025, on=date(2026, 3, 1)) == date(2026, 1, 20)


def test_an_annual_report_from_the_future_or_by_no_rule_is_undecided():
    assert judge_annual(2025, date(2026, 3, 2), on=date(2026, 3, 1)).outcome is UNDECIDED
    assert judge_annual(2018, None, on=date(2019, 3, 1), city="shaanxi").outcome is UNDECIDED


@pytest.mark.clause("32.8")
def test_days_without_sign_in_are_named():
    done = [date(2026, 2, 1), date(2026, 2, 3)]

    assert missing_days(done, date(2026, 2, 1), date(2026, 2, 4)) == (date(2026, 2, 2), date(2026, 2, 4))
    assert missing_days(done, date(2026, 2, 1), date(2026, 2, 1)) == ()


@given(on=st.dates(date(2021, 1, 1), date(2035, 12, 31)))
def test_a_day_lies_in_its_own_periods(on):
    for period in (day_of(on), month_of(on), quarter_of(on), year_of(on)):
        assert period.first_on <= on <= period.last_on
        assert period.first_on.day == 1 or period.first_on == on
