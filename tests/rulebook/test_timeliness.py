"""Acts within a time, and notices that must stay: each limit below, at and above, and undecided."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.rulebook import parameters
from jiyue.rulebook.clocks import Pause
from jiyue.rulebook.timeliness import (
    ActFacts,
    HourFacts,
    NoticeFacts,
    judge_act,
    judge_hours,
    judge_lead,
    judge_notice,
    may_remove,
)
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED


def due(clause, key, start, due_on):
    return pytest.param(key, start, due_on, clause, id=f"{clause} {key}", marks=pytest.mark.clause(clause))


WITHIN = [
    due("8.7", "opening-within", date(2025, 3, 10), date(2026, 3, 10)),
    due("9.4", "emergency-report", date(2026, 3, 10), date(2026, 3, 11)),
    due("9.7", "exit-cleanup", date(2026, 1, 31), date(2026, 2, 28)),
    due("9.14", "change-filing", date(2026, 3, 10), date(2026, 3, 12)),
    due("11.3", "registry-finish", date(2026, 11, 20), date(2026, 11, 25)),
    due("11.5", "domain-contact-update", date(2026, 11, 2), date(2026, 11, 30)),
    due("13.3", "static-review", date(2026, 2, 28), date(2026, 8, 28)),
    due("15.3", "knowledge-review", date(2026, 8, 31), date(2027, 2, 28)),
    due("33.1", "disclosure-lag", date(2026, 9, 30), date(2026, 10, 15)),
    due("15.2", "survey-result", date(2026, 5, 31), date(2026, 6, 30)),
    due("15.5", "interpretation-debt", date(2026, 11, 20), date(2026, 11, 25)),
    due("18.1", "message-answer", date(2026, 11, 16), date(2026, 11, 23)),
]


@pytest.mark.parametrize(("key", "start", "due_on", "clause"), WITHIN)
def test_an_open_act_is_in_time_until_its_last_day(key, start, due_on, clause):
    for day, outcome in ((due_on - timedelta(days=1), MET), (due_on, MET), (due_on + timedelta(days=1), VIOLATED)):
        verdict = judge_act(ActFacts(start), key, on=day)
        assert (verdict.outcome, verdict.due_on, verdict.margin_days) == (outcome, due_on, (due_on - day).days)
        assert verdict.clause == clause
        assert verdict.breach_on == due_on + timedelta(days=1)


@pytest.mark.parametrize(("key", "start", "due_on", "clause"), WITHIN)
def test_an_act_done_is_judged_by_the_day_it_was_done(key, start, due_on, clause):
    later = due_on + timedelta(days=100)
    in_time = judge_act(ActFacts(start, due_on), key, on=later)
    late = judge_act(ActFacts(start, due_on + timedelta(days=1)), key, on=later)

    assert (in_time.outcome, in_time.margin_days, in_time.breach_on) == (MET, 0, None)
    assert (late.outcome, late.margin_days, late.breach_on) == (VIOLATED, -1, due_on + timedelta(days=1))
    assert "在期限内" in in_time.reason
    assert "逾期 1 天" in late.reason


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        pytest.param(ActFacts(None), "没有起算日期", id="the event is not on record"),
        pytest.param(ActFacts(date(2026, 6, 2)), "晚于判定日", id="the event lies in the future"),
        pytest.param(ActFacts(date(2026, 5, 1), date(2026, 6, 2)), "晚于判定日", id="the act lies in the future"),
    ],
)
def test_an_act_without_sound_dates_is_undecided(facts, says):
    verdict = judge_act(facts, "change-filing", on=date(2026, 6, 1))

    assert (verdict.outcome, verdict.due_on) == (UNDECIDED, None)
    assert says in verdict.reason


def test_an_act_by_a_set_that_does_not_hold_the_number_is_undecided():
    verdict = judge_act(ActFacts(date(2026, 6, 1)), "change-filing", on=date(2026, 7, 1), city="shaanxi")

    assert (verdict.outcome, verdict.clause) == (UNDECIDED, "9.14")


def test_a_pause_puts_the_last_day_off():
    pause = Pause(date(2026, 11, 18), date(2026, 11, 19), "等待来信人补充材料")
    start = date(2026, 11, 16)

    plain = judge_act(ActFacts(start), "message-answer", on=start)
    paused = judge_act(ActFacts(start, pauses=(pause,)), "message-answer", on=start)

    assert (plain.due_on, paused.due_on) == (date(2026, 11, 23), date(2026, 11, 25))


KEPT = [
    pytest.param("opening-notice", date(2026, 4, 1), date(2026, 5, 1), "8.8", marks=pytest.mark.clause("8.8")),
    pytest.param("closing-notice", date(2026, 4, 1), date(2026, 5, 1), "9.11", marks=pytest.mark.clause("9.11")),
    pytest.param("old-domain-notice", date(2026, 4, 1), date(2026, 7, 1), "11.7", marks=pytest.mark.clause("11.7")),
]


@pytest.mark.parametrize(("key", "shown_on", "until", "clause"), KEPT)
def test_a_notice_may_be_taken_down_only_after_its_last_day(key, shown_on, until, clause):
    later = until + timedelta(days=100)
    early = judge_notice(NoticeFacts(shown_on, until), key, on=later)
    just = judge_notice(NoticeFacts(shown_on, until + timedelta(days=1)), key, on=later)

    assert (early.outcome, early.due_on, early.margin_days, early.clause) == (VIOLATED, until, -1, clause)
    assert (just.outcome, just.margin_days) == (MET, 1)
    assert not may_remove(shown_on, key, on=until)
    assert may_remove(shown_on, key, on=until + timedelta(days=1))


@pytest.mark.parametrize(("key", "shown_on", "until", "clause"), KEPT)
def test_a_notice_that_still_stands_violates_nothing(key, shown_on, until, clause):
    for day, words in ((shown_on, "悬挂期内"), (until, "悬挂期内"), (until + timedelta(days=1), "满足最短保留时间")):
        verdict = judge_notice(NoticeFacts(shown_on), key, on=day)
        assert (verdict.outcome, verdict.due_on, verdict.clause) == (MET, until, clause)
        assert words in verdict.reason
    assert judge_notice(NoticeFacts(shown_on), key, on=until + timedelta(days=3)).margin_days == 3


def test_another_set_may_ask_for_a_longer_notice(tmp_path):
    change = tmp_path / "longer.toml"
    change.write_text('[[value]]\nkey = "opening-notice"\nvalue = 60\n', encoding="utf-8")

    with parameters.trial(change) as longer:
        assert not may_remove(date(2026, 4, 1), "opening-notice", on=date(2026, 5, 31), city=longer)
        assert may_remove(date(2026, 4, 1), "opening-notice", on=date(2026, 6, 1), city=longer)


@pytest.mark.clause("8.8")
@pytest.mark.parametrize(
    ("missing", "outcome"),
    [
        pytest.param(date(2026, 3, 31), MET, id="looked for before it was due"),
        pytest.param(date(2026, 4, 1), VIOLATED, id="missing on its first day"),
        pytest.param(date(2026, 5, 1), VIOLATED, id="missing on its last day"),
        pytest.param(date(2026, 5, 2), MET, id="missing after its time"),
    ],
)
def test_a_notice_that_an_inspection_did_not_find_is_violated(missing, outcome):
    facts = NoticeFacts(date(2026, 4, 1), missing_on=(missing,))

    assert judge_notice(facts, "opening-notice", on=date(2026, 6, 1)).outcome is outcome


def test_a_missing_notice_tells_the_days_that_it_lacks():
    facts = NoticeFacts(date(2026, 4, 1), missing_on=(date(2026, 4, 30), date(2026, 4, 29)))

    verdict = judge_notice(facts, "opening-notice", on=date(2026, 6, 1))
    assert verdict.margin_days == -3
    assert "2026-04-29" in verdict.reason


@pytest.mark.parametrize("shown_on", [None, date(2026, 6, 2)])
def test_a_notice_that_is_not_on_record_is_undecided(shown_on):
    assert judge_notice(NoticeFacts(shown_on), "opening-notice", on=date(2026, 6, 1)).outcome is UNDECIDED


def test_a_notice_by_a_set_that_is_not_held_is_undecided():
    facts = NoticeFacts(date(2026, 4, 1), date(2026, 4, 2))

    assert judge_notice(facts, "opening-notice", on=date(2026, 6, 1), city="shaanxi").outcome is UNDECIDED


ORDERED = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


@pytest.mark.clause("13.2")
@pytest.mark.parametrize(
    ("minutes", "outcome", "margin"),
    [(719, MET, Fraction(1, 60)), (720, MET, 0), (721, VIOLATED, Fraction(-1, 60))],
)
def test_a_repost_is_in_time_within_twelve_hours(minutes, outcome, margin):
    at = ORDERED + timedelta(minutes=minutes)

    done = judge_hours(HourFacts(ORDERED, at), "repost-within", now=at + timedelta(days=9))
    open_still = judge_hours(HourFacts(ORDERED), "repost-within", now=at)
    for verdict, state in ((done, "已完成"), (open_still, "尚未完成")):
        assert (verdict.outcome, verdict.margin, verdict.unit, verdict.clause) == (outcome, margin, "hours", "13.2")
        assert (verdict.due_on, verdict.version) == (date(2026, 11, 23), "state@2017-06-08")
        assert verdict.parameter_set == "state"
        assert verdict.reason == f"{state}，最迟应于 2026-11-23 13:30 完成（12 小时内）。"


def test_a_repost_by_a_set_without_the_rule_is_undecided():
    verdict = judge_hours(HourFacts(ORDERED), "repost-within", now=ORDERED, city="shaanxi")

    assert (verdict.outcome, verdict.clause, "陕西" in verdict.reason) == (UNDECIDED, "13.2", True)


@pytest.mark.clause("11.6")
@pytest.mark.parametrize(
    ("announced_on", "on", "outcome", "margin"),
    [
        pytest.param(date(2026, 10, 30), date(2026, 11, 2), MET, 2, id="two days early"),
        pytest.param(date(2026, 11, 1), date(2026, 11, 2), MET, 0, id="thirty days before"),
        pytest.param(date(2026, 11, 2), date(2026, 11, 2), VIOLATED, -1, id="a day too late"),
        pytest.param(None, date(2026, 11, 1), MET, 0, id="today is the last day for it"),
        pytest.param(None, date(2026, 11, 2), VIOLATED, -1, id="not announced in time"),
    ],
)
def test_a_domain_change_is_announced_thirty_days_before(announced_on, on, outcome, margin):
    verdict = judge_lead(announced_on, date(2026, 12, 1), "domain-change-notice", on=on)

    assert (verdict.outcome, verdict.margin_days, verdict.clause) == (outcome, margin, "11.6")
    assert verdict.due_on == date(2026, 11, 1)
    assert (verdict.breach_on is None) == (announced_on is not None and outcome is MET)


def test_a_lead_by_a_set_without_the_rule_is_undecided():
    verdict = judge_lead(None, date(2026, 12, 1), "domain-change-notice", on=date(2026, 12, 2), city="state")

    assert (verdict.outcome, verdict.clause, "国办指标" in verdict.reason) == (UNDECIDED, "11.6", True)


@given(start=st.dates(date(2021, 2, 1), date(2030, 1, 1)), wait=st.integers(0, 800))
def test_an_act_is_violated_exactly_after_its_due_day(start, wait):
    on = start + timedelta(days=wait)
    verdict = judge_act(ActFacts(start), "opening-within", on=on)

    assert (verdict.outcome is VIOLATED) == (on > verdict.due_on)
    assert verdict.margin_days == (verdict.due_on - on).days
