"""The steps of one inspection: canaries, home page, walk, what is asked after it, judgement, canaries again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple

from jiyue.inspection import parts
from jiyue.inspection.asking.after_walk import AfterWalk
from jiyue.inspection.asking.notebook import Notebook
from jiyue.inspection.asking.probing import Probing
from jiyue.inspection.asking.renderings import Renderings
from jiyue.inspection.concluding import Conclusion
from jiyue.inspection.crawl.missing import FAULT, MissingPage, ask_for_nothing
from jiyue.inspection.crawl.second import SecondWalk
from jiyue.inspection.crawl.walk import PageVisit, Walk
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.journal import Run
from jiyue.inspection.judging import Judge
from jiyue.inspection.missing_pages import observe
from jiyue.inspection.probes import canary
from jiyue.inspection.probes.home import is_open, open_home
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.inspection.reporting import Reporting, walk_notes
from jiyue.inspection.results import Measurement, Report
from jiyue.inspection.showing import Showing, pages_of
from jiyue.inspection.states import State, Verdict

_AGAIN = "home-again"
_VOID = "监测目标（金丝雀地址）全部无法访问，判断为监测端网络故障，本轮结果作废。"


class Progress(NamedTuple):
    """How far a run is."""

    pages: int
    requests: int
    left: int
    observations: int


@dataclass(slots=True)
class Inspection:
    """One inspection of one site. Each part fails by itself; what falls through every net costs the rest, not what was seen before."""

    run: Run
    client: Client
    evidence: EvidenceStore
    on_progress: Callable[[Progress], None] | None = None
    showing: Showing = field(default_factory=Showing)
    notebook: Notebook = field(default_factory=Notebook)
    faults: Faults = field(init=False)
    judge: Judge = field(init=False)
    reporting: Reporting = field(init=False)

    def __post_init__(self) -> None:
        options, record = self.run.options, self.run.record
        self.faults = Faults(self.evidence.note_fault)
        self.judge = Judge(
            record=record, ledger=_columns(record), evidence=self.evidence, guard=self.client.guard, bad_hosts=options.bad_hosts,
            city=options.parameter_set, faults=self.faults,
        )  # fmt: skip
        self.reporting = Reporting(run=self.run, client=self.client, evidence=self.evidence, judge=self.judge)

    async def go(self) -> Report:
        """Inspect, and report what was seen."""
        with self.faults.net(parts.REST, is_asking=True):
            return await self._inspect()
        with self.faults.net(parts.REST):
            self.judge.gather(self.run.url)
        return self.reporting.report("done")

    async def _inspect(self) -> Report:
        if await canary.answers(self.client) is False:
            return self.reporting.report("void", notes=(_VOID,))
        visits = await open_home(self.client, self.run.url)
        home = visits[-1]
        if not is_open(home):
            return await self._unreachable(visits)
        nothing, missing = await self._ask_for_nothing(home)
        walk = self.reporting.walk = self._walk(missing)
        await self._walk_through(walk, home)
        outside = await canary.answers(self.client)
        if outside is False:
            return self.reporting.report("void", notes=(_VOID,))
        self._learn_the_way_out(walk, is_proven=bool(outside))
        again = self._unseen()
        with self.faults.net(parts.HOME_AGAIN, is_asking=True):
            again = await self.client.visit(self.run.url, fresh=True, purpose=Purpose(_AGAIN))
        self._pass_over(_AGAIN)
        is_site_up = is_open(again)
        asked_after = AfterWalk(
            client=self.client, evidence=self.evidence, judge=self.judge, notebook=self.notebook, walk=walk, again=again
        )  # fmt: skip
        asked_notes = await asked_after.go()
        if self.run.options.probes:
            self.reporting.probes = await Probing(
                client=self.client, evidence=self.evidence, judge=self.judge, start=self.run.url, home=home, nothing=nothing, now=self.run.started_at
            ).go()  # fmt: skip
        self._conclude(walk, home, is_site_up=is_site_up)
        notes = (*walk_notes(walk.tally, is_site_up=is_site_up), *asked_notes, *self.reporting.browser_notes)
        return self.reporting.report("aborted" if walk.tally.stopped_by else "done", notes=notes)

    async def _ask_for_nothing(self, home: Exchange) -> tuple[Exchange, MissingPage | None]:
        nothing, missing = self._unseen(), None
        with self.faults.net(parts.NO_SUCH_PAGE, is_asking=True):
            nothing = await ask_for_nothing(self.client, home, at=self.run.started_at)
        self._pass_over(FAULT)
        with self.faults.net(parts.NO_SUCH_PAGE):
            missing = MissingPage.of(nothing, home)
            if missing is not None:
                self.evidence.pin(nothing)
                self.judge.observations.append(observe(missing, home=self.run.url))
        return nothing, missing

    def _unseen(self) -> Exchange:
        """A visit that did not take place."""
        return Exchange(url=self.run.url, method="GET", requested_at=self.client.instant(), state=State.ABORTED)

    def _walk(self, missing: MissingPage | None) -> Walk:
        past = self.evidence.past
        spent = (
            (past.last_at - self.run.started_at).total_seconds()
            if past is not None and past.last_at is not None
            else 0.0
        )
        return Walk(
            client=self.client,
            start=self.run.url,
            columns=frozenset(self.judge.ledger),
            on_page=self._see(),
            on_tick=self._tell(),
            past=past,
            missing=missing,
            spent_s=spent,
            on_stop=self.evidence.note_stop,
            faults=self.faults,
        )

    async def _walk_through(self, walk: Walk, home: Exchange) -> None:
        """Walk the site, have pages shown in a browser, and walk on to what only the browser showed, unless a budget has ended."""
        self.judge.see_address(home.address)
        with self.faults.net(parts.WALK, is_asking=True):
            await walk.run(home)
        self._pass_over_walk()
        if not self.run.options.browser:
            return
        until = self.run.started_at + timedelta(seconds=self.run.options.max_seconds)
        renderings = Renderings(
            client=self.client, evidence=self.evidence, judge=self.judge, showing=self.showing, until=until
        )  # fmt: skip
        shown = await renderings.go()
        self.reporting.renderings, self.reporting.browser_notes = tuple(shown), tuple(renderings.notes())
        with self.faults.net(parts.BROWSER_LINKS, is_asking=True):
            pages = pages_of(shown)
            if pages and not walk.tally.stopped_by:
                spent_s = (self.client.instant() - self.run.started_at).total_seconds()
                await SecondWalk.after(walk, pages, spent_s=spent_s).run(home)
        self._pass_over_walk()

    def _pass_over(self, role: str) -> None:
        """Pass over what the evidence holds of a step and a fault of ours left there: the next step begins behind it."""
        for visit in self.evidence.past.of_role(role) if self.evidence.past is not None else ():
            self.client.recall(visit)

    def _pass_over_walk(self) -> None:
        """Pass over what the evidence holds of a walk, likewise."""
        for step in self.evidence.past.walked() if self.evidence.past is not None else ():
            if isinstance(step, Exchange):
                self.client.recall(step)

    def _learn_the_way_out(self, walk: Walk, *, is_proven: bool) -> None:
        if is_proven:
            self.judge.way_out_is_proven()
        for target in walk.targets.values():
            for look in target.looks:
                self.judge.see_address(look.address if look.status else "")

    def _conclude(self, walk: Walk, home: Exchange, *, is_site_up: bool) -> None:
        """Judge what the whole site shows."""
        judge, tally = self.judge, walk.tally
        on, city = china_day(self.run.started_at), self.run.options.parameter_set
        is_unread = self.faults.touch("service-guide", "interpretation-link", "message-late", "consultation")
        is_whole = not (tally.stopped_by or tally.unvisited or tally.refused or is_unread)
        seen = self.reporting.seen = judge.seen(walk.targets, is_whole=is_whole)
        Conclusion(
            judge=judge, seen=seen, probes=self.reporting.probes, start=self.run.url, home=home.final_url, on=on, city=city
        ).draw()  # fmt: skip
        judge.judge_links(walk.targets, is_site_up=is_site_up)
        self.reporting.columns = judge.judge_columns(walk.targets, on=on, city=city)
        judge.judge_site(walk.targets, on=on, city=city)
        judge.gather(self.run.url)

    def _see(self) -> Callable[[PageVisit], None]:
        self.showing.ledger = self.notebook.ledger = frozenset(self.judge.ledger)
        has_browser, has_agents = self.run.options.browser, self.run.options.agents

        def see(visit: PageVisit) -> None:
            if has_browser:
                with self.faults.net(parts.BROWSER, visit.page.url):
                    self.showing.see(visit)
            if has_agents:
                with self.faults.net(parts.OTHERS, visit.page.url):
                    self.notebook.see(visit)
            self.judge.see_page(visit)

        return see

    def _tell(self) -> Callable[[Walk], None] | None:
        tell = self.on_progress
        if tell is None:
            return None
        count = self.judge.observations
        return lambda walk: tell(Progress(walk.tally.pages, self.client.requests, walk.left, len(count)))

    async def _unreachable(self, visits: tuple[Exchange, ...]) -> Report:
        """No page: that is one measurement of the home page, and no verdict on anything else."""
        last = visits[-1]
        is_ours = await canary.answers(self.client) is False
        state = State.OWN_OUTAGE if is_ours else last.state
        for visit in visits:
            self.evidence.pin(visit)
        error = last.error or f"返回状态 {last.status}"
        self.judge.measurements.append(Measurement("dead-link", self.run.url, state, Verdict.NONE, error))
        self.reporting.pinned = {visit.evidence_id for visit in visits}
        if is_ours:
            return self.reporting.report("void", notes=(_VOID,))
        on, city = china_day(self.run.started_at), self.run.options.parameter_set
        self.reporting.columns = self.judge.judge_columns({}, on=on, city=city)
        note = f"首页没有打开（共尝试 {len(visits)} 次）：{error}"
        return self.reporting.report("unreachable", notes=(note,))


def _columns(record: SiteRecord | None) -> dict[str, ColumnRecord]:
    found = {}
    for column in record.columns if record is not None else ():
        if url := normalise(column.url):
            found[url] = column
    return found
