"""Planted faults that concern dates, policies, messages, notices and the whole site, and what each check leaves alone."""

from dataclasses import replace
from datetime import date

import pytest

from jiyue.inspection import ColumnRecord, NoticeRecord, Verdict, inspect
from jiyue.inspection.checks import landings, resources
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from tests.inspection import sites
from tests.inspection.conftest import NOW

TEXT = "会议研究了有关工作，提出了明确要求，各单位抓好落实。" * 12
NEWEST = "/2026/11/20.html"


@pytest.fixture
def run(server, options):
    """Inspect the clean site with something planted; return what was found beside the check's own name."""

    async def make(plant=lambda server: None, *, record=None, now=NOW):
        sites.clean(server)
        plant(server)
        report = await inspect(server.url(), options=options(), record=record or sites.record(server), now=now)
        return [(one.check, one.kind, one.verdict, one.clause) for one in report.observations]

    return make


def article(text, **changes):
    return sites.article("清河市召开第20次工作会议", text, **changes)


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("day", "is_found"),
    [("2026-11-23", False), ("2026-11-24", False), ("2026-11-25", True)],
    ids=["today", "tomorrow, for clocks differ", "later"],
)
async def test_an_article_of_a_day_to_come_is_found(run, day, is_found):
    found = await run(lambda server: server.on(NEWEST, article(f"<p>{TEXT}</p>", day=f"{day} 09:30")))

    assert found == ([("future-date", "article", Verdict.FAIL, "36.1")] if is_found else [])


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("day", "is_found"), [("2026-11-19", False), ("2026-11-18", True)], ids=["a day between", "two days between"]
)
async def test_a_list_that_shows_a_later_day_than_the_article_is_to_be_verified(run, day, is_found):
    found = await run(lambda server: server.on(NEWEST, article(f"<p>{TEXT}</p>", day=f"{day} 09:30")))

    assert found == ([("date-mismatch", "later", Verdict.TO_VERIFY, "36.1")] if is_found else [])


@pytest.mark.clause("18.1")
async def test_a_list_of_letters_may_show_the_day_of_the_answer(run):
    def plant(server):
        server.on(NEWEST, article(f"<p>{TEXT}</p>", day="2026-11-10 09:30"))
        server.on("/news/", sites.listing("市长信箱", sites.NEWS))

    assert "date-mismatch" not in {check for check, *_ in await run(plant)}


@pytest.mark.clause("36.1")
async def test_a_list_against_its_own_order_is_to_be_verified(run):
    rows = [sites.NEWS[place] for place in (0, 5, 2, 8, 1, 9, 3, 11, 4)]

    assert await run(lambda server: server.on("/news/", sites.listing("政务动态", rows))) == [
        ("list-order", "order", Verdict.TO_VERIFY, "36.1")
    ]


@pytest.mark.parametrize(
    "order", [(9, 0, 1, 2, 3, 4, 5, 6), (7, 6, 5, 4, 3, 2, 1, 0)], ids=["one pinned on top", "oldest first"]
)
async def test_a_pinned_entry_or_the_other_direction_is_no_disorder(run, order):
    rows = [sites.NEWS[place] for place in order]

    assert await run(lambda server: server.on("/news/", sites.listing("政务动态", rows))) == []


@pytest.mark.clause("36.1")
async def test_times_in_another_form_are_one_finding_for_the_whole_site(run):
    def plant(server):
        for url, title, day in sites.NEWS:
            server.on(
                url,
                sites.article(
                    title,
                    f"<p>{title}</p>",
                    day=f"{day} 09:30",
                    marks=sites.labels("政务动态", title, day=f"{day} 09:30:01"),
                ),
            )

    assert await run(plant) == [("time-format", "label", Verdict.TO_VERIFY, "36.1")]


@pytest.mark.clause("19.1")
async def test_a_home_page_without_news_for_two_weeks_is_stale(run):
    found = await run(now=NOW.replace(month=12, day=10))

    assert ("home-stale", "stale", Verdict.FAIL, "19.1") in found


