"""Planted faults of each check in copies of the clean site, and what each check leaves undecided."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jiyue.inspection import ColumnRecord, State, Verdict, inspect
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect


@pytest.fixture
def run(server, options):
    """Lay a clean site, let the test plant, inspect with the register's record."""

    async def make(plant=lambda server: None, *, record=None, now=NOW, **changes):
        sites.clean(server)
        plant(server)
        return await inspect(server.url(), options=options(**changes), record=record or sites.record(server), now=now)

    return make


def found(report):
    return [(one.check, one.kind, one.verdict) for one in report.observations]


def without(marks, *names):
    return {name: value for name, value in marks.items() if name not in names}


@pytest.mark.clause("36.1")
@pytest.mark.parametrize("name", ["SiteName", "SiteDomain", "SiteIDCode"])
async def test_a_home_page_without_a_site_label_is_found(run, name):
    report = await run(
        lambda server: server.on("/", sites.page(sites.NAME, "<a href='/news/'>x</a>", without(sites.labels(), name)))
    )

    assert found(report) == [("page-label", "missing", Verdict.FAIL)]
    assert name in report.observations[0].excerpt


@pytest.mark.clause("36.1")
@pytest.mark.parametrize("name", ["SiteName", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"])
async def test_a_column_page_without_one_of_its_seven_labels_is_found(run, name):
    page = sites.listing("政务动态", sites.NEWS).replace(f'<meta name="{name}"', '<meta name="x"')

    report = await run(lambda server: server.on("/news/", page))

    assert found(report) == [("page-label", "missing", Verdict.FAIL)]
    assert (report.observations[0].column_key, name in report.observations[0].excerpt) == ("news", True)


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    "names",
    [
        ("ArticleTitle",),
        ("PubDate",),
        ("ContentSource",),
        ("ColumnType",),
        ("ArticleTitle", "PubDate", "ContentSource"),
    ],
    ids="+".join,
)
async def test_an_article_without_one_of_its_ten_labels_is_found(run, names):
    marks = without(sites.labels("政务动态", "题"), *names)

    report = await run(lambda server: server.on("/2026/11/20.html", sites.article("题", "正文", marks=marks)))

    assert found(report) == [("page-label", "missing", Verdict.FAIL)]
    assert all(name in report.observations[0].excerpt for name in names)


@pytest.mark.clause("36.1")
async def test_a_label_that_differs_from_the_register_is_found(run):
    report = await run(
        lambda server: server.on(
            "/contact.html", sites.page("联系", "x", sites.labels() | {"SiteIDCode": "6199000002"})
        )
    )

    assert found(report) == [("page-label", "differs", Verdict.FAIL)]


@pytest.mark.clause("8.4", "8.5", "8.6")
@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("网站标识码：6199000001", "8.6"), ("陕ICP备19000001号-1", "8.5"), ("陕公网安备 61990002000001号", "8.5"), ("中文域名：清河市人民政府.政务", "8.4"),
        ("主办单位：清河市人民政府办公室", "36.1"), ('<a href="/sitemap.html">网站地图</a>', "36.1"),
    ],
)  # fmt: skip
async def test_a_mark_that_the_foot_lacks_is_found(run, text, clause):
    foot = sites.FOOTER.replace(text, "").replace(f'sitecode="{sites.CODE}"', "")

    report = await run(lambda server: server.on("/", sites.page(sites.NAME, "x", sites.labels(), footer=foot)))

    assert found(report) == [("footer-mark", "missing", Verdict.FAIL)]
    assert report.observations[0].clause == clause


@pytest.mark.clause("8.4")
async def test_a_foot_without_the_government_mark_and_error_entry_is_found(run):
    foot = "".join(
        line for line in sites.FOOTER.splitlines(keepends=True) if "_ideConac" not in line and "_jiucuo_" not in line
    )

    report = await run(lambda server: server.on("/", sites.page(sites.NAME, "x", sites.labels(), footer=foot)))

    assert sorted(one.message for one in report.observations) == [
        "页脚缺少“我为政府网站找错”入口",
        "页脚缺少党政机关网站标识",
    ]


