"""From application to effect: the Office, the Province, the notice on the portal, the site away and back (9.1, 9.2, 9.3)."""

from datetime import date

import pytest

from jiyue.platform.audit.models import Entry
from jiyue.platform.library.models import EditionState
from jiyue.platform.procedures import actions, holding, schedule
from jiyue.platform.procedures.models import CaseState
from jiyue.platform.publishing import manifest, tree
from jiyue.platform.publishing.models import PinnedNotice
from jiyue.platform.register.models import SiteState
from tests.procedures.conftest import END, START, approved, at, examined, province, submitted


@pytest.mark.clause("9.1")
def test_the_site_stays_online_until_the_province_has_agreed(site, sun, he):
    case = examined(submitted(site, sun), he)

    schedule.run_day(START)

    site.refresh_from_db()
    assert (case.state, case.step, site.state) == (CaseState.OPEN, "province", SiteState.ONLINE)


@pytest.mark.clause("9.2")
def test_the_approval_publishes_the_notice_that_the_office_read_and_pins_it_on_the_portal(site, portal, sun, he):
    case = approved(site, sun, he)

    edition = case.notice_resource.editions.get()
    pinned = PinnedNotice.objects.get()
    home = tree.locate(portal, "/index.html").read_text(encoding="utf-8")
    assert (edition.state, edition.submitted_by, edition.reviewed_by) == (EditionState.PUBLISHED, sun, he)
    assert edition.content_hash == edition.approved_hash == case.notice_hash
    assert (pinned.site, pinned.about, pinned.until_on) == (portal, site, END)
    assert "关于宝鸡市水利局网站临时下线的公告" in home
    assert "剩余 23 天" in home
    assert tree.locate(portal, case.notice_resource.public_path).is_file()


@pytest.mark.clause("9.3")
def test_on_the_planned_day_the_notice_page_takes_the_sites_place(site, sun, he):
    approved(site, sun, he)

    with at(START, hour=0):
        schedule.run_day(START)

    site.refresh_from_db()
    page = tree.locate(site, holding.PAGE).read_text(encoding="utf-8")
    assert site.state == SiteState.OFFLINE
    assert "2026年12月5日 0时至 2026年12月16日 24时" in page
    assert tree.locate(site, holding.RETRY).read_text() == "Wed, 16 Dec 2026 16:00:00 GMT"
    assert manifest.check_tree(site).is_intact


@pytest.mark.clause("9.3")
def test_after_the_planned_last_day_the_site_is_back_and_the_notice_is_unpinned(site, portal, sun, he):
    case = approved(site, sun, he)
    with at(START):
        schedule.run_day(START)
    with at(END):
        schedule.run_day(END)
        site.refresh_from_db()
        assert site.state == SiteState.OFFLINE

    with at(date(2026, 12, 17), hour=0):
        schedule.run_day(date(2026, 12, 17))

    site.refresh_from_db()
    case.refresh_from_db()
    home = tree.locate(portal, "/index.html").read_text(encoding="utf-8")
    assert (site.state, case.state, case.ended_on) == (SiteState.ONLINE, CaseState.DONE, date(2026, 12, 17))
    assert not tree.locate(site, holding.PAGE).exists()
    assert "剩余" not in home
    assert manifest.check_tree(site).is_intact


@pytest.mark.clause("9.3")
def test_the_host_may_bring_its_site_back_earlier(site, portal, sun, he):
    case = approved(site, sun, he)
    with at(START):
        schedule.run_day(START)

    with at(date(2026, 12, 10)):
        actions.restore(case=case, by=sun)

    site.refresh_from_db()
    assert site.state == SiteState.ONLINE
    assert PinnedNotice.objects.get().until_on == date(2026, 12, 9)
    assert not PinnedNotice.objects.showing(date(2026, 12, 10)).exists()


def test_a_late_approval_begins_at_once_and_still_ends_on_the_planned_day(site, sun, he):
    case = examined(submitted(site, sun), he)
    late = date(2026, 12, 8)

    with at(late):
        case = province(case, he, today=late)

    case.refresh_from_db()
    site.refresh_from_db()
    assert (case.state, case.began_on, site.state) == (CaseState.RUNNING, late, SiteState.OFFLINE)


@pytest.mark.clause("4.9")
def test_every_act_stands_in_the_audit_trail(site, sun, he):
    case = approved(site, sun, he)

    verbs = [entry.verb for entry in Entry.objects.about(case)]
    assert sorted(set(verbs)) == ["case-begun", "case-decided", "case-effect", "case-saved", "case-submitted"]
    assert verbs.count("case-decided") == 2


def test_the_numbers_of_a_year_run_on(site, portal, sun, he):
    first = submitted(site, sun)
    actions.withdraw(case=first, by=sun, reason="计划有变", seen_version=first.version)

    second = submitted(site, sun)

    assert (first.number, second.number) == ("宝网下〔2026〕1号", "宝网下〔2026〕2号")
