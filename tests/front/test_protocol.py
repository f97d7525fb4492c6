"""HTTP/1.1 as strangers speak it: strict heads, smuggling, pipelines, keep-alive, slow visitors, the end of the server."""

import asyncio

import pytest

from jiyue.platform.publishing.front.options import Limits
from tests.front.conftest import PAGE
from tests.front.visitor import answer

GET = b"GET / HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n"
LAST = b"GET /news/ HTTP/1.1\r\nHost: www.a.localhost\r\nConnection: close\r\n\r\n"


def head(*lines, first="GET / HTTP/1.1", host="Host: www.a.localhost"):
    return "\r\n".join([first, *([host] if host else []), *lines, "", ""]).encode("latin-1")


@pytest.mark.parametrize(("request_head", "status"), [
    pytest.param(head(host=None), 400, id="no host"),
    pytest.param(head("Host: www.b.localhost"), 400, id="two hosts"),
    pytest.param(head(host="Host: www.a.localhost/../b"), 400, id="host with a path"),
    pytest.param(head(host="Host: user@www.a.localhost"), 400, id="host with a user"),
    pytest.param(head(host="Host:"), 400, id="empty host"),
    pytest.param(head(host="Host: ."), 400, id="host of a dot"),
    pytest.param(head("Content-Length: 5", "Transfer-Encoding: chunked"), 400, id="two framings"),
    pytest.param(head("Content-Length: 5", "Content-Length: 6"), 400, id="two lengths"),
    pytest.param(head("Content-Length: 5", "Content-Length: 5"), 400, id="two equal lengths"),
    pytest.param(head("Content-Length: 5, 5"), 400, id="list of lengths"),
    pytest.param(head("Content-Length: +5"), 400, id="signed length"),
    pytest.param(head("Content-Length: 0x5"), 400, id="hexadecimal length"),
    pytest.param(head("Content-Length: "), 400, id="empty length"),
    pytest.param(head("Content-Length : 5"), 400, id="space before the colon"),
    pytest.param(head("Transfer-Encoding: gzip, chunked"), 501, id="unknown coding"),
    pytest.param(head("Transfer-Encoding: xchunked"), 501, id="almost chunked"),
    pytest.param(head("Transfer-Encoding: chunked", "Transfer-Encoding: identity"), 400, id="two codings"),
    pytest.param(head("Transfer-Encoding: chunked", first="POST / HTTP/1.0"), 400, id="chunks in HTTP/1.0"),
    pytest.param(head("X: a", " folded"), 400, id="folded line"),
    pytest.param(head("X"), 400, id="line without colon"),
    pytest.param(head(": x"), 400, id="line without name"),
    pytest.param(head("X: a\x00b"), 400, id="zero byte"),
    pytest.param(head("X: a\rb"), 400, id="bare carriage return"),
    pytest.param(head("X: a\nTransfer-Encoding: chunked"), 400, id="bare line feed"),
    pytest.param(head(first="GET  / HTTP/1.1"), 400, id="two spaces"),
    pytest.param(head(first="GET / HTTP/1.1 "), 400, id="space at the end"),
    pytest.param(head(first="GET / HTTP/2.0"), 400, id="another version"),
    pytest.param(head(first="GET /a#b HTTP/1.1"), 400, id="fragment"),
    pytest.param(head(first="GET www.a.localhost HTTP/1.1"), 400, id="target without slash"),
    pytest.param(head(first="GET ftp://www.a.localhost/ HTTP/1.1"), 400, id="another scheme"),
    pytest.param(head(first="CONNECT www.a.localhost:80 HTTP/1.1"), 400, id="tunnel"),
    pytest.param(head(first="TRACE / HTTP/1.1"), 405, id="mirror"),
    pytest.param(head(first="DELETE / HTTP/1.1"), 405, id="writing to a page"),
    pytest.param(head(first="POST /missing HTTP/1.1"), 404, id="writing to nothing"),
    pytest.param(head(first="PUT /static/site.css HTTP/1.1"), 405, id="writing to a static file"),
    pytest.param(head(first=f"GET /{'a' * 9000} HTTP/1.1"), 414, id="long target"),
    pytest.param(head(*[f"X-{n}: y" for n in range(101)]), 431, id="too many lines"),
    pytest.param(head("X: " + "a" * 40_000), 431, id="too long"),
    pytest.param(b"GET /" + b"a" * 40_000, 414, id="endless target"),
    pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, id="TLS on the plain port"),
])  # fmt: skip
async def test_a_head_that_could_be_read_in_two_ways_is_refused(visitor, request_head, status):
    seen = await visitor.send(request_head)

    assert seen.status == status


async def test_after_a_refusal_nothing_more_is_answered(visitor):
    received = await visitor.send_all(head("Content-Length: 5", "Transfer-Encoding: chunked") + GET)

    assert received.count(b"HTTP/1.1 ") == 1


