"""Drives libcurl's multi interface from asyncio: sockets and timer as curl asks for them, one future per transfer."""

import asyncio
import select
from typing import Protocol

import pycurl

Outcome = tuple[int, str]
# So many sockets are handled before other tasks of the loop get their turn.
_EVENTS_AT_ONCE = 64


class Driver:
    """Runs transfers side by side on the running event loop. Close it when done."""

    def __init__(self, *, connections: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._futures: dict[pycurl.Curl, asyncio.Future[Outcome]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._due: float | None = None
        self._sockets: _Sockets = (_EpollSockets if hasattr(select, "epoll") else _LoopSockets)(self._loop, self)
        self._multi = pycurl.CurlMulti()
        self._multi.setopt(pycurl.M_SOCKETFUNCTION, self._on_socket)
        self._multi.setopt(pycurl.M_TIMERFUNCTION, self._on_timer)
        self._multi.setopt(pycurl.M_MAXCONNECTS, connections * 2)

    async def perform(self, curl: pycurl.Curl) -> Outcome:
        """Run one prepared transfer; return curl's error code (0 when all went well) and message."""
        future: asyncio.Future[Outcome] = self._loop.create_future()
        self._futures[curl] = future
        self._multi.add_handle(curl)
        try:
            return await future
        finally:
            # Also when cancelled: curl then drops the connection.
            self._futures.pop(curl, None)
            self._multi.remove_handle(curl)

    def close(self) -> None:
        """Stop watching and close all connections. No transfer may be running."""
        # curl takes leave of its connections, and so may still ask for sockets and time.
        self._multi.close()
        self._sockets.close()
        if self._timer is not None:
            self._timer.cancel()

    def act(self, fd: int, mask: int) -> None:
        """Let curl act on a socket that is ready, or on its timer; `finish` what ended by it afterwards."""
        self._multi.socket_action(fd, mask)

    def finish(self) -> None:
        """Hand every transfer that has ended to the task that waits for it."""
        while True:
            waiting, good, bad = self._multi.info_read()
            for curl in good:
                self._end(curl, 0, "")
            for curl, code, message in bad:
                self._end(curl, code, message)
            if not waiting:
                return

    def _on_socket(self, what: int, fd: int, _multi: object, _data: object) -> None:
        self._sockets.want(fd, 0 if what == pycurl.POLL_REMOVE else what)

    def _on_timer(self, milliseconds: int) -> None:
        # curl sets its timer anew for every request. A timer of ours that rings too early looks at the time again, which costs less than setting it anew.
        if milliseconds < 0:
            self._due = None
            return
        self._due = self._loop.time() + milliseconds / 1000
        if self._timer is None or self._timer.when() > self._due:
            self._set_timer(self._due)

    def _set_timer(self, when: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(when, self._on_time)

    def _on_time(self) -> None:
        self._timer = None
        if self._due is None:
            return
        if self._due > self._loop.time():
            self._set_timer(self._due)
            return
        self._due = None
        self.act(pycurl.SOCKET_TIMEOUT, 0)
        self.finish()

    def _end(self, curl: pycurl.Curl, code: int, message: str) -> None:
        future = self._futures.get(curl)
        if future is not None and not future.done():
            future.set_result((code, message))


class _Sockets(Protocol):
    """Watches the sockets that curl names, and lets the driver act on those that are ready."""

    def __init__(self, loop: asyncio.AbstractEventLoop, driver: Driver) -> None: ...

    def want(self, fd: int, what: int) -> None:
        """Watch a socket for reading, writing or both (curl's bits); 0 stops it."""

    def close(self) -> None:
        """Watch nothing more."""


class _EpollSockets:
    """An epoll of our own, which the loop watches as a whole.

    The loop's own registry costs more per request than the request itself. A socket that curl needs no longer stays watched until it makes itself
    heard, as curl mostly takes it up again for the next request; the system forgets a closed one by itself.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, driver: Driver) -> None:
        self._loop = loop
        self._driver = driver
        self._wanted: dict[int, int] = {}
        self._epoll = select.epoll()
        loop.add_reader(self._epoll.fileno(), self._on_ready)

    def want(self, fd: int, what: int) -> None:
        if not what:
            self._wanted.pop(fd, None)
            return
        self._wanted[fd] = what
        mask = (select.EPOLLIN if what & pycurl.POLL_IN else 0) | (select.EPOLLOUT if what & pycurl.POLL_OUT else 0)
        try:
            self._epoll.modify(fd, mask)
        except FileNotFoundError:
            self._epoll.register(fd, mask)

    def _on_ready(self) -> None:
        for fd, events in self._epoll.poll(0, _EVENTS_AT_ONCE):
            # What one socket did may have ended the need for another.
            if fd not in self._wanted:
                self._forget(fd)
                continue
            bits = (pycurl.CSELECT_IN if events & ~select.EPOLLOUT else 0) | (
                pycurl.CSELECT_OUT if events & select.EPOLLOUT else 0
            )
            self._driver.act(fd, bits)
        self._driver.finish()

    def _forget(self, fd: int) -> None:
        try:
            self._epoll.unregister(fd)
        except OSError:
            return  # closed meanwhile

    def close(self) -> None:
        self._loop.remove_reader(self._epoll.fileno())
        self._epoll.close()


class _LoopSockets:
    """The loop's own watch, where there is no epoll."""

    def __init__(self, loop: asyncio.AbstractEventLoop, driver: Driver) -> None:
        self._loop = loop
        self._driver = driver
        self._watched: dict[int, int] = {}

    def want(self, fd: int, what: int) -> None:
        have = self._watched.pop(fd, 0)
        if what:
            self._watched[fd] = what
        if (what & pycurl.POLL_IN) != (have & pycurl.POLL_IN):
            if what & pycurl.POLL_IN:
                self._loop.add_reader(fd, self._act, fd, pycurl.CSELECT_IN)
            else:
                self._loop.remove_reader(fd)
        if (what & pycurl.POLL_OUT) != (have & pycurl.POLL_OUT):
            if what & pycurl.POLL_OUT:
                self._loop.add_writer(fd, self._act, fd, pycurl.CSELECT_OUT)
            else:
                self._loop.remove_writer(fd)

    def _act(self, fd: int, mask: int) -> None:
        self._driver.act(fd, mask)
        self._driver.finish()

    def close(self) -> None:
        for fd in list(self._watched):
            self.want(fd, 0)
