"""Lets through what robots.txt allows, where the one who inspects chose to respect it."""

from jiyue.inspection.crawl.robots import ALL, NOTHING, Robots, read_robots
from jiyue.inspection.crawl.schedule import Job
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import host_of, origin_of
from jiyue.inspection.options import Options

_AGENT = "JiyueInspector"
_SERVER_ERROR = 500


class Gate:
    """Knows the rules of each host. What is asked of a host before its rules are known is held back until they are."""

    def __init__(self, options: Options) -> None:
        self._is_open = options.robots == "ignore"
        self._rules: dict[str, Robots] = {}
        self._held: dict[str, list[Job]] = {}

    def hold(self, job: Job) -> bool:
        """Hold a job back if its host's rules are not known yet; whether it was."""
        if self._is_open or job.role == "robots" or job.host in self._rules:
            return False
        self._held.setdefault(job.host, []).append(job)
        return True

    def question(self, job: Job) -> Job | None:
        """The job that asks for the rules for which a job is held back; only for the first of a host."""
        if len(self._held[job.host]) > 1:
            return None
        return Job(url=f"{origin_of(job.url)}/robots.txt", host=job.host, role="robots", is_urgent=True)

    def allows(self, job: Job) -> bool:
        """Whether the rules let a job through; they must be known, or not matter."""
        if self._is_open or job.role == "robots":
            return True
        return self._rules[job.host].allows(job.url[len(origin_of(job.url)) :])

    def learn(self, exchange: Exchange) -> tuple[list[Job], float]:
        """Take in a host's robots.txt; return what was held back for it, and the pause it asks for between requests.

        No such file: all is allowed. An error of the server: nothing is (RFC 9309). No answer at all: there is nothing to spare, the addresses
        themselves will tell.
        """
        host = host_of(exchange.url)
        if exchange.status == 200:
            rules = read_robots(exchange.body.decode("utf-8", "replace"), agent=_AGENT)
        else:
            rules = NOTHING if exchange.status >= _SERVER_ERROR else ALL
        self._rules[host] = rules
        return self._held.pop(host, []), rules.delay_s

    def shut(self, host: str) -> list[Job]:
        """Allow nothing on a host whose rules we failed to read; return what was held back for it."""
        self._rules[host] = NOTHING
        return self._held.pop(host, [])

    def drop(self) -> int:
        """Forget what is held back; return how much it was."""
        count = sum(map(len, self._held.values()))
        self._held.clear()
        return count
