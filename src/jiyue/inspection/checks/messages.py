"""Messages that were not answered within five workdays (18.1), as a site's own list shows them; always to be verified."""

from collections.abc import Iterator
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.messages import Message, read_messages
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.rulebook.interaction import MessageFacts, judge_message
from jiyue.rulebook.verdicts import Outcome

CHECK = "message-late"


def observe_messages(page: Page, *, today: date, city: str) -> Iterator[Draft]:
    """Yield one draft for each listed message whose answer came, or is still missing, after the last day in time.

    A list does not show transfers and pauses, so a person has to look. What is said to be answered without a day can not be measured.
    """
    for message in read_messages(page):
        if message.is_answered and message.answered_on is None:
            continue
        verdict = judge_message(MessageFacts(message.asked_on, message.answered_on), on=today, city=city)
        if verdict.outcome is Outcome.VIOLATED:
            yield _draft(page, message, verdict.reason)


def _draft(page: Page, message: Message, reason: str) -> Draft:
    answered = f"答复 {message.answered_on}" if message.answered_on else "没有答复"
    return Draft(
        check=CHECK, url=page.url, subject=f"{message.title}\x1f{message.asked_on}", kind="late" if message.answered_on else "open", place="留言列表",
        excerpt=f"{message.title[:80]}：提交 {message.asked_on}，{answered}", message=f"留言超过5个工作日：{reason}", remedy="尽快答复；因转办或补充材料顺延的，在列表中说明。",
        verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
