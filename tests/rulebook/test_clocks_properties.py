"""What holds for every clock: it is monotone, pausing never shortens, and its steps sum to its result."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.rulebook import clocks, workcalendar
from jiyue.rulebook.clocks import Manner, Pause
from jiyue.rulebook.workcalendar import Arrangement, Holiday

unhurried = settings(deadline=None)  # the machine may be busy; how long is measured elsewhere
UNITS = ["days", "workdays", "weeks", "months", "years"]
DAYS = st.dates(date(2018, 1, 1), date(2028, 12, 31))
SHORT = {"days": 40, "workdays": 30, "weeks": 8, "months": 8, "years": 2}


@st.composite
def terms(draw):
    """A start, an amount and a unit, none too long."""
    unit = draw(st.sampled_from(UNITS))
    return draw(DAYS), draw(st.integers(0, SHORT[unit])), unit


@st.composite
def pauses_after(draw, start):
    """Up to three pauses somewhere around a clock's run."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = start + timedelta(days=draw(st.integers(-5, 60)))
        found.append(Pause(first, first + timedelta(days=draw(st.integers(0, 12))), draw(st.sampled_from("甲乙"))))
    return found


@unhurried
@given(terms(), st.data())
def test_pausing_never_shortens(term, data):
    start, amount, unit = term
    pauses = data.draw(pauses_after(start))
    plain = clocks.due(start, amount, unit).due_on
    paused = clocks.due(start, amount, unit, pauses=pauses)
    assert paused.due_on >= plain
    one_more = [*pauses, Pause(start, start + timedelta(days=3), "丙")]
    assert clocks.due(start, amount, unit, pauses=one_more).due_on >= paused.due_on


@unhurried
@given(terms(), st.data())
def test_the_steps_sum_to_the_result(term, data):
    start, amount, unit = term
    deadline = clocks.due(start, amount, unit, pauses=data.draw(pauses_after(start)))
    first, *rest = deadline.steps
    assert (first.kind, first.day, first.number) == ("start", start, None)
    assert [step.number for step in rest if step.number is not None] == list(range(1, amount + 1))
    assert deadline.steps[-1].day == deadline.due_on
    assert [step.day for step in deadline.steps] == sorted({step.day for step in deadline.steps})


@unhurried
@given(DAYS, st.integers(0, 30), st.data())
def test_every_day_of_a_count_in_workdays_is_accounted_for(start, amount, data):
    deadline = clocks.due(start, amount, "workdays", pauses=data.draw(pauses_after(start)))
    days = [start + timedelta(days=n) for n in range((deadline.due_on - start).days + 1)]
    assert [step.day for step in deadline.steps] == days
    for step in deadline.steps[1:]:
        assert (step.number is not None) == (step.kind in {"counted", "makeup"})
        assert step.kind == "paused" or clocks.is_workday(step.day) == (step.number is not None)


@unhurried
@given(terms(), st.data())
def test_idle_days_are_exactly_those_that_a_pause_covers_in_calendar_units(term, data):
    start, amount, unit = term
    if unit == "workdays":
        return
    pauses = data.draw(pauses_after(start))
    deadline = clocks.due(start, amount, unit, pauses=pauses)
    plain = clocks.due(start, amount, unit)
    idle = sum(step.kind == "paused" for step in deadline.steps)
    assert (deadline.due_on - start).days == (plain.due_on - start).days + idle


@unhurried
@given(terms(), st.integers(1, 5))
def test_a_longer_term_ends_later_and_a_later_start_never_earlier(term, more):
    start, amount, unit = term
    now = clocks.due(start, amount, unit).due_on
    assert clocks.due(start, amount + more, unit).due_on > now
    assert clocks.due(start + timedelta(days=more), amount, unit).due_on >= now


@unhurried
@given(terms(), st.data())
def test_the_explanation_begins_with_the_start_and_ends_with_the_due_day(term, data):
    start, amount, unit = term
    deadline = clocks.due(start, amount, unit, pauses=data.draw(pauses_after(start)))
    assert deadline.explanation.startswith(f"起算 {start} 周")
    last = deadline.explanation.partition("，为最后一日")[0].rpartition(" → ")[2]
    assert f"{deadline.due_on:%m-%d}" in last
    if amount:
        assert f"{amount} " in last


@unhurried
@given(terms())
def test_the_short_way_and_the_long_way_agree(term):
    start, amount, unit = term
    assert clocks.last_day(start, amount, unit) == clocks.due(start, amount, unit).due_on


@unhurried
@given(DAYS, st.integers(-40, 40))
def test_adding_and_counting_workdays_are_each_others_inverse(day, amount):
    there = clocks.add_workdays(day, amount)
    if amount > 0:
        assert clocks.workdays_between(day, there) == amount
    elif amount < 0:
        before = clocks.workdays_between(there, day)
        assert before - clocks.is_workday(day) == -amount - 1
    assert amount == 0 or clocks.is_workday(there)


@unhurried
@given(DAYS, DAYS)
def test_workdays_between_is_antisymmetric_and_never_more_than_the_days(one, other):
    forward = clocks.workdays_between(one, other)
    assert forward == -clocks.workdays_between(other, one)
    assert abs(forward) <= abs((other - one).days)


@unhurried
@given(DAYS, st.integers(0, 30))
def test_a_last_day_that_moves_ends_on_a_workday_and_never_earlier(start, amount):
    moved = clocks.due(start, amount, "days", manner=Manner(to_workday=True)).due_on
    stays = clocks.due(start, amount, "days").due_on
    assert clocks.is_workday(moved)
    assert moved >= stays
    assert all(not clocks.is_workday(stays + timedelta(days=n)) for n in range((moved - stays).days))


@unhurried
@given(st.dates(date(2026, 12, 1), date(2027, 12, 1)), st.integers(1, 30), st.integers(0, 9))
def test_only_provisional_clocks_change_when_a_notice_is_entered(start, amount, length):
    holiday = Holiday("试", date(2027, 3, 1), date(2027, 3, 1) + timedelta(days=length))
    after = workcalendar.official().entered(Arrangement(2027, (holiday,)))
    before = clocks.due(start, amount, "workdays")
    clock = clocks.Clock("a", start, amount, "workdays", before.due_on, before.provisional)
    changed = clocks.recompute([clock], calendar=after)
    assert before.provisional or not changed
    assert all(each.deadline == clocks.due(start, amount, "workdays", calendar=after) for each in changed)


@pytest.mark.parametrize("unit", UNITS)
@unhurried
@given(start=DAYS)
def test_within_nothing_is_the_same_day(unit, start):
    deadline = clocks.due(start, 0, unit)
    assert deadline.due_on == start
    assert len(deadline.steps) == 1
