"""One visit at a time: what sites do to a visitor, and how each ends."""

import asyncio
import gzip
import select
import socket
import ssl
import zlib
from pathlib import Path

import pytest

from jiyue.inspection import State
from jiyue.inspection.fetch.client import Client, retry_after
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect, send


@pytest.fixture
def visit(options):
    async def make(url, *, method="GET", pages_only=False, **changes):
        async with Client(options(**changes), now=NOW) as client:
            return await client.visit(url, method=method, pages_only=pages_only)

    return make


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def test_a_page_comes_with_status_hash_times_address_and_headers(server, visit):
    server.on("/", Reply("你好".encode(), headers=(("X-Mark", "一"),)))

    seen = await visit(server.url())

    assert (seen.state, seen.status, seen.body.decode(), seen.address) == (State.DONE, 200, "你好", "127.0.0.1")
    assert seen.sha256 == "670d9743542cae3ea7ebe36af56bd53648b0a1126162e78d81a32934a711302e"
    assert seen.header("x-mark") == "一"
    assert 0 < seen.times.first_byte <= seen.times.total < 3


def late(seconds):
    async def answer(request, writer):
        await asyncio.sleep(seconds)
        await send(writer, request, Reply(b"late"))

    return answer


@pytest.mark.parametrize("has_epoll", [True, False])
async def test_visits_side_by_side_and_one_after_the_other_with_and_without_epoll(
    server, options, monkeypatch, has_epoll
):
    if not has_epoll:
        monkeypatch.delattr(select, "epoll")
    pages = [f"/{number}" for number in range(30)]
    for path in pages:
        server.on(path, path)
    server.on("/slow", late(0.4))

    async with Client(options(request_timeout_s=5.0), now=NOW) as client:
        # The second round takes up the connections of the first; one that waits long holds up nobody.
        first, slow = await asyncio.gather(
            asyncio.gather(*(client.visit(server.url(path)) for path in pages)), client.visit(server.url("/slow"))
        )
        second = [await client.visit(server.url(path)) for path in pages]

    assert [one.body.decode() for one in (*first, slow, *second)] == [*pages, "late", *pages]


@pytest.mark.parametrize("has_epoll", [True, False])
async def test_what_never_answers_ends_in_time_with_and_without_epoll(server, options, monkeypatch, has_epoll):
    if not has_epoll:
        monkeypatch.delattr(select, "epoll")
    server.on("/slow", late(5.0))

    async with Client(options(request_timeout_s=0.3), now=NOW) as client:
        seen = await asyncio.gather(*(client.visit(server.url("/slow")) for _ in range(5)))

    assert {one.state for one in seen} == {State.TIMED_OUT}


async def test_redirects_are_followed_hop_by_hop_and_kept(server, visit):
    server.on("/a", redirect("/b", 301))
    server.on("/b", redirect(server.url("/c/页.html", host="other.localhost")))
    server.on("/c/%E9%A1%B5.html", "there")

    seen = await visit(server.url("/a"))

    assert [(hop.status, hop.url) for hop in seen.hops] == [(301, server.url("/a")), (302, server.url("/b"))]
    assert seen.final_url == server.url("/c/%E9%A1%B5.html", host="other.localhost")


async def test_a_redirect_loop_ends_at_its_first_return(server, visit):
    server.on("/a", redirect("/b"))
    server.on("/b", redirect("/a"))

    seen = await visit(server.url("/a"))

    assert (seen.fault, len(server.log)) == ("redirect-loop", 2)


async def test_an_endless_chain_of_redirects_ends_at_the_limit(server, visit):
    server.on("*", lambda request: redirect(request.path + "x"))

    seen = await visit(server.url("/a"), max_redirects=5)

    assert (seen.fault, len(server.log)) == ("redirect-chain", 6)


async def test_the_whole_visit_has_one_time_limit_redirects_included(server, visit):
    async def slow(request, writer):
        await asyncio.sleep(0.25)
        await send(writer, request, redirect(request.path + "x"))

    server.on("*", slow)

    seen = await visit(server.url("/a"), request_timeout_s=0.6)

    assert (seen.state, seen.fault) == (State.TIMED_OUT, "timed-out")
    assert 0.5 < seen.times.total < 0.9


