"""What an approval brings, once, even when run twice or cut off (9.2, 9.3)."""

from datetime import date

import pytest

from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library.models import Resource
from jiyue.platform.procedures import actions, effects, holding, kinds, notices, overdue, schedule, tasks
from jiyue.platform.procedures.models import Case, CaseState
from jiyue.platform.publishing import tree
from jiyue.platform.publishing.models import PinnedNotice, Release
from jiyue.platform.register.models import SiteState
from jiyue.rulebook import procedures
from tests.factories import SiteFactory
from tests.procedures.conftest import END, START, approved, at, days, examined, province, submitted


def test_every_effect_that_the_rulebook_names_for_these_procedures_is_known():
    named = {effect.name for kind in kinds.KINDS for effect in procedures.whole(kind).effects}

    assert named == effects.EFFECTS.keys()


def test_running_it_again_brings_nothing_new(site, sun, he):
    case = approved(site, sun, he)

    assert tasks.carry_out.call(case.pk) == []
    assert (Resource.objects.count(), PinnedNotice.objects.count()) == (1, 1)


@pytest.mark.parametrize("name", ["pin-offline-notice", "take-offline", "restore-site", "withdraw-offline-notice"])
def test_an_effect_that_ran_without_its_mark_may_run_again(site, sun, he, name):
    case = approved(site, sun, he)
    last = date(2026, 12, 10)
    with at(last):
        actions.restore(case=actions.begin(case=case, today=START), by=None, today=last)
        releases = Release.objects.count()
        case.refresh_from_db()
        if name == "take-offline":
            effects.EFFECTS[name](case, last)
            effects.EFFECTS["restore-site"](case, last)
        else:
            effects.EFFECTS[name](case, last)
            assert Release.objects.count() == releases

    site.refresh_from_db()
    assert (site.state, PinnedNotice.objects.get().until_on) == (SiteState.ONLINE, last - days(1))


@pytest.mark.clause("9.2")
def test_a_crash_between_two_effects_is_made_good(site, sun, he, monkeypatch):
    def crash(*_args):
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setitem(effects.EFFECTS, "pin-offline-notice", crash)
        case = province(examined(submitted(site, sun), he), he)
    case.refresh_from_db()
    assert case.effects_done == ["publish-offline-notice"]
    assert tasks.unfinished() == [case.pk]

    assert schedule.finish_what_is_left.call() == 1

    case.refresh_from_db()
    assert case.effects_done == ["publish-offline-notice", "pin-offline-notice"]
    assert (Resource.objects.count(), PinnedNotice.objects.count()) == (1, 1)


@pytest.mark.clause("17.2")
def test_a_notice_that_was_changed_after_it_was_read_is_not_published(site, sun, he):
    case = examined(submitted(site, sun), he)
    Case.objects.filter(pk=case.pk).update(notice={**case.notice, "title": "别的标题"})

    province(case, he)

    assert Resource.objects.count() == 0
    with pytest.raises(Refused, match="不一致"):
        tasks.carry_out.call(case.pk)


@pytest.mark.clause("9.2")
@pytest.mark.parametrize("is_portal", [True, False])
def test_a_countys_notice_stands_on_its_portal_and_that_of_its_own_pause_on_the_citys(portal, is_portal):
    county = SiteFactory(portal=True, level="county", name="凤县人民政府")
    department = SiteFactory(level="county", name="凤县水利局")

    found = notices.portal_for(county if is_portal else department)

    assert found == (portal if is_portal else county)


@pytest.mark.clause("9.2")
def test_while_a_countys_portal_is_offline_notices_of_its_sites_stand_on_the_citys(portal):
    SiteFactory(portal=True, level="county", state="offline")

    assert notices.portal_for(SiteFactory(level="county")) == portal


@pytest.mark.clause("9.3")
def test_the_timetable_may_run_many_times_a_day(site, sun, he):
    approved(site, sun, he)
    with at(START):
        assert schedule.run_day(START) == {"begun": 1, "restored": 0}
        assert schedule.run_day(START) == {"begun": 0, "restored": 0}
    with at(END + days(1)):
        assert schedule.run_day(END + days(1)) == {"begun": 0, "restored": 1}
        assert schedule.run_day(END + days(1)) == {"begun": 0, "restored": 0}


@pytest.mark.clause("9.3")
@pytest.mark.parametrize(("day", "found"), [(date(2027, 1, 3), 0), (date(2027, 1, 4), 0), (date(2027, 1, 5), 1)])
def test_a_site_still_offline_after_thirty_days_is_a_finding(site, sun, he, day, found):
    case = approved(site, sun, he)
    with at(START):
        actions.begin(case=case, today=START)

    with at(day):
        schedule.watch(day)
        schedule.watch(day)

    assert [(finding.check_id, finding.clause) for finding in Finding.objects.all()] == [(overdue.CHECK, "9.3")] * found


@pytest.mark.clause("9.3")
def test_the_return_of_the_site_closes_the_overdue_finding(site, sun, he):
    site.is_on_platform = False
    site.save()
    case = approved(site, sun, he)
    late = START + days(31)
    with at(START):
        schedule.run_day(START)
    with at(late):
        assert schedule.run_day(late)["restored"] == 0, "only its host can bring back a site outside the platform"
        schedule.watch(late)

        actions.restore(case=case, by=sun, today=late)

    assert Finding.objects.get().state == FindingState.CLOSED


def test_the_host_is_reminded_once_two_days_before_the_end(site, sun, he):
    case = approved(site, sun, he)
    with at(START):
        actions.begin(case=case, today=START)

    assert [schedule.watch(END - days(before))["reminded"] for before in (3, 2, 1)] == [0, 1, 0]
    assert list(Case.objects.ending(END)) == [case]


def test_only_a_running_pause_can_be_ended(site, sun, he):
    case = approved(site, sun, he)

    with pytest.raises(Refused, match="没有可以恢复的下线"):
        actions.restore(case=case, by=sun)
    assert actions.restore(case=case, by=None).state == CaseState.APPROVED


def test_only_the_host_ends_its_pause(site, sun, he, stranger):
    case = approved(site, sun, he)
    with at(START):
        actions.begin(case=case, today=START)

        for person in (he, stranger):
            with pytest.raises(Refused):
                actions.restore(case=case, by=person)

    assert tree.locate(site, holding.PAGE).exists()
