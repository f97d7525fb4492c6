"""A front on a free port of the loopback, a small tree of two sites, and an application that records what it gets."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest

from jiyue.platform.publishing.front.options import Limits, Options
from jiyue.platform.publishing.front.server import Server
from tests.front.visitor import Visitor

PAGE = "<!DOCTYPE html><title>宝鸡</title>".encode() + b"<p>text</p>" * 200


@pytest.fixture
def tree(tmp_path):
    """Two sites; the first has a column, an attachment and a page for missing ones."""
    site = tmp_path / "baked" / "www.a.localhost"
    for name, content in {
        "index.html": PAGE,
        "404.html": "<title>没有找到</title>".encode(),
        "news/index.html": b"<title>news</title>",
        "news/2026/1.html": b"<title>one</title>",
        "files/0123456789abcdef/附件.docx": b"PK-content",
        "files/0123456789abcdef/page.html": b"<script>alert(1)</script>",
        "big.bin": bytes(range(256)) * 8192,
        ".secret": b"hidden",
        "news/.hidden/index.html": b"hidden",
    }.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(content)
    other = tmp_path / "baked" / "www.b.localhost"
    other.mkdir()
    (other / "index.html").write_bytes(b"other site")
    (tmp_path / "outside.html").write_bytes(b"outside")
    static = tmp_path / "static"
    static.mkdir()
    (static / "site.css").write_bytes(b"body{}" * 200)
    (static / "site.0123456789ab.css").write_bytes(b"body{}" * 200)
    return tmp_path


@dataclass
class Application:
    """Answers every connection with `reply` once the whole request is there; keeps the requests' bytes."""

    path: str = ""
    reply: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    requests: list[bytes] = field(default_factory=list)
    is_answering_early: bool = False

    async def talk(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        body = b""
        if not self.is_answering_early:
            body = await self.body(head.lower(), reader)
        self.requests.append(head + body)
        writer.write(self.reply)
        await writer.drain()
        writer.close()

    async def body(self, head, reader):
        if b"transfer-encoding: chunked" in head:
            return await reader.readuntil(b"0\r\n\r\n")
        for line in head.split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return await reader.readexactly(int(line.partition(b":")[2]))
        return b""


@pytest.fixture
async def application(tree):
    application = Application(str(tree / "app.sock"))
    server = await asyncio.start_unix_server(application.talk, application.path)
    yield application
    server.close()


@pytest.fixture
def limits():
    """Small enough to be met in a test."""
    return Limits(body_bytes=1000, remembered_file_bytes=100_000)


@pytest.fixture
def options(tree, limits):
    return Options(
        baked=tree / "baked",
        static=tree / "static",
        application=str(tree / "app.sock"),
        application_hosts=frozenset({"console.localhost"}),
        home="http://console.localhost:8000/",
        limits=limits,
    )


@pytest.fixture
async def start(options):
    """Start a front with changed options; all are ended after the test."""
    servers, visitors = [], []

    async def start(address="127.0.0.1", **changes):
        server = Server(replace(options, **changes))
        await server.listen((address,), 0)
        servers.append(server)
        visitors.append(Visitor(server.ports[0], address=address))
        return visitors[-1]

    yield start
    for visitor in visitors:
        for writer in visitor.opened:
            writer.close()
    for server in servers:
        await server.end()


@pytest.fixture
async def visitor(start):
    return await start()
