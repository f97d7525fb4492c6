"""The staff side's shell and components: what holds on every page, what a component must never say, and axe in two widths."""

import datetime as dt
import functools
import http.server
import re
import threading
from collections.abc import Iterator
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from django.template import TemplateSyntaxError

from jiyue.platform.theme.templatetags import theme, theme_charts
from tests.theme import console_gallery

ALL_PAGES = console_gallery.COMPOSED + console_gallery.GATES
WIDTHS = (pytest.param(390, id="phone"), pytest.param(1440, id="desktop"))


class Page(HTMLParser):
    """The elements of a page: tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def all(self, *tags: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in tags]


@pytest.fixture(params=ALL_PAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(console_gallery.page(request.param))


def test_each_page_has_one_first_heading_and_one_main(page):
    assert len(page.all("h1")) == 1
    assert [main["id"] for main in page.all("main")] == ["main"]


def test_no_page_needs_an_inline_style_or_script(page):
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert all(script.get("src") for script in page.all("script"))
    assert not page.all("style")


def test_no_page_asks_another_host(page):
    addresses = [
        attributes.get(name) or ""
        for tag, attributes in page.elements
        for name in ("src", "action", "srcset", "poster") + (("href",) if tag == "link" else ())
    ]

    assert not [address for address in addresses if re.match(r"(https?:)?//", address)]


def test_each_field_has_a_name_that_a_reader_hears(page):
    named = {label.get("for") for label in page.all("label")}
    fields = [
        field for field in page.all("input", "select", "textarea") if field.get("type") not in {"hidden", "submit"}
    ]

    nameless = [
        field for field in fields if field.get("id") and field["id"] not in named and not field.get("aria-label")
    ]
    assert not nameless


def test_no_id_stands_twice_on_a_page(page):
    ids = [attributes["id"] for _, attributes in page.elements if attributes.get("id")]

    assert len(ids) == len(set(ids))


def test_each_table_has_a_caption(page):
    assert len(page.all("caption")) == len(page.all("table"))


@pytest.mark.parametrize("cell", [None, {"state": "void", "text": ""}], ids=["no cell", "void cell"])
def test_what_was_not_measured_is_hatched_and_never_green(cell):
    html = console_gallery.render("theme/parts/matrix_cell.html", cell=cell)

    assert "is-void" in html
    assert "未测" in html
    assert "is-ok" not in html


def test_a_figure_that_was_not_measured_is_not_shown_as_nought():
    html = console_gallery.render("theme/parts/figure.html", label="疑似假冒", value=None)

    assert "未测" in html
    assert "<a" not in html


def test_a_figure_is_a_link_even_at_nought():
    assert '<a href="/late/">0<' in console_gallery.render(
        "theme/parts/figure.html", label="超期", value=0, url="/late/"
    )


def test_a_limit_without_measurement_has_no_bar():
    assert "rect" not in theme.meter(None)


@pytest.mark.parametrize(
    ("share", "width"),
    [
        pytest.param(-0.5, "1.5%", id="below nought"),
        pytest.param(0.5, "50.0%", id="half"),
        pytest.param(1, "100%", id="at the limit"),
        pytest.param(1.7, "100%", id="beyond"),
    ],
)
def test_a_bar_stays_within_its_limit(share, width):
    assert f'width="{width}"' in theme.meter(share)


def test_a_course_breaks_where_nothing_was_measured():
    assert theme.sparkline([1, 2, None, 3, 4]).count("<polyline") == 2
    assert theme.sparkline([5]) == ""


def test_bars_tell_a_missing_week_from_nought():
    svg = theme.bars(["一", "二"], [("新发现", "plain", [0, None])], "问题")

    assert svg.count("<rect") == 1
    assert "bars-void" in svg


@pytest.mark.parametrize(("greatest", "top"), [(0, 4), (4, 4), (5, 10), (38, 40), (41, 100), (400, 400), (401, 1000)])
def test_the_scale_ends_at_a_round_number_that_holds_all(greatest, top):
    assert theme_charts._round_top([greatest]) == top


def test_an_unknown_state_or_icon_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="good"):
        theme.badge("good", "正常")
    with pytest.raises(KeyError):
        theme.icon("no-such-icon")


def test_text_from_outside_is_escaped_in_tags():
    assert "<b>" not in theme.badge("ok", "<b>") + theme.clause_chip("9.3", "<b>") + theme.sparkline(
        [1, 2], label="<b>"
    )


def test_a_clause_chip_leads_to_the_rulebook_and_an_own_rule_does_not():
    assert 'href="/rulebook/9.3/"' in theme.clause_chip("9.3")
    assert ">第9条（一）</a>" in theme.clause_chip("9.3")
    assert "href" not in theme.clause_chip("", "内部时限")


def test_a_clause_that_this_rulebook_does_not_hold_is_shown_without_a_link():
    assert theme.clause_chip("99.9") == '<span class="chip is-own">99.9</span>'
    assert theme.citation("99.9") == "99.9"


@pytest.mark.parametrize(("day", "name"), [(dt.date(2026, 11, 23), "一"), (dt.date(2026, 11, 29), "日"), (None, "")])
def test_weekdays_are_chinese(day, name):
    assert theme.weekday(day) == name


def test_a_refused_button_stays_visible_with_its_cause():
    action = {"label": "批准", "url": "/approve/", "refused": "您是申请填写人，不能审核。"}

    html = console_gallery.render("theme/parts/actions.html", actions=[action])

    assert "disabled" in html
    assert "您是申请填写人" in html
    assert "/approve/" not in html


@pytest.mark.clause("17.1")
def test_who_may_not_review_can_not_be_chosen_and_the_cause_is_shown():
    people = [{"id": 7, "name": "周砚秋", "is_allowed": False, "cause": "本稿撰写人"}]

    html = console_gallery.render(
        "theme/route_panel.html",
        steps=[{"title": "审核", "name": "reviewer", "people": people}],
        submit={"label": "送审"},
    )

    assert "本稿撰写人" in html
    assert 'type="radio"' not in html


def test_an_edition_with_something_missing_can_not_be_sent():
    html = console_gallery.render(
        "theme/route_panel.html", steps=[], missing="还差：禁止发布 1", submit={"label": "送审"}
    )

    assert "disabled" in html
    assert 'type="submit"' not in html


def test_a_deadline_names_the_days_that_do_not_count():
    saturday = SimpleNamespace(day=dt.date(2026, 11, 21), kind="weekend", number=None, label="休")
    deadline = SimpleNamespace(
        steps=(saturday,), due_on=dt.date(2026, 11, 24), explanation="周末不计。", provisional=True
    )

    html = console_gallery.render("theme/parts/clock.html", deadline=deadline, today=dt.date(2026, 11, 23))

    assert 'class="is-off"' in html
    assert "周末不计。" in html
    assert "日期待定" in html


def test_an_empty_table_says_why_it_is_empty():
    html = console_gallery.render(
        "theme/parts/table.html", caption="发布计划", columns=[], rows=[], empty="没有定时发布的稿件。"
    )

    assert "没有定时发布的稿件。" in html
    assert "<table" not in html


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("gallery")
    for name in ALL_PAGES:
        (folder / name.replace("/", "-")).write_text(console_gallery.page(name))
    (folder / "static").symlink_to(console_gallery.THEME / "static")
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.e2e
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_no_page_scrolls_sideways(served, width):
    sync_api = pytest.importorskip("playwright.sync_api")
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": width, "height": 900})
        found = {}
        for name in ALL_PAGES:
            tab.goto(f"{served}/{name.replace('/', '-')}")
            violations = [(each["id"], each["nodes"][0]["html"]) for each in axe.run(tab)["violations"]]
            spill = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            if violations or spill > 0:
                found[name] = (violations, spill)
        browser.close()
    assert not found
