"""From what an inspection judged to its report."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import structs

from jiyue.inspection import parts
from jiyue.inspection.checks import domain_form, sources
from jiyue.inspection.checks.footer_mark import not_compared
from jiyue.inspection.crawl.tally import Tally
from jiyue.inspection.crawl.walk import Walk
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.facts.cutting import MOST_TAGS
from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.journal import Run
from jiyue.inspection.judging import Judge
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.results import ColumnMeasurement, Probed, Report
from jiyue.inspection.seen import Seen
from jiyue.inspection.states import State, Verdict

_STOPPED = {
    "seconds": "达到时间上限",
    "bytes": "达到流量上限",
    "requests": "达到请求数上限",
    "evidence": "证据到此为止",
}


@dataclass(slots=True, kw_only=True)
class Reporting:
    """What a report is made of beside the judge's findings; the steps of the inspection fill it in. `pinned` are visits that it shows in any case."""

    run: Run
    client: Client
    evidence: EvidenceStore
    judge: Judge
    walk: Walk | None = None
    columns: tuple[ColumnMeasurement, ...] = ()
    seen: Seen | None = None
    probes: tuple[Probed, ...] = ()
    renderings: tuple[Rendering, ...] = ()
    browser_notes: tuple[str, ...] = ()
    pinned: set[str] = field(default_factory=set)

    def report(self, state: str, *, notes: tuple[str, ...] = ()) -> Report:
        """The report, and the end of the evidence. What is not whole is not "done"; a void round has no findings."""
        judge, faults = self.judge, self.judge.faults
        if self.evidence.past is not None:
            faults.recall(self.evidence.past.faults)
        is_void = state == "void"
        observations = (
            () if is_void else tuple(sorted(judge.observations, key=lambda one: (one.check, one.url, one.fingerprint)))
        )
        ids = (
            {name for one in observations for name in one.evidence}
            | {name for one in self.columns for name in one.evidence}
            | self.pinned
        )
        is_whole = state == "done" and not faults
        snapshot = None if is_void else judge.snapshot(on=china_day(self.run.started_at), is_whole=is_whole)
        if snapshot is not None:
            ids.add(snapshot.evidence)
        uncompared = self._uncompared()
        if state == "done" and faults:
            state = "aborted"
        finished_at, chain = self.evidence.finish(at=self.client.instant(), state=state)
        measurements = faults.without_passes(judge.measurements, self.run.url)
        if is_void:
            measurements = tuple(
                structs.replace(one, state=State.OWN_OUTAGE, verdict=Verdict.NONE) for one in measurements
            )
        tally, record = self.walk.tally if self.walk is not None else Tally(), self.run.record
        return Report(
            url=self.run.url, state=state, started_at=self.run.started_at, finished_at=finished_at,
            pages=tally.pages, robots=self.client.options.robots, unchanged=tally.unchanged, revalidated=tally.revalidated,
            requests=self.client.requests, received_bytes=self.client.received_bytes, observations=observations, measurements=measurements,
            columns=() if is_void else self.columns, evidence=self.evidence.referred(ids), not_compared=uncompared, notes=(*faults.notes(), *notes),
            site_name=(record.name if record else "") or judge.site_name, owner=(record.host_name if record else "") or judge.host_name,
            parameter_set=self.client.options.parameter_set, warc=str(self.evidence.path or ""), chain=chain, snapshot=snapshot,
            probes=() if is_void else self.probes, renderings=() if is_void else self.renderings, seen=None if is_void else self.seen, faults=faults.all(),
        )  # fmt: skip

    def _uncompared(self) -> tuple[str, ...]:
        record = self.run.record
        with self.judge.faults.net(parts.UNCOMPARED):
            city = self.client.options.parameter_set
            return (*not_compared(record), *domain_form.not_compared(record, city), *sources.not_compared(record))
        return ()


def walk_notes(tally: Tally, *, is_site_up: bool) -> Iterator[str]:
    """What a walk left out, and why."""
    if not is_site_up:
        yield "检查结束时首页已打不开：中途打不开的站内链接未作判断。"
    if tally.stopped_by:
        yield f"{_STOPPED[tally.stopped_by]}，提前结束。"
    if tally.unvisited:
        yield f"{tally.unvisited} 个地址超出限额，没有查看。"
    if tally.refused:
        yield f"按选择遵守 robots.txt，{tally.refused} 个地址没有查看。"
    if tally.trapped:
        yield f"{tally.trapped} 个地址属于无限生成的页面（如日历、会话编号），没有查看。"
    if tally.pages_cut:
        yield f"{tally.pages_cut} 个页面的元素过多，只读了前 {MOST_TAGS} 个标签。"
    if tally.links_cut:
        yield f"部分页面链接过多，{tally.links_cut} 个链接没有计入。"