@pytest.mark.clause("8.5", "8.6")
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("site_code", "6199000009"),
        ("icp_number", "陕ICP备19000001号-2"),
        ("police_number", "陕公网安备61990002000002号"),
        ("chinese_domain", "清河市政府.政务"),
    ],
)
async def test_a_mark_that_differs_from_the_register_is_found(run, server, field, value):
    report = await run(record=sites.record(server, **{field: value}))

    assert ("footer-mark", "differs", Verdict.FAIL) in found(report)
    assert {one.check for one in report.observations} <= {"footer-mark", "page-label"}


@pytest.mark.clause("8.4")
async def test_a_foot_that_a_script_brings_is_to_be_verified_never_wrong(run):
    report = await run(
        lambda server: server.on(
            "/",
            sites.page("甲", "<a href='/news/'>x</a>", sites.labels(), footer="<script src='/js/conac.js'></script>"),
        )
    )

    assert {(one.check, one.verdict) for one in report.observations} == {("footer-mark", Verdict.TO_VERIFY)}


@pytest.mark.clause("7.5")
async def test_a_name_that_the_head_does_not_show_is_to_be_verified(run, server):
    report = await run(record=sites.record(server, name="渭河市人民政府"))

    assert ("footer-mark", "name", Verdict.TO_VERIFY) in found(report)


async def test_without_a_record_the_report_says_what_it_could_not_compare(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()
    assert "没有提供登记信息" in report.not_compared[0]


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("days", "verdict"),
    [
        pytest.param(13, Verdict.PASS, id="13 days"),
        pytest.param(14, Verdict.PASS, id="14 days are still in time"),
        pytest.param(15, Verdict.FAIL, id="15 days"),
    ],
)
async def test_a_news_column_is_stale_after_two_weeks(run, days, verdict):
    newest = NOW.replace(month=11, day=20)

    report = await run(now=newest + timedelta(days=days))

    column = next(one for one in report.columns if one.key == "news")
    assert (column.verdict, str(column.newest_on), str(column.due_on)) == (verdict, "2026-11-20", "2026-12-04")
    assert {(one.check, one.clause) for one in report.observations} == (
        {("column-stale", "19.1"), ("home-stale", "19.1")} if verdict is Verdict.FAIL else set()
    )


@pytest.mark.clause("19.2")
@pytest.mark.parametrize(
    ("day", "verdict"),
    [("2026-05-23", Verdict.PASS), ("2026-05-22", Verdict.FAIL)],
    ids=["six months to the day", "one day more"],
)
async def test_a_policy_column_is_stale_after_six_months(run, day, verdict):
    report = await run(
        lambda server: server.on("/policy/", sites.listing("政策文件", [("/2026/09/20.html", "关于工作的通知", day)]))
    )

    assert next(one.verdict for one in report.columns if one.key == "policy") is verdict
    assert [(one.check, one.clause, one.column_key) for one in report.observations] == (
        [("column-stale", "19.2", "policy")] if verdict is Verdict.FAIL else []
    )


@pytest.mark.clause("19.1")
async def test_an_undated_list_is_undecided_never_stale(run):
    rows = [(f"/x/{n}", f"没有日期的第{n}条信息", "") for n in range(5)]

    def plant(server):
        server.on("/news/", sites.listing("政务动态", rows))
        for url, _, _ in rows:
            server.on(url, sites.page("文", "正文", sites.labels()))

    report = await run(plant)

    assert found(report) == [("column-stale", "undated", Verdict.TO_VERIFY)]
    assert next((one.entries, one.newest_on, one.undated) for one in report.columns if one.key == "news") == (
        5,
        None,
        5,
    )


@pytest.mark.clause("19.1")
async def test_entries_without_dates_count_with_the_dates_of_their_articles(run):
    report = await run(
        lambda server: server.on(
            "/news/", sites.listing("政务动态", [(url, title, "") for url, title, _ in sites.NEWS])
        )
    )

    assert report.observations == ()
    assert next(str(one.newest_on) for one in report.columns if one.key == "news") == "2026-11-20"


