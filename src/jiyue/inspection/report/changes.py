"""A report held against an earlier one of the same site: what changed as break-ins change pages, and dates that were changed (30.2, 36.1)."""

from dataclasses import replace

from jiyue.inspection.checks import tampering
from jiyue.inspection.gathering import verdicts_of
from jiyue.inspection.report.compare import NotComparable, Row, one_report
from jiyue.inspection.results import Measurement, Report
from jiyue.inspection.snapshot import Snapshot, carried_on, from_mapping
from jiyue.inspection.states import State, Verdict

_NO_SNAPSHOT = "以前的结果没有页面快照，没有核对页面是否被篡改、日期是否被改动。"


def with_changes(report: Report, old: Row) -> Report:
    """The report with the findings that only the earlier one shows, and with the days on which its articles were first seen.

    Raises NotComparable when `old` is no report of this site. One without a snapshot is noted, nothing is judged.
    """
    earlier = one_report(old)
    if earlier["url"] != report.url:
        raise NotComparable(f"两份报告不是同一网站：{earlier['url']} 与 {report.url}")
    found = earlier.get("snapshot")
    if report.snapshot is None or not found:
        return replace(report, notes=(*report.notes, _NO_SNAPSHOT))
    try:
        before = from_mapping(found)
    except (KeyError, TypeError, ValueError) as error:
        raise NotComparable(f"以前结果中的页面快照无法读取（{error}）") from error
    return _held_against(report, before, report.snapshot)


def _held_against(report: Report, before: Snapshot, after: Snapshot) -> Report:
    drafts = [
        *tampering.observe_changes(before, after, url=report.url),
        *tampering.observe_dates(before, after, url=report.url),
    ]
    said = verdicts_of(drafts)
    measured = [
        Measurement(name, report.url, State.DONE, said.get(name, Verdict.PASS), f"与 {before.seen_on} 的结果比较")
        for name in (tampering.CHANGED, tampering.FORGED)
    ]
    observations = sorted(
        (*report.observations, *(one.observation() for one in drafts)),
        key=lambda one: (one.check, one.url, one.fingerprint),
    )
    return replace(
        report, observations=tuple(observations), measurements=(*report.measurements, *measured), snapshot=carried_on(before, after)
    )  # fmt: skip
