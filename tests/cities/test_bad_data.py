"""Each kind of wrong city data is refused by a sentence that names the file, the line, the field, and what to do."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from jiyue.cities.profile import CityDataErrors, load
from jiyue.cities.profile.dating import fill, published_at
from tests.cities.small_city import FILES, sentences, write

OFFICE = 'key = "city-office"\n'
SECOND_SITE = FILES["sites.toml"].replace('key = "portal"', 'key = "second"')

CASES = [
    # file, old text, new text, the place, words of the sentence
    pytest.param("units.toml", 'name = "渝河市人民政府"\n', "", "units.toml 第 1 行，字段 name", "缺少必填内容", id="a required field is missing"),
    pytest.param("units.toml", 'kind = "government"\n', 'kind = "village"\n', "units.toml 第 5 行，字段 kind", "“village”不在可选范围内", id="a word outside the list"),
    pytest.param("units.toml", "verified = false", 'verified = "no"', "units.toml 第 10 行，字段 verified", "true 或 false", id="no truth value"),
    pytest.param("units.toml", '"619900"', '"61990"', "units.toml 第 7 行，字段 division_code", "不是六位行政区划代码", id="a division code of five digits"),
    pytest.param("units.toml", OFFICE, 'key = "City_Office"\n', "字段 key", "不是有效的键", id="a key with capitals"),
    pytest.param("units.toml", OFFICE, 'key = "yuhe-government"\n', "字段 key", "与 units.toml 第 1 行重复", id="a key twice"),
    pytest.param("units.toml", 'roles = ["office", "host"]', 'roles = ["office", "boss"]', "字段 roles", "“boss”不在可选范围内", id="an unknown role"),
    pytest.param("units.toml", 'roles = ["office", "host"]', "roles = 3", "字段 roles", "应为文字列表", id="roles that are no list"),
    pytest.param("units.toml", 'parent = "yuhe-government"', 'parent = "nobody"', "units.toml 第 20 行，字段 parent", "没有键为“nobody”的单位", id="a parent that does not exist"),
    pytest.param("units.toml", 'level = "city"\ndivision', 'level = "city"\nparent = "city-office"\ndivision', "字段 parent", "绕回了自身", id="units that are each other's parent"),
    pytest.param("units.toml", "verified", "verifed", "字段 verifed", "不认识这一字段", id="a misspelt field"),
    pytest.param("units.toml", "[[units]]", "[[units]", "units.toml 第 1 行", "不是有效的 TOML", id="broken TOML"),
    pytest.param("units.toml", "[[units]]", "[other]\nx = 1\n[[units]]", "units.toml，字段 other", "不认识这一段", id="an unknown table"),
    pytest.param("sites.toml", "www.yuhe.gov.cn", "www.yuhe.com", "sites.toml 第 10 行，字段 domain", "后缀是“.com”（10.1）", id="a domain outside gov.cn"),
    pytest.param("sites.toml", "www.yuhe.gov.cn", "portal.yuhe.gov.cn", "字段 domain", "10.", id="a portal at a subdomain"),
    pytest.param("sites.toml", "人民政府.政务", "人民政府.中国", "字段 chinese_domain", "“.政务”或“.公益”", id="a Chinese domain with another suffix"),
    pytest.param("sites.toml", 'name = "渝河市人民政府"', 'name = "渝河在线"', "字段 name", "7.5", id="a site that is not called after its government"),
    pytest.param("sites.toml", "6199009001", "61990090", "字段 site_code", "8.6", id="a site code of eight digits"),
    pytest.param("sites.toml", "6199009001", "6101009001", "字段 site_code", "行政区划代码", id="a site code of another city"),
    pytest.param("sites.toml", "陕ICP备00000001号-1", "备00000001", "字段 icp_number", "8.5", id="a wrong ICP number"),
    pytest.param("sites.toml", "61990002900001", "6199000290", "字段 police_number", "8.5", id="a wrong police number"),
    pytest.param("sites.toml", "demonstration = true", "demonstration = false", "字段 site_code", "未标为演示（8.6）", id="a site code without document or mark"),
    pytest.param("sites.toml", 'host = "city-office"', 'host = "yuhe-government"', "字段 host", "没有主办单位的职责（4.6）", id="a host without that role"),
    pytest.param("sites.toml", 'kind = "portal"', 'kind = "blog"', "字段 kind", "“blog”不在可选范围内", id="a site of unknown kind"),
    pytest.param("people.csv", "editor;column-owner,编辑", "editor;reviewer;column-owner,编辑", "people.csv 第 2 行，字段 roles", "同一人担任（17.1）", id="an editor who reviews"),
    pytest.param("people.csv", "0999-0001001,true", "13800138000,true", "people.csv 第 2 行，字段 phone", "不是带区号的办公电话", id="a mobile number"),
    pytest.param("people.csv", "portal,reviewer,审核,0999-0001002,true", "portal,reviewer,审核,0999-0001002,false", "字段 demonstration", "须标明", id="a person who is not marked as invented"),
    pytest.param("people.csv", "reviewer.portal", "editor.portal", "people.csv 第 3 行，字段 login", "重复", id="a login name twice"),
    pytest.param("people.csv", "portal,reviewer,审核", "portal,official;reviewer,审核", "字段 site", "不得同时承办网站（3.2）", id="an official with a post on a site"),
    pytest.param("people.csv", ",审核,0999-0001002,true", ",审核,0999-0001002", "people.csv 第 3 行", "应有 9 格，现有 8 格", id="a line that is too short"),
    pytest.param("people.csv", "key,name", "name,key", "people.csv 第 1 行", "表头与规定的不一致", id="another header"),
    pytest.param("columns.csv", "news,14,", "news,,", "columns.csv 第 2 行，字段 cycle_days", "没有更新周期（32.2）", id="a news column without cycle"),
    pytest.param("columns.csv", "news,14,", "news,two weeks,", "字段 cycle_days", "不是 1 至 732 之间的整数", id="a cycle in words"),
    pytest.param("columns.csv", "editor-portal,deputy-portal,发布动态", "editor-portal,editor-portal,发布动态", "字段 deputy", "A、B 岗是同一人（32.2）", id="one person as A and B"),
    pytest.param("columns.csv", "editor-portal,deputy-portal,发布动态", "editor-portal,nobody,发布动态", "字段 deputy", "没有键为“nobody”的人员", id="a deputy who does not exist"),
    pytest.param("columns.csv", "政策文件,,政策文件", "政策文件,news,政策文件", "字段 path", "不在上级栏目的路径之下", id="a path outside its parent's"),
    pytest.param("columns.csv", ",工作动态,news", ",新闻,news", "字段 column_type", "“新闻”不在可选范围内", id="a column type outside the vocabulary"),
    pytest.param("columns.csv", "portal,policies,policies", "portal,policies,news", "columns.csv 第 3 行，字段 path", "重复", id="a path twice"),
    pytest.param("items/portal.toml", 'reviewer = "reviewer-portal"', 'reviewer = "editor-portal"', "portal.toml 第 12 行，字段 reviewer", "编辑与审核是同一人（17.1）", id="an item that its editor reviewed"),
    pytest.param("items/portal.toml", 'reviewer = "reviewer-portal"', 'reviewer = "deputy-portal"', "字段 reviewer", "没有 reviewer 岗位", id="a reviewer without that post"),
    pytest.param("items/portal.toml", "days_ago = 20", "days_ago = -1", "portal.toml 第 13 行，字段 days_ago", "不是 0 至 732 之间的整数", id="a day in the future"),
    pytest.param("items/portal.toml", '"09:30"', '"03:30"', "字段 at", "不是工作时段内的时刻", id="a time at night"),
    pytest.param("items/portal.toml", "〔{year}〕3号", "[2026]第03号", "字段 document_number", "不是规范的发文字号", id="a document number with wrong brackets"),
    pytest.param("items/portal.toml", 'genre = "通知"\n', "", "字段 genre", "缺少体裁或主题分类", id="a policy without genre"),
    pytest.param("items/portal.toml", 'interprets = "first-policy"\n', "", "字段 interprets", "没有指明所解读的文件（15.5）", id="an interpretation of nothing"),
    pytest.param("items/portal.toml", 'interprets = "first-policy"', 'interprets = "first-reading"', "字段 interprets", "不是政策文件", id="an interpretation of an interpretation"),
    pytest.param("items/portal.toml", "days_ago = 20", "days_ago = 10", "字段 days_ago", "解读早于所解读的文件", id="an interpretation before its policy"),
    pytest.param("items/portal.toml", 'kind = "policy"', 'kind = "policy"\ninterpretation_need = "must"', "", "", id="a policy that has its interpretation is accepted"),
    pytest.param("items/portal.toml", 'kind = "interpretation"\n', 'kind = "policy"\ninterpretation_need = "must"\ngenre = "通知"\ntopic = "林业"\n', "字段 interpretation_need", "没有解读（15.5）", id="a policy without its interpretation"),
    pytest.param("items/portal.toml", "{day+3}", "{tomorrow}", "字段 body", "不认识日期标记 {tomorrow}", id="an unknown date mark"),
    pytest.param("items/portal.toml", "<p>自", "<script>自", "字段 body", "不允许的标记 <script>", id="a script in the text"),
    pytest.param("items/portal.toml", "植树。</p>", "植树。", "字段 body", "标记 <p> 没有结束", id="a paragraph without end"),
    pytest.param("items/portal.toml", 'column = "policies"', 'column = "messages"', "字段 column", "不直接收稿件", id="an item in a column that messages feed"),
    pytest.param("items/portal.toml", 'column = "policies"', 'column = "films"', "字段 column", "没有键为“films”的栏目", id="an item in no column"),
    pytest.param("messages.toml", "answered_after = 2\n", "", "字段 answered_after", "应同时填写或同时留空", id="an answer without its time"),
    pytest.param("messages.toml", 'answer = "下周开始。"\nanswered_after = 2\n', "", "字段 is_public", "没有答复的留言不能公开", id="a public message without answer"),
    pytest.param("messages.toml", 'unit = "city-office"', 'unit = "nobody"', "messages.toml 第 4 行，字段 unit", "没有键为“nobody”的单位", id="a message to no unit"),
    pytest.param("links.toml", "https://www.gov.cn/", "https://shop.example.com/", "字段 url", "不是政府网站的网址", id="a link to a shop"),
    pytest.param("faults.toml", '"column-stale"', '"ugly"', "字段 check", "“ugly”不在可选范围内", id="an unknown check"),
    pytest.param("faults.toml", 'column = "news"', 'column = "films"', "字段 column", "没有键为“films”的栏目", id="a fault in no column"),
    pytest.param("city.toml", "[[city]]", '[[city]]\nkey = "other"\n[[city]]', "city.toml", "现有 2 条", id="two cities"),
]  # fmt: skip


def test_the_small_city_is_valid(folder):
    assert sentences(write(folder)) == []


@pytest.mark.clause("4.6", "7.5", "8.6", "10.1", "15.5", "17.1", "32.2")
@pytest.mark.parametrize(("file", "old", "new", "place", "words"), CASES)
def test_wrong_data_is_refused_by_its_sentence(folder, file, old, new, place, words):
    found = sentences(write(folder, file, old, new))

    if not words:
        assert found == []
        return
    assert [text for text in found if place in text and words in text], found
    assert all(text.endswith("。") and "。。" not in text for text in found)


@pytest.mark.clause("7.1")
def test_a_second_site_of_a_unit_is_refused(folder):
    second = SECOND_SITE.replace("www.yuhe.gov.cn", "www.second.gov.cn").replace("6199009001", "6199009002")
    write(folder)
    (folder / "sites.toml").write_text(FILES["sites.toml"] + "\n" + second, encoding="utf-8")

    assert any("一个单位一个网站，7.1" in text for text in sentences(folder))


def test_a_missing_file_is_named(folder):
    write(folder)
    (folder / "people.csv").unlink()

    assert "people.csv：文件不存在。请补上这个文件。" in sentences(folder)


def test_a_file_that_is_not_utf8_is_named(folder):
    write(folder)
    (folder / "links.toml").write_bytes('[[links]]\ntitle = "中国"'.encode("gbk"))

    assert "links.toml：不是 UTF-8 编码。请另存为 UTF-8。" in sentences(folder)


def test_all_errors_are_told_at_once(folder):
    write(folder, "units.toml", 'source = "invented"', 'source = "rumour"')
    (folder / "links.toml").write_text(FILES["links.toml"].replace("upper", "lower"), encoding="utf-8")

    with pytest.raises(CityDataErrors) as refused:
        load(folder)

    assert {error.file for error in refused.value.errors} == {"units.toml", "links.toml"}


def test_date_marks_follow_the_day_of_publication():
    text = "自{day+3}起，{date-1}印发，{month-1}至{month+2}，{year-1}年，〔{year}〕3号"

    assert fill(text, date(2026, 11, 29)) == "自12月2日起，2026年11月28日印发，10月至1月，2025年，〔2026〕3号"


@pytest.mark.parametrize(
    ("days_ago", "day"),
    [
        pytest.param(3, date(2026, 11, 20), id="a workday stays"),
        pytest.param(2, date(2026, 11, 20), id="a Saturday moves to the Friday before"),
        pytest.param(0, date(2026, 11, 20), id="the day of seeding is read as the workday before it"),
        pytest.param(49, date(2026, 9, 30), id="a holiday moves before the holidays"),
    ],
)
def test_items_are_published_on_workdays(days_ago, day):
    zone = ZoneInfo("Asia/Shanghai")

    at = published_at(days_ago, time(9, 30), today=date(2026, 11, 23), zone=zone)

    assert at == datetime.combine(day, time(9, 30), tzinfo=zone)
