"""A message as its asker and the public see it: plain data for the theme, personal data masked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from jiyue.platform.interaction import clock, wording
from jiyue.platform.interaction.models import ENDED_STATES, Message, MessageState, Step, Verb
from jiyue.platform.publishing.pages.views import AnswerView
from jiyue.rulebook.clocks import DayStep

Route = tuple[tuple[str, datetime | None, str, bool], ...]
SHOWN_TO_ASKER = (
    Verb.RECEIVED,
    Verb.ACCEPTED,
    Verb.TRANSFERRED,
    Verb.PROGRESS,
    Verb.SUBMITTED,
    Verb.RELEASED,
    Verb.DECLINED,
    Verb.DISPUTED,
    Verb.REOPENED,
)


@dataclass(frozen=True)
class MessageView:
    """A citizen's message as its writer sees it, and as everybody does once its answer is public."""

    number: str
    title: str
    kind_label: str
    unit: str
    received_at: datetime
    state_label: str
    due_on: date
    deadline_steps: tuple[DayStep, ...]
    is_overdue: bool
    route: Route
    answer_html: str
    answered_at: datetime | None
    is_public: bool
    body_text: str
    deadline_text: str


def for_asker(message: Message, *, today: date) -> MessageView:
    """What the asker sees with number and code: every step and the answer; never names of staff or internal remarks."""
    return _view(message, title=wording.masked(message.title), text=wording.masked(message.text), today=today)


def for_public(message: Message, *, today: date) -> MessageView:
    """What everybody sees of a public answer: the texts that were decided on, masked once more."""
    return _view(
        message, title=wording.masked(message.public_title), text=wording.masked(message.public_text), today=today
    )


def answer_line(message: Message) -> AnswerView:
    """A public answer as one line of a list."""
    answered_at = message.answered_at or message.received_at
    return AnswerView(
        title=wording.masked(message.public_title),
        kind_label=message.get_kind_display(),
        unit=message.unit.short_name,
        workdays=clock.workdays_taken(message) or 0,
        url=message.public_path,
        answered_on=timezone.localdate(answered_at),
    )


def paragraphs(text: str) -> str:
    """A plain text as paragraphs, everything in it escaped."""
    return format_html_join("", "<p>{}</p>", ((line.strip(),) for line in text.splitlines() if line.strip()))


def _view(message: Message, *, title: str, text: str, today: date) -> MessageView:
    deadline = clock.deadline(timezone.localdate(message.received_at))
    is_ended = message.state in ENDED_STATES
    return MessageView(
        number=message.number,
        title=title,
        kind_label=message.get_kind_display(),
        unit=message.unit.name,
        received_at=message.received_at,
        state_label=_state_label(message, today),
        due_on=message.due_on,
        deadline_steps=deadline.steps,
        is_overdue=message.is_open and today > message.due_on,
        route=_route(message),
        answer_html=paragraphs(message.answer) if is_ended else "",
        answered_at=message.answered_at,
        is_public=message.is_public,
        body_text=text,
        deadline_text=deadline.explanation,
    )


def _state_label(message: Message, today: date) -> str:
    if message.is_open and today > message.due_on:
        return _("超期未答复")
    if message.state == MessageState.REVIEWING:
        return _("办理中：答复正在审核")
    return str(message.get_state_display())


def _route(message: Message) -> Route:
    done = [
        _line(step)
        for step in message.steps.filter(verb__in=SHOWN_TO_ASKER).select_related("unit", "to_unit").order_by("at", "pk")
    ]
    ahead: list[tuple[str, datetime | None, str, bool]] = []
    if message.is_open:
        names = {
            MessageState.RECEIVED: [_("受理"), _("拟稿"), _("审核"), _("答复")],
            MessageState.HANDLING: [_("拟稿"), _("审核"), _("答复")],
            MessageState.REVIEWING: [_("审核"), _("答复")],
        }[MessageState(message.state)]
        ahead = [(name, None, "", False) for name in names]
    return (*done, *ahead)


def _line(step: Step) -> tuple[str, datetime | None, str, bool]:
    label, who = str(step.get_verb_display()), step.unit.short_name
    if step.verb == Verb.TRANSFERRED and step.to_unit:
        label, who = _("转%(unit)s") % {"unit": step.to_unit.short_name}, step.unit.short_name
    elif step.verb == Verb.PROGRESS:
        who = f"{step.unit.short_name}：{wording.masked(step.text)}"
    elif step.verb == Verb.SUBMITTED:
        label = _("拟出答复，送审")
    elif step.verb == Verb.RECEIVED:
        who = _("系统登记，开始计时")
    return label, step.at, who, True
