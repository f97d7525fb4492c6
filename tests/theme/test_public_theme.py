"""The public theme keeps the page design annex (standards §2.5, §2.6) and needs neither a script nor another host."""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.theme import sample, sample_pages
from tests.theme.rendering import PAGES, THEME, environment, render

STANDARD = [page for page in PAGES if not page.startswith("old-")]
TEMPLATES = sorted((THEME / "jinja2/public").rglob("*.html"))
STYLES = ["tokens", "public", "home", "pages", "article", "messages", "print", "migrated"]
DRAWINGS = [
    "icons.svg",
    "ridge.svg",
    "leiwen.svg",
    "mark.svg",
    "images/slide-1.svg",
    *(f"images/topic-{n}.svg" for n in range(1, 5)),
]


def parsed(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(render(page))


def shown(template: str, context: dict) -> LexborHTMLParser:
    return LexborHTMLParser(environment().get_template(f"public/{template}.html").render(context))


def text(tree: LexborHTMLParser, selector: str) -> str:
    return " ".join(node.text(separator=" ", strip=True) for node in tree.css(selector))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_language_title_one_h1_and_landmarks(page):
    tree = parsed(page)
    assert tree.css_first("html").attributes["lang"] == "zh-CN"
    assert tree.css_first("title").text().strip()
    assert len(tree.css("h1")) == 1, [node.text() for node in tree.css("h1")]
    assert [len(tree.css(landmark)) for landmark in ("main", "footer")] == [1, 1]
    assert tree.css("body > header, .page > header")
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids)), "an id stands twice"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_no_other_host_and_carries_nothing_inline(page):
    tree = parsed(page)
    for node in tree.css("link[href], script[src], img[src], use"):
        address = node.attributes.get("href") or node.attributes.get("src")
        assert address.startswith("/static/"), address
    assert not tree.css("style, [style], iframe, object, embed")
    assert all(node.attributes.get("src") and not node.text().strip() for node in tree.css("script"))
    handlers = [name for node in tree.css("*") for name in node.attributes if name.startswith("on")]
    assert not handlers


@pytest.mark.parametrize("page", PAGES)
def test_every_static_file_that_a_page_names_exists(page):
    for address in set(re.findall(r'(?:href|src)="/static/([^"#]+)', render(page))):
        assert (THEME / "static" / address).is_file(), address


@pytest.mark.parametrize("page", PAGES)
def test_every_anchor_inside_a_page_has_its_target(page):
    tree = parsed(page)
    for link in tree.css('a[href^="#"]'):
        assert tree.css_first(f'[id="{link.attributes["href"][1:]}"]'), link.html


@pytest.mark.parametrize("page", STANDARD)
def test_a_reader_can_skip_to_the_text_and_find_every_control_named(page):
    tree = parsed(page)
    assert tree.css_first("body > a").attributes == {"class": "skip", "href": "#main"}
    for field in tree.css("input:not([type=hidden]), select, textarea"):
        name = field.attributes.get("id", "")
        wrapped = field.parent.tag == "label"
        assert wrapped or tree.css_first(f'label[for="{name}"]'), field.html


@pytest.mark.clause("8.4")
@pytest.mark.parametrize("page", [page for page in STANDARD if page != "holding"])
def test_the_foot_shows_every_element_that_is_registered(page):
    foot = parsed(page).css_first("footer")
    words = foot.text(separator=" ")
    host = "宝鸡市发展和改革委员会" if page == "home-department" else "宝鸡市人民政府办公室"
    for mark in (
        host,
        "6103000001",
        "陕ICP备00000000号-1",
        "陕公网安备61030000000000号",
        "0917-0000000",
        "IPv6",
        "党政机关",
        "我为政府网站找错",
    ):
        assert mark in words, mark
    assert foot.css_first('a[href="/sitemap.html"]')
    assert foot.css_first('a[href^="https://zfwzgl.www.gov.cn/"]')


def test_a_mark_that_is_not_registered_is_never_invented():
    tree = parsed("holding")
    words = text(tree, "footer")
    assert "网站标识码" not in words
    assert "ICP" not in words
    assert not tree.css("footer a[href^='http']")


@pytest.mark.clause("9.7")
def test_a_site_that_left_supervision_shows_neither_code_nor_error_report():
    tree = shown("home", sample.home(site=sample.site(site_code="", error_report_url="", mark="")))
    assert not tree.css(".seal, .foot-marks")
    assert "找错" not in tree.css_first("body").text()
    assert "标识码" not in text(tree, "footer")


