"""Hands a request to the application and its answer back, both as they come.

Each request has a connection of its own to the application, which stands on the same machine: nothing that one visitor
sends can spill into another's answer.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass

from jiyue.platform.publishing.front.bodies import Body
from jiyue.platform.publishing.front.replies import Reply, parse
from jiyue.platform.publishing.front.requests import Refused, Request
from jiyue.platform.publishing.front.roles import Visitor

_PIECE = 64 * 1024
_CONNECT_S = 5
# Meant for this hop alone (RFC 9110, 7.6.1), or ours to say: a visitor's word on them would be believed behind us.
_NOT_FORWARDED = frozenset(
    b"connection keep-alive proxy-connection proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade "
    b"expect host content-length forwarded x-forwarded-for x-forwarded-proto x-forwarded-host x-forwarded-port "
    b"x-forwarded-server x-forwarded-prefix x-real-ip via proxy".split()
)


class BrokenOff(Exception):
    """The answer can not be completed; the visitor must see the break, not a short page."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was answered, and whether the visitor's connection ends with it."""

    status: int
    is_last: bool


async def forward(visitor: Visitor, request: Request) -> Outcome:
    """Carry one request to the application and the answer to the visitor.

    Raises Refused while nothing is sent yet (413 body too big, 502 no proper answer, 503 not running, 504 too slow),
    BrokenOff afterwards.
    """
    limits = visitor.server.limits
    body = Body(length=request.fields.length, is_chunked=request.fields.is_chunked, most=limits.body_bytes)
    reader, writer = await _connect(visitor.server.options.application)
    sending = asyncio.create_task(_send(visitor, request, body, writer))
    try:
        reply = await _reply(reader, sending, limits.application_s)
        return await _relay(visitor, request, reply, reader, is_last=not sending.done() or not body.is_done)
    finally:
        sending.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await sending
        writer.close()


async def _connect(application: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    try:
        async with asyncio.timeout(_CONNECT_S):
            if application.startswith("/"):
                return await asyncio.open_unix_connection(application, limit=_PIECE)
            host, _, port = application.rpartition(":")
            return await asyncio.open_connection(host.strip("[]"), int(port), limit=_PIECE)
    except OSError as error:
        raise Refused(503) from error


async def _send(visitor: Visitor, request: Request, body: Body, writer: asyncio.StreamWriter) -> None:
    """Send head and body; raises Refused for a body that breaks the rules, BrokenOff when the visitor goes away."""
    writer.write(_head(visitor, request))
    if request.fields.headers.get(b"expect", b"").lower() == b"100-continue" and request.is_http_11:
        visitor.transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")
    while not body.is_done:
        data = await visitor.more()
        if not data:
            raise BrokenOff
        content = body.feed(data)
        if content:
            writer.write(b"%x\r\n%b\r\n" % (len(content), content) if request.fields.is_chunked else content)
        if body.is_done:
            visitor.give_back(body.rest)
        visitor.hold(visitor.server.limits.application_s)
        with suppress(ConnectionError):  # the application may answer without reading on; its answer decides
            await writer.drain()
    if request.fields.is_chunked:
        writer.write(b"0\r\n\r\n")


def _head(visitor: Visitor, request: Request) -> bytes:
    """Write the head for the application: the visitor's own fields, less those of the hop, plus who it is."""
    dropped = _NOT_FORWARDED
    if b"connection" in request.fields.headers:
        dropped |= {word.strip().lower() for word in request.fields.headers[b"connection"].split(b",")}
    # In WSGI "X_Real_IP" and "X-Real-IP" become one name, so names with underscores do not pass.
    lines = [
        b"%b: %b\r\n" % (name, value)
        for name, value in request.fields.listed
        if b"_" not in name and name.lower() not in dropped
    ]
    if request.fields.is_chunked:
        lines.append(b"Transfer-Encoding: chunked\r\n")
    elif b"content-length" in request.fields.headers:
        lines.append(b"Content-Length: %d\r\n" % request.fields.length)
    host = request.host_field or b"localhost"
    lines.append(
        b"Host: %b\r\nX-Forwarded-For: %b\r\nX-Forwarded-Proto: %b\r\nX-Forwarded-Host: %b\r\nConnection: close\r\n\r\n"
        % (host, visitor.peer.encode(), visitor.server.options.scheme.encode(), host)
    )
    return b"%b %b HTTP/1.1\r\n" % (request.method, request.target) + b"".join(lines)


async def _reply(reader: asyncio.StreamReader, sending: asyncio.Task[None], most_s: float) -> Reply:
    """Wait for the application's head; a fault in the visitor's body ends the wait at once."""
    waiting = asyncio.create_task(_head_of_reply(reader))
    try:
        while True:
            # While the visitor still sends, the connection's own deadline counts.
            pending = {waiting} if sending.done() else {waiting, sending}
            timeout = most_s if sending.done() else None
            done, _ = await asyncio.wait(pending, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
            if waiting in done:
                return waiting.result()
            if not done:
                raise Refused(504)
            sending.result()
    finally:
        waiting.cancel()


async def _head_of_reply(reader: asyncio.StreamReader) -> Reply:
    """Read heads until a final one; interim ones (1xx) are for this hop."""
    try:
        while True:
            reply = parse((await reader.readuntil(b"\r\n\r\n"))[:-4])
            if reply.status >= 200:
                return reply
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError) as error:
        raise Refused(502) from error


async def _relay(
    visitor: Visitor, request: Request, reply: Reply, reader: asyncio.StreamReader, *, is_last: bool
) -> Outcome:
    """Send the answer on. Without a known length it is chunked; HTTP/1.0 sees its end in the closing."""
    server = visitor.server
    is_empty = request.method == b"HEAD" or reply.status in {204, 304}
    is_chunked = reply.length is None and not is_empty and request.is_http_11
    is_last = is_last or server.is_ending or not (request.fields.is_kept_alive and request.is_http_11)
    framing = b"Transfer-Encoding: chunked\r\n" if is_chunked else b""
    tail = server.tail_last if is_last else server.tail
    visitor.transport.writelines((reply.head, framing, tail))
    if is_empty:
        return Outcome(reply.status, is_last)
    try:
        async for piece in _content(reply, reader):
            visitor.hold(server.limits.application_s)
            await visitor.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
    except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, Refused) as error:
        raise BrokenOff from error
    if is_chunked:
        await visitor.write(b"0\r\n\r\n")
    return Outcome(reply.status, is_last)


async def _content(reply: Reply, reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Yield the answer's content: counted, decoded from chunks, or up to the end of the connection.

    Raises IncompleteReadError when the application ends before the body does.
    """
    has_end = reply.length is not None or reply.is_chunked
    body = Body(length=reply.length or 0, is_chunked=reply.is_chunked, most=1 << 62)
    while not (has_end and body.is_done):
        data = await reader.read(_PIECE)
        if not data and has_end:
            raise asyncio.IncompleteReadError(b"", None)
        if not data:
            return
        if piece := body.feed(data) if has_end else data:
            yield piece
