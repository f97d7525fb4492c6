"""The only way out of the browser: a SOCKS proxy on loopback that judges every address at the connection, and counts bytes."""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from ipaddress import ip_address

from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.options import Options

_CHUNK = 65_536
_DONE, _FAILED, _REFUSED, _UNKNOWN = 0, 1, 2, 4
_NAME, _IPV4, _IPV6 = 3, 1, 4
_CONNECT = 1
_HANDSHAKE_S = 10.0
_MOST_REFUSALS = 100


class Gateway:
    """Connects a browser with the net. Start it, hand `address` to the browser, call `begin` before each page.

    Names are resolved here, each address is held against the guard, and the connection is made to the address that was judged: a name that
    changes in between (DNS rebinding) changes nothing. `on_full` is called when a page has loaded more than `most_bytes`.
    """

    def __init__(self, options: Options, guard: AddressGuard, *, most_bytes: int) -> None:
        self.received = 0
        self.refusals: list[tuple[str, str]] = []
        self.on_full: Callable[[], None] = lambda: None
        self._guard = guard
        self._most = most_bytes
        self._connect_s = options.connect_timeout_s
        self._fixed = _fixed(options.resolve)
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> str:
        """Listen on a free port of loopback; returns the address for the browser."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return f"socks5://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def begin(self) -> None:
        """Close what the last page left open, and count from zero."""
        self.received = 0
        self.refusals = []
        self.cut()

    def cut(self) -> None:
        """Close every connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def stop(self) -> None:
        """Stop listening."""
        self.cut()
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            async with asyncio.timeout(_HANDSHAKE_S):
                asked = await _asked(reader, writer)
            if asked is not None:
                await self._join(*asked, reader, writer)
        except (OSError, EOFError, TimeoutError, UnicodeError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _join(self, host: str, port: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        addresses = await self._addresses(host, port)
        allowed = [one for one in addresses if not self._guard.refusal(one)]
        if not allowed:
            if addresses and len(self.refusals) < _MOST_REFUSALS:
                self.refusals.append((host, self._guard.refusal(addresses[0])))
            writer.write(_reply(_REFUSED if addresses else _UNKNOWN))
            return
        there = await self._connect(allowed, port) if self.received <= self._most else None
        if there is None:
            writer.write(_reply(_FAILED))
            return
        from_there, to_there = there
        self._writers.add(to_there)
        writer.write(_reply(_DONE))
        try:
            with contextlib.suppress(OSError):
                async with asyncio.TaskGroup() as group:
                    group.create_task(_pump(reader, to_there, lambda _: None))
                    group.create_task(_pump(from_there, writer, self._count))
        finally:
            self._writers.discard(to_there)
            to_there.close()

    def _count(self, size: int) -> None:
        self.received += size
        if self.received > self._most:
            self.on_full()
            self.cut()

    async def _addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a name; names under localhost are loopback, as libcurl has it."""
        if fixed := self._fixed.get((host.lower(), port)):
            return [fixed]
        with contextlib.suppress(ValueError):
            return [str(ip_address(host.strip("[]")))]
        if host.lower().rstrip(".").rpartition(".")[2] == "localhost":
            return ["127.0.0.1"]
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_s):
                found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError:
            return []
        return list(dict.fromkeys(str(one[4][0]) for one in found))

    async def _connect(
        self, addresses: list[str], port: int
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for address in addresses:
            with contextlib.suppress(OSError):
                async with asyncio.timeout(self._connect_s):
                    return await asyncio.open_connection(address, port)
        return None


async def _asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
    """The host and port that a SOCKS 5 client asks for; None for any other request."""
    _, methods = await reader.readexactly(2)
    await reader.readexactly(methods)
    writer.write(b"\x05\x00")
    version, command, _, kind = await reader.readexactly(4)
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        host = (await reader.readexactly(length)).decode("idna" if length > 253 else "ascii")
    elif kind in {_IPV4, _IPV6}:
        host = str(ip_address(await reader.readexactly(4 if kind == _IPV4 else 16)))
    else:
        return None
    port = int.from_bytes(await reader.readexactly(2))
    return (host, port) if (version, command) == (5, _CONNECT) else None


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, count: Callable[[int], None]) -> None:
    while chunk := await reader.read(_CHUNK):
        count(len(chunk))
        writer.write(chunk)
        await writer.drain()
    if writer.can_write_eof():
        writer.write_eof()


def _reply(code: int) -> bytes:
    return bytes((5, code, 0, _IPV4, 0, 0, 0, 0, 0, 0))


def _fixed(resolve: tuple[str, ...]) -> dict[tuple[str, int], str]:
    found = {}
    for one in resolve:
        host, port, address = one.split(":", 2)
        found[host.lower(), int(port)] = address.strip("[]")
    return found
