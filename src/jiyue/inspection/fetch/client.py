"""Visits: one address from request to final answer, redirects followed hop by hop, all within one time limit."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import NamedTuple, Protocol, Self

import pycurl

from jiyue.inspection.fetch.cookies import Cookies
from jiyue.inspection.fetch.driver import Driver
from jiyue.inspection.fetch.earlier import Earlier, Known
from jiyue.inspection.fetch.exchange import Exchange, Hop, Purpose
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.fetch.outcome import Ending, ending_of, leads_to_login
from jiyue.inspection.fetch.transfer import Answer, Transfer
from jiyue.inspection.fetch.urls import Resolver
from jiyue.inspection.options import Options
from jiyue.inspection.results import Times
from jiyue.inspection.states import State

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LINK_BODY = 65_536
_LOOK = Purpose()
_NOTHING = hashlib.sha256(b"").hexdigest()


class Recorded(Protocol):
    """Visits that were made before, in order: they are taken instead of being made again."""

    @property
    def is_over(self) -> bool:
        """Whether all was taken."""

    def take(self, role: str, url: str) -> Exchange | None:
        """The next visit, if it is this one."""


class Asked(NamedTuple):
    """What came of asking once: `has_connected` tells whether TLS was agreed on; `certificates` are the server's, its own first."""

    state: State
    error: str
    status: int
    address: str
    sha256: str
    has_connected: bool
    certificates: tuple[dict[str, str], ...]


