"""Parameter sets on disk: a folder per set, one row per value and version, checked while read.

A folder holds `set.toml` (who the set is, and what its rows inherit) and any number of other files
with `[[value]]` rows. A later version of a value is a row added below, never an edit.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jiyue.rulebook import shapes
from jiyue.rulebook.deadlines import UNITS as CLOCK_UNITS
from jiyue.rulebook.deadlines import Unit
from jiyue.rulebook.loading import DATA, DataError, line_of, read, top_line

FOLDER = DATA / "parameters"
CATALOGUES = (FOLDER / "keys.toml", FOLDER / "keys-scoring.toml")
CERTAINTIES = {"found": "有出处", "memory": "记忆，未见原文", "default": "平台自定"}
ROW_FIELDS = {"key", "value", "source", "certainty", "in_force_from", "in_force_to", "note"}
SET_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
# The dates of a row are told with the name of its number.
JUDGED_BELOW = dict.fromkeys(("in_force_from", "in_force_to"), shapes.Shape("", lambda _value: True))
SET_FIELDS = {"id", "title", "document", "held", "based_on", "in_force_from", "source", "certainty", "note"}


class Key(NamedTuple):
    """What a parameter is, whoever sets its value: its clause, unit, bounds and the readings behind it."""

    id: str
    title: str
    clause: str
    unit: str
    readings: tuple[str, ...] = ()
    at_least: int = 1
    words: tuple[str, ...] = ()


class Parameter(NamedTuple):
    """One value of one key in one set, valid from `in_force_from` to `in_force_to` (None: still).

    `value` is an int for counts and times, a Fraction for shares, points and factors, a bool for flags,
    "MM-DD" for a day of the year, a tuple of ints for lists of days, and a dict of Fractions for rates.
    `certainty` is found, memory or default (our own, where the source has no number). `version` names
    set and day; every case, finding and score keeps the version that judged it (38.1).
    """

    key: str
    value: Any
    unit: str
    source: str
    certainty: str
    in_force_from: date
    in_force_to: date | None
    clause: str
    note: str
    set: str
    title: str = ""
    readings: tuple[str, ...] = ()
    version: str = ""

    @property
    def clock_unit(self) -> Unit:
        """Its unit as a clock takes it. Raises ValueError for a number that is no span of days."""
        if self.unit not in CLOCK_UNITS:
            raise ValueError(f"“{self.key}”的单位是“{self.unit}”，不能计算期限。")
        return self.unit

    @property
    def addition(self) -> bool:
        """Whether the number is ours, so that no screen may cite it as the measures'."""
        return self.certainty == "default"


class ParameterSet(NamedTuple):
    """One authority's numbers. `held` is False while the text of its rules could not be obtained.

    What it does not say itself is looked up in `based_on`, in that order (36.1).
    """

    id: str
    title: str
    document: str
    held: bool
    based_on: tuple[str, ...]
    note: str
    folder: Path
    versions: dict[str, tuple[Parameter, ...]]


def _whole(value: object, key: Key) -> int:
    if type(value) is not int or value < key.at_least:
        raise ValueError(f"应为不小于{key.at_least}的整数")
    return value


def _exact(value: object, _key: Key) -> Fraction:
    if not isinstance(value, str):
        raise ValueError('应为带引号的精确数，如 "5/100"、"60"，不写小数近似值')  # noqa: TRY004 - one kind for all
    try:
        number = Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"“{value}”不是分数或整数") from None
    if number < 0:
        raise ValueError("不能为负数")
    return number


def _share(value: object, key: Key) -> Fraction:
    number = _exact(value, key)
    if number > 1:
        raise ValueError("比例不能大于1")
    return number


def _flag(value: object, _key: Key) -> bool:
    if not isinstance(value, bool):
        raise ValueError("应为 true 或 false")  # noqa: TRY004
    return value


def _month_day(value: object, _key: Key) -> str:
    try:
        date.fromisoformat(f"2001-{value}")
    except ValueError:
        raise ValueError('应为“月-日”，如 "01-20"') from None
    return str(value)


