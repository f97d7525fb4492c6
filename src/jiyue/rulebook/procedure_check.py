"""Does the data of the procedures hang together? Every fault with its file, line and a sentence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jiyue.rulebook import clauses, in_principle, parameters, procedure_words, procedures, readings, shapes
from jiyue.rulebook.deadlines import UNITS
from jiyue.rulebook.loading import DataError, line_of, read, top_line
from jiyue.rulebook.procedures import Condition, Effect, FollowUp, Step

PARTS: dict[str, type[Step | Condition | FollowUp | Effect]] = {
    "steps": Step,
    "conditions": Condition,
    "follow_ups": FollowUp,
    "effects": Effect,
}
TOP = {"id", "version", "title", "form", "source", "readings", "limits", "in_force_from", "in_force_to", *PARTS}
NEEDED = {"id", "version", "title", "source", "steps"}
FORMS = {"annex-1", "annex-2", "annex-3", "annex-4", "letter"}
MOMENTS = {"approval", "start", "completion"}
MARKS = {"event", "start", "approval"}
FROM_PRINCIPLE = {"sentence", "remedy"}


def faults(folder: Path = procedures.FOLDER) -> tuple[DataError, ...]:
    """All faults of the files of a folder, and of the file of words where a file uses an unknown one."""
    sound, found = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            shaped(path)
        except DataError as fault:
            found.append(fault)
        else:
            sound.append(path)
    return (*found, *(fault for path in sound for fault in _File(path).faults()), *_twice(sound))


def shaped(path: Path) -> None:
    """Raise DataError at the first field that has another shape than its readers expect."""
    top = shapes.head(path)
    for name, key in top.get("limits", {}).items():
        if not isinstance(key, str):
            raise DataError(path, line_of(path, "limits", 0, name), f"limits 的 {name} 应为参数的名称。")
    for table in PARTS:
        for index, row in enumerate(shapes.rows(path, table)):
            for key in ("within", "not_before"):
                if key in row and not all(isinstance(row[key].get(name), str) for name in ("parameter", "since")):
                    line = line_of(path, table, index, key)
                    raise DataError(path, line, f"{key} 应写明 parameter 和 since，都是带引号的文字。")


def _twice(paths: Iterable[Path]) -> Iterator[DataError]:
    seen: dict[tuple[Any, Any], Path] = {}
    for path in paths:
        name = (read(path).get("id"), read(path).get("version"))
        if name in seen:
            yield DataError(path, top_line(path, "version"), f"“{name[0]}”的版本“{name[1]}”已在 {seen[name].name} 中。")
        seen.setdefault(name, path)


@dataclass(frozen=True)
class _File:
    """One file of one procedure."""

    path: Path

    @cached_property
    def table(self) -> dict[str, Any]:
        return read(self.path)

    def faults(self) -> Iterator[DataError]:
        """What is wrong with it; where fields are missing, nothing else is asked."""
        found = [*self._top(), *(fault for each in self._rows() for fault in each.shape())]
        yield from found
        if not found:
            yield from (fault for each in self._rows() for fault in each.sense())
            yield from self._namesakes()
            yield from self._references()
            yield from self._circle()

    def ids(self, *tables: str) -> set[str]:
        """The ids of some of its parts."""
        return {row["id"] for table in tables for row in self.table.get(table, ())}

    def evidence(self, part: str) -> tuple[str, ...]:
        """What a step's or follow-up's record holds."""
        rows = (*self.table["steps"], *self.table.get("follow_ups", ()))
        return next((tuple(row.get("evidence", ())) for row in rows if row["id"] == part), ())

    def _rows(self) -> Iterator["_Row"]:
        for table in PARTS:
            for index, row in enumerate(self.table.get(table, ())):
                yield _Row(self, table, index, row)

    def _say(self, key: str, sentence: str) -> DataError:
        return DataError(self.path, top_line(self.path, key), sentence)

    def _top(self) -> Iterator[DataError]:
        for key in sorted(self.table.keys() - TOP):
            yield self._say(key, f"有不认识的字段“{key}”。")
        for key in sorted(NEEDED - self.table.keys()):
            yield self._say(key, f"缺少字段“{key}”。")
        if self.table.get("form", "letter") not in FORMS:
            yield self._say("form", f"没有这个表：“{self.table['form']}”。")

    def _references(self) -> Iterator[DataError]:
        for reading in self.table.get("readings", ()):
            if reading not in readings.versions():
                yield self._say("readings", f"没有这个读法：“{reading}”。")
        known = parameters.keys()
        for name, key in self.table.get("limits", {}).items():
            if key not in known:
                yield DataError(self.path, line_of(self.path, "limits", 0, name), f"没有这个参数：“{key}”。")

    def _namesakes(self) -> Iterator[DataError]:
        """Two steps or follow-ups of one name: a record could not say which of them it means."""
        seen: set[str] = set()
        for table in ("steps", "follow_ups"):
            for index, row in enumerate(self.table.get(table, ())):
                if row["id"] in seen:
                    yield DataError(self.path, line_of(self.path, table, index, "id"), f"“{row['id']}”出现了两次。")
                seen.add(row["id"])

    def _circle(self) -> Iterator[DataError]:
        """Follow-ups that wait for each other can never be done."""
        waiting = {row["id"]: set(row.get("after", ())) for row in self.table.get("follow_ups", ())}
        while ready := {part for part, after in waiting.items() if not after & waiting.keys()}:
            waiting = {part: after for part, after in waiting.items() if part not in ready}
        if waiting:
            yield self._say("id", f"后续事项互相等待：{'、'.join(sorted(waiting))}。")


@dataclass(frozen=True)
class _Row:
    """One step, condition, follow-up or effect of a file."""

    file: _File
    table: str
    index: int
    row: Mapping[str, Any]

    def say(self, key: str, sentence: str) -> DataError:
        return DataError(self.file.path, line_of(self.file.path, self.table, self.index, key), sentence)

    def shape(self) -> Iterator[DataError]:
        """Fields that are unknown or missing."""
        known = set(PARTS[self.table]._fields)
        needed = known - PARTS[self.table]._field_defaults.keys() - {"before"}
        if self.row.get("in_principle"):
            needed -= FROM_PRINCIPLE
        for key in sorted(self.row.keys() - known):
            yield self.say(key, f"有不认识的字段“{key}”。")
        for key in sorted(needed - self.row.keys()):
            yield self.say("", f"缺少字段“{key}”。")

    def sense(self) -> Iterator[DataError]:
        """Values that name what does not exist."""
        yield from self._unknown("clause", clauses.by_id(), "条款")
        yield from self._unknown("by", procedure_words.roles(), "角色")
        yield from self._unknown("entered_by", procedure_words.roles(), "角色")
        yield from self._unknown("evidence", procedure_words.evidence(), "材料")
        yield from self._unknown("only_if", procedure_words.circumstances(), "情形")
        yield from self._unknown("decisions", procedure_words.decisions(), "决定")
        yield from self._unknown("before", self.file.ids("steps", "follow_ups"), "步骤或后续事项")
        yield from self._unknown("after", self.file.ids("follow_ups"), "后续事项")
        yield from self._unknown("when", MOMENTS | self.file.ids("steps", "follow_ups"), "时点")
        if self.row.get("in_principle"):
            yield from self._unknown("clause", in_principle.all(), "“原则上”条款")
        for key in ("within", "not_before"):
            yield from self._span(key)

    def _unknown(self, key: str, known: Iterable[str], noun: str) -> Iterator[DataError]:
        value = self.row.get(key, ())
        for each in [value] if isinstance(value, str) else value:
            if each not in known:
                yield self.say(key, f"没有这个{noun}：“{each}”。")

    def _span(self, key: str) -> Iterator[DataError]:
        if key not in self.row:
            return
        parameter, since = self.row[key]["parameter"], self.row[key]["since"]
        known = parameters.keys().get(parameter)
        if known is None:
            yield self.say(key, f"没有这个参数：“{parameter}”。")
        elif known.unit not in UNITS:
            yield self.say(key, f"参数“{parameter}”的单位“{known.unit}”不是期限单位。")
        part, dot, evidence = since.partition(".")
        if part not in MARKS | self.file.ids("steps", "follow_ups"):
            yield self.say(key, f"没有这个起算点：“{since}”。")
        elif dot and evidence not in self.file.evidence(part):
            yield self.say(key, f"“{part}”的材料中没有“{evidence}”。")
