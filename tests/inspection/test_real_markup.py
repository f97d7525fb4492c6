"""Facts in markup as met on real government pages: words and values apart, other short names, names before “主办”. Texts are our own."""

import pytest

from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

GAP = "\n\t\t\t\t\t\t\t\t    "
FOOT = '<div class="footer">{} 版权所有 网站标识码：6199000001</div>'


def read(body, head=""):
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return read_page(
        "http://www.qinghe.gov.cn/a/1.html", markup.encode(), content_type="text/html", resolver=Resolver()
    )


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("line", "day"),
    [
        pytest.param(f"<em>时间：</em>{GAP}<i>2026-11-03 07:21</i>{GAP}<em>来源：</em>", "2026-11-03 07:21", id="word and time far apart"),
        pytest.param(f"<span>2026年11月03日 13时44分</span>{GAP}<span>来源:</span>{GAP}<span>清河日报</span>", "2026-11-03 13:44", id="time in words, its neighbour far away"),
        pytest.param(f"<span>来源：</span>{GAP}<b>清河日报</b>{GAP}<span>2026-11-03 08:03:00</span>{GAP}<span>【字体：大】</span>", "2026-11-03 08:03", id="behind the source"),
        pytest.param("<span>2026-11-03 10∶08</span> <span>来源：清河日报</span>", "2026-11-03 10:08", id="a ratio mark for a colon"),
        pytest.param("<h1>我市举办青年志愿活动</h1> <span>日期：2026-11-03</span>", "2026-11-03 00:00", id="a title before the word that ends in 活动"),
        pytest.param("<p>2026-11-03 15:54 来源:市人社局</p><p>培训时间： 2026年12月8日至9日</p>", "2026-11-03 15:54", id="training later on"),
        pytest.param("<p>2026-11-02 来源:市档案馆</p><p>发布时间：2026-11-03</p>", "2026-11-03 00:00", id="发布时间 above all"),
        pytest.param("<p>展会时间：2026年12月8日 9:00</p><p>开始时间： 2026-12-08</p>", None, id="times of a fair are none"),
        pytest.param("<p>发行日期: 2026年11月3日。兑付日期：2026年12月3日</p>", None, id="dates of a bond are none"),
    ],
)  # fmt: skip
def test_when_a_page_was_published_is_read_from_its_line(line, day):
    at = read(f"<div class='info'>{line}</div>").published_at

    assert (at and at.strftime("%Y-%m-%d %H:%M")) == day


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("foot", "host"),
    [
        pytest.param("清河市人民政府办公室主办", "清河市人民政府办公室", id="before the word"),
        pytest.param("中共清河市委、清河市人民政府主办 <a>区市网站</a>", "中共清河市委、清河市人民政府", id="two, a link behind"),
        pytest.param("清河市人民政府办公室主办 清河市数据局承办", "清河市人民政府办公室", id="not who undertakes"),
        pytest.param("主办单位：清河开发区管委会 清河市东城区人民政府 承办：清河市数据局", "清河开发区管委会 清河市东城区人民政府", id="two behind the word"),
        pytest.param("主办方： 清河市水利局 备案序号", "清河市水利局", id="主办方"),
        pytest.param("本站由清河市水利局主办 版权所有：清河市水利局", "清河市水利局", id="by whom the site is run"),
        pytest.param("主办 版权所有：清河市水利局", "", id="the copyright behind the word"),
        pytest.param("主办单位 清河市水利局", "清河市水利局", id="no colon"),
        pytest.param("与主办单位工作职责相关联", "", id="a sentence"),
        pytest.param("<a>关于我们</a>", "", id="none"),
    ],
)  # fmt: skip
def test_the_host_is_named_before_or_behind_the_word(foot, host):
    assert read("<p>展览由市文联、市书协联合主办，欢迎参观。</p>" + FOOT.format(foot)).marks.host_name == host


def test_a_foot_without_numbers_names_its_host():
    foot = "<div class='foot'>Copyright 2026 All Rights Reserved 主办：清河市人社局 技术支持：某公司</div>"

    assert read(foot).marks.host_name == "清河市人社局"


