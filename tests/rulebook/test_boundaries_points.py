"""The points of every item below, at and above its most, the bonuses, and the rungs of every ladder."""

from datetime import timedelta
from fractions import Fraction
from math import ceil

import pytest

from jiyue.rulebook import clocks, indicators, ladders, parameters
from jiyue.rulebook.assessment import bonus_cap
from jiyue.rulebook.assessment import score as assess
from jiyue.rulebook.deductions import deduct
from jiyue.rulebook.evaluation import SiteFacts, evaluate
from jiyue.rulebook.scoring import SERVICE_GROUP
from jiyue.rulebook.verdicts import Outcome
from tests.rulebook.boundaries import TODAY
from tests.rulebook.points_table import (
    ASSESSMENT_BONUSES,
    BONUSES,
    DAYS_BEFORE_EXPIRY,
    LADDERS,
    POINTS,
    WITHOUT_SERVICES,
)

TENTH = Fraction(1, 10)
DEFECTS = [(key, cap, defect, each) for key, (cap, rates) in POINTS.items() for defect, each in rates.items()]


def rates(key):
    return parameters.get(key, city="state", on=TODAY)


def bonus_of(key):
    """The indicator that a bonus's number belongs to."""
    return next(each.id for each in indicators.all() if each.parameters[:1] == (key,))


@pytest.mark.clause("33.1", "36.1")
@pytest.mark.parametrize(("key", "cap", "defect", "each"), DEFECTS)
def test_each_defect_costs_its_points_until_the_item_has_none_left(key, cap, defect, each):
    cap, each = Fraction(cap), Fraction(each)
    enough = ceil(cap / each)

    taken = [deduct("x", {defect: count}, rates(key)).taken for count in (0, 1, enough - 1, enough, enough + 1)]
    assert taken == [0, each, each * (enough - 1), cap, cap]
    assert deduct("x", None, rates(key)).taken is None


@pytest.mark.parametrize(("key", "kinds"), [(key, set(kinds)) for key, (_, kinds) in POINTS.items()])
def test_an_item_knows_no_other_defects(key, kinds):
    assert rates(key).value.keys() - {"cap"} == kinds


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(("key", "most"), BONUSES.items())
def test_a_bonus_item_brings_its_points_at_most(key, most):
    name, most = bonus_of(key), Fraction(most)

    granted = [
        evaluate(SiteFacts(bonuses={name: points}), on=TODAY).score.granted
        for points in (most - TENTH, most, most + TENTH)
    ]
    assert granted == [most - TENTH, most, most]
    assert evaluate(SiteFacts(), on=TODAY).score.granted == 0


@pytest.mark.clause("33.1", "36.1")
@pytest.mark.parametrize(("key", "most"), ASSESSMENT_BONUSES.items())
def test_a_supervisors_bonus_item_brings_its_points_at_most(key, most):
    name, most = bonus_of(key), Fraction(most)

    granted = [
        assess(Outcome.MET, {}, {name: points}, on=TODAY).granted for points in (most - TENTH, most, most + TENTH)
    ]
    assert granted == [most - TENTH, most, most]
    assert bonus_cap(name, on=TODAY, city="state") == most
    assert assess(Outcome.MET, {}, {}, on=TODAY).granted == 0


def test_every_ladder_has_its_rungs_tested():
    assert set(ladders.ids()) == LADDERS.keys()


@pytest.mark.clause("8.7", "9.14", "11.1", "18.1", "19.1", "32.9", "33.2")
@pytest.mark.parametrize(
    ("ladder_id", "unit", "at", "before"),
    [
        pytest.param(ladder_id, unit, at, before, id=f"{ladder_id} {at}")
        for ladder_id, (unit, rungs) in LADDERS.items()
        for at, before in zip(rungs, (None, *rungs), strict=False)
    ],
)
def test_a_rung_is_reached_on_its_own_day_and_not_the_day_before(ladder_id, unit, at, before):
    ladder = ladders.get(ladder_id)
    due_on = TODAY
    day = clocks.add_workdays(due_on, at) if unit == "workdays" else due_on + timedelta(days=at)

    reached = {on: ladders.standing(ladder, due_on, on=on) for on in (day - timedelta(days=1), day)}
    assert [each and each.rung.at for each in reached.values()] == [before, at]
    assert ladders.standing(ladder, due_on, on=day + timedelta(days=1)).rung.at >= at


@pytest.mark.clause("11.1")
def test_an_expiring_domain_is_told_of_on_the_days_that_the_parameter_names():
    days = parameters.get("domain-reminders", on=TODAY).value
    rungs = [rung.at for rung in ladders.get("domain-expiry").rungs]

    assert days == DAYS_BEFORE_EXPIRY
    assert [-each for each in days] == [at for at in rungs if at < 0]


@pytest.mark.clause("14.3", "36.1")
def test_without_services_the_other_items_are_the_number_named_and_scale_to_the_whole():
    full = parameters.get("score-no-service-total", city="state", on=TODAY).value
    factor = parameters.get("score-no-service-factor", city="state", on=TODAY).value
    others = [each for each in indicators.of_effect("deduction") if each.group != SERVICE_GROUP]

    assert full == WITHOUT_SERVICES == sum(rates(each.parameters[0]).value["cap"] for each in others)
    assert full * factor == parameters.get("score-total", city="state", on=TODAY).value
