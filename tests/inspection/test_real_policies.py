"""Policy documents in markup as met on real government pages: blocks of attributes, menus before them, columns of two kinds. Texts are our own."""

from datetime import date

import pytest

from jiyue.inspection.checks.policies import has_reading, is_interpretation, is_policy, observe_attributes
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.facts.policies import read_attributes
from jiyue.inspection.fetch.urls import Resolver

GAP = "\n\t\t\t\t\t\t\t\t    "
TITLE = "清河市人民政府关于印发节水办法的通知"
MENU = f"<div class='nav'>{''.join(f'<div>{GAP}<a>栏目{number}</a>{GAP}</div>' for number in range(120))}</div>"


def read(body, head=""):
    markup = f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return read_page(
        "http://www.qinghe.gov.cn/a/1.html", markup.encode(), content_type="text/html", resolver=Resolver()
    )


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("<table><tr><td>索 引 号：</td><td>0140/2026-7</td><td>发文机关：</td><td>市政府</td></tr><tr><td>成文日期：</td><td>2026年11月3日</td><td>发文字号：</td><td>清政发〔2026〕5号</td></tr><tr><td>发布日期：</td><td>2026年11月9日</td><td>有效性：</td><td>有效</td></tr></table>", id="cells with spaces in the names"),
        pytest.param("<p>索引号：0140/2026-7</p><p>发布机构：市政府</p><p>成文日期：2026-11-03</p><p>文号：清政发〔2026〕5号</p><p>发布日期：2026-11-09</p><p>文件状态：现行有效</p>", id="one piece each"),
        pytest.param("<li><b>索引号</b> ：0140/2026-7</li><li><b>公开机构</b>：<i>市政府</i></li><li><b>生成日期</b>：<i>2026-11-03</i></li><li><b>文 号</b><em>：</em>清政发〔2026〕5号</li><li><b>公开日期</b><i>2026-11-09</i></li><li><b>时效性</b><i>有效</i></li>", id="the colon apart"),
    ],
)  # fmt: skip
def test_the_attributes_are_read_from_their_block(block):
    said = read_attributes(read(MENU + block + f"<h1>{TITLE}</h1>"))

    assert (said.index_number, said.agency, said.number) == ("0140/2026-7", "市政府", "清政发〔2026〕5号")
    assert (said.issued_on, said.published_on) == (date(2026, 11, 3), date(2026, 11, 9))
    assert "有效" in said.validity
    assert len(said.named) == 6


@pytest.mark.parametrize(
    ("block", "named"),
    [
        pytest.param("<td>文号：</td><td><span></span></td><td>发布日期：</td><td>2026-11-09</td>", {"文号", "发布日期"}, id="empty, the next name behind"),
        pytest.param("<td>文号：</td><td></td><td>主题分类：</td><td>水利</td>", {"文号"}, id="empty, a name that nobody asks for"),
        pytest.param("<td>文号：</td><td></td><td>办文方式：</td><td>自办</td>", {"文号"}, id="empty, an unknown name"),
        pytest.param("<td>文号</td><td>：无</td>", {"文号"}, id="none"),
        pytest.param("<p>本通知自发布之日起施行。</p>", set(), id="no block"),
    ],
)  # fmt: skip
def test_an_attribute_without_a_value_takes_that_of_no_other(block, named):
    said = read_attributes(read(f"<table><tr>{block}</tr></table>"))

    assert (said.number, said.named) == ("", named)


def test_a_state_that_a_script_fills_in_is_not_the_title_behind_it():
    said = read_attributes(read(f"<p>文件状态：<span id='zt'></span></p><h1>{TITLE}</h1><p>2026年11月3日</p>"))

    assert (said.validity, said.named) == ("", {"有效性"})


def test_the_white_space_of_a_menu_does_not_hide_the_number_and_the_block():
    page = read(f"{MENU}<p>索引号：0140/2026-7 成文日期：2026-11-03 发布机构：市政府 文号：清政发〔2026〕5号</p>")

    assert is_policy(page)
    assert list(observe_attributes(page)) == []


@pytest.mark.parametrize(
    ("day", "script", "lacking"),
    [("2026-11-03", "", []), ("", "", ["成文日期"]), ("", "<script>$.get('/attributes')</script>", [])],
)
def test_what_the_block_leaves_empty_is_lacking_unless_a_script_may_fill_it(day, script, lacking):
    block = (
        f"<p>索引号：0140/2026-7</p><p>成文日期：<b>{day}</b></p><p>发布机构：市政府</p><p>文号：</p><p>主题词：</p>"
    )

    assert [draft.subject for draft in observe_attributes(read(block + script))] == lacking


