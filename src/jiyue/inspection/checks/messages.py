"""Messages that were not answered within five workdays (18.1), or for three months (19.4; V5), as a site's own list shows them; always to be verified."""

from collections.abc import Iterable, Iterator
from datetime import date

from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.messages import Message
from jiyue.inspection.facts.page import Page
from jiyue.inspection.states import Verdict
from jiyue.rulebook.interaction import MESSAGES_CLAUSE, MessageFacts, judge_message, judge_messages
from jiyue.rulebook.verdicts import Outcome

CHECK = "message-late"


def observe_messages(page: Page, messages: Iterable[Message], *, today: date, city: str) -> Iterator[Draft]:
    """Yield one draft for each listed message whose answer came, or is still missing, after the last day in time.

    One that is open for longer than the veto allows (19.4) is told as that. A list does not show transfers and pauses, nor whether a message is a valid
    enquiry, so a person has to look. Where the list does not show answers, or says that one was given without its day, nothing is said.
    """
    for message in messages:
        if message.answered_on is None and not message.is_open:
            continue
        facts = MessageFacts(message.asked_on, message.answered_on)
        open_too_long = judge_messages((facts,), on=today, city=city) if message.is_open else None
        if open_too_long is not None and open_too_long.outcome is Outcome.VIOLATED:
            yield _unanswered(page, message, open_too_long.due_on)
            continue
        verdict = judge_message(facts, on=today, city=city)
        if verdict.outcome is Outcome.VIOLATED:
            yield _draft(page, message, verdict.reason)


def _unanswered(page: Page, message: Message, due_on: date | None) -> Draft:
    return Draft(
        check=CHECK, url=page.url, subject=f"{message.title}\x1f{message.asked_on}", clause=MESSAGES_CLAUSE, kind="unanswered", place="留言列表",
        excerpt=f"{message.title[:80]}：提交 {message.asked_on}，没有答复", message=f"{message.asked_on} 的留言长期没有答复，超过了否决期限（{due_on}）",
        why="有效的政务咨询类留言长期没有回应，属于一票否决情形。", remedy="立即作出实质答复并公开；无效留言或不属咨询的，写明理由。", verdict=Verdict.TO_VERIFY,
    )  # fmt: skip


def _draft(page: Page, message: Message, reason: str) -> Draft:
    answered = f"答复 {message.answered_on}" if message.answered_on else "没有答复"
    return Draft(
        check=CHECK, url=page.url, subject=f"{message.title}\x1f{message.asked_on}", kind="late" if message.answered_on else "open", place="留言列表",
        excerpt=f"{message.title[:80]}：提交 {message.asked_on}，{answered}", message=f"留言超过5个工作日：{reason}", remedy="尽快答复；因转办或补充材料顺延的，在列表中说明。",
        verdict=Verdict.TO_VERIFY,
    )  # fmt: skip
