"""Never blame a site for our own net: canaries, and links outside that nobody here could have reached."""

import pytest

from jiyue.inspection import State, Verdict, inspect
from jiyue.inspection.judging import Judge
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply

PLANTS_FAULTS = True


async def test_a_round_whose_canaries_fail_is_void_and_says_so(server, options):
    sites.clean(server)
    server.on("/", "broken")

    report = await inspect(server.url(), options=options(canaries=("http://canary.invalid/",)), now=NOW)

    assert (report.state, report.observations, report.columns) == ("void", (), ())
    assert "作废" in report.notes[0]


async def test_a_round_whose_canaries_fail_in_the_middle_is_void(server, options):
    sites.clean(server)
    server.on("/lost", Reply(b"", 404))
    answers = iter([Reply(b"ok")])

    async def dies(request, writer):
        reply = next(answers, None)
        if reply is not None:
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            await writer.drain()

    server.on("/canary", dies)

    report = await inspect(server.url(), options=options(canaries=(server.url("/canary"),)), now=NOW)

    assert report.state == "void"
    assert {(one.state, one.verdict) for one in report.measurements} == {(State.OWN_OUTAGE, Verdict.NONE)}


@pytest.mark.clause("32.7")
async def test_an_outside_name_that_does_not_resolve_is_not_dead_while_our_way_out_is_unproven(server, options):
    sites.clean(server)
    server.on(
        "/contact.html", sites.page("联系我们", '<a href="http://www.example.invalid/">外部网站</a>', sites.labels())
    )

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()
    assert [one.state for one in report.measurements if "invalid" in one.target] == [State.OWN_OUTAGE]


@pytest.mark.clause("32.7")
async def test_it_is_dead_when_a_canary_proves_the_way_out(server, options):
    sites.clean(server)
    server.on(
        "/contact.html", sites.page("联系我们", '<a href="http://www.example.invalid/">外部网站</a>', sites.labels())
    )
    server.on("/canary", "ok", host="canary.localhost")

    report = await inspect(
        server.url(), options=options(canaries=(server.url("/canary", "canary.localhost"),)), now=NOW
    )

    assert [(one.kind, one.state, one.verdict, one.repeats) for one in report.observations] == [
        ("dead", State.DNS, Verdict.FAIL, 3)
    ]


async def test_a_link_that_fails_twice_and_then_answers_is_alive(server, options):
    sites.clean(server)
    answers = iter([Reply(b"", 500), Reply(b"", 502)])
    server.on("/contact.html", lambda request: next(answers, Reply(sites.page("联系", "x", sites.labels()).encode())))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()


async def test_a_host_that_asks_for_patience_gets_it(server, options):
    sites.clean(server)
    times = []

    def busy(request):
        times.append(1)
        return (
            Reply(b"", 503, headers=(("Retry-After", "1"),))
            if len(times) == 1
            else Reply(sites.page("联系", "x", sites.labels()).encode())
        )

    server.on("/contact.html", busy)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()
    assert (report.finished_at - report.started_at).total_seconds() >= 1


async def test_an_unreachable_site_gets_no_verdict_but_says_what_happened(server, options):
    server.on("/", Reply(b"", 502))

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    assert (report.state, report.pages, report.observations) == ("unreachable", 0, ())
    assert {column.verdict for column in report.columns} == {Verdict.NONE}
    assert [one.status for one in report.evidence] == [502, 502, 502]


@pytest.mark.clause("32.7")
async def test_a_site_that_goes_away_in_the_middle_has_no_dead_links(server, options):
    sites.clean(server)
    seen = []

    def until_then(request):
        seen.append(1)
        return (
            Reply(sites.page(sites.NAME, "<a href='/news/'>x</a>", sites.labels()).encode())
            if len(seen) == 1
            else Reply(b"", 502)
        )

    server.on("/", until_then)
    for path in ("/news/", "/policy/", "/about/"):
        server.on(path, Reply(b"", 502))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert [one for one in report.observations if one.check == "dead-link"] == []
    assert any("首页已打不开" in note for note in report.notes)


async def test_a_fault_of_ours_on_one_page_costs_the_site_that_page_alone(server, options, monkeypatch):
    sites.clean(server)
    server.on("/a.html", sites.page("甲", "<p>正文</p><a href='/lost'>旧文</a>", sites.labels()))
    server.on("/lost", Reply(b"", 404))
    home = sites.page(sites.NAME, "<a href='/a.html'>甲</a><a href='/b.html'>乙</a>", sites.labels())
    server.on("/", home)
    server.on("/b.html", sites.page("乙", "<p>正文</p>", {}))
    whole = Judge.see_page

    def fails(judge, visit):
        if visit.page.url.endswith("/a.html"):
            raise IndexError
        whole(judge, visit)

    monkeypatch.setattr(Judge, "see_page", fails)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.state == "aborted"
    assert [note for note in report.notes if "检查程序出错，1 个页面没有看完，不作判断" in note and "/a.html" in note]
    found = {(one.check, one.url.rpartition("/")[2]) for one in report.observations}
    assert ("page-label", "b.html") in found
    assert not {check for check, name in found if name == "a.html"} - {"dead-link"}
