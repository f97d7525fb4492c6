"""The ledger on screen, its export, and one file per site."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.supervision import actions
from tests.factories import ColumnFactory, FindingFactory, PlacementFactory, ResourceFactory, SiteFactory


@pytest.mark.clause("26.1")
def test_list_export_and_file_hold_own_sites_only(browse, host, other_host, site):
    for address in (reverse("site-list"), reverse("site-export")):
        assert site.name in browse(host).get(address).content.decode()
        assert site.name not in browse(other_host).get(address).content.decode()
    assert browse(host).get(reverse("site-file", args=[site.key])).status_code == 200
    assert browse(other_host).get(reverse("site-file", args=[site.key])).status_code == 404


@pytest.mark.clause("4.6")
def test_the_bureau_reads_every_file(browse, bureau, site):
    assert browse(bureau).get(reverse("site-file", args=[site.key])).status_code == 200


@pytest.mark.clause("33.1")
def test_a_file_without_a_measurement_calls_nothing_fine(browse, bureau, site):
    page = browse(bureau).get(reverse("site-file", args=[site.key])).content.decode()

    assert "还没有测成过，不能说没有问题" in page
    assert "没有未关闭的问题" not in page


@pytest.mark.clause("36.1")
def test_a_site_may_fail_the_city_and_pass_the_state(browse, bureau, site):
    column = ColumnFactory(site=site, category="news")
    at = timezone.now() - timedelta(days=20)
    PlacementFactory(column=column, resource=ResourceFactory(published=True, unit=site.host, first_published_at=at))
    page = browse(bureau).get(reverse("site-file", args=[site.key])).content.decode()
    box = page[page.index("verdict-sets") : page.index("verdict-table")]

    assert "单项否决" in box
    assert "合格" in box


def test_the_file_shows_findings_and_orders(browse, bureau, site, settings):
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}
    }
    due_on = timezone.localdate() + timedelta(days=3)
    order = actions.send(site=site, findings=[FindingFactory(site=site)], text="请整改", due_on=due_on, by=bureau)
    page = browse(bureau).get(reverse("site-file", args=[site.key])).content.decode()

    assert order.number in page
    assert "责令整改：" in page


def test_the_export_says_unmeasured_and_holds_no_formula(browse, bureau):
    SiteFactory(name="=cmd()", unit__name="某局")
    text = browse(bureau).get(reverse("site-export")).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))

    assert rows[0]["网站名称"] == "'=cmd()"
    assert rows[0]["按本市办法"] == "未测"


@pytest.mark.parametrize("risk", ["any", "veto", "near"])
def test_every_filter_of_the_list_opens(browse, bureau, site, risk):
    assert (
        browse(bureau).get(reverse("site-list"), {"risk": risk, "query": "水利", "state": "operation"}).status_code
        == 200
    )