@pytest.mark.clause("13.1")
@pytest.mark.parametrize("name", ["索引号", "发布机构", "成文日期"])
async def test_a_policy_without_one_attribute_is_to_be_verified(run, name):
    url, title, day = sites.POLICIES[0]
    table = sites.ATTRIBUTES.format(n=1, day=day).replace(name, "其他")
    page = sites.article(title, f"{table}<a href='{NEWEST}'>政策解读</a>", column="政策文件", day=f"{day} 09:30")

    assert await run(lambda server: server.on(url, page)) == [
        ("policy-attribute", "missing", Verdict.TO_VERIFY, "13.1")
    ]


@pytest.mark.clause("15.5")
async def test_a_policy_that_links_to_no_interpretation_is_to_be_verified(run):
    url, title, day = sites.POLICIES[0]
    page = sites.article(title, sites.ATTRIBUTES.format(n=1, day=day), column="政策文件", day=f"{day} 09:30")

    assert await run(lambda server: server.on(url, page)) == [
        ("interpretation-link", "no-reading", Verdict.TO_VERIFY, "15.5")
    ]


@pytest.mark.clause("15.5")
@pytest.mark.parametrize(
    ("link", "is_found"),
    [("", True), ("<a href='/2026/09/20.html'>清河市人民政府关于第20项工作的通知</a>", False)],
    ids=["no link", "linked"],
)
async def test_an_interpretation_without_its_document_is_to_be_verified(run, link, is_found):
    page = sites.article("《第20项工作的通知》政策解读", f"<p>{TEXT}</p>{link}", day="2026-11-20 09:30")

    found = await run(lambda server: server.on(NEWEST, page))

    assert found == ([("interpretation-link", "no-document", Verdict.TO_VERIFY, "15.5")] if is_found else [])


@pytest.mark.clause("18.1")
@pytest.mark.parametrize(
    ("asked", "answered", "kind"),
    [
        ("2026-11-02", "2026-11-09", ""),
        ("2026-11-02", "2026-11-10", "late"),
        ("2026-11-16", "", ""),
        ("2026-11-13", "", "open"),
    ],
    ids=["fifth workday", "sixth workday", "open, in time", "open, too late"],
)
async def test_messages_beyond_five_workdays_are_to_be_verified(run, asked, answered, kind):
    rows = f"<tr><td>关于路灯的咨询</td><td>{asked}</td><td>{answered}</td></tr>"
    table = f"<table><tr><th>标题</th><th>来信时间</th><th>回复时间</th></tr>{rows}</table>"

    found = await run(lambda server: server.on("/contact.html", sites.page("市长信箱", table, sites.labels())))

    assert found == ([("message-late", kind, Verdict.TO_VERIFY, "18.1")] if kind else [])


@pytest.mark.clause("8.8", "9.2", "9.11", "11.7")
@pytest.mark.parametrize(
    ("kind", "words", "clause"),
    [
        ("opening", "云岭县人民政府网站开通公告", "8.8"),
        ("offline", "关于云岭县人民政府网站临时下线的公告", "9.2"),
        ("closing", "关于关停云岭县人民政府网站的公告", "9.11"),
        ("domain", "云岭县人民政府域名变更公告", "11.7"),
    ],
)
@pytest.mark.parametrize("is_shown", [True, False])
async def test_a_notice_of_the_register_has_to_hang_on_the_home_page(run, server, kind, words, clause, is_shown):
    notice = NoticeRecord(kind=kind, starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30), subject="云岭县")
    home = sites.page(sites.NAME, f"<a href='{NEWEST}'>{words if is_shown else '要闻'}</a>", sites.labels())

    found = await run(lambda server: server.on("/", home), record=replace(sites.record(server), notices=(notice,)))

    assert found == ([] if is_shown else [("site-notice", kind, Verdict.FAIL, clause)])


