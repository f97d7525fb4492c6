"""Surveys and consultations: held online, and their result within a month after their end (15.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.consultations import Call, is_result, read_call, title_of
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.rulebook.timeliness import ActFacts, judge_act
from jiyue.rulebook.verdicts import Outcome

CHECK = "consultation"
_NOT_TOLD = re.compile(
    r"关于|公开|征集|征求|意见|建议|的|公告|通知|公示|结果|反馈|采纳|情况|社会|公众|[《》“”（）()]|草案|征求意见稿|说明|汇总"
)
_LEAST = 4


@dataclass(slots=True)
class Consultations:
    """The calls of a site and the titles of results, gathered over its articles."""

    calls: list[Call] = field(default_factory=list)
    _results: list[str] = field(default_factory=list)

    def see(self, page: Page) -> None:
        """Take in an article."""
        if (call := read_call(page)) is not None:
            self.calls.append(call)
        elif is_result(title := title_of(page)):
            self._results.append(title)

    def observe(self, *, today: date, city: str) -> Iterator[Draft]:
        """Yield one draft for each call whose result is late, and for each that takes opinions by mail only; always to be verified, as a result may stand elsewhere.

        A call whose end the page does not say is not judged for its result.
        """
        for call in self.calls:
            if call.is_by_mail_only:
                yield _draft(
                    call, "mail-only", "征集调查只接收邮件、信函或传真，没有在线提交的渠道", call.title, "开设在线征集调查渠道，公众可以直接在网上提交意见。"
                )  # fmt: skip
            if call.ended_on is None or call.ended_on >= today or call.has_result or self._is_told(call):
                continue
            verdict = judge_act(ActFacts(call.ended_on), "survey-result", on=today, city=city)
            if verdict.outcome is Outcome.VIOLATED:
                yield _draft(
                    call, "no-result", f"征集调查 {call.ended_on} 结束，没有看到公开的结果：{verdict.reason}", call.title,
                    "汇总意见，公开结果和采纳情况，并与征集公告相互链接。",
                )  # fmt: skip

    def _is_told(self, call: Call) -> bool:
        """Whether an article's title names the result of the call: by the document in question, or by the words that both have."""
        if any(name in title for name in call.names for title in self._results):
            return True
        subject = _NOT_TOLD.sub("", call.title.partition("-")[0])
        return len(subject) >= _LEAST and any(subject in _NOT_TOLD.sub("", title) for title in self._results)


def _draft(call: Call, kind: str, message: str, excerpt: str, remedy: str) -> Draft:
    return Draft(
        check=CHECK, url=call.url, subject=kind, kind=kind, place="征集调查", excerpt=excerpt[:200], message=message, remedy=remedy, verdict=Verdict.TO_VERIFY
    )  # fmt: skip
