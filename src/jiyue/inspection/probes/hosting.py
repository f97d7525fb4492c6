"""Where a site is hosted: its addresses against the register's, and against the countries that address ranges were given to (29.1)."""

import re
from collections.abc import Sequence
from datetime import date
from ipaddress import ip_address, ip_network

from jiyue.inspection.fetch.guard import address_in
from jiyue.inspection.probes.ranges import ELSEWHERE, HOME, NO_COUNTRY, Range, Ranges
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State, Verdict

# Ranges change hands. Data older than this say nothing against a site any more.
OLD_AFTER_DAYS = 366
_SPLIT = re.compile(r"[\s,;，；、]+")


def judge_hosting(host: str, addresses: Sequence[str], registered: str, ranges: Ranges, day: date) -> Probed:
    """Compare where a site answers from with the register and with the ranges; what neither knows stays undecided.

    A range that was given elsewhere is to be verified: it tells who was given the address, not where the server stands. By data that
    are old on `day`, or of no known day, it is undecided: a range may have come home since. One that was given at home passes all the
    same, since hardly any leave.
    """
    found = [ip_address(text) for text in addresses]
    facts = [("addresses", "、".join(addresses)), ("ranges", f"{ranges.source}（{ranges.dated or '没有日期'}）")]
    if not found:
        return Probed("hosting-address", host, State.DNS, Verdict.NONE, tuple(facts), "没有得到网站的地址")
    nets = [ip_network(text, strict=False) for text in _SPLIT.split(registered.strip()) if _is_net(text)]
    strangers = [str(one) for one in found if nets and not any(address_in(one, net) for net in nets)]
    kinds = {str(one): ranges.find(one) for one in found}
    facts += [(name, _words(row)) for name, row in kinds.items()]
    verdict, note = _by_ranges(kinds, ranges, day)
    if strangers:
        verdict = Verdict.TO_VERIFY
        note = f"{'、'.join(strangers)} 不是登记的地址" + (f"；{note}" if _abroad(kinds) else "")
    return Probed("hosting-address", host, State.DONE, verdict, tuple(facts), note)


def _by_ranges(kinds: dict[str, Range | None], ranges: Ranges, day: date) -> tuple[Verdict, str]:
    """What the ranges say of all addresses together, and its words."""
    if abroad := _abroad(kinds):
        age = ranges.age(day)
        said = f"{'、'.join(abroad)} 属于分配给境外的地址段"
        if age is None or age > OLD_AFTER_DAYS:
            old = "没有日期" if age is None else f"是{ranges.dated}的，已超过一年"
            return Verdict.NONE, f"{said}，但地址段数据{old}，请用 --address-ranges 给出新的统计文件后再判断"
        return Verdict.TO_VERIFY, f"{said}（{ranges.dated}的数据；地址段说明分配给谁，不说明服务器在哪里）"
    if any(row is None or row.country in NO_COUNTRY for row in kinds.values()):
        return Verdict.NONE, "现有数据不能判断地址属于哪个国家或地区"
    return Verdict.PASS, ""


def _abroad(kinds: dict[str, Range | None]) -> list[str]:
    return [name for name, row in kinds.items() if row is not None and row.country not in NO_COUNTRY | {HOME}]


def _words(row: Range | None) -> str:
    if row is None:
        return "不在数据中"
    return "境外" if row.country == ELSEWHERE else row.purpose or row.country


def _is_net(text: str) -> bool:
    try:
        ip_network(text, strict=False)
    except ValueError:
        return False
    return True
