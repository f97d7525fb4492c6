"""Single columns against Article 19: below, at and above each limit, and undecided."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.rulebook.columns import Category, ColumnFacts, judge_column, judge_columns
from jiyue.rulebook.verdicts import Outcome

TODAY = date(2026, 11, 23)


def column(category, last_update, **more):
    return ColumnFacts(**{"category": category, "last_update": last_update, "entries": 12, **more})


def days_ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("age", "outcome", "margin"),
    [
        pytest.param(0, Outcome.MET, 14, id="updated today"),
        pytest.param(13, Outcome.MET, 1, id="one day is left"),
        pytest.param(14, Outcome.MET, 0, id="the fourteenth day is still in time"),
        pytest.param(15, Outcome.VIOLATED, -1, id="the fifteenth day is late"),
        pytest.param(400, Outcome.VIOLATED, -386, id="long dead"),
    ],
)
def test_a_news_column_goes_stale_after_two_weeks(age, outcome, margin):
    verdict = judge_column(column(Category.NEWS, days_ago(age)), on=TODAY)

    assert (verdict.outcome, verdict.margin_days, verdict.clause) == (outcome, margin, "19.1")
    assert verdict.due_on == days_ago(age) + timedelta(days=14)
    assert verdict.breach_on == verdict.due_on + timedelta(days=1)
    assert (verdict.margin, verdict.unit) == (margin, "days")


@pytest.mark.clause("19.2")
@pytest.mark.parametrize(
    ("last_update", "due_on", "outcome"),
    [
        pytest.param(date(2026, 5, 24), date(2026, 11, 24), Outcome.MET, id="six months end tomorrow"),
        pytest.param(date(2026, 5, 23), date(2026, 11, 23), Outcome.MET, id="six months end today"),
        pytest.param(date(2026, 5, 22), date(2026, 11, 22), Outcome.VIOLATED, id="six months ended yesterday"),
        pytest.param(
            date(2025, 8, 31), date(2026, 2, 28), Outcome.VIOLATED, id="a month without such a day ends early"
        ),
    ],
)
def test_a_policy_column_goes_stale_after_six_calendar_months(last_update, due_on, outcome):
    verdict = judge_column(column(Category.POLICY, last_update), on=TODAY)

    assert (verdict.outcome, verdict.due_on, verdict.clause) == (outcome, due_on, "19.2")


@pytest.mark.clause("19.5")
@pytest.mark.parametrize(
    ("age", "outcome"),
    [(29, Outcome.MET), (30, Outcome.MET), (31, Outcome.VIOLATED)],
)
def test_another_column_goes_stale_when_its_own_cycle_has_run_out(age, outcome):
    verdict = judge_column(column(Category.OTHER, days_ago(age), cycle_days=30), on=TODAY)

    assert (verdict.outcome, verdict.clause, verdict.margin_days) == (outcome, "19.5", 30 - age)


@pytest.mark.clause("19.6")
@pytest.mark.parametrize("category", list(Category))
def test_a_column_without_entries_is_empty_whatever_its_category(category):
    verdict = judge_column(column(category, None, entries=0), on=TODAY)

    assert (verdict.outcome, verdict.clause, verdict.due_on) == (Outcome.VIOLATED, "19.6", None)
    assert "空白栏目" in verdict.reason


def test_one_entry_is_not_empty():
    assert judge_column(column(Category.NEWS, TODAY, entries=1), on=TODAY).outcome is Outcome.MET


def test_a_static_column_has_no_clock():
    verdict = judge_column(column(Category.STATIC, date(2001, 1, 1)), on=TODAY)

    assert (verdict.outcome, verdict.due_on, verdict.breach_on, verdict.clause) == (Outcome.MET, None, None, "13.3")


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        pytest.param(column(Category.NEWS, days_ago(99), measured=False), "未能测量", id="not measured, though old"),
        pytest.param(
            column(Category.NEWS, None, entries=0, measured=False), "未能测量", id="not measured, though empty"
        ),
        pytest.param(column(Category.NEWS, None), "读不到更新日期", id="no readable date"),
        pytest.param(column(Category.POLICY, TODAY + timedelta(days=1)), "伪造发稿日期", id="a date in the future"),
        pytest.param(column(Category.OTHER, days_ago(99)), "更新周期", id="no declared cycle"),
    ],
)
def test_what_can_not_be_told_is_undecided_and_says_why(facts, says):
    verdict = judge_column(facts, on=TODAY)

    assert (verdict.outcome, verdict.due_on, verdict.margin_days) == (Outcome.UNDECIDED, None, None)
    assert says in verdict.reason


def test_a_set_whose_text_is_not_held_judges_nothing():
    verdict = judge_column(column(Category.NEWS, days_ago(99)), on=TODAY, city="shaanxi")

    assert verdict.outcome is Outcome.UNDECIDED
    assert "陕西" in verdict.reason
    assert (verdict.parameter_set, verdict.version) == ("shaanxi", "")


@pytest.mark.parametrize(("age", "words"), [(13, "还有 1 天"), (14, "今天是最后一天"), (15, "已超期 1 天")])
def test_the_reason_tells_dates_and_days(age, words):
    reason = judge_column(column(Category.NEWS, days_ago(age)), on=TODAY).reason

    assert words in reason
    assert str(days_ago(age)) in reason


@pytest.mark.clause("38.1")
def test_a_verdict_keeps_the_version_that_judged_it():
    verdict = judge_column(column(Category.NEWS, TODAY), on=TODAY)

    assert (verdict.parameter_set, verdict.version) == ("baoji", "baoji@2021-01-01")


@given(
    category=st.sampled_from([Category.NEWS, Category.POLICY, Category.OTHER]),
    last_update=st.dates(date(2022, 1, 1), date(2026, 1, 1)),
    days=st.integers(0, 500),
)
def test_waiting_never_helps(category, last_update, days):
    facts = column(category, last_update, cycle_days=40)
    early = judge_column(facts, on=last_update)
    late = judge_column(facts, on=last_update + timedelta(days=days))

    assert early.outcome is Outcome.MET
    assert late.due_on == early.due_on
    assert late.margin_days == early.margin_days - days
    assert (late.outcome is Outcome.VIOLATED) == (late.margin_days < 0)


def test_many_columns_are_judged_as_each_alone():
    facts = [column(Category.NEWS, days_ago(age)) for age in (1, 20)] + [column(Category.POLICY, None)]

    assert judge_columns(facts, on=TODAY) == tuple(judge_column(each, on=TODAY) for each in facts)
    assert {verdict.outcome for verdict in judge_columns(facts, on=TODAY, city="shaanxi")} == {Outcome.UNDECIDED}
