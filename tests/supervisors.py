"""The people of the supervision side: the Bureau judges, the Centre measures, a host answers, another host sees nothing."""

import pytest
from django.test import Client

from jiyue.platform.organisations.roles import Role
from tests.factories import AppointmentFactory, PersonFactory, SiteFactory, UnitFactory


def appointed(role, unit=None, name="陈演示"):
    return AppointmentFactory(role=role, unit=unit or UnitFactory(), person=PersonFactory(name=name)).person


@pytest.fixture
def bureau(db):
    return appointed(Role.BUREAU, name="赵军")


@pytest.fixture
def centre(db):
    return appointed(Role.CENTRE, name="吴丽")


@pytest.fixture
def site(db):
    return SiteFactory(key="water", name="宝鸡市水利局", domain="slj.baoji.gov.cn")


@pytest.fixture
def host(site):
    return appointed(Role.HEAD, unit=site.host, name="周敏")


@pytest.fixture
def other_host(db):
    return appointed(Role.HEAD, unit=SiteFactory(key="forestry", name="宝鸡市林业局").host, name="田野")


@pytest.fixture
def browse(settings):
    """Sign somebody in on the staff host and give back their browser."""

    def signed_in(person=None):
        browser = Client(headers={"host": settings.JIYUE_STAFF_HOST})
        if person is not None:
            browser.force_login(person)
        return browser

    return signed_in
