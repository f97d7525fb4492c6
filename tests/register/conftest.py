"""A bureau with a site, its people, and the Office."""

from datetime import date

import pytest

from jiyue.platform.organisations.roles import Role
from tests.factories import AppointmentFactory, PersonFactory, SiteFactory, UnitFactory

TODAY = date(2026, 11, 24)


@pytest.fixture
def site(db):
    unit = UnitFactory(key="water", name="宝鸡市水利局")
    return SiteFactory(key="water", unit=unit, name="宝鸡市水利局", domain="slj.baoji.gov.cn")


@pytest.fixture
def zhao(db):
    office = UnitFactory(key="city-office", name="宝鸡市人民政府办公室", kind="government-office")
    return AppointmentFactory(unit=office, role=Role.OFFICE, person=PersonFactory(name="赵文")).person


@pytest.fixture
def head(site):
    return AppointmentFactory(unit=site.host, role=Role.HEAD, person=PersonFactory(name="高明远")).person


@pytest.fixture
def chen(site):
    return AppointmentFactory(unit=site.host, role=Role.EDITOR, person=PersonFactory(name="陈晨")).person


@pytest.fixture
def wang(db):
    return AppointmentFactory(role=Role.HEAD, person=PersonFactory(name="王岚")).person
