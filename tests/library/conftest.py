"""Chen edits, Liu reviews, Wang edits for another host."""

import pytest

from jiyue.platform.organisations.roles import Role
from tests.factories import AppointmentFactory, ColumnFactory, PersonFactory, SiteFactory


@pytest.fixture
def site(db):
    return SiteFactory()


@pytest.fixture
def column(site):
    return ColumnFactory(site=site)


@pytest.fixture
def chen(site):
    return AppointmentFactory(unit=site.host, role=Role.EDITOR, person=PersonFactory(name="陈编辑")).person


@pytest.fixture
def second_editor(site):
    return AppointmentFactory(unit=site.host, role=Role.EDITOR, person=PersonFactory(name="周编辑")).person


@pytest.fixture
def liu(site):
    return AppointmentFactory(unit=site.host, role=Role.REVIEWER, person=PersonFactory(name="刘审核")).person


@pytest.fixture
def wang(db):
    return AppointmentFactory(role=Role.EDITOR, unit=SiteFactory().host, person=PersonFactory(name="王编辑")).person
