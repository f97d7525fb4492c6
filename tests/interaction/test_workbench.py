"""The queue and the case in the workbench: most urgent first, own rows alone, refusals keep what was typed (18.1, 26.1)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jiyue.platform.interaction.models import Message, Step
from tests.interaction.conftest import ANSWER, THURSDAY, ask, submitted

pytestmark = pytest.mark.django_db


def case(message, act="message"):
    return reverse(f"interaction:{act}", args=[message.pk])


@pytest.mark.clause("18.1")
def test_the_queue_has_the_most_urgent_on_top(browse, site, clerk):
    later = ask(site, at=THURSDAY + timedelta(days=5), title="后来的一封信")[0]
    earlier = ask(site, title="先来的一封信")[0]

    page = browse(clerk).get(reverse("interaction:messages")).content.decode()

    assert page.index(earlier.title) < page.index(later.title)


@pytest.mark.clause("26.1")
def test_strangers_see_neither_row_nor_case(browse, message, stranger):
    browser = browse(stranger)

    assert message.title not in browser.get(reverse("interaction:messages")).content.decode()
    assert browser.get(case(message)).status_code == 404
    for act in ("accept", "transfer", "note", "draft", "release", "return", "unpublish", "reopen", "contact"):
        assert browser.post(case(message, act)).status_code == 404


@pytest.mark.clause("18.3")
def test_a_refused_draft_keeps_what_was_typed(browse, message, clerk):
    browser = browse(clerk)
    browser.post(case(message, "accept"))

    answer = browser.post(
        case(message, "draft"), {"outcome": "answer", "answer": "已收悉，将认真研究。", "submit": "1"}
    )

    assert answer.status_code == 409
    assert "已收悉，将认真研究。" in answer.content.decode()
    assert "套话" in answer.content.decode()


@pytest.mark.clause("18.3")
def test_the_writer_sees_why_another_must_release(browse, message, clerk):
    submitted(message, clerk)

    assert "须由" in browse(clerk).get(case(message)).content.decode()
    assert browse(clerk).post(case(message, "release")).status_code == 409
    assert Message.objects.get().is_open


def test_the_way_from_question_to_answer(browse, message, clerk, reviewer):
    browser = browse(clerk)
    browser.post(case(message, "accept"))
    browser.post(
        case(message, "draft"), {"outcome": "answer", "answer": ANSWER, "public_reason": "个别事项", "submit": "1"}
    )

    browse(reviewer).post(case(message, "release"))

    done = Message.objects.get()
    assert (done.state, done.answered_by, done.released_by) == ("answered", clerk, reviewer)


def test_the_contact_opens_on_request_and_each_look_is_on_record(browse, site, clerk):
    message = ask(
        site, contact={"name": "王演示", "phone": "13891712345"}, text="我的电话13891712345，请回电话说明情况"
    )[0]
    browser = browse(clerk)

    assert "13891712345" not in browser.get(case(message)).content.decode()
    assert "13891712345" in browser.post(case(message, "contact")).content.decode()
    assert Step.objects.filter(verb="contact-seen", person=clerk).count() == 1


def test_after_passing_on_the_desk_of_the_site_still_sees_it(browse, message, clerk, transport):
    answer = browse(clerk).post(case(message, "transfer"), {"to": transport.pk, "reason": "职责在交通"})

    assert answer.status_code == 302
    assert transport.short_name in browse(clerk).get(case(message)).content.decode()


def test_markup_in_a_letter_is_text(browse, site, clerk):
    message = ask(site, title="<script>x</script>", text="<img src=x onerror=alert(1)>请修路")[0]

    page = browse(clerk).get(case(message)).content.decode()

    assert "<script>x" not in page
    assert "<img src=x" not in page
