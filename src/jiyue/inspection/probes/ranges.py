"""Which country or region an address was given to: the ranges that ship, or a registry's statistics in their place (29.1)."""

import lzma
import socket
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path
from typing import NamedTuple

from jiyue.command_line import reason

HOME = "CN"
# Given to somebody who is not at home; the file that ships does not say to whom.
ELSEWHERE = "XX"
_NOBODYS = frozenset({"ZZ", "", "*"})
# Old codes for a continent. The second one covers home too.
NO_COUNTRY = _NOBODYS | {"EU", "AP"}
_FAMILIES = {"ipv4": (socket.AF_INET, 32), "ipv6": (socket.AF_INET6, 128)}
_FIXED = ("special-ranges.txt", "used-at-home.txt")


class RangesInvalid(ValueError):
    """A file of address ranges is none."""


class Range(NamedTuple):
    """A range of one IP version, first and last address as numbers, and what is known of it."""

    first: int
    last: int
    country: str
    purpose: str


type ByVersion = dict[int, tuple[Range, ...]]


class Statistics(NamedTuple):
    """What a file of ranges holds: rows by IP version, sorted and merged, the day that they are of ("" where it says none), and who says so."""

    rows: ByVersion
    dated: str
    source: str


@dataclass(frozen=True, slots=True)
class Ranges:
    """Address ranges and who they were given to, as known on `dated` from `source`. What is `fixed` goes before what was `given`."""

    dated: str
    source: str
    given: ByVersion
    fixed: ByVersion

    def find(self, address: IPv4Address | IPv6Address) -> Range | None:
        """The range that an address lies in, where one is known."""
        number, version = int(address), address.version
        return _holding(self.fixed[version], number) or _holding(self.given[version], number)

    def age(self, day: date) -> int | None:
        """How many days the data are old on a day; None where they have no date."""
        return (day - date.fromisoformat(self.dated)).days if self.dated else None


def read_ranges(path: Path | None = None) -> Ranges:
    """The ranges of a registry's statistics file, plain or .xz, by default those that ship. Raises RangesInvalid where the file holds none."""
    return Ranges(*_given_by(path), _fixed())


def _given_by(path: Path | None) -> tuple[str, str, ByVersion]:
    if path is None:
        found = _shipped()
        return found.dated, found.source, found.rows
    try:
        found = _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise RangesInvalid(f"{path}：无法读取地址段（{reason(error)}）") from error
    if not any(found.rows.values()):
        raise RangesInvalid(f"{path}：没有读到地址段，应为地址登记机构的统计文件（如 delegated-apnic-extended-latest）")
    return found.dated, found.source or path.name, found.rows


@lru_cache(maxsize=2)
def _read(path: Path, changed: int) -> Statistics:  # noqa: ARG001 - a file that changed is read again
    return parse(text_of(path.read_bytes(), path.name).splitlines())


def text_of(content: bytes, name: str) -> str:
    """The text of a file of ranges, unpacked where its name ends in .xz. Raises RangesInvalid where it does not unpack."""
    if name.endswith(".xz"):
        try:
            content = lzma.decompress(content)
        except (lzma.LZMAError, EOFError) as error:
            raise RangesInvalid(f"{name}：不是完整的 .xz 文件") from error
    return content.decode("utf-8", "replace")


@cache
def _shipped() -> Statistics:
    """What ships. Unpacked when a site's address is asked about for the first time."""
    name = "country-ranges.txt.xz"
    return parse(text_of(_data(name), name).splitlines())


@cache
def _fixed() -> ByVersion:
    """What no registry's word is needed for, or is misleading: ranges with a purpose of their own, and those that are used at home all the same."""
    return parse(line for name in _FIXED for line in _data(name).decode("utf-8").splitlines()).rows


def _data(name: str) -> bytes:
    return files("jiyue.inspection.probes").joinpath("data", name).read_bytes()


def parse(lines: Iterable[str]) -> Statistics:
    """Read lines in the form of the registries' statistics ("delegated", plain or extended); what is none is passed over."""
    rows: dict[str, list[Range]] = {name: [] for name in _FAMILIES}
    dated = source = ""
    for line in lines:
        if line.startswith("#"):
            name, _, value = line.lstrip("# ").partition(": ")
            dated, source = (value if name == "date" else dated), (value if name == "source" else source)
            continue
        fields = [*line.strip().split("|"), "", "", ""]
        if fields[0].replace(".", "").isdigit() and len(fields) >= 9:
            # The first line of a registry's file: version, registry, serial (a day, or a time in seconds), number, first day, last day.
            dated, source = _day(fields[2]) or _day(fields[5]), fields[1]
        elif fields[2] in rows and fields[3] != "*" and (row := _row(fields)) is not None:
            rows[fields[2]].append(row)
    return Statistics({4: merged(rows["ipv4"]), 6: merged(rows["ipv6"])}, _day(dated), source)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _row(fields: Sequence[str]) -> Range | None:
    """A range, or None where the fields give none: IPv4 has a count of addresses, IPv6 the length of a prefix."""
    family, bits = _FAMILIES[fields[2]]
    try:
        start, size = int.from_bytes(socket.inet_pton(family, fields[3])), int(fields[4])
    except (ValueError, OSError):
        return None
    if bits == 128:
        if not 0 <= size <= bits:
            return None
        size = 1 << (bits - size)
        start -= start % size
    if size < 1 or start + size > 1 << bits:
        return None
    country = sys.intern(fields[1].upper())
    return Range(start, start + size - 1, country, fields[7] if country in _NOBODYS else "")


def merged(rows: Iterable[Range]) -> tuple[Range, ...]:
    """Ranges in order, neighbours of which the same is known as one."""
    found: list[Range] = []
    for row in sorted(rows):
        last = found[-1] if found else None
        if last is not None and last[2:] == row[2:] and row.first <= last.last + 1:
            found[-1] = last._replace(last=max(last.last, row.last))
        else:
            found.append(row)
    return tuple(found)


def _holding(rows: Sequence[Range], number: int) -> Range | None:
    index = bisect_right(rows, number, key=lambda row: row.first) - 1
    return rows[index] if index >= 0 and number <= rows[index].last else None
