"""The public's messages in markup as met on real government pages: plain heads, forms above them, one letter on a page. Texts are our own."""

from datetime import date

import pytest

from jiyue.inspection.checks.messages import observe_messages
from jiyue.inspection.facts.messages import is_message_page, read_messages
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

ASKED, ANSWERED = date(2026, 11, 2), date(2026, 11, 4)


def read(body, title="市长信箱"):
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page("http://www.qinghe.gov.cn/x/", markup.encode(), content_type="text/html", resolver=Resolver())


def cells(*texts):
    return f"<tr>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


@pytest.mark.parametrize(
    ("rows", "answered", "unit", "state"),
    [
        pytest.param(cells("标题", "时间", "回复状态") + cells("<a href='/1'>路灯不亮</a>", "2026-11-02", "已办结"), None, "", "已办结", id="a plain head"),
        pytest.param(cells("查询码：") + cells("类型", "编号", "标题", "提交时间", "处理状态") + cells("咨询", "17", "路灯不亮", "2026年11月02日", "处理完成"), None, "", "处理完成", id="a form above the head"),
        pytest.param(cells("编号", "标题", "受理单位", "留言日期", "办理情况", "办理完成日期") + cells("1", "路灯不亮", "市城管局", "2026-11-02", "已办", "2026-11-04"), ANSWERED, "市城管局", "已办", id="when it was done"),
        pytest.param(cells("来信主题", "状态", "时间", "受理单位") + cells("路灯不亮", "办理中", "2026-11-02", "市城管局"), None, "市城管局", "办理中", id="state before time"),
    ],
)  # fmt: skip
def test_a_table_of_messages_is_read_below_its_head(rows, answered, unit, state):
    assert [tuple(one[:5]) for one in read_messages(read(f"<table>{rows}</table>"))] == [
        ("路灯不亮", ASKED, answered, unit, state)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<ul><li><b>标题</b><b>来信时间</b><b>办理状态</b></li><li><a href='/1'>路灯为什么不亮</a><span>2026-11-02</span><span>已回复</span></li></ul>", ("路灯为什么不亮", ASKED, None, "", "已回"), id="asked"),
        pytest.param("<ul><li><b>标题</b><b>来信时间</b><b>回复时间</b></li><li><a href='/1'>路灯为什么不亮</a><span>2026-11-02</span><span>2026-11-04</span></li></ul>", ("路灯为什么不亮", ASKED, ANSWERED, "", ""), id="asked and answered"),
        pytest.param("<ul><li><b>标题</b><b>回复时间</b><b>来信时间</b></li><li><a href='/1'>路灯为什么不亮</a><span>2026-11-04</span><span>2026-11-02</span></li></ul>", ("路灯为什么不亮", ASKED, ANSWERED, "", ""), id="answered first"),
        pytest.param("<ul><li><a href='/1'>路灯为什么不亮</a><p>来信时间：2026-11-02 回复时间：2026-11-04 回复单位：市城管局 状态：已办结</p></li></ul>", ("路灯为什么不亮", ASKED, ANSWERED, "市城管局", "已办结"), id="words in each row"),
    ],
)  # fmt: skip
def test_a_list_of_messages_is_read_by_its_head_or_its_words(body, expected):
    assert [tuple(one[:5]) for one in read_messages(read(body))] == [expected]


def test_one_letter_is_read_from_its_page():
    rows = "".join(
        f"<tr><td>{name}</td>\n\t\t\t\t\t<td>{value}</td></tr>"
        for name, value in (
            ("流水号", "20261102001"), ("标 题", "路灯为什么不亮"), ("写信时间", "2026年11月02日"), ("信件内容", "路灯不亮已经三天。"),
            ("处理状态", "已处理"), ("回复部门", "市城管局"), ("处理时间", "2026年11月04日"),
        )
    )  # fmt: skip

    assert [tuple(one) for one in read_messages(read(f"<table>{rows}</table>", "信件详细-市长信箱"))] == [
        ("路灯为什么不亮", ASKED, ANSWERED, "市城管局", "已处理", False)
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<p>写信须知：请如实填写。来信时间以系统为准。</p>", id="a note"),
        pytest.param(cells("标题", "时间", "状态"), id="a head alone"),
        pytest.param("<table>" + cells("活动", "时间", "地点") + cells("座谈会", "2026-11-02", "市政府") + "</table>", id="a table of something else"),
    ],
)  # fmt: skip
def test_what_shows_no_message_is_none(body):
    assert read_messages(read(body)) == ()


@pytest.mark.parametrize(("state", "kinds"), [("已办结", []), ("处理完成", []), ("是", []), ("办理中", ["open"]), ("", [])])  # fmt: skip
def test_an_answer_whose_day_is_not_shown_can_not_be_late(state, kinds):
    page = read(f"<table>{cells('标题', '来信时间', '办理状态')}{cells('路灯不亮', '2026-11-02', state)}</table>")

    assert [
        draft.kind for draft in observe_messages(page, read_messages(page), today=date(2026, 11, 23), city="baoji")
    ] == kinds


LETTER = (
    "<div><a href='/hd/'>互动交流</a><h1>办理居住证</h1><table><tr><td>留言标题：</td><td>路灯为什么不亮</td></tr><tr><td>留言时间：</td>{gap}<td>2026-11-02</td></tr>"
    "<tr><td>答复时间：</td>{gap}<td>2026-11-04</td></tr><tr><td>留言内容：</td><td>{text}</td></tr></table></div>"
)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param("路灯不亮已经三天。", "回复选登", id="the path is no list"),
        pytest.param("请在规定的申请时间内答复。", "回复选登", id="a word of time in the letter"),
        pytest.param("路灯不亮已经三天。", "信息公开列表", id="the window's title tells nothing"),
    ],
)
def test_one_letter_has_the_title_that_it_names(text, title):
    page = read(LETTER.format(text=text, gap="\n" + " " * 60), title)

    assert is_message_page(page)
    assert [tuple(one[:3]) for one in read_messages(page)] == [("路灯为什么不亮", ASKED, ANSWERED)]


@pytest.mark.parametrize("title", ["信件选登", "我要写信", "市政府诉求平台"])
def test_a_page_of_letters_is_known_by_its_title(title):
    assert is_message_page(read("<p>正文</p>", title))


@pytest.mark.parametrize(
    ("who", "unit"),
    [("市农业农村局", "市农业农村局"), ("市民政局编辑", "市民政局"), ("市长电话室", "市长电话室"), ("张小明", "")],
)
def test_who_answered_is_a_unit_by_the_end_of_its_name(who, unit):
    row = f"<li><a href='/1'>路灯为什么不亮</a><p>[提交时间：2026-11-02]</p><p>回复人：{who}</p><p>[回复时间：2026-11-04]</p></li>"
    page = read(f"<ul>{row}{row.replace('/1', '/2')}</ul>", "市政府诉求平台")

    assert {tuple(one[:4]) for one in read_messages(page)} == {("路灯为什么不亮", ASKED, ANSWERED, unit)}
