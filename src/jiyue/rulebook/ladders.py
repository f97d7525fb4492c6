"""Escalation ladders: who is told what, how long before a due day, on it, and after it.

The measures set the due days; the rungs are our own addition and data (`data/ladders.toml`). Rungs
count in calendar days or workdays from the last day in time.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from jiyue.rulebook import clauses, clocks, procedure_words, shapes
from jiyue.rulebook.loading import DATA, DataError, line_of, read
from jiyue.rulebook.workcalendar import Calendar

FILE = DATA / "ladders.toml"
OWN_PEOPLE = {"owner": "责任人", "head": "总负责人"}  # the host's own, beside the roles of the procedures
FIELDS = frozenset({"title", "addition", "unit", "rungs"})
RUNG_FIELDS = frozenset({"at", "level", "to", "text"})
LEVELS = {"notice": "提醒", "warning": "预警", "overdue": "逾期", "escalated": "督办"}


class Rung(NamedTuple):
    """One rung: `at` units after the due day (negative before), its level, whom it tells, and what."""

    at: int
    level: str
    to: tuple[str, ...]
    text: str

    @property
    def to_labels(self) -> tuple[str, ...]:
        """The Chinese words for those whom it tells."""
        return tuple(audience()[name] for name in self.to)

    @property
    def level_label(self) -> str:
        """The Chinese word for its level."""
        return LEVELS[self.level]


class Ladder(NamedTuple):
    """The rungs of one kind of duty, from the earliest on. `is_addition` marks that no clause asks for it."""

    id: str
    title: str
    clause: str
    is_addition: bool
    unit: Literal["days", "workdays"]
    rungs: tuple[Rung, ...]


class Reached(NamedTuple):
    """One rung on its day: what to say to whom. `day` is the day that the rung stands for."""

    ladder: str
    rung: Rung
    day: date
    text: str


def get(ladder_id: str) -> Ladder:
    """The ladder of that id; raises KeyError when there is none."""
    return _ladders()[ladder_id]


def ids() -> tuple[str, ...]:
    """The ids of all ladders, in order."""
    return tuple(sorted(_ladders()))


def audience() -> dict[str, str]:
    """All whom a rung may tell, with what they are called."""
    return OWN_PEOPLE | {role.id: role.title for role in procedure_words.roles().values() if role.has_seat}


def faults(path: Path = FILE) -> tuple[DataError, ...]:
    """What is wrong with a file of ladders, each with the line of the field at fault."""
    return tuple(
        DataError(path, line_of(path, f"ladders.{key}", 0, field), f"“{key}”{sentence}")
        for key, row in read(path).get("ladders", {}).items()
        for field, sentence in _row_faults(row)
    )


def _row_faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if wrong := list(_misfits(row)):
        yield from wrong
        return
    missing = [*sorted(FIELDS - row.keys()), *_missing_in_rungs(row.get("rungs", ()))]
    if missing:
        yield "", f"缺少字段：{'、'.join(missing)}。"
        return
    for field in sorted(row.keys() - FIELDS - {"clause"}):
        yield field, f"有不认识的字段“{field}”。"
    if row["unit"] not in {"days", "workdays"}:
        yield "unit", f"的单位“{row['unit']}”应为 days 或 workdays。"
    if "clause" in row and row["clause"] not in clauses.by_id():
        yield "clause", f"没有这个条款：“{row['clause']}”。"
    yield from (("rungs", sentence) for sentence in _rung_faults(row["rungs"]))


def _misfits(row: object) -> Iterator[tuple[str, str]]:
    """Fields of another shape than expected; of a rung, at the line of `rungs`."""
    if not isinstance(row, dict):
        yield "", "应写成一张表。"
        return
    own = {"addition": shapes.FLAG}
    yield from ((field, f"的 {sentence}") for field, sentence in shapes.misfits(row, own))
    rungs = row.get("rungs", ())
    if not isinstance(rungs, list | tuple) or not all(isinstance(rung, dict) for rung in rungs):
        yield "rungs", "的 rungs 应写成台阶的列表。"
        return
    own = {"at": shapes.NUMBER, "level": shapes.TEXT, "to": shapes.TEXTS, "text": shapes.TEXT}
    for rung in rungs:
        yield from (("rungs", f"的 rungs 中 {sentence}") for _, sentence in shapes.misfits(rung, own))


def _missing_in_rungs(rungs: Sequence[dict[str, Any]]) -> list[str]:
    return sorted({f"rungs 的 {field}" for rung in rungs for field in RUNG_FIELDS - rung.keys()})


def _rung_faults(rungs: Sequence[dict[str, Any]]) -> Iterator[str]:
    at = [rung["at"] for rung in rungs]
    if at != sorted(set(at)):
        yield "的台阶没有由早到晚排列，或有重复。"
    for rung in rungs:
        if rung["level"] not in LEVELS:
            yield f"没有这个级别：“{rung['level']}”。"
        for name in rung["to"]:
            if name not in audience():
                yield f"没有这个角色：“{name}”。"


def plan(ladder: Ladder, due_on: date, *, calendar: Calendar | None = None) -> tuple[Reached, ...]:
    """All rungs with their days for a due day, from the earliest on."""
    return tuple(Reached(ladder.id, rung, _day(ladder, rung, due_on, calendar), _say(rung)) for rung in ladder.rungs)


def standing(ladder: Ladder, due_on: date, *, on: date, calendar: Calendar | None = None) -> Reached | None:
    """The rung at which a duty stands on a day: the last that was reached, with the days of that day.

    None before the first rung.
    """
    reached = [each for each in plan(ladder, due_on, calendar=calendar) if each.day <= on]
    if not reached:
        return None
    last = reached[-1]
    return Reached(
        ladder.id, last.rung, last.day, last.rung.text.format(days=abs(_distance(ladder, due_on, on, calendar)))
    )


def newly_reached(
    ladder: Ladder, due_on: date, *, after: date | None, on: date, calendar: Calendar | None = None
) -> Reached | None:
    """What must be said on a day, if the last word was said on `after` (None: never): at most the last rung.

    Rungs that were skipped while nobody looked are not said one by one; saying twice on a day says nothing.
    """
    now = standing(ladder, due_on, on=on, calendar=calendar)
    return now if now is not None and (after is None or after < now.day) else None


def _day(ladder: Ladder, rung: Rung, due_on: date, calendar: Calendar | None) -> date:
    if ladder.unit == "workdays":
        return clocks.add_workdays(due_on, rung.at, calendar=calendar)
    return due_on + timedelta(days=rung.at)


def _distance(ladder: Ladder, due_on: date, on: date, calendar: Calendar | None) -> int:
    if ladder.unit == "workdays":
        return clocks.workdays_between(due_on, on, calendar=calendar)
    return (on - due_on).days


def _say(rung: Rung) -> str:
    return rung.text.format(days=abs(rung.at))


@cache
def _ladders() -> dict[str, Ladder]:
    return {key: _ladder(key, row) for key, row in read(FILE)["ladders"].items()}


def _ladder(key: str, row: dict[str, Any]) -> Ladder:
    rungs = tuple(Rung(each["at"], each["level"], tuple(each["to"]), each["text"]) for each in row["rungs"])
    return Ladder(key, row["title"], row.get("clause", ""), row["addition"], row["unit"], rungs)