def test_an_article_that_tells_who_held_a_show_names_no_host():
    assert read("<p>书法展由市文联主办，市馆承办。共同主办的展览将持续到月底。</p>").marks.host_name == ""


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("text", "icp", "police"),
    [
        pytest.param("蜀ICP备13001234号 川公网安备 51990002000017号", "蜀ICP备13001234号", "川公网安备51990002000017号", id="Sichuan"),
        pytest.param("滇ICP备05001234号 滇公网安备 53990002000017号", "滇ICP备05001234号", "滇公网安备53990002000017号", id="Yunnan"),
        pytest.param("黔ICP备05001234号-2 贵公网安备 52990002000017号", "黔ICP备05001234号-2", "贵公网安备52990002000017号", id="Guizhou"),
        pytest.param("陇ICP备05001234号 甘公网安备 62990002000017号", "陇ICP备05001234号", "甘公网安备62990002000017号", id="Gansu"),
        pytest.param("陕ICP备：20001234号 陕公网安备号61990002000017号", "陕ICP备20001234号", "陕公网安备61990002000017号", id="a colon behind, 号 before"),
        pytest.param("陕ICP备20001234号 公安备案号：61990002000017", "陕ICP备20001234号", "陕公网安备61990002000017号", id="the province by its number"),
        pytest.param("陕ICP备20001234号 网警备案号:61990002000017", "陕ICP备20001234号", "陕公网安备61990002000017号", id="an older word"),
        pytest.param(f"陕ICP备{GAP}20001234号 陕公网安备{GAP}<b>61990002000017号</b>", "陕ICP备20001234号", "陕公网安备61990002000017号", id="number apart"),
        pytest.param("赣ICP备17001234号 公安机关备案号： 36990002000157", "赣ICP备17001234号", "赣公网安备36990002000157号", id="the police's number in words"),
        pytest.param("沪ICP备12001234 沪公安备：31990002045442号", "沪ICP备12001234号", "沪公网安备31990002045442号", id="without 网"),
    ],
)  # fmt: skip
def test_filing_numbers_of_every_province_are_read(text, icp, police):
    marks = read(FOOT.format(text)).marks

    assert (marks.icp_numbers, marks.police_numbers) == ((icp,), (police,))


@pytest.mark.clause("32.4")
@pytest.mark.parametrize(
    ("line", "source"),
    [
        pytest.param(f"<span>来源：</span>{GAP}<span>清河日报</span>{GAP}<span>打印</span>", "清河日报", id="far from its word"),
        pytest.param(f"<span>来源：</span>{GAP}<span>大</span> <span>中</span> <span>小</span>", "", id="empty, sizes behind"),
        pytest.param(f"<span>来源：</span>{GAP}<p>各县区人民政府：</p>", "", id="empty, the salutation behind"),
        pytest.param(f"<span>来源：</span>{GAP}<p>为推进工作，市政府召开会议。</p>", "", id="empty, the text behind"),
        pytest.param("<td>发布机构: 市教育局</td><p>来源：市新闻办 浏览次数：</p>", "市新闻办", id="a source above a publisher"),
        pytest.param("<td>发布机构: 市教育局</td>", "市教育局", id="a publisher where nothing else is named"),
        pytest.param("<p>来源：清河市文旅局（原市文广局） 打印</p>", "清河市文旅局（原市文广局）", id="with brackets of its own"),
        pytest.param('<meta name="source" content="来源：清河日报">', "清河日报", id="a meta that repeats the word"),
    ],
)  # fmt: skip
def test_the_source_is_a_name_and_never_a_sentence(line, source):
    assert read(line).source == source


@pytest.mark.parametrize(
    ("text", "author"),
    [
        pytest.param("作者：梁小宁 浏览：12", "梁小宁", id="after its word"),
        pytest.param(f"<b>作者：</b>{GAP}<i>梁小宁</i>{GAP}<i>打印</i>", "梁小宁", id="far from its word"),
        pytest.param("<p>本报讯（记者 梁小宁 陈敏）昨日，大桥通车。</p>", "梁小宁 陈敏", id="in brackets"),
        pytest.param("<p>见习记者 王一清 　　昨日，大桥通车。</p>", "王一清", id="at the head of the text"),
        pytest.param("<p>记者从大会上了解到，由市文旅局选送的线路入选。</p>", "", id="a reporter who learnt something"),
        pytest.param("<p>获奖作者和市民50余人参加活动。</p><p>作者均为高校师生。作品围绕家乡风貌。</p>", "", id="authors told of"),
        pytest.param('<meta name="SiteName" content="清河市人民政府"><meta name="author" content="清河市人民政府">', "", id="the site's name"),
        pytest.param('<meta name="author" content="104363">', "", id="a number"),
    ],
)  # fmt: skip
def test_the_author_is_a_person_and_never_a_sentence(text, author):
    assert read(text).article.author == author


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        pytest.param("<title>清河开发区管委会（东城区人民政府）</title>", "<a>无障碍浏览</a><table><tr><td class='NewsTitle'>百丈社区开展暑期教育</td></tr></table><p>发布日期：2026-07-20 来源：东城</p>", "百丈社区开展暑期教育", id="the window shows the site alone"),
        pytest.param('<title>工作动态_清河市文旅局</title><meta name="ColumnName" content="工作动态">', "<div class='tit'>工作动态</div><p class='tit'>文旅之窗首秀成功</p><p>日期：2026-07-13</p>", "文旅之窗首秀成功", id="the window shows the column"),
        pytest.param("<title>关于开展宣传活动的通知__清河市卫健委</title>", "<h2>关于开展宣传活动的通知 <span>( 2026-05-11)</span></h2>", "关于开展宣传活动的通知", id="the day behind"),
        pytest.param("<title>清河市空气质量日报2026-05-11</title>", "<h2>清河市空气质量日报2026-05-11</h2>", "清河市空气质量日报2026-05-11", id="a day that is the title's own"),
    ],
)  # fmt: skip
def test_the_title_is_what_a_visitor_reads(head, body, title):
    assert read(body, head).article.title == title


