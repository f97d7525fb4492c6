"""What may be done to a finding, by whom, and what remains of it in the trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiyue.platform.audit.models import Entry
from jiyue.platform.findings import actions
from jiyue.platform.findings.actions import Sighting
from jiyue.platform.findings.models import Finding
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations.roles import Role
from tests.factories import AppointmentFactory, FindingFactory

NOW = timezone.now()
SEEN = Sighting(
    check_id="dead-link",
    clause="32.7",
    fingerprint="f" * 16,
    url="http://slj.baoji.gov.cn/a.html",
    message="链接打不开",
)
PROOF = [{"run": 1, "url": SEEN.url, "status": 200}]


def verbs(finding):
    return list(Entry.objects.about(finding).values_list("verb", flat=True))


@pytest.mark.clause("32.7")
def test_the_same_thing_seen_twice_is_one_finding(site):
    first, is_new = actions.sight(site=site, column=None, sighting=SEEN, at=NOW)
    again, is_new_again = actions.sight(site=site, column=None, sighting=SEEN, at=NOW + timedelta(days=1))

    assert (is_new, is_new_again, again.pk, again.repeats) == (True, False, first.pk, 2)
    assert verbs(first) == ["finding-opened"]


@pytest.mark.clause("33.2")
def test_what_comes_back_after_closing_is_a_new_finding(site):
    first, _new = actions.sight(site=site, column=None, sighting=SEEN, at=NOW)
    actions.close(finding=first, by=None, evidence=PROOF, note="", at=NOW)

    again, is_new = actions.sight(site=site, column=None, sighting=SEEN, at=NOW)

    assert is_new
    assert again.pk != first.pk


@pytest.mark.clause("33.2")
def test_nothing_closes_without_proof(site):
    finding = FindingFactory(site=site)

    with pytest.raises(Refused, match="没有复测证据"):
        actions.close(finding=finding, by=None, evidence=[], note="已改", at=NOW)

    assert Finding.objects.live().get() == finding


@pytest.mark.clause("4.2")
@pytest.mark.parametrize("role", ["centre", "host"])
def test_only_the_bureau_confirms(site, role, request):
    finding = FindingFactory(site=site)

    with pytest.raises(Refused):
        actions.confirm(finding=finding, by=request.getfixturevalue(role))

    assert Finding.objects.get().state == "open"
    assert verbs(finding) == []


@pytest.mark.clause("4.2", "4.9")
def test_confirming_leaves_one_entry_and_does_not_repeat(site, bureau):
    finding = FindingFactory(site=site)
    actions.confirm(finding=finding, by=bureau)

    with pytest.raises(Refused, match="已确认"):
        actions.confirm(finding=finding, by=bureau)

    assert verbs(finding) == ["finding-confirmed"]


def test_a_host_disputes_its_own_finding_with_a_reason(site, host):
    finding = FindingFactory(site=site)
    actions.dispute(finding=finding, by=host, reason="该链接为上级网站临时故障")

    assert finding.state == "disputed"
    assert finding.remarks.get().text == "该链接为上级网站临时故障"


def test_a_dispute_without_a_reason_is_refused(site, host):
    with pytest.raises(Refused, match="理由"):
        actions.dispute(finding=FindingFactory(site=site), by=host, reason="  ")


@pytest.mark.clause("26.1")
def test_nobody_disputes_another_units_finding(site, other_host):
    with pytest.raises(Refused, match="不在您的单位范围内"):
        actions.dispute(finding=FindingFactory(site=site), by=other_host, reason="不是我们的")


@pytest.mark.parametrize(("days", "is_refused"), [(0, True), (1, False)])
def test_a_mute_ends_after_today(site, bureau, days, is_refused):
    finding, until = FindingFactory(site=site), timezone.localdate() + timedelta(days=days)
    if is_refused:
        with pytest.raises(Refused, match="截止日期"):
            actions.mute(finding=finding, by=bureau, reason="网站正在改版", until=until)
    else:
        assert actions.mute(finding=finding, by=bureau, reason="网站正在改版", until=until).state == "muted"


def test_a_muted_finding_wakes_the_day_after_and_only_once(site, bureau):
    finding, today = FindingFactory(site=site), timezone.localdate()
    actions.mute(finding=finding, by=bureau, reason="网站正在改版", until=today + timedelta(days=1))

    assert actions.wake_muted(today + timedelta(days=1)) == 0
    assert actions.wake_muted(today + timedelta(days=2)) == 1
    assert actions.wake_muted(today + timedelta(days=2)) == 0


def test_who_holds_no_such_role_is_told_which_role_may(site):
    centre = AppointmentFactory(role=Role.CENTRE).person
    with pytest.raises(Refused, match=f"您是{Role.CENTRE.label}，此事须由{Role.BUREAU.label}办理"):
        actions.confirm(finding=FindingFactory(site=site), by=centre)
