"""Escalation: before, on and after a due day, in calendar days and in workdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.rulebook import ladders, workcalendar
from jiyue.rulebook.workcalendar import Arrangement, Holiday

unhurried = settings(deadline=None)  # the machine may be busy; how long is measured elsewhere
STANDARD = ladders.get("standard")
MESSAGE = ladders.get("message")
DUE_ON = date(2026, 3, 13)  # a Friday


@pytest.mark.parametrize(
    ("on", "at", "text"),
    [
        pytest.param(date(2026, 3, 9), None, None, id="four days before"),
        pytest.param(date(2026, 3, 10), -3, "还有 3 天到期", id="three days before"),
        pytest.param(date(2026, 3, 12), -3, "还有 1 天到期", id="the day before stands on the same rung"),
        pytest.param(date(2026, 3, 13), 0, "今天到期", id="on the day"),
        pytest.param(date(2026, 3, 14), 1, "已逾期 1 天", id="a day late"),
        pytest.param(date(2026, 3, 19), 1, "已逾期 6 天", id="six days late"),
        pytest.param(date(2026, 3, 20), 7, "已逾期 7 天，提请督办", id="a week late"),
        pytest.param(date(2026, 5, 12), 7, "已逾期 60 天，提请督办", id="long ago"),
    ],
)
def test_where_a_duty_stands(on, at, text):
    reached = ladders.standing(STANDARD, DUE_ON, on=on)
    assert (reached and (reached.rung.at, reached.text)) == (None if at is None else (at, text))


@pytest.mark.clause("18.1")
def test_messages_count_in_workdays():
    days = {each.rung.at: each.day for each in ladders.plan(MESSAGE, date(2025, 10, 9))}
    assert days == {
        -3: date(2025, 9, 28),
        -1: date(2025, 9, 30),
        0: date(2025, 10, 9),
        1: date(2025, 10, 10),
        5: date(2025, 10, 15),
    }
    reached = ladders.standing(MESSAGE, date(2025, 10, 9), on=date(2025, 10, 12))
    assert reached.text == "已超期 2 个工作日"


def test_a_plan_says_each_rung_with_its_own_days():
    assert [(each.day, each.text, each.rung.level_label) for each in ladders.plan(STANDARD, DUE_ON)] == [
        (date(2026, 3, 10), "还有 3 天到期", "提醒"),
        (date(2026, 3, 13), "今天到期", "预警"),
        (date(2026, 3, 14), "已逾期 1 天", "逾期"),
        (date(2026, 3, 20), "已逾期 7 天，提请督办", "督办"),
    ]


@pytest.mark.parametrize(
    ("after", "on", "at"),
    [
        pytest.param(None, date(2026, 3, 9), None, id="nothing yet"),
        pytest.param(None, date(2026, 3, 10), -3, id="the first time"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 10), -3, id="said yesterday, a new rung today"),
        pytest.param(date(2026, 3, 10), date(2026, 3, 10), None, id="twice on a day"),
        pytest.param(date(2026, 3, 10), date(2026, 3, 12), None, id="no new rung since"),
        pytest.param(date(2026, 3, 1), date(2026, 3, 14), 1, id="rungs slept through are not said one by one"),
    ],
)
def test_what_is_said_when(after, on, at):
    reached = ladders.newly_reached(STANDARD, DUE_ON, after=after, on=on)
    assert (reached and reached.rung.at) == at


@unhurried
@given(st.dates(date(2020, 1, 1), date(2026, 12, 1)), st.integers(-120, 120), st.sampled_from(ladders.ids()))
def test_a_duty_never_climbs_down(due_on, offset, ladder_id):
    ladder = ladders.get(ladder_id)
    today = due_on + timedelta(days=offset)
    now = ladders.standing(ladder, due_on, on=today)
    next_day = ladders.standing(ladder, due_on, on=today + timedelta(days=1))
    assert now is None or next_day.rung.at >= now.rung.at


@pytest.mark.parametrize("ladder_id", ladders.ids())
def test_every_ladder_has_a_rung_for_the_day_itself_and_for_being_overdue(ladder_id):
    ladder = ladders.get(ladder_id)
    at = [rung.at for rung in ladder.rungs]
    assert (0 in at, at[-1] > 0) == (True, True)
    assert ladder.is_addition, "no clause lays down rungs"
    assert ladder.title


def test_the_ladders_are_listed_in_order():
    assert ladders.ids() == (
        "annual-report",
        "column",
        "domain-expiry",
        "filing",
        "message",
        "opening",
        "rectification",
        "standard",
    )


def test_the_shipped_ladders_are_sound():
    assert ladders.faults() == ()


def test_a_ladder_reads_as_its_data_say():
    message, standard = ladders.get("message"), ladders.get("standard")
    assert (message.id, message.title, message.clause, message.unit) == ("message", "网民留言答复", "18.1", "workdays")
    assert (standard.clause, standard.unit) == ("", "days")
    assert message.rungs[-1] == ladders.Rung(
        5, "escalated", ("head", "bureau", "office"), "已超期 {days} 个工作日，提请督办"
    )
    assert message.rungs[-1].to_labels == ("总负责人", "市大数据发展服务局", "市政府办公室")


LADDER = """[ladders.x]
title = "试"
clause = "18.1"
addition = true
unit = "days"
rungs = [
  { at = -1, level = "notice", to = ["owner"], text = "前" },
  { at = 0, level = "warning", to = ["head"], text = "当天" },
]
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("at = -1", "at = 1", 7, "的台阶没有由早到晚排列，或有重复。"),
        ("at = -1", "at = 0", 7, "的台阶没有由早到晚排列，或有重复。"),
        ('unit = "days"', 'unit = "weeks"', 6, "的单位“weeks”应为 days 或 workdays。"),
        ('"18.1"', '"99.9"', 4, "没有这个条款：“99.9”。"),
        ('"notice"', '"hint"', 7, "没有这个级别：“hint”。"),
        ('"owner"', '"province"', 7, "没有这个角色：“province”。"),
        ('title = "试"\n', "", 2, "缺少字段：title。"),
        (', text = "前"', "", 2, "缺少字段：rungs 的 text。"),
        ('title = "试"', 'title = "试"\ncolour = 1', 4, "有不认识的字段“colour”。"),
    ],
)
def test_a_fault_of_a_ladder_is_told_with_its_line(tmp_path, old, new, line, words):
    path = tmp_path / "ladders.toml"
    path.write_text("# first line\n" + LADDER.replace(old, new, 1), encoding="utf-8")
    (fault,) = ladders.faults(path)
    assert (fault.file, fault.line) == (path, line)
    assert fault.sentence == f"“x”{words}"


