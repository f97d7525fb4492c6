"""Service guides, site map, consultations, list of sources: each fault found in a clean copy, each boundary, each case that is left undecided."""

from dataclasses import replace

import pytest

from jiyue.inspection import Verdict, inspect
from jiyue.inspection.checks.site_map import observe_navigation
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.record import RecordInvalid, from_mapping
from tests.inspection import sites
from tests.inspection.conftest import NOW

PLACE = "/2026/11/20.html"
FIELDS = {
    "事项名称": "食品经营许可", "设定依据": "《中华人民共和国食品安全法》第三十五条", "申请条件": "具有与经营的食品品种相适应的场所。", "申请材料": "营业执照复印件",
    "办理流程": "申请—受理—审查—决定—送达", "法定办结时限": "20个工作日", "承诺办结时限": "5个工作日", "收费标准": "不收费", "实施主体": "清河市市场监督管理局",
    "办理地点": "清河市政务服务中心二楼8号窗口", "办理时间": "周一至周五 9:00—17:00", "咨询电话": "0999-1234567", "监督电话": "0999-7654321", "注意事项": "请带齐材料原件。",
}  # fmt: skip
FORMS = {
    "table": ("<table>{}</table>", "<tr><th>{}</th><td>{}</td></tr>"),
    "headings": ("<div>{}</div>", "<h3>一、{}</h3><p>{}</p>"),
    "lines": ("<div>{}</div>", "<p>{}：{}</p>"),
    "definitions": ("<dl>{}</dl>", "<dt>【{}】</dt><dd>{}</dd>"),
}  # fmt: skip


@pytest.fixture
def run(server, options):
    """Inspect the clean site with an article planted; return what was found, and the report."""

    async def make(*plants, record=None, now=NOW):
        sites.clean(server)
        for path, page in plants:
            server.on(path, page)
        report = await inspect(
            server.url(), options=options(check_external=False), record=record or sites.record(server), now=now
        )
        return [(one.check, one.kind, one.verdict) for one in report.observations], report

    return make


def guide(form="table", *, title="食品经营许可办事指南", without=(), more="", **changes):
    whole, row = FORMS[form]
    rows = "".join(row.format(name, changes.get(name, text)) for name, text in FIELDS.items() if name not in without)
    return sites.article(title, whole.format(rows) + more)


@pytest.mark.clause("14.4")
@pytest.mark.parametrize("form", FORMS)
async def test_a_whole_guide_passes_in_every_form(run, form):
    found, report = await run((PLACE, guide(form)))

    assert found == []
    assert next(one.verdict for one in report.measurements if one.check == "service-guide") is Verdict.PASS


@pytest.mark.clause("14.4")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "name",
    [
        "设定依据",
        "申请条件",
        "申请材料",
        "办理流程",
        "收费标准",
        "实施主体",
        "办理地点",
        "办理时间",
        "咨询电话",
        "注意事项",
    ],
)
async def test_a_guide_without_one_element_is_to_be_verified(run, form, name):
    found, report = await run((PLACE, guide(form, without=(name,))))

    assert found == [("service-guide", "missing", Verdict.TO_VERIFY)]
    assert report.observations[0].clause == "14.4"


@pytest.mark.clause("14.4", "36.1")
@pytest.mark.parametrize(
    ("count", "expected"),
    [(3, ("missing", Verdict.TO_VERIFY)), (4, ("unusable", Verdict.FAIL)), (5, ("unusable", Verdict.FAIL))],
)
async def test_a_guide_without_four_key_classes_is_of_no_use(run, count, expected):
    found, _ = await run((PLACE, guide(without=("设定依据", "申请条件", "申请材料", "办理地点", "办理时间")[:count])))

    assert found == [("service-guide", *expected)]


@pytest.mark.clause("14.4")
async def test_elements_that_a_script_may_bring_are_to_be_verified(run):
    page = guide(
        without=("设定依据", "申请条件", "申请材料", "办理地点"), more="<script>$.ajax({url:'/g.json'})</script>"
    )

    assert (await run((PLACE, page)))[0] == [("service-guide", "unusable", Verdict.TO_VERIFY)]


@pytest.mark.clause("14.4")
async def test_an_element_that_is_named_and_left_empty_says_nothing(run):
    found, _ = await run((PLACE, guide(办理流程="")))

    assert found == [("service-guide", "missing", Verdict.TO_VERIFY)]


