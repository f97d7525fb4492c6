"""A department applies, the Office examines, the Province decides on paper; another department must not see any of it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures import actions
from tests.factories import AppointmentFactory, ColumnFactory, PersonFactory, SiteFactory, UnitFactory

TODAY = date(2026, 11, 23)
CHINA = ZoneInfo("Asia/Shanghai")


def at(day: date, hour: int = 10):
    """Stand on a day, at ten in the morning."""
    return time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=CHINA), tick=False)


@pytest.fixture(autouse=True)
def today():
    with at(TODAY) as traveller:
        yield traveller


@pytest.fixture
def office_unit(db):
    return UnitFactory(
        key="city-office", name="宝鸡市人民政府办公室", short_name="市政府办公室", kind="government-office"
    )


@pytest.fixture
def portal(office_unit):
    site = SiteFactory(portal=True, host=office_unit, name="宝鸡市人民政府", domain="www.baoji.gov.cn")
    ColumnFactory(site=site, key="notices", title="通知公告", category="policy", cycle_days=180)
    return site


@pytest.fixture
def site(portal, office_unit):
    unit = UnitFactory(key="water", name="宝鸡市水利局", short_name="市水利局")
    return SiteFactory(
        unit=unit, name="宝鸡市水利局", domain="slj.baoji.gov.cn", competent_unit=office_unit, phone="0917-3260000"
    )


@pytest.fixture
def sun(site):
    person = PersonFactory(name="孙宁", phone="0917-3260001")
    return AppointmentFactory(unit=site.host, role=Role.CONTACT, person=person).person


@pytest.fixture
def leader(site):
    person = PersonFactory(name="高明远", phone="0917-3260002")
    return AppointmentFactory(unit=site.host, role=Role.LEADER, person=person).person


@pytest.fixture
def he(office_unit):
    return AppointmentFactory(unit=office_unit, role=Role.OFFICE, person=PersonFactory(name="何志远")).person


@pytest.fixture
def stranger(portal):
    other = SiteFactory(competent_unit=portal.host)
    return AppointmentFactory(unit=other.host, role=Role.HEAD, person=PersonFactory(name="王外人")).person


FORM = {
    "leader_name": "高明远",
    "leader_phone": "0917-3260002",
    "leader_mobile": "13900000821",
    "reason": "网站由自建系统迁入集约化平台，须停机迁移栏目和文章并作安全检测。",
    "cause": "系统升级",
    "contact_name": "孙宁",
    "contact_phone": "0917-3260001",
    "contact_mobile": "13700005519",
    "public_phone": "0917-3260000",
    "public_arrangement": "水情信息每日在宝鸡市人民政府门户网站发布。",
}
START, END = date(2026, 12, 5), date(2026, 12, 16)


def draft(site, by, *, start=START, end=END, form=None, today=TODAY):
    case = actions.open_draft(procedure_id="temporary-offline", site=site, by=by, today=today)
    return actions.save_draft(case=case, by=by, form=form or FORM, period=(start, end), seen_version=case.version)


def submitted(site, by, *, today=TODAY, **plan):
    case = draft(site, by, today=today, **plan)
    return actions.submit(case=case, by=by, seen_version=case.version, today=today)


def scan():
    return SimpleUploadedFile("陕政办函.pdf", b"%PDF-1.4 scan", content_type="application/pdf")


def examined(case, by, *, today=TODAY):
    ruling = actions.Ruling(step="office", decision="agree", opinion="情况属实。", seen_notice=case.notice_hash)
    return actions.decide(case=case, ruling=ruling, by=by, seen_version=case.version, today=today)


def province(case, by, *, decision="agree", today=TODAY, **changes):
    proof = {"document_number": "陕政办函〔2026〕12号", "decided_on": today, "scan": scan(), **changes}
    ruling = actions.Ruling(step="province", decision=decision, **proof)
    return actions.decide(case=case, ruling=ruling, by=by, seen_version=case.version, today=today)


def approved(site, host, office, **plan):
    case = province(examined(submitted(site, host, **plan), office), office)
    case.refresh_from_db()
    return case


def days(number):
    return timedelta(days=number)
