"""Accepted, passed on within bounds, answered with substance, released by another (18.2, 18.3, 13.5)."""

import pytest
from django.db import IntegrityError, transaction

from jiyue.platform.audit.models import Entry
from jiyue.platform.interaction import actions, wording
from jiyue.platform.interaction.models import Message, MessageState
from jiyue.platform.kernel.refusals import Refused
from tests.factories import UnitFactory
from tests.interaction.conftest import ANSWER, answered, ask, drafted, submitted

pytestmark = pytest.mark.django_db
CITIZEN_ID = "610302198001011238"


@pytest.mark.clause("18.3")
def test_nobody_releases_what_they_wrote(message, reviewer, clerk, site):
    from jiyue.platform.organisations.roles import Role
    from tests.factories import AppointmentFactory

    AppointmentFactory(person=reviewer, unit=site.host, role=Role.CONTACT)
    waiting = submitted(message, reviewer)

    with pytest.raises(Refused, match="不能自己审核"):
        actions.release(message=waiting, by=reviewer)


@pytest.mark.clause("18.3")
def test_whoever_changed_the_draft_does_not_release_it_either(message, reviewer, clerk, site):
    from jiyue.platform.organisations.roles import Role
    from tests.factories import AppointmentFactory

    AppointmentFactory(person=reviewer, unit=site.host, role=Role.CONTACT)
    actions.accept(message=message, by=clerk)
    actions.save_draft(message=message, draft=drafted(), by=reviewer)
    waiting = actions.submit(message=message, draft=drafted(), by=clerk)

    with pytest.raises(Refused, match="不能自己审核"):
        actions.release(message=waiting, by=reviewer)


@pytest.mark.clause("18.3")
def test_the_database_itself_wants_two_people(message, clerk, reviewer):
    done = answered(message, clerk, reviewer)

    with pytest.raises(IntegrityError, match="two_people"), transaction.atomic():
        Message.objects.filter(pk=done.pk).update(released_by=clerk)
    with pytest.raises(IntegrityError, match="has_answer"), transaction.atomic():
        Message.objects.filter(pk=done.pk).update(answer="")


@pytest.mark.clause("18.3")
@pytest.mark.parametrize("answer", [
    "您好！您的来信收悉，我们高度重视，已转相关部门，将认真研究，请耐心等待，感谢您的支持。",
    "收到，将办理。",
    " \n",
])  # fmt: skip
def test_stock_phrases_are_no_answer(message, clerk, answer):
    actions.accept(message=message, by=clerk)

    with pytest.raises(Refused, match="实质内容"):
        actions.submit(message=message, draft=drafted(answer=answer), by=clerk)
    assert Message.objects.get().is_open


def test_a_short_thanks_before_the_substance_does_no_harm():
    assert not wording.is_perfunctory(f"感谢您的来信。{ANSWER}")


@pytest.mark.clause("18.2")
def test_a_message_passes_on_twice_and_no_more(message, clerk, transport, site):
    third = UnitFactory()
    actions.transfer(message=message, to=transport, by=clerk, reason="职责在交通")
    actions.transfer(message=message, to=site.host, by=clerk, reason="涉及多部门")

    with pytest.raises(Refused, match="已转办 2 次") as refused:
        actions.transfer(message=message, to=third, by=clerk, reason="再转")
    assert refused.value.refusals[0].clause == "18.2"
    assert [step.to_unit for step in message.steps.filter(verb="transferred").order_by("pk")] == [transport, site.host]


@pytest.mark.parametrize("reason", ["", "  "])
def test_passing_on_needs_a_reason(message, clerk, transport, reason):
    with pytest.raises(Refused, match="理由"):
        actions.transfer(message=message, to=transport, by=clerk, reason=reason)


@pytest.mark.clause("13.5")
@pytest.mark.parametrize("field", ["answer", "public_text", "public_title"])
def test_personal_data_keeps_a_text_from_becoming_public(message, clerk, field):
    actions.accept(message=message, by=clerk)
    text = f"{ANSWER}来信人身份证{CITIZEN_ID}" if field == "answer" else f"张某{CITIZEN_ID}"

    with pytest.raises(Refused) as refused:
        actions.submit(message=message, draft=drafted(**{field: text}), by=clerk)
    assert "13.5" in {refusal.clause for refusal in refused.value.refusals}
    assert CITIZEN_ID not in str(refused.value)


@pytest.mark.clause("13.5")
def test_the_masked_letter_holds_no_personal_data():
    text = f"我家电话13891712345，身份证{CITIZEN_ID}。"

    assert "13891712345" not in wording.masked(text)
    assert CITIZEN_ID not in wording.masked(text)
    assert wording.masked("路坏了，请修。") == "路坏了，请修。"


def test_nothing_becomes_public_without_the_askers_consent(site, clerk):
    message = ask(site, wants_public=False)[0]
    actions.accept(message=message, by=clerk)

    with pytest.raises(Refused, match="同意"):
        actions.submit(message=message, draft=drafted(), by=clerk)


def test_declining_needs_a_second_person_too(message, clerk, reviewer):
    waiting = submitted(message, clerk, outcome="decline", is_public=False)

    assert waiting.state == MessageState.REVIEWING
    assert actions.release(message=waiting, by=reviewer).state == MessageState.DECLINED


def test_a_draft_goes_back_with_an_opinion(message, clerk, reviewer):
    waiting = submitted(message, clerk)

    with pytest.raises(Refused, match="意见"):
        actions.send_back(message=waiting, by=reviewer, opinion=" ")
    assert actions.send_back(message=waiting, by=reviewer, opinion="写明工期").state == MessageState.HANDLING


@pytest.mark.clause("26.1")
def test_strangers_do_nothing(message, stranger, clerk, transport):
    for act in (
        lambda: actions.accept(message=message, by=stranger),
        lambda: actions.transfer(message=message, to=transport, by=stranger, reason="x"),
        lambda: actions.see_contact(message=message, by=stranger),
        lambda: actions.release(message=submitted(message, clerk), by=stranger),
    ):
        with pytest.raises(Refused):
            act()


def test_each_act_is_on_record_without_the_citizens_words(message, clerk, reviewer):
    answered(message, clerk, reviewer)

    entries = list(Entry.objects.order_by("sequence"))
    assert [entry.verb for entry in entries] == [
        "message-received",
        "message-accepted",
        "message-submitted",
        "message-released",
    ]
    assert message.text not in "".join(str(entry.content()) for entry in entries)
