"""A visitor that writes bytes as told and reads answers, for requests that no decent client would send."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Seen:
    """One answer as it came over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    rest: bytes = b""


@dataclass
class Visitor:
    """Talks to a front on one port."""

    port: int
    host: str = "www.a.localhost"
    address: str = "127.0.0.1"
    opened: list[asyncio.StreamWriter] = field(default_factory=list)

    async def connect(self):
        reader, writer = await asyncio.open_connection(self.address, self.port)
        self.opened.append(writer)
        return reader, writer

    async def get(self, path, method="GET", host=None, **headers):
        lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        request = f"{method} {path} HTTP/1.1\r\nHost: {host or self.host}\r\nConnection: close\r\n{lines}\r\n"
        return await self.send(request.encode(), is_head=method == "HEAD")

    async def send(self, data, *, is_head=False):
        """Send bytes, read one answer."""
        reader, writer = await self.connect()
        writer.write(data)
        return await answer(reader, is_head=is_head)

    async def send_all(self, data):
        """Send bytes and the end, read all that comes back."""
        reader, writer = await self.connect()
        writer.write(data)
        writer.write_eof()
        return await asyncio.wait_for(reader.read(), 5)


async def answer(reader, *, is_head=False):
    """Read one answer, its body by length, by chunks, or to the end."""
    head = (await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5)).decode("latin-1")
    first, *lines = head[:-4].split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    status = int(first.split(" ")[1])
    if is_head or status in {204, 304} or status < 200:
        return Seen(status, headers, b"")
    if headers.get("transfer-encoding") == "chunked":
        return Seen(status, headers, await _chunks(reader))
    if "content-length" in headers:
        return Seen(status, headers, await asyncio.wait_for(reader.readexactly(int(headers["content-length"])), 5))
    return Seen(status, headers, await asyncio.wait_for(reader.read(), 5))


async def _chunks(reader):
    body = b""
    while size := int(await asyncio.wait_for(reader.readline(), 5), 16):
        body += await reader.readexactly(size)
        assert await reader.readexactly(2) == b"\r\n"
    assert await reader.readexactly(2) == b"\r\n"
    return body
