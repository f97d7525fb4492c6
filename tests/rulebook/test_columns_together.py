"""All columns of a site against Article 19 and the national table, side by side."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.rulebook.columns import Category, ColumnFacts, judge_site
from jiyue.rulebook.verdicts import Outcome

TODAY = date(2026, 11, 23)
FRESH = TODAY
STALE = {
    Category.NEWS: TODAY - timedelta(days=15),
    Category.POLICY: date(2026, 5, 22),
    Category.OTHER: TODAY - timedelta(days=31),
}


def columns(category, last_update, count, **more):
    facts = ColumnFacts(**{"category": category, "last_update": last_update, "entries": 3, "cycle_days": 30, **more})
    return [facts] * count


def stale(category, count, **more):
    return columns(category, STALE[category], count, **more)


def veto(site, code, clause=None):
    return next(each for each in site.vetoes if each.code == code and clause in (None, each.clause))


@pytest.mark.clause("19.1", "19.7")
@pytest.mark.parametrize(("count", "outcome"), [(0, Outcome.MET), (1, Outcome.VIOLATED), (2, Outcome.VIOLATED)])
def test_any_one_stale_news_column_is_a_veto_in_the_city(count, outcome):
    site = judge_site(stale(Category.NEWS, count) + columns(Category.NEWS, FRESH, 1), on=TODAY)

    found = veto(site, "V4-1", "19.1")
    assert (site.outcome, found.outcome, found.count, found.limit, found.margin) == (
        outcome,
        outcome,
        count,
        1,
        1 - count,
    )


@pytest.mark.clause("19.2", "19.7")
@pytest.mark.parametrize(("count", "outcome"), [(0, Outcome.MET), (1, Outcome.VIOLATED)])
def test_any_one_stale_policy_column_is_a_veto_in_the_city(count, outcome):
    site = judge_site(stale(Category.POLICY, count) + columns(Category.POLICY, FRESH, 1), on=TODAY)

    assert veto(site, "V4-1", "19.2").outcome is site.outcome is outcome
    assert veto(site, "V4-1", "19.1").outcome is Outcome.MET


@pytest.mark.clause("19.5")
@pytest.mark.parametrize(("count", "outcome"), [(9, Outcome.MET), (10, Outcome.VIOLATED), (11, Outcome.VIOLATED)])
def test_ten_stale_other_columns_are_a_veto(count, outcome):
    for set_id in ("baoji", "state"):
        found = veto(judge_site(stale(Category.OTHER, count), on=TODAY, set_id=set_id), "V4-2")
        assert (found.outcome, found.count, found.limit, found.clause) == (outcome, count, 10, "19.5")


@pytest.mark.clause("19.6")
@pytest.mark.parametrize(("count", "outcome"), [(4, Outcome.MET), (5, Outcome.VIOLATED), (6, Outcome.VIOLATED)])
def test_five_empty_columns_are_a_veto(count, outcome):
    empty = columns(Category.STATIC, None, count, entries=0)

    for set_id in ("baoji", "state"):
        found = veto(judge_site(empty, on=TODAY, set_id=set_id), "V4-3")
        assert (found.outcome, found.count, found.limit, found.margin) == (outcome, count, 5, 5 - count)


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("news", "policies", "outcome"),
    [(2, 2, Outcome.MET), (3, 2, Outcome.VIOLATED), (0, 5, Outcome.VIOLATED), (4, 0, Outcome.MET)],
)
def test_the_state_counts_both_kinds_together_up_to_five(news, policies, outcome):
    site = judge_site(stale(Category.NEWS, news) + stale(Category.POLICY, policies), on=TODAY, set_id="state")

    found = veto(site, "V4-1")
    assert (found.outcome, found.count, found.limit, found.clause) == (outcome, news + policies, 5, "36.1")


@pytest.mark.clause("19.1", "36.1")
def test_a_site_may_pass_the_state_and_fail_the_city():
    facts = stale(Category.NEWS, 1) + columns(Category.POLICY, FRESH, 1)

    assert judge_site(facts, on=TODAY, set_id="state").outcome is Outcome.MET
    assert judge_site(facts, on=TODAY, set_id="baoji").outcome is Outcome.VIOLATED


def test_the_state_counts_a_stale_column_of_a_lower_level_among_the_others():
    facts = stale(Category.NEWS, 5, is_first_level=False)

    state = judge_site(facts, on=TODAY, set_id="state")
    assert (veto(state, "V4-1").count, veto(state, "V4-2").count) == (0, 5)
    assert veto(judge_site(facts, on=TODAY), "V4-1", "19.1").count == 5


def test_an_empty_news_column_is_stale_as_well_and_an_empty_other_column_only_empty():
    news = judge_site(columns(Category.NEWS, None, 1, entries=0), on=TODAY)
    other = judge_site(columns(Category.OTHER, None, 1, entries=0), on=TODAY)

    assert (veto(news, "V4-1", "19.1").count, veto(news, "V4-3").count) == (1, 1)
    assert (veto(other, "V4-2").count, veto(other, "V4-3").count) == (0, 1)


def test_columns_that_nobody_could_measure_leave_a_veto_undecided_when_they_might_decide_it():
    unknown = columns(Category.OTHER, None, 1, measured=False)

    enough = judge_site(stale(Category.OTHER, 9) + unknown, on=TODAY)
    too_few = judge_site(stale(Category.OTHER, 8) + unknown, on=TODAY)
    assert veto(enough, "V4-2").outcome is Outcome.UNDECIDED
    assert veto(enough, "V4-2").undecided == 1
    assert "另有 1 个无法判定" in veto(enough, "V4-2").text
    assert veto(too_few, "V4-2").outcome is Outcome.MET
    assert enough.outcome is Outcome.UNDECIDED


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(("age", "count"), [(13, 0), (14, 0), (15, 1)])
def test_a_column_counts_from_the_day_after_its_last_day(age, count):
    site = judge_site(columns(Category.NEWS, TODAY - timedelta(days=age), 1), on=TODAY)

    assert veto(site, "V4-1", "19.1").count == count


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"last_update": date(2020, 1, 1), "measured": False}, id="not measured, though old"),
        pytest.param({"last_update": TODAY + timedelta(days=1)}, id="a date in the future"),
        pytest.param({"last_update": None}, id="no date"),
        pytest.param({"last_update": date(2020, 1, 1), "cycle_days": None}, id="no declared cycle"),
    ],
)
def test_a_column_that_can_not_be_told_is_never_counted_as_stale(more):
    found = veto(judge_site(columns(Category.OTHER, **more, count=2), on=TODAY), "V4-2")

    assert (found.count, found.undecided, found.breach_on) == (0, 2, None)


def test_all_columns_that_may_be_empty_are_undecided():
    facts = columns(Category.STATIC, None, 3, entries=None) + columns(Category.NEWS, FRESH, 2, measured=False)

    found = veto(judge_site(facts, on=TODAY), "V4-3")
    assert (found.undecided, found.outcome, found.clause) == (5, Outcome.UNDECIDED, "19.6")


def test_a_violation_outweighs_what_is_undecided():
    site = judge_site(stale(Category.NEWS, 1) + columns(Category.POLICY, None, 1), on=TODAY)

    assert site.outcome is Outcome.VIOLATED
    assert veto(site, "V4-1", "19.2").outcome is Outcome.UNDECIDED


def test_a_readable_date_shows_that_a_column_is_not_empty():
    known = judge_site(columns(Category.NEWS, FRESH, 1, entries=None), on=TODAY)
    unknown = judge_site(columns(Category.STATIC, None, 1, entries=None), on=TODAY)

    assert veto(known, "V4-3").undecided == 0
    assert veto(unknown, "V4-3").undecided == 1


def test_a_site_without_any_column_on_record_is_undecided():
    site = judge_site([], on=TODAY)

    assert site.outcome is Outcome.UNDECIDED
    assert {each.outcome for each in site.vetoes} == {Outcome.UNDECIDED}
    assert site.breach_on is None
    assert site.margin_days is None


def test_a_set_that_is_not_held_leaves_the_site_undecided():
    site = judge_site(stale(Category.NEWS, 9), on=TODAY, set_id="shaanxi")

    assert (site.outcome, site.vetoes) == (Outcome.UNDECIDED, ())
    assert (site.parameter_set, site.version, site.on) == ("shaanxi", "", TODAY)
    assert "陕西" in site.reason


def test_the_forecast_is_the_day_on_which_the_count_reaches_the_limit():
    ages = [1, 2, 3, 4, 5, 6]
    facts = [ColumnFacts(Category.NEWS, TODAY - timedelta(days=age), 3) for age in ages]

    city, state = judge_site(facts, on=TODAY), judge_site(facts, on=TODAY, set_id="state")
    assert veto(city, "V4-1", "19.1").breach_on == TODAY + timedelta(days=9)
    assert veto(state, "V4-1").breach_on == TODAY + timedelta(days=13)
    assert city.margin_days == 8
    assert city.breach_on == TODAY + timedelta(days=9)


def test_what_already_fails_brings_the_forecast_nearer():
    facts = [ColumnFacts(Category.NEWS, None, 0)] * 4 + [ColumnFacts(Category.NEWS, TODAY, 3)] * 2

    assert veto(judge_site(facts, on=TODAY, set_id="state"), "V4-1").breach_on == TODAY + timedelta(days=15)


def test_with_too_few_columns_no_breach_can_be_told():
    facts = columns(Category.NEWS, FRESH, 4)

    assert veto(judge_site(facts, on=TODAY, set_id="state"), "V4-1").breach_on is None


def test_a_veto_says_in_words_what_it_counted():
    facts = stale(Category.NEWS, 1) + columns(Category.POLICY, None, 2) + columns(Category.STATIC, None, 1, entries=0)

    assert [each.text for each in judge_site(facts, on=TODAY).vetoes] == [
        "超期的动态、要闻类栏目 1 个，1 个即单项否决。",
        "超期的通知公告、政策文件类栏目 0 个，1 个即单项否决；另有 2 个无法判定。",
        "应更新但长期未更新的栏目 0 个，10 个即单项否决。",
        "空白栏目 1 个，5 个即单项否决。",
    ]
    assert judge_site(facts, on=TODAY, set_id="state").vetoes[0].text == (
        "超期的动态要闻、通知政策类一级栏目 1 个，5 个即单项否决；另有 2 个无法判定。"
    )


def test_a_veto_names_the_columns_that_count():
    facts = [*columns(Category.NEWS, FRESH, 2), *stale(Category.NEWS, 1), *columns(Category.NEWS, None, 1, entries=0)]

    assert veto(judge_site(facts, on=TODAY), "V4-1", "19.1").counted == (2, 3)


def test_a_site_verdict_keeps_set_version_and_day():
    site = judge_site(columns(Category.NEWS, FRESH, 1), on=TODAY, set_id="state")

    assert (site.parameter_set, site.version, site.on) == ("state", "state@2019-04-18", TODAY)


FACTS = st.builds(
    ColumnFacts,
    category=st.sampled_from(list(Category)),
    last_update=st.one_of(st.none(), st.dates(date(2025, 1, 1), date(2026, 11, 30))),
    entries=st.one_of(st.none(), st.integers(0, 3)),
    cycle_days=st.one_of(st.none(), st.integers(1, 400)),
    measured=st.booleans(),
    is_first_level=st.booleans(),
)


@given(facts=st.lists(FACTS, max_size=30), extra=FACTS)
def test_another_column_never_lowers_a_count(facts, extra):
    before = {(each.code, each.clause): each for each in judge_site(facts, on=TODAY).vetoes}
    after = {(each.code, each.clause): each for each in judge_site([*facts, extra], on=TODAY).vetoes}

    for name, each in before.items():
        assert after[name].count >= each.count
        assert after[name].undecided >= each.undecided


@given(facts=st.lists(FACTS, max_size=30))
def test_the_forecast_comes_true_when_nothing_is_updated(facts):
    for each in judge_site(facts, on=TODAY).vetoes:
        if each.breach_on and each.breach_on > TODAY:
            eve, day = (
                next(
                    other
                    for other in judge_site(facts, on=on).vetoes
                    if (other.code, other.clause) == (each.code, each.clause)
                )
                for on in (each.breach_on - timedelta(days=1), each.breach_on)
            )
            assert day.outcome is Outcome.VIOLATED
            assert eve.count < each.limit or any(
                facts[i].last_update and facts[i].last_update > TODAY for i in eve.counted
            )