def test_the_mark_leads_to_its_certificate_only_where_that_link_is_registered():
    assert "标识证书待登记" in text(parsed("index"), "footer .seal")
    assert not parsed("index").css('a[href*="conac"]')
    assert parsed("home-grey").css_first('footer a.seal[href="https://bszs.conac.cn/sitename?id=1"]')


def test_an_institution_is_not_called_a_government_organ():
    tree = shown("home", sample.home(site=sample.site(mark="institution")))
    assert "事业单位" in text(tree, ".seal.is-institution")


def test_registration_numbers_of_a_demonstration_lead_nowhere():
    assert not parsed("index").css('a[href*="beian"]')
    assert len(parsed("home-grey").css('a[href*="beian"]')) == 2


@pytest.mark.parametrize(
    ("page", "kinds"),
    [("index", ["column"]), ("column", ["column"]), ("article-policy", ["column", "text"]), ("404", [])],
)
def test_page_labels_stand_in_the_head_in_their_order(page, kinds):
    found = [(node.attributes["name"], node.attributes["content"]) for node in parsed(page).css("head > meta[name]")]
    assert [pair for pair in found if pair[0] != "viewport"] == sample.labels(*kinds)


@pytest.mark.parametrize("page", ["old-home", "old-column", "old-article"])
def test_a_moved_site_keeps_the_faults_of_its_old_template(page):
    tree = parsed(page)
    assert not tree.css('meta[name="SiteName"]')
    words = text(tree, "footer")
    assert "主办" in words
    assert "6103000001" not in words


@pytest.mark.clause("7.5")
@pytest.mark.parametrize("page", [page for page in STANDARD if page not in ("holding", "home-department")])
def test_the_head_of_every_page_shows_the_full_name(page):
    assert text(parsed(page), "header .ident .name") == "宝鸡市人民政府"


@pytest.mark.clause("12.1")
def test_a_portal_home_has_the_four_functions():
    headings = text(parsed("index"), ".sec-h h2").split()
    assert headings == ["政务公开", "解读回应", "政务服务", "政民互动", "专题与链接"]
    assert parsed("index").css(".news .rows li"), "and publishes news"


def test_a_demonstration_says_so_and_a_real_site_does_not():
    assert "内容与人物均为虚构" in text(parsed("index"), "header .demo")
    assert not parsed("home-grey").css(".demo")


def test_mourning_is_a_class_of_the_page():
    assert parsed("home-grey").css_first("html.is-grey")
    assert not parsed("index").css_first("html.is-grey")


def test_the_search_box_is_a_plain_form():
    form = parsed("index").css_first("header form")
    assert (form.attributes["action"], form.attributes["method"]) == ("/search", "get")
    assert [option.attributes["value"] for option in form.css("option")] == ["site", "all"]
    assert form.css_first('input[name="q"]')


@pytest.mark.clause("9.2")
def test_a_pinned_notice_stands_before_the_text_with_its_days():
    tree = parsed("index")
    assert "凤县政府网站11月24日至26日系统迁移" in text(tree, ".rail")
    assert [node.text() for node in tree.css(".rail .left")] == ["剩余 4 天"], "a notice without an end shows no days"
    assert render("index").index('class="rail"') < render("index").index("<main")


def test_an_empty_home_page_invents_no_number_and_leaves_sections_out():
    tree = parsed("home-empty")
    assert not tree.css("#h-disclosure, #h-readings, #h-services, #h-links, .rail, .slides")
    assert "尚无答复，无法计算" in tree.html
    assert "目前还没有发布" in text(tree, ".first")


def test_a_department_home_has_no_portal_sections():
    tree = parsed("home-department")
    assert not tree.css("#h-readings, #h-services, .todo")
    assert text(tree, ".bureau h2") == "今冬供暖提前至11月10日，九项民生保障安排同步公布 工作动态 通知公告"
    assert tree.css_first('header a[href="http://www.baoji.localhost:8000/"]')


def test_picture_news_stop_at_five():
    tree = shown("home", sample.home(carousel=sample.news(7)))
    assert len(tree.css(".slides figure")) == len(tree.css(".pager a")) == 5


