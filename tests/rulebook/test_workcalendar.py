"""The shipped arrangements agree with the chinesecalendar package, and a notice can be entered later."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from jiyue.rulebook import workcalendar
from jiyue.rulebook.loading import DataError
from jiyue.rulebook.workcalendar import Arrangement, Calendar, Holiday

YEAR_2027 = Arrangement(
    2027,
    (
        Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3)),
        Holiday("春节", date(2027, 2, 5), date(2027, 2, 12), (date(2027, 1, 31), date(2027, 2, 14))),
    ),
    title="（测试）2027年部分节假日安排",
    number="测试〔2026〕1号",
    announced_on=date(2026, 11, 20),
)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_every_day_of_an_announced_year_agrees_with_the_package(year):
    calendar = workcalendar.official()
    day = date(year, 1, 1)
    while day.year == year:
        assert calendar.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        pytest.param(date(2025, 10, 9), "workday", "", id="a plain Thursday"),
        pytest.param(date(2025, 10, 11), "makeup", "国庆节", id="a Saturday worked for the National Day"),
        pytest.param(date(2025, 10, 12), "weekend", "", id="a plain Sunday"),
        pytest.param(date(2025, 10, 6), "holiday", "中秋节", id="Mid-autumn within the National Day's week"),
        pytest.param(date(2018, 12, 29), "makeup", "元旦", id="the notice of 2019 reaches back into 2018"),
        pytest.param(date(2018, 12, 31), "holiday", "元旦", id="a Monday off by the next year's notice"),
        pytest.param(date(2027, 2, 6), "holiday", "春节", id="the statutory days of a year without notice"),
        pytest.param(date(2040, 10, 1), "holiday", "国庆节", id="the fixed days of a year without any file"),
        pytest.param(date(2040, 10, 4), "workday", "", id="nothing else is known of such a year"),
        pytest.param(date(2040, 10, 6), "weekend", "", id="but its weekends"),
    ],
)
def test_what_a_day_is(day, kind, name):
    found = workcalendar.official().kind(day)
    assert (found.kind, found.name) == (kind, name)
    assert found.is_workday == (kind in {"workday", "makeup"})


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        pytest.param(date(2026, 12, 28), False, id="no notice has reached back so far"),
        pytest.param(date(2026, 12, 29), True, id="the next year's notice may reach back to here"),
        pytest.param(date(2027, 1, 1), True, id="the year has no notice"),
        pytest.param(date(2040, 6, 1), True, id="the year has no file"),
        pytest.param(date(2025, 12, 31), False, id="both years are announced"),
    ],
)
def test_which_days_a_notice_may_still_change(day, provisional):
    assert workcalendar.official().is_provisional(day) is provisional


def test_the_last_known_year_leaves_its_turn_open():
    calendar = Calendar({2027: YEAR_2027})
    assert not calendar.is_provisional(date(2027, 12, 28))
    assert calendar.is_provisional(date(2027, 12, 29))


def test_entering_a_notice_settles_its_year_and_leaves_the_old_calendar_as_it_was():
    before = workcalendar.official()
    after = before.entered(YEAR_2027)
    assert after.is_workday(date(2027, 1, 31))
    assert not before.is_workday(date(2027, 1, 31))
    assert (after.is_provisional(date(2027, 6, 1)), before.is_provisional(date(2027, 6, 1))) == (False, True)
    assert not after.is_provisional(date(2026, 12, 31))
    assert after.version(2027) == "2027：测试〔2026〕1号"
    assert (before.version(2027), before.version(2050)) == ("2027：暂定", "2050：暂定")
    assert before.version(2004) == "2004：国务院办公厅关于2004年部分节假日安排的通知"


def test_a_notice_outweighs_what_a_provisional_neighbour_says_of_the_turn_of_the_year():
    provisional = Arrangement(2028, (Holiday("元旦", date(2027, 12, 31), date(2028, 1, 1)),), is_provisional=True)
    announced = Arrangement(2027, (Holiday("年末", date(2027, 12, 25), date(2027, 12, 31)),))
    calendar = Calendar({2028: provisional, 2027: announced})
    assert calendar.kind(date(2027, 12, 31)).name == "年末"
    assert calendar.kind(date(2028, 1, 1)).name == "元旦"


def test_all_faults_of_a_notice_are_told_one_a_line():
    wrong = Arrangement(2027, (Holiday("春节", date(2026, 1, 1), date(2026, 1, 1), (date(2027, 2, 12),)),))
    with pytest.raises(ValueError, match="春节") as caught:
        workcalendar.official().entered(wrong)
    assert str(caught.value) == (
        "“春节”的 2026-01-01 不属于 2027 年的安排。\n“春节”的调休上班日 2027-02-12 不是周六或周日。"
    )


NEW_YEAR = Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("holiday", "sentence"),
    [
        pytest.param(Holiday("春节", date(2027, 2, 9), date(2027, 2, 8)), "早于第一天", id="ends before it begins"),
        pytest.param(Holiday("春节", date(2027, 2, 1), date(2027, 2, 17)), "放假 17 天", id="17 days are a slip"),
        pytest.param(Holiday("春节", date(2027, 1, 3), date(2027, 1, 4)), "同时属于", id="a day of two holidays"),
        pytest.param(Holiday("春节", date(2026, 12, 28), date(2026, 12, 29)), "不属于 2027 年", id="too far back"),
        pytest.param(Holiday("春节", date(2027, 12, 31), date(2028, 1, 1)), "不属于 2027 年", id="too far on"),
        pytest.param(
            Holiday("春节", date(2027, 2, 5), date(2027, 2, 8), (date(2027, 2, 12),)), "不是周六或周日", id="a Friday"
        ),
        pytest.param(
            Holiday("春节", date(2027, 2, 5), date(2027, 2, 8), (date(2027, 1, 3),)), "既是“元旦”放假日", id="a day off"
        ),
        pytest.param(
            Holiday("春节", date(2027, 2, 5), date(2027, 2, 8), (date(2028, 1, 1),)), "不属于 2027 年", id="next year"
        ),
    ],
)
def test_a_notice_with_a_fault_is_refused_in_a_sentence(holiday, sentence):
    wrong = Arrangement(2027, (NEW_YEAR, holiday))
    assert any(sentence in fault for fault in wrong.faults())
    with pytest.raises(ValueError, match=sentence):
        workcalendar.official().entered(wrong)


@pytest.mark.parametrize(
    "holiday",
    [
        pytest.param(Holiday("春节", date(2027, 2, 1), date(2027, 2, 16)), id="16 days"),
        pytest.param(Holiday("春节", date(2027, 2, 5), date(2027, 2, 5)), id="one day"),
        pytest.param(Holiday("元旦", date(2026, 12, 29), date(2026, 12, 31)), id="from 29 December"),
        pytest.param(Holiday("春节", date(2027, 2, 5), date(2027, 2, 8), (date(2027, 2, 13),)), id="a Saturday worked"),
        pytest.param(Holiday("春节", date(2027, 2, 5), date(2027, 2, 8), (date(2027, 2, 14),)), id="a Sunday worked"),
    ],
)
def test_a_sound_notice_has_no_faults(holiday):
    assert Arrangement(2027, (NEW_YEAR, holiday)).faults() == ()


YEAR_FILE = """year = 2027
state = "announced"
title = "测试"

