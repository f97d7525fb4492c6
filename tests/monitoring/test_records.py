"""What an inspection is told about a site."""

from datetime import date, timedelta

import pytest

from jiyue.inspection.checks.notices import observe_notices
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from jiyue.platform.monitoring.records import record_of
from jiyue.platform.publishing.models import PinnedNotice
from tests.factories import ResourceFactory, SiteFactory

FIRST = date(2026, 11, 1)
LAST = date(2026, 11, 30)
TITLE = "关于宝鸡市林业局网站临时下线的公告"


@pytest.fixture
def pinned(site):
    resource = ResourceFactory(title=TITLE, kind="notice")
    return PinnedNotice.objects.create(
        site=site, about=SiteFactory(key="other"), resource=resource, kind="offline", from_on=FIRST, until_on=LAST
    )


@pytest.mark.parametrize(
    ("day", "is_wanted"),
    [
        pytest.param(FIRST - timedelta(days=1), False, id="a day before"),
        pytest.param(FIRST, True, id="on its first day"),
        pytest.param(LAST, True, id="on its last day"),
        pytest.param(LAST + timedelta(days=1), False, id="a day after"),
    ],
)
@pytest.mark.clause("9.2")
def test_a_notice_that_has_to_hang_there_is_looked_for(pinned, day, is_wanted):
    record = record_of(pinned.site, on=day)
    empty, shown = (
        read_page(
            "http://x.example/", f"<html><body>{body}</body></html>".encode(), content_type="", resolver=Resolver()
        )
        for body in ("", f"<a href='/n.html'>{TITLE}</a>")
    )
    assert bool(list(observe_notices(empty, record, today=day))) is is_wanted
    assert not list(observe_notices(shown, record, today=day))


@pytest.mark.parametrize(
    ("kind", "level", "unit"),
    [("portal", "city", "name"), ("department", "city", "host")],
)
@pytest.mark.clause("10.3")
def test_the_form_of_the_domain_is_judged_by_what_the_register_says_of_the_unit(site, kind, level, unit):
    site.kind, site.level, site.name = kind, level, "宝鸡市人民政府"

    record = record_of(site, on=FIRST)

    assert (record.kind, record.level) == (kind, level)
    assert record.unit_name == (site.name if unit == "name" else site.host.name)


def test_a_notice_of_another_site_is_not_asked_for(pinned):
    assert not record_of(SiteFactory(key="third"), on=FIRST).notices


@pytest.mark.parametrize(("state", "status"), [("online", ""), ("closing", ""), ("closed", "exited")])
@pytest.mark.clause("9.7")
def test_a_closed_site_counts_as_exited(site, state, status):
    site.state = state
    assert record_of(site, on=FIRST).status == status
