"""Manners towards hosts: robots.txt where it is respected, pauses, cookies of one run, and every address once."""

from collections import Counter

import pytest

from jiyue.inspection import Options, State, inspect
from jiyue.inspection.crawl.robots import read_robots
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.cookies import _MOST
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("", "/x", True, id="no rules"),
        pytest.param("User-agent: *\nDisallow: /", "/x", False, id="nothing for anybody"),
        pytest.param("User-agent: *\nDisallow:", "/x", True, id="an empty rule forbids nothing"),
        pytest.param("User-agent: Baiduspider\nDisallow: /", "/x", True, id="another's rules"),
        pytest.param("User-agent: jiyueinspector\nDisallow: /a\n\nUser-agent: *\nDisallow: /", "/b", True, id="ours go before everybody's"),
        pytest.param("User-agent: x\nUser-agent: *\nDisallow: /a", "/a/b", False, id="one group for two"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True, id="the longer rule counts"),
        pytest.param("User-agent: *\nDisallow: /a/\nAllow: /a/", "/a/b", True, id="of two as long, the one that allows"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False, id="a star and an end"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x=1", True, id="not at the end"),
        pytest.param("User-agent: *\nDisallow: /a*b*", "/a1b2", False, id="a star at the end"),
        pytest.param("User-agent: *\nDisallow: /a$", "/a", False, id="exactly this"),
        pytest.param("User-agent: *\nDisallow: /a$", "/ab", True, id="exactly this and no more"),
        pytest.param("User-agent: *\nDisallow: /a # note", "/a", False, id="a remark"),
        pytest.param("Disallow: /", "/a", True, id="a rule for nobody"),
        pytest.param("<html>404</html>", "/a", True, id="a page instead of rules"),
    ],
)  # fmt: skip
def test_rules_are_read_as_the_standard_says(text, path, allowed):
    assert read_robots(text, agent="JiyueInspector").allows(path) is allowed


@pytest.mark.parametrize(
    ("delay", "seconds"), [("2", 2.0), ("0.5", 0.5), ("86400", 10.0), ("-1", 0.0), ("soon", 0.0), ("nan", 0.0)]
)
def test_the_pause_that_a_host_asks_for_is_bounded(delay, seconds):
    assert read_robots(f"User-agent: *\nCrawl-delay: {delay}", agent="x").delay_s == seconds


def test_a_hostile_file_of_rules_is_read_quickly():
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 400 + "\n"
    rules = read_robots(text * 5000 + "x" * 10_000_000, agent="x")

    assert rules.allows("/" + "a" * 100)


async def test_robots_are_not_asked_for_unless_chosen(server, options):
    sites.clean(server)
    server.on("/robots.txt", "User-agent: *\nDisallow: /")

    report = await inspect(server.url(), options=options(), now=NOW)

    assert (server.asked("/robots.txt"), report.pages, report.robots) == ([], 29, "ignore")


async def test_respected_rules_keep_us_out_and_nothing_is_said_of_what_lies_there(server, options):
    sites.clean(server)
    server.on("/robots.txt", Reply(b"User-agent: *\nDisallow: /policy/\nDisallow: /lost", kind="text/plain"))
    server.on("/contact.html", sites.page("联系", "<a href='/lost.html'>x</a>", sites.labels()))

    report = await inspect(server.url(), options=options(robots="respect"), record=sites.record(server), now=NOW)

    assert server.asked("/robots.txt") == ["GET"]
    assert server.asked("/policy/") == server.asked("/lost.html") == []
    assert report.robots == "respect"
    assert report.observations == ()
    assert {one.state for one in report.measurements if one.target.endswith(("/policy/", "/lost.html"))} == {
        State.ABORTED
    }
    assert any("遵守 robots.txt" in note for note in report.notes)


@pytest.mark.parametrize(
    ("status", "pages"), [(404, 29), (500, 1)], ids=["no file allows all", "an error allows nothing"]
)
async def test_a_missing_file_of_rules(server, options, status, pages):
    sites.clean(server)
    server.on("/robots.txt", Reply(b"", status))

    assert (await inspect(server.url(), options=options(robots="respect"), now=NOW)).pages == pages


async def test_each_address_is_asked_for_once(server, options):
    sites.clean(server)

    await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    # The home page is opened once more at the end: is the site still there?
    again = {path: count for path, count in Counter(one.path for one in server.log).items() if count > 1}
    assert again == {"/": 2}


async def test_a_pause_between_requests_is_kept(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(per_host_interval_s=0.05, max_pages=10), now=NOW)

    assert (report.finished_at - report.started_at).total_seconds() >= 0.05 * (report.requests - 4)


async def test_a_site_that_first_sets_a_cookie_is_seen(server, options):
    sites.clean(server)
    home = server.routes["/"]

    def gate(request):
        if "seen=1" in request.headers.get("cookie", ""):
            return home
        return Reply(b"", 302, headers=(("Location", "/"), ("Set-Cookie", "seen=1; Path=/")))

    server.on("/", gate)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert (report.state, report.pages) == ("done", 29)


async def test_a_host_that_sets_cookies_forever_ends_as_a_loop(server, options):
    server.on("/", Reply(b"", 302, headers=(("Location", "/"), ("Set-Cookie", "a=1"))))

    async with Client(options(), now=NOW) as client:
        seen = await client.visit(server.url())

    assert (seen.fault, len(server.log)) == ("redirect-loop", 2)


async def test_cookies_end_with_the_run_and_do_not_reach_other_hosts(server, options):
    server.on("/", Reply(b"x", headers=(("Set-Cookie", "a=1"),)))

    async with Client(options(), now=NOW) as client:
        await client.visit(server.url())
        await client.visit(server.url())
        await client.visit(server.url(host="other.localhost"))
    async with Client(options(), now=NOW) as client:
        await client.visit(server.url())

    assert [one.headers.get("cookie", "") for one in server.log] == ["", "a=1", "", ""]


async def test_a_flood_of_cookies_empties_the_jar(server, options):
    numbers = iter(range(10**9))
    server.on("*", lambda _: Reply(b"x", headers=tuple(("Set-Cookie", f"c{next(numbers)}=1") for _ in range(40))))

    async with Client(options(), now=NOW) as client:
        for _ in range(_MOST // 40 + 3):
            await client.visit(server.url())

    # libcurl sends at most 150 cookies; after the jar was emptied there are few again.
    sent = [one.headers.get("cookie", "").count("=") for one in server.log]
    assert max(sent) <= 150
    assert sent[-1] < 100


async def test_redirects_without_a_cookie_still_end_at_their_first_return(server, options):
    server.on("/", redirect("/"))

    async with Client(options(), now=NOW) as client:
        assert (await client.visit(server.url())).fault == "redirect-loop"
    assert len(server.log) == 1


@pytest.mark.parametrize("wrong", [{"robots": "maybe"}, {"retry_after_s": ()}])
def test_options_that_would_judge_unfairly_are_refused(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Options(**wrong)