@pytest.mark.clause("14.4")
@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"申请材料": "营业执照复印件、其他相关材料"}, "vague"),
        ({"申请材料": "营业执照复印件及其他证明"}, ""),
        ({"监督电话": "0999-1234567"}, "same-phone"),
        ({"咨询电话": "12345", "监督电话": "12345"}, ""),
        ({"承诺办结时限": "21个工作日"}, "promise"),
        ({"承诺办结时限": "20个工作日"}, ""),
        ({"申请材料": "食品经营许可申请表、营业执照复印件"}, "no-form"),
        ({"申请材料": "食品经营许可申请表（在线填写）、营业执照复印件"}, ""),
        ({"申请材料": "食品经营许可申请表（系统自动生成）、登记表"}, "no-form"),
    ],
    ids=["vague", "definite", "one number for both", "the hot line for both", "longer than the law", "as long as the law", "a form that is not offered",
         "a form that is filled in online", "a second form that is not offered"],
)  # fmt: skip
async def test_what_contradicts_itself_in_a_guide_is_to_be_verified(run, changes, kind):
    found, _ = await run((PLACE, guide(**changes)))

    assert found == ([("service-guide", kind, Verdict.TO_VERIFY)] if kind else [])


@pytest.mark.clause("14.4")
async def test_a_form_that_is_offered_is_enough(run, server):
    page = guide(申请材料="食品经营许可申请表", more='<a href="/files/annex.pdf">食品经营许可申请表下载</a>')

    assert (await run((PLACE, page)))[0] == []


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("我市优化办事流程", "全市推进办理流程优化，压缩办理时限，精简申请材料，降低收费。"),
        ("政府信息公开指南", "公民可以提出申请，受理机构为办公室。"),
        ("食品经营许可办事指南", "详见政务服务网。"),
    ],
    ids=["news about services", "another kind of guide", "a guide that only leads on"],
)
async def test_what_is_no_guide_is_left_alone(run, title, text):
    found, _ = await run((PLACE, sites.article(title, f"<p>{text}</p>")))

    assert found == []


def site_map(*links):
    rows = "".join(f"<li><a href='{url}'>{text}</a></li>" for url, text in links)
    return "/sitemap.html", sites.page("网站地图", f"<div class='main'><ul>{rows}</ul></div>", sites.labels())


NEWS, POLICY, ABOUT = ("/news/", "政务动态"), ("/policy/", "政策文件"), ("/about/", "机构职能")


@pytest.mark.clause("13.8")
@pytest.mark.parametrize(
    ("links", "count"),
    [
        ((NEWS, POLICY, ABOUT), 0),
        ((NEWS, POLICY, ("/about/index.html", "关于我们")), 0),
        ((NEWS, POLICY, ("/elsewhere/", "机构职能")), 0),
        ((NEWS, POLICY), 1),
        ((("/contact.html", "联系我们"), ("/x.html", "其他")), 3),
    ],
    ids=["all", "under its other address", "by name", "one lacks", "none of them"],
)
async def test_a_column_that_the_site_map_does_not_name_is_found(run, links, count):
    found, report = await run(
        site_map(*links),
        ("/x.html", sites.page("其他", "x", sites.labels())),
        ("/elsewhere/", sites.page("机构职能", "x", sites.labels())),
    )

    assert [one for one in found if one[0] == "site-map"] == [("site-map", "missing", Verdict.FAIL)] * count
    assert all(one.column_key for one in report.observations if one.check == "site-map")


@pytest.mark.clause("13.8")
async def test_a_lower_column_is_to_be_verified(run, server):
    record = sites.record(server)
    lower = replace(record.columns[2], is_first_level=False)

    found, _ = await run(site_map(NEWS, POLICY), record=replace(record, columns=(*record.columns[:2], lower)))

    assert found == [("site-map", "missing", Verdict.TO_VERIFY)]


@pytest.mark.clause("13.8")
async def test_without_a_register_the_map_is_held_against_the_navigation(server, options):
    sites.clean(server)
    path, page = site_map(NEWS, POLICY)
    server.on(path, page)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert [(one.check, one.verdict, one.excerpt) for one in report.observations] == [
        ("site-map", Verdict.TO_VERIFY, "机构职能")
    ]


def test_a_way_to_another_site_is_no_entry_of_the_navigation():
    def read(path, markup):
        url = f"http://www.qinghe.gov.cn{path}"
        return read_page(url, markup.encode(), content_type="text/html", resolver=Resolver())

    outside = "<a href='http://www.upper.gov.cn/'>上级政府</a>"
    home = read(
        "/", f"<div class='header'>{outside}<a href='/news/'>政务动态</a></div><div class='nav'>{outside}</div>"
    )
    page = read("/sitemap.html", "<div class='main'><a href='/news/'>政务动态</a><a href='/x/'>其他</a></div>")

    assert list(observe_navigation(page, home)) == []


@pytest.mark.clause("13.8")
async def test_a_site_map_that_shows_no_links_is_not_judged(run):
    found, report = await run(site_map())

    assert found == []
    assert [(one.verdict, "没有读到" in one.note) for one in report.measurements if one.check == "site-map"] == [
        (Verdict.NONE, True)
    ]