def test_the_body_is_the_element_with_most_words_where_no_maker_names_it():
    menu = "<div class='content'><a>首页</a> <a>政务公开</a> <div class='zw'>{}</div></div>"
    text = "近日，市文联举办书法交流活动，三十余名书法爱好者到场，现场气氛热烈，作品各具特色。" * 2

    assert read(menu.format(f"<p>{text}</p>")).article.body == text
    assert read(menu.format(f"{text}<br>")).article.body == text


def test_a_foot_is_no_body():
    assert (
        read("<div class='bot'><p>" + "版权所有：清河市人民政府 地址：清河市人民路1号" * 5 + "</p></div>").article.body
        == ""
    )


def test_the_excerpt_of_a_foot_is_its_own_words_not_the_links_before_them():
    links = "".join(f"<a>清河市第{number}局</a> " for number in range(200))

    assert (
        "标识码：6199000001"
        in read(f'<div class="footer">{links} 网站标识码：6199000001 主办：清河市政府</div>').marks.text
    )


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        pytest.param("市区公园节前全部开放", "<h3>关注我们的微信公众号</h3><dl><dt>市区公园节前全部开放</dt></dl>", "市区公园节前全部开放", id="shown as a term"),
        pytest.param("[财务科]-清河市教育局", "<h3>单位概况 机构职责 领导分工 机构科室</h3><h4>关于全面实施预算管理的通知</h4>", "关于全面实施预算管理的通知", id="a menu is no title"),
        pytest.param("【市区公园节前全部开放】-清河市教育局", "<p>市区公园节前全部开放</p>", "市区公园节前全部开放", id="in brackets"),
        pytest.param("【解读】市区公园节前全部开放-清河市教育局", "<p>【解读】市区公园节前全部开放</p>", "【解读】市区公园节前全部开放", id="a word in brackets"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_window_says_and_the_page_shows(title, body, expected):
    assert read(body, f"<title>{title}</title>").article.title == expected


@pytest.mark.parametrize("label", ["品牌策划:某某互动", "清河网络科技有限公司", "www.example.com", "admin"])
def test_who_made_a_site_wrote_no_text(label):
    assert read("<p>正文</p>", f'<meta name="author" content="{label}">').article.author == ""


def test_a_documents_number_behind_an_empty_source_is_none():
    page = read("<p><span>作者：</span><span>来源：</span></p><p>清农(药)〔2026〕20号</p><p>各有关单位：</p>")

    assert page.source == ""


LINES = "<div>我市各公园在节前全部开放，延长开放时间至晚上九点。</div>" * 3


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div class='nr'><div style='color:#333'><span>{LINES}</span></div></div>", id="a short name"),
        pytest.param(f"<div class='content'><section>{LINES.replace('div', 'b')}</section></div>", id="without paragraphs"),
    ],
)  # fmt: skip
def test_the_links_of_a_foot_are_no_body(body):
    foot = f"<div class='foot'><div class='fr lj'><p>{'<a href="/x/">省教育厅网站</a> ' * 30}</p></div></div>"

    assert read(body + foot).article.body.startswith("我市各公园")


def test_a_text_below_the_foot_of_its_own_frame_is_a_body():
    text = f"<div class='news-content-foot'><div>{LINES.replace('div', 'p') * 2}</div></div>"

    assert read(f"<div class='content'><p>你现在的位置：首页</p>{text}</div>").article.body.startswith("我市各公园")
