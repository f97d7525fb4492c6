"""A message as the workbench shows it: the thread, the route, what this person may do and why not."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.interaction import actions, clock, wording
from jiyue.platform.interaction.models import ENDED_STATES, WRITING_VERBS, Message, MessageState, Outcome, Step, Verb
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person

INTERNAL = (Verb.NOTED, Verb.RETURNED, Verb.CONTACT_SEEN)
WITH_WORDS = (
    Verb.NOTED,
    Verb.PROGRESS,
    Verb.RETURNED,
    Verb.DISPUTED,
    Verb.REOPENED,
    Verb.TRANSFERRED,
    Verb.UNPUBLISHED,
)


def thread(message: Message) -> list[dict[str, Any]]:
    """Everything done about a message, oldest first, saving of drafts left out."""
    steps = (
        message.steps.exclude(verb__in=[Verb.DRAFTED, Verb.RECEIVED])
        .select_related("person", "unit", "to_unit")
        .order_by("at", "pk")
    )
    return [_entry(step) for step in steps]


def _entry(step: Step) -> dict[str, Any]:
    text = str(step.get_verb_display())
    if step.verb == Verb.TRANSFERRED and step.to_unit:
        text = _("%(unit)s 转 %(to)s 办理：%(reason)s") % {
            "unit": step.unit.short_name,
            "to": step.to_unit.name,
            "reason": step.text,
        }
    elif step.verb in WITH_WORDS:
        text = f"{text}：{step.text}"
    return {
        "at": step.at,
        "who": str(step.person) if step.person else _("来信人") if step.verb == Verb.DISPUTED else _("系统"),
        "unit": step.unit.short_name,
        "text": text,
        "is_internal": step.verb in INTERNAL,
        "is_said": step.verb in (Verb.NOTED, Verb.PROGRESS),
    }


def route(message: Message) -> list[dict[str, Any]]:
    """The way of a message as steps, done and ahead."""
    held = {step.verb: step for step in message.steps.select_related("person").order_by("at", "pk")}
    ended = message.state in ENDED_STATES
    way = [
        (_("受理"), held.get(Verb.ACCEPTED) or held.get(Verb.TRANSFERRED), MessageState.RECEIVED),
        (_("拟稿"), held.get(Verb.SUBMITTED), MessageState.HANDLING),
        (_("审核"), held.get(Verb.RELEASED) or held.get(Verb.DECLINED), MessageState.REVIEWING),
    ]
    steps = [
        _way_step(title, step, is_now=message.state == state, is_done=ended or _is_behind(message.state, state))
        for title, step, state in way
    ]
    due = _("最迟 %(day)s") % {"day": f"{message.due_on:%m-%d}"}
    end = _("不予受理") if message.outcome == Outcome.DECLINE else _("答复")
    steps.append(
        {"title": end, "state": "done" if ended else "todo", "lines": [_at(message.answered_at)] if ended else [due]}
    )
    shown = message.is_public and message.state == MessageState.ANSWERED
    steps.append(
        {
            "title": _("公开"),
            "state": "done" if shown else "todo",
            "lines": [_("已公开") if shown else (_("随答复公开") if message.is_public else _("不公开"))],
        }
    )
    return steps


def _is_behind(state: str, step: str) -> bool:
    order = [MessageState.RECEIVED, MessageState.HANDLING, MessageState.REVIEWING]
    return state in order and order.index(MessageState(state)) > order.index(MessageState(step))


def _way_step(title: str, step: Step | None, *, is_now: bool, is_done: bool) -> dict[str, Any]:
    lines = [str(step.person), _at(step.at)] if step and step.person and is_done else []
    return {"title": title, "state": "now" if is_now else "done" if is_done else "todo", "lines": lines}


def _at(at: Any) -> str:
    return f"{timezone.localtime(at):%m-%d %H:%M}" if at else ""


def may(message: Message, person: Person) -> dict[str, Any]:
    """What a person may do about a message now; a value is True, or the sentence that says why not."""
    answer = actions.allowed(person, policy.Act.ANSWER_MESSAGE, message).refusal
    release = actions.refusal_to_release(message, person)
    most = clock.most_transfers(timezone.localdate(message.received_at))
    done = actions.transfers(message)
    return {
        "answers": answer is None,
        "answer_refusal": answer,
        "is_release": release is None,
        "release_refusal": release,
        "transfers": done,
        "most_transfers": most,
        "may_transfer": answer is None
        and message.state in (MessageState.RECEIVED, MessageState.HANDLING)
        and done < most,
        "may_close": policy.may(person, policy.Act.RELEASE_ANSWER, message.unit)
        or policy.may(person, policy.Act.RELEASE_ANSWER, message.site.host),
    }


def levels(message: Message) -> list[dict[str, Any]]:
    """What the check says to the draft as it stands, in the form of the check panel."""
    if not message.answer:
        return []
    public = (message.public_title, message.public_text) if message.is_public else None
    found = wording.remarks(answer=message.answer, public=public)
    return [{"id": level, "hits": list(_hits(found, level))} for level in ("forbidden", "explain", "hint")]


def _hits(found: list[wording.Remark], level: str) -> Iterator[dict[str, Any]]:
    for number, remark in enumerate((one for one in found if one.level == level), 1):
        yield {
            "number": f"{level[0]}{number}",
            "message": f"{remark.place}：{remark.message}",
            "excerpt": remark.excerpt,
            "clause": remark.clause,
            "advice": remark.advice,
        }


def writers(message: Message) -> list[str]:
    """The people who had a hand in the draft and so can not release it."""
    names = message.steps.filter(verb__in=WRITING_VERBS, person__isnull=False).values_list("person__name", flat=True)
    return list(dict.fromkeys(names))
