"""A running city, a real browser, people at their own desks, and the tour's camera."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.city import City, launched, running_elsewhere
from tests.e2e.desk import Desk, citizen_at
from tests.e2e.tour import Tour

expect.set_options(timeout=30_000)  # two busy cores draw slowly; what is missing is still missing then
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--lang=zh-CN",
]
# Dates in forms are written as Chinese readers write them.
ENVIRONMENT: dict[str, str | float | bool] = {**os.environ, "LANG": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("The journeys need Debian's Chromium (/usr/bin/chromium): apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS, env=ENVIRONMENT)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def city(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """One city for all journeys: it takes a minute to set up."""
    if there := running_elsewhere():
        yield there
        return
    with launched(tmp_path_factory.mktemp("city") / "data") as started:
        yield started


@pytest.fixture
def tour(tmp_path: Path) -> Iterator[Tour]:
    camera = Tour.into(tmp_path / "tour")
    yield camera
    assert camera.too_wide == [], "No page is wider than the screen"


@pytest.fixture
def sit_down(browser: Browser, city: City) -> Iterator[Callable[[str], Desk]]:
    """Give somebody a browser of their own, signed in."""
    desks: list[Desk] = []

    def seated(login: str) -> Desk:
        desk = Desk.of(browser, city, login)
        desks.append(desk)
        return desk

    yield seated
    for desk in desks:
        desk.leave()


@pytest.fixture
def citizen(browser: Browser, city: City):
    """A citizen's browser without JavaScript; it fails the test when a page asks another machine for anything."""
    with citizen_at(browser, city) as page:
        yield page
