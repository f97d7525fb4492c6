"""Lists in markup as met on real government pages: pagers, headings beside a list, rows that a script opens. Texts are our own."""

from datetime import date

import pytest

from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

ROW = '<li><a href="/a/{0}.html">{1}</a><span>2026-11-{0:02}</span></li>'
TABLE = "<tr><td><a href='/x/{0}.html'>{1}</a></td><td>2026-11-{0:02}</td><td>已办结</td></tr>"


def lists(body, head=""):
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    page = read_page("http://www.qinghe.gov.cn/a/", markup.encode(), content_type="text/html", resolver=Resolver())
    return page.lists


def shown(rows):
    return [(entry.title, entry.on and entry.on.day) for entry in rows]


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("<a href='/a/more.html'>更多+</a>", id="more"),
        pytest.param("<a href='/a/more.html'>更多&gt;&gt;</a>", id="more with an arrow"),
        pytest.param("<a href='/a/more.html'>通知公告</a>", id="the heading"),
    ],
)  # fmt: skip
def test_the_day_of_a_list_is_not_that_of_the_heading_beside_it(more):
    found = lists(f"<div class='box'><div>{more}</div><ul>{ROW.format(3, '关于开展排查整治工作的通知')}</ul></div>")

    assert [(entry.title, entry.on.day) for entry in found.dated] == [("关于开展排查整治工作的通知", 3)]


@pytest.mark.parametrize("words", ["首页", "上页", "下一页", "下页 >", "尾页", "末页", "第一页", "最后一页"])
def test_a_pager_counts_no_page_as_a_day(words):
    rows = "".join(TABLE.format(day, title) for day, title in ((9, "关于公交线路的建议"), (8, "关于路灯的咨询")))
    pager = f"<table><tr><td>共36条&nbsp; 2/3&nbsp;</td><td><a href='/a/2.html'>{words}</a></td></tr></table>"

    assert [entry.on.day for entry in lists(f"<table>{rows}</table>{pager}").dated] == [9, 8]


def test_what_day_it_is_is_no_day_of_an_entry():
    head = "<div class='header'><span>今天是2026年11月23日 星期一</span> <a href='/en/'>ENGLISH</a></div>"

    assert [entry.on.day for entry in lists(head + f"<ul>{ROW.format(9, '市教育局关于招生的公告')}</ul>").dated] == [9]


def test_what_day_it_is_tells_the_year_of_month_and_day_alone():
    head = "<div class='header'><span>2026年11月23日 星期一</span> <a href='/en/'>ENGLISH</a></div>"
    row = "<ul><li><a href='/a/9.html'>市教育局关于招生的公告</a><span>11-09</span></li></ul>"

    assert [entry.on for entry in lists(head + row).dated] == [date(2026, 11, 9)]


def test_a_short_title_with_a_day_belongs_to_the_list():
    body = "".join(
        ROW.format(day, title) for day, title in ((9, "市教育局关于招生工作的公告"), (8, "公 示"), (7, "建议"))
    )

    assert shown(lists(f"<ul>{body}</ul>").main) == [("市教育局关于招生工作的公告", 9), ("公 示", 8), ("建议", 7)]


@pytest.mark.parametrize("href", ["javascript:;", "javascript:void(0)", "JavaScript:show(12)", "#", "#12", ""])
def test_a_row_that_a_script_opens_is_an_entry(href):
    row = f"<ul><li><a href='{href}' onclick='show(12)'>关于清理整顿市场秩序的通知</a><span>2026-11-08</span></li></ul>"

    assert [(one.title, one.url, one.on) for one in lists(row).main] == [
        ("关于清理整顿市场秩序的通知", "", date(2026, 11, 8))
    ]


def test_a_script_link_without_a_day_is_no_entry():
    assert lists("<ul><li><a href='javascript:;' onclick='fold()'>展开全部栏目</a></li></ul>").entries == ()


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("<a><li><h4>· {1}</h4><label>2026.11.{0:02}</label></li></a>", id="link without an address"),
        pytest.param("<li onclick='open({0})'><p>{1}</p><span>[2026-11-{0:02}]</span></li>", id="item that is clicked"),
        pytest.param("<tr><td>1010{0}</td><td>{1}</td><td>2026-11-{0:02}</td><td></td></tr>", id="row of a table"),
    ],
)  # fmt: skip
def test_rows_without_any_link_are_read_where_the_list_has_no_other(row):
    rows = "".join(row.format(day, title) for day, title in ((9, "市产业推介会成功举行"), (8, "青年干部座谈会召开")))

    found = lists(f"<div><ul>{rows}</ul></div>" if "<tr>" not in row else f"<table>{rows}</table>")

    assert shown(found.main) == [("市产业推介会成功举行", 9), ("青年干部座谈会召开", 8)]
    assert not any(entry.url for entry in found.main)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<ul><li>2026-11-09 市政府召开常务会议，研究部署工作。</li><li>2026-11-08 会议闭幕。</li></ul>", id="days within sentences"),
        pytest.param("<ul><li>市产业推介会成功举行 <b>2026-11-09</b></li></ul>", id="a single row"),
        pytest.param("<table><tr><td>2026-11-09</td></tr><tr><td>2026-11-08</td></tr></table>", id="days without a title"),
    ],
)  # fmt: skip
def test_what_is_no_list_has_no_entries(body):
    assert lists(body).entries == ()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param("共0条 0/0", True, id="none"),
        pytest.param("共有 0 条记录", True, id="none, in other words"),
        pytest.param("共10条 1/1", False, id="ten"),
        pytest.param("暂无数据", True, id="no data"),
        pytest.param("<p v-if='rows.length == 0'>暂无数据</p><p v-for='row in rows'></p>", False, id="a template's word for no data"),
        pytest.param("共<i>0</i>条<script>$.ajax('/list')</script>", False, id="a counter that a script fills"),
    ],
)  # fmt: skip
def test_a_list_that_counts_nothing_says_that_it_is_empty(words, says):
    assert lists(f"<table><tr><td>标题</td><td>提交时间</td></tr></table><p>{words}</p>").says_nothing is says


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("2026年8月21日工作报道(2026-11-09)", "2026年8月21日工作报道", id="behind another day"),
        pytest.param("关于招生的公告 （2026-11-09）", "关于招生的公告", id="in wide brackets"),
        pytest.param("• 关于招生的公告(2026-11-09)", "关于招生的公告", id="behind a bullet"),
        pytest.param("节水条例（2026年11月9日修订）", "节水条例（2026年11月9日修订）", id="a part of the title"),
    ],
)
def test_the_day_behind_a_title_is_that_of_its_entry(text, title):
    found = lists(f"<ul><li><a href='/a/9.html'>{text}</a></li></ul>").entries

    assert [(entry.title, entry.on) for entry in found] == [(title, date(2026, 11, 9))]
