"""Grave problems of a site or account: secrecy, wrong expressions, attacks, fraud (36.1; vetoes V1 and M1)."""

from datetime import date
from typing import NamedTuple

from jiyue.rulebook.judging import undecided
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "36.1"
KINDS = {
    "wrong-expression": "严重表述错误",
    "secret-leaked": "泄露国家秘密",
    "harmful-content": "发布或链接反动、暴力、色情内容",
    "attack-unhandled": "被攻击未及时处置造成严重后果",
    "forged": "弄虚作假，如伪造发稿日期",
    "public-outrage": "因网站工作引发严重舆情",
}


class IncidentFacts(NamedTuple):
    """Incidents in the period of the check: those the Bureau has confirmed, and those not yet looked into.

    Each is one of KINDS. A machine only ever suspects; a person confirms.
    """

    confirmed: tuple[str, ...] = ()
    suspected: tuple[str, ...] = ()
    source: str = ""


def judge_incidents(facts: IncidentFacts | None, *, on: date) -> Verdict:
    """Judge grave problems: one that is confirmed violates, one that is only suspected leaves it undecided.

    None means that nobody has looked by the day `on`.
    """
    if facts is None:
        return undecided(CLAUSE, f"截至 {on} 没有检查记录，不作判定。")
    if facts.confirmed:
        named = "、".join(KINDS[kind] for kind in facts.confirmed)
        return Verdict(Outcome.VIOLATED, CLAUSE, reason=f"经确认的严重问题：{named}。", margin=-len(facts.confirmed))
    if facts.suspected:
        named = "、".join(KINDS[kind] for kind in facts.suspected)
        return undecided(CLAUSE, f"待监管单位确认：{named}。")
    return Verdict(Outcome.MET, CLAUSE, reason="没有经确认的严重问题。")
