"""Due dates by hand-made tables: below, at and above, over holidays, make-up days, month ends and pauses."""

from datetime import date, timedelta

import pytest

from jiyue.rulebook import clocks, workcalendar
from jiyue.rulebook.clocks import Manner, Pause
from jiyue.rulebook.workcalendar import Arrangement, Holiday

MESSAGE = Manner(start="收到", last="最晚答复日")


@pytest.mark.clause("18.1")
def test_a_message_received_on_9_october_2025_is_due_on_the_15th_and_says_why():
    deadline = clocks.due(date(2025, 10, 9), 5, "workdays", manner=MESSAGE)
    assert deadline.due_on == date(2025, 10, 15)
    assert deadline.explanation == (
        "收到 2025-10-09 周四 → 10-10 第 1 日 → 10-11 周六调休上班 第 2 日 → 10-13 第 3 日 → 10-14 第 4 日"
        " → 10-15 第 5 日，为最晚答复日"
    )
    assert [(step.kind, step.number) for step in deadline.steps] == [
        ("start", None),
        ("counted", 1),
        ("makeup", 2),
        ("weekend", None),
        ("counted", 3),
        ("counted", 4),
        ("counted", 5),
    ]
    assert [step.label for step in deadline.steps][:4] == [
        "收到 2025-10-09 周四",
        "10-10 第 1 日",
        "10-11 周六调休上班 第 2 日",
        "10-12 周日，不计",
    ]
    assert [step.cause for step in deadline.steps] == ["", "", "国庆节", "", "", "", ""]
    assert (deadline.provisional, deadline.versions) == (False, ("2025：国办发明电〔2024〕12号",))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due_on"),
    [
        pytest.param(date(2026, 3, 2), 0, "workdays", date(2026, 3, 2), id="within nothing is the same day"),
        pytest.param(date(2026, 3, 2), 1, "workdays", date(2026, 3, 3), id="the day of receipt is day zero"),
        pytest.param(date(2026, 3, 6), 1, "workdays", date(2026, 3, 9), id="Friday to Monday"),
        pytest.param(date(2026, 2, 27), 1, "workdays", date(2026, 2, 28), id="a Saturday worked counts"),
        pytest.param(date(2025, 9, 30), 5, "workdays", date(2025, 10, 14), id="over the National Day"),
        pytest.param(date(2025, 10, 3), 1, "workdays", date(2025, 10, 9), id="received in a holiday"),
        pytest.param(date(2018, 12, 28), 2, "workdays", date(2019, 1, 2), id="the turn of a year"),
        pytest.param(date(2026, 3, 1), 30, "days", date(2026, 3, 31), id="days are calendar days"),
        pytest.param(date(2026, 9, 29), 2, "days", date(2026, 10, 1), id="the last day may be a holiday"),
        pytest.param(date(2026, 3, 1), 2, "weeks", date(2026, 3, 15), id="weeks"),
        pytest.param(date(2026, 1, 31), 1, "months", date(2026, 2, 28), id="a month without that day: its last"),
        pytest.param(date(2024, 1, 31), 1, "months", date(2024, 2, 29), id="a leap year's February"),
        pytest.param(date(2026, 8, 31), 6, "months", date(2027, 2, 28), id="over the year"),
        pytest.param(date(2026, 2, 28), 1, "months", date(2026, 3, 28), id="same day, not last day"),
        pytest.param(date(2026, 6, 15), 6, "months", date(2026, 12, 15), id="ends in December"),
        pytest.param(date(2024, 2, 29), 1, "years", date(2025, 2, 28), id="a leap day's year"),
        pytest.param(date(2026, 6, 15), 2, "years", date(2028, 6, 15), id="years"),
    ],
)
def test_when_something_is_due(start, amount, unit, due_on):
    deadline = clocks.due(start, amount, unit)
    assert deadline.due_on == due_on
    assert deadline.start == start
    assert clocks.last_day(start, amount, unit) == due_on


def test_the_last_day_itself_is_in_time():
    deadline = clocks.due(date(2026, 3, 2), 5, "days")
    assert [deadline.days_left(date(2026, 3, day)) for day in (6, 7, 8)] == [1, 0, -1]
    assert [deadline.is_overdue(date(2026, 3, day)) for day in (6, 7, 8)] == [False, False, True]


@pytest.mark.parametrize(
    ("amount", "unit", "pause", "due_on"),
    [
        pytest.param(5, "days", (3, 4), date(2026, 3, 9), id="two days in the middle"),
        pytest.param(5, "days", (2, 2), date(2026, 3, 7), id="the day of start does not count anyhow"),
        pytest.param(5, "days", (7, 7), date(2026, 3, 8), id="the last day itself"),
        pytest.param(5, "days", (8, 9), date(2026, 3, 7), id="after the end"),
        pytest.param(5, "workdays", (7, 8), date(2026, 3, 9), id="a weekend loses nothing"),
        pytest.param(5, "workdays", (6, 9), date(2026, 3, 11), id="a Friday and a Monday"),
        pytest.param(1, "weeks", (3, 3), date(2026, 3, 10), id="weeks are put off by days"),
        pytest.param(1, "months", (3, 12), date(2026, 4, 12), id="months are put off by days"),
    ],
)
def test_paused_days_do_not_count(amount, unit, pause, due_on):
    first, last = pause
    pauses = [Pause(date(2026, 3, first), date(2026, 3, last), "等待申请人补正")]
    assert clocks.due(date(2026, 3, 2), amount, unit, pauses=pauses).due_on == due_on


