"""Two inspections of one site: what is new, what is gone, what stays, and dates that were changed or made older (36.1; veto V1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jiyue.inspection.report.as_json import as_json
from jiyue.inspection.results import Report

type Row = Mapping[str, Any]
type Form = Report | Row
"""A report, or what `--json` wrote of one: a report's table, or the whole file with one report in it."""


class NotComparable(ValueError):
    """The two are no reports of one site, or one of them says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Findings by their fingerprints, as tables like those of the JSON form.

    `unseen` were there before and could not be looked at again: they are neither gone nor staying. `first_seen` tells since when a staying
    finding is known, by fingerprint. `columns` are those whose newest day went back, or whose entries grew less.
    """

    old_at: str
    new_at: str
    new: tuple[Row, ...]
    gone: tuple[Row, ...]
    staying: tuple[Row, ...]
    unseen: tuple[Row, ...]
    first_seen: Mapping[str, str]
    columns: tuple[str, ...]


def compare(old: Form, new: Form) -> Comparison:
    """Compare two reports of one site, given as reports or as read from JSON. Raises NotComparable."""
    before, after = one_report(old), one_report(new)
    if before["url"] != after["url"]:
        raise NotComparable(f"两份报告不是同一网站：{before['url']} 与 {after['url']}")
    for one in (before, after):
        if one["state"] in _EMPTY:
            raise NotComparable("作废或首页没有打开的报告不能比较")
    known = {one["fingerprint"]: one for one in before["observations"]}
    seen = {one["fingerprint"]: one for one in after["observations"]}
    lost = [one for name, one in known.items() if name not in seen]
    looked, failed = _looked_at(after), _failed(after)
    is_gone = {name: one["url"] in looked and one["check"] not in failed for name, one in known.items()}
    return Comparison(
        old_at=before["started_at"],
        new_at=after["started_at"],
        new=tuple(one for name, one in seen.items() if name not in known),
        gone=tuple(one for one in lost if is_gone[one["fingerprint"]]),
        staying=tuple(one for name, one in seen.items() if name in known),
        unseen=tuple(one for one in lost if not is_gone[one["fingerprint"]]),
        first_seen={name: before["started_at"] for name in seen if name in known},
        columns=tuple(_columns(before, after)),
    )


_EMPTY = frozenset({"void", "unreachable"})


def one_report(form: Form) -> dict[str, Any]:
    """The one report in what was given, as a table. Raises NotComparable."""
    read = as_json(form) if isinstance(form, Report) else dict(form)
    if not isinstance(read, dict):
        raise NotComparable("不是检查报告")
    reports = read.get("reports")
    if isinstance(reports, list):
        if len(reports) != 1:
            raise NotComparable("文件中应当只有一份报告")
        read = reports[0]
    if not isinstance(read, dict) or not {"url", "state", "observations", "measurements"} <= read.keys():
        raise NotComparable("不是检查报告")
    return read


def _looked_at(report: Row) -> set[str]:
    """The addresses that were looked at with success; an inspection that was cut short saw only these."""
    return {one["target"] for one in report["measurements"] if one["state"] == "done"}


def _failed(report: Row) -> set[str]:
    """The checks that a fault of our own kept from being judged, on some page at least: what they do not say any more may still be there."""
    return {check for fault in report.get("faults", ()) for check in fault["checks"]}


def _columns(before: Row, after: Row) -> list[str]:
    """Columns whose newest day went back: entries were taken off or dates changed."""
    old = {one["key"]: one for one in before.get("columns", ())}
    found = []
    for one in after.get("columns", ()):
        known = old.get(one["key"])
        if known and known["newest_on"] and one["newest_on"] and one["newest_on"] < known["newest_on"]:
            found.append(
                f"栏目“{one['name']}”的最近更新由 {known['newest_on']} 变为 {one['newest_on']}，有信息被撤下或日期被改动。"
            )
    return found


def summary(comparison: Comparison) -> list[str]:
    """A comparison in a few lines of text."""
    counts = (
        ("新增", comparison.new),
        ("消失", comparison.gone),
        ("仍在", comparison.staying),
        ("未能复查", comparison.unseen),
    )
    lines = [f"与 {comparison.old_at[:10]} 的检查相比：" + "，".join(f"{name} {len(rows)}" for name, rows in counts)]
    lines += [f"  {name}：{one['message']}（{one['url']}）" for name, rows in counts[:2] for one in rows[:_SHOWN]]
    return lines + [f"  {line}" for line in comparison.columns]


_SHOWN = 20
