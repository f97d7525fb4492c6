"""Sites that try to break or to hold the inspector: each ends within its budget, with a word about what happened."""

import asyncio
import time
import tracemalloc

import pytest

from jiyue.inspection import State, inspect
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect, send


def home(body):
    return sites.page(sites.NAME, body, sites.labels())


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<div>" * 100_000 + "x", id="100,000 open elements"),
        pytest.param("<div>" * 100_000 + "x" + "</div>" * 100_000, id="100,000 nested elements"),
        pytest.param("<table><tr><td>" * 30_000, id="nested tables"),
        pytest.param("<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">", id="100,000 attributes"),
        pytest.param("<" * 500_000, id="only tag openers"),
        pytest.param("<!--" * 100_000, id="only comment openers"),
        pytest.param("<a href='" * 50_000, id="attributes that never end"),
        pytest.param("\x00" * 100_000 + "<a href='\x00/x'>\x00</a>", id="NUL bytes"),
        pytest.param("<ul><li>" * 400 + "<li>标题标题<b>2026-11-09</b>" * 20_000, id="rows within rows"),
        pytest.param("<div><a href='/1'>更多</a> 2026-11-09" + "<li></li>" * 100_000, id="a block of empty rows"),
        pytest.param("共 " * 100_000 + "来信时间 " * 50_000, id="almost letters"),
        pytest.param("1" * 1_000_000, id="a million digits"),
        pytest.param("2026-" * 200_000, id="almost dates"),
        pytest.param("发布时间：" * 100_000, id="almost publication times"),
        pytest.param("陕ICP备 " * 100_000 + "主 办 " * 100_000, id="almost marks"),
        pytest.param("<frameset><frame src='/'><iframe src='/'></iframe>", id="frames of itself"),
        pytest.param("<meta http-equiv='refresh' content='0;url=/'>", id="a refresh to itself"),
        pytest.param("<base href='javascript:alert(1)'><a href='x'>y</a>", id="a senseless base"),
    ],
)
async def test_monstrous_pages_are_read_in_a_short_time(server, options, markup):
    server.on("/", home(markup))
    started = time.process_time()

    report = await inspect(
        server.url(), options=options(max_seconds=60.0, request_timeout_s=30.0), record=sites.record(server), now=NOW
    )

    assert report.state == "done"
    assert time.process_time() - started < 8


async def test_a_page_of_100000_links_is_cut_and_says_so(server, options):
    server.on("/", home("".join(f"<a href='/p{n}.html'>{n}</a>" for n in range(100_000))))

    report = await inspect(server.url(), options=options(max_pages=50, max_links_per_page=2000), now=NOW)

    assert report.pages <= 50
    assert report.requests < 300
    assert any("链接过多" in note for note in report.notes)
    assert any("超出限额" in note for note in report.notes)


async def test_an_endless_calendar_ends_and_says_so(server, options):
    def month(request):
        number = int(request.path.partition("=")[2] or 0)
        return Reply(home(f"<a href='/cal?m={number + 1}'>下月</a><a href='/cal?m={number + 2}'>再下月</a>").encode())

    server.on("*", month)

    report = await inspect(server.url(), options=options(max_pages=5000, max_depth=10_000), now=NOW)

    assert report.pages <= 510
    assert any("无限生成" in note for note in report.notes)


async def test_folders_that_contain_themselves_end(server, options):
    server.on("*", lambda request: Reply(home("<a href='again/index.html'>下一层</a>").encode()))

    report = await inspect(server.url(), options=options(max_depth=1000), now=NOW)

    assert report.pages < 30


async def test_session_ids_do_not_make_one_page_many(server, options):
    numbers = iter(range(10**6))
    server.on(
        "*",
        lambda request: Reply(
            home(
                f"<a href='/a.html;jsessionid={next(numbers)}'>甲</a><a href='/b.html?sid={next(numbers)}'>乙</a>"
            ).encode()
        ),
    )

    report = await inspect(server.url(), options=options(), now=NOW)

    # The home page, its three columns, the site map, the contact page, and one page for each of the two addresses.
    assert report.pages == 8


async def test_a_site_that_redirects_everything_into_a_loop_is_unreachable(server, options):
    server.on("*", redirect("/"))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert (report.state, report.observations) == ("unreachable", ())
    assert "循环" in report.notes[0]


async def test_an_entity_bomb_in_a_sitemap_expands_to_nothing(server, options):
    sites.clean(server)
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><urlset><loc>/&b;</loc><loc>http://www.site.localhost:1/x</loc></urlset>"
    server.on("/sitemap.xml", Reply(bomb.encode(), kind="application/xml"))

    assert (await inspect(server.url(), options=options(), now=NOW)).observations == ()


async def test_sitemaps_that_point_at_themselves_end(server, options):
    sites.clean(server)
    index = f"<sitemapindex><sitemap><loc>{server.url('/sitemap.xml')}</loc></sitemap></sitemapindex>"
    server.on("/sitemap.xml", Reply(index.encode(), kind="application/xml"))

    assert (await inspect(server.url(), options=options(), now=NOW)).state == "done"
    assert len(server.asked("/sitemap.xml")) == 1


async def test_the_budget_of_bytes_ends_a_run_and_what_was_seen_counts(server, options):
    server.on("*", lambda request: Reply(home("x" * 200_000 + f"<a href='{request.path}a.html'>下</a>").encode()))

    report = await inspect(server.url(), options=options(max_bytes=1_000_000, max_depth=1000), now=NOW)

    assert report.state == "aborted"
    assert report.received_bytes < 2_000_000
    assert {one.state for one in report.measurements} == {State.DONE, State.ABORTED}


async def test_the_budget_of_time_ends_a_run(server, options):
    async def slow(request, writer):
        await asyncio.sleep(0.1)
        await send(writer, request, Reply(home(f"<a href='{request.path}a.html'>下</a>").encode()))

    server.on("*", slow)

    report = await inspect(server.url(), options=options(max_seconds=0.5, max_depth=10_000), now=NOW)

    assert report.state == "aborted"
    assert (report.finished_at - report.started_at).total_seconds() < 1.5


async def test_memory_stays_small_on_a_site_of_large_pages(server, options):
    text = home("<p>正文。</p>" * 3_000)
    server.on("*", lambda request: Reply((text + f"<a href='{request.path}a.html'>下</a>").encode()))
    tracemalloc.start()

    await inspect(server.url(), options=options(max_pages=20, max_depth=1000), now=NOW)

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
