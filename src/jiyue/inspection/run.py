"""One inspection from address to report: canaries, home page, walk, checks, canaries again."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from jiyue.inspection.checks.footer_mark import not_compared
from jiyue.inspection.crawl.walk import PageVisit, Walk
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.fetch.warc import WarcWriter
from jiyue.inspection.judging import Judge
from jiyue.inspection.options import Options
from jiyue.inspection.probes import canary
from jiyue.inspection.probes.home import is_open, open_home
from jiyue.inspection.record import ColumnRecord, SiteRecord
from jiyue.inspection.results import ColumnMeasurement, Measurement, Report
from jiyue.inspection.states import State, Verdict

SOFTWARE = "jiyue-inspection/0.1"
_VOID = "监测目标（金丝雀地址）全部无法访问，判断为监测端网络故障，本轮结果作废。"
_STOPPED = {
    "seconds": "达到时间上限",
    "bytes": "达到流量上限",
    "requests": "达到请求数上限",
}


class AddressInvalid(ValueError):
    """The address to inspect is no http(s) address."""


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
    no http(s) address.
    """
    start = normalise(url)
    if start is None:
        raise AddressInvalid(f"“{url}”不是 http(s) 网址")
    chosen = options or Options()
    warc = None
    if chosen.evidence_dir is not None:
        name = f"{now:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:8]}.warc.gz"
        warc = WarcWriter(chosen.evidence_dir / name, started_at=now, software=SOFTWARE)
    evidence = EvidenceStore(warc)
    try:
        async with Client(chosen, now=now, keep=evidence.keep) as client:
            return await _Run(start, client, evidence, record, now, on_progress).go()
    finally:
        evidence.close()


@dataclass(slots=True)
class _Run:
    """The steps of one inspection."""

    start: str
    client: Client
    evidence: EvidenceStore
    record: SiteRecord | None
    now: datetime
    on_progress: Callable[[Progress], None] | None

    async def go(self) -> Report:
        judge = Judge(record=self.record, ledger=_columns(self.record), evidence=self.evidence, guard=self.client.guard)
        if await canary.answers(self.client) is False:
            return self._report(judge, state="void", notes=(_VOID,))
        visits = await open_home(self.client, self.start)
        home = visits[-1]
        if not is_open(home):
            return await self._unreachable(judge, visits)
        walk = Walk(
            client=self.client,
            start=self.start,
            columns=frozenset(judge.ledger),
            on_page=self._see(judge),
            on_tick=self._tell(judge),
        )
        judge.see_address(home.address)
        await walk.run(home)
        outside = await canary.answers(self.client)
        if outside is False:
            return self._report(judge, state="void", walk=walk, notes=(_VOID,))
        if outside:
            judge.way_out_is_proven()
        for target in walk.targets.values():
            for look in target.looks:
                judge.see_address(look.address if look.status else "")
        is_site_up = is_open(await self.client.visit(self.start, fresh=True))
        judge.judge_links(walk.targets, is_site_up=is_site_up)
        columns = judge.judge_columns(walk.targets, on=china_day(self.now), city=self.client.options.parameter_set)
        stopped = walk.tally.stopped_by
        return self._report(
            judge,
            state="aborted" if stopped else "done",
            walk=walk,
            columns=columns,
            notes=_notes(walk, is_site_up=is_site_up),
        )

    def _see(self, judge: Judge) -> Callable[[PageVisit], None]:
        return judge.see_page

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
        if is_void:
            measurements = tuple(one._replace(state=State.OWN_OUTAGE, verdict=Verdict.NONE) for one in measurements)
        return Report(
            url=self.start, state=state, started_at=self.now, finished_at=self.client.instant(),
            pages=walk.tally.pages if walk else 0, requests=self.client.requests, received_bytes=self.client.received_bytes,
            observations=observations, measurements=measurements, columns=() if is_void else columns,
            evidence=self.evidence.referred(ids | (extra or set())), not_compared=not_compared(self.record), notes=notes,
            site_name=(self.record.name if self.record else "") or judge.site_name,
            parameter_set=self.client.options.parameter_set, warc=str(self.evidence.path or ""), chain=self.evidence.chain,
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
    if tally.unvisited:
        notes.append(f"{tally.unvisited} 个地址超出限额，没有查看。")
    if tally.trapped:
        notes.append(f"{tally.trapped} 个地址属于无限生成的页面（如日历、会话编号），没有查看。")
    if tally.links_cut:
        notes.append(f"部分页面链接过多，{tally.links_cut} 个链接没有计入。")
    return tuple(notes)