async def test_a_slow_drip_ends_at_the_time_limit(server, visit):
    async def drip(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.on("/", drip)

    seen = await visit(server.url(), request_timeout_s=0.4)

    assert seen.state is State.TIMED_OUT
    assert seen.times.total < 0.8


async def test_an_endless_body_is_cut_off(server, visit):
    async def pour(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    server.on("/", pour)

    seen = await visit(server.url(), max_body_bytes=1_000_000)

    assert (seen.state, seen.fault) == (State.TOO_LARGE, "body-too-large")
    assert seen.length <= 1_000_000


@pytest.mark.parametrize("coding", ["gzip", "deflate", "gzip, gzip"])
async def test_a_decompression_bomb_is_cut_off(server, visit, coding):
    packed = gzip.compress(bytes(50_000_000)) if "gzip" in coding else zlib.compress(bytes(50_000_000))
    if coding == "gzip, gzip":
        packed = gzip.compress(packed)
    server.on("/", Reply(packed, headers=(("Content-Encoding", coding),)))

    seen = await visit(server.url(), max_body_bytes=1_000_000)

    assert (seen.state, seen.fault) == (State.TOO_LARGE, "body-too-large")


async def test_compressed_pages_are_read(server, visit):
    server.on("/", Reply(gzip.compress("你好".encode()), headers=(("Content-Encoding", "gzip"),)))

    assert (await visit(server.url())).body.decode() == "你好"


LINK = '<a href="/news/">要闻</a>'


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("mark", "links", "length", "state"),
    [
        ("acw_sc__v2", 0, 0, State.BLOCKED),
        ("TencentCaptcha", 10, 0, State.BLOCKED),
        ("TencentCaptcha", 11, 0, State.DONE),
        ("/_guard/html.js", 0, 19_000, State.BLOCKED),
        ("/_guard/html.js", 0, 20_000, State.DONE),
        ("", 0, 0, State.DONE),
    ],
    ids=[
        "a script alone",
        "ten links",
        "a page of the site with a form",
        "a small page",
        "a page of the usual length",
        "no mark",
    ],
)
async def test_a_small_page_with_few_links_and_the_mark_of_a_protection_system_is_no_page_of_the_site(
    server, visit, mark, links, length, state
):
    server.on("/", f"<html><script>{mark}</script>{LINK * links}{'x' * length}</html>")

    assert (await visit(server.url())).state is state


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([("X", "a" * 70_000)], id="one huge header"),
        pytest.param([(f"X-{n}", "a" * 100) for n in range(1000)], id="a flood of headers"),
        pytest.param([("Set-Cookie", f"c{n}={'a' * 200}") for n in range(1000)], id="a flood of cookies"),
    ],
)
async def test_huge_headers_are_cut_off(server, visit, headers):
    server.on("/", Reply(b"x", headers=tuple(headers)))

    assert (await visit(server.url())).state is State.TOO_LARGE


async def raw(request, writer, answer):
    writer.write(answer)
    await writer.drain()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param(b"", State.REFUSED, id="closed without a word"),
        pytest.param(b"\x00\xff" * 500, State.REFUSED, id="no HTTP at all"),
        pytest.param(b"HTTP/1.1 999999 X\r\n\r\n", State.REFUSED, id="absurd status"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", State.DONE, id="body cut short"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", State.REFUSED, id="negative length"),
        pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n", State.REFUSED, id="broken chunks"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde", State.REFUSED, id="no gzip inside"),
        pytest.param(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", State.DONE, id="redirect to nowhere"),
        pytest.param(b"HTTP/1.1 302 Found\r\nLocation: http://[zz/\r\nContent-Length: 0\r\n\r\n", State.DONE, id="redirect to no address"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX\x00Y: \xff\r\nContent-Length: 2\r\n\r\nok", State.DONE, id="odd bytes in headers"),
    ],
)  # fmt: skip
async def test_broken_servers_never_raise(server, visit, answer, state):
    async def play(request, writer):
        await raw(request, writer, answer)

    server.on("/", play)

    seen = await visit(server.url())

    # libcurl may read some broken answers leniently; what matters is that none raises and none is a death by mistake.
    assert seen.state in {state, State.REFUSED, State.DONE}
    assert seen.state is state or seen.error or seen.status


async def test_a_closed_port_is_refused(visit):
    seen = await visit(f"http://www.site.localhost:{free_port()}/")

    assert (seen.state, seen.status) == (State.REFUSED, 0)


