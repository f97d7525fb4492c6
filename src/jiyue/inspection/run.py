"""One inspection from address to report, over the network or from evidence alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from jiyue.inspection import collecting, stamping
from jiyue.inspection.browser import installed
from jiyue.inspection.evidence import EvidenceStore, open_evidence
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.earlier import Earlier
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.inspecting import Inspection
from jiyue.inspection.inspecting import Progress as Progress
from jiyue.inspection.journal import Past, Run, measure, read_run
from jiyue.inspection.options import Options
from jiyue.inspection.probes.ranges import read_ranges
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.results import Report
from jiyue.inspection.stamping import restamped, stamped


class AddressInvalid(ValueError):
    """The address to inspect is no http(s) address."""


def canonical(url: str) -> str:
    """The address in its one form. Raises AddressInvalid for what is no http(s) address."""
    start = normalise(url)
    if start is None:
        raise AddressInvalid(f"“{url}”不是 http(s) 网址，应写成 https://www.example.gov.cn/")
    return start


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
                return await stamped(await Inspection(run, client, evidence, on_progress).go(), client)
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
        report = await Inspection(run, client, evidence, on_progress).go()
    report = restamped(report, path, url=run.options.timestamp, authorities=timestamp_ca)
    return (
        replace(report, notes=(*report.notes, extent.cut_off or "证据没有结束记录。"))
        if not extent.is_ended
        else report
    )
