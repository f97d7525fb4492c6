"""The morning of an editor and of a reviewer (17.1, 26.1, 32.2)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.library import actions
from jiyue.platform.library.drafting import begin
from jiyue.platform.organisations.roles import Role
from tests.factories import (
    AppointmentFactory,
    ColumnFactory,
    FindingFactory,
    PersonFactory,
    PlacementFactory,
    ResourceFactory,
    SiteFactory,
)


@pytest.fixture
def site(db):
    return SiteFactory()


@pytest.fixture
def column(site):
    return ColumnFactory(site=site, title="部门动态")


@pytest.fixture
def chen(site):
    return AppointmentFactory(unit=site.host, role=Role.EDITOR, person=PersonFactory(name="陈编辑")).person


@pytest.fixture
def liu(site):
    return AppointmentFactory(unit=site.host, role=Role.REVIEWER, person=PersonFactory(name="刘审核")).person


@pytest.fixture
def draft(chen, column):
    resource = begin(title="全市秋粮收获进度过半", kind="news", column=column, by=chen)
    resource.body = "<p>收获面积已经过半。</p>"
    resource.save_revision(user=chen)
    return resource


@pytest.fixture
def morning(client, settings):
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST

    def look(person):
        client.force_login(person)
        return client.get(reverse("workbench-home")).context["duties"]

    return look


def kinds(duties):
    return {str(duty["kind"]): duty["count"] for duty in duties}


def test_a_returned_draft_stands_with_its_opinion(morning, draft, chen, liu):
    edition = actions.submit(resource=draft, by=chen)
    actions.send_back(edition=edition, by=liu, opinion="请核对牵头单位")

    found = [duty for duty in morning(chen) if duty["kind"] == "被退回"]

    assert found[0]["count"] == 1
    assert "刘审核" in found[0]["text"]
    assert "请核对牵头单位" in found[0]["text"]


@pytest.mark.clause("17.1")
def test_a_submitted_text_waits_for_the_reviewer_and_not_for_its_writer(morning, draft, chen, liu):
    actions.submit(resource=draft, by=chen)

    assert kinds(morning(liu)).get("待我审核") == 1
    assert "待我审核" not in kinds(morning(chen))


@pytest.mark.clause("32.2")
def test_the_column_that_is_empty_or_late_is_named(morning, chen, column):
    found = [duty for duty in morning(chen) if duty["kind"] == "须更新栏目"]

    assert found[0]["title"].startswith("部门动态")
    assert found[0]["tone"] == "bad"


def test_a_fresh_column_is_no_duty(morning, chen, column):
    resource = ResourceFactory(unit=column.site.host, published=True)
    PlacementFactory(resource=resource, column=column, published_at=timezone.now())

    assert "须更新栏目" not in kinds(morning(chen))


@pytest.mark.clause("26.1")
def test_nothing_of_another_unit_is_counted(morning, chen, column, site):
    FindingFactory(site=site)
    FindingFactory()

    assert kinds(morning(chen))["监测问题"] == 1


def test_who_hosts_nothing_has_no_workbench(client, settings, db):
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    client.force_login(AppointmentFactory(role=Role.BUREAU).person)

    assert client.get(reverse("workbench-home")).status_code == 403


def test_the_morning_takes_the_same_queries_however_much_there_is(
    client, settings, chen, site, column, django_assert_max_num_queries
):
    for number in range(30):
        FindingFactory(site=site)
        further = ColumnFactory(site=site)
        PlacementFactory(
            resource=ResourceFactory(unit=site.host, published=True), column=further, published_at=timezone.now()
        )
        begin(title=f"稿件{number}", kind="news", column=column, by=chen)
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    client.force_login(chen)

    with django_assert_max_num_queries(32):  # 18 of the page; the rest are session, person, menu counts
        client.get(reverse("workbench-home"))
