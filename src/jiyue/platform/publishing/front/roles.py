"""What the parts of the front need of each other, so that none imports the one that uses it."""

import asyncio
from typing import Any, Protocol

from jiyue.platform.publishing.front.options import Limits, Options
from jiyue.platform.publishing.front.requests import Request
from jiyue.platform.publishing.front.sites import Sites


class Shared(Protocol):
    """The server as its connections see it. `connections` holds every one that is open."""

    options: Options
    limits: Limits
    sites: Sites
    connections: set[Any]
    is_ending: bool
    tail: bytes
    tail_10: bytes
    tail_last: bytes
    loop: asyncio.AbstractEventLoop
    now: float

    def log(self, peer: str, request: Request, status: int, size: int) -> None:
        """Write one line of the access log."""


class Visitor(Protocol):
    """A connection as the proxy sees it."""

    server: Shared
    peer: str
    transport: asyncio.Transport

    async def more(self) -> bytes:
        """The next bytes that the visitor sends; empty at the end."""

    def give_back(self, rest: bytes) -> None:
        """Put back what belongs to the next request."""

    async def write(self, data: bytes) -> None:
        """Send, no faster than the visitor takes it."""

    def hold(self, seconds: float) -> None:
        """Give the present step so much time."""
