"""A whole inspection: nothing on the clean copy, every planted fault on the faulty one."""

import pytest

from jiyue.inspection import State, Verdict, inspect
from jiyue.inspection.checks import dead_link
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect


async def test_a_clean_site_gets_no_observation(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    assert report.observations == ()
    assert report.state == "done"
    assert report.pages == 29
    assert {column.key: column.verdict for column in report.columns} == dict.fromkeys(
        ("news", "policy", "about"), Verdict.PASS
    )
    assert {one.state for one in report.measurements} == {State.DONE}
    assert report.not_compared == ()


def kinds(report, check):
    return {(one.kind, one.verdict) for one in report.observations if one.check == check}


def of(report, check, path=""):
    return [one for one in report.observations if one.check == check and one.url.endswith(path)]


@pytest.mark.clause("32.7")
async def test_dead_links_are_named_by_page_and_link_text(server, options):
    sites.clean(server)
    server.on(
        "/2026/11/20.html",
        sites.article(
            "清河市召开第20次工作会议", '<a href="/lost.html">会议材料</a><a href="/files/lost.doc">附件</a>'
        ),
    )

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    found = of(report, "dead-link")
    assert {(one.url, one.target, one.verdict, one.kind) for one in found} == {
        (server.url("/2026/11/20.html"), server.url(target), Verdict.FAIL, "dead")
        for target in ("/lost.html", "/files/lost.doc")
    }
    assert any("会议材料" in one.excerpt for one in found)
    assert server.asked("/lost.html") == ["GET", "GET"]
    assert server.asked("/files/lost.doc") == ["HEAD", "GET"]
    assert len(report.observations) == 2
    evidence = {one.id: one for one in report.evidence}
    assert {evidence[name].status for one in found for name in one.evidence} == {404}


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("answer", "kind", "verdict"),
    [
        pytest.param(Reply(b"", 404), "dead", Verdict.FAIL, id="not found is dead"),
        pytest.param(Reply(b"", 410), "dead", Verdict.FAIL, id="gone is dead"),
        pytest.param(Reply(b"", 500), "dead", Verdict.FAIL, id="a server that fails every time is dead"),
        pytest.param(Reply(b"", 403), "blocked", Verdict.TO_VERIFY, id="forbidden is blocked, not dead"),
        pytest.param(Reply(b"", 429), "blocked", Verdict.TO_VERIFY, id="too many requests is blocked"),
        pytest.param(Reply(b"<script>x</script>", 412), "blocked", Verdict.TO_VERIFY, id="a challenge is blocked"),
        pytest.param(Reply(b"", 401), "login", Verdict.TO_VERIFY, id="sign-in is no death"),
        pytest.param(
            redirect("/sso/login?service=x"), "login", Verdict.TO_VERIFY, id="a redirect to sign-in is no death"
        ),
        pytest.param(redirect("/target"), "redirect", Verdict.FAIL, id="a redirect to itself never opens"),
        pytest.param(Reply(b"", 418), "dead", Verdict.TO_VERIFY, id="an odd status is to be verified"),
    ],
)
async def test_links_are_told_apart_by_how_they_fail(server, options, answer, kind, verdict):
    sites.clean(server)
    server.on("/contact.html", sites.page("联系我们", '<a href="/target">目标</a>', sites.labels()))
    server.on("/target", answer)
    server.on("/sso/login?service=x", "<form><input type='password'></form>")

    report = await inspect(server.url(), options=options(max_back_off_s=0.2), now=NOW)

    assert kinds(report, dead_link.OTHER_CHECKS.get(kind, "dead-link")) == {(kind, verdict)}
    assert kind == "dead" or not of(report, "dead-link")