def test_a_sound_file_of_ladders_has_no_faults(tmp_path):
    path = tmp_path / "ladders.toml"
    path.write_text(LADDER.replace('clause = "18.1"\n', ""), encoding="utf-8")
    assert ladders.faults(path) == ()


def test_calendars_are_handed_on():
    saturday = date(2027, 1, 9)
    calendar = workcalendar.official().entered(
        Arrangement(2027, (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3), (saturday,)),))
    )
    friday = date(2027, 1, 8)
    assert ladders.plan(MESSAGE, friday, calendar=calendar)[3].day == saturday
    assert ladders.plan(MESSAGE, friday)[3].day == date(2027, 1, 11)
    assert ladders.standing(MESSAGE, friday, on=saturday, calendar=calendar).text == "已超期 1 个工作日"
    assert ladders.newly_reached(MESSAGE, friday, after=friday, on=saturday, calendar=calendar).day == saturday
    assert ladders.newly_reached(MESSAGE, friday, after=friday, on=saturday) is None


def test_what_is_reached_names_its_ladder():
    assert {each.ladder for each in ladders.plan(STANDARD, DUE_ON)} == {"standard"}
    reached = ladders.standing(STANDARD, DUE_ON, on=date(2026, 3, 12))
    assert (reached.ladder, reached.day) == ("standard", date(2026, 3, 10))


def test_an_unknown_ladder_is_an_error_of_the_caller():
    with pytest.raises(KeyError, match="no-such"):
        ladders.get("no-such")
