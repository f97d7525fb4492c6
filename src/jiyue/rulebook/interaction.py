"""Whether a site answers the public (18.1, 18.2, 19.3, 19.4; national veto V5)."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.judging import DAY, at_most, days_left, undecided
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.timeliness import ActFacts, judge_act
from jiyue.rulebook.verdicts import Outcome, Verdict

CHANNEL_CLAUSE = "19.3"
MESSAGES_CLAUSE = "19.4"


class MessageFacts(NamedTuple):
    """One message of the public. `answered_on` is the day of a substantive answer; others do not count (R24).

    The veto looks at consultations only: interviews, surveys, reports and complaints are no consultation.
    `is_valid` is False only when a second person has agreed that the message is invalid, with a reason.
    """

    submitted_on: date
    answered_on: date | None = None
    is_consultation: bool = True
    is_valid: bool = True
    transfers: int = 0
    pauses: tuple[clocks.Pause, ...] = ()
    source: str = ""


class MessageTerms(NamedTuple):
    """One set's numbers on unanswered messages."""

    limit: Parameter
    window: Parameter


def judge_channel(working_channels: int | None, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether the public can ask and suggest online (19.3, V5); None when nobody could try it.

    Channels reserved for petitions or disciplinary reports are left out beforehand. One that works suffices.
    """
    try:
        parameter = parameters.get("message-veto", city=city, on=on)  # stands for the set's rules on interaction
    except NotHeld as missing:
        return undecided(CHANNEL_CLAUSE, str(missing))
    if working_channels is None:
        return undecided(CHANNEL_CLAUSE, "未能试用咨询建言渠道，不作判定。", parameter)
    return Verdict(
        Outcome.MET if working_channels else Outcome.VIOLATED,
        CHANNEL_CLAUSE,
        reason=f"有效的网上咨询建言渠道 {working_channels} 个。",
        parameter_set=parameter.set,
        version=parameter.version,
        margin=working_channels,
        unit="count",
    )


def judge_message(facts: MessageFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge one message: answered at the latest on the fifth workday after it was sent (18.1, R24)."""
    return judge_act(ActFacts(facts.submitted_on, facts.answered_on, facts.pauses), "message-answer", on=on, city=city)


def judge_transfers(facts: MessageFacts, *, on: date, city: str = "baoji") -> Verdict:
    """Judge how often one message was passed on between units (18.2; the number is ours)."""
    try:
        parameter = parameters.get("message-transfers", city=city, on=on)
    except NotHeld as missing:
        return undecided("18.2", str(missing))
    return at_most(parameter, facts.transfers, "转办", "次")


def judge_messages(messages: Sequence[MessageFacts] | None, *, on: date, city: str = "baoji") -> Verdict:
    """Judge all messages of a site: no valid consultation unanswered for three months (19.4, V5).

    Looks back as far as the set says. None means that the messages could not be seen.
    """
    try:
        keys = ("message-veto", "message-veto-window")
        rules = MessageTerms(*(parameters.get(key, city=city, on=on) for key in keys))
    except NotHeld as missing:
        return undecided(MESSAGES_CLAUSE, str(missing))
    return messages_answered(messages, rules, on=on)


def messages_answered(messages: Sequence[MessageFacts] | None, rules: MessageTerms, *, on: date) -> Verdict:
    """Judge by terms given; the oldest open message decides."""
    limit = rules.limit
    if messages is None:
        return undecided(MESSAGES_CLAUSE, "未能取得留言记录，不作判定。", limit)
    since = clocks.add_months(on, -12 * rules.window.value)
    waiting = sorted(
        each.submitted_on
        for each in messages
        if each.is_consultation and each.is_valid and each.answered_on is None and since <= each.submitted_on <= on
    )
    if not waiting:
        reason = "没有未回应的有效咨询留言。"
        return Verdict(Outcome.MET, MESSAGES_CLAUSE, reason=reason, parameter_set=limit.set, version=limit.version)
    due_on = clocks.last_day(waiting[0], limit.value, "months")
    left = (due_on - on).days
    return Verdict(
        Outcome.MET if left >= 0 else Outcome.VIOLATED,
        MESSAGES_CLAUSE,
        due_on,
        left,
        f"未回应的有效咨询留言 {len(waiting)} 条，最早的于 {waiting[0]} 提交，{days_left(left)}。",
        limit.set,
        limit.version,
        left,
        "days",
        due_on + DAY,
    )
