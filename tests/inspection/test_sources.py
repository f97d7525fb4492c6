"""Where addresses come from besides links: feeds, frames, refreshes, scripts, the site map page."""

import pytest

from jiyue.inspection import inspect
from jiyue.inspection.crawl.sources import read_feed
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply

HIDDEN = "/hidden/page.html"


def home(body, head=""):
    return sites.page(sites.NAME, body, sites.labels()).replace("</head>", head + "</head>")


def rss(url):
    return f"<rss><channel><item><title>x</title><link>{url}</link></item></channel></rss>"


def atom(url):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link rel="alternate" href="{url}"/></entry></feed>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<iframe src='{HIDDEN}'></iframe>", id="a frame"),
        pytest.param(f"<frameset><frame src='{HIDDEN}'></frameset>", id="a frame of a frameset"),
        pytest.param(f"<script>window.location.href = '{HIDDEN}';</script>" + "<p>正文。</p>" * 500, id="a script on a long page"),
        pytest.param(f"<script>location.replace('{HIDDEN}')</script>", id="a script that replaces the page"),
        pytest.param(f"<body onload=\"top.location='{HIDDEN}'\">", id="a handler"),
        pytest.param(f"<li onclick=\"location.href='{HIDDEN}'\">通知</li>", id="a row that is clicked"),
        pytest.param(f"<meta http-equiv='refresh' content='3; url={HIDDEN}'>", id="a refresh"),
    ],
)  # fmt: skip
async def test_pages_are_found_that_no_link_names(server, options, body):
    sites.clean(server)
    # A frameset stands in the place of the body.
    page = f"<html><head></head>{body}</html>" if "frameset" in body else sites.page("联系我们", body, sites.labels())
    server.on("/contact.html", page)
    server.on(HIDDEN, sites.page("藏页", "正文", sites.labels()))

    await inspect(server.url(), options=options(), now=NOW)

    assert server.asked(HIDDEN) == ["GET"]


@pytest.mark.parametrize(
    ("kind", "feed"), [("application/rss+xml", rss), ("application/atom+xml", atom)], ids=["RSS", "Atom"]
)
async def test_the_pages_of_feeds_are_read(server, options, kind, feed):
    sites.clean(server)
    server.on("/", home("", f'<link rel="alternate" type="{kind}" href="/feed.xml">'))
    server.on("/feed.xml", Reply(feed(server.url(HIDDEN)).encode(), kind=kind))
    server.on(HIDDEN, sites.page("藏页", "正文", sites.labels()))

    await inspect(server.url(), options=options(), now=NOW)

    assert (server.asked("/feed.xml"), server.asked(HIDDEN)) == (["GET"], ["GET"])


@pytest.mark.parametrize(
    "script",
    ["location.href = '/view?id=' + id;", "location.href='http://other.localhost/x'", "var s = \"location.href='\" + u + \"'\""],
    ids=["pieces", "another host", "a text"],
)  # fmt: skip
async def test_addresses_that_are_not_whole_are_not_guessed(server, options, script):
    sites.clean(server)
    server.on("/contact.html", sites.page("联系我们", f"<script>{script}</script>", sites.labels()))

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.observations == ()
    assert [one.path for one in server.log if "view" in one.path or one.host.startswith("other")] == []


async def test_a_dead_address_in_a_script_is_no_dead_link(server, options):
    sites.clean(server)
    server.on("/contact.html", sites.page("联系", "<script>//location.href='/old.html';</script>", sites.labels()))

    assert (await inspect(server.url(), options=options(), now=NOW)).observations == ()


async def test_the_site_map_page_is_read_before_the_rest(server, options):
    server.on("/", home("".join(f"<a href='/p{n}.html'>{n}</a>" for n in range(60))))
    server.on("*", lambda request: Reply(sites.page(request.path, "正文", sites.labels()).encode()))

    await inspect(server.url(), options=options(max_pages=10), now=NOW)

    assert "/sitemap.html" in [one.path for one in server.log][:12]


async def test_frames_that_frame_each_other_end(server, options):
    server.on("/", home("<iframe src='/a.html'></iframe>"))
    server.on("/a.html", "<iframe src='/b.html'></iframe><iframe src='/a.html'></iframe>")
    server.on("/b.html", "<iframe src='/a.html'></iframe><script>location.href='/a.html'</script>")

    report = await inspect(server.url(), options=options(), now=NOW)

    assert report.state == "done"
    assert (server.asked("/a.html"), server.asked("/b.html")) == (["GET"], ["GET"])


def test_an_entity_bomb_in_a_feed_expands_to_nothing_and_a_long_one_is_cut():
    bomb = "<!DOCTYPE x [<!ENTITY a 'aaaa'>]>" + "<link>http://a.cn/&a;</link>"

    assert read_feed(bomb) == ["http://a.cn/&a;"]
    assert len(read_feed("".join(f"<link>http://a.cn/{n}</link>" for n in range(100_000)))) == 500
    assert read_feed("<link " * 100_000) == []
