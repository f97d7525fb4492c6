"""The listening server: its connections, its clock, and an orderly end."""

import asyncio
import resource
import signal
import sys
from contextlib import suppress
from email.utils import formatdate

from jiyue.platform.publishing.front.connection import Connection
from jiyue.platform.publishing.front.options import Options
from jiyue.platform.publishing.front.requests import Request
from jiyue.platform.publishing.front.sites import Sites

_END_S = 5


class Server:
    """Shared by all connections. `now` and the `tail`s (Date and Connection lines) are renewed once a second."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.limits = options.limits
        self.sites = Sites(options)
        self.connections: set[Connection] = set()
        self.is_ending = False
        self.tail = self.tail_10 = self.tail_last = b""
        self._listeners: list[asyncio.Server] = []
        self.loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self.now = 0.0
        self._tick()

    async def listen(self, addresses: tuple[str, ...], port: int) -> list[str]:
        """Open the public port on each address; return the addresses that this machine has.

        Raises OSError when none can be opened, or when one is taken.
        """
        opened, problem = [], OSError("no address given")
        for address in addresses:
            try:
                listener = await self.loop.create_server(lambda: Connection(self), address, port, backlog=1024)
            except OSError as error:
                if "in use" in str(error):
                    raise
                problem = error  # a machine without IPv6, for example
                continue
            self._listeners.append(listener)
            opened.append(address)
        if not opened:
            raise problem
        return opened

    @property
    def ports(self) -> list[int]:
        """The ports that are open (told apart from those asked for when 0 was)."""
        return [socket.getsockname()[1] for listener in self._listeners for socket in listener.sockets]

    async def end(self) -> None:
        """Take no more visitors, let answers under way finish for a few seconds."""
        self.is_ending = True
        for listener in self._listeners:
            listener.close()
        for connection in [one for one in self.connections if one.is_idle]:
            connection.transport.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_END_S):
                while self.connections:  # noqa: ASYNC110 (a few seconds, once in a lifetime)
                    await asyncio.sleep(0.02)
        for connection in list(self.connections):
            connection.transport.abort()
        if self._timer is not None:
            self._timer.cancel()

    def log(self, peer: str, request: Request, status: int, size: int) -> None:
        """Write one line per answer; targets hold printable ASCII only, so a line can not be forged."""
        sys.stdout.write(
            f"{peer} {request.host} {request.method.decode()} {request.target.decode('ascii')} {status} {size}\n"
        )

    def _tick(self) -> None:
        self.now = self.loop.time()
        date = b"Date: " + formatdate(usegmt=True).encode() + b"\r\n"
        self.tail = date + b"\r\n"
        self.tail_10 = date + b"Connection: keep-alive\r\n\r\n"
        self.tail_last = date + b"Connection: close\r\n\r\n"
        for connection in [one for one in self.connections if one.deadline < self.now]:
            connection.expire()
        self._timer = self.loop.call_later(1, self._tick)


async def serve(options: Options, addresses: tuple[str, ...], port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    _allow_many_descriptors()
    server = Server(options)
    opened = await server.listen(addresses, port)
    sys.stdout.write(f"serving {options.baked} on {', '.join(opened)}, port {port}\n")
    sys.stdout.flush()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await ended.wait()
    await server.end()


def _allow_many_descriptors() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