@pytest.mark.clause("19.1")
async def test_a_date_that_has_not_come_proves_no_update(run):
    rows = [(url, title, "2027-01-01" if url.endswith("20.html") else "2026-10-01") for url, title, _ in sites.NEWS]

    report = await run(lambda server: server.on("/news/", sites.listing("政务动态", rows)))

    assert found(report) == [
        ("column-stale", "stale", Verdict.FAIL),
        ("date-mismatch", "later", Verdict.TO_VERIFY),
        ("future-date", "list", Verdict.FAIL),
    ]


@pytest.mark.clause("19.6")
@pytest.mark.parametrize(
    ("body", "kind", "verdict"),
    [
        pytest.param("", "empty", Verdict.FAIL, id="no list at all"),
        pytest.param("<p>暂无内容</p>", "empty", Verdict.FAIL, id="says that there is nothing"),
        pytest.param("<p>栏目建设中，敬请期待</p>", "maintenance", Verdict.TO_VERIFY, id="under construction is apart"),
        pytest.param(
            "<div id='app'></div><script>$.ajax({url:'/list.json'})</script>",
            "scripted",
            Verdict.TO_VERIFY,
            id="a script brings the list",
        ),
    ],
)
async def test_an_empty_column_is_found_and_told_from_others(run, body, kind, verdict):
    report = await run(lambda server: server.on("/policy/", sites.page("政策文件", body, sites.labels("政策文件"))))

    assert found(report) == [("column-empty", kind, verdict)]
    assert report.observations[0].clause == "19.6"


@pytest.mark.clause("19.6")
async def test_a_static_column_may_be_a_page_of_text(run):
    report = await run(
        lambda server: server.on(
            "/about/", sites.page("机构职能", "<p>" + "负责本市有关工作。" * 30 + "</p>", sites.labels("机构职能"))
        )
    )

    assert report.observations == ()
    assert next(one.entry_state for one in report.columns if one.key == "about") == "text"


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(("status", "state"), [(403, State.BLOCKED), (401, State.LOGIN)])
async def test_a_column_that_was_not_seen_gets_no_verdict(run, status, state):
    report = await run(lambda server: server.on("/news/", Reply(b"", status)))

    column = next(one for one in report.columns if one.key == "news")
    assert (column.state, column.verdict, column.entry_state) == (state, Verdict.NONE, "not-seen")
    assert {one.verdict for one in report.observations} == {Verdict.TO_VERIFY}


@pytest.mark.clause("19.5")
async def test_a_column_with_its_own_cycle_is_judged_by_it(run, server):
    record = sites.record(server)
    columns = tuple(
        replace(one, category="other", cycle_days=7) if one.key == "policy" else one for one in record.columns
    )

    report = await run(record=replace(record, columns=columns))

    assert [(one.check, one.clause) for one in report.observations] == [("column-stale", "19.5")]


@pytest.mark.clause("13.5")
async def test_personal_data_in_an_article_is_found_and_masked(run):
    report = await run(
        lambda server: server.on("/2026/11/20.html", sites.article("题", "<p>公民身份号码：11010519491231002X</p>"))
    )

    assert found(report) == [("personal-data", "citizen-id", Verdict.FAIL)]
    assert report.observations[0].clause == "13.5"
    assert "11010519491231002X" not in str(report)


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    "text",
    ["公民身份号码：110105********002X", "编号 110105194912310021", "联系电话：0999-1234567"],
    ids=["masked", "wrong check digit", "office phone"],
)
async def test_what_is_no_personal_data_is_left_alone(run, text):
    report = await run(lambda server: server.on("/2026/11/20.html", sites.article("题", f"<p>{text}</p>")))

    assert not [one for one in report.observations if one.verdict is Verdict.FAIL]


async def test_a_column_on_another_address_of_the_site_is_followed(run, server):
    record = sites.record(server)
    moved = (
        ColumnRecord(key="news", name="政务动态", url=server.url("/old-news/"), category="news"),
        *record.columns[1:],
    )

    report = await run(
        lambda server: server.on("/old-news/", redirect("/news/", 301)), record=replace(record, columns=moved)
    )

    assert next((one.verdict, one.entry_state) for one in report.columns if one.key == "news") == (
        Verdict.PASS,
        "listed",
    )
