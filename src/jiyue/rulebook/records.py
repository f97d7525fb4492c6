"""What people keep on record: duties that no program can carry out, only see whether their proof is there.

Chapters 2, 4, 5, 6, 7, 8 and 9 ask for mechanisms, filings, budgets, education and hand-overs. Each is a row of
`data/records.toml`: who keeps it, which items belong to it, and whether it has to be looked at again.
"""

from datetime import date
from functools import cache
from typing import NamedTuple

from jiyue.rulebook import clocks, parameters
from jiyue.rulebook.judging import DAY, undecided
from jiyue.rulebook.loading import DATA, read
from jiyue.rulebook.parameters import NotHeld, Parameter
from jiyue.rulebook.verdicts import Outcome, Verdict

FILE = DATA / "records.toml"
REVIEW = "record-review"


class Record(NamedTuple):
    """One thing to keep on record. `renewed` says that its items go stale unless somebody looks at them again."""

    id: str
    clauses: tuple[str, ...]
    title: str
    kept_by: str
    items: tuple[str, ...]
    renewed: bool
    remedy: str


class Entry(NamedTuple):
    """One item that was written down: on which day it was noted or last looked at, and how long its proof is valid."""

    item: str
    noted_on: date
    valid_until: date | None = None


class RecordFacts(NamedTuple):
    """The entries of one unit, site or case; None when nobody could look into the record."""

    entries: tuple[Entry, ...] | None
    source: str = ""


@cache
def all() -> dict[str, Record]:  # noqa: A001 - the published name; read as records.all()
    """All records by id, in the measures' order; callers must not change the mapping."""
    rows = read(FILE)["record"]
    return {
        row["id"]: Record(**{**row, "clauses": tuple(row["clauses"]), "items": tuple(row["items"])}) for row in rows
    }


def get(record_id: str) -> Record:
    """One record by its id. Raises KeyError when there is none."""
    return all()[record_id]


def judge_record(facts: RecordFacts, record_id: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether every item of a record is there and still good on a day.

    An item is good until its proof expires, and, where the record is renewed, until parameter `record-review` has
    passed since it was noted; that last day is in time. The margin is 0, or the number of items that lack,
    negative; `due_on` is the first last day of an item that is still good. Entries of a later day do not count.
    """
    record = get(record_id)
    clause = record.clauses[0]
    review = None
    if record.renewed:
        try:
            review = parameters.get(REVIEW, city=city, on=on)
        except NotHeld as missing:
            return undecided(clause, str(missing))
    if facts.entries is None:
        return undecided(clause, f"没有“{record.title}”的登记可查，不作判定。", review)
    return _judged(record, _good_until(record, facts.entries, review, on), review, on)


def _good_until(record: Record, entries: tuple[Entry, ...], review: Parameter | None, on: date) -> dict[str, date]:
    """The last day on which each item is good; the best entry counts, and an item without entry is absent."""
    found: dict[str, date] = {}
    for entry in entries:
        if entry.item in record.items and entry.noted_on <= on:
            ends = [entry.valid_until or date.max]
            if review is not None:
                ends.append(clocks.last_day(entry.noted_on, review.value, review.clock_unit))
            found[entry.item] = max(found.get(entry.item, date.min), min(ends))
    return found


def _judged(record: Record, good: dict[str, date], review: Parameter | None, on: date) -> Verdict:
    missing = [item for item in record.items if item not in good]
    stale = [item for item in record.items if item in good and good[item] < on]
    ends = min((day for day in good.values() if on <= day < date.max), default=None)
    told = [f"{words}：{'、'.join(items)}" for words, items in (("没有登记", missing), ("已经过期", stale)) if items]
    lacking = len(missing) + len(stale)
    return Verdict(
        Outcome.VIOLATED if lacking else Outcome.MET,
        record.clauses[0],
        ends,
        (ends - on).days if ends else None,
        f"{record.title}{'；'.join(told)}。" if told else f"{record.title}各项都有登记。",
        review.set if review else "",
        review.version if review else "",
        -lacking,
        "count",
        ends + DAY if ends and not lacking else None,
    )
