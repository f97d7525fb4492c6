"""The walk over one site: from its home page, site map and columns along its links, each address once."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct

from jiyue.inspection import parts
from jiyue.inspection.crawl.gate import Gate
from jiyue.inspection.crawl.kinds import kind_of
from jiyue.inspection.crawl.missing import FAULT, MissingPage
from jiyue.inspection.crawl.schedule import Job, Schedule
from jiyue.inspection.crawl.sitemaps import read_sitemap
from jiyue.inspection.crawl.sources import feeds_of, jumps_of, read_feed
from jiyue.inspection.crawl.tally import Tally
from jiyue.inspection.crawl.targets import Look, Target
from jiyue.inspection.crawl.traps import Traps
from jiyue.inspection.facts.cutting import is_cut
from jiyue.inspection.facts.footer import is_site_map
from jiyue.inspection.facts.page import Link, Page, read_page
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import Resolver, host_of, normalise, origin_of
from jiyue.inspection.journal import Past, Stop
from jiyue.inspection.options import Options
from jiyue.inspection.states import State

_log = logging.getLogger(__name__)
_FINAL_STATUSES = frozenset({404, 410})
_HEAD_REFUSED = frozenset({400, 403, 405, 406, 412, 501})
_SITEMAP_LEVELS = 2
_MOST_LISTS = 50
# Lists of addresses: what they name is a page of the site, what they are is none.
_LISTS = frozenset({"sitemap", "feed"})
_READ_KINDS = frozenset({"page", "frame"})


class PageVisit(Struct, frozen=True, kw_only=True):
    """A page of the site that was read. `is_repeat`: it was handed over before, and is the goal of a column's redirect too."""

    page: Page
    kind: str
    is_sure: bool
    depth: int
    exchange: Exchange
    is_repeat: bool = False


