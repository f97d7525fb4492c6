"""Facts read from pages: charsets, dates, labels, marks, lists, in the markup of many makers."""

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiyue.inspection.crawl.kinds import kind_of
from jiyue.inspection.facts.dates import CHINA, date_in_address, first_date, parse_instant, published_text
from jiyue.inspection.facts.document import Document
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.charset import decode
from jiyue.inspection.fetch.urls import Resolver
from tests.inspection import sites

CHINESE = "<html><head>{}</head><body>宝鸡市人民政府关于印发方案的通知，镕、喆、𠮷</body></html>"


def read(markup, url="http://www.qinghe.gov.cn/a/1.html", content_type="text/html"):
    body = markup if isinstance(markup, bytes) else markup.encode()
    return read_page(url, body, content_type=content_type, resolver=Resolver())


@pytest.mark.parametrize(
    ("charset", "meta", "header"),
    [
        pytest.param("utf-8", "", "", id="UTF-8, nothing declared"),
        pytest.param("utf-8", '<meta charset="gb2312">', "text/html; charset=gbk", id="UTF-8, declared as GBK twice"),
        pytest.param("utf-8-sig", "", "text/html; charset=gbk", id="UTF-8 with BOM"),
        pytest.param("gb18030", '<meta charset="gb2312">', "", id="gb2312 declared, gb18030 used"),
        pytest.param("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK" />', "", id="GBK by http-equiv"),
        pytest.param("gb18030", "", "text/html;charset=gb2312", id="gb2312 by header"),
        pytest.param("gb18030", "", "", id="GBK, nothing declared"),
        pytest.param("gb18030", '<meta charset="utf-8">', "text/html; charset=utf-8", id="GBK, declared as UTF-8 twice"),
        pytest.param("gb18030", '<meta charset="iso-8859-1">', "", id="GBK, declared as Latin 1"),
        pytest.param("gb18030", '<meta charset="no-such-thing">', "", id="GBK, senseless declaration"),
        pytest.param("utf-16-le", "", "text/html; charset=utf-16le", id="UTF-16 by header"),
        pytest.param("utf-16", "", "", id="UTF-16 with BOM"),
        pytest.param("utf-8", '<meta charset="utf-16">', "", id="UTF-8, a meta says UTF-16"),
    ],
)  # fmt: skip
def test_chinese_pages_are_read_right_whatever_they_declare(charset, meta, header):
    text, _ = decode(CHINESE.format(meta).encode(charset), header)

    assert "宝鸡市人民政府关于印发方案的通知" in text


@pytest.mark.parametrize(
    "name", ["uu", "zip", "hex", "rot13", "charmap", "idna", "utf-7", "unicode_escape", "undefined"]
)
def test_a_page_that_declares_what_is_no_charset_is_read_all_the_same(name):
    text, charset = decode(f"<meta charset={name}>宝鸡市人民政府".encode("gb18030"), f"text/html; charset={name}")
    assert "宝鸡市人民政府" in text
    assert charset == "gb18030"


def test_a_big5_page_is_read_by_its_declaration():
    assert "臺灣" in decode("<meta charset=big5>臺灣地區".encode("big5"))[0]


@settings(max_examples=300)
@given(st.binary(max_size=300), st.text(max_size=30))
def test_no_bytes_ever_break_the_reading_of_a_page(body, header):
    page = read(b"<body>" + body, content_type=header)

    assert isinstance(page.text, str)
    assert page.marks is not None
    assert page.lists is not None


@settings(max_examples=200)
@given(st.text(alphabet="<>/=\"' abdhilmnpstv0123456789-:年月日发布时间", max_size=200))
def test_no_markup_ever_breaks_the_facts(markup):
    page = read(markup)

    assert page.header
    assert page.lists.own_length >= 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-06-09", date(2026, 6, 9)), ("2026年6月9日", date(2026, 6, 9)), ("2026/6/9", date(2026, 6, 9)), ("2026.06.09", date(2026, 6, 9)),
        ("[2026-06-09]", date(2026, 6, 9)), ("2026 年 6 月 9 日", date(2026, 6, 9)), ("2026-06-09 08:30", date(2026, 6, 9)),
        ("2026-02-30", None), ("12026-06-09", None), ("06-09", None), ("1895-01-01", None), ("2026-13-01", None), ("2026-06-091", None), ("", None),
    ],
)  # fmt: skip
def test_dates_are_read_as_sites_write_them(text, day):
    assert first_date(text) == day


