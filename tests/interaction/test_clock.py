"""Five workdays from the submission; a transfer and "received" change nothing; overdue becomes a finding (18.1, R24)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.interaction import actions, clock, overdue
from jiyue.platform.interaction.models import Message
from tests.interaction.conftest import ANSWER, THURSDAY, answered, ask
from tests.rules import changed_on

pytestmark = pytest.mark.django_db
FIFTH_WORKDAY = date(2025, 10, 15)


def noon(day):
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@pytest.mark.clause("18.1")
def test_the_fifth_workday_counts_the_saturday_that_is_worked(message):
    assert message.due_on == FIFTH_WORKDAY


@pytest.mark.clause("18.1")
@pytest.mark.parametrize(("days_after", "count"), [
    pytest.param(-1, 0, id="the day before the last"),
    pytest.param(0, 0, id="the last day itself is in time"),
    pytest.param(1, 1, id="the day after"),
])  # fmt: skip
def test_a_message_is_overdue_after_its_last_day(message, days_after, count):
    today = FIFTH_WORKDAY + timedelta(days=days_after)

    assert Message.objects.overdue(today).count() == count
    assert (clock.light(message, today).tone == "bad") is bool(count)


@pytest.mark.clause("18.1", "18.2")
def test_a_transfer_does_not_restart_the_clock(message, clerk, transport):
    passed = actions.transfer(message=message, to=transport, by=clerk, reason="农村公路由交通部门管养")

    assert (passed.due_on, passed.unit) == (FIFTH_WORKDAY, transport)


@pytest.mark.clause("18.1", "18.3")
def test_telling_the_asker_how_it_goes_stops_no_clock(message, clerk):
    actions.note(message=message, by=clerk, text="已收悉，将办理。", is_for_asker=True)

    assert Message.objects.overdue(FIFTH_WORKDAY + timedelta(days=1)).count() == 1


@pytest.mark.clause("18.1")
def test_an_overdue_message_is_one_finding_however_often_one_looks(message):
    late = noon(FIFTH_WORKDAY + timedelta(days=1))

    assert overdue.sight_overdue(at=noon(FIFTH_WORKDAY)) == 0
    assert overdue.sight_overdue(at=late) == 1
    assert overdue.sight_overdue(at=late) == 0
    assert overdue.sight_overdue(at=late + timedelta(days=1)) == 0
    finding = Finding.objects.get()
    assert (finding.check_id, finding.clause, finding.repeats) == ("message-overdue", "18.1", 2)
    assert message.text not in finding.message


def test_the_answer_closes_the_finding(message, clerk, reviewer):
    late = noon(FIFTH_WORKDAY + timedelta(days=1))
    overdue.sight_overdue(at=late)

    answered(message, clerk, reviewer, at=late)

    assert overdue.close_answered(at=late) == 1
    assert Finding.objects.get().state == FindingState.CLOSED
    assert overdue.close_answered(at=late) == 0


@pytest.mark.clause("18.1")
def test_a_late_answer_stays_late(message, clerk, reviewer):
    done = answered(message, clerk, reviewer, at=noon(date(2025, 10, 16)))

    assert clock.light(done, date(2025, 10, 20)).tone == "bad"
    assert clock.workdays_taken(done) == 6


def test_an_answer_on_the_same_day_took_no_workday(message, clerk, reviewer):
    assert clock.workdays_taken(answered(message, clerk, reviewer, at=THURSDAY + timedelta(hours=3))) == 0


def test_a_question_taken_up_again_runs_on_since_its_submission(site, clerk, reviewer):
    from jiyue.platform.interaction import asking

    message = answered(ask(site)[0], clerk, reviewer)
    asking.say_not_answered(message=message, reason="没有说何时完工", at=THURSDAY)

    again = actions.reopen(message=message, by=reviewer, reason="补充工期")

    assert (again.state, again.due_on, again.answered_at, again.is_public) == ("handling", FIFTH_WORKDAY, None, False)
    assert ANSWER in again.steps.get(verb="reopened").text


@pytest.mark.clause("18.1", "38.1")
def test_a_message_keeps_the_workdays_of_the_day_on_which_it_came(site, tmp_path, settings):
    with changed_on(date(2025, 10, 13), tmp_path, settings, message_answer=(5, 3)):
        before, _code = ask(site)
        after, _code = ask(site, at=noon(date(2025, 10, 13)))
        assert (before.due_on, after.due_on) == (FIFTH_WORKDAY, date(2025, 10, 16))

        overdue.sight_overdue(at=noon(date(2025, 10, 17)))
        found = {each.place: each.rule_version for each in Finding.objects.all()}
        assert found == {before.number: "changing@2021-01-01", after.number: "changing@2025-10-13"}
