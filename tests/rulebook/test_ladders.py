"""Escalation: before, on and after a due day, in calendar days and in workdays."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.rulebook import clauses, ladders, procedure_words

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
def test_every_ladder_is_sound(ladder_id):
    ladder = ladders.get(ladder_id)
    at = [rung.at for rung in ladder.rungs]
    assert at == sorted(set(at))
    assert 0 in at, "the day itself has a rung"
    assert at[-1] > 0, "being overdue has a rung"
    assert ladder.is_addition, "no clause lays down rungs"
    assert not ladder.clause or clauses.get(ladder.clause)
    known = {*procedure_words.roles(), "owner", "head"}
    assert all(set(rung.to) <= known and rung.level in ladders.LEVELS for rung in ladder.rungs)


def test_an_unknown_ladder_is_an_error_of_the_caller():
    with pytest.raises(KeyError, match="no-such"):
        ladders.get("no-such")
