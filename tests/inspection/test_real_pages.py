"""What real government pages do in good order, and the checks leave alone; texts are our own (8.4, 13.1, 18.1, 20.1, 30.2, 36.1)."""

from datetime import date

import pytest

from jiyue.inspection import Verdict
from jiyue.inspection.checks import dating, footer_mark, markings, policies, words
from jiyue.inspection.facts import messages
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver


def read(body, head=""):
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(
        "http://www.qinghe.gov.cn/a/1.html", markup.encode(), content_type="text/html", resolver=Resolver()
    )


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("foot", "verdict"),
    [
        pytest.param("版权所有：清河市教育局 陕ICP备19000001号", Verdict.TO_VERIFY, id="an owner is named"),
        pytest.param("陕ICP备19000001号", Verdict.FAIL, id="nobody is named"),
        pytest.param("主办：清河市教育局 陕ICP备19000001号", None, id="the host is named"),
    ],
)
def test_a_foot_that_names_the_owner_alone_is_to_be_verified(foot, verdict):
    found = footer_mark.observe_marks(read(f"<div class='footer'>{foot}</div>"), None)

    assert next((one.verdict for one in found if one.message.startswith("页脚缺少主办单位")), None) == verdict


@pytest.mark.clause("20.1")
@pytest.mark.parametrize(
    ("body", "hits"),
    [
        pytest.param("<li><a href='/old/'>场馆建设（已归档）</a></li>", 0, id="a link to what is archived"),
        pytest.param("<a href='/old/'>归档说明</a><p>本页面已归档</p>", 1, id="the page itself"),
    ],
)
def test_an_archive_mark_is_the_pages_own(body, hits):
    assert len(list(markings.observe_archive(read(body)))) == hits


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("title", "hits"),
    [
        pytest.param("&lt;h1 style='margin:0;padding:0;background-image:initial;background-position:initial;background-size:initial'&gt;县档案馆开展活动&lt;/h1&gt;", 0, id="a heading pasted with its markup"),
        pytest.param("，".join(["清河旅游", "清河酒店", "清河美食"] * 8), 1, id="words heaped up"),
    ],
)  # fmt: skip
def test_markup_in_a_title_is_no_heap_of_words(title, hits):
    assert len(list(words.observe_title(read("<p>正文</p>", f"<title>{title}</title>")))) == hits


@pytest.mark.clause("13.1")
@pytest.mark.parametrize(
    ("text", "is_policy"),
    [
        pytest.param("<p>清政办发〔2026〕5号</p><p>各县区人民政府：</p>", True, id="a number of its own"),
        pytest.param("<td>发文字号：</td><td>清政办发〔2026〕5号</td>", True, id="a number in its table"),
        pytest.param("<p>按有关规定（清人社函〔2026〕29号）要求，举办培训班。</p>", False, id="a number in brackets"),
        pytest.param(
            "<p>现举办培训班。 根据清人社函〔2026〕29号文件，收取费用。</p>", False, id="a number behind 根据"
        ),
    ],
)
def test_a_notice_that_cites_a_number_is_no_policy_document(text, is_policy):
    assert policies.is_policy(read(text, "<title>关于举办培训班的通知</title>")) is is_policy


@pytest.mark.clause("13.1")
def test_attributes_are_known_by_their_other_names():
    table = "<p>信息索引：a1 索取号 b2 生成日期：2026-06-04 发文机构：市教育局 文件编号 清教函〔2026〕3号</p>"
    page = read(table, "<title>关于开展宣传教育活动的通知</title>")

    assert list(policies.observe_attributes(page)) == []


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("label", "hits"),
    [("2026-11-03  14:52", 0), ("2026-11-03 14:52", 0), ("2026-11-03 14:52:07", 1), ("2026-11-03", 1)],
)
def test_a_second_blank_is_no_other_form_of_time(label, hits):
    page = read("<p>正文</p>", f'<meta name="PubDate" content="{label}">')

    assert len(list(dating.observe_article(page, today=date(2026, 11, 29)))) == hits


BLOCK = (
    "<li><div><span>留言内容</span> {} <p>留言时间： {}</p></div><div><span>回复内容</span> 已办。<p>{}</p></div></li>"
)


@pytest.mark.clause("18.1")
def test_messages_one_below_the_other_without_links_are_read():
    body = BLOCK.format("路灯不亮", "2026-11-02", "回复时间： 2026-11-05") + BLOCK.format("井盖松动", "2026-11-13", "")
    page = read(f"<ul>{body}</ul>")

    assert messages.is_message_page(page)
    assert [(one.title, str(one.asked_on), str(one.answered_on)) for one in messages.read_messages(page)] == [
        ("路灯不亮", "2026-11-02", "2026-11-05"),
        ("井盖松动", "2026-11-13", "None"),
    ]


@pytest.mark.parametrize(
    "text",
    ["留言时间：工作日9时至17时，回复时间：5个工作日内", "请填写留言时间和来信日期", "活动时间：2026-11-02 答复时间：2026-11-05"],
)  # fmt: skip
def test_words_of_time_without_a_day_make_no_page_of_messages(text):
    assert not messages.is_message_page(read(f"<p>{text}</p>"))