def call(text, *, title="关于《清河市城市绿化办法（草案）》公开征求意见的公告", more=""):
    return PLACE, sites.article(title, f"<p>{text}</p><p>请填写意见后在线提交意见。</p>{more}")


@pytest.mark.clause("15.2")
@pytest.mark.parametrize(
    ("text", "is_late"),
    [
        ("征集时间：2026年9月20日至10月23日。", False),
        ("征集时间：2026年9月20日至10月22日。", True),
        ("征集时间：2026-09-20至2026-10-22。", True),
        ("截止日期：2026年10月22日。", True),
        ("请于2026年10月22日前反馈。", True),
        ("欢迎提出意见。", False),
        ("截止日期：2026年12月1日。", False),
    ],
    ids=[
        "a month to the day",
        "one day more",
        "in digits",
        "last day alone",
        "before a day",
        "no last day",
        "still open",
    ],
)
async def test_a_call_without_a_result_after_a_month_is_to_be_verified(run, text, is_late):
    found, report = await run(call(text))

    assert found == ([("consultation", "no-result", Verdict.TO_VERIFY)] if is_late else [])
    assert {one.clause for one in report.observations} <= {"15.2"}


@pytest.mark.clause("15.2")
@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        ("《清河市城市绿化办法（草案）》征求意见采纳情况", True),
        ("关于清河市城市绿化办法征集意见结果的公告", True),
        ("《清河市道路管理办法》征求意见反馈情况", False),
    ],
    ids=["the document's name", "the same subject in other words", "another document"],
)
async def test_a_result_may_stand_on_a_page_of_its_own(run, title, is_told):
    result = "/2026/11/19.html", sites.article(title, "<p>共收到意见3条。</p>")

    found, _ = await run(call("截止日期：2026年10月1日。"), result)

    assert found == ([] if is_told else [("consultation", "no-result", Verdict.TO_VERIFY)])


@pytest.mark.clause("15.2")
async def test_a_result_that_the_call_links_to_is_enough(run):
    page = call("截止日期：2026年10月1日。", more="<a href='/2026/11/19.html'>意见征集结果反馈</a>")

    assert (await run(page))[0] == []


@pytest.mark.clause("15.2")
@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("意见请发送至电子邮箱 lvhua@qinghe.gov.cn。", True),
        ("意见请发送至电子邮箱，也可在线提交。", False),
        ("欢迎来电。", False),
    ],
    ids=["mail only", "online too", "no way named"],
)
async def test_a_call_that_takes_mail_only_is_to_be_verified(run, text, is_found):
    page = sites.article("关于城市绿化办法公开征求意见的公告", f"<p>{text}</p>")

    found, _ = await run((PLACE, page))

    assert found == ([("consultation", "mail-only", Verdict.TO_VERIFY)] if is_found else [])


@pytest.mark.parametrize("title", ["清河市城市标识征集公告", "关于征集违法线索的公告", "清河市召开第20次工作会议"])
async def test_what_asks_for_works_is_no_consultation(run, title):
    assert (await run(call("截止日期：2026年10月1日。", title=title)))[0] == []


def sourced(source):
    return PLACE, sites.article("题", "<p>x</p>", marks=sites.labels("政务动态", "题") | {"ContentSource": source})


@pytest.mark.clause("32.4")
@pytest.mark.parametrize(
    ("source", "is_found"),
    [("人民网", False), ("新华社、人民网", False), ("清河市人民政府办公室", False), ("市教育局", False), ("某某资讯", True), ("人民网、某某资讯", True)],
    ids=["listed", "two listed", "its own host", "a public body", "not listed", "one of two"],
)  # fmt: skip
async def test_a_source_that_is_not_on_the_list_is_to_be_verified(run, source, is_found):
    found, report = await run(sourced(source))

    assert found == ([("source-whitelist", "not-listed", Verdict.TO_VERIFY)] if is_found else [])
    assert {one.clause for one in report.observations} <= {"32.4"}


@pytest.mark.clause("32.4")
async def test_without_a_list_the_report_says_that_sources_were_not_compared(run, server):
    found, report = await run(sourced("某某资讯"), record=sites.record(server, sources=()))

    assert found == []
    assert any("稿源白名单" in note for note in report.not_compared)
    assert "source-whitelist" not in {one.check for one in report.measurements}


def test_a_list_of_sources_is_read_from_the_register_file():
    assert from_mapping({"site": {"name": "甲", "sources": ["人民网"]}}).sources == ("人民网",)
    with pytest.raises(RecordInvalid, match="白名单"):
        from_mapping({"site": {"sources": "人民网"}})