def test_a_publication_time_has_its_hour_in_china():
    assert parse_instant("发布时间：2026-06-09 08:30") == datetime(2026, 6, 9, 8, 30, tzinfo=CHINA)
    assert parse_instant("20260609").date() == date(2026, 6, 9)
    assert parse_instant("2026-06-09 99:99").hour == 0
    assert parse_instant("昨天") is None
    assert published_text("编号 3 发布时间： 2026-06-09 08:30 来源：办公室").startswith("2026-06-09 08:30")
    assert date_in_address("http://a.cn/202606/t20260609_1.html") == date(2026, 6, 9)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param('<ul><li><a href="/1.html">通知标题一二三</a><span>2026-06-09</span></li></ul>', id="list items"),
        pytest.param(
            '<ul><li><span>[2026-06-09]</span><a href="/1.html" title="x">通知标题一二三</a></li></ul>',
            id="date before",
        ),
        pytest.param(
            '<table><tr><td>1</td><td><a href="/1.html">通知标题一二三</a></td><td>2026年6月9日</td></tr></table>',
            id="table",
        ),
        pytest.param('<dl><dd><a href="/1.html">通知标题一二三</a><em>2026.6.9</em></dd></dl>', id="definitions"),
        pytest.param(
            '<div class="item"><h3><a href="/1.html">通知标题一二三</a></h3><p class="d">2026/06/09</p></div>',
            id="blocks",
        ),
        pytest.param('<a href="/1.html"><p>通知标题一二三</p><i>2026-06-09</i></a>', id="date inside the link"),
        pytest.param(
            '<li><a href="/img.html"><img src="x.png"></a><a href="/1.html">通知标题一二三</a>2026-06-09</li>',
            id="picture and title",
        ),
    ],
)
def test_dated_lists_are_read_from_any_markup(rows):
    entries = read(rows).lists.dated

    assert [(one.title.split(" ")[0][:7], one.url, one.on) for one in entries] == [
        ("通知标题一二三", "http://www.qinghe.gov.cn/1.html", date(2026, 6, 9))
    ]


def test_labels_are_read_in_any_case():
    page = read(
        '<meta NAME="sitename" content="甲"><meta name="COLUMNNAME" content=""><meta name="ColumnName" content="乙">'
    )

    assert (page.label["SiteName"], page.label["ColumnName"]) == ("甲", "乙")
    assert page.labels[0].written == "sitename"


def test_all_marks_are_read_from_a_usual_foot():
    marks = read(sites.page("甲", "", {})).marks

    assert marks.is_seen
    assert (marks.has_conac, marks.find_error, marks.site_codes) == (True, "present", (sites.CODE,))
    assert (marks.icp_numbers, marks.police_numbers) == (("陕ICP备19000001号-1",), ("陕公网安备61990002000001号",))
    assert (marks.chinese_domains, marks.host_name) == (("清河市人民政府.政务",), "清河市人民政府办公室")
    assert marks.has_contact
    assert marks.site_map_url.endswith("/sitemap.html")