class Client:
    """Visits addresses within the limits of `options`. An asynchronous context manager.

    `now` is the instant that the run started at; instants of requests are counted on from it by the loop's clock, so
    that a run has one clock. `keep` is called with every finished visit (the evidence store). What `past` holds
    is taken from there; with `is_offline` nothing else is visited. What `earlier` knows is asked for only if it has changed.
    """

    def __init__(
        self, options: Options, *, now: datetime, keep: Callable[[Exchange], None] | None = None,
        past: Recorded | None = None, is_offline: bool = False, earlier: Earlier | None = None,
    ) -> None:  # fmt: skip
        self.options = options
        self.is_offline = is_offline
        self.guard = AddressGuard(options.allow_addresses)
        self.requests = 0
        self.received_bytes = 0
        # Those of `ask`, which leaves no visit behind: part of the two above.
        self.unkept_requests = 0
        self.unkept_bytes = 0
        self._now = now
        self._keep = keep
        self._past = past
        self._earlier = earlier
        self._resolver = Resolver()
        self._idle: list[Transfer] = []

    async def __aenter__(self) -> Self:
        self._loop = asyncio.get_running_loop()
        self._zero = self._loop.time()
        self._cookies = Cookies()
        self._driver = Driver(connections=self.options.concurrency)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for transfer in self._idle:
            transfer.close()
        self._idle.clear()
        self._driver.close()
        self._cookies.close()

    def instant(self) -> datetime:
        """The present instant on the run's clock."""
        return self._now + timedelta(seconds=self._loop.time() - self._zero)

    async def pause(self, seconds: float) -> None:
        """Wait before the next visit, unless that one was made before."""
        if not self.is_offline and (self._past is None or self._past.is_over):
            await asyncio.sleep(seconds)

    def recall(self, exchange: Exchange) -> Exchange:
        """Count and keep a visit that was made before."""
        self.requests += exchange.requests
        self.received_bytes += exchange.received
        if self._keep is not None:
            self._keep(exchange)
        return exchange

    async def visit(
        self, url: str, *, method: str = "GET", pages_only: bool = False, fresh: bool = False, purpose: Purpose = _LOOK,
        agent: str = "",
    ) -> Exchange:  # fmt: skip
        """Visit a canonical address; never raises for what a site does.

        HEAD, and GET with `pages_only` on what is no page, read no body. The visit as a whole ends after
        `request_timeout_s`. `agent` is the name that we give ourselves in the place of our own.
        """
        if self._past is not None and (made := self._past.take(purpose.role, url)) is not None:
            return self.recall(made)
        exchange = Exchange(url=url, method=method, requested_at=self.instant(), purpose=purpose)
        if self.is_offline:
            exchange.state, exchange.fault, exchange.error = State.ABORTED, "no-evidence", "证据中没有这次访问"
            return exchange
        ends_at = self._loop.time() + self.options.request_timeout_s
        started = self._loop.time()
        hops: list[Hop] = []
        target = url
        while True:
            answer = await self._hop(
                target, exchange, seconds=ends_at - self._loop.time(), pages_only=pages_only, fresh=fresh, agent=agent
            )
            ending = ending_of(answer)
            location = self._location(target, answer) if ending.state is State.DONE else None
            if location is None:
                break
            hops.append(Hop(target, answer.status, location))
            if problem := self._too_far(hops, has_cookie=any(name == "set-cookie" for name, _ in answer.headers)):
                ending = problem
                break
            target = location
        self._fill(exchange, target, hops, answer, ending)
        first = answer.times
        exchange.times = Times(first.dns, first.connect, first.tls, first.first_byte, self._loop.time() - started)
        if self._keep is not None:
            self._keep(exchange)
        return exchange

    async def ask(self, url: str, settings: dict[int, object]) -> Asked:
        """Ask once by HEAD over a connection of its own, with settings of libcurl's own; redirects are not followed, nothing is kept."""
        transfer = Transfer(self.options, self.guard, self._cookies)
        try:
            seconds = self.options.request_timeout_s
            transfer.prepare(
                "HEAD", url, timeout_s=seconds, body_limit=self.options.max_body_bytes, pages_only=False, fresh=True
            )
            transfer.curl.setopt(pycurl.FORBID_REUSE, 1)
            for name, value in settings.items():
                transfer.curl.setopt(name, value)
            self.requests += 1
            self.unkept_requests += 1
            answer = transfer.answer(*await self._driver.perform(transfer.curl))
            received = int(transfer.curl.getinfo(pycurl.SIZE_DOWNLOAD_T))
            self.received_bytes += received
            self.unkept_bytes += received
            certificates = transfer.certificates() if pycurl.OPT_CERTINFO in settings else ()
        finally:
            transfer.close()
        state, _, error = ending_of(answer)
        digest = hashlib.sha256(answer.body).hexdigest()
        return Asked(state, error, answer.status, answer.address, digest, answer.times.tls > 0, certificates)

    async def _hop(
        self, url: str, exchange: Exchange, *, seconds: float, pages_only: bool, fresh: bool, agent: str
    ) -> Answer:
        transfer = self._idle.pop() if self._idle else Transfer(self.options, self.guard, self._cookies)
        limit = self.options.max_body_bytes if exchange.method == "GET" else _LINK_BODY
        transfer.prepare(exchange.method, url, timeout_s=seconds, body_limit=limit, pages_only=pages_only, fresh=fresh)
        transfer.speak_as(agent or self.options.user_agent)
        is_asked_as_ever = self._earlier is not None and exchange.method == "GET" and not agent
        known = self._earlier.find(url) if is_asked_as_ever and self._earlier is not None else None
        if known is not None:
            transfer.ask_only_if(known.conditions)
        self.requests += 1
        exchange.requests += 1
        try:
            answer = transfer.answer(*await self._driver.perform(transfer.curl))
        except BaseException:
            transfer.close()
            raise
        self._cookies.bound(transfer.curl, answer.headers)
        self._idle.append(transfer)
        self.received_bytes += len(answer.body)
        exchange.received += len(answer.body)
        if known is not None and answer.status == 304:
            exchange.is_revalidated = True
            answer.status = 200
            answer.body, answer.headers = self._earlier_answer(known)
        return answer

    def _earlier_answer(self, known: Known) -> tuple[bytes, tuple[tuple[str, str], ...]]:
        return self._earlier.answer(known) if self._earlier is not None else (b"", ())

    def _location(self, url: str, answer: Answer) -> str | None:
        if answer.status not in _REDIRECTS:
            return None
        location = next((value for name, value in answer.headers if name == "location"), "")
        return self._resolver.of_page(url).resolve(location) if location else None

    def _too_far(self, hops: list[Hop], *, has_cookie: bool) -> Ending | None:
        # A host may send back to the same address once it has set a cookie, but not twice.
        allowed = 1 + has_cookie
        if sum(hop.url == hops[-1].location for hop in hops) >= allowed:
            return Ending(State.DONE, "redirect-loop", "重定向形成循环")
        if len(hops) > self.options.max_redirects:
            return Ending(State.DONE, "redirect-chain", f"重定向超过 {self.options.max_redirects} 次")
        return None

    def _fill(self, exchange: Exchange, target: str, hops: list[Hop], answer: Answer, ending: Ending) -> None:
        exchange.final_url = target
        exchange.hops = tuple(hops)
        exchange.state, exchange.fault, exchange.error = ending
        exchange.status = answer.status
        exchange.headers = answer.headers
        exchange.body = answer.body
        exchange.length = len(answer.body)
        exchange.sha256 = hashlib.sha256(answer.body).hexdigest() if answer.body else _NOTHING
        known = self._earlier.find(target) if self._earlier is not None else None
        if known is not None and known.sha256 == exchange.sha256:
            exchange.same_as = known.id
        exchange.address = answer.address
        exchange.times = answer.times
        if answer.status in {429, 503}:
            exchange.retry_after_s = retry_after(exchange.header("retry-after"), exchange.requested_at)
        if hops and ending.state is State.DONE and leads_to_login(exchange.url, target, answer.body):
            exchange.state, exchange.fault, exchange.error = State.LOGIN, "login", f"跳转到登录页 {target}"


def retry_after(value: str, now: datetime) -> float:
    """Seconds that a Retry-After header (seconds or a date) asks to wait; 0 when it says nothing that can be read."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:6])
    try:
        when = parsedate_to_datetime(value)
        return max(0.0, (when - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0
