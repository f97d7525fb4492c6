"""The browser's way out: every connection is judged by address, counted, and can be cut."""

import asyncio

import pytest

from jiyue.inspection import Options
from jiyue.inspection.browser.gateway import Gateway
from jiyue.inspection.fetch.guard import AddressGuard


@pytest.fixture
async def made(server):
    opened = []

    async def make(*, allow=("127.0.0.0/8",), most_bytes=100_000, resolve=()):
        gateway = Gateway(Options(resolve=resolve), AddressGuard(allow), most_bytes=most_bytes)
        opened.append(gateway)
        return gateway, int((await gateway.start()).rpartition(":")[2])

    yield make
    for gateway in opened:
        await gateway.stop()


async def ask(port, host, to, request=b"", *, command=1):
    """The code of the proxy's answer, and what came behind it."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    kind = bytes((3, len(host))) + host.encode() if isinstance(host, str) else bytes((1,)) + host
    writer.write(b"\x05\x01\x00" + bytes((5, command, 0)) + kind + to.to_bytes(2))
    try:
        async with asyncio.timeout(3):
            await reader.readexactly(2)
            answer = await reader.read(10)
            writer.write(request)
            body = await reader.read() if request else b""
    except (ConnectionError, EOFError):
        return (None, b"")
    finally:
        writer.close()
    return (answer[1] if len(answer) > 1 else None, body)


GET = b"GET / HTTP/1.0\r\nHost: x\r\n\r\n"


async def test_an_allowed_address_is_reached_and_counted(server, made):
    server.on("/", "hello")
    gateway, port = await made()

    async with asyncio.timeout(5):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x05\x01\x00\x05\x01\x00\x03\x0bx.localhost" + server.port.to_bytes(2))
        await reader.readexactly(12)
        writer.write(GET)
        answer = await reader.readuntil(b"hello")
        writer.close()

    assert answer.startswith(b"HTTP/1.1 200")
    assert gateway.received == len(answer)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("169.254.169.254", id="metadata by address"),
        pytest.param(bytes((169, 254, 169, 254)), id="metadata in four bytes"),
        pytest.param("metadata.example", id="a name that leads there"),
        pytest.param("10.0.0.1", id="private"),
        pytest.param("[::1]", id="loopback of IPv6"),
    ],
)
async def test_a_special_address_is_refused_and_noted(made, host):
    gateway, port = await made(allow=(), resolve=("metadata.example:80:169.254.169.254",))

    code, _ = await ask(port, host, 80)

    assert code == 2
    assert len(gateway.refusals) == 1


async def test_only_connections_are_made(made, server):
    _, port = await made()

    assert (await ask(port, "x.localhost", server.port, command=2))[0] is None


async def test_a_name_that_there_is_not_is_unknown(made):
    gateway, port = await made()

    assert (await ask(port, "nothing.invalid", 80))[0] == 4
    assert gateway.refusals == []


async def test_a_page_that_loads_too_much_is_cut_off(made, server):
    server.on("/", "x" * 500_000)
    gateway, port = await made(most_bytes=50_000)
    full = []
    gateway.on_full = lambda: full.append(1)

    _, body = await ask(port, "x.localhost", server.port, GET)

    assert full
    assert len(body) < 500_000
    assert (await ask(port, "x.localhost", server.port))[0] == 1


async def test_the_next_page_begins_from_zero(made, server):
    server.on("/", "x" * 500_000)
    gateway, port = await made(most_bytes=50_000)
    await ask(port, "x.localhost", server.port, GET)

    gateway.begin()

    assert gateway.received == 0
    assert (await ask(port, "x.localhost", server.port))[0] == 0


async def test_noise_is_hung_up_on(made):
    _, port = await made()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"\x05\x00\x05\x01\x00\x09")

    async with asyncio.timeout(3):
        await reader.read()
    writer.close()
