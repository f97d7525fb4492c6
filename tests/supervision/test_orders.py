"""The life of an order: sent by the Bureau, answered by the host, closed by a second measurement and by nothing else."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from jiyue.platform.audit.models import Entry
from jiyue.platform.findings import actions as findings
from jiyue.platform.findings.models import Finding
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.supervision import actions
from jiyue.platform.supervision.models import RectificationOrder
from tests.factories import FindingFactory

PROOF = [{"run": 1, "status": 200}]


@pytest.fixture(autouse=True)
def _nothing_is_fetched(settings):
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}
    }


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


@pytest.fixture
def order(site, bureau, tomorrow):
    return actions.send(site=site, findings=[FindingFactory(site=site)], text="请整改", due_on=tomorrow, by=bureau)


def verbs(order):
    return list(Entry.objects.about(order).values_list("verb", flat=True))


@pytest.mark.clause("33.2")
def test_an_order_confirms_its_findings_and_gives_them_its_day(order, tomorrow):
    finding = Finding.objects.get()

    assert (finding.state, finding.due_on) == ("confirmed", tomorrow)
    assert verbs(order) == ["order-sent"]


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("role", ["centre", "host"])
def test_only_the_bureau_sends_orders(site, role, request, tomorrow):
    with pytest.raises(Refused):
        actions.send(
            site=site,
            findings=[FindingFactory(site=site)],
            text="请整改",
            due_on=tomorrow,
            by=request.getfixturevalue(role),
        )

    assert not RectificationOrder.objects.exists()


@pytest.mark.parametrize(("days", "is_refused"), [(0, True), (1, False)])
def test_the_day_of_an_order_lies_ahead(site, bureau, days, is_refused):
    due_on, found = timezone.localdate() + timedelta(days=days), [FindingFactory(site=site)]
    if is_refused:
        with pytest.raises(Refused, match="晚于今天"):
            actions.send(site=site, findings=found, text="请整改", due_on=due_on, by=bureau)
    else:
        assert actions.send(site=site, findings=found, text="请整改", due_on=due_on, by=bureau).due_on == due_on


def test_a_finding_stands_under_one_open_order_at_a_time(order, site, bureau, tomorrow):
    with pytest.raises(Refused, match="已在办理中"):
        actions.send(site=site, findings=list(order.findings.all()), text="再改", due_on=tomorrow, by=bureau)


@pytest.mark.clause("26.1")
def test_an_order_names_findings_of_its_site_only(site, bureau, tomorrow):
    with pytest.raises(Refused, match="本网站"):
        actions.send(site=site, findings=[FindingFactory()], text="请整改", due_on=tomorrow, by=bureau)


@pytest.mark.clause("33.2")
def test_an_answer_closes_nothing_and_starts_a_measurement(order, host, site):
    actions.answer(order=order, text="已修复链接", by=host)
    order.refresh_from_db()

    assert order.state == "answered"
    assert SiteRun.objects.get(site=site).round.trigger == "reinspection"


@pytest.mark.clause("33.2")
def test_an_order_closes_when_a_measurement_after_the_answer_no_longer_sees_its_findings(order, host, site):
    actions.answer(order=order, text="已修复链接", by=host)
    findings.close(finding=Finding.objects.get(), by=None, evidence=PROOF, note="", at=timezone.now())

    assert actions.settle(site, measured_from=timezone.now()) == [order]
    assert actions.settle(site, measured_from=timezone.now()) == []
    assert verbs(order) == ["order-closed", "order-answered", "order-sent"]


@pytest.mark.clause("33.2")
def test_an_order_whose_fault_is_still_there_goes_back_to_the_host(order, host, site):
    actions.answer(order=order, text="已修复链接", by=host)

    assert actions.settle(site, measured_from=timezone.now()) == []
    order.refresh_from_db()
    assert order.state == "sent"


def test_a_measurement_begun_before_the_answer_decides_nothing(order, host, site):
    begun = timezone.now()
    actions.answer(order=order, text="已修复链接", by=host)
    findings.close(finding=Finding.objects.get(), by=None, evidence=PROOF, note="", at=timezone.now())

    assert actions.settle(site, measured_from=begun) == []


@pytest.mark.parametrize("who", ["bureau", "other_host"])
def test_only_the_host_answers(order, who, request):
    with pytest.raises(Refused):
        actions.answer(order=order, text="已修复", by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("day", "due_on"), [(date(2026, 11, 23), date(2026, 11, 30)), (date(2026, 9, 30), date(2026, 10, 13))]
)
def test_the_default_day_is_five_workdays_on(day, due_on):
    assert actions.default_due_on(day) == due_on