async def test_a_name_that_is_not_there_is_a_dns_failure(visit):
    assert (await visit("http://nothing-here.invalid/")).state is State.DNS


@pytest.fixture
async def odd_server():
    """A server of another kind: `make(handler, context)` returns its port."""
    servers = []

    async def make(handler, context=None):
        servers.append(await asyncio.start_server(handler, "127.0.0.1", 0, ssl=context))
        return servers[-1].sockets[0].getsockname()[1]

    yield make
    for one in servers:
        one.close()
        await one.wait_closed()


async def hang_up(reader, writer):
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    writer.close()


async def test_no_tls_on_a_tls_address_is_a_tls_failure(odd_server, visit):
    port = await odd_server(hang_up)

    assert (await visit(f"https://www.site.localhost:{port}/")).state is State.TLS


async def test_a_certificate_that_nobody_vouches_for_is_a_tls_failure(odd_server, visit):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("self-signed.pem"))
    port = await odd_server(hang_up, context)

    seen = await visit(f"https://www.site.localhost:{port}/")

    assert (seen.state, seen.status) == (State.TLS, 0)
    assert "certificate" in seen.error


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        pytest.param("127.0.0.1", (), id="loopback by address"),
        pytest.param("www.site.localhost", (), id="a name that resolves to loopback"),
        pytest.param("2130706433", (), id="loopback as one number"),
        pytest.param("0x7f.1", (), id="loopback in hexadecimal"),
        pytest.param("[::ffff:127.0.0.1]", (), id="IPv4 in IPv6"),
        pytest.param("127.0.0.1", ("10.0.0.0/8",), id="another network is allowed"),
    ],
)
async def test_private_addresses_are_refused_when_the_connection_is_made(server, visit, host, allowed):
    server.on("/", "secret")

    seen = await visit(server.url(host=host), allow_addresses=allowed)

    assert (seen.state, seen.fault, seen.status) == (State.ABORTED, "address-guard", 0)
    assert server.log == []


async def test_a_redirect_to_a_private_address_is_refused_as_well(server, visit):
    server.on("/", redirect("http://10.255.255.1/meta"))

    seen = await visit(server.url())

    assert (seen.state, seen.fault) == (State.ABORTED, "address-guard")
    assert "10.255.255.1" in seen.error


async def test_a_name_given_an_address_by_option_is_still_guarded(server, visit):
    server.on("/", "secret")
    url = f"http://www.qinghe.gov.cn:{server.port}/"

    seen = await visit(url, allow_addresses=(), resolve=(f"www.qinghe.gov.cn:{server.port}:127.0.0.1",))

    assert (seen.state, server.log) == (State.ABORTED, [])


async def test_a_redirect_to_another_scheme_is_not_followed(server, visit):
    server.on("/", redirect("file:///etc/passwd"))

    seen = await visit(server.url())

    assert (seen.status, seen.hops, seen.body) == (302, (), b"")


async def test_pages_only_stops_at_the_headers_of_a_film(server, visit):
    server.on("/film", Reply(bytes(5_000_000), kind="video/mp4"))

    seen = await visit(server.url("/film"), pages_only=True)

    assert (seen.state, seen.status, seen.length) == (State.DONE, 200, 0)


async def test_many_visits_side_by_side_share_one_driver(server, options):
    server.on("*", lambda request: Reply(request.path.encode()))

    async with Client(options(concurrency=50, request_timeout_s=60.0), now=NOW) as client:
        seen = await asyncio.gather(*(client.visit(server.url(f"/{n}")) for n in range(300)))

    assert [one.body for one in seen] == [f"/{n}".encode() for n in range(300)]


async def test_a_cancelled_visit_leaves_the_client_usable(server, options):
    async def never(request, writer):
        await asyncio.sleep(30)

    server.on("/never", never)
    server.on("/", "ok")

    async with Client(options(), now=NOW) as client:
        task = asyncio.create_task(client.visit(server.url("/never")))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert (await client.visit(server.url())).body == b"ok"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 23 Nov 2026 02:01:00 GMT", 60.0),
        ("Mon, 23 Nov 2020 02:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("", 0.0),
        ("9" * 400, 999999.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_date(value, seconds):
    assert retry_after(value, NOW) == seconds
