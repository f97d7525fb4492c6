"""Links by how they end, each a finding of its own, and outside hosts by the page that they show."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from jiyue.inspection import State, Verdict, inspect, replay
from jiyue.inspection.checks import dead_link
from jiyue.inspection.checks.landings import judge_landing
from jiyue.inspection.crawl.targets import Look, Target
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.report.as_json import as_json
from jiyue.inspection.results import Times
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect

OUTSIDE = "www.elsewhere.localhost"
AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def run(server, options):
    """Inspect the clean site with a link on its contact page."""

    async def make(link, *, text="目标", **changes):
        sites.clean(server)
        server.on("/contact.html", sites.page("联系我们", f'<a href="{link}">{text}</a>', sites.labels()))
        server.on("/sitemap.html", sites.page("网站地图", "<a href='/contact.html'>联系我们</a>", sites.labels()))
        report = await inspect(server.url(), options=options(max_back_off_s=0.2, **changes), now=NOW)
        return [(one.check, one.kind, one.verdict) for one in report.observations], report

    return make


def look(**changes):
    visit = Exchange(url="http://www.qinghe.gov.cn/a/1.html", method="GET", requested_at=AT, status=200)
    visit.final_url = visit.url
    return structs.replace(Look.of(visit), **changes)


def target(url, *looks, is_inside=True):
    return Target(url, is_inside, looks=looks, is_settled=True)


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("hops", "kind"), [(2, ""), (3, "redirect")], ids=["two redirects are left alone", "three are a chain"]
)
def test_a_chain_of_redirects_is_told_by_its_length(hops, kind):
    seen = look(hops=hops)

    assert dead_link.judge_target(target(seen.final_url, seen), is_way_out_proven=True).kind == kind


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("seconds", "kind"), [(9.9, ""), (10.0, "slow")], ids=["just below ten seconds", "ten seconds"]
)
def test_a_link_that_opens_late_is_slow(seconds, kind):
    seen = look(times=Times(total=seconds))

    judged = dead_link.judge_target(target(seen.final_url, seen), is_way_out_proven=True)

    assert (judged.kind, judged.verdict) == (kind, Verdict.TO_VERIFY if kind else Verdict.PASS)


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("url", "final", "kind"),
    [
        ("http://a.example.com/1", "http://b.example.com/1", ""),
        ("http://a.example.com/1", "http://www.others.net/", "elsewhere"),
        ("http://a.example.com/1", "http://www.qinghe.gov.cn/", ""),
    ],
    ids=["the same registered name", "another", "an official host took it over"],
)
def test_a_link_that_ends_on_another_site_is_to_be_verified(url, final, kind):
    seen = look(final_url=final, hops=1)

    assert dead_link.judge_target(target(url, seen, is_inside=False), is_way_out_proven=True).kind == kind


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("path", "goal", "kind"),
    [("/2020/1.html", "/", "to-home"), ("/2020/1.html", "/index.html", "to-home"), ("/index.jsp", "/", ""), ("/2020/1.html", "/2020/2.html", "")],
    ids=["content lost", "the home page's other name", "one home page for another", "content moved"],
)  # fmt: skip
async def test_a_link_that_is_sent_to_the_home_page_has_lost_its_content(path, goal, kind):
    host = "http://www.qinghe.gov.cn"
    seen = look(final_url=host + goal, hops=1)

    assert dead_link.judge_target(target(host + path, seen), is_way_out_proven=True).kind == kind


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("answer", "check", "state"),
    [
        (redirect("/sso/login?service=x"), "login-link", State.LOGIN),
        (Reply(b"", 403), "blocked-link", State.BLOCKED),
        (Reply(b"<html>acw_sc__v2</html>"), "blocked-link", State.BLOCKED),
        (redirect("/target"), "redirect-chain", State.DONE),
    ],
    ids=["sign-in", "forbidden", "challenge", "circle"],
)
async def test_each_way_to_end_is_a_finding_with_its_own_sentence_and_advice(run, server, answer, check, state):
    server.on("/target", answer)
    server.on("/sso/login?service=x", "<form><input type='password'></form>")

    _, report = await run("/target")

    found = report.observations
    assert [(one.check, one.state) for one in found] == [(check, state)]
    assert all((one.message, one.remedy, one.why, one.evidence) for one in found)
    assert "dead-link" not in {one.check for one in found}


@pytest.mark.clause("32.7")
async def test_a_link_that_says_that_one_signs_in_there_is_left_alone(run, server):
    server.on("/target", redirect("/sso/login?service=x"))
    server.on("/sso/login?service=x", "<form><input type='password'></form>")

    found, _ = await run("/target", text="用户登录")

    assert found == []


PARKED = "<title>elsewhere.com 域名出售</title><body>您访问的域名正在出售，一口价 8000 元，联系卖家</body>"
GAMBLING = "<title>澳门金沙app下载</title><body>澳门金沙app下载 澳门威尼斯人开户</body>"
ASSOCIATION = "<title>清河商会</title><body>" + "本会为会员服务，开展业务培训。" * 40 + "</body>"


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("body", "expected"),
    [(PARKED, [("dangerous-link", "parked", Verdict.FAIL)]), (GAMBLING, [("dangerous-link", "illegal", Verdict.FAIL)]), (ASSOCIATION, [])],
    ids=["for sale", "gambling", "an association"],
)  # fmt: skip
async def test_an_outside_host_is_judged_by_the_page_that_it_shows(run, server, options, tmp_path, body, expected):
    server.on("/club", body, host=OUTSIDE)

    found, report = await run(server.url("/club", OUTSIDE), max_landings=5, evidence_dir=tmp_path)

    assert found == expected
    assert server.asked("/club") == ["HEAD", "GET"]
    assert as_json(await replay(Path(report.warc))) == as_json(report)
    if expected:
        proofs = {one.id for one in report.evidence if one.method == "GET" and OUTSIDE in one.url}
        assert proofs & set(report.observations[0].evidence)


@pytest.mark.clause("30.2")
async def test_a_landing_page_that_was_not_seen_is_not_judged(run, server):
    server.on("/club", lambda request: Reply(b"", 200 if request.method == "HEAD" else 403), host=OUTSIDE)

    assert (await run(server.url("/club", OUTSIDE), max_landings=5))[0] == []


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("清河网", "该域名正在出售，一口价", ("parked", True)),
        ("清河网", "该域名正在出售", ("parked", False)),
        ("清河网", "相关搜索", ("", False)),
        ("域名出售须知", "办理流程说明。" * 300, ("parked", False)),
        ("域名知识", "购买此域名前应当查询。" + "注册说明。" * 400, ("", False)),
        ("", "", ("", False)),
    ],
    ids=["two signs", "one sign", "a weak sign", "a long page with such a title", "a long page about domains", "an empty page"],
)  # fmt: skip
def test_words_of_parked_domains_weigh_by_number_and_place(title, text, expected):
    found = judge_landing(title, text)

    assert (found.kind, found.is_sure) == expected


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("name", "is_found"), [("elsewhere.localhost", True), ("www.elsewhere.localhost", True), ("where.localhost", False)]
)
async def test_a_host_on_ones_own_list_must_not_be_linked_to(run, server, name, is_found):
    server.on("/club", ASSOCIATION, host=OUTSIDE)

    found, _ = await run(server.url("/club", OUTSIDE), bad_hosts=(name,))

    assert found == ([("dangerous-link", "listed", Verdict.FAIL)] if is_found else [])


def test_nothing_is_said_of_an_address_that_was_not_looked_at_often_enough():
    unsettled = structs.replace(target("http://a.example.com/1", look(hops=5)), is_settled=False)

    assert dead_link.judge_target(unsettled, is_way_out_proven=True).verdict is Verdict.NONE
