"""Hosts that answer everything with a good status: what does not exist there neither passes nor counts as dead."""

import pytest

from jiyue.inspection import Verdict, inspect, replay
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect


def lenient(server, answer):
    """A clean site with two links to what is not there, on a host that answers everything with `answer`."""
    sites.clean(server)
    server.answers_all = True
    server.on(
        "/contact.html",
        sites.page("联系我们", '<a href="/lost.html">旧文</a><a href="/lost.doc">附件</a>', sites.labels()),
    )
    server.on("*", answer)


SORRY = sites.page("页面不存在", "<p>您访问的页面不存在，请返回首页。</p>", sites.labels())


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(Reply(SORRY.encode()), id="the same page for everything"),
        pytest.param(lambda request: Reply(SORRY.replace("您", request.path * 3).encode()), id="a page that names the address"),
        pytest.param(lambda request: Reply((SORRY + f"<!-- {len(request.path)}:{request.headers} 7.13 -->").encode()), id="a page that changes a little"),
        pytest.param(redirect("/404.html"), id="a redirect to a good page of its own"),
        pytest.param(redirect("/"), id="a redirect to the home page"),
    ],
)  # fmt: skip
async def test_a_link_to_nothing_is_for_a_person_to_judge(server, options, answer):
    lenient(server, answer)
    server.on("/404.html", SORRY)

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    found = {(one.kind, one.verdict, one.target) for one in report.observations if one.kind == "soft-404"}
    assert {("soft-404", Verdict.TO_VERIFY, server.url(path)) for path in ("/lost.html", "/lost.doc")} <= found
    # The host itself is named once, with the address that was made up.
    assert len(found) == 3
    assert {one.check for one in report.observations} == {"dead-link"}


async def test_pages_that_are_there_pass_on_such_a_host(server, options):
    lenient(server, Reply(SORRY.encode()))
    server.on("/lost.html", sites.article("真的文章", "<p>与众不同的内容，今天召开会议研究部署。</p>"))
    server.on("/lost.doc", Reply(b"\xd0\xcf\x11\xe0", kind="application/msword"))

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    assert [one.kind for one in report.observations] == ["soft-404"]
    assert (report.pages, server.asked("/lost.doc")) == (30, ["GET"])


async def test_a_host_that_says_404_is_asked_once_and_nothing_is_said(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()
    assert len([one for one in server.log if one.path not in server.routes and one.path != "/sitemap.xml"]) == 1


async def test_evidence_gives_the_same_judgement_again(server, options, tmp_path):
    lenient(server, Reply(SORRY.encode()))
    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)

    assert as_json(await replay(next(tmp_path.glob("*.warc.gz")))) == as_json(report)
