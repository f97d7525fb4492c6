"""What a walk sees for the score card beside findings, and what the card makes of it: each fact below, at and above its limit, or not seen."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest

from jiyue.inspection import Verdict, inspect, replay
from jiyue.inspection.checks import ipv6, portal_items
from jiyue.inspection.facts.messages import read_messages
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import as_json, reports_as_json
from jiyue.inspection.report.documentation import with_table
from jiyue.inspection.report.score_card import card
from jiyue.inspection.report.score_sources import sources
from jiyue.inspection.results import Probed
from jiyue.inspection.seen import Seen, SeenCall, SeenChannel, SeenEntry, SeenGuide, SeenMessage, SeenMessages
from jiyue.inspection.states import State
from jiyue.rulebook import indicators
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.test_report import SCHEMA
from tests.inspection.test_services_and_calls import guide

TODAY = NOW.date()
PLACE = "/2026/11/20.html"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(server, options):
    """Inspect the clean site with pages planted; return the report."""

    async def make(*plants, record=None, **changes):
        sites.clean(server)
        for path, text in plants:
            server.on(path, text)
        chosen = options(check_external=False, **changes)
        return await inspect(server.url(), options=chosen, record=record or sites.record(server), now=NOW)

    return make


def veto(report, code, set_id="baoji"):
    return next(one for one in card(report, set_id).vetoes if one.code == code)


def item(report, name):
    return next(one for one in card(report, "state").items if one.id == name)


def bonus(report, name):
    return next(one for one in card(report, "state").bonuses if one.id == name)


def letters(*rows, heads=("标题", "来信时间", "回复时间", "状态"), title="市长信箱", form=""):
    head = "".join(f"<th>{name}</th>" for name in heads)
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return sites.page(title, f"<table><tr>{head}</tr>{cells}</table>{form}", sites.labels())


# Messages: 19.4 apart from 18.1, lists that show no answers, the distance to the veto.


@pytest.mark.clause("19.4")
@pytest.mark.parametrize(
    ("asked", "answered", "state", "expected"),
    [
        pytest.param("2026-08-23", "", "", ("open", "18.1"), id="three months, the last day"),
        pytest.param("2026-08-22", "", "", ("unanswered", "19.4"), id="three months and a day"),
        pytest.param("2026-08-22", "2026-11-20", "", ("late", "18.1"), id="answered after three months"),
        pytest.param("2026-08-22", "", "已办结", None, id="the state says that it is done"),
        pytest.param("2025-11-22", "", "", ("open", "18.1"), id="longer ago than the veto looks back"),
    ],
)
async def test_a_message_open_for_three_months_is_told_apart(run, asked, answered, state, expected):
    report = await run(("/contact.html", letters(("关于路灯的咨询", asked, answered, state))))

    found = [(one.kind, one.clause) for one in report.observations if one.check == "message-late"]
    assert found == ([expected] if expected else [])
    assert {one.verdict for one in report.observations} <= {Verdict.TO_VERIFY}


@pytest.mark.parametrize(
    ("heads", "row", "is_open"),
    [
        (("标题", "来信时间"), ("路灯", "2026-08-01"), False),
        (("标题", "来信时间", "状态"), ("路灯", "2026-08-01", "办理中"), True),
        (("标题", "来信时间", "状态"), ("路灯", "2026-08-01", "已回复"), False),
        (("标题", "来信时间", "回复时间"), ("路灯", "2026-08-01", ""), True),
    ],
    ids=["no word of answers", "state: under way", "state: answered", "an empty place for the answer"],
)
def test_a_list_says_of_answers_what_it_shows(heads, row, is_open):
    shown = read_page("http://a.cn/", letters(row, heads=heads).encode(), content_type="", resolver=Resolver())

    assert [one.is_open for one in read_messages(shown)] == [is_open]


@pytest.mark.parametrize(
    ("rest", "is_open"),
    [("回复日期：", True), ("办理状态：已办结", False), ("回复日期：2026-08-03", False)],
    ids=["no day of an answer", "done", "answered"],
)
def test_messages_one_below_the_other_say_of_answers_what_they_show(rest, is_open):
    text = f"<p>甲 来信日期：2026-08-01 {rest}</p><p>乙 来信日期：2026-07-01 回复日期：2026-07-02</p>"
    shown = read_page("http://a.cn/", f"<body>{text}</body>".encode(), content_type="", resolver=Resolver())

    assert [one.is_open for one in read_messages(shown)] == [is_open, False]


@pytest.mark.clause("19.4", "36.1")
@pytest.mark.parametrize(
    ("asked", "margin"), [("2026-09-23", "30 天"), ("2026-08-23", "0 天"), ("2026-08-22", "-1 天")]
)
async def test_the_card_tells_how_far_open_messages_are_from_the_veto_and_leaves_it_undecided(run, asked, margin):
    report = await run(("/contact.html", letters(("关于路灯的咨询", asked, "", "办理中"))))

    line = veto(report, "V5-2")
    assert (line.outcome, line.margin) == ("undecided", margin)
    assert "须人工核实" in line.reason
    assert line.findings == tuple(one.fingerprint for one in report.observations if one.kind == "unanswered")


async def test_without_a_list_of_messages_the_card_says_so(run):
    line = veto(await run(), "V5-2")

    assert (line.outcome, line.margin, line.findings) == ("undecided", "", ())


# Ways to ask (19.3).


@pytest.mark.clause("19.3")
@pytest.mark.parametrize(
    ("place", "text", "outcome", "how"),
    [
        pytest.param("/contact.html", letters(form="<form><textarea></textarea></form>"), "met", "form", id="a page with a form"),
        pytest.param("/contact.html", letters(), "undecided", "", id="a list without a form"),
        pytest.param("/", "<a href='/contact.html'>市长信箱</a>", "met", "link", id="a link whose page answers"),
        pytest.param("/", "<a href='/lost.html'>市长信箱</a>", "undecided", "", id="a link whose page is lost"),
        pytest.param("/", "<a href='/contact.html'>纪检监察信箱</a>", "undecided", "", id="a channel for petitions and discipline"),
        pytest.param("/", "<a href='/contact.html'>关于公开征集留言的公告说明</a>", "undecided", "", id="an announcement"),
    ],
)  # fmt: skip
async def test_a_way_to_ask_that_is_seen_counts_and_none_is_never_a_violation(run, server, place, text, outcome, how):
    sites.clean(server)
    home = server.routes["/"].body.decode().replace("<div class='main'>", f"<div class='main'>{text}")

    report = await run((place, text if place != "/" else home))

    line = veto(report, "V5-1")
    assert line.outcome == outcome
    assert [one.how for one in report.seen.channels] == ([how] if how else [])
    assert ("没有试用" in line.reason) is True


# Guides (V6, D09, D11).


USELESS = guide(without=("设定依据", "申请条件", "申请材料", "办理地点"))


@pytest.mark.clause("36.1", "14.4")
@pytest.mark.parametrize(
    ("useless", "whole", "changes", "outcome", "margin"),
    [
        pytest.param(5, 0, {}, "violated", "0 个指南", id="five of no use"),
        pytest.param(4, 1, {}, "met", "1 个指南", id="four of five"),
        pytest.param(4, 0, {}, "undecided", "", id="fewer than five, all of no use"),
        pytest.param(0, 1, {}, "met", "1 个指南", id="one, whole"),
        pytest.param(0, 0, {}, "undecided", "", id="none at all"),
        pytest.param(4, 1, {"max_pages": 24}, "undecided", "", id="not walked whole"),
    ],
)
async def test_the_guides_of_a_site_are_judged_where_all_were_seen(run, useless, whole, changes, outcome, margin):
    pages = [USELESS] * useless + [guide()] * whole
    plants = [(f"/2026/11/{20 - number}.html", text) for number, text in enumerate(pages)]

    report = await run(*plants, **changes)

    line = veto(report, "V6")
    assert (line.outcome, line.margin) == (outcome, margin)
    assert len(line.findings) == (useless if not changes else len(line.findings))


@pytest.mark.clause("36.1")
async def test_guides_may_stand_on_the_service_platform(run, server):
    sites.clean(server)
    home = server.routes["/"].body.decode()
    link = "<a href='http://zwfw.qinghe.gov.cn/'>政务服务网</a>"
    plants = [("/", home.replace("<div class='main'>", f"<div class='main'>{link}")), (PLACE, USELESS)]

    report = await run(*plants)

    assert report.seen.service_platform == "http://zwfw.qinghe.gov.cn/"
    assert veto(report, "V6").outcome == "undecided"
    assert item(report, "guides").lines[0].count == 4
    assert item(report, "guides").lines[0].findings


@pytest.mark.clause("36.1")
async def test_a_unit_without_services_is_not_judged_by_them(run, server):
    report = await run((PLACE, USELESS), record=replace(sites.record(server), has_services=False))

    assert veto(report, "V6").outcome == "met"
    assert not [one for one in card(report, "state").items if one.group == "办事服务"]


# Entries, days, calls.


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {"leaders"}),
        ({"kind": "department"}, set()),
        ({"kind": ""}, set()),
    ],
    ids=["a portal", "a department", "the kind is not known"],
)
async def test_a_portal_without_an_entry_to_what_the_table_wants_is_to_be_verified(run, server, changes, expected):
    sites.clean(server)
    plants = [
        (place, server.routes[place].body.decode().replace("领导信息", "要情")) for place in ("/", "/sitemap.html")
    ]

    report = await run(*plants, record=sites.record(server, **changes))

    found = [one for one in report.observations if one.check == "portal-column"]
    assert {one.kind for one in found} == expected
    assert all(one.evidence and one.verdict is Verdict.TO_VERIFY for one in found)


async def test_entries_are_not_missed_on_a_walk_that_was_cut_short(run, server):
    sites.clean(server)
    plants = [(place, server.routes[place].body.decode().replace("领导信息", "")) for place in ("/", "/sitemap.html")]

    report = await run(*plants, max_pages=5)

    assert "portal-column" not in {one.check for one in (*report.observations, *report.measurements)}


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("newest", "is_found"),
    [("2026-08-23", False), ("2026-08-22", True)],
    ids=["three months, the last day", "three months and a day"],
)
async def test_statistics_of_services_grow_old(run, server, newest, is_found):
    rows = [("/2026/01/5.html", "清河市政务服务中心办件统计月报", newest)]

    report = await run(("/about/", sites.listing("办件统计", rows)))

    assert ("public-statistics", "service-statistics") in {
        (one.check, one.kind) for one in report.observations
    } or not is_found
    assert (item(report, "service-statistics").taken == "0") is not is_found
    assert bool(item(report, "service-statistics").signs) is is_found


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("newest", "is_found"),
    [("2026-09-23", False), ("2026-09-22", True)],
    ids=["two months, the last day", "two months and a day"],
)
async def test_published_answers_grow_old(run, newest, is_found):
    asked = date.fromisoformat(newest) - timedelta(days=1)

    report = await run(("/contact.html", letters(("关于路灯的咨询", asked, newest, "已回复"))))

    found = [(one.check, one.kind) for one in report.observations]
    assert found == ([("public-statistics", "public-answers")] if is_found else [])
    assert item(report, "public-answers").taken == (None if is_found else "0")
    assert all(one.evidence for one in report.observations)


def call(number, text="<form><textarea></textarea></form>", day="2026-11-01"):
    title = f"关于公开征集清河市第{number}项办法意见的公告"
    return sites.article(title, f"<p>征集时间：2026年11月1日至2026年12月1日。</p>{text}", day=f"{day} 09:30")


@pytest.mark.clause("15.2", "36.1")
@pytest.mark.parametrize(
    ("count", "changes", "granted"),
    [
        pytest.param(6, {}, "3", id="six in a year"),
        pytest.param(5, {}, None, id="five in a year"),
        pytest.param(6, {"text": "<p>意见请发送至邮箱 a@qinghe.gov.cn</p>"}, None, id="six by mail"),
        pytest.param(6, {"day": "2025-11-20"}, None, id="six longer ago"),
    ],
)
async def test_the_calls_of_a_year_are_counted(run, count, changes, granted):
    plants = [(f"/2026/11/{20 - number}.html", call(number, **changes)) for number in range(count)]

    report = await run(*plants)

    line = bonus(report, "bonus-solicitation")
    assert (line.granted, line.cap) == (granted, "3")
    assert "一年内读到征集调查" in line.reason


# IPv6 (27.2).


def probe(name, *facts, verdict=Verdict.TO_VERIFY, state=State.DONE):
    return Probed(name, "www.qinghe.gov.cn", state, verdict, facts)


BOTH = probe("dns-resolvers", ("1.1.1.1", "36.1.2.3"), ("2.2.2.2", "36.1.2.3"))


@pytest.mark.clause("27.2")
@pytest.mark.parametrize(
    ("probes", "expected"),
    [
        pytest.param((), [], id="not asked"),
        pytest.param((probe("ipv6", verdict=Verdict.PASS),), [], id="it opens"),
        pytest.param((probe("ipv6", verdict=Verdict.NONE, state=State.ABORTED),), [], id="a literal address"),
        pytest.param((probe("ipv6", state=State.DNS), BOTH), [("unreachable", Verdict.FAIL)], id="no resolver knows an address"),
        pytest.param((probe("ipv6", state=State.DNS),), [("unreachable", Verdict.TO_VERIFY)], id="no resolver was asked"),
        pytest.param((probe("ipv6", state=State.DNS), BOTH._replace(facts=BOTH.facts[:1])), [("unreachable", Verdict.TO_VERIFY)], id="one resolver"),
        pytest.param((probe("ipv6", state=State.REFUSED), BOTH._replace(facts=(("1.1.1.1", "36.1.2.3、2409::1"), ("2.2.2.2", "36.1.2.3")))), [("unreachable", Verdict.TO_VERIFY)], id="an address that does not answer"),
        pytest.param((probe("ipv6", ("same_content", "no")), BOTH), [("differs", Verdict.TO_VERIFY)], id="something else is shown"),
    ],
)  # fmt: skip
def test_a_site_without_ipv6_is_certain_only_by_its_name(probes, expected):
    assert [(one.kind, one.verdict) for one in ipv6.observe_ipv6(probes, "http://www.qinghe.gov.cn/")] == expected


# The card and its table.


DAY = date(2026, 11, 1)
FULL = Seen(
    kind="portal", has_ledger=True, is_whole=True, channels=(SeenChannel("http://a.cn/x", "市长信箱", "form"),),
    messages=SeenMessages(pages=1, read=3, open=(SeenMessage("http://a.cn/x", DAY),), newest_answer_on=DAY),
    guides=tuple(SeenGuide(f"http://a.cn/g{number}", ()) for number in range(5)),
    calls=tuple(SeenCall(f"http://a.cn/c{number}", DAY, is_online=True) for number in range(6)), interpretations=2, newest_interpretation_on=DAY,
    entries=tuple(
        SeenEntry(name, "http://a.cn/e", name, is_read=True, newest_on=DAY, is_classified=True) for name in portal_items.WANTED
    ),
)  # fmt: skip
PROBES = (probe("ipv6", verdict=Verdict.PASS), probe("site-search", verdict=Verdict.PASS))


async def test_the_card_judges_each_item_with_facts_and_none_without(run):
    report = replace(await run(), seen=FULL, probes=PROBES)

    shown = card(report, "state")
    judged = {one.id for one in shown.items if one.taken is not None} | {one.id for one in shown.bonuses if one.granted}
    told = {name for name, one in sources().items() if one.takes}
    scored = {one.id for effect in ("deduction", "bonus") for one in indicators.of_effect(effect)}
    assert judged == told & scored
    assert {one.taken for one in shown.items} == {"0", None}


async def test_without_what_was_seen_the_card_leaves_it_open(run):
    report = replace(await run(), seen=None, probes=(), columns=())

    judged = {one.id for one in card(report, "state").items if one.taken is not None}
    assert judged == {"availability", "site-marks", "page-labels", "domain-name"}
    assert all(one.reason for one in card(report, "state").items if one.taken is None)


def test_the_table_names_every_indicator_that_is_scored():
    wanted = {one.id for effect in ("veto", "deduction", "bonus") for one in indicators.of_effect(effect)}

    assert set(sources()) == wanted
    assert all(one.left for one in sources().values())


def test_the_table_of_the_documentation_is_the_cards():
    text = (ROOT / "docs/score-card.md").read_text("utf-8")

    assert text == with_table(text)


async def test_all_forms_of_the_report_show_what_was_seen_and_evidence_alone_says_the_same(run, tmp_path):
    report = await run(
        ("/contact.html", letters(("关于路灯的咨询", "2026-08-01", "", "办理中"))),
        (PLACE, USELESS),
        evidence_dir=tmp_path,
    )

    again = await replay(Path(report.warc))
    assert as_json(again) == as_json(report)
    assert [one["asked_on"] for one in as_json(report)["seen"]["messages"]["open"]] == ["2026-08-01"]
    html = page([again])
    assert "加分项目" in html
    assert "读到办事指南 1 个" in html
    assert "2026-08-01 的留言长期没有答复" in html
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(reports_as_json([report]))))
