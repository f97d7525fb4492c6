"""Drives libcurl's multi interface from asyncio: sockets and timer as curl asks for them, one future per transfer."""

import asyncio

import pycurl

Outcome = tuple[int, str]


class Driver:
    """Runs transfers side by side on the running event loop. Close it when done."""

    def __init__(self, *, connections: int) -> None:
        self._loop = asyncio.get_running_loop()
        self._futures: dict[pycurl.Curl, asyncio.Future[Outcome]] = {}
        self._watched: dict[int, int] = {}
        self._timer: asyncio.Handle | None = None
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
        if self._timer is not None:
            self._timer.cancel()
        for fd in list(self._watched):
            self._watch(fd, 0)
        self._multi.close()

    def _on_socket(self, what: int, fd: int, _multi: object, _data: object) -> None:
        self._watch(fd, 0 if what == pycurl.POLL_REMOVE else what)

    def _watch(self, fd: int, want: int) -> None:
        have = self._watched.pop(fd, 0)
        if want:
            self._watched[fd] = want
        if (want & pycurl.POLL_IN) != (have & pycurl.POLL_IN):
            if want & pycurl.POLL_IN:
                self._loop.add_reader(fd, self._act, fd, pycurl.CSELECT_IN)
            else:
                self._loop.remove_reader(fd)
        if (want & pycurl.POLL_OUT) != (have & pycurl.POLL_OUT):
            if want & pycurl.POLL_OUT:
                self._loop.add_writer(fd, self._act, fd, pycurl.CSELECT_OUT)
            else:
                self._loop.remove_writer(fd)

    def _on_timer(self, milliseconds: int) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if milliseconds == 0:
            self._timer = self._loop.call_soon(self._act, pycurl.SOCKET_TIMEOUT, 0)
        elif milliseconds > 0:
            self._timer = self._loop.call_later(milliseconds / 1000, self._act, pycurl.SOCKET_TIMEOUT, 0)

    def _act(self, fd: int, mask: int) -> None:
        self._multi.socket_action(fd, mask)
        while True:
            waiting, good, bad = self._multi.info_read()
            for curl in good:
                self._finish(curl, 0, "")
            for curl, code, message in bad:
                self._finish(curl, code, message)
            if not waiting:
                return

    def _finish(self, curl: pycurl.Curl, code: int, message: str) -> None:
        future = self._futures.get(curl)
        if future is not None and not future.done():
            future.set_result((code, message))
