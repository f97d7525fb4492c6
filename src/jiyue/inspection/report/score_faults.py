"""What a fault of our own leaves undecided on the score card: an indicator whose facts were not judged loses nothing and is not in order (19.7, 36.1)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from jiyue.inspection.checks.catalogue import CHECKS
from jiyue.inspection.results import Fault, Report
from jiyue.inspection.states import State
from jiyue.rulebook import indicators
from jiyue.rulebook.evaluation import COLUMN_ITEMS

# Indicators whose facts rest on a check beside those that count for them by the catalogue.
_BESIDE = {
    "dead-link": ("guide-forms",),
    "message-late": ("public-answers",),
    "consultation": ("bonus-solicitation",),
}
_COLUMNS = frozenset({"column-stale", "column-empty"})
_ITEMS_OF_COLUMNS = {"news": "news", "policy": "policies"}


def undecided(report: Report) -> Mapping[str, str]:
    """The indicators that faults leave undecided, with the reason."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for fault in report.faults:
        for name in _of_columns(fault, report) if _COLUMNS & {*fault.checks} else _of_checks(fault):
            found[name][fault.part] = None
    return {name: f"检查程序出错，没有判断：{'、'.join(parts)}" for name, parts in found.items()}


def _of_checks(fault: Fault) -> Iterator[str]:
    for check in fault.checks:
        yield from set(CHECKS[check].indicators).difference(COLUMN_ITEMS)
        yield from _BESIDE.get(check, ())


def _of_columns(fault: Fault, report: Report) -> Iterator[str]:
    """Any column may be empty, which counts among the others (D07); one that may be late counts in its own item."""
    yield "other-columns"
    failed = [one.category for one in report.columns if one.state is State.OWN_OUTAGE]
    yield from (_ITEMS_OF_COLUMNS[name] for name in failed if name in _ITEMS_OF_COLUMNS)
    if not report.columns:
        yield from COLUMN_ITEMS
    yield from _of_checks(fault)


def leaves_a_veto_open(report: Report) -> bool:
    """Whether a part that a veto may rest on was not judged."""
    named = {name for fault in report.faults for check in fault.checks for name in CHECKS[check].indicators}
    vetoes = {one.id for one in indicators.all() if one.effect == "veto"}
    return bool(named & vetoes) or _has_lost_columns(report)


def has_no_columns(report: Report) -> bool:
    """Whether the columns were lost before they were judged: then nothing is known of them, not that there are none."""
    return not report.columns and _has_lost_columns(report)


def _has_lost_columns(report: Report) -> bool:
    return any(not _COLUMNS.isdisjoint(fault.checks) for fault in report.faults)
