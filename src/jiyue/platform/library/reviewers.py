"""Who may review an edition, who may publish it, and why the others may not (17.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal
from jiyue.platform.library.models import Edition, EditionState, Hand, HandKind
from jiyue.platform.library.models.editions import WRITING_HANDS
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Appointment, Person
from jiyue.platform.organisations.roles import Role


@dataclass(frozen=True)
class Candidate:
    """One person on the route panel; `refusal` says why this person may not, None when they may."""

    person: Person
    title: str
    refusal: Refusal | None


def refusal_to_review(edition: Edition, person: Person) -> Refusal | None:
    """Why a person may not review this edition: not a reviewer of the unit, not submitted, or a hand in it (17.1)."""
    answer = policy.may(person, policy.Act.REVIEW_RESOURCE, edition.resource.unit)
    if answer.refusal is not None:
        return answer.refusal
    if edition.state != EditionState.SUBMITTED:
        sentence = _("稿件目前是“%(state)s”，不在待审核。") % {"state": edition.get_state_display()}
        return Refusal(sentence, "32.5", _("请刷新页面查看最新状态。"))
    return _hand_refusal(edition.hands.filter(person=person))


def refusal_to_publish(edition: Edition, person: Person) -> Refusal | None:
    """Why a person may not publish this edition: not an editor of the unit, not approved, or its reviewer (17.1, 17.2)."""
    answer = policy.may(person, policy.Act.PUBLISH_RESOURCE, edition.resource.unit)
    if answer.refusal is not None:
        return answer.refusal
    if edition.state != EditionState.APPROVED:
        return Refusal(_("先审后发：稿件还没有审核通过。"), "32.5", _("请先送审，由审核人员审核。"))
    if edition.reviewed_by_id == person.pk:
        return Refusal(_("您审核了这篇稿件，不能由您发布。"), "17.1", _("请由编辑校对后发布。"))
    return None


def candidates(edition: Edition, on: date | None = None) -> list[Candidate]:
    """The unit's reviewers with, for each who is excluded, the cause."""
    unit = edition.resource.unit
    hands = list(edition.hands.all())
    held = (
        Appointment.objects.in_force(on or timezone.localdate())
        .filter(unit=unit, role=Role.REVIEWER)
        .select_related("person")
    )
    return [
        Candidate(
            appointment.person,
            appointment.title,
            _hand_refusal(hand for hand in hands if hand.person_id == appointment.person_id),
        )
        for appointment in held.order_by("pk")
    ]


def _hand_refusal(hands: Iterable[Hand]) -> Refusal | None:
    """Why somebody with these hands in an edition may not review it; each hand gives its own sentence."""
    sentences = {
        HandKind.WROTE: _("您是本稿撰写人，不能审核自己写的稿件。"),
        HandKind.EDITED: _("您修改过本稿，不能审核。"),
        HandKind.SUBMITTED: _("您送审了本稿，不能审核。"),
    }
    for hand in hands:
        if hand.kind in WRITING_HANDS:
            return Refusal(sentences[HandKind(hand.kind)], "17.1", _("请由其他审核人员审核。"))
    return None
