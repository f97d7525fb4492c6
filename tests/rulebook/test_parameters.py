"""Values by set, key and day; later versions; what a set takes from the sets it is based on."""

from datetime import date
from fractions import Fraction

import pytest

from jiyue.rulebook import parameters
from jiyue.rulebook.parameter_files import load

TODAY = date(2026, 11, 23)

SET = """
id = "demo"
title = "示例市"
document = "示例市政办发〔2026〕1号"
held = true
based_on = ["state"]
in_force_from = 2026-01-01
source = "示例市政办发〔2026〕1号"
certainty = "found"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("key", "value", "unit", "clause"),
    [
        pytest.param("opening-within", 1, "years", "8.7", marks=pytest.mark.clause("8.7")),
        pytest.param("opening-notice", 30, "days", "8.8", marks=pytest.mark.clause("8.8")),
        pytest.param("offline-per-year", 1, "times", "9.3", marks=pytest.mark.clause("9.3")),
        pytest.param("offline-max-days", 30, "days", "9.3", marks=pytest.mark.clause("9.3")),
        pytest.param("exit-cleanup", 1, "months", "9.7", marks=pytest.mark.clause("9.7")),
        pytest.param("closing-notice", 30, "days", "9.11", marks=pytest.mark.clause("9.11")),
        pytest.param("change-filing", 2, "days", "9.14", marks=pytest.mark.clause("9.14")),
        pytest.param("english-domains", 1, "count", "10.2", marks=pytest.mark.clause("10.2")),
        pytest.param("registry-finish", 3, "workdays", "11.3", marks=pytest.mark.clause("11.3")),
        pytest.param("domain-contact-update", 20, "workdays", "11.5", marks=pytest.mark.clause("11.5")),
        pytest.param("old-domain-notice", 3, "months", "11.7", marks=pytest.mark.clause("11.7")),
        pytest.param("domain-term", 10, "years", "A3", marks=pytest.mark.clause("A3")),
        pytest.param("survey-result", 1, "months", "15.2", marks=pytest.mark.clause("15.2")),
        pytest.param("message-answer", 5, "workdays", "18.1", marks=pytest.mark.clause("18.1")),
        pytest.param("column-news-days", 14, "days", "19.1", marks=pytest.mark.clause("19.1")),
        pytest.param("column-policy-months", 6, "months", "19.2", marks=pytest.mark.clause("19.2")),
        pytest.param("message-veto", 3, "months", "19.4", marks=pytest.mark.clause("19.4")),
        pytest.param("overdue-other-columns", 10, "count", "19.5", marks=pytest.mark.clause("19.5")),
        pytest.param("empty-columns", 5, "count", "19.6", marks=pytest.mark.clause("19.6")),
        pytest.param("self-inspection", 1, "times", "28.2", marks=pytest.mark.clause("28.2")),
        pytest.param("annual-report-by", "01-20", "month-day", "32.9", marks=pytest.mark.clause("32.9")),
        pytest.param("training-host", 1, "times", "32.10", marks=pytest.mark.clause("32.10")),
    ],
)
def test_the_numbers_of_the_measures(key, value, unit, clause):
    parameter = parameters.get(key, city="baoji", on=TODAY)

    assert (parameter.value, parameter.unit, parameter.clause) == (value, unit, clause)
    assert (parameter.set, parameter.source, parameter.certainty) == ("baoji", "宝政办发〔2021〕23号", "found")
    assert not parameter.addition


@pytest.mark.clause("32.9")
def test_city_province_and_state_want_the_annual_report_on_different_days():
    by = {
        set_id: parameters.get("annual-report-by", city=set_id, on=TODAY).value for set_id in parameters._SETS.folders
    }

    assert by == {"baoji": "01-20", "state": "01-31", "shaanxi": "01-22"}


@pytest.mark.clause("36.1")
def test_where_the_measures_are_silent_the_state_speaks():
    parameter = parameters.get("probe-failure-share", city="baoji", on=TODAY)

    assert (parameter.value, parameter.set) == (Fraction(5, 100), "state")


def test_a_number_of_our_own_says_so():
    parameter = parameters.get("message-transfers", on=TODAY)

    assert (parameter.certainty, parameter.source, parameter.addition) == ("default", "平台自定", True)


@pytest.mark.clause("36.1")
def test_the_province_s_rules_are_known_by_name_and_not_held():
    shaanxi = next(each for each in parameters.sets() if each.id == "shaanxi")

    assert not shaanxi.held
    assert "未取得" in shaanxi.document
    with pytest.raises(parameters.NotHeld, match="陕西"):
        parameters.get("column-news-days", city="shaanxi", on=TODAY)


def test_before_a_set_is_in_force_it_holds_nothing():
    with pytest.raises(parameters.NotHeld):
        parameters.get("opening-within", city="baoji", on=date(2020, 12, 31))
    assert parameters.get("opening-within", city="baoji", on=date(2021, 1, 1)).value == 1


def test_an_unknown_key_and_an_unknown_set_are_errors():
    with pytest.raises(KeyError):
        parameters.get("no-such-number", on=TODAY)
    with pytest.raises(parameters.NotHeld, match="现有"):
        parameters.get("opening-within", city="atlantis", on=TODAY)


@pytest.mark.clause("38.1")
def test_a_later_version_ends_the_earlier_one_on_the_eve(folder):
    (folder / "numbers.toml").write_text(
        """