@dataclass(kw_only=True)
class Walk:
    """One walk. `start` and `columns` are canonical addresses; `on_page` gets every page of the site that was read."""

    client: Client
    start: str
    columns: frozenset[str] = frozenset()
    on_page: Callable[[PageVisit], None]
    on_tick: Callable[["Walk"], None] | None = None
    targets: dict[str, Target] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    home: str = ""
    hosts: frozenset[str] = frozenset()
    past: Past | None = None
    missing: MissingPage | None = None
    spent_s: float = 0.0
    on_stop: Callable[[str], None] = lambda _: None
    faults: Faults = field(default_factory=Faults)

    def __post_init__(self) -> None:
        self._options: Options = self.client.options
        self._resolver = Resolver()
        self._schedule = Schedule(self._options)
        self._traps = Traps()
        self._gate = Gate(self._options)
        self._read: set[str] = set()
        self._lists: set[str] = set()
        self._planned: dict[tuple[str, str], Job] | None = {}

    async def run(self, home: Exchange) -> None:
        """Walk the site whose home page answered with `home`, until all is seen or a budget ends."""
        self._begin(home)
        self._walk_again()
        if self.client.is_offline:
            return
        seconds = max(0.0, self._options.max_seconds - self.spent_s)
        clock = asyncio.get_running_loop().call_later(seconds, self._stop, "seconds")
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._options.concurrency):
                    group.create_task(self._work())
        finally:
            clock.cancel()
            self._schedule.close()

    def _begin(self, home: Exchange) -> None:
        self.home = home.final_url
        self.hosts = frozenset({host_of(self.start), host_of(home.final_url)})
        first = self._target(self.start)
        self.tally.queued_pages += 1
        self._note(first, Job(url=self.start, host=host_of(self.start), role="page"), home)
        self._take_page(home, 0)
        for url in sorted(self.columns):
            self._want_page(url, depth=1, is_urgent=True)
        self._want_list("sitemap", f"{origin_of(self.home)}/sitemap.xml", depth=0)

    def _walk_again(self) -> None:
        """Take in what was seen before, in the order in which it was seen; then hand what is left to the schedule."""
        for step in self.past.walked() if self.past is not None else ():
            if isinstance(step, Stop):
                self._stop(step.by)
                continue
            purpose = step.purpose
            role = purpose.role
            job = Job(url=step.url, host=host_of(step.url), role=role, depth=purpose.depth, looks=purpose.looks)
            if self._planned is not None:
                self._planned.pop((step.url, role), None)
            self._took(job, self.client.recall(step))
        left = self._planned or {}
        self._planned = None
        if self.tally.stopped_by or self.client.is_offline:
            self.tally.unvisited += len(left)
            self.tally.stopped_by = self.tally.stopped_by or ("evidence" if left else "")
            self._schedule.drain()
            return
        for job in left.values():
            self._schedule.add(job)

    def _plan(self, job: Job, *, after_s: float = 0.0) -> None:
        """Queue a job; while walking again only note it, as its outcome may be known."""
        if self.tally.stopped_by:
            return
        if self._gate.hold(job):
            if (question := self._gate.question(job)) is not None:
                self._plan(question)
        elif not self._gate.allows(job):
            self._refuse(job)
        elif self._planned is None:
            self._schedule.add(job, after_s=after_s)
        else:
            self._planned[job.url, job.role] = job

    def _refuse(self, job: Job) -> None:
        """Note that robots.txt asks not to look."""
        target = self._target(job.url)
        if job.role not in _LISTS and not target.looks:
            look = Exchange(url=job.url, method="GET", requested_at=self.client.instant(), state=State.ABORTED)
            look.fault, look.error = "robots", "robots.txt 不允许访问，未查看"
            target.looks += (Look.of(look),)
            target.is_settled = True
            self.tally.refused += 1

    def _take_robots(self, exchange: Exchange, job: Job) -> None:
        held, delay_s = self._gate.learn(exchange)
        if delay_s:
            self._schedule.slow_down(job.host, max(delay_s, self._options.per_host_interval_s))
        for one in held:
            self._plan(one)

    async def _work(self) -> None:
        while (job := await self._schedule.next()) is not None:
            is_pushed_back, wait_s = False, 0.0
            try:
                exchange = await self._visit(job)
                is_pushed_back, wait_s = exchange.status in {429, 503}, exchange.retry_after_s
                self._took(job, exchange)
            except Exception as error:  # noqa: BLE001 - ours: it costs this address
                self._failed(job, error, is_asking=True)
            finally:
                self._schedule.done(job, pushed_back=is_pushed_back, wait_s=wait_s)
            self._heed_budgets()

    async def _visit(self, job: Job) -> Exchange:
        purpose = Purpose(job.role, job.depth, job.looks)
        return await self.client.visit(
            job.url, method=self._method(job), pages_only=True, fresh=job.is_afresh, purpose=purpose
        )  # fmt: skip

    def _failed(self, job: Job, error: Exception, *, is_asking: bool = False) -> None:
        """Note a fault of our own on one address. Where it kept us from a host's rules, nothing is asked of the host."""
        part = parts.OF_ROLES.get(job.role, parts.ANSWER)
        self.faults.note(part, job.url, error)
        if is_asking:
            self.faults.write_down(part, job.url)
        if job.role == "robots":
            for held in self._gate.shut(job.host):
                self._plan(held)

    def _method(self, job: Job) -> str:
        """A link is asked for by HEAD first; not on a host that answers everything, where only the page can tell."""
        is_short = job.role == "link" and not job.looks and not (self.missing is not None and job.host in self.hosts)
        return "HEAD" if is_short else "GET"

    def _took(self, job: Job, exchange: Exchange) -> None:
        try:
            self._take_in(job, exchange)
        except Exception as error:  # noqa: BLE001 - ours: it costs this address
            self._failed(job, error)

    def _take_in(self, job: Job, exchange: Exchange) -> None:
        if job.role == "robots":
            self._take_robots(exchange, job)
            return
        if job.role in _LISTS:
            self._take_list(exchange, job)
            return
        target = self._target(job.url)
        if target.is_inside and self.missing is not None and self.missing.is_like(exchange):
            exchange.fault = FAULT
        self._note(target, job, exchange)
        if job.role == "page" and target.looks[-1].has_answered and exchange.fault != FAULT:
            self._take_page(exchange, job.depth)

    def _note(self, target: Target, job: Job, exchange: Exchange) -> None:
        """Keep a look; order another one where one look is not enough."""
        look = Look.of(exchange)
        target.looks += (look,)
        if look.has_answered:
            target.is_settled = True
            return
        pause = self._pause_before_next(look, job.looks)
        if pause is None:
            target.is_settled = True
            return
        # What was said plainly is asked for again as it was; what went wrong may lie at the connection.
        is_afresh = look.status not in _FINAL_STATUSES
        again = Job(
            url=job.url, host=job.host, role=job.role, depth=job.depth, looks=job.looks + 1, is_afresh=is_afresh
        )
        self._plan(again, after_s=pause)

    def _pause_before_next(self, look: Look, looks: int) -> float | None:
        """Seconds before the next look at what did not answer; None when it has been looked at enough.

        A HEAD that is refused as such is followed by GET at once. "Not found" needs one more look by GET, every other failure all
        repeats. What refused us (403), asks to sign in, or was refused by us is not asked again.
        """
        if look.method == "HEAD" and (look.status in _HEAD_REFUSED or look.fault == "no-answer"):
            return 0.0
        if look.state in {State.LOGIN, State.ABORTED, State.TOO_LARGE} or look.fault.startswith("redirect-"):
            return None
        if look.state is State.BLOCKED and look.status != 429:
            return None
        pauses = self._options.retry_after_s
        most = min(1, len(pauses)) if look.status in _FINAL_STATUSES else len(pauses)
        return max(pauses[looks], min(look.retry_after_s, self._options.max_back_off_s)) if looks < most else None

    def _take_page(self, exchange: Exchange, depth: int) -> None:
        """Take in a page of the site. A fault of our own on it is told, and costs the site neither its other pages nor a judgement."""
        try:
            self._read_and_follow(exchange, depth)
        except Exception as error:  # noqa: BLE001 - ours: it costs this page
            is_home = exchange.final_url == self.home
            self.faults.note(parts.HOME_PAGE if is_home else parts.PAGE, exchange.final_url, error)

    def _read_and_follow(self, exchange: Exchange, depth: int) -> None:
        """Read a page of the site, follow its links, hand it to the checks. A page reached by two addresses is read once."""
        url = exchange.final_url
        is_column = exchange.url in self.columns
        is_repeat = url in self._read
        if not exchange.is_html or host_of(url) not in self.hosts or (is_repeat and not is_column):
            return
        self._read.add(url)
        page = read_page(
            url, exchange.body, content_type=exchange.header("content-type"), resolver=self._resolver,
            max_links=self._options.max_links_per_page,
        )  # fmt: skip
        if not is_repeat:
            self.tally.unchanged += bool(exchange.same_as)
            self.tally.revalidated += exchange.is_revalidated
            self._count_and_follow(page, depth)
        kind, is_sure = ("column", True) if is_column else kind_of(page, home=self.home, columns=self.columns)
        self.on_page(
            PageVisit(page=page, kind=kind, is_sure=is_sure, depth=depth, exchange=exchange, is_repeat=is_repeat)
        )

    def _count_and_follow(self, page: Page, depth: int) -> None:
        self.tally.pages += 1
        self.tally.pages_cut += is_cut(page.markup)
        self.tally.links_cut += max(0, page.link_total - self._options.max_links_per_page)
        known, where = self.targets, page.url
        for link in page.links:
            target = known.get(link.url)
            worst = target.worst if target is not None else None
            # The usual case: a menu's link, whose nearest places are known already.
            if (
                worst is not None
                and target is not None
                and (depth > worst.depth or (depth == worst.depth and where >= worst.page))
            ):
                target.place_count += 1
            else:
                self._follow(page, link, depth)
        if page.jump:
            self._follow(page, Link(page.jump, "page", -1, "自动跳转"), depth)
        for url in jumps_of(page):
            if host_of(url) in self.hosts:
                self._want_page(url, depth=depth + 1)
        for url in feeds_of(page):
            self._want_list("feed", url, depth=0)

    def _follow(self, page: Page, link: Link, depth: int) -> None:
        target = self.targets.get(link.url)
        if target is None:
            if len(self.targets) >= self._options.max_requests:
                self.tally.unvisited += 1
                return
            target = self.targets[link.url] = Target(link.url, host_of(link.url) in self.hosts)
            self._first_sight(target, link, depth + 1)
        target.stands(page.url, depth, link)

    def _first_sight(self, target: Target, link: Link, depth: int) -> None:
        if target.is_inside and link.kind in _READ_KINDS:
            self._want_page(link.url, depth=depth, is_urgent=depth == 1 and is_site_map(link.text, link.url))
        elif target.is_inside or self._options.check_external:
            self._plan(Job(url=link.url, host=host_of(link.url), role="link", depth=depth))

    def _want_page(self, url: str, *, depth: int, is_urgent: bool = False) -> None:
        """Queue a page of the site, unless a budget or a trap speaks against it."""
        target = self._target(url)
        if target.looks:
            return
        if self._traps.is_trap(url):
            self.tally.trapped += 1
            return
        if not is_urgent and (depth > self._options.max_depth or self.tally.queued_pages >= self._options.max_pages):
            self.tally.unvisited += 1
            return
        self.tally.queued_pages += 1
        self._plan(Job(url=url, host=host_of(url), role="page", depth=depth, is_urgent=is_urgent))

    def _target(self, url: str) -> Target:
        target = self.targets.get(url)
        if target is None:
            target = self.targets[url] = Target(url, host_of(url) in self.hosts)
        return target

    def _take_list(self, exchange: Exchange, job: Job) -> None:
        """Queue the pages that a site map or feed names, and the further site maps."""
        if exchange.state is not State.DONE or exchange.status != 200:
            return
        text = exchange.body.decode("utf-8", "replace")
        urls, are_sitemaps = read_sitemap(text) if job.role == "sitemap" else (read_feed(text), False)
        for url in filter(None, map(normalise, urls)):
            if host_of(url) not in self.hosts:
                continue
            if are_sitemaps:
                self._want_list("sitemap", url, depth=job.depth + 1)
            elif url not in self.targets:
                self._want_page(url, depth=1)

    def _want_list(self, role: str, url: str, *, depth: int) -> None:
        is_ours = host_of(url) in self.hosts and url not in self._lists
        if is_ours and depth <= _SITEMAP_LEVELS and len(self._lists) < _MOST_LISTS:
            self._lists.add(url)
            self._plan(Job(url=url, host=host_of(url), role=role, depth=depth))

    def _heed_budgets(self) -> None:
        options = self._options
        if self.client.received_bytes > options.max_bytes:
            self._stop("bytes")
        elif self.client.requests > options.max_requests:
            self._stop("requests")
        if self.on_tick is not None:
            try:
                self.on_tick(self)
            except Exception:  # noqa: BLE001 - who only watches costs the site nothing
                _log.exception("no progress is told any more")
                self.on_tick = None

    def _stop(self, budget: str) -> None:
        if not self.tally.stopped_by:
            self.tally.stopped_by = budget
            self.tally.unvisited += self._gate.drop()
            if self._planned is None:
                self.on_stop(budget)
        self.tally.unvisited += len(self._schedule.drain())

    @property
    def left(self) -> int:
        """How many jobs are not done yet."""
        return self._schedule.open_jobs