async def test_a_body_that_a_page_does_not_take_is_not_read_as_a_request(visitor):
    smuggled = b"GET /news/ HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n"

    received = await visitor.send_all(head(f"Content-Length: {len(smuggled)}") + smuggled)

    assert received.count(b"HTTP/1.1 ") == 1
    assert b"Connection: close" in received


async def test_requests_in_a_row_are_answered_in_order_on_one_connection(visitor):
    reader, writer = await visitor.connect()
    writer.write(GET + b"GET /big.bin HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n" + b"\r\n" + GET + LAST)

    sizes = [len((await answer(reader)).body) for _ in range(4)]

    assert sizes == [len(PAGE), 256 * 8192, len(PAGE), len(b"<title>news</title>")]
    assert await reader.read() == b""


async def test_a_request_may_come_byte_by_byte(visitor):
    reader, writer = await visitor.connect()
    for byte in LAST:
        writer.write(bytes([byte]))
        await asyncio.sleep(0)

    assert (await answer(reader)).status == 200


async def test_a_visitor_who_ends_after_asking_still_gets_the_answer(visitor):
    assert (await visitor.send_all(GET)).endswith(PAGE)
    assert len(await visitor.send_all(b"GET /big.bin HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n")) > 256 * 8192


async def test_a_visitor_who_reads_late_gets_everything(visitor):
    reader, writer = await visitor.connect()
    writer.write(GET * 500 + LAST)
    await asyncio.sleep(0.2)

    for _ in range(500):
        assert (await answer(reader)).body == PAGE


async def test_old_clients_are_left_after_one_answer_unless_they_ask(visitor):
    received = await visitor.send(b"GET / HTTP/1.0\r\nHost: www.a.localhost\r\n\r\n")
    assert received.headers["connection"] == "close"

    received = await visitor.send(b"GET / HTTP/1.0\r\nHost: www.a.localhost\r\nConnection: Keep-Alive\r\n\r\n")
    assert received.headers["connection"] == "keep-alive"


async def test_the_bare_machine_is_sent_to_the_home_address(visitor):
    for host in ("localhost:8000", "127.0.0.1", "[::1]:8000"):
        seen = await visitor.get("/", host=host)
        assert (seen.status, seen.headers["location"]) == (302, "http://console.localhost:8000/")


@pytest.mark.parametrize("host", ["evil.example", "a.localhost", "..", "www.a.localhost.evil.example", "baked"])
async def test_a_host_that_is_not_served_is_told_so(visitor, host):
    seen = await visitor.get("/", host=host)

    assert seen.status in {400, 421}


@pytest.mark.clause("27.2")
async def test_it_answers_over_ipv6(start):
    try:
        visitor = await start(address="::1")
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")

    assert (await visitor.get("/")).status == 200


@pytest.mark.parametrize(("sent", "expected"), [
    pytest.param(b"GET / HTTP/1.1\r\nHost: www.a.local", b"HTTP/1.1 408 ", id="half a head"),
    pytest.param(b"", b"", id="nothing"),
    pytest.param(GET, b"HTTP/1.1 200 ", id="idle after an answer"),
])  # fmt: skip
async def test_slow_visitors_are_let_go(start, sent, expected):
    visitor = await start(limits=Limits(head_s=0.1, idle_s=0.1))
    reader, writer = await visitor.connect()
    writer.write(sent)

    received = await asyncio.wait_for(reader.read(), 5)

    assert received[: len(expected) or None] == expected


async def test_drops_of_a_head_do_not_prolong_its_time(start):
    visitor = await start(limits=Limits(head_s=0.5))
    reader, writer = await visitor.connect()
    writer.write(b"GET / HTTP/1.1\r\n")

    async def drip():
        while True:
            writer.write(b"X: y\r\n")
            await asyncio.sleep(0.05)

    dripping = asyncio.create_task(drip())
    received = await asyncio.wait_for(reader.read(), 4)
    dripping.cancel()

    assert received.startswith(b"HTTP/1.1 408 ")


async def test_a_visitor_who_does_not_read_is_dropped(start):
    visitor = await start(limits=Limits(stalled_s=0.1, remembered_file_bytes=1000))
    _, writer = await visitor.connect()
    writer.write(b"GET /big.bin HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n" * 20)
    writer.transport.pause_reading()

    for _ in range(100):
        await asyncio.sleep(0.05)
        if writer.transport.is_closing():
            break
        writer.write(b"\r\n")

    assert writer.transport.is_closing()


async def test_more_connections_than_allowed_are_not_taken(start):
    visitor = await start(limits=Limits(connections=1))
    reader, writer = await visitor.connect()
    writer.write(GET)
    await answer(reader)

    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await visitor.get("/")