[[value]]
key = "message-answer"
value = 5

[[value]]
key = "message-answer"
value = 4
in_force_from = 2027-03-01
""",
        encoding="utf-8",
    )

    first, second = load(folder).versions["message-answer"]

    assert (first.value, first.in_force_from, first.in_force_to) == (5, date(2026, 1, 1), date(2027, 2, 28))
    assert (second.value, second.in_force_from, second.in_force_to) == (4, date(2027, 3, 1), None)
    assert (first.version, second.version) == ("demo@2026-01-01", "demo@2027-03-01")


def test_an_added_folder_is_judged_by_at_once(folder):
    (folder / "numbers.toml").write_text('[[value]]\nkey = "column-news-days"\nvalue = 10\n', encoding="utf-8")

    added = parameters.add_folder(folder)
    try:
        assert parameters.get("column-news-days", city="demo", on=TODAY).value == 10
        assert parameters.get("column-policy-months", city="demo", on=TODAY).set == "state"
        assert added in parameters.sets()
    finally:
        parameters.forget("demo")


def test_a_value_with_an_end_is_not_valid_after_it(folder):
    (folder / "numbers.toml").write_text(
        '[[value]]\nkey = "change-filing"\nvalue = 5\nin_force_to = 2026-06-30\n', encoding="utf-8"
    )

    parameters.add_folder(folder)
    try:
        assert parameters.get("change-filing", city="demo", on=date(2026, 6, 30)).value == 5
        with pytest.raises(parameters.NotHeld):
            parameters.get("change-filing", city="demo", on=date(2026, 7, 1))
    finally:
        parameters.forget("demo")


def test_every_value_of_a_set_is_listed_with_what_it_inherits():
    listed = {parameter.key: parameter for parameter in parameters.of_set("baoji", on=TODAY)}

    assert set(listed) == set(parameters.keys())
    assert {parameter.set for parameter in listed.values()} == {"baoji", "state"}


def test_a_span_tells_a_clock_its_unit_and_a_count_can_not():
    assert parameters.get("message-answer", on=TODAY).clock_unit == "workdays"
    with pytest.raises(ValueError, match="不能计算期限"):
        _ = parameters.get("offline-per-year", on=TODAY).clock_unit


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("key", "value", "source"),
    [
        ("offline-max-days", 30, "国办发〔2017〕47号"),
        ("annual-report-by", "01-31", "国办函〔2018〕12号"),
        ("english-domains", 1, "国办函〔2018〕55号"),
        ("overdue-core-columns", 5, "国办秘函〔2019〕19号 附件1"),
    ],
)
def test_the_state_s_numbers_name_their_document(key, value, source):
    parameter = parameters.get(key, city="state", on=TODAY)

    assert (parameter.value, parameter.source, parameter.certainty) == (value, source, "found")
