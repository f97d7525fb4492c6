"""One inspection from address to report: canaries, home page, walk, checks, canaries again."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from jiyue.inspection import collecting, stamping
from jiyue.inspection.asking.after_walk import AfterWalk
from jiyue.inspection.asking.notebook import Notebook
from jiyue.inspection.browser import installed
from jiyue.inspection.checks import domain_form, sources
from jiyue.inspection.checks.footer_mark import not_compared
from jiyue.inspection.checks.second_domain import claimed
from jiyue.inspection.concluding import Conclusion
from jiyue.inspection.crawl.missing import ask_for_nothing
from jiyue.inspection.crawl.second import SecondWalk
from jiyue.inspection.crawl.walk import PageVisit, Walk
from jiyue.inspection.evidence import EvidenceStore, open_evidence
from jiyue.inspection.facts.cutting import MOST_TAGS
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.earlier import Earlier
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.journal import Past, Run, measure, read_run
from jiyue.inspection.judging import Judge
from jiyue.inspection.missing_pages import observe
from jiyue.inspection.options import Options
from jiyue.inspection.probes import canary
from jiyue.inspection.probes.home import is_open, open_home
from jiyue.inspection.probes.network import probe_network
from jiyue.inspection.probes.other_domains import ask_others
from jiyue.inspection.probes.ranges import read_ranges
from jiyue.inspection.probes.search import ask_search
from jiyue.inspection.probes.site import probe_all
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement, Measurement, Probed, Report
from jiyue.inspection.showing import Showing, pages_of, show
from jiyue.inspection.stamping import restamped, stamped
from jiyue.inspection.states import State, Verdict

_VOID = "监测目标（金丝雀地址）全部无法访问，判断为监测端网络故障，本轮结果作废。"
_STOPPED = {
    "seconds": "达到时间上限",
    "bytes": "达到流量上限",
    "requests": "达到请求数上限",
    "evidence": "证据到此为止",
}


class AddressInvalid(ValueError):
    """The address to inspect is no http(s) address."""


def canonical(url: str) -> str:
    """The address in its one form. Raises AddressInvalid for what is no http(s) address."""
    start = normalise(url)
    if start is None:
        raise AddressInvalid(f"“{url}”不是 http(s) 网址，应写成 https://www.example.gov.cn/")
    return start


class Progress(NamedTuple):
    """How far a run is."""

    pages: int
    requests: int
    left: int
    observations: int


async def inspect(
    url: str,
    *,
    options: Options | None = None,
    record: SiteRecord | None = None,
    now: datetime,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:
    """Inspect one site from its home page on and report what was seen.

    `now` is the aware instant at which the run starts; columns are judged on its day in China. With a `record` the site is
    compared against the register. Nothing that the site does raises; AddressInvalid is raised for a `url` that is
    no http(s) address, BrowserMissing where a browser is asked for and there is none, StampingMissing and RangesInvalid likewise. With `state_dir` an inspection that was cut off goes on, on the day on which it began.
    """
    start = canonical(url)
    chosen = options or Options()
    if chosen.browser:
        installed.find(chosen)
    if chosen.timestamp:
        stamping.require(chosen.timestamp, chosen.timestamp_ca)
    if chosen.address_ranges is not None:
        read_ranges(chosen.address_ranges)
    earlier = Earlier(chosen.since) if chosen.since is not None else None
    asked = Run(
        url=start, started_at=now, options=chosen, record=record, since=earlier.chain if earlier is not None else ""
    )
    evidence, run = open_evidence(asked)
    try:
        with collecting.seldom():
            async with Client(chosen, now=now, keep=evidence.keep, past=evidence.past, earlier=earlier) as client:
                return await stamped(await _Inspection(run, client, evidence, on_progress).go(), client)
    finally:
        evidence.close()


async def replay(
    path: Path, *, record: SiteRecord | None = None, parameter_set: str = "", timestamp_ca: Path | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Report:  # fmt: skip
    """Judge a run again from its WARC file alone, without any network; what it shows is what the run saw.

    A `record` or `parameter_set` takes the place of the run's own. Raises WarcBroken when the file is not as it was written, with the
    record and its bytes. A time stamp beside the file is held against its chain, and against `timestamp_ca` where given. A file that breaks off is judged as far as it goes, and the report is "aborted".
    """
    run = read_run(path)
    run = replace(
        run,
        record=record or run.record,
        options=replace(run.options, parameter_set=parameter_set or run.options.parameter_set),
    )
    extent = measure(path)
    evidence = EvidenceStore(past=Past(path, extent), final=path)
    async with Client(
        run.options, now=run.started_at, keep=evidence.keep, past=evidence.past, is_offline=True
    ) as client:
        report = await _Inspection(run, client, evidence, on_progress).go()
    report = restamped(report, path, url=run.options.timestamp, authorities=timestamp_ca)
    return (
        replace(report, notes=(*report.notes, extent.cut_off or "证据没有结束记录。"))
        if not extent.is_ended
        else report
    )


@dataclass(slots=True)
class _Inspection:
    """The steps of one inspection."""

    run: Run
    client: Client
    evidence: EvidenceStore
    on_progress: Callable[[Progress], None] | None
    showing: Showing = field(default_factory=Showing)
    notebook: Notebook = field(default_factory=Notebook)

    @property
    def start(self) -> str:
        return self.run.url

    @property
    def record(self) -> SiteRecord | None:
        return self.run.record

    @property
    def now(self) -> datetime:
        return self.run.started_at

    async def go(self) -> Report:
        judge = Judge(
            record=self.record, ledger=_columns(self.record), evidence=self.evidence, guard=self.client.guard, bad_hosts=self.run.options.bad_hosts,
            city=self.run.options.parameter_set,
        )  # fmt: skip
        if await canary.answers(self.client) is False:
            return self._report(judge, state="void", notes=(_VOID,))
        visits = await open_home(self.client, self.start)
        home = visits[-1]
        if not is_open(home):
            return await self._unreachable(judge, visits)
        asked, missing = await ask_for_nothing(self.client, home, at=self.now)
        if missing is not None:
            self.evidence.pin(asked)
            judge.observations.append(observe(missing, home=self.start))
        walk = Walk(
            client=self.client,
            start=self.start,
            columns=frozenset(judge.ledger),
            on_page=self._see(judge),
            on_tick=self._tell(judge),
            past=self.evidence.past,
            missing=missing,
            spent_s=self._spent(),
            on_stop=self.evidence.note_stop,
        )
        judge.see_address(home.address)
        await walk.run(home)
        renderings = await self._show(judge)
        await self._walk_on(walk, home, renderings)
        outside = await canary.answers(self.client)
        if outside is False:
            return self._report(judge, state="void", walk=walk, notes=(_VOID,))
        if outside:
            judge.way_out_is_proven()
        for target in walk.targets.values():
            for look in target.looks:
                judge.see_address(look.address if look.status else "")
        again = await self.client.visit(self.start, fresh=True, purpose=Purpose("home-again"))
        is_site_up = is_open(again)
        asked_after = AfterWalk(client=self.client, evidence=self.evidence, judge=judge, notebook=self.notebook)
        asked_notes = await asked_after.go(walk, again)
        probes = await self._probe(judge, home, asked)
        tally = walk.tally
        seen = judge.seen(walk.targets, is_whole=not (tally.stopped_by or tally.unvisited or tally.refused))
        Conclusion(
            judge=judge, seen=seen, probes=probes, start=self.start, home=home.final_url, on=china_day(self.now), city=self.client.options.parameter_set
        ).draw()  # fmt: skip
        judge.judge_links(walk.targets, is_site_up=is_site_up)
        columns = judge.judge_columns(walk.targets, on=china_day(self.now), city=self.client.options.parameter_set)
        stopped = walk.tally.stopped_by
        report = self._report(
            judge,
            state="aborted" if stopped else "done",
            walk=walk,
            columns=columns,
            notes=(*_notes(walk, is_site_up=is_site_up), *asked_notes, *self._not_shown(renderings)),
        )
        return replace(report, probes=probes, renderings=renderings, seen=seen)

    async def _show(self, judge: Judge) -> tuple[Rendering, ...]:
        """The pages that a browser showed, now or when the evidence was taken."""
        past, plan = self.evidence.past, self.showing.plan(self.run.options.browser_pages)
        if not self.run.options.browser:
            return ()
        found = list(past.rendered()) if past is not None else []
        for rendering in found:
            self._shown(judge, rendering, is_new=False)
        left = [url for url in plan if url not in {one.url for one in found}]
        until = self.now + timedelta(seconds=self.run.options.max_seconds)
        async for rendering in show(self.client, [] if self.client.is_offline else left, until=until):
            found.append(rendering)
            self._shown(judge, rendering, is_new=True)
        return tuple(found)

    async def _walk_on(self, walk: Walk, home: Exchange, renderings: tuple[Rendering, ...]) -> None:
        """Walk to what only the browser showed, unless a budget has ended."""
        pages = pages_of(renderings)
        if pages and not walk.tally.stopped_by:
            spent_s = (self.client.instant() - self.now).total_seconds()
            await SecondWalk.after(walk, pages, spent_s=spent_s).run(home)

    def _shown(self, judge: Judge, rendering: Rendering, *, is_new: bool) -> None:
        self.client.requests += rendering.requests
        self.client.received_bytes += rendering.received
        self.evidence.keep_rendering(rendering, is_new=is_new)
        judge.see_rendering(rendering, self.showing.known.get(rendering.url, frozenset()))

    def _not_shown(self, renderings: tuple[Rendering, ...]) -> tuple[str, ...]:
        left = self.showing.count - len(renderings)
        failed = [one.error for one in renderings if one.state is State.OWN_OUTAGE]
        notes = [f"浏览器没有正常工作，{len(failed)} 个页面没有看到：{failed[0]}"] if failed else []
        notes += [f"{left} 个首页、栏目页没有用浏览器查看（限额）。"] if self.run.options.browser and left > 0 else []
        return tuple(notes)

    async def _probe(self, judge: Judge, home: Exchange, asked: Exchange) -> tuple[Probed, ...]:
        """What the probes say, now or when they were asked."""
        past = self.evidence.past
        if not self.run.options.probes:
            return ()
        if past is not None and (known := past.probed(self.client.recall)) is not None:
            return known
        if self.client.is_offline:
            return ()
        found = await probe_all(self.client, home, asked, now=self.now)
        found += (await ask_search(self.client, home),)
        found += await probe_network(self.client, home, self.record, now=self.now)
        others = claimed(judge.seeing.home, found, self.record, self.start, home.final_url)
        found += (await ask_others(self.client, home, others),)
        self.evidence.note_probes(found)
        return found

    def _spent(self) -> float:
        """Seconds that an earlier part of this run took."""
        past = self.evidence.past
        return (past.last_at - self.now).total_seconds() if past is not None and past.last_at is not None else 0.0

    def _see(self, judge: Judge) -> Callable[[PageVisit], None]:
        self.showing.ledger = self.notebook.ledger = frozenset(judge.ledger)

        def see(visit: PageVisit) -> None:
            if self.run.options.browser:
                self.showing.see(visit)
            if self.run.options.agents:
                self.notebook.see(visit)
            judge.see_page(visit)

        return see

    def _tell(self, judge: Judge) -> Callable[[Walk], None] | None:
        tell = self.on_progress
        if tell is None:
            return None
        return lambda walk: tell(Progress(walk.tally.pages, self.client.requests, walk.left, len(judge.observations)))

    async def _unreachable(self, judge: Judge, visits: tuple[Exchange, ...]) -> Report:
        """No page: that is one measurement of the home page, and no verdict on anything else."""
        last = visits[-1]
        is_ours = await canary.answers(self.client) is False
        state = State.OWN_OUTAGE if is_ours else last.state
        for visit in visits:
            self.evidence.pin(visit)
        error = last.error or f"返回状态 {last.status}"
        judge.measurements.append(Measurement("dead-link", self.start, state, Verdict.NONE, error))
        columns = (
            () if is_ours else judge.judge_columns({}, on=china_day(self.now), city=self.client.options.parameter_set)
        )
        note = _VOID if is_ours else f"首页没有打开（共尝试 {len(visits)} 次）：{error}"
        ids = {visit.evidence_id for visit in visits}
        return self._report(
            judge, state="void" if is_ours else "unreachable", columns=columns, notes=(note,), extra=ids
        )

    def _report(
        self, judge: Judge, *, state: str, walk: Walk | None = None, columns: tuple[ColumnMeasurement, ...] = (),
        notes: tuple[str, ...] = (), extra: set[str] | None = None,
    ) -> Report:  # fmt: skip
        is_void = state == "void"
        observations = (
            () if is_void else tuple(sorted(judge.observations, key=lambda one: (one.check, one.url, one.fingerprint)))
        )
        ids = {name for one in observations for name in one.evidence} | {
            name for one in columns for name in one.evidence
        }
        measurements = tuple(judge.measurements)
        snapshot = None if is_void else judge.snapshot(on=china_day(self.now), is_whole=state == "done")
        if snapshot is not None:
            ids.add(snapshot.evidence)
        finished_at, chain = self.evidence.finish(at=self.client.instant(), state=state)
        if is_void:
            measurements = tuple(one._replace(state=State.OWN_OUTAGE, verdict=Verdict.NONE) for one in measurements)
        return Report(
            url=self.start, state=state, started_at=self.now, finished_at=finished_at,
            pages=walk.tally.pages if walk else 0, robots=self.client.options.robots, unchanged=walk.tally.unchanged if walk else 0,
            revalidated=walk.tally.revalidated if walk else 0, requests=self.client.requests, received_bytes=self.client.received_bytes,
            observations=observations, measurements=measurements, columns=() if is_void else columns,
            evidence=self.evidence.referred(ids | (extra or set())), not_compared=(
                *not_compared(self.record), *domain_form.not_compared(self.record, self.client.options.parameter_set), *sources.not_compared(self.record)
            ), notes=notes,
            site_name=(self.record.name if self.record else "") or judge.site_name, owner=(self.record.host_name if self.record else "") or judge.host_name,
            parameter_set=self.client.options.parameter_set, warc=str(self.evidence.path or ""), chain=chain,
            snapshot=snapshot,
        )  # fmt: skip


def _columns(record: SiteRecord | None) -> dict[str, ColumnRecord]:
    found = {}
    for column in record.columns if record is not None else ():
        if url := normalise(column.url):
            found[url] = column
    return found


def _notes(walk: Walk, *, is_site_up: bool) -> tuple[str, ...]:
    tally = walk.tally
    notes = [] if is_site_up else ["检查结束时首页已打不开：中途打不开的站内链接未作判断。"]
    if tally.stopped_by:
        notes.append(f"{_STOPPED[tally.stopped_by]}，提前结束。")
    if tally.failed:
        notes.append(f"检查程序出错，{len(tally.failed)} 个页面没有看完，不作判断：{'、'.join(tally.failed[:3])}。")
    if tally.unvisited:
        notes.append(f"{tally.unvisited} 个地址超出限额，没有查看。")
    if tally.refused:
        notes.append(f"按选择遵守 robots.txt，{tally.refused} 个地址没有查看。")
    if tally.trapped:
        notes.append(f"{tally.trapped} 个地址属于无限生成的页面（如日历、会话编号），没有查看。")
    if tally.pages_cut:
        notes.append(f"{tally.pages_cut} 个页面的元素过多，只读了前 {MOST_TAGS} 个标签。")
    if tally.links_cut:
        notes.append(f"部分页面链接过多，{tally.links_cut} 个链接没有计入。")
    return tuple(notes)
