"""One visitor's connection: requests are answered strictly one after the other, files at once, all else in a task."""

import asyncio
import os
from contextlib import suppress
from typing import cast

from jiyue.platform.publishing.front import proxy, requests
from jiyue.platform.publishing.front.answer import Answer, Forward
from jiyue.platform.publishing.front.answers import of_status
from jiyue.platform.publishing.front.requests import Refused, Request
from jiyue.platform.publishing.front.roles import Shared

_END = b"\r\n\r\n"
_GRACE_S = 3
_LINGER_S = 2
_PIECE = 256 * 1024
_MOST_WAITING = 512 * 1024


class Connection(asyncio.Protocol):
    """Reads heads out of a buffer; while an answer is under way (`_task`), further bytes only wait in the buffer.

    `deadline` is looked at by the server once a second: for a whole head, for the next request, or for the visitor to
    take or send the next bytes. `sent` counts body bytes for the log.
    """

    def __init__(self, server: Shared) -> None:
        self.server = server
        self.deadline = server.now + server.limits.head_s
        self.peer = ""
        self.sent = 0
        self.transport: asyncio.Transport
        self._buffer = b""
        self._task: asyncio.Task[None] | None = None
        self._arrived = asyncio.Event()
        self._drained = asyncio.Event()
        self._is_flowing = True
        self._is_reading_paused = False
        self._is_closing = False
        self._is_at_end = False

    # Called by the event loop

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)  # uvloop's does not inherit from it
        peer = transport.get_extra_info("peername")
        self.peer = peer[0] if isinstance(peer, tuple) else ""
        if len(self.server.connections) >= self.server.limits.connections:
            self.transport.abort()
            return
        self.server.connections.add(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (the protocol's signature)
        self.server.connections.discard(self)
        self._is_closing = True
        if self._task is not None:
            self._task.cancel()

    def data_received(self, data: bytes) -> None:
        if self._is_closing:
            return
        self._buffer = self._buffer + data if self._buffer else data
        if self._task is None:
            self._serve()
            return
        self._arrived.set()
        if len(self._buffer) > _MOST_WAITING and not self._is_reading_paused:
            self._is_reading_paused = True
            self.transport.pause_reading()

    def eof_received(self) -> bool:
        """The visitor will send nothing more, but may still read what is under way."""
        self._is_at_end = True
        self._arrived.set()
        return not self._is_closing and (self._task is not None or not self._is_flowing)

    def pause_writing(self) -> None:
        self._is_flowing = False
        self._drained.clear()
        self.deadline = self.server.now + self.server.limits.stalled_s

    def resume_writing(self) -> None:
        self._is_flowing = True
        self._drained.set()
        self.deadline = self.server.now + self.server.limits.idle_s
        if self._task is None:
            self._serve()

    # Called by the server

    @property
    def is_idle(self) -> bool:
        return self._task is None and not self._buffer and self._is_flowing

    def expire(self) -> None:
        """The deadline has passed: tell a visitor who sent half a head, drop one who no longer reads."""
        if self._task is None and self._buffer and self._is_flowing and not self._is_closing:
            self._refuse(408)
        elif self.is_idle and not self._is_closing:
            self.transport.close()
        else:
            self.transport.abort()

    # Called while an answer is under way

    async def more(self) -> bytes:
        """Take the bytes that have come, wait for some if there are none; b"" when the visitor has ended."""
        while not self._buffer and not self._is_at_end:
            self._arrived.clear()
            self.deadline = self.server.now + self.server.limits.stalled_s
            if self._is_reading_paused:
                self._is_reading_paused = False
                self.transport.resume_reading()
            await self._arrived.wait()
        data, self._buffer = self._buffer, b""
        return data

    def give_back(self, rest: bytes) -> None:
        """Put back bytes that belong to the next request."""
        self._buffer = rest + self._buffer

    async def write(self, data: bytes) -> None:
        """Send a piece of a body, at the visitor's speed."""
        self.sent += len(data)
        self.transport.write(data)
        if not self._is_flowing:
            await self._drained.wait()

    def hold(self, seconds: float) -> None:
        """Give an answer under way so much time until its next sign of life (a little more: others count it too)."""
        self.deadline = self.server.now + seconds + _GRACE_S

    # The work

    def _serve(self) -> None:
        """Answer what stands in the buffer, as long as whole requests do and the visitor takes the answers."""
        while self._buffer and self._task is None and self._is_flowing and not self._is_closing:
            end = self._buffer.find(_END, 0, self.server.limits.head_bytes)
            if self._buffer.startswith(b"\r\n"):  # an empty line before a request (RFC 9112, 2.2)
                self._buffer = self._buffer[2:]
                continue
            if end < 0:
                self._wait_for_head()
                break
            try:
                request = requests.parse(self._buffer[:end])
            except Refused as refusal:
                self._refuse(refusal.status)
                return
            self._buffer = self._buffer[end + 4 :]
            self._answer(request)
        if self._is_at_end and self._task is None and not self._is_closing:
            self._close()

    def _answer(self, request: Request) -> None:
        """Write an answer that is ready; begin a task for one that takes time."""
        server = self.server
        answer = server.sites.answer(request, server.loop.time())
        self.deadline = server.now + server.limits.idle_s
        if isinstance(answer, Forward):
            self.hold(server.limits.application_s)
            self._task = asyncio.get_running_loop().create_task(self._forward(request))
            return
        # A body that nobody asked for is not read: the connection ends with the answer.
        is_last = not request.fields.is_kept_alive or request.fields.has_body or server.is_ending
        tail = server.tail_last if is_last else server.tail if request.is_http_11 else server.tail_10
        if answer.path:
            self._task = asyncio.get_running_loop().create_task(self._stream(request, answer, tail, is_last=is_last))
            return
        self.transport.writelines((answer.head, tail, answer.body) if answer.body else (answer.head, tail))
        if server.options.is_logging:
            server.log(self.peer, request, answer.status, len(answer.body))
        if is_last:
            self._close()

    def _wait_for_head(self) -> None:
        """Refuse a head that is too long, and bound the time for the rest of one that has begun."""
        limits = self.server.limits
        if len(self._buffer) >= limits.head_bytes:
            self._refuse(431 if b"\r\n" in self._buffer[: requests.LONGEST_TARGET] else 414)
        else:
            self.deadline = min(self.deadline, self.server.now + limits.head_s)

    async def _stream(self, request: Request, answer: Answer, tail: bytes, *, is_last: bool) -> None:
        """Send a stretch of a file that is too big to remember, piece by piece."""
        try:
            descriptor = os.open(answer.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
            try:
                facts = os.fstat(descriptor)
                if (facts.st_mtime_ns, facts.st_size, facts.st_ino) != answer.stamp:
                    raise OSError("replaced since it was looked up")
                self.transport.writelines((answer.head, tail))
                position, end = answer.start, answer.start + answer.length
                while position < end:
                    piece = os.pread(descriptor, min(_PIECE, end - position), position)
                    if not piece:
                        raise OSError("shortened while it was sent")
                    position += len(piece)
                    await self.write(piece)
            finally:
                os.close(descriptor)
        except OSError:
            self.transport.abort()
            return
        self._done(request, answer.status, is_last=is_last)

    async def _forward(self, request: Request) -> None:
        try:
            outcome = await proxy.forward(self, request)
        except Refused as refusal:
            self._task = None
            self._refuse(refusal.status)
            return
        except proxy.BrokenOff:
            self.transport.abort()
            return
        self._done(request, outcome.status, is_last=outcome.is_last)

    def _done(self, request: Request, status: int, *, is_last: bool) -> None:
        """Close the books on a task's answer and go on with what came meanwhile."""
        self._task = None
        if self.server.options.is_logging:
            self.server.log(self.peer, request, status, self.sent)
        self.sent = 0
        self.deadline = self.server.now + self.server.limits.idle_s
        if is_last or self.server.is_ending:
            self._close()
            return
        if self._is_reading_paused:
            self._is_reading_paused = False
            self.transport.resume_reading()
        self._serve()

    def _refuse(self, status: int) -> None:
        """Answer with an error and end the connection: what follows on it can not be told apart."""
        answer = of_status(status)
        with suppress(RuntimeError):
            self.transport.writelines((answer.head, self.server.tail_last, answer.body))
        self._close()

    def _close(self) -> None:
        """End after what is written, and wait a moment for the visitor to end too.

        What still comes is read and thrown away: closing over unread bytes would reset the connection, and the
        visitor might never see the answer.
        """
        self._is_closing = True
        self._buffer = b""
        self.hold(_LINGER_S)
        if self._is_at_end or self.transport.is_closing():
            self.transport.close()
            return
        self.transport.write_eof()
        if self._is_reading_paused:
            self._is_reading_paused = False
            self.transport.resume_reading()
