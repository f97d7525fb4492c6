"""Which vetoes on its columns a site has reached, by any set of rules (19.1, 19.2, 19.5, 19.6)."""

from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.results import Report
from jiyue.rulebook.columns import Category, ColumnFacts, Veto, judge_site
from jiyue.rulebook.verdicts import Outcome

_READ = frozenset({"listed", "empty"})


def reached(report: Report, record: SiteRecord | None, *, set_id: str) -> tuple[Veto, ...]:
    """The vetoes that the site has certainly reached; what could not be measured counts for none."""
    cycles = {column.key: column.cycle_days for column in record.columns} if record is not None else {}
    facts = [
        ColumnFacts(
            _category(column.category),
            column.newest_on,
            column.entries if column.entry_state in _READ else None,
            cycles.get(column.key),
            measured=column.newest_on is not None or column.entry_state == "empty",
        )
        for column in report.columns
    ]
    verdict = judge_site(facts, on=china_day(report.started_at), set_id=set_id)
    return tuple(veto for veto in verdict.vetoes if veto.outcome is Outcome.VIOLATED)


def _category(name: str) -> Category:
    return Category(name) if name in set(Category) else Category.OTHER