def test_overlapping_pauses_count_once():
    pauses = [Pause(date(2026, 3, 3), date(2026, 3, 5), "补正"), Pause(date(2026, 3, 4), date(2026, 3, 6), "征求意见")]
    deadline = clocks.due(date(2026, 3, 2), 1, "days", pauses=pauses)
    assert deadline.due_on == date(2026, 3, 7)
    assert [step.cause for step in deadline.steps[1:-1]] == ["补正", "补正", "补正", "征求意见"]
    assert deadline.explanation == (
        "起算 2026-03-02 周一 → 03-03 至 03-05 暂停（补正），不计 → 03-06 暂停（征求意见），不计"
        " → 03-07 第 1 日，为最后一日"
    )
    assert deadline.steps[1].label == "03-03 暂停（补正），不计"


@pytest.mark.parametrize("cause", ["", "  "])
def test_a_pause_needs_a_cause(cause):
    with pytest.raises(ValueError, match=r"^暂停计时必须写明原因。$"):
        Pause(date(2026, 3, 3), date(2026, 3, 3), cause)


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="早于"):
        Pause(date(2026, 3, 3), date(2026, 3, 2), "补正")


@pytest.mark.parametrize("amount", [-1, -5])
@pytest.mark.parametrize("unit", ["days", "workdays", "weeks", "months", "years"])
def test_a_negative_term_is_refused(amount, unit):
    with pytest.raises(ValueError, match=f"不能为负数：{amount}"):
        clocks.due(date(2026, 3, 2), amount, unit)
    with pytest.raises(ValueError, match="不能为负数"):
        clocks.last_day(date(2026, 3, 2), amount, unit)


def test_an_unknown_unit_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match="未知的期限单位“hours”，应为：days、workdays、weeks、months、years"):
        clocks.due(date(2026, 3, 2), 1, "hours")


@pytest.mark.parametrize(
    ("start", "moved_to"),
    [
        pytest.param(date(2026, 9, 23), date(2026, 9, 24), id="a workday stays"),
        pytest.param(date(2026, 9, 24), date(2026, 9, 28), id="over Mid-autumn and the weekend"),
        pytest.param(date(2026, 9, 19), date(2026, 9, 20), id="a Sunday worked stays"),
    ],
)
def test_the_last_day_moves_to_a_workday_only_where_the_rule_says_so(start, moved_to):
    assert clocks.due(start, 1, "days", manner=Manner(to_workday=True)).due_on == moved_to
    assert clocks.due(start, 1, "days").due_on == start + timedelta(days=1)


def test_a_moved_last_day_says_so():
    deadline = clocks.due(date(2026, 9, 24), 1, "days", manner=Manner(to_workday=True))
    assert deadline.explanation == (
        "起算 2026-09-24 周四 → 09-25 第 1 日 → 09-26 至 09-27 中秋节放假，不计 → 09-28 周一 顺延至工作日，为最后一日"
    )
    assert (deadline.steps[-1].kind, deadline.steps[-1].number) == ("moved", None)
    assert deadline.steps[-1].label == "09-28 周一 顺延至工作日"
    assert deadline.versions == ("2026：国办发明电〔2025〕7号",)


def test_holidays_are_said_once_with_all_their_names_and_weekends_not_at_all():
    deadline = clocks.due(date(2025, 9, 30), 3, "workdays")
    assert deadline.explanation == (
        "起算 2025-09-30 周二 → 10-01 至 10-08 国庆节、中秋节放假，不计 → 10-09 第 1 日 → 10-10 第 2 日"
        " → 10-11 周六调休上班 第 3 日，为最后一日"
    )
    assert deadline.steps[1].label == "10-01 国庆节放假，不计"


def test_a_long_count_gathers_runs_and_shows_the_year_where_it_changes():
    deadline = clocks.due(date(2025, 12, 25), 12, "workdays")
    assert deadline.explanation == (
        "起算 2025-12-25 周四 → 12-26 至 12-31 第 1—4 日 → 2026-01-01 至 01-03 元旦放假，不计"
        " → 01-04 周日调休上班 第 5 日 → 01-05 至 01-13 第 6—12 日，为最后一日"
    )
    assert len([step for step in deadline.steps if step.number]) == 12


def test_ten_counted_days_are_still_shown_one_by_one_and_eleven_are_not():
    assert clocks.due(date(2026, 3, 2), 10, "days").explanation.count("→") == 10
    assert clocks.due(date(2026, 3, 2), 11, "days").explanation.count("→") == 1