def test_a_document_shows_its_record_outline_and_attachments():
    tree = parsed("article-policy")
    assert text(tree, ".record dt").split()[:4] == ["索引号", "主题分类", "发布机构", "文号"]
    assert [link.attributes["href"] for link in tree.css(".toc a")] == [
        *(f"#c{n}" for n in range(1, 6)),
        "#attachments",
        "#interpretations",
    ]
    assert "DOCX · 48 KB" in text(tree, ".files")
    assert tree.css_first('.report a[href="/messages/new?about=/2026/08/1234.html"]')
    assert text(tree, ".facts time") == "2026-11-23 08:30", "local time, to the minute"


@pytest.mark.clause("15.5")
def test_a_policy_leads_to_its_interpretations_and_they_lead_back():
    assert len(parsed("article-policy").css("#interpretations li")) == 3
    assert "宝鸡市既有住宅加装电梯实施办法" in text(parsed("article-reading"), ".source")


def test_news_has_no_record_and_no_outline():
    tree = parsed("article-news")
    assert not tree.css(".record, .toc, .side, #attachments")
    assert "校验" in text(tree, ".signature")


@pytest.mark.clause("20.1")
def test_an_archived_text_says_so_first_with_its_day():
    assert "本页已归档 归档日期 2026-11-23" in text(parsed("article-reading"), "main .banner")
    assert not parsed("article-news").css(".banner")


def test_the_state_of_a_document_is_said_in_words():
    states = {node.text(strip=True) for node in parsed("column").css(".entries .st")}
    assert states == {"现行有效", "尚未施行", "已失效"}


def test_the_newest_and_the_oldest_chunk_have_one_way_to_go():
    first = parsed("column")
    assert not first.css('a[rel="prev"]')
    assert first.css_first('a[rel="next"]').attributes["href"] == "list-30.html"
    last = shown("column", sample.column(newer_url="list-2.html", older_url=""))
    assert last.css_first('a[rel="prev"]')
    assert not last.css('a[rel="next"]')
    assert "没有发布信息" in text(parsed("column-empty"), ".none")


@pytest.mark.clause("18.1")
def test_the_calendar_explains_the_due_date_day_by_day():
    days = [" ".join(node.text(separator=" ").split()) for node in parsed("message-answered").css(".cal li")]
    assert days[0] == "09-30 周三 起算日，不计"
    assert days[1].endswith("国庆节，不计")
    assert days[10].endswith("调休上班 第 3 日 ✓ 已答复")
    assert days[-1].endswith("第 5 日 最晚答复日")


@pytest.mark.parametrize(
    ("page", "state", "words"),
    [
        ("message-answered", "is-done", "是收到后的第 3 个工作日"),
        ("message-open", "is-open", "最晚在 2026-10-13 答复"),
        ("message-late", "is-late", "现已超过期限"),
    ],
)
def test_a_message_says_where_it_stands(page, state, words):
    assert words in text(parsed(page), f".state.{state}")


def test_a_refused_form_names_each_fault_and_leads_to_it():
    tree = parsed("message-new-errors")
    faults = tree.css(".alert a")
    assert [link.text() for link in faults] == ["类型", "标题", "内容", "联系电话"]
    title = tree.css_first("#id_title").attributes
    assert title["aria-invalid"] == "true"
    assert all(tree.css_first(f"#{key}") for key in title["aria-describedby"].split())


def test_text_of_citizens_and_editors_is_escaped():
    tree = shown("message_state", sample_pages.state(sample_pages.message(), error="<script>alert(1)</script>"))
    assert "<script>alert" in text(tree, ".alert")
    assert len(tree.css("script")) == 1


def test_nothing_is_linked_on_the_page_of_a_site_that_is_offline():
    links = {link.attributes["href"] for link in parsed("holding").css("main a, footer a")}
    assert links == {"http://www.baoji.localhost:8000/"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(THEME)))
def test_a_template_is_short_and_says_what_it_takes(template):
    lines = template.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 120
    assert lines[0].startswith("{#"), "the first line is a comment with the variables"


def test_the_first_view_stays_below_200_kilobytes():
    static = THEME / "static/theme"
    files = [*(f"{name}.css" for name in STYLES), "theme.js", *DRAWINGS]
    size = len(render("index").encode()) + sum((static / name).stat().st_size for name in files)
    assert size < 200_000


def test_styles_name_only_files_beside_them():
    for name in STYLES:
        for address in re.findall(r"url\(\"?([^)\"]+)", (THEME / f"static/theme/{name}.css").read_text()):
            assert (THEME / "static/theme" / address).is_file(), address
