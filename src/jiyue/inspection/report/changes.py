"""A report held against an earlier one of the same site: what changed as break-ins change pages, and dates that were changed (30.2, 36.1)."""

import json
from dataclasses import replace
from pathlib import Path

from jiyue.inspection.checks import tampering
from jiyue.inspection.faults import Faults
from jiyue.inspection.gathering import verdicts_of
from jiyue.inspection.parts import COMPARISON
from jiyue.inspection.report.compare import NotComparable, Row, compare, one_report, summary
from jiyue.inspection.results import Measurement, Report
from jiyue.inspection.snapshot import Snapshot, carried_on, from_mapping
from jiyue.inspection.states import State, Verdict

_NO_SNAPSHOT = "以前的结果没有页面快照，没有核对页面是否被篡改、日期是否被改动。"


_LOST_SNAPSHOT = "检查程序出错，没有留下页面快照，没有核对页面是否被篡改、日期是否被改动。"
_NOT_SEEN = "首页没有打开或本轮作废，没有与以前的结果比较。"


def read_old(path: Path, url: str) -> Row:
    """The one report in a JSON file. Raises NotComparable when it is none, or not of `url` (empty: of any site), OSError when it can not be read."""
    try:
        old = one_report(json.loads(path.read_text("utf-8")))
    except (ValueError, TypeError) as error:
        why = f"（{error}）" if isinstance(error, NotComparable) else ""
        raise NotComparable(f"{path}：不是本程序写出的 JSON 检查结果，不能比较{why}") from error
    if url and old["url"] != url:
        raise NotComparable(f"{path}：这是 {old['url']} 的结果，不是 {url} 的，不能比较")
    if old["state"] in {"void", "unreachable"}:
        raise NotComparable(f"{path}：那次检查作废或首页没有打开，不能比较")
    return old


def with_old(reports: list[Report], old: Row) -> list[str]:
    """Hold the one report against an earlier one, in place; what has changed in a few lines of text. Raises NotComparable."""
    if reports[0].state in {"void", "unreachable"}:
        return [_NOT_SEEN]
    try:
        reports[0] = with_changes(reports[0], old)
        return summary(compare(old, reports[0]))
    except (KeyError, TypeError) as error:
        raise NotComparable(f"不能与这份结果比较：缺少或读不懂 {error}") from error


def with_changes(report: Report, old: Row) -> Report:
    """The report with the findings that only the earlier one shows, and with the days on which its articles were first seen.

    Raises NotComparable when `old` is no report of this site. One without a snapshot is noted, nothing is judged.
    """
    earlier = one_report(old)
    if earlier["url"] != report.url:
        raise NotComparable(f"两份报告不是同一网站：{earlier['url']} 与 {report.url}")
    found = earlier.get("snapshot")
    if report.snapshot is None or not found:
        return replace(report, notes=(*report.notes, _NO_SNAPSHOT if report.snapshot is not None else _LOST_SNAPSHOT))
    try:
        before = from_mapping(found)
    except (KeyError, TypeError, ValueError) as error:
        raise NotComparable(f"以前结果中的页面快照无法读取（{error}）") from error
    faults = Faults()
    with faults.net(COMPARISON):
        return _held_against(report, before, report.snapshot)
    return replace(
        report, state="aborted" if report.state == "done" else report.state, faults=(*report.faults, *faults.all()),
        notes=(*faults.notes(), *report.notes), measurements=(*report.measurements, *faults.without_passes((), report.url)),
    )  # fmt: skip


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