@pytest.mark.parametrize(
    "foot",
    [
        "<div id='bottom'>版权所有：甲 备案序号：陕ICP备 19000001 号 政府网站标识码：6199000001</div>",
        "<table><tr><td>主办：甲</td><td>网站标识码 6199000001　　ICP备案号：陕ICP备19000001号</td></tr></table>",
        "<p>承办单位 乙 | 标识码:6199000001 | 陕icp備19000001號-3</p>".replace("號", "号"),
    ],
)
def test_marks_are_found_in_other_makers_feet(foot):
    marks = read(f"<body><p>正文</p>{foot}").marks

    assert marks.is_seen
    assert marks.site_codes == ("6199000001",)
    assert marks.icp_numbers[0].startswith("陕ICP备19000001号")


def test_the_old_error_entry_and_a_script_written_mark_are_known():
    page = read(
        "<script>document.write(unescape('%3Cspan id=\"_ideConac\"'))</script><script src='http://pucha.kaipuyun.cn/exposure/jiucuo.js'></script>"
    )

    assert (page.marks.has_conac, page.marks.find_error, page.marks.is_seen) == (True, "outdated", False)


def test_links_know_their_kind_text_and_place():
    page = read(sites.page("甲", '<a href="x.pdf">附件</a><img src="y.jpg" alt="图"><a href="javascript:;">z</a>', {}))

    found = {(link.url.rpartition("/")[2], link.kind, link.text, link.place) for link in page.links}
    assert {
        ("x.pdf", "attachment", "附件", "main"),
        ("y.jpg", "image", "图", "main"),
        ("sitemap.html", "page", "网站地图", "footer"),
    } <= found
    assert ("", "page", "首页", "header") in found


@pytest.mark.parametrize(("limit", "read"), [(2, 2), (4, 4), (9, 4)], ids=["below", "at", "above"])
def test_links_beyond_the_limit_are_counted_and_nothing_else_is(limit, read):
    markup = "<meta name=a content=b><style>p{}</style><a href=/1>一</a><a name=x>无</a><img src=/2.png><noscript><a href=/3>三</a></noscript><meta name=c content=d><a href=/4>四</a>"

    page = read_page(
        "http://www.qinghe.gov.cn/",
        markup.encode(),
        content_type="text/html; charset=utf-8",
        resolver=Resolver(),
        max_links=limit,
    )

    assert (len(page.links), page.link_total) == (read, 4)


@pytest.mark.parametrize(
    ("markup", "place"),
    [
        ("<div class=foot><noscript><a href=/1>甲</a></noscript></div>", "footer"),
        ("<nav><noscript><div><a href=/1>甲</a></div></noscript></nav>", "header"),
        ("<div class=foot><noscript><nav><a href=/1>甲</a></nav></noscript></div>", "footer"),
        ("<div class=foot><noscript><noscript><a href=/1>甲</a></noscript></noscript></div>", "footer"),
        ("<noscript><a href=/1>甲</a></noscript>", "main"),
        ("<footer><script src=/1></script></footer>", "footer"),
    ],
)
def test_what_visitors_with_scripts_do_not_see_stands_where_it_stood(markup, place):
    page = read_page(
        "http://www.qinghe.gov.cn/", markup.encode(), content_type="text/html; charset=utf-8", resolver=Resolver()
    )

    assert [(link.url.rpartition("/")[2], link.place) for link in page.links] == [("1", place)]


@pytest.mark.parametrize(
    ("markup", "leads_to"),
    [
        ('<meta http-equiv="refresh" content="0; URL=index.shtml">', "/a/index.shtml"),
        ("<script>window.location.href='/portal/'</script>", "/portal/"),
        ('<script>location.replace("/portal/")</script>', "/portal/"),
        ("<p>很长的正文" + "。" * 200 + "</p><script>if(x)location.href='/portal/'</script>", ""),
    ],
)
def test_a_page_that_sends_its_visitor_on_is_known(markup, leads_to):
    jump = read(markup).jump

    assert jump == (f"http://www.qinghe.gov.cn{leads_to}" if leads_to else "")


