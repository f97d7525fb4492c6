"""Answers to the public: channel, single message, transfers, and the three-month veto."""

from datetime import date, timedelta

import pytest

from jiyue.rulebook.clocks import Pause
from jiyue.rulebook.interaction import (
    MessageFacts,
    judge_channel,
    judge_message,
    judge_messages,
    judge_transfers,
)
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
TODAY = date(2026, 11, 23)


@pytest.mark.clause("19.3")
@pytest.mark.parametrize(("channels", "outcome"), [(0, VIOLATED), (1, MET), (3, MET), (None, UNDECIDED)])
def test_one_working_channel_is_enough(channels, outcome):
    verdict = judge_channel(channels, on=TODAY)

    assert (verdict.outcome, verdict.clause) == (outcome, "19.3")


def test_a_channel_by_a_set_without_the_rule_is_undecided():
    assert judge_channel(0, on=TODAY, city="shaanxi").outcome is UNDECIDED


@pytest.mark.clause("18.1")
@pytest.mark.parametrize(
    ("answered_on", "outcome", "margin"),
    [
        pytest.param(date(2026, 11, 16), MET, 7, id="on the same day"),
        pytest.param(date(2026, 11, 23), MET, 0, id="on the fifth workday"),
        pytest.param(date(2026, 11, 24), VIOLATED, -1, id="on the sixth"),
        pytest.param(None, MET, 0, id="still open on the fifth"),
    ],
)
def test_a_message_sent_on_a_monday_is_answered_by_the_next(answered_on, outcome, margin):
    on = answered_on or TODAY
    verdict = judge_message(MessageFacts(date(2026, 11, 16), answered_on), on=on)

    assert (verdict.outcome, verdict.margin_days, verdict.due_on) == (outcome, margin, date(2026, 11, 23))


@pytest.mark.clause("18.1")
def test_a_pause_puts_the_answer_off():
    pause = Pause(date(2026, 11, 18), date(2026, 11, 19), "等待来信人补充材料")

    assert judge_message(MessageFacts(date(2026, 11, 16), pauses=(pause,)), on=TODAY).due_on == date(2026, 11, 25)


@pytest.mark.clause("18.2")
@pytest.mark.parametrize(("transfers", "outcome"), [(1, MET), (2, MET), (3, VIOLATED)])
def test_a_message_is_passed_on_twice_at_most(transfers, outcome):
    verdict = judge_transfers(MessageFacts(TODAY, transfers=transfers), on=TODAY)

    assert (verdict.outcome, verdict.margin, verdict.clause) == (outcome, 2 - transfers, "18.2")
    assert judge_transfers(MessageFacts(TODAY), on=TODAY, city="state").outcome is UNDECIDED


@pytest.mark.clause("19.4")
@pytest.mark.parametrize(
    ("submitted_on", "outcome", "margin"),
    [
        pytest.param(date(2026, 8, 24), MET, 1, id="one day is left"),
        pytest.param(date(2026, 8, 23), MET, 0, id="three months end today"),
        pytest.param(date(2026, 8, 22), VIOLATED, -1, id="three months ended yesterday"),
        pytest.param(date(2025, 11, 23), VIOLATED, -273, id="the first day of the year looked at"),
        pytest.param(date(2025, 11, 22), MET, None, id="longer ago than a year"),
        pytest.param(TODAY + timedelta(days=1), MET, None, id="from the future"),
    ],
)
def test_a_valid_consultation_may_not_wait_for_three_months(submitted_on, outcome, margin):
    verdict = judge_messages([MessageFacts(submitted_on)], on=TODAY)

    assert (verdict.outcome, verdict.margin_days, verdict.clause) == (outcome, margin, "19.4")
    if margin is not None:
        assert verdict.breach_on == verdict.due_on + timedelta(days=1)


@pytest.mark.clause("19.4")
@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"answered_on": date(2026, 11, 1)}, id="answered, though late"),
        pytest.param({"is_consultation": False}, id="a complaint"),
        pytest.param({"is_valid": False}, id="found invalid by two people"),
    ],
)
def test_what_is_no_open_valid_consultation_is_no_veto(more):
    assert judge_messages([MessageFacts(date(2026, 1, 5), **more)], on=TODAY).outcome is MET


def test_the_oldest_open_message_decides_and_all_are_counted():
    dates = (date(2026, 10, 1), date(2026, 9, 1), date(2026, 11, 1))

    verdict = judge_messages([MessageFacts(each) for each in dates], on=TODAY)
    assert verdict.due_on == date(2026, 12, 1)
    assert "3 条" in verdict.reason
    assert "2026-09-01" in verdict.reason


def test_messages_unseen_or_without_a_rule_are_undecided_and_none_at_all_is_met():
    assert judge_messages(None, on=TODAY).outcome is UNDECIDED
    assert judge_messages([], on=TODAY, city="shaanxi").outcome is UNDECIDED
    assert judge_messages([], on=TODAY).outcome is MET