@pytest.mark.parametrize(
    ("number", "is_one"),
    [("清河市人民政府令 第17号", True), ("国令第707号", True), ("清政发〔2026〕5号", True), ("清河路17号", False)],
)  # fmt: skip
def test_an_order_of_the_government_is_numbered_without_a_year(number, is_one):
    label = '<meta name="ArticleTitle" content="清河市节约用水条例">'

    assert is_policy(read(f"<p>{number}</p>", label)) is is_one


def test_a_number_in_the_title_s_brackets_is_part_of_the_title():
    label = '<meta name="ArticleTitle" content="关于做好就业工作的通知  （清人社厅发〔2026〕32号）">'

    assert is_policy(read("<p>（清人社厅发〔2026〕32号）</p>", label))


@pytest.mark.parametrize(
    ("column", "is_reading"),
    [("政策解读", True), ("解读回应", True), ("相关政策及解读", False), ("政策文件与解读", False)],
)  # fmt: skip
def test_a_column_of_documents_and_interpretations_makes_no_interpretation(column, is_reading):
    labels = f'<meta name="ColumnName" content="{column}"><meta name="ArticleTitle" content="{TITLE}">'

    assert is_interpretation(read("<p>第一条</p>", labels)) is is_reading


@pytest.mark.parametrize(
    ("link", "shown"),
    [
        pytest.param("<a href='/zc/jd/202611/t20261109_17.html'>《节水办法》政策解读</a>", True, id="an interpretation"),
        pytest.param("<a href='/zc/jd/post_17.html'>政策解读</a>", True, id="a button to one"),
        pytest.param("<a href='/zc/jd/'>政策解读</a>", False, id="the menu"),
        pytest.param("<a href='/zc/zcjd'>政策解读</a>", False, id="the menu, without a slash"),
        pytest.param("<a href='/col/col1207/index.html'>解读回应</a>", False, id="the menu, a numbered column"),
        pytest.param("<a href='/znwd/index.html'>智能问答</a>", False, id="a robot"),
        pytest.param("<a href='/zc/jd/post_18.html'>节水办法有奖问答</a>", True, id="questions and answers"),
    ],
)  # fmt: skip
def test_the_menu_s_link_to_interpretations_is_no_interpretation(link, shown):
    assert has_reading(read(f"<div class='main'>{link}</div>")) is shown


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param("<p>清河市人力资源和社会保障局</p><p>2026年11月3日</p><div>分享到：</div>", "", id="a signature above the buttons"),
        pytest.param("<p>2026年11月3日</p><div>来源：市人社局</div>", "2026年11月3日", id="the line of time and source"),
        pytest.param("<p>清河市水利局 2026-11-03 09:10 打印</p>", "2026-11-03 09:10", id="with a time of day"),
    ],
)  # fmt: skip
def test_the_day_of_a_signature_is_not_that_of_publication(line, text):
    assert read(line).published_text == text


@pytest.mark.parametrize(
    ("cells", "validity"),
    [
        pytest.param("<td>是否有效</td><td>是</td>", "是", id="yes"),
        pytest.param("<td>时　　效</td><td>有效</td>", "有效", id="in force"),
        pytest.param("<td>效力：</td><td>已废止</td>", "已废止", id="repealed"),
        pytest.param("<td>有效性：</td><td>主题词：节水</td>", "", id="left empty"),
    ],
)
def test_whether_a_document_is_in_force_is_read_by_its_names(cells, validity):
    block = f"<table><tr><td>索引号</td><td>0140/2026-7</td><td>信息分类</td><td>水利</td></tr><tr><td>生产日期</td><td>2026-11-03</td>{cells}</tr></table>"
    said = read_attributes(read(block))

    assert (said.validity, said.issued_on, "有效性" in said.named) == (validity, date(2026, 11, 3), True)


def test_a_template_without_figures_is_no_number():
    said = read_attributes(read("<p>索引号：0140/2026-7</p><p>发文字号： 〔〕 号</p><p>成文日期：</p>"))

    assert (said.number, "文号" in said.named) == ("", True)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("关于组织申报2026年科技计划“精准农业”专项项目的通知", False, id="an application"),
        pytest.param("关于举办青少年科技大赛的通知", False, id="a contest"),
        pytest.param("关于印发科技项目申报管理办法的通知", True, id="rules about applications"),
    ],
)
def test_a_numbered_notice_of_an_occasion_is_no_policy(title, expected):
    page = read("<p>清科函〔<span> 2026</span>〕32号</p>", f'<meta name="ArticleTitle" content="{title}">')

    assert is_policy(page) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("《节水问答》《水法图解》出版", False), ("《节水办法》解读", True), ("一图读懂《节水办法》", True)],
)
def test_a_book_of_questions_and_answers_is_no_interpretation(title, expected):
    assert is_interpretation(read("<p>正文</p>", f'<meta name="ArticleTitle" content="{title}">')) is expected
