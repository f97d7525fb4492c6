"""Screens of orders: who sees which, the form of the Bureau, the answer of the host."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.supervision import actions
from jiyue.platform.supervision.models import RectificationOrder
from tests.factories import FindingFactory


@pytest.fixture(autouse=True)
def _nothing_is_fetched(settings):
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}
    }


@pytest.fixture
def order(site, bureau):
    due_on = timezone.localdate() + timedelta(days=3)
    return actions.send(site=site, findings=[FindingFactory(site=site)], text="请逐项整改", due_on=due_on, by=bureau)


def new_order(site):
    return f"{reverse('supervision:new-order')}?site={site.key}"


@pytest.mark.clause("33.2")
def test_the_bureau_sends_an_order_from_the_findings_of_a_site(browse, bureau, site):
    finding = FindingFactory(site=site)
    browser = browse(bureau)
    form = browser.get(new_order(site)).content.decode()
    sent = browser.post(
        new_order(site),
        {"findings": [finding.pk], "text": "请于期限前整改", "due_on": timezone.localdate() + timedelta(days=5)},
    )

    assert "办法未规定整改天数，平台默认 5 个工作日" in form
    assert sent.status_code == 302
    assert RectificationOrder.objects.get().findings.get() == finding


def test_what_was_typed_stays_when_an_order_is_refused(browse, bureau, site):
    finding = FindingFactory(site=site)
    data = {"findings": [finding.pk], "text": "请把这句话留住", "due_on": timezone.localdate()}
    answer = browse(bureau).post(new_order(site), data)

    assert answer.status_code == 409
    assert "请把这句话留住" in answer.content.decode()
    assert "整改期限须晚于今天" in answer.content.decode()


@pytest.mark.clause("4.2")
def test_a_host_that_opens_the_form_is_told_why_not(browse, host, site):
    assert browse(host).get(new_order(site)).status_code == 403


@pytest.mark.clause("26.1")
def test_orders_of_others_do_not_exist_for_a_host(browse, host, other_host, order):
    assert browse(host).get(reverse("supervision:order", args=[order.pk])).status_code == 200
    assert browse(other_host).get(reverse("supervision:order", args=[order.pk])).status_code == 404
    assert order.number not in browse(other_host).get(reverse("supervision:orders")).content.decode()


@pytest.mark.clause("33.2")
def test_a_host_answers_and_the_order_waits_for_measurement(browse, host, order):
    answer = browse(host).post(reverse("supervision:answer", args=[order.pk]), {"text": "链接已改正"})
    page = browse(host).get(reverse("supervision:order", args=[order.pk])).content.decode()

    assert answer.status_code == 302
    assert "已答复，待复测" in page
    assert "链接已改正" in page


def test_the_bureau_sees_why_it_can_not_answer(browse, bureau, order):
    page = browse(bureau).get(reverse("supervision:order", args=[order.pk])).content.decode()

    assert 'name="text"' not in page


@pytest.mark.parametrize("state", ["open", "overdue", "answered", "closed", "nonsense"])
def test_every_list_of_orders_opens(browse, bureau, order, state):
    assert browse(bureau).get(reverse("supervision:orders"), {"state": state}).status_code == 200


@pytest.mark.clause("33.2")
def test_an_order_that_failed_its_measurement_says_so_to_both_sides(browse, bureau, host, order, site):
    actions.answer(order=order, text="链接已改正", by=host)
    actions.settle(site, measured_from=timezone.now())

    for person in (bureau, host):
        assert "复测未通过" in browse(person).get(reverse("supervision:order", args=[order.pk])).content.decode()
