"""What the application answers, and how requests and answers pass: whole, cleaned, and never mixed up."""

import asyncio

import pytest

from tests.front.visitor import answer


def wrote(application):
    """The head that the application got, as lower-case names and values."""
    first, *lines = application.requests[-1].partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    return first, [tuple(line.split(": ", 1)) for line in lines]


@pytest.mark.parametrize("path", ["/search?q=%E5%AE%9D", "/search", "/search/advanced", "/messages/new", "/messages/7"])
async def test_dynamic_addresses_of_a_site_go_to_the_application(visitor, application, path):
    seen = await visitor.get(path)

    assert (seen.status, seen.body) == (200, b"ok")
    assert wrote(application)[0] == f"GET {path} HTTP/1.1"


@pytest.mark.parametrize("path", ["/searching", "/admin/", "/search/../admin/", "/search%2f..%2fadmin/", "//search",
                                  "/x/search", "/SEARCH"])  # fmt: skip
async def test_nothing_else_of_a_site_does(visitor, application, path):
    assert (await visitor.get(path)).status == 404
    assert application.requests == []


async def test_the_console_goes_to_the_application_entirely(visitor, application):
    for path in ("/", "/admin/../x", "/media/a.png", "/missing"):
        assert (await visitor.get(path, host="console.localhost:8000")).body == b"ok"

    assert ("Host", "console.localhost:8000") in wrote(application)[1]


async def test_a_form_passes_with_its_body(visitor, application):
    body = b"csrf=1&text=%E4%BD%A0"
    seen = await visitor.send(
        b"POST /messages/new HTTP/1.1\r\nHost: www.a.localhost\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
    )

    assert seen.status == 200
    assert application.requests[0].endswith(b"\r\n\r\n" + body)


