"""Whole verdicts, word for word: every evaluator in every branch, in `verdicts.txt` beside this file.

Each example is two lines: the question as Python, and the answer as outcome, clause, last day in time,
margin, day of breach, version and reason. A lawyer reads the answers; a change of words shows here.
"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from jiyue.rulebook.assessment import judge_failed_sites
from jiyue.rulebook.availability import OutageFacts, ProbeFacts, judge_availability, judge_outage
from jiyue.rulebook.columns import Category, ColumnFacts, judge_column, judge_columns
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.incidents import IncidentFacts, judge_incidents
from jiyue.rulebook.interaction import MessageFacts, judge_channel, judge_message, judge_messages, judge_transfers
from jiyue.rulebook.limits import judge_limit
from jiyue.rulebook.newmedia import AccountFacts, judge_interaction, judge_updates
from jiyue.rulebook.periods import PeriodFacts, judge_annual, judge_period, month_of, quarter_of, year_of
from jiyue.rulebook.services import ELEMENTS, GuideFacts, judge_guides
from jiyue.rulebook.timeliness import ActFacts, NoticeFacts, judge_act, judge_notice

TODAY = date(2026, 11, 23)
NOON = datetime(2026, 11, 20, 4, tzinfo=UTC)
NEWS, POLICY, OTHER, STATIC = Category.NEWS, Category.POLICY, Category.OTHER, Category.STATIC
LINES = (Path(__file__).parent / "verdicts.txt").read_text(encoding="utf-8").splitlines()
EXAMPLES = [
    (question, answer.strip())
    for question, answer in pairwise(LINES)
    if question and not question.startswith(("#", " "))
]
ASKED = (
    judge_failed_sites, judge_availability, judge_outage, judge_column, judge_columns, judge_home, judge_incidents,
    judge_channel, judge_message, judge_messages, judge_transfers, judge_limit, judge_updates, judge_interaction,
    judge_annual, judge_period, judge_guides, judge_act, judge_notice,
)  # fmt: skip
FACTS = (
    OutageFacts, ProbeFacts, ColumnFacts, HomeFacts, IncidentFacts, MessageFacts, AccountFacts, PeriodFacts, GuideFacts,
    ActFacts, NoticeFacts, month_of, quarter_of, year_of, date, timedelta,
)  # fmt: skip
NAMES = {each.__name__: each for each in (*ASKED, *FACTS)}


def column(category, last_update, entries=9, **more):
    return ColumnFacts(category, last_update, entries, **more)


def days_ago(days):
    return TODAY - timedelta(days=days)


NAMES |= {"column": column, "days_ago": days_ago, "TODAY": TODAY, "NOON": NOON, "ELEMENTS": ELEMENTS}
NAMES |= {"NEWS": NEWS, "POLICY": POLICY, "OTHER": OTHER, "STATIC": STATIC}


def written(verdict):
    margin = "" if verdict.margin is None else f"{verdict.margin} {verdict.unit}".strip()
    days = "" if verdict.margin_days is None else f"{verdict.margin_days} 天"
    told = (verdict.clause, verdict.due_on, days, margin, verdict.breach_on, verdict.version, verdict.reason)
    assert verdict.parameter_set == verdict.version.partition("@")[0] or not verdict.version
    return " | ".join([verdict.outcome.label, *("—" if each in (None, "") else str(each) for each in told)])


@pytest.mark.parametrize(("question", "answer"), EXAMPLES, ids=[question for question, _ in EXAMPLES])
def test_a_verdict_reads_as_agreed(question, answer):
    assert written(eval(question, NAMES)) == answer


def test_every_evaluator_is_asked_and_every_outcome_given():
    asked = {question.partition("(")[0] for question, _ in EXAMPLES}
    outcomes = {(question.partition("(")[0], answer.partition(" |")[0]) for question, answer in EXAMPLES}

    assert asked == {each.__name__ for each in ASKED}
    assert {name for name, outcome in outcomes if outcome == "无法判定"} >= asked - {"judge_message"}
