"""Temporary offline (9.3): once a calendar year, at most thirty days."""

from datetime import date

import pytest

from jiyue.rulebook import offline, parameters
from jiyue.rulebook.refusal import Refusal

ON = date(2026, 2, 1)
OWN_SET = """id = "example-city"
title = "示例市"
document = "示例〔2025〕1号"
held = true
based_on = ["baoji"]
in_force_from = 2025-01-01
source = "示例〔2025〕1号"
certainty = "found"
"""
OWN_VALUES = """[[value]]
key = "offline-max-days"
value = 10

[[value]]
key = "offline-per-year"
value = 2
"""


@pytest.mark.clause("9.3")
@pytest.mark.parametrize(
    ("end", "refused"),
    [
        pytest.param(date(2026, 3, 1), False, id="a single day"),
        pytest.param(date(2026, 3, 30), False, id="29 days"),
        pytest.param(date(2026, 3, 31), False, id="30 days are still in time"),
        pytest.param(date(2026, 4, 1), True, id="31 days are not"),
    ],
)
def test_a_site_is_offline_for_thirty_days_at_most(end, refused):
    found = offline.refusals(date(2026, 3, 1), end, earlier_starts=[], on=ON)
    assert bool(found) is refused


def test_too_long_a_time_is_refused_with_the_latest_end():
    (refusal,) = offline.refusals(date(2026, 3, 1), date(2026, 4, 9), earlier_starts=[], on=ON)
    assert refusal == Refusal(
        "9.3",
        "拟临时下线 39 天，超过 30 天的上限。",
        "请把结束日期提前到 2026-03-31 或更早；长期不再运行的，走注销关停程序。",
    )


@pytest.mark.clause("9.3")
@pytest.mark.parametrize(
    ("earlier", "refused"),
    [
        pytest.param([], False, id="none before"),
        pytest.param([date(2026, 1, 1)], True, id="one on the year's first day"),
        pytest.param([date(2026, 12, 31)], True, id="one already planned for its last day"),
        pytest.param([date(2025, 12, 31)], False, id="one that began last year counts there, however long it lasted"),
        pytest.param([date(2027, 1, 1)], False, id="one of the next year"),
    ],
)
def test_a_site_goes_offline_once_a_calendar_year(earlier, refused):
    found = offline.refusals(date(2026, 3, 1), date(2026, 3, 2), earlier_starts=earlier, on=ON)
    assert bool(found) is refused


def test_a_second_time_is_refused_with_the_earlier_ones_and_the_way_out():
    earlier = [date(2026, 5, 2), date(2026, 1, 8)]
    (refusal,) = offline.refusals(date(2026, 3, 1), date(2026, 3, 2), earlier_starts=earlier, on=ON)
    assert refusal == Refusal(
        "9.3",
        "2026 年已临时下线 2 次（2026-01-08、2026-05-02），每年不得超过 1 次。",
        "请改在 2027 年安排；不可抗力或被责令关停的，走紧急关停程序，不计入次数。",
    )


def test_both_reasons_are_told_at_once():
    found = offline.refusals(date(2026, 3, 1), date(2026, 5, 2), earlier_starts=[date(2026, 1, 8)], on=ON)
    assert ["超过" in each.sentence for each in found] == [True, True]


def test_reversed_dates_are_refused_alone():
    (refusal,) = offline.refusals(date(2026, 3, 2), date(2026, 3, 1), earlier_starts=[date(2026, 1, 8)], on=ON)
    assert refusal == Refusal("9.3", "结束日期（2026-03-01）早于开始日期（2026-03-02）。", "请核对计划起止日期。")


def test_another_citys_numbers_may_be_asked_for(tmp_path, monkeypatch):
    monkeypatch.setattr(parameters, "_SETS", parameters._Sets())
    (tmp_path / "set.toml").write_text(OWN_SET, encoding="utf-8")
    (tmp_path / "own.toml").write_text(OWN_VALUES, encoding="utf-8")
    city = parameters.add_folder(tmp_path).id
    start = date(2026, 3, 1)
    assert offline.last_day(start, on=ON, city=city) == date(2026, 3, 11)
    found = offline.refusals(start, date(2026, 3, 12), earlier_starts=[date(2026, 1, 8)], on=ON, city=city)
    assert [each.sentence for each in found] == ["拟临时下线 11 天，超过 10 天的上限。"]


def test_the_last_day_within_the_limit():
    assert offline.last_day(date(2026, 3, 1), on=ON) == date(2026, 3, 31)


def test_the_offlines_of_a_year_come_in_order():
    starts = [date(2026, 12, 31), date(2025, 5, 1), date(2026, 1, 1)]
    assert offline.starts_in_year(starts, 2026) == (date(2026, 1, 1), date(2026, 12, 31))


def test_before_any_rule_there_is_no_limit_to_judge_by():
    with pytest.raises(parameters.NotHeld):
        offline.refusals(date(2016, 3, 1), date(2016, 3, 2), earlier_starts=[], on=date(2016, 1, 1))


@pytest.mark.clause("9.2")
@pytest.mark.parametrize(
    ("kind", "level", "places"),
    [
        ("department", "city", ("city-portal",)),
        ("department", "county", ("county-portal",)),
        ("portal", "county", ("holding-page", "city-portal")),
        ("portal", "city", ("holding-page",)),
    ],
)
def test_the_notice_stands_on_the_portal_of_the_level_unless_that_is_offline_itself(kind, level, places):
    assert offline.notice_places(kind, level) == places