@pytest.mark.clause("8.8")
async def test_a_notice_is_missed_on_its_days_only(run, server):
    notice = NoticeRecord(kind="opening", starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 22))

    assert await run(record=replace(sites.record(server), notices=(notice,))) == []


@pytest.mark.clause("9.7")
async def test_an_exited_site_must_not_show_code_and_error_entry(run, server):
    found = await run(record=replace(sites.record(server), status="exited"))

    assert found == [("exit-leftover", "find-error", Verdict.FAIL, "9.7"), ("exit-leftover", "site-code", Verdict.FAIL, "9.7")] or set(found) == {
        ("exit-leftover", "find-error", Verdict.FAIL, "9.7"), ("exit-leftover", "site-code", Verdict.FAIL, "9.7"),
    }  # fmt: skip


@pytest.mark.clause("10.1")
async def test_a_domain_that_is_no_governments_is_found(run, server):
    found = await run(record=replace(sites.record(server), domain="www.qinghe.com"))

    assert ("domain-name", "not-government", Verdict.FAIL, "10.1") in found


@pytest.mark.clause("8.4")
async def test_a_page_with_another_sites_code_is_found_without_a_record(server, options):
    sites.clean(server)
    server.on("/contact.html", sites.page("联系我们", "x", sites.labels() | {"SiteIDCode": "6199000099"}))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert [(one.check, one.verdict) for one in report.observations] == [("foreign-mark", Verdict.FAIL)]


@pytest.mark.clause("36.1")
async def test_the_same_text_at_two_addresses_is_to_be_verified(run):
    def plant(server):
        for url, title, day in sites.NEWS[:2]:
            server.on(url, sites.article(title, f"<div id='zoom'>{TEXT}</div>", day=f"{day} 09:30"))

    assert await run(plant) == [("duplicate-content", "same", Verdict.TO_VERIFY, "36.1")]


@pytest.mark.clause("19.6")
async def test_a_page_under_construction_is_to_be_verified(run):
    assert await run(
        lambda server: server.on("/contact.html", sites.page("联系我们", "<p>页面建设中</p>", sites.labels()))
    ) == [("maintenance-page", "maintenance", Verdict.TO_VERIFY, "19.6")]


@pytest.mark.clause("36.1")
async def test_a_column_that_no_page_leads_to_is_to_be_verified(run, server):
    record = sites.record(server)
    hidden = ColumnRecord(key="hidden", name="内部公示", url=server.url("/hidden/"), category="static")

    def plant(server):
        server.on("/hidden/", sites.listing("内部公示", sites.DUTIES))

    assert await run(plant, record=replace(record, columns=(*record.columns, hidden))) == [
        ("column-entry", "no-entry", Verdict.TO_VERIFY, "36.1")
    ]


@pytest.mark.clause("28.1")
@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<script src="http://www.qinghe.gov.cn/a.js"></script>', [("mixed-content", "script", Verdict.FAIL)]),
        ('<img src="http://www.qinghe.gov.cn/a.png" alt="x">', [("mixed-content", "image", Verdict.TO_VERIFY)]),
        ('<script src="/a.js"></script><a href="http://www.qinghe.gov.cn/">x</a>', []),
    ],
    ids=["script", "picture", "own scheme, and a mere link"],
)
def test_unencrypted_parts_of_an_encrypted_page_are_found(markup, found):
    page = read_page(
        "https://www.qinghe.gov.cn/", markup.encode(), content_type="text/html; charset=utf-8", resolver=Resolver()
    )

    assert [(one.check, one.kind, one.verdict) for one in resources.observe_resources(page)] == found


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("域名出售", "该域名正在出售，联系我们", "parked"),
        ("example.com", "This domain is for sale! Buy this domain.", "parked"),
        ("澳门金沙app下载", "澳门金沙app下载 澳门威尼斯人开户", "illegal"),
        ("清河市人民政府", "打击网络赌博，谨防诈骗。", ""),
    ],
)
def test_a_landing_page_is_known_by_its_words(title, text, kind):
    assert landings.judge_landing(title, text).kind == kind
