"""The numbers of the measures and of the national tables, by set, key and day (1.1, 36.1, 38.1).

Sets ship as `baoji`, `state` and `shaanxi` (its rules' text is not held). A city adds its own from a
folder of its own with `add_folder`. What a set does not say is taken from the sets it is based on.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from jiyue.rulebook.parameter_files import FOLDER, Key, Parameter, ParameterSet, keys, load, overlay

__all__ = [
    "Key",
    "NotHeld",
    "Parameter",
    "ParameterSet",
    "add_folder",
    "forget",
    "get",
    "keys",
    "of_set",
    "sets",
    "versions",
]

SHIPPED = ("baoji", "state", "shaanxi")


class NotHeld(LookupError):
    """No set that was asked holds this value on that day; judging by it is undecided, never violated."""


class _Sets:
    """The sets known to this process: the shipped ones, read when first asked for, and added folders."""

    def __init__(self) -> None:
        self.known: dict[str, ParameterSet] = {}
        self.folders: dict[str, Path] = {name: FOLDER / name for name in SHIPPED}
        self.edition = 0

    def one(self, set_id: str) -> ParameterSet:
        if set_id not in self.known:
            if set_id not in self.folders:
                raise NotHeld(f"没有名为“{set_id}”的参数集，现有：{'、'.join(self.folders)}。")
            self.known[set_id] = load(self.folders[set_id])
        return self.known[set_id]


_SETS = _Sets()


def add_folder(folder: Path) -> ParameterSet:
    """Make a city's own set known under the id that its `set.toml` gives, and return it.

    Raises DataError at the first fault of the folder. A set of the same id is replaced.
    """
    added = load(folder)
    _SETS.folders[added.id] = folder
    _SETS.known[added.id] = added
    _changed()
    return added


@contextmanager
def trial(path: Path, *, city: str = "baoji") -> Iterator[str]:
    """Try a changed set out: within the context the id given holds `city`'s numbers with a file's changes."""
    changed = overlay(_SETS.one(city), path)
    _SETS.folders[changed.id] = changed.folder
    _SETS.known[changed.id] = changed
    _changed()
    try:
        yield changed.id
    finally:
        forget(changed.id)


def forget(set_id: str) -> None:
    """Take back an added set; a shipped one returns to what is shipped."""
    _SETS.known.pop(set_id, None)
    _SETS.folders.pop(set_id, None)
    if set_id in SHIPPED:
        _SETS.folders[set_id] = FOLDER / set_id
    _changed()


def folder_of(set_id: str) -> Path | None:
    """Where an added set was read from; None for one that is shipped."""
    folder = _SETS.folders.get(set_id)
    return None if folder is None or folder == FOLDER / set_id else folder


def edition() -> int:
    """A number that grows whenever a set is added or taken back; part of the key of any cache of terms."""
    return _SETS.edition


def sets() -> tuple[ParameterSet, ...]:
    """All known sets, the shipped ones first."""
    return tuple(_SETS.one(set_id) for set_id in _SETS.folders)


def get(key: str, *, city: str = "baoji", on: date) -> Parameter:
    """The value of `key` in the set `city` in force on the day `on`, or that of a set it is based on.

    Raises NotHeld when none has it on that day, and KeyError when there is no such key.
    """
    return _find(key, city, on)


def versions(key: str, set_id: str) -> tuple[Parameter, ...]:
    """All versions of a key that one set itself holds, oldest first; empty when it holds none."""
    return _SETS.one(set_id).versions.get(key, ())


def of_set(set_id: str, *, on: date) -> tuple[Parameter, ...]:
    """Every value that applies under a set on a day, inherited ones included, in the catalogue's order."""
    found = (_lookup(key, _SETS.one(set_id), on) for key in keys())
    return tuple(parameter for parameter in found if parameter is not None)


def _changed() -> None:
    _SETS.edition += 1
    _find.cache_clear()


@lru_cache(maxsize=8192)
def _find(key: str, set_id: str, on: date) -> Parameter:
    if key not in keys():
        raise KeyError(key)
    start = _SETS.one(set_id)
    found = _lookup(key, start, on)
    if found is None:
        raise NotHeld(f"参数集“{start.title}”在 {on} 没有“{keys()[key].title}”的数值。")
    return found


def _lookup(key: str, start: ParameterSet, on: date) -> Parameter | None:
    parameter: Parameter
    for parameter in reversed(start.versions.get(key, ())):
        if parameter.in_force_from <= on and (parameter.in_force_to is None or on <= parameter.in_force_to):
            return parameter
    for base in start.based_on:
        found = _lookup(key, _SETS.one(base), on)
        if found is not None:
            return found
    return None
