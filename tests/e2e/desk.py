"""A person at a desk: a browser of their own, signed in, and what every screen of the shell has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from re import Pattern
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.e2e.city import PASSWORD, City

PATIENCE_MS = 30_000  # two cores run Chromium, the platform and an inspection at once


@dataclass(slots=True)
class Desk:
    """One person's browser."""

    context: BrowserContext
    page: Page
    city: City
    login: str

    @classmethod
    def of(cls, browser: Browser, city: City, login: str) -> "Desk":
        """Open a browser for a person and sign in by the form."""
        context = browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(PATIENCE_MS)
        desk = cls(context, context.new_page(), city, login)
        desk.go("/sign-in/")
        desk.page.locator("input[name=username]").fill(login)
        desk.page.locator("input[name=password]").fill(PASSWORD)
        desk.press("登录")
        expect(desk.page, f"{login} is signed in").not_to_have_url(f"{city.staff}/sign-in/")
        return desk

    def go(self, path: str) -> Page:
        """Open an address of the staff host; an error page ends the journey."""
        answer = self.page.goto(f"{self.city.staff}{path}")
        assert answer is not None, f"{path} was opened"
        assert answer.status < 400, f"{self.login} opens {path}, which answers {answer.status}"
        return self.page

    def follow(self, label: str, within: Locator | None = None) -> Page:
        """Follow the link with a label."""
        (within or self.page.get_by_role("main")).get_by_role("link", name=label).first.click()
        self.page.wait_for_load_state()
        return self.page

    def menu(self, label: str) -> Page:
        """Open a screen by the main menu."""
        return self.follow(label, self.page.get_by_role("navigation", name="主菜单"))

    def press(self, label: str | Pattern[str], within: Locator | None = None) -> Page:
        """Press the button with a label and wait for the page that it brings."""
        (within or self.page).get_by_role("button", name=label).first.click()
        self.page.wait_for_load_state()
        return self.page

    def says(self, text: str, why: str) -> None:
        """Hold that the page's main part says something."""
        expect(self.page.get_by_role("main"), why).to_contain_text(text, timeout=PATIENCE_MS)

    def leave(self) -> None:
        self.context.close()


@contextmanager
def citizen_at(browser: Browser, city: City) -> Iterator[Page]:
    """A citizen's browser: no JavaScript, and only this machine's hosts are asked for anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN", java_script_enabled=False)
    context.set_default_timeout(PATIENCE_MS)
    page, strangers = context.new_page(), []
    page.on("request", lambda request: strangers.append(request.url) if _is_strange(request.url) else None)
    yield page
    context.close()
    assert strangers == [], "A public page asks no other host for anything"


def _is_strange(url: str) -> bool:
    return not (urlsplit(url).hostname or "").endswith(".localhost")
