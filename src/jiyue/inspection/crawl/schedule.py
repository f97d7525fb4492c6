"""Who may be asked next: jobs by host, each host with its own manners, many hosts side by side."""

import asyncio
import heapq
import itertools
from collections import deque
from dataclasses import dataclass, field

from msgspec import Struct

from jiyue.inspection.options import Options


class Job(Struct, kw_only=True, gc=False):
    """One address to be looked at. `role` is "page" (read it), or "link" (only learn whether it answers).

    `looks` counts the looks already taken; a repeat uses the second method, and with `is_afresh` a new connection.
    """

    url: str
    host: str
    role: str
    depth: int = 0
    looks: int = 0
    is_urgent: bool = False
    is_afresh: bool = False


@dataclass(slots=True)
class _Host:
    name: str
    waiting: deque[Job] = field(default_factory=deque)
    active: int = 0
    free_at: float = 0.0
    refusals: int = 0
    interval_s: float = 0.0
    is_ready: bool = False


class Schedule:
    """Hands out jobs so that no host is asked too often or too fast, and none waits for another.

    Workers take a job with `next`, and give it back with `done`; `next` returns None when nothing is left.
    """

    def __init__(self, options: Options) -> None:
        self._options = options
        self._loop = asyncio.get_running_loop()
        self._hosts: dict[str, _Host] = {}
        self._ready: deque[_Host] = deque()
        self._later: list[tuple[float, int, Job | _Host]] = []
        self._number = itertools.count()
        self._open = 0
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self.is_closed = False
        self._is_draining = False

    def add(self, job: Job, *, after_s: float = 0.0) -> None:
        """Queue a job, for now or for `after_s` seconds later; nothing once the schedule drains."""
        if self.is_closed or self._is_draining:
            return
        self._open += 1
        if after_s > 0:
            self._put_off(self._loop.time() + after_s, job)
            return
        self._enqueue(job)

    async def next(self) -> Job | None:
        """The next job whose host may be asked now; None when all is done or the schedule was closed."""
        while not self.is_closed:
            if self._ready:
                host = self._ready.popleft()
                host.is_ready = False
                if host.waiting:
                    return self._take(host)
                continue
            if not self._open:
                self.close()
                break
            waiter: asyncio.Future[None] = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter
        return None

    def slow_down(self, host: str, interval_s: float) -> None:
        """Leave a pause between the requests to a host, as it asked for."""
        self._host(host).interval_s = interval_s

    def done(self, job: Job, *, pushed_back: bool = False, wait_s: float = 0.0) -> None:
        """Give a job back. `pushed_back`: the host answered 429 or 503 and is left alone for a while (`wait_s` or doubling)."""
        host = self._hosts[job.host]
        host.active -= 1
        self._open -= 1
        now = self._loop.time()
        if pushed_back:
            host.refusals += 1
            wait = max(wait_s, min(2.0**host.refusals, 30.0))
            host.free_at = max(host.free_at, now + min(wait, self._options.max_back_off_s))
        else:
            host.refusals = 0
        self._offer(host, now)
        if not self._open:
            self._wake(everyone=True)

    @property
    def open_jobs(self) -> int:
        """Jobs that wait or are in work."""
        return self._open

    def drain(self) -> list[Job]:
        """Take all jobs that no worker holds out of the schedule, and take no new ones."""
        self._is_draining = True
        dropped = [job for host in self._hosts.values() for job in host.waiting]
        dropped += [item for _, _, item in self._later if isinstance(item, Job)]
        for host in self._hosts.values():
            host.waiting.clear()
        self._later = [entry for entry in self._later if not isinstance(entry[2], Job)]
        heapq.heapify(self._later)
        self._open -= len(dropped)
        if not self._open:
            self._wake(everyone=True)
        return dropped

    def close(self) -> None:
        """End: every worker gets None."""
        self.is_closed = True
        if self._timer is not None:
            self._timer.cancel()
        self._wake(everyone=True)

    def _enqueue(self, job: Job) -> None:
        host = self._host(job.host)
        if job.is_urgent:
            host.waiting.appendleft(job)
        else:
            host.waiting.append(job)
        self._offer(host, self._loop.time())

    def _host(self, name: str) -> _Host:
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(name, interval_s=self._options.per_host_interval_s)
        return host

    def _offer(self, host: _Host, now: float) -> None:
        if host.is_ready or not host.waiting or host.active >= self._options.per_host_concurrency:
            return
        host.is_ready = True
        if host.free_at > now:
            self._put_off(host.free_at, host)
            return
        self._ready.append(host)
        self._wake()

    def _take(self, host: _Host) -> Job:
        host.active += 1
        job = host.waiting.popleft()
        now = self._loop.time()
        if host.interval_s:
            host.free_at = now + host.interval_s
        self._offer(host, now)
        return job

    def _put_off(self, when: float, item: Job | _Host) -> None:
        heapq.heappush(self._later, (when, next(self._number), item))
        self._set_timer()

    def _set_timer(self) -> None:
        """Have the timer ring when the first is due; one that rings early enough already is left as it is."""
        if not self._later:
            return
        due = self._later[0][0]
        if self._timer is not None:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = self._loop.call_at(due, self._ring)

    def _ring(self) -> None:
        self._timer = None
        now = self._loop.time() + 0.001
        while self._later and self._later[0][0] <= now:
            item = heapq.heappop(self._later)[2]
            if isinstance(item, Job):
                self._enqueue(item)
            else:
                item.is_ready = False
                self._offer(item, now)
        self._set_timer()

    def _wake(self, *, everyone: bool = False) -> None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                if not everyone:
                    return