def _day_list(value: object, key: Key) -> tuple[int, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError("应为天数的列表，如 [90, 30, 7]")
    return tuple(_whole(item, key) for item in value)


def _rates(value: object, key: Key) -> dict[str, Fraction]:
    if not isinstance(value, dict) or "cap" not in value:
        raise ValueError("应为分值表，且须写明 cap（该项最多分值）")
    return {name: _exact(points, key) for name, points in value.items()}


def _word(value: object, key: Key) -> str:
    if value not in key.words:
        raise ValueError(f"应为 {'、'.join(key.words)} 之一")
    return str(value)


UNITS: dict[str, tuple[str, Callable[[object, Key], Any]]] = {
    "count": ("个", _whole),
    "times": ("次", _whole),
    "seconds": ("秒", _whole),
    "hours": ("小时", _whole),
    "days": ("天", _whole),
    "workdays": ("个工作日", _whole),
    "weeks": ("周", _whole),
    "months": ("个月", _whole),
    "years": ("年", _whole),
    "share": ("", _share),
    "factor": ("倍", _exact),
    "points": ("分", _exact),
    "rates": ("分", _rates),
    "flag": ("", _flag),
    "month-day": ("", _month_day),
    "days-list": ("天", _day_list),
    "word": ("", _word),
}


@cache
def keys() -> dict[str, Key]:
    """The catalogue of all keys, in the measures' order; callers must not change it."""
    return {key.id: key for path in CATALOGUES for key in _keys_in(path)}


def load(folder: Path) -> ParameterSet:
    """Read one set. Raises DataError at the first fault."""
    for fault in head_faults(folder):
        raise fault
    found: list[Parameter] = []
    for row in _rows(folder):
        if isinstance(row, DataError):
            raise row
        found.append(row)
    for fault in _version_faults(folder):
        raise fault
    return _assemble(folder, found)


def faults(folder: Path) -> Iterator[DataError]:
    """Every fault of a set's folder, each with file, line and sentence; a folder can be mended in one go."""
    of_head = list(head_faults(folder))
    yield from of_head
    if not of_head:
        yield from (row for row in _rows(folder) if isinstance(row, DataError))
        yield from _version_faults(folder)


def _keys_in(path: Path) -> Iterator[Key]:
    for row in read(path)["key"]:
        yield Key(**{**row, "readings": tuple(row.get("readings", ())), "words": tuple(row.get("words", ()))})


def head_faults(folder: Path) -> Iterator[DataError]:
    """What is wrong with a set's `set.toml`."""
    path = folder / "set.toml"
    try:
        head = read(path)
    except DataError as fault:
        yield fault
        return
    for field in sorted(head.keys() - SET_FIELDS):
        yield DataError(path, top_line(path, field), f"不认识的字段“{field}”。")
    for field in sorted(SET_FIELDS - {"note"} - head.keys()):
        yield DataError(path, 1, f"缺少字段“{field}”。")
    misfits = dict(shapes.misfits(head))
    yield from (DataError(path, top_line(path, field), sentence) for field, sentence in misfits.items())
    if "certainty" not in misfits and head.get("certainty", "found") not in CERTAINTIES:
        yield DataError(path, top_line(path, "certainty"), f"certainty 应为 {'、'.join(CERTAINTIES)} 之一。")
    if "id" in head and "id" not in misfits and not re.fullmatch(SET_ID, head["id"]):
        yield DataError(path, top_line(path, "id"), "id 只用小写英文字母、数字和连字符。")


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.toml") if path.name != "set.toml")


def overlay(base: ParameterSet, path: Path) -> ParameterSet:
    """A set that differs from `base` by the `[[value]]` rows of one file, for trying a change out.

    Rows without a date apply as if they had always been in force, to clocks that started long ago as
    well. Raises DataError at the first fault of the file.
    """
    head: dict[str, Any] = {
        "id": f"{base.id}+{path.stem}",
        "source": f"试改：{path.name}",
        "certainty": "default",
        "in_force_from": date.min,
    }
    found: list[Parameter] = []
    for row in _rows_in(path, head):
        if isinstance(row, DataError):
            raise row
        found.append(row)
    if not found:
        raise DataError(path, 1, "没有 [[value]] 行，没有什么可以试改。")
    return ParameterSet(
        id=head["id"],
        title=f"{base.title}（试改）",
        document=head["source"],
        held=base.held,
        based_on=(base.id,),
        note="",
        folder=path.parent,
        versions=_ordered(found),
    )


def _rows(folder: Path) -> Iterator[Parameter | DataError]:
    head = read(folder / "set.toml")
    for path in _files(folder):
        yield from _rows_in(path, head)


def _rows_in(path: Path, head: dict[str, Any]) -> Iterator[Parameter | DataError]:
    try:
        rows = shapes.tables(path, "value")
    except DataError as fault:
        yield fault
        return
    for index, row in enumerate(rows):
        if wrong := list(shapes.misfits(row, JUDGED_BELOW)):
            yield from (DataError(path, line_of(path, "value", index, field), sentence) for field, sentence in wrong)
            continue
        try:
            yield _parameter(row, head)
        except ValueError as error:
            field = error.args[1] if len(error.args) > 1 else "key"
            yield DataError(path, line_of(path, "value", index, field), f"{error.args[0]}。")


def _parameter(row: dict[str, Any], head: dict[str, Any]) -> Parameter:
    """Build one row's parameter; raises ValueError(sentence, field at fault)."""
    key = _key_of(row)
    for field in row.keys() - ROW_FIELDS:
        raise ValueError(f"“{key.id}”有不认识的字段“{field}”", field)
    try:
        value = UNITS[key.unit][1](row["value"], key)
    except KeyError:
        raise ValueError(f"“{key.id}”缺少 value", "key") from None
    except ValueError as error:
        raise ValueError(f"“{key.id}”（{key.title}）的值不对：{error}", "value") from None
    merged = {**head, **row}
    if merged["certainty"] not in CERTAINTIES:
        raise ValueError(f"“{key.id}”的 certainty 应为 {'、'.join(CERTAINTIES)} 之一", "certainty")
    start, end = merged["in_force_from"], row.get("in_force_to")
    if type(start) is not date:
        raise ValueError(f"“{key.id}”的 in_force_from 应为日期，如 2027-01-01（不加引号）", "in_force_from")
    if end is not None and (type(end) is not date or end < start):
        raise ValueError(f"“{key.id}”的 in_force_to 应为不早于起始日的日期", "in_force_to")
    return Parameter(
        key=key.id,
        value=value,
        unit=key.unit,
        source=merged["source"],
        certainty=merged["certainty"],
        in_force_from=start,
        in_force_to=end,
        clause=key.clause,
        note=row.get("note", ""),
        set=head["id"],
        title=key.title,
        readings=key.readings,
        version=f"{head['id']}@{start}",
    )


def _key_of(row: dict[str, Any]) -> Key:
    name = row.get("key", "")
    if name in keys():
        return keys()[name]
    from difflib import get_close_matches  # slow to import, and only a fault needs it

    near = get_close_matches(str(name), keys(), n=1)
    hint = f"，是否要写“{near[0]}”" if near else "，可用的名称见 jiyue rules list"
    raise ValueError(f"没有名为“{name}”的参数{hint}", "key")


def _version_faults(folder: Path) -> Iterator[DataError]:
    seen: dict[str, date] = {}
    head = read(folder / "set.toml")
    for path in _files(folder):
        try:
            rows = shapes.tables(path, "value")
        except DataError:
            continue
        for index, row in enumerate(rows):
            name, start = row.get("key", ""), row.get("in_force_from", head["in_force_from"])
            if not isinstance(name, str):
                continue
            if type(start) is date and name in seen and start <= seen[name]:
                line = line_of(path, "value", index, "in_force_from")
                yield DataError(path, line, f"“{name}”的后一版本须晚于 {seen[name]} 起施行，并写在前一版本之后。")
            elif type(start) is date:
                seen[name] = start


def _assemble(folder: Path, found: list[Parameter]) -> ParameterSet:
    head = read(folder / "set.toml")
    return ParameterSet(
        id=head["id"],
        title=head["title"],
        document=head["document"],
        held=head["held"],
        based_on=tuple(head["based_on"]),
        note=head.get("note", ""),
        folder=folder,
        versions=_ordered(found),
    )


def _ordered(found: list[Parameter]) -> dict[str, tuple[Parameter, ...]]:
    """Versions by key; each open one is closed on the day before its successor comes into force."""
    versions: dict[str, tuple[Parameter, ...]] = {}
    for parameter in found:
        earlier = versions.get(parameter.key, ())
        if earlier and earlier[-1].in_force_to is None:
            earlier = (*earlier[:-1], earlier[-1]._replace(in_force_to=parameter.in_force_from - timedelta(days=1)))
        versions[parameter.key] = (*earlier, parameter)
    return versions
