"""Where a site is hosted: its addresses against the register's, and against the countries that address ranges were given to (29.1)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import NamedTuple

from jiyue.command_line import reason
from jiyue.inspection.fetch.guard import address_in
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State, Verdict

HOME = "CN"
_NO_COUNTRY = frozenset({"ZZ", "", "*"})
_SPLIT = re.compile(r"[\s,;，；、]+")


class RangesInvalid(ValueError):
    """A file of address ranges is none."""


class _Range(NamedTuple):
    """A range of one IP version, first and last address as numbers, and what is known of it."""

    first: int
    last: int
    country: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Ranges:
    """Address ranges and the countries that they were given to. `dated` and `source` say what they rest on."""

    dated: str
    source: str
    by_version: dict[int, tuple[_Range, ...]]

    def find(self, address: IPv4Address | IPv6Address) -> _Range | None:
        """The range that an address lies in, where one is known."""
        rows = self.by_version.get(address.version, ())
        index = bisect_right(rows, int(address), key=lambda row: row.first) - 1
        return rows[index] if index >= 0 and rows[index].first <= int(address) <= rows[index].last else None


def read_ranges(path: Path | None = None) -> Ranges:
    """The ranges of a registry's statistics file, with those that ship. Raises RangesInvalid where the file holds none."""
    shipped = files("jiyue.inspection.probes").joinpath("data/special-ranges.txt").read_text("utf-8")
    rows, dated, source = _parse(shipped.splitlines())
    if path is not None:
        try:
            more, when, where = _parse(path.read_text("utf-8", "replace").splitlines())
        except OSError as error:
            raise RangesInvalid(f"{path}：无法读取地址段（{reason(error)}）") from error
        if not more:
            raise RangesInvalid(
                f"{path}：没有读到地址段，应为地址登记机构的统计文件（如 delegated-apnic-extended-latest）"
            )
        rows, dated, source = rows + more, when or dated, where or path.name
    versions = {number: tuple(sorted(row for version, row in rows if version == number)) for number in (4, 6)}
    return Ranges(dated, source, versions)


def _parse(lines: Iterable[str]) -> tuple[list[tuple[int, _Range]], str, str]:
    rows: list[tuple[int, _Range]] = []
    dated = source = ""
    for line in lines:
        if line.startswith("#"):
            name, _, value = line.lstrip("# ").partition(": ")
            dated, source = (value if name == "date" else dated), (value if name == "source" else source)
            continue
        fields = [*line.strip().split("|"), "", ""]
        if fields[0].replace(".", "").isdigit() and len(fields) >= 8:
            # The first line of a registry's file: version, registry, serial (a day)…
            dated, source = fields[2], fields[1]
        elif fields[2:3] and fields[2] in {"ipv4", "ipv6"} and fields[3] != "*" and (row := _row(fields)) is not None:
            rows.append((int(fields[2][-1]), row))
    return rows, dated, source


def _row(fields: Sequence[str]) -> _Range | None:
    try:
        if fields[2] == "ipv6":
            net = IPv6Network(f"{fields[3]}/{fields[4]}", strict=False)
            return _Range(int(net[0]), int(net[-1]), fields[1].upper(), fields[7])
        first = int(IPv4Address(fields[3]))
        return _Range(first, first + int(fields[4]) - 1, fields[1].upper(), fields[7])
    except (ValueError, IndexError):
        return None


def judge_hosting(host: str, addresses: Sequence[str], registered: str, ranges: Ranges) -> Probed:
    """Compare where a site answers from with the register and with the ranges; what neither knows stays undecided.

    A range that was given to another country is to be verified: it tells who was given the address, not where the server stands.
    """
    found = [ip_address(text) for text in addresses]
    facts = [("addresses", "、".join(addresses)), ("ranges", f"{ranges.source}（{ranges.dated}）")]
    if not found:
        return Probed("hosting-address", host, State.DNS, Verdict.NONE, tuple(facts), "没有得到网站的地址")
    nets = [ip_network(text, strict=False) for text in _SPLIT.split(registered.strip()) if _is_net(text)]
    strangers = [str(one) for one in found if nets and not any(address_in(one, net) for net in nets)]
    kinds = {str(one): ranges.find(one) for one in found}
    facts += [(name, _words(row)) for name, row in kinds.items()]
    abroad = [name for name, row in kinds.items() if row is not None and row.country not in _NO_COUNTRY | {HOME}]
    unknown = [name for name, row in kinds.items() if row is None or row.country in _NO_COUNTRY]
    faults = [f"{'、'.join(strangers)} 不是登记的地址"] if strangers else []
    faults += [f"{'、'.join(abroad)} 属于分配给境外的地址段"] if abroad else []
    if not faults and unknown:
        return Probed(
            "hosting-address", host, State.DONE, Verdict.NONE, tuple(facts), "现有数据不能判断地址属于哪个国家或地区"
        )
    verdict = Verdict.TO_VERIFY if faults else Verdict.PASS
    return Probed("hosting-address", host, State.DONE, verdict, tuple(facts), "；".join(faults))


def _words(row: _Range | None) -> str:
    return "不在数据中" if row is None else row.purpose if row.country in _NO_COUNTRY else row.country


def _is_net(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
