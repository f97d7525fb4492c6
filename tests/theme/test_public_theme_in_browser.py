"""The public pages in a real browser: axe finds nothing, nothing sticks out, the content policy holds, and no script is needed."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.theme.rendering import PAGES, write_preview

POLICY = "default-src 'self'; img-src 'self'; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
PHONE, DESKTOP = 390, 1280

pytestmark = pytest.mark.e2e


class Handler(SimpleHTTPRequestHandler):
    """Serves the preview as the front does: with the content policy, and silently."""

    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("preview")
    write_preview(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, address):
    """Open a page of the sample in a fresh browser context; returns the page and the faults it logged."""
    contexts = []

    def opened(name, *, width=DESKTOP, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        contexts.append(context)
        page, faults = context.new_page(), []
        page.on(
            "console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None
        )
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.goto(f"{address}/{name}.html")
        return page, faults

    yield opened
    for context in contexts:
        context.close()


def violations(page):
    found = Axe().run(page)["violations"]
    return [(fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in found]


@pytest.mark.clause("16.1")
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_sticks_out(open_page, name, width):
    page, faults = open_page(name, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults == []


@pytest.mark.parametrize("mode", ["elder", "contrast"])
@pytest.mark.parametrize(
    ("name", "width"),
    [("index", DESKTOP), ("index", PHONE), ("article-policy", DESKTOP), ("message-new-errors", PHONE)],
)
def test_a_reading_mode_is_as_accessible_and_is_remembered(open_page, name, width, mode):
    page, _ = open_page(name, width=width)
    page.check(f"#mode-{mode}", force=True)
    page.reload()
    assert page.is_checked(f"#mode-{mode}")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_larger_type_tabs_and_folds_work_without_a_script(open_page):
    page, _ = open_page("index", width=PHONE, java_script_enabled=False)
    size = page.locator(".lead h2").bounding_box()["height"]
    page.locator("#mode-elder").check(force=True)
    assert page.locator(".lead h2").bounding_box()["height"] > size
    assert not page.locator(".panel").nth(1).is_visible()
    page.get_by_text("部门动态").first.click()
    assert page.locator(".panel").nth(1).is_visible()
    assert not page.get_by_text("渭滨区").is_visible()
    page.get_by_text("展开网站链接").click()
    assert page.get_by_text("渭滨区").is_visible()
    assert not page.locator("[data-print]").count() or not page.locator("[data-print]").is_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_pictures_turn_by_hand(open_page, scripted):
    page, _ = open_page("index", java_script_enabled=scripted)
    second = page.locator("#slide-2 figcaption")
    left = second.bounding_box()["x"]
    page.locator(".pager a").nth(1).click()
    page.wait_for_timeout(300)
    assert second.bounding_box()["x"] < left


def test_the_first_tab_stop_is_the_way_to_the_text(open_page):
    page, _ = open_page("index")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(".skip").bounding_box()["y"] >= 0


def test_the_type_size_of_a_text_is_chosen_and_remembered(open_page):
    page, _ = open_page("article-policy")
    measure = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    before = page.evaluate(measure)
    page.check("[name=text-size][value=l]", force=True)
    page.reload()
    assert page.evaluate(measure) > before
