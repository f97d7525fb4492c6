"""What differs between two sets of parameters, two days of one set, or two folders (38.1)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from jiyue.rulebook import parameters
from jiyue.rulebook.parameter_files import UNITS
from jiyue.rulebook.parameters import Key, Parameter

WORDS = {"apart": "分别计数", "together": "累计计数", "any": "各级栏目", "first-level": "一级栏目"}


class Edition(NamedTuple):
    """One set of numbers on one day."""

    set_id: str
    on: date


class Difference(NamedTuple):
    """One number that two editions do not share; None where an edition holds none."""

    key: Key
    before: Parameter | None
    after: Parameter | None

    @property
    def sentence(self) -> str:
        """The difference in one Chinese sentence."""
        return f"{self.key.title}：{shown(self.before)} → {shown(self.after)}"


def edition(spec: str, *, today: date) -> Edition:
    """Read what the command line names: "baoji", "baoji@2026-01-01", or a folder in place of the set.

    Raises ValueError for a date that is none, NotHeld for an unknown set, DataError for a faulty folder.
    """
    name, at, day = spec.rpartition("@")
    if not at:
        name, day = spec, today.isoformat()
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"“{spec}”中的“{day}”不是日期，应写成 2026-01-01。") from None
    folder = Path(name)
    if folder.joinpath("set.toml").is_file():
        return Edition(parameters.add_folder(folder).id, on)
    parameters.of_set(name, on=on)
    return Edition(name, on)


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """The numbers that differ, in the order of the measures; sources and notes do not count."""
    old = {each.key: each for each in parameters.of_set(before.set_id, on=before.on)}
    new = {each.key: each for each in parameters.of_set(after.set_id, on=after.on)}
    pairs = ((key, old.get(key.id), new.get(key.id)) for key in parameters.keys().values())
    return tuple(Difference(key, one, other) for key, one, other in pairs if _value(one) != _value(other))


def shown(parameter: Parameter | None) -> str:
    """A value as people read it: number and unit, 没有 for none."""
    if parameter is None:
        return "没有"
    unit = UNITS[parameter.unit][0]
    value = parameter.value
    if isinstance(value, Mapping):
        return "、".join(f"{name} {points}{unit}" for name, points in value.items())
    if isinstance(value, tuple):
        return "、".join(f"{each}{unit}" for each in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if parameter.unit == "share":
        return f"{float(value):.4g}" if value * 100 % 1 else f"{value * 100}%"
    return f"{WORDS.get(value, value)}{unit}"


def plain(value: object) -> object:
    """A value as JSON holds it: exact fractions as text, dates as ISO text."""
    if isinstance(value, Fraction | date):
        return str(value)
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def _value(parameter: Parameter | None) -> object:
    return parameter and parameter.value
