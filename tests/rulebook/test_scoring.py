"""From defects to points: caps, no double deduction, veto, 60, 80, the bonus and the factor 4/3."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.rulebook import parameters
from jiyue.rulebook.columns import Category, ColumnFacts, terms
from jiyue.rulebook.deductions import Deduction, column_defects, deduct
from jiyue.rulebook.scoring import Result, score
from jiyue.rulebook.scoring import terms as lines
from jiyue.rulebook.verdicts import Outcome

TODAY = date(2026, 11, 23)
RULES = lines("state", TODAY)
MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED


def rates(key):
    return parameters.get(key, city="state", on=TODAY)


def losing(points):
    return [Deduction("x", Fraction(100), Fraction(points))]


@pytest.mark.parametrize(
    ("defects", "taken", "is_capped"),
    [
        pytest.param({}, 0, False, id="no defect"),
        pytest.param({"wrong": 1}, 1, False, id="one wrong field"),
        pytest.param({"wrong": 4}, 4, False, id="exactly the item's points"),
        pytest.param({"wrong": 5}, 4, True, id="more defects than points"),
        pytest.param({"missing": 1, "wrong": 3}, 4, True, id="the column is missing and more"),
    ],
)
def test_an_item_never_loses_more_than_its_points(defects, taken, is_capped):
    found = deduct("functions", defects, rates("deduction-functions"))

    assert (found.taken, found.cap, found.is_capped) == (taken, 4, is_capped)


def test_fractions_of_points_are_exact():
    found = deduct("availability", {"home": 3, "other": 4}, rates("deduction-availability"))

    assert found.taken == Fraction(1)
    assert [(line.defect, line.count, line.points) for line in found.lines] == [
        ("home", 3, Fraction(3, 5)),
        ("other", 4, Fraction(2, 5)),
    ]


def test_an_item_that_was_not_measured_takes_nothing_and_says_so():
    assert deduct("ipv6", None, rates("deduction-ipv6")) == Deduction("ipv6", Fraction(2), None, (), "state@2019-04-18")


@pytest.mark.parametrize("defect", ["mystery", "cap"])
def test_a_defect_without_a_rate_is_an_error_not_a_free_pass(defect):
    with pytest.raises(KeyError, match=defect):
        deduct("ipv6", {defect: 1}, rates("deduction-ipv6"))
    with pytest.raises(KeyError, match=f"“{min(defect, 'other')}、{max(defect, 'other')}”的分值"):
        deduct("ipv6", {defect: 1, "other": 1}, rates("deduction-ipv6"))


@pytest.mark.clause("19.7", "36.1")
def test_a_veto_leaves_the_site_unscored():
    found = score([MET, VIOLATED], losing(0), {"bonus-innovation": Fraction(2)}, RULES)

    assert (found.result, found.points, found.low, found.bonus, found.deductions) == (Result.VETOED, None, None, 0, ())
    assert found.granted == 2


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("lost", "result"),
    [
        (39, Result.QUALIFIED),
        (40, Result.QUALIFIED),
        (Fraction(401, 10), Result.FAILED),
        (100, Result.FAILED),
        (130, Result.FAILED),
    ],
)
def test_sixty_points_are_enough(lost, result):
    found = score([MET], losing(lost), {}, RULES)

    assert found.result is result
    assert found.points == max(100 - Fraction(lost), 0)


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("lost", "points"),
    [
        pytest.param(21, 79, id="79 brings no bonus"),
        pytest.param(20, 80, id="80 itself brings no bonus"),
        pytest.param(Fraction(199, 10), Fraction(801, 10) + 6, id="above 80 the bonus counts"),
    ],
)
def test_the_bonus_counts_above_eighty(lost, points):
    found = score([MET], losing(lost), {"a": Fraction(4), "b": Fraction(2)}, RULES)

    assert (found.points, found.granted) == (points, 6)


def test_the_bonus_is_thirty_at_most():
    found = score([MET], losing(0), {"a": Fraction(40)}, RULES)

    assert (found.bonus, found.points) == (30, 130)


@pytest.mark.clause("14.3", "36.1")
@pytest.mark.parametrize(
    ("lost", "points", "result"),
    [(0, 100, Result.QUALIFIED), (30, 60, Result.QUALIFIED), (31, Fraction(44 * 4, 3), Result.FAILED)],
)
def test_without_services_seventy_five_points_are_scaled_by_four_thirds(lost, points, result):
    found = score([MET], losing(lost), {}, RULES, is_service_skipped=True)

    assert (found.points, found.result) == (points, result)


@pytest.mark.parametrize(("prefix", "total"), [("deduction-", 100), ("bonus-", 30), ("assessment-bonus-", 20)])
def test_the_items_of_a_table_add_up(prefix, total):
    items = [key.id for key in parameters.keys().values() if key.id.startswith(prefix) and key.unit == "rates"]

    assert sum(rates(key).value["cap"] for key in items) == total


@pytest.mark.parametrize(
    ("known", "unknown", "result"),
    [
        pytest.param(20, 20, Result.QUALIFIED, id="60 at the least"),
        pytest.param(20, 21, Result.UNDECIDED, id="59 to 80"),
        pytest.param(41, 20, Result.FAILED, id="59 at the most"),
    ],
)
def test_what_was_not_measured_makes_a_range(known, unknown, result):
    found = score([MET], [*losing(known), Deduction("y", Fraction(unknown), None)], {}, RULES)

    assert (found.result, found.points) == (result, None)
    assert (found.low, found.high) == (100 - known - unknown, 100 - known)
    assert "有指标未测量" in found.reason


@pytest.mark.parametrize(("unknown", "bonus"), [(19, 5), (20, 0)])
def test_the_bonus_counts_only_when_eighty_is_sure(unknown, bonus):
    found = score([MET], [Deduction("y", Fraction(unknown), None)], {"a": Fraction(5)}, RULES)

    assert found.bonus == bonus


def test_an_undecided_veto_leaves_the_result_undecided_unless_the_points_fail():
    assert score([UNDECIDED], losing(0), {}, RULES).result is Result.UNDECIDED
    assert score([UNDECIDED], losing(41), {}, RULES).result is Result.FAILED


def test_a_department_site_is_judged_by_the_vetoes_alone():
    for veto, result in ((MET, Result.QUALIFIED), (UNDECIDED, Result.UNDECIDED), (VIOLATED, Result.VETOED)):
        found = score([veto], losing(90), {}, RULES, is_scored=False)
        assert (found.result, found.points) == (result, None)


@pytest.mark.clause("38.1")
def test_a_score_keeps_the_versions_that_judged_it():
    found = score([MET], [deduct("ipv6", {}, rates("deduction-ipv6"))], {}, RULES)

    assert found.versions == ("state@2019-04-18",)


def column(category, age, entries=3, cycle=30, **more):
    last = None if age is None else TODAY - timedelta(days=age)
    return ColumnFacts(category, last, entries, cycle, **more)


@pytest.mark.parametrize(
    ("columns", "news", "policies", "others"),
    [
        pytest.param([], {"missing": 1}, {"stale": 0}, {"empty": 0, "stale": 0}, id="no column at all"),
        pytest.param([column(Category.NEWS, 7)], {"gap": 0}, ..., ..., id="a week without news is no gap yet"),
        pytest.param([column(Category.NEWS, 8)], {"gap": 1}, ..., ..., id="more than a week is a gap"),
        pytest.param(
            [column(Category.NEWS, 15), column(Category.NEWS, 0)], {"stale": 1}, ..., {"empty": 0, "stale": 0},
            id="stale news count once and not among the others",
        ),
        pytest.param([column(Category.POLICY, 300)] * 3, ..., {"stale": 1}, ..., id="stale policies count once"),
        pytest.param([column(Category.OTHER, 31)] * 2, ..., ..., {"empty": 0, "stale": 2}, id="others count each"),
        pytest.param([column(Category.OTHER, 31, 0)], ..., ..., {"empty": 1, "stale": 0}, id="empty is not stale besides"),
        pytest.param([column(Category.NEWS, 31, 0)], {"gap": 0}, ..., {"empty": 1, "stale": 0}, id="nor for news"),
        pytest.param([column(Category.NEWS, 14)], {"gap": 1}, ..., ..., id="the fourteenth day is not stale yet"),
        pytest.param([column(Category.NEWS, 0)], {"gap": 0}, ..., ..., id="updated today"),
        pytest.param([column(Category.NEWS, -1)], None, ..., ..., id="a date in the future"),
        pytest.param([column(Category.OTHER, 1, cycle=None)], ..., ..., None, id="no declared cycle"),
        pytest.param([column(Category.NEWS, None)], None, ..., ..., id="news that nobody could date"),
        pytest.param([column(Category.POLICY, 1, measured=False)], ..., None, ..., id="policies not measured"),
        pytest.param(
            [column(Category.OTHER, 1, measured=False), column(Category.OTHER, 99)], ..., ..., {"empty": 0, "stale": 1},
            id="what fails is told though another is unknown",
        ),
    ],
)  # fmt: skip
def test_columns_show_their_own_defects_once(columns, news, policies, others):
    found = column_defects(columns, terms("state", TODAY), 7, on=TODAY)

    for name, expected in (("news", news), ("policies", policies), ("other-columns", others)):
        assert expected is ... or found[name] == expected


@given(
    lost=st.lists(st.fractions(0, 30), max_size=8),
    unknown=st.lists(st.integers(0, 20), max_size=4),
    bonus=st.fractions(0, 50),
    is_skipped=st.booleans(),
)
def test_points_stay_within_bounds_and_every_defect_costs(lost, unknown, bonus, is_skipped):
    taken = [Deduction("x", Fraction(30), each) for each in lost]
    missing = [Deduction("y", Fraction(each), None) for each in unknown]

    found = score([MET], taken + missing, {"a": bonus}, RULES, is_service_skipped=is_skipped)
    worse = score([MET], [*taken, *losing(1), *missing], {"a": bonus}, RULES, is_service_skipped=is_skipped)

    assert 0 <= found.low <= found.high <= 100
    assert 0 <= found.bonus <= min(bonus, 30)
    assert worse.high <= found.high
    assert found.bonus == 0 or found.low > 80


@pytest.mark.parametrize(
    ("found", "reason", "label"),
    [
        (lambda: score([VIOLATED], [], {}, RULES), "触犯单项否决，不再计分。", "不合格（单项否决）"),
        (lambda: score([MET], [], {}, RULES, is_scored=False), "部门网站只检查单项否决，不计分。", "合格"),
        (
            lambda: score([MET], losing(Fraction(7, 2)), {"a": Fraction(3, 2)}, RULES),
            "扣分指标得分 96.5，加分 1.5；合格线 60，高于 80 计加分。",
            "合格",
        ),
        (
            lambda: score([MET], losing(50), {}, RULES),
            "扣分指标得分 50；合格线 60，高于 80 计加分。",
            "不合格（得分低于合格线）",
        ),
        (
            lambda: score([MET], [*losing(30), Deduction("y", Fraction(20), None)], {}, RULES),
            "扣分指标得分 50至70（有指标未测量）；合格线 60，高于 80 计加分。",
            "尚不能判定",
        ),
    ],
)
def test_a_score_says_in_words_how_it_came_about(found, reason, label):
    assert (found().reason, found().result.label) == (reason, label)


def test_a_department_site_keeps_what_was_granted_without_counting_it():
    found = score([MET], [], {"a": Fraction(4)}, RULES, is_scored=False)

    assert (found.low, found.high, found.bonus, found.granted, found.deductions) == (None, None, 0, 4, ())


def test_the_lines_are_those_of_the_set_that_is_asked(tmp_path):
    change = tmp_path / "pass.toml"
    change.write_text('[[value]]\nkey = "score-pass"\nvalue = "70"\n', encoding="utf-8")

    with parameters.trial(change) as stricter:
        assert score([MET], losing(35), {}, lines(stricter, TODAY)).result is Result.FAILED
    assert score([MET], losing(35), {}, lines("baoji", TODAY)).result is Result.QUALIFIED
