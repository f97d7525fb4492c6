"""Makes the file of address ranges that ships, or one for `--address-ranges`, out of registries' statistics (29.1).

`python -m jiyue.inspection.probes.renew_ranges NEW.txt.xz delegated-apnic-extended-latest delegated-arin-extended-latest …`

It takes any number of files: statistics of registries, plain or extended, or lists of networks named by their country (`CN.txt`, one
network a line). What it writes has the form of the statistics and says of each range only whether it was given at home or elsewhere, so
that all registries together come to a hundred kilobytes. Its day is that of the oldest file; lists have none, so there `--date` says it.
"""

import lzma
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_network, summarize_address_range
from pathlib import Path
from typing import NamedTuple

from jiyue.command_line import MISUSED, Parser, reason
from jiyue.inspection.probes.ranges import ELSEWHERE, HOME, NO_COUNTRY, Range, RangesInvalid, merged, parse, text_of

_HEAD = """\
# Which address ranges were given at home (CN) and elsewhere (XX), merged; what stands in neither was given to nobody, or to no one country.
# Form: that of the registries' statistics, cut to |country|type|start|count or prefix length. Made by jiyue.inspection.probes.renew_ranges.
# date: {dated}
# source: {source}
# terms: {terms}
"""
# As small as it gets with 4 MiB to look back on: who unpacks it needs that much memory too.
_PACKING = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 22}]


class Given(NamedTuple):
    """What one file says: ranges of IPv4 and of IPv6 with their country, the day that it is of and whose it is ("" where it says neither)."""

    rows: dict[int, Sequence[Range]]
    dated: str
    source: str


def given_by(path: Path) -> Given:
    """Read a file of statistics or a list of networks. Raises RangesInvalid where it is neither."""
    try:
        text = text_of(path.read_bytes(), path.name)
    except OSError as error:
        raise RangesInvalid(f"{path}：无法读取（{reason(error)}）") from error
    found = parse(text.splitlines())
    if any(found.rows.values()):
        return Given({number: list(rows) for number, rows in found.rows.items()}, found.dated, found.source)
    country = path.stem.upper()
    rows: dict[int, Sequence[Range]] = {4: [], 6: []}
    try:
        nets = [ip_network(line.strip()) for line in text.splitlines() if line.strip() and not line.startswith("#")]
    except ValueError as error:
        raise RangesInvalid(f"{path}：不是统计文件，也不是每行一个地址段的清单") from error
    if not nets or len(country) != len(HOME):
        raise RangesInvalid(f"{path}：清单应以国家或地区的两个字母命名（如 CN.txt），每行一个地址段")
    for number in rows:
        rows[number] = [Range(int(net[0]), int(net[-1]), country, "") for net in nets if net.version == number]
    return Given(rows, "", "")


def home_and_elsewhere(rows: Iterable[Range]) -> Iterator[Range]:
    """Say of each range only whether it is at home or elsewhere, in order. What files disagree on counts as at home; what no country has is left out."""
    known = [row for row in rows if row.country not in NO_COUNTRY]
    homes = merged(row._replace(purpose="") for row in known if row.country == HOME)
    others = merged(Range(row.first, row.last, ELSEWHERE, "") for row in known if row.country != HOME)
    yield from sorted((*homes, *_without(others, homes)))


def _without(rows: Sequence[Range], taken: Sequence[Range]) -> Iterator[Range]:
    """What is left of ranges beside those that are taken. Both are in order, none overlaps another of its kind."""
    behind = 0
    for row in rows:
        first = row.first
        while behind < len(taken) and taken[behind].last < first:
            behind += 1
        for one in taken[behind:]:
            if one.first > row.last:
                break
            if one.first > first:
                yield row._replace(first=first, last=one.first - 1)
            first = one.last + 1
        if first <= row.last:
            yield row._replace(first=first)


def written(rows: dict[int, Iterable[Range]]) -> Iterator[str]:
    """Ranges as lines of statistics: IPv4 with the number of addresses, IPv6 as networks."""
    for row in rows[4]:
        yield f"|{row.country}|ipv4|{IPv4Address(row.first)}|{row.last - row.first + 1}\n"
    for row in rows[6]:
        for net in summarize_address_range(IPv6Address(row.first), IPv6Address(row.last)):
            yield f"|{row.country}|ipv6|{net.network_address}|{net.prefixlen}\n"


def renew(target: Path, paths: Sequence[Path], *, dated: str, source: str, terms: str) -> str:
    """Write the ranges of some files into one, and say what it holds. Raises RangesInvalid where a file is none, or nothing says the day."""
    found = [given_by(path) for path in paths]
    dated = dated or min((one.dated for one in found), default="")
    if not dated:
        raise RangesInvalid("有文件没有说明日期，请用 --date 给出")
    rows = {number: list(home_and_elsewhere(row for one in found for row in one.rows[number])) for number in (4, 6)}
    if not any(row.country == HOME for row in rows[4]):
        raise RangesInvalid(f"文件中没有分配给 {HOME} 的 IPv4 地址段")
    source = source or "、".join(dict.fromkeys(one.source for one in found if one.source))
    text = _HEAD.format(dated=dated, source=source, terms=terms) + "".join(written(dict(rows)))
    target.write_bytes(lzma.compress(text.encode("utf-8"), filters=_PACKING))
    size = sum(row.last - row.first + 1 for row in rows[4] if row.country == HOME)
    return f"{target}：{dated}，IPv4 {len(rows[4])} 段、IPv6 {len(rows[6])} 段，其中境内 IPv4 地址 {size} 个"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from a command line; 0 where the file was written."""
    parser = Parser(prog="renew_ranges", description="由地址登记机构的统计文件生成地址段文件")
    parser.add_argument("target", type=Path, metavar="新文件.txt.xz", help="生成的文件")
    parser.add_argument("files", type=Path, nargs="+", metavar="文件", help="统计文件，或以国家命名的地址段清单")
    parser.add_argument("--date", type=date.fromisoformat, metavar="日期", help="数据的日期（默认取各文件中最早的）")
    parser.add_argument("--source", default="", metavar="来源", help="数据的来源（默认取各文件所写的登记机构）")
    parser.add_argument("--terms", default="", metavar="许可", help="数据的使用条件")
    chosen = parser.parse_args(arguments)
    dated = chosen.date.isoformat() if chosen.date is not None else ""
    try:
        said = renew(chosen.target, chosen.files, dated=dated, source=chosen.source, terms=chosen.terms)
    except (RangesInvalid, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return MISUSED
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
