"""Every hostile play ends within its budget, in little memory, with a word about what happened."""

import asyncio
import itertools
import json
import sys
from pathlib import Path

import pytest

from jiyue.inspection import inspect
from tests.hostile import plays
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect, send

_ROOT = Path(__file__).parents[2]
MOST_MEMORY = 400_000_000


async def inspect_apart(urls, **settings):
    """Inspect in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.hostile.inspector", json.dumps(settings), *urls, cwd=_ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )  # fmt: skip
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    return json.loads(out)


def stage(server, acts):
    """Each play on a host of its own; addresses by name."""
    urls = {}
    for number, (name, act) in enumerate(acts.items()):
        host = f"play{number}.localhost"
        server.on("/" if act is not plays.later else "*", act, host=host)
        urls[name] = server.url(host=host)
    return urls


async def test_homes_that_can_not_be_read_say_why_in_little_memory(server):
    urls = stage(server, {name: act for name, (act, _, _) in plays.UNREADABLE.items()})

    told = await inspect_apart(urls.values())

    ended = {one["url"]: one for one in told["ended"]}
    wrong = {}
    for name, (_, state, word) in plays.UNREADABLE.items():
        one = ended[urls[name]]
        states = (state,) if isinstance(state, str) else state
        if one["state"] != "unreachable" or one["home"] not in states or word not in " ".join(one["notes"]):
            wrong[name] = one
    assert wrong == {}
    assert max(one["seconds"] for one in told["ended"]) < 25
    assert told["peak"] < MOST_MEMORY, f"{told['peak'] / 1e6:.0f} MB"


async def test_monstrous_homes_are_read_in_little_memory(server):
    urls = stage(server, {name: act for name, (act, _) in plays.READABLE.items()})

    told = await inspect_apart(urls.values())

    names = {url: name for name, url in urls.items()}
    assert {names[one["url"]]: one["state"] for one in told["ended"]} == dict.fromkeys(plays.READABLE, "done")
    notes = {names[one["url"]]: " ".join(one["notes"]) for one in told["ended"]}
    assert [name for name, (_, word) in plays.READABLE.items() if word not in notes[name]] == []
    assert told["peak"] < MOST_MEMORY, f"{told['peak'] / 1e6:.0f} MB"


async def test_every_hostile_page_behind_a_good_home_page_is_a_finding_of_its_own(server):
    """The walk goes on: each page costs its own time only, and the page that links to it learns what happened there."""
    paths = {name: f"/play{number}.html" for number, name in enumerate(plays.UNREADABLE)}
    for name, (act, _, _) in plays.UNREADABLE.items():
        server.on(paths[name], redirect(paths[name]) if name == "redirect to itself" else act)
    server.on("*", plays.later)
    server.on("/", plays.page("".join(f"<a href='{path}'>{name}</a>" for name, path in paths.items())))

    told = await inspect_apart([server.url()], request_timeout_s=2.0, retry_after_s=[0.05, 0.1], max_links_per_page=50)

    (report,) = told["ended"]
    kinds = {target: kind for target, _, kind, message in report["found"] if message}
    assert report["state"] == "done"
    assert {name: kinds.get(server.url(paths[name])) for name, kind in plays.INNER.items() if kind} == {
        name: kind for name, kind in plays.INNER.items() if kind
    }
    assert plays.INNER.keys() == plays.UNREADABLE.keys()
    assert report["seconds"] < 40
    assert told["peak"] < MOST_MEMORY, f"{told['peak'] / 1e6:.0f} MB"


@pytest.mark.parametrize(
    ("path", "make", "most"),
    [
        pytest.param("/cal?month=0", plays.calendar, 520, id="a calendar"),
        pytest.param("/p0.html", plays.sessions(itertools.count()), 15, id="session ids"),
        pytest.param("/x.html", plays.mazes(itertools.count(1)), 200, id="a maze of random names"),
        pytest.param("/a/", lambda request: "<a href='b/'>下一层</a>", 30, id="folders in folders"),
        pytest.param("/q?a=1", lambda request: f"<a href='{request.path}&a=1'>x</a>", 510, id="queries that grow"),
    ],
)
async def test_endless_sites_end(server, options, path, make, most):
    plays.trap(server, path, make)

    report = await inspect(server.url(), options=options(max_pages=200, max_depth=10_000), now=NOW)

    assert report.state == "done"
    assert report.pages <= min(most, 200)


async def test_an_endless_calendar_says_what_was_left_out(server, options):
    plays.trap(server, "/cal?month=0", plays.calendar)

    report = await inspect(server.url(), options=options(max_pages=2000, max_depth=10_000), now=NOW)

    assert report.pages <= 520
    assert any("无限生成" in note for note in report.notes)


async def test_frames_that_show_each_other_are_read_once(server, options):
    for path, other in (("/", "/a"), ("/a", "/b"), ("/b", "/a")):
        server.on(path, plays.page(f"<iframe src='{other}'></iframe>", title=path))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert (report.state, report.pages) == ("done", 3)
    assert [server.asked(path) for path in ("/a", "/b")] == [["GET"], ["GET"]]


async def test_cookies_set_by_every_page_take_no_more_memory(server, options):
    """A jar of so many cookies would be sent back with each request, until the server refuses its own cookies."""
    numbers = itertools.count()

    def answer(request):
        cookies = tuple(("Set-Cookie", f"c{next(numbers)}={'a' * 900}") for _ in range(40))
        return Reply(plays.page(f"<a href='{request.path}x.html'>下</a>", title=request.path), headers=cookies)

    server.on("*", answer)

    report = await inspect(server.url(), options=options(max_pages=60, max_depth=100), now=NOW)

    assert report.pages > 20
    assert max(len(one.headers.get("cookie", "")) for one in server.log) < 60_000


@pytest.mark.parametrize(
    "sitemap",
    [
        pytest.param("<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'>" + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(20)) + "]><urlset><url><loc>&t;</loc></url></urlset>", id="entities of entities"),
        pytest.param("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><urlset><url><loc>&a;</loc></url></urlset>", id="an outside entity"),
        pytest.param("<urlset>" + "<url><loc>" * 300_000, id="elements without end"),
        pytest.param("<sitemapindex>" + "<sitemap><loc>/sitemap.xml</loc></sitemap>" * 1000, id="itself a thousand times"),
    ],
)  # fmt: skip
async def test_hostile_site_maps_do_no_harm(server, options, sitemap):
    sites.clean(server)
    server.on("/sitemap.xml", Reply(sitemap.encode(), kind="application/xml"))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert (report.state, report.pages, report.observations) == ("done", 29, ())


async def test_site_maps_that_name_new_site_maps_end(server, options):
    sites.clean(server)
    numbers = itertools.count()

    def index(request):
        more = "".join(
            f"<sitemap><loc>{server.url(f'/sitemap-{next(numbers)}.xml')}</loc></sitemap>" for _ in range(40)
        )
        return Reply(f"<sitemapindex>{more}</sitemapindex>".encode(), kind="application/xml")

    server.on("*", index)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.state == "done"
    assert len([one for one in server.log if "sitemap-" in one.path]) <= 50


async def test_a_slow_site_ends_at_its_budget_of_time(server, options):
    async def slow(request, writer):
        await asyncio.sleep(0.2)
        await send(writer, request, Reply(plays.page(f"<a href='{request.path}a.html'>下</a>", title=request.path)))

    server.on("*", slow)

    report = await inspect(server.url(), options=options(max_seconds=1.0, max_depth=10_000), now=NOW)

    assert report.state == "aborted"
    assert any("时间上限" in note for note in report.notes)