def test_months_count_by_months_and_years_by_years():
    months = clocks.due(date(2025, 12, 31), 2, "months").explanation
    assert months == "起算 2025-12-31 周三 → 2026-01-31 第 1 个月 → 02-28 第 2 个月，为最后一日"
    assert clocks.due(date(2025, 12, 31), 1, "years").explanation.endswith("2026-12-31 第 1 年，为最后一日")
    assert clocks.due(date(2025, 12, 1), 1, "weeks").explanation.endswith("12-08 第 1 周，为最后一日")


@pytest.mark.parametrize(
    ("start", "amount", "unit", "provisional"),
    [
        pytest.param(date(2026, 12, 25), 1, "workdays", False, id="ends on 28 December"),
        pytest.param(date(2026, 12, 25), 2, "workdays", True, id="ends on 29 December"),
        pytest.param(date(2027, 3, 1), 1, "workdays", True, id="a year without notice"),
        pytest.param(date(2027, 3, 1), 30, "days", False, id="calendar days need no notice"),
        pytest.param(date(2027, 3, 1), 0, "workdays", False, id="nothing is counted"),
    ],
)
def test_what_leans_on_a_notice_to_come_is_provisional(start, amount, unit, provisional):
    deadline = clocks.due(start, amount, unit)
    assert deadline.provisional is provisional
    assert ("暂按法定节假日推算" in deadline.explanation) is provisional


def test_a_move_to_a_workday_leans_on_the_notice_as_well():
    deadline = clocks.due(date(2027, 3, 1), 1, "days", manner=Manner(to_workday=True))
    assert deadline.provisional
    assert deadline.versions == ("2027：暂定",)


NOTICE = Arrangement(
    2027, (Holiday("元旦", date(2027, 1, 1), date(2027, 1, 3), (date(2027, 1, 9),)),), number="测试1号"
)


def test_entering_a_notice_recomputes_the_clocks_that_it_moves_or_settles():
    after = workcalendar.official().entered(NOTICE)
    moved, settled, apart = (
        clocks.Clock("moved", date(2027, 1, 4), 5, "workdays", date(2027, 1, 11), is_provisional=True),
        clocks.Clock("settled", date(2027, 1, 4), 1, "workdays", date(2027, 1, 5), is_provisional=True),
        clocks.Clock("apart", date(2026, 11, 23), 1, "workdays", date(2026, 11, 24), is_provisional=False),
    )
    anew = clocks.recompute([moved, settled, apart], calendar=after)
    assert [(each.clock.key, each.deadline.due_on, each.moved_days) for each in anew] == [
        ("moved", date(2027, 1, 9), -2),
        ("settled", date(2027, 1, 5), 0),
    ]
    assert not any(each.deadline.provisional for each in anew)


def test_a_recomputed_clock_keeps_its_pauses_and_its_words():
    pause = Pause(date(2027, 1, 5), date(2027, 1, 5), "补正")
    clock = clocks.Clock("a", date(2027, 1, 4), 1, "workdays", date(2027, 1, 5), True, (pause,), MESSAGE)
    (anew,) = clocks.recompute([clock], calendar=workcalendar.official().entered(NOTICE))
    assert (anew.deadline.due_on, anew.moved_days) == (date(2027, 1, 6), 1)
    assert anew.deadline.explanation.startswith("收到 2027-01-04")


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        pytest.param(date(2025, 10, 11), 0, date(2025, 10, 11), id="nothing"),
        pytest.param(date(2025, 10, 9), 2, date(2025, 10, 11), id="on to a make-up Saturday"),
        pytest.param(date(2025, 10, 13), -1, date(2025, 10, 11), id="back to a make-up Saturday"),
        pytest.param(date(2025, 10, 9), -1, date(2025, 9, 30), id="back over the National Day"),
    ],
)
def test_workdays_are_added(day, amount, expected):
    assert clocks.add_workdays(day, amount) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "count"),
    [
        pytest.param(date(2025, 10, 9), date(2025, 10, 9), 0, id="the same day"),
        pytest.param(date(2025, 10, 9), date(2025, 10, 15), 5, id="the later day counts, the earlier does not"),
        pytest.param(date(2025, 10, 15), date(2025, 10, 9), -5, id="backwards is negative"),
        pytest.param(date(2025, 9, 30), date(2025, 10, 8), 0, id="a holiday week"),
    ],
)
def test_workdays_between(earlier, later, count):
    assert clocks.workdays_between(earlier, later) == count


def test_another_calendar_may_be_given_everywhere():
    calendar = workcalendar.official().entered(NOTICE)
    saturday = date(2027, 1, 9)
    assert (clocks.is_workday(saturday), clocks.is_workday(saturday, calendar=calendar)) == (False, True)
    assert clocks.add_workdays(date(2027, 1, 8), 1, calendar=calendar) == saturday
    assert clocks.workdays_between(date(2027, 1, 8), saturday, calendar=calendar) == 1
    assert clocks.workdays_between(saturday, date(2027, 1, 8), calendar=calendar) == -1
    assert clocks.last_day(date(2027, 1, 8), 1, "workdays", calendar=calendar) == saturday
    assert clocks.due(date(2027, 1, 8), 1, "workdays", calendar=calendar).due_on == saturday
