"""A temporary offline from the application to its effects: notice on the portal, 503 with the notice page, return (9.1 to 9.3)."""

import time
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import cases
from tests.e2e.city import City, status, turn_the_day
from tests.e2e.tour import PUBLIC

pytestmark = pytest.mark.e2e

SITE, NAME = "fgw.baoji", "宝鸡市发展和改革委员会"
EFFECT_S = 90


@pytest.mark.clause("9.1", "9.2", "9.3", "A2")
def test_a_site_goes_offline_by_an_approved_application_and_comes_back(city, sit_down, citizen, tour):
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
    start, end = today + timedelta(days=1), today + timedelta(days=7)
    host = sit_down("head.reform")
    cases.open_application(host)
    cases.fill(host, start=today, end=end)
    host.press("提交申请")
    expect(host.page.get_by_role("alert"), "nobody goes offline before the province agreed").to_contain_text(
        "须晚于今天"
    )
    tour.shot(host.page, "20-offline-refused")
    cases.fill(host, start=start, end=end)
    host.press("提交申请")
    number = cases.number_of(host)
    tour.shot(host.page, "21-offline-applied")

    office = sit_down("officer.office")
    cases.open_case(office, number)
    cases.agree(office)
    cases.open_case(office, number)
    tour.shot(office.page, "22-office-records-province")
    cases.record_province(office, on=today)
    tour.shot(office.page, "23-offline-approved")

    wait_for(lambda: NAME in pinned(citizen, city), "the notice is pinned on the portal's home page")
    tour.shot(citizen, "24-notice-on-portal", PUBLIC)
    citizen.get_by_role("region", name="公告", exact=True).get_by_role("link", name=NAME).click()
    expect(citizen.get_by_role("main"), "the notice names the site").to_contain_text(NAME)
    assert status(city, SITE)[0] == 200, "the site is still there before its planned day"

    turn_the_day(city, start)
    wait_for(lambda: status(city, SITE)[0] == 503, "the site answers 503 from its planned day on")
    citizen.goto(f"{city.host(SITE)}/news/")
    assert status(city, SITE, "/news/")[0] == 503, "every address of the site says that it is offline for a time"
    expect(citizen.locator("body"), "the page says why").to_contain_text("系统升级")
    tour.shot(citizen, "25-site-offline", PUBLIC)

    turn_the_day(city, end + timedelta(days=1))
    wait_for(lambda: status(city, SITE)[0] == 200, "the site is back after its planned last day")
    wait_for(lambda: NAME not in pinned(citizen, city), "the notice is no longer pinned")
    cases.open_case(host, number)
    tour.shot(host.page, "26-offline-ended")


def pinned(citizen: Page, city: City) -> str:
    """What stands pinned above everything else on the portal's home page."""
    citizen.goto(f"{city.portal}/")
    return "".join(citizen.get_by_role("region", name="公告", exact=True).all_inner_texts())


def wait_for(is_so, what: str) -> None:
    """Wait for an effect that the worker brings."""
    deadline = time.monotonic() + EFFECT_S
    while not is_so():
        assert time.monotonic() < deadline, f"within {EFFECT_S} s {what}"
        time.sleep(0.2)
