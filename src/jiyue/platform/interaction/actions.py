"""What the handling side does: accept, transfer, inform, draft, submit, release by a second person, publish (18.1-18.3)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.interaction import clock, sealing, wording
from jiyue.platform.interaction.effects import rebake_answers
from jiyue.platform.interaction.models import (
    WRITING_VERBS,
    Message,
    MessageState,
    Outcome,
    Step,
    Verb,
)  # fmt: skip
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person, Unit


@dataclass(frozen=True)
class Draft:
    """What an answer is drafted with: its words, what becomes of the message, and whether and why the public shall read it."""

    answer: str
    outcome: str = Outcome.ANSWER
    is_public: bool = False
    public_reason: str = ""
    public_title: str = ""
    public_text: str = ""


def allowed(person: Person, act: policy.Act, message: Message) -> policy.Answer:
    """Whether a person may act on a message: for the unit that handles it, or for the host of the site it came in on."""
    by_unit = policy.may(person, act, message.unit)
    return by_unit or (policy.may(person, act, message.site.host) or by_unit)


def refusal_to_release(message: Message, person: Person) -> Refusal | None:
    """Why a person may not release the draft; None when they may (18.3)."""
    refusal = allowed(person, policy.Act.RELEASE_ANSWER, message).refusal
    if refusal is not None:
        return refusal
    if message.state != MessageState.REVIEWING:
        return _wrong_state(message)
    if person.pk == message.answered_by_id or has_written(message, person):
        return Refusal(_("您写过或改过这份答复，不能自己审核。"), "18.3", _("请由另一名审核人员或总负责人审核。"))
    return None


def has_written(message: Message, person: Person) -> bool:
    """Whether a person had a hand in the answer that waits now."""
    since = message.steps.filter(verb=Verb.REOPENED).order_by("-at", "-pk").values_list("at", flat=True).first()
    steps = message.steps.filter(person=person, verb__in=WRITING_VERBS)
    return (steps.filter(at__gte=since) if since else steps).exists()


def transfers(message: Message) -> int:
    """How often the message was passed on between units (18.2)."""
    return message.steps.filter(verb=Verb.TRANSFERRED).count()


@transaction.atomic
def accept(*, message: Message, by: Person) -> Message:
    """Take a message up; the clock has run since it came in, and runs on (R24)."""
    message = _locked(message, by, policy.Act.ANSWER_MESSAGE, MessageState.RECEIVED)
    message.state = MessageState.HANDLING
    message.save(update_fields=["state"])
    return _done(message, Verb.ACCEPTED, by)


@transaction.atomic
def transfer(*, message: Message, to: Unit, by: Person, reason: str) -> Message:
    """Pass a message on to another unit, with a reason, at most as often as the parameter says; no clock restarts (18.2, R24)."""
    message = _locked(message, by, policy.Act.ANSWER_MESSAGE, MessageState.RECEIVED, MessageState.HANDLING)
    most = clock.most_transfers(timezone.localdate(message.received_at))
    if to.pk == message.unit_id:
        raise Refused(Refusal(_("这件留言已由该单位承办。"), "18.2", _("请选择另一个单位。")))
    if not reason.strip():
        raise Refused(Refusal(_("转办须写明理由。"), "18.2", _("请写明该单位的职责依据。")))
    if transfers(message) >= most:
        sentence = _("这件留言已转办 %(most)d 次，不能再转。") % {"most": most}
        raise Refused(Refusal(sentence, "18.2", _("由目前的承办单位答复；职责有争议的，报主管单位协调。")))
    from_unit, message.unit, message.state = message.unit, to, MessageState.HANDLING
    message.save(update_fields=["unit", "state"])
    Step.objects.create(
        message=message, verb=Verb.TRANSFERRED, at=timezone.now(), person=by, unit=from_unit, to_unit=to, text=reason
    )
    trail.record("message-transferred", message, by=by, unit=from_unit, data={"to": to.key, "reason": reason})
    return message


@transaction.atomic
def note(*, message: Message, by: Person, text: str, is_for_asker: bool) -> Message:
    """Write an internal remark, or tell the asker how it goes. Neither is an answer, neither stops the clock (18.3, R24)."""
    message = _locked(
        message, by, policy.Act.ANSWER_MESSAGE, MessageState.RECEIVED, MessageState.HANDLING, MessageState.REVIEWING
    )
    if not text.strip():
        raise Refused(Refusal(_("没有写内容。"), "18.2", _("请写明办理情况。")))
    return _done(message, Verb.PROGRESS if is_for_asker else Verb.NOTED, by, text=text)


@transaction.atomic
def save_draft(*, message: Message, draft: Draft, by: Person) -> Message:
    """Keep the draft of an answer."""
    message = _locked(message, by, policy.Act.ANSWER_MESSAGE, MessageState.HANDLING)
    _write(message, draft)
    return _done(message, Verb.DRAFTED, by)


@transaction.atomic
def submit(*, message: Message, draft: Draft, by: Person) -> Message:
    """Submit the draft to a second person; refused when it says nothing, or would make personal data public (18.3, 13.5)."""
    message = _locked(message, by, policy.Act.ANSWER_MESSAGE, MessageState.HANDLING)
    _write(message, draft)
    _must_be_fit(message)
    message.state, message.answered_by = MessageState.REVIEWING, by
    message.save(update_fields=["state", "answered_by"])
    return _done(message, Verb.SUBMITTED, by)


@transaction.atomic
def send_back(*, message: Message, by: Person, opinion: str) -> Message:
    """Return a draft to its writer, with an opinion."""
    message = _locked(message, by, policy.Act.RELEASE_ANSWER, MessageState.REVIEWING)
    if not opinion.strip():
        raise Refused(Refusal(_("退回须写明意见。"), "18.3", _("请写明哪里没有答到、怎么改。")))
    message.state = MessageState.HANDLING
    message.save(update_fields=["state"])
    return _done(message, Verb.RETURNED, by, text=opinion)


@transaction.atomic
def release(*, message: Message, by: Person, at: datetime | None = None) -> Message:
    """Release the answer as the second person: the clock stops, the asker reads it, and the public if that was decided (18.3)."""
    message = _locked(message, by, policy.Act.RELEASE_ANSWER, MessageState.REVIEWING)
    if refusal := refusal_to_release(message, by):
        raise Refused(refusal)
    _must_be_fit(message)
    declined = message.outcome == Outcome.DECLINE
    message.state = MessageState.DECLINED if declined else MessageState.ANSWERED
    message.released_by, message.answered_at = by, at or timezone.now()
    message.not_answered_at, message.not_answered_reason = None, ""
    message.full_clean()
    message.save()
    _done(message, Verb.DECLINED if declined else Verb.RELEASED, by, at=message.answered_at)
    rebake_answers(message)
    return message


@transaction.atomic
def unpublish(*, message: Message, by: Person, reason: str) -> Message:
    """Take a public answer off the site, with a reason; the asker still reads it."""
    message = _locked(message, by, policy.Act.RELEASE_ANSWER, MessageState.ANSWERED)
    if not message.is_public or not reason.strip():
        raise Refused(Refusal(_("只能撤下已公开的答复，并须写明原因。"), "4.9", _("如“含个人信息”。")))
    message.is_public = False
    message.save(update_fields=["is_public"])
    _done(message, Verb.UNPUBLISHED, by, text=reason)
    rebake_answers(message, is_gone=True)
    return message


@transaction.atomic
def reopen(*, message: Message, by: Person, reason: str) -> Message:
    """Take up again what the asker calls not answered: the earlier answer counts no more, the clock runs on since the submission."""
    message = _locked(message, by, policy.Act.RELEASE_ANSWER, MessageState.ANSWERED)
    if message.not_answered_at is None or not reason.strip():
        raise Refused(
            Refusal(_("来信人标记“未答到”后，写明理由方可重新办理。"), "18.3", _("其他情况请告知来信人再写一封信。"))
        )
    was_public, message.is_public = message.is_public, False
    earlier = message.answer
    message.state, message.answered_at, message.released_by, message.answered_by = (
        MessageState.HANDLING,
        None,
        None,
        None,
    )
    message.full_clean()
    message.save()
    _done(
        message, Verb.REOPENED, by, text=_("%(reason)s\n此前的答复：%(answer)s") % {"reason": reason, "answer": earlier}
    )
    if was_public:
        rebake_answers(message, is_gone=True)
    return message


@transaction.atomic
def see_contact(*, message: Message, by: Person) -> dict[str, str]:
    """Open the contact of a message for the one who answers it; each look is on record."""
    message = _locked(message, by, policy.Act.ANSWER_MESSAGE)
    _done(message, Verb.CONTACT_SEEN, by)
    return sealing.unseal(message.contact)


def _locked(message: Message, by: Person, act: policy.Act, *states: str) -> Message:
    held = Message.objects.select_for_update().select_related("site__host", "unit").get(pk=message.pk)
    refusal = allowed(by, act, held).refusal
    if refusal is None and states and held.state not in states:
        refusal = _wrong_state(held)
    if refusal is not None:
        raise Refused(refusal)
    return held


def _wrong_state(message: Message) -> Refusal:
    sentence = _("这件留言目前是“%(state)s”，不能这样办理。") % {"state": message.get_state_display()}
    return Refusal(sentence, "18.2", _("请刷新页面查看最新状态。"))


def _write(message: Message, draft: Draft) -> None:
    for name, value in vars(draft).items():
        setattr(message, name, value)
    if draft.is_public and not (message.wants_public and draft.public_reason.strip()):
        raise Refused(Refusal(_("公开须来信人同意，并写明理由。"), "18.3", _("来信人没有同意的，只能不公开。")))
    message.save(update_fields=list(vars(draft)))


def _must_be_fit(message: Message) -> None:
    public = (message.public_title, message.public_text) if message.is_public else None
    if public is not None and not all(text.strip() for text in public):
        raise Refused(Refusal(_("公开的标题和来信不能为空。"), "18.3", _("请填写，或选择不公开。")))
    grave = [remark for remark in wording.remarks(answer=message.answer, public=public) if remark.level == "forbidden"]
    if grave:
        raise Refused(
            *(
                Refusal(f"{remark.place}：{remark.message}{remark.excerpt}", remark.clause, remark.advice)
                for remark in grave
            )
        )


def _done(message: Message, verb: Verb, by: Person, *, text: str = "", at: datetime | None = None) -> Message:
    Step.objects.create(message=message, verb=verb, at=at or timezone.now(), person=by, unit=message.unit, text=text)
    trail.record(f"message-{verb}", message, by=by, unit=message.unit)
    return message