async def test_a_body_in_chunks_passes_in_chunks(visitor, application):
    reader, writer = await visitor.connect()
    writer.write(b"POST /messages/new HTTP/1.1\r\nHost: www.a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
    for piece in (b"3\r\nab", b"c\r", b"\n2;ext=1\r\nde\r\n0\r\nTrailer: x\r\n\r\n"):
        writer.write(piece)
        await asyncio.sleep(0.01)

    assert (await answer(reader)).status == 200
    got = application.requests[0].partition(b"\r\n\r\n")[2]
    assert b"Trailer" not in got
    assert b"".join(part for part in got.split(b"\r\n")[1::2]) == b"abcde"


@pytest.mark.parametrize("chunks", [b"5 \r\nab\r\n", b"-1\r\n", b"0x2\r\nab\r\n0\r\n\r\n", b"2\nab\n", b"2\r\nabc\r\n0\r\n\r\n",
                                    b"g\r\n", b"a" * 300, b"0\r\n" + b"X: y\r\n" * 3000])  # fmt: skip
async def test_broken_chunks_are_refused(visitor, application, chunks):
    seen = await visitor.send(
        b"POST /messages/new HTTP/1.1\r\nHost: www.a.localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunks
        + b"\r\n\r\n"
    )

    assert seen.status == 400
    assert application.requests == []


@pytest.mark.parametrize("framing", [
    pytest.param(b"Content-Length: 1001\r\n\r\n" + b"x" * 1001, id="told"),
    pytest.param(b"Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + b"x" * 1001, id="in one chunk"),
    pytest.param(b"Transfer-Encoding: chunked\r\n\r\n" + (b"1\r\nx\r\n") * 1001, id="in many chunks"),
])  # fmt: skip
async def test_a_body_above_the_limit_is_refused(visitor, application, framing):
    seen = await visitor.send(b"POST /messages/new HTTP/1.1\r\nHost: www.a.localhost\r\n" + framing)

    assert seen.status == 413


async def test_a_body_at_the_limit_passes(visitor, application):
    seen = await visitor.send(
        b"POST /messages/new HTTP/1.1\r\nHost: www.a.localhost\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000
    )

    assert seen.status == 200


async def test_the_application_learns_who_asks_from_us_alone(visitor, application):
    await visitor.get(
        "/search",
        x_forwarded_for="6.6.6.6",
        X_Real_IP="6.6.6.6",
        forwarded="for=6.6.6.6",
        x_forwarded_proto="https",
        x_forwarded_host="evil.example",
        proxy="http://evil.example",
        cookie="a=b",
    )

    fields = wrote(application)[1]
    names = [name.lower() for name, _ in fields]
    assert ("X-Forwarded-For", "127.0.0.1") in fields
    assert ("X-Forwarded-Proto", "http") in fields
    assert ("X-Forwarded-Host", "www.a.localhost") in fields
    assert ("cookie", "a=b") in fields
    assert not {"x-real-ip", "forwarded", "proxy"} & set(names)
    assert len(names) == len(set(names))


async def test_names_with_underscores_can_not_pose_as_ours(visitor, application):
    await visitor.send(b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\nX_Forwarded_For: 6.6.6.6\r\n\r\n")

    assert b"6.6.6.6" not in application.requests[0]


async def test_fields_of_the_hop_stay_here(visitor, application):
    await visitor.send(
        b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\nConnection: keep-alive, X-Mine\r\nX-Mine: 1\r\n"
        b"Upgrade: websocket\r\nTE: trailers\r\nKeep-Alive: 5\r\nX-Other: 2\r\n\r\n"
    )

    names = {name.lower() for name, _ in wrote(application)[1]}
    assert "x-other" in names
    assert not names & {"x-mine", "upgrade", "te", "keep-alive"}


@pytest.mark.parametrize(("reply", "body"), [
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcdef", b"abc", id="counted, the rest cut off"),
    pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n", b"abc", id="chunked"),
    pytest.param(b"HTTP/1.1 200 OK\r\n\r\nabc", b"abc", id="to the end"),
    pytest.param(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc", b"abc", id="interim first"),
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b"", id="empty"),
])  # fmt: skip
async def test_answers_pass_whole_and_the_connection_stays(visitor, application, reply, body):
    application.reply = reply
    reader, writer = await visitor.connect()
    for _ in range(2):
        writer.write(b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n")
        seen = await answer(reader)
        assert (seen.status, seen.body) == (200, body)


async def test_an_old_client_gets_an_answer_of_unknown_length_to_the_end(visitor, application):
    application.reply = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"

    seen = await visitor.send(b"GET /search HTTP/1.0\r\nHost: www.a.localhost\r\n\r\n")

    assert "transfer-encoding" not in seen.headers
    assert seen.body == b"abc"


@pytest.mark.parametrize("reply", [
    pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", id="counted"),
    pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nabc", id="chunked"),
    pytest.param(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", id="broken chunk"),
])  # fmt: skip
async def test_an_answer_that_breaks_off_is_seen_as_broken(visitor, application, reply):
    application.reply = reply

    with pytest.raises((asyncio.IncompleteReadError, ConnectionError, ValueError)):
        await visitor.get("/search")


@pytest.mark.parametrize("reply", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                                   b"HTTP/1.1 200 OK\r\nX: a\rb\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000])  # fmt: skip
async def test_no_proper_answer_is_told_as_such(visitor, application, reply):
    application.reply = reply

    assert (await visitor.get("/search")).status == 502


async def test_an_answer_keeps_its_fields_but_those_of_the_hop(visitor, application):
    application.reply = (
        b"HTTP/1.1 302 Found\r\nLocation: /x\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nServer: granian\r\n"
        b"Connection: close\r\nContent-Length: 0\r\n\r\n"
    )
    received = await visitor.send_all(b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\nConnection: close\r\n\r\n")

    assert received.count(b"Set-Cookie: ") == 2
    assert received.count(b"Connection: ") == received.count(b"Date: ") == 1
    assert b"granian" not in received


async def test_head_and_empty_answers_have_no_body(visitor, application):
    application.reply = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"
    received = await visitor.send_all(b"HEAD /search HTTP/1.1\r\nHost: www.a.localhost\r\nConnection: close\r\n\r\n")
    assert received.endswith(b"\r\n\r\n")

    application.reply = b"HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n"  # fmt: skip
    received = await visitor.send_all(b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\nConnection: close\r\n\r\n")
    assert received.endswith(b"\r\n\r\n")


async def test_a_client_that_waits_for_leave_to_send_gets_it(visitor, application):
    reader, writer = await visitor.connect()
    writer.write(b"POST /search HTTP/1.1\r\nHost: www.a.localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
    assert (await answer(reader)).status == 100

    writer.write(b"ab")
    assert (await answer(reader)).status == 200


async def test_an_early_answer_ends_the_connection(visitor, application):
    application.is_answering_early = True
    application.reply = b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"

    seen = await visitor.send(b"POST /search HTTP/1.1\r\nHost: www.a.localhost\r\nContent-Length: 900\r\n\r\nabc")

    assert (seen.status, seen.headers["connection"]) == (413, "close")


async def test_requests_behind_a_form_on_the_same_connection_are_answered_in_order(visitor, application):
    reader, writer = await visitor.connect()
    writer.write(
        b"POST /search HTTP/1.1\r\nHost: www.a.localhost\r\nContent-Length: 3\r\n\r\nabc"
        b"GET /news/ HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n"
        b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n"
    )

    assert [(await answer(reader)).body for _ in range(3)] == [b"ok", b"<title>news</title>", b"ok"]


async def test_pages_stay_while_the_application_is_down(visitor):
    assert (await visitor.get("/")).status == 200
    seen = await visitor.get("/search")
    assert (seen.status, "服务正在启动" in seen.body.decode()) == (503, True)


async def test_a_visitor_who_leaves_frees_the_application(visitor, tree):
    gone = asyncio.Event()

    async def endless(reader, writer):
        try:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(b"x" * 1000)
                await writer.drain()
                await asyncio.sleep(0.01)
        except OSError:
            gone.set()
        finally:
            writer.close()

    server = await asyncio.start_unix_server(endless, str(tree / "app.sock"))
    reader, writer = await visitor.connect()
    writer.write(b"GET /search HTTP/1.1\r\nHost: www.a.localhost\r\n\r\n")
    await reader.read(2000)
    writer.close()

    await asyncio.wait_for(gone.wait(), 5)
    server.close()


async def test_an_application_on_a_port_is_reached_as_well(start):
    async def talk(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi")
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    visitor = await start(application=f"127.0.0.1:{server.sockets[0].getsockname()[1]}")

    assert (await visitor.get("/search")).body == b"hi"
    server.close()