[[holidays]]
name = "元旦"
first_on = 2027-01-01
last_on = 2027-01-03

[[holidays]]
name = "春节"
first_on = 2027-02-05
last_on = {last_on}
makeup = [2027-01-31]
"""


def test_a_year_of_another_folder_replaces_the_shipped_one(tmp_path):
    (tmp_path / "2027.toml").write_text(YEAR_FILE.format(last_on="2027-02-12"), encoding="utf-8")
    calendar = workcalendar.load(workcalendar.FOLDER, tmp_path)
    assert calendar.arrangements[2027].title == "测试"
    assert calendar.is_workday(date(2027, 1, 31))
    assert calendar.arrangements[2026] == workcalendar.official().arrangements[2026]


def test_a_citys_folder_counts_for_the_clocks_until_it_is_forgotten(tmp_path):
    (tmp_path / "2027.toml").write_text(YEAR_FILE.format(last_on="2027-02-12"), encoding="utf-8")
    before = workcalendar.official().arrangements[2027].title
    workcalendar.forget(tmp_path)  # one that was never added is no fault
    workcalendar.add_folder(tmp_path)
    workcalendar.add_folder(tmp_path)
    try:
        assert workcalendar.official().arrangements[2027].title == "测试"
    finally:
        workcalendar.forget(tmp_path)
    assert workcalendar.official().arrangements[2027].title == before


def test_a_citys_folder_with_a_fault_is_refused_and_changes_nothing(tmp_path):
    (tmp_path / "2027.toml").write_text(YEAR_FILE.format(last_on="2027-02-01"), encoding="utf-8")
    with pytest.raises(DataError, match="春节"):
        workcalendar.add_folder(tmp_path)
    assert workcalendar.official().arrangements[2027].title != "测试"


def test_a_fault_in_a_file_is_told_with_its_line(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text(YEAR_FILE.format(last_on="2027-02-01"), encoding="utf-8")
    with pytest.raises(DataError, match="春节") as caught:
        workcalendar.load(tmp_path).is_workday(date(2027, 5, 1))
    assert [(fault.file, fault.line) for fault in workcalendar.faults(tmp_path)] == [(path, 10)]
    assert (caught.value.file, caught.value.line) == (path, 10)


def test_a_file_without_a_field_is_told(tmp_path):
    path = tmp_path / "2027.toml"
    path.write_text('year = 2027\nstate = "announced"\n', encoding="utf-8")
    with pytest.raises(DataError, match="holidays"):
        workcalendar.arrangement(path)


@pytest.mark.parametrize(
    ("name", "words"),
    [("2028.toml", "年份 2027 与文件名“2028.toml”不符。"), ("next.toml", "文件名应为年份，例如 2027.toml。")],
)
def test_a_file_is_named_by_its_year(tmp_path, name, words):
    (tmp_path / name).write_text("# 2027\n" + YEAR_FILE.format(last_on="2027-02-12"), encoding="utf-8")
    (fault,) = workcalendar.faults(tmp_path)
    assert (fault.sentence, fault.file) == (words, tmp_path / name)
    assert fault.line == (2 if name == "2028.toml" else 1)


def test_the_shipped_years_are_sound_and_read_only_when_asked_for(tmp_path):
    assert workcalendar.faults(workcalendar.FOLDER) == ()
    assert list(workcalendar.official().arrangements) == list(range(2004, 2036))
    (tmp_path / "2030.toml").write_text("nonsense", encoding="utf-8")
    calendar = workcalendar.load(workcalendar.FOLDER, tmp_path)
    assert len(calendar.arrangements) == 32
    assert calendar.is_workday(date(2026, 11, 23))
    with pytest.raises(DataError):
        calendar.is_workday(date(2030, 11, 25))


def test_a_notice_reads_as_its_file_says():
    notice = workcalendar.official().arrangements[2025]
    assert (notice.year, notice.number, notice.announced_on) == (2025, "国办发明电〔2024〕12号", date(2024, 11, 12))
    assert (notice.title, notice.certainty) == ("国务院办公厅关于2025年部分节假日安排的通知", "found")
    assert notice.source.startswith("chinesecalendar")
    assert not notice.is_provisional
    assert notice.holidays[1] == Holiday(
        "春节", date(2025, 1, 28), date(2025, 2, 4), (date(2025, 1, 26), date(2025, 2, 8))
    )
    assert workcalendar.official().arrangements[2020].note == "春节一项已含2020年1月的延长通知。"
