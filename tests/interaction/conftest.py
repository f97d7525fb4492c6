"""A site that takes messages, its desk of two, a unit that messages pass to, and a foreign tenant."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from jiyue.platform.interaction import actions, asking
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register.addresses import served_host
from tests.factories import AppointmentFactory, ColumnFactory, PersonFactory, SiteFactory, UnitFactory

# Thursday, 9 October 2025, 10:26 in Baoji: the Saturday after it is a workday, so the fifth workday is 15 October.
THURSDAY = datetime(2025, 10, 9, 2, 26, tzinfo=UTC)
ANSWER = "经现场查勘，塌陷处已设围挡，修复工程将于10月16日进场，11月10日前恢复双向通行，工程进度由县交通运输局农村公路股负责。"


def appointed(role, unit, name):
    return AppointmentFactory(role=role, unit=unit, person=PersonFactory(name=name)).person


@pytest.fixture
def site(db):
    site = SiteFactory(key="fengxian", name="凤县人民政府", domain="www.fengxian.gov.cn", kind="portal", level="county")
    ColumnFactory(
        site=site,
        key="messages",
        path="interaction/messages",
        title="网民留言",
        column_type="咨询投诉",
        category="other",
        fed_by="messages",
    )
    return site


@pytest.fixture
def clerk(site):
    return appointed(Role.CONTACT, site.host, "周砚秋")


@pytest.fixture
def reviewer(site):
    return appointed(Role.REVIEWER, site.host, "罗建平")


@pytest.fixture
def transport(db):
    return UnitFactory(key="transport", name="凤县交通运输局", short_name="县交通运输局")


@pytest.fixture
def stranger(db):
    return appointed(Role.HEAD, SiteFactory().host, "田野")


def letter(**changes):
    plain = {
        "kind": "consultation",
        "title": "通村道路塌陷何时修复",
        "text": "村口水泥路塌了一大截，请问什么时候能修？",
        "wants_public": True,
    }
    return asking.Letter(**(plain | changes))


def ask(site, at=THURSDAY, **changes):
    return asking.ask(site=site, letter=letter(**changes), at=at)


@pytest.fixture
def message(site):
    return ask(site)[0]


def drafted(**changes):
    plain = {
        "answer": ANSWER,
        "is_public": True,
        "public_reason": "具有普遍意义",
        "public_title": "通村道路塌陷何时修复",
        "public_text": "村口水泥路塌了，何时能修？",
    }
    return actions.Draft(**(plain | changes))


def submitted(message, clerk, **changes):
    actions.accept(message=message, by=clerk)
    return actions.submit(message=message, draft=drafted(**changes), by=clerk)


def answered(message, clerk, reviewer, at=THURSDAY, **changes):
    return actions.release(message=submitted(message, clerk, **changes), by=reviewer, at=at)


@pytest.fixture
def visitor(site):
    return Client(headers={"host": served_host(site.domain)})


@pytest.fixture
def browse(settings):
    def signed_in(person):
        browser = Client(headers={"host": settings.JIYUE_STAFF_HOST})
        browser.force_login(person)
        return browser

    return signed_in
