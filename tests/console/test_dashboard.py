"""The regulator's day: numbers that lead somewhere, grey for what was not measured, as many queries for 200 sites as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.console.cells import across, cells
from jiyue.platform.console.survey import survey
from jiyue.platform.findings.models import Finding
from jiyue.platform.monitoring.models import CheckResult, Round, SiteRun
from jiyue.platform.register.models import Column, Site
from tests.factories import ColumnFactory, FindingFactory, PlacementFactory, ResourceFactory, SiteFactory

CHECKS = ("dead-link", "personal-data", "footer-mark", "page-label")


def measured(site, state="done", **verdicts):
    made = Round.objects.create(trigger="scheduled", started_at=timezone.now())
    run = SiteRun.objects.create(
        round=made, site=site, state=state, started_at=timezone.now(), finished_at=timezone.now()
    )
    for check in CHECKS:
        verdict = verdicts.get(check.replace("-", "_"), "pass")
        is_seen = verdict != "none"
        CheckResult.objects.create(
            run=run,
            check_id=check,
            verdict=verdict,
            measured=int(is_seen),
            unmeasured=int(not is_seen),
            states={"done": 1} if is_seen else {"blocked": 1},
        )
    return run


def published(column, days_ago):
    at = timezone.now() - timedelta(days=days_ago)
    PlacementFactory(
        column=column, resource=ResourceFactory(published=True, unit=column.site.host, first_published_at=at)
    )


def one(site):
    return survey(Site.objects.filter(pk=site.pk).select_related("unit", "host"), now=timezone.now())[0]


def states(site, **names):
    return [cell["state"] for cell in cells(one(site))]


@pytest.mark.clause("33.1")
def test_a_site_never_measured_is_grey_over_all_columns(site):
    assert across(one(site))["state"] == "void"


@pytest.mark.clause("9.2")
def test_a_site_in_an_approved_pause_is_paused_and_at_no_risk(site):
    measured(site)
    published(ColumnFactory(site=site, category="news"), 60)
    Site.objects.filter(pk=site.pk).update(state="offline")

    assert across(one(site))["icon"] == "paused"
    assert not one(site).is_at_risk()


@pytest.mark.clause("33.1")
def test_a_blocked_check_is_grey_and_says_why(site):
    measured(site, dead_link="none")
    cell = cells(one(site))[2]

    assert (cell["state"], cell["text"]) == ("void", "未测")
    assert "被拦截" in cell["title"]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        pytest.param({}, "info", id="to be verified"),
        pytest.param({"confidence": "certain"}, "warn", id="certain"),
        pytest.param({"state": "disputed"}, "info", id="disputed"),
        pytest.param({"state": "confirmed", "due_on": 0}, "warn", id="on its last day"),
        pytest.param({"state": "confirmed", "due_on": -1}, "bad", id="overdue"),
        pytest.param({"state": "muted", "muted_until": 0}, "ok", id="muted"),
    ],
)
def test_the_cell_of_links_follows_its_findings(site, changes, state):
    # Days are told from today when the test runs: the suite may be collected on the day before.
    today = timezone.localdate()
    changes = {
        name: today + timedelta(days=value) if isinstance(value, int) else value for name, value in changes.items()
    }
    measured(site)
    FindingFactory(site=site, **({"confidence": "to-verify"} | changes))

    assert cells(one(site))[2]["state"] == state


def test_a_void_run_takes_nothing_back_and_adds_nothing(site):
    measured(site)
    measured(site, "void", dead_link="none")

    assert cells(one(site))[2]["state"] == "ok"


@pytest.mark.clause("19.1", "19.7")
@pytest.mark.parametrize(("days_ago", "state"), [(8, "ok"), (9, "warn"), (14, "warn"), (15, "bad")])
def test_the_cell_of_updates_warns_before_a_veto_and_is_red_after(site, days_ago, state):
    measured(site)
    published(ColumnFactory(site=site, category="news"), days_ago)

    assert cells(one(site))[1]["state"] == state


@pytest.mark.clause("19.1", "19.2", "19.5")
def test_the_list_of_duties_names_column_clause_day_and_owner(browse, bureau, site):
    column = ColumnFactory(site=site, category="news", title="水利要闻")
    published(column, 12)
    page = browse(bureau).get(reverse("dashboard")).content.decode()

    assert "「水利要闻」还有 2 天到期未更新" in page
    assert "第19条" in page


@pytest.mark.clause("4.2")
def test_hosts_are_sent_to_their_own_side(browse, host, bureau):
    assert browse(host).get(reverse("dashboard")).status_code == 403
    assert browse(bureau).get(reverse("home")).url == reverse("dashboard")


def test_two_hundred_sites_and_ten_thousand_findings_take_no_more_queries_than_one(browse, bureau, site):
    sites = SiteFactory.create_batch(199)
    Column.objects.bulk_create(
        [
            ColumnFactory.build(site=one, responsible_unit=one.host, key=f"c{number}")
            for one in sites
            for number in range(3)
        ]
    )
    measured(site)
    now = timezone.now()
    Finding.objects.bulk_create(
        [
            Finding(
                site=one, check_id=CHECKS[number % 4], clause="32.7", fingerprint=f"{one.pk}-{number}", url="http://x/", message="问题",
                first_seen_at=now, last_seen_at=now,
            )
            for one in sites for number in range(51)
        ]
    )  # fmt: skip
    browser = browse(bureau)
    browser.get(reverse("dashboard"))
    with CaptureQueriesContext(connection) as taken:
        page = browser.get(reverse("dashboard"))

    assert page.status_code == 200
    assert Finding.objects.count() > 10_000
    assert len(taken) <= 25