def test_source_and_time_are_read_without_labels():
    page = read("<h1>题</h1><div>发布日期：2026年6月9日 10:20　来源：市政府办公室　【字体：大】</div>")

    assert page.source == "市政府办公室"
    assert page.published_at == datetime(2026, 6, 9, 10, 20, tzinfo=CHINA)


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("body", "is_seen"),
    [
        pytest.param("<p>展览由市文联主办。项目已备案，版权归作者所有。</p><div id='footer'></div>", False, id="an empty foot, an article on hosts and filings"),
        pytest.param("<p>正文</p><div style='display:none'>版权所有：某局 Produced By 某公司</div>", False, id="an owner that a maker names in passing"),
        pytest.param("<p>正文</p><p>陕ICP备19000001号</p>", True, id="a filing at the end"),
        pytest.param("<p>正文</p><div class='foot'>联系我们</div>", True, id="a foot called so"),
    ],
)  # fmt: skip
def test_a_foot_that_a_script_brings_is_not_seen(body, is_seen):
    assert read(f"<body>{body}</body>").marks.is_seen is is_seen


@pytest.mark.clause("8.6", "36.1")
@pytest.mark.parametrize(
    ("foot", "mark", "value"),
    [
        pytest.param("网站识别码：6199000001", "site_codes", ("6199000001",), id="the code called 识别码"),
        pytest.param("<div data-setting='{sitecode:6199000001}'></div>", "site_codes", ("6199000001",), id="the code in a setting"),
        pytest.param("<div class='j-jiucuo'></div>", "find_error", "present", id="an entry that a maker's script fills"),
        pytest.param("<div class='ex-gov-mark'></div>", "has_conac", True, id="a mark that a maker's script fills"),
        pytest.param("技术支持：029-12345678", "has_contact", True, id="a number alone"),
        pytest.param("webmaster@qinghe.gov.cn", "has_contact", True, id="an address for mail"),
        pytest.param("2026-11230000 @清河发布", "has_contact", False, id="neither number nor mail"),
        pytest.param("版权所有：清河市教育局", "has_owner", True, id="an owner behind the word"),
        pytest.param("清河市教育局 © 版权所有", "has_owner", True, id="an owner before it"),
        pytest.param("Copyright © 2026 清河市教育局 All Rights", "has_owner", True, id="an owner behind Copyright"),
        pytest.param("Copyright © 2026 保留所有权利", "has_owner", False, id="Copyright of nobody"),
        pytest.param("版权所有 侵权必究", "has_owner", False, id="no owner"),
    ],
)  # fmt: skip
def test_marks_are_read_under_other_names(foot, mark, value):
    assert getattr(read(f"<body><div class='footer'>版权 {foot}</div></body>").marks, mark) == value


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "a\fb", 'a"b', "a\\", "]", "'"], ids=ascii)
def test_a_field_has_its_label_whatever_its_name(name):
    written = name.replace('"', "&quot;")
    fields = f'<input id="{written}" name="one"><input id="{written}x" name="two"><label for="{written}">姓名</label>'

    assert [one.removesuffix("x") for one in Document(fields).fields_without_label()] == [name.replace("\r", "\n")]


@pytest.mark.parametrize(
    ("path", "dropped", "kind"),
    [
        pytest.param("/about/history/", (), ("column", False), id="all labels of a column"),
        pytest.param("/about/history/", ("ColumnKeywords",), ("article", False), id="one label is missing"),
        pytest.param("/2026/11/20.html", (), ("article", True), id="an article's address"),
    ],
)
def test_a_page_with_a_day_is_a_column_by_its_labels_alone_only_where_they_are_all_there(path, dropped, kind):
    labels = sites.labels("历史文化")
    markup = sites.page("历史文化", "<p>发布时间：2026-11-20 09:00</p><p>本市历史悠久。</p>", {k: v for k, v in labels.items() if k not in dropped})  # fmt: skip

    assert kind_of(read(markup, "http://www.qinghe.gov.cn" + path), home="", columns=frozenset()) == kind
