"""The ledgers: one site per unit, codes before going online, columns with two persons (7.1, 8.6, 10.1, 32.2)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register import actions
from jiyue.platform.register.addresses import official_domain, served_host, site_address
from jiyue.platform.register.models import Site, SiteState
from tests.factories import AppointmentFactory, ColumnFactory, PersonFactory, SiteFactory

pytestmark = pytest.mark.django_db


def refused(build, match):
    """A row must be refused by the form's check and by the database alike."""
    row = build()
    with pytest.raises(ValidationError, match=match):
        row.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.clause("7.1")
def test_a_unit_has_one_site():
    unit = SiteFactory().unit
    refused(lambda: SiteFactory.build(unit=unit, host=unit), "最多开设一个网站")


@pytest.mark.clause("7.1")
def test_a_closed_site_makes_room_for_another():
    unit = SiteFactory(state=SiteState.CLOSED).unit

    SiteFactory(unit=unit, host=unit).full_clean()


@pytest.mark.clause("8.6")
def test_no_site_of_the_platform_is_online_without_a_code():
    unit = SiteFactory(state=SiteState.CLOSED).unit
    refused(lambda: SiteFactory.build(unit=unit, host=unit, site_code=""), "没有网站标识码")


@pytest.mark.clause("8.6")
def test_a_planned_site_may_wait_for_its_code():
    SiteFactory(planned=True).full_clean()


@pytest.mark.clause("10.1")
@pytest.mark.parametrize("domain", ["www.baoji.com", "www.baoji.gov.cn.example.com", "baoji.cn"])
def test_other_suffixes_than_gov_cn_are_refused(domain):
    unit = SiteFactory(state=SiteState.CLOSED).unit
    refused(lambda: SiteFactory.build(unit=unit, host=unit, domain=domain), r"\.gov\.cn")


@pytest.mark.clause("32.2")
def test_person_a_and_person_b_are_two():
    person = PersonFactory()
    site = SiteFactory()
    refused(
        lambda: ColumnFactory.build(site=site, responsible_unit=site.host, person_a=person, person_b=person), "两人"
    )


def test_a_site_is_served_under_its_official_name_with_the_local_suffix():
    site = SiteFactory(domain="fgw.baoji.gov.cn")

    assert served_host(site.domain) == "fgw.baoji.localhost"
    assert official_domain("fgw.baoji.localhost") == "fgw.baoji.gov.cn"
    assert site_address(site).startswith("http://fgw.baoji.localhost")


@pytest.mark.clause("4.6")
def test_a_host_changes_its_own_site_and_nobody_elses():
    site, other = SiteFactory(), SiteFactory()
    chen = AppointmentFactory(unit=site.host, role=Role.EDITOR).person

    actions.configure_site(site=site, by=chen, changes={"phone": "0917-0000001"})

    assert Site.objects.get(pk=site.pk).phone == "0917-0000001"
    with pytest.raises(Refused, match="不在您的单位范围内"):
        actions.configure_site(site=other, by=chen, changes={"phone": "0917-0000002"})


def test_only_what_the_host_keeps_can_be_changed_so():
    site = SiteFactory()
    chen = AppointmentFactory(unit=site.host, role=Role.EDITOR).person

    with pytest.raises(ValueError, match="domain"):
        actions.configure_site(site=site, by=chen, changes={"domain": "evil.gov.cn"})


@pytest.mark.clause("4.9")
def test_a_change_of_the_ledger_is_in_the_trail_with_before_and_after():
    site = SiteFactory(phone="0917-0000001")
    chen = AppointmentFactory(unit=site.host, role=Role.EDITOR).person

    actions.configure_site(site=site, by=chen, changes={"phone": "0917-0000002"})

    assert Entry.objects.about(site).get().data == {"changes": {"phone": ["0917-0000001", "0917-0000002"]}}
