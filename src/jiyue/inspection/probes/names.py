"""The site's name: resolvers that agree, name servers, DNSSEC, CAA, the same zone on every server, the end of its registration (28.5)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.probes.names_asking import Asker, Said, Server
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State, Verdict

_LEAST_SERVERS = 2
_LEAST_VOICES = 2
_SOON_DAYS = 30
_MOST_SERVERS = 8
_NOT_MEASURED = "没有得到可用的应答，未作判断"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameServer:
    """One name server of a zone: its name, an address, and what it said of the zone's SOA; `refusal` where the address may not be visited."""

    name: str
    address: str
    soa: Said | None = None
    refusal: str = ""

    @property
    def serial(self) -> str:
        """The serial number of its zone; empty when it did not say."""
        fields = self.soa.records[0].split() if self.soa is not None and self.soa.records else []
        return fields[2] if len(fields) > 2 else ""


async def ask_names(
    host: str, *, asker: Asker, resolvers: Sequence[Server], guard: AddressGuard
) -> tuple[tuple[Probed, ...], tuple[str, ...]]:
    """Ask all questions about a host's name; return the answers and the addresses that the resolvers gave."""
    if not resolvers or _is_local(host):
        return (), ()
    voices = await asyncio.gather(*(asker.ask(host, kind, one) for one in resolvers for kind in ("A", "AAAA")))
    first = next((one.server for one in voices if one.has_answered), None)
    found = [judge_resolvers(host, voices)]
    addresses = tuple(sorted({text for one in voices for text in one.records}))
    if first is None:
        return tuple(found), addresses
    zone = await _zone_of(host, asker, first)
    named = await asker.ask(zone, "NS", first)
    name_servers = await _name_servers(zone, named, asker, first, guard)
    found += [judge_name_servers(zone, named, name_servers), judge_serials(zone, name_servers)]
    keys, signed, blind = await asyncio.gather(
        asker.ask(zone, "DS", first), asker.ask(zone, "SOA", first), asker.ask(zone, "SOA", first, unchecked=True)
    )
    found += [judge_dnssec(zone, keys, signed, blind), judge_caa(host, await _caa(host, zone, asker, first))]
    return tuple(found), addresses


def judge_resolvers(host: str, voices: Sequence[Said]) -> Probed:
    """Whether several resolvers say the same: sets of addresses that share none, or a name that only some know, are odd.

    Sites behind a delivery network get different addresses at different resolvers, so this is never more than "to be verified".
    """
    heard: dict[Server, set[str]] = {}
    for one in voices:
        if one.rcode in {"NOERROR", "NXDOMAIN"}:
            heard.setdefault(one.server, set()).update(one.records)
    facts = tuple((str(server), "、".join(sorted(found)) or "没有地址") for server, found in heard.items())
    facts += tuple({(str(one.server), one.error or one.rcode) for one in voices if one.server not in heard})
    if len(heard) < _LEAST_VOICES:
        return Probed(
            "dns-resolvers", host, _state(voices), Verdict.NONE, facts, "能应答的解析服务器不到两个，无法比较"
        )
    is_odd = any(not (one & other or one == other) for one, other in combinations(heard.values(), 2))
    faults = ["各解析服务器给出的地址不一致：可能是内容分发网络，也可能是域名劫持"] if is_odd else []
    faults += ["域名没有地址"] if not any(heard.values()) else []
    return Probed("dns-resolvers", host, State.DONE, _to_verify(faults), facts, "；".join(faults))


def judge_name_servers(zone: str, named: Said, servers: Sequence[NameServer]) -> Probed:
    """Whether a zone has at least two name servers, at different addresses."""
    if named.rcode != "NOERROR" or not named.records:
        return Probed("name-servers", zone, named.state, Verdict.NONE, (), named.error or _NOT_MEASURED)
    addresses = {one.address for one in servers if one.address}
    facts = (("servers", "、".join(named.records)), ("addresses", "、".join(sorted(addresses))))
    if len(named.records) < _LEAST_SERVERS:
        return Probed(
            "name-servers", zone, State.DONE, Verdict.TO_VERIFY, facts, "只有一个域名服务器，出故障时网站无法访问"
        )
    if not addresses:
        return Probed("name-servers", zone, State.DNS, Verdict.NONE, facts, "没有得到域名服务器的地址，未作判断")
    is_one = len(addresses) < _LEAST_SERVERS and all(one.address for one in servers)
    note = "域名服务器都在同一个地址，出故障时网站无法访问" if is_one else ""
    return Probed("name-servers", zone, State.DONE, _to_verify([1] if is_one else []), facts, note)


def judge_serials(zone: str, servers: Sequence[NameServer]) -> Probed:
    """Whether every name server holds the same zone. A server that could not be asked says nothing; one that disowns the zone is odd."""
    facts = tuple((f"{one.name} {one.address}".strip(), _serial_fact(one)) for one in servers)
    serials = {one.serial for one in servers if one.serial and one.soa is not None and one.soa.is_authority}
    lame = [one.name for one in servers if one.soa is not None and one.soa.has_answered and not one.soa.is_authority]
    spoken = sum(bool(one.serial) for one in servers)
    faults = ["各域名服务器的 SOA 序号不同：可能没有同步"] if len(serials) > 1 else []
    faults += [f"{'、'.join(lame)} 不认这个域名"] if lame else []
    if not faults and spoken < _LEAST_VOICES:
        state = _state([one.soa for one in servers if one.soa is not None])
        return Probed("soa-serial", zone, state, Verdict.NONE, facts, "能应答的域名服务器不到两个，无法比较")
    return Probed("soa-serial", zone, State.DONE, _to_verify(faults), facts, "；".join(faults))


def judge_dnssec(zone: str, keys: Said, checked: Said, unchecked: Said) -> Probed:
    """Whether a zone is signed: `keys` are its DS records at the parent, `checked` and `unchecked` the same question with and without validation."""
    facts = (("ds", str(len(keys.records))), ("validated", "yes" if checked.is_validated else "no"))
    if checked.rcode == "SERVFAIL" and unchecked.rcode == "NOERROR":
        return Probed(
            "dnssec", zone, State.DONE, Verdict.TO_VERIFY, facts, "签名校验失败：验证签名的解析服务器打不开这个域名"
        )
    if keys.rcode not in {"NOERROR", "NXDOMAIN"}:
        return Probed("dnssec", zone, keys.state, Verdict.NONE, facts, keys.error or _NOT_MEASURED)
    note = "" if keys.records else "域名没有启用 DNSSEC"
    return Probed("dnssec", zone, State.DONE, _to_verify([] if keys.records else [1]), facts, note)


def judge_caa(host: str, said: Said) -> Probed:
    """Which authorities may issue certificates for a host: the nearest CAA records from the host up to its zone."""
    if said.rcode not in {"NOERROR", "NXDOMAIN"}:
        return Probed("caa", host, said.state, Verdict.NONE, (), said.error or _NOT_MEASURED)
    note = "" if said.records else "没有 CAA 记录，任何机构都可以为这个域名签发证书"
    facts = (("records", "；".join(said.records)),)
    return Probed("caa", host, State.DONE, _to_verify([] if said.records else [1]), facts, note)


def judge_expiry(domain: str, expires_on: str, today: date) -> Probed:
    """How long the registration of a domain still runs, by the register: name servers do not tell."""
    try:
        left = (date.fromisoformat(expires_on) - today).days
    except ValueError:
        return Probed("domain-expiry", domain, State.ABORTED, Verdict.NONE, (), "登记信息没有写明域名到期日")
    facts = (("expires_on", expires_on), ("days_left", str(left)))
    note = f"域名注册{f'将在 {left} 天后' if left >= 0 else '已经'}到期" if left < _SOON_DAYS else ""
    return Probed("domain-expiry", domain, State.DONE, _to_verify([1] if note else []), facts, note)


async def _zone_of(host: str, asker: Asker, resolver: Server) -> str:
    """The zone that a host belongs to: the name of the SOA that comes with the answer about it."""
    said = await asker.ask(host, "SOA", resolver)
    inside = said.zone and (host == said.zone or host.endswith(f".{said.zone}"))
    return said.zone if inside else host.removeprefix("www.")


async def _caa(host: str, zone: str, asker: Asker, resolver: Server) -> Said:
    name = host
    said = await asker.ask(name, "CAA", resolver)
    while not said.records and said.has_answered and name != zone and "." in name:
        name = name.partition(".")[2]
        said = await asker.ask(name, "CAA", resolver)
    return said


async def _name_servers(
    zone: str, named: Said, asker: Asker, resolver: Server, guard: AddressGuard
) -> tuple[NameServer, ...]:
    """The name servers of a zone with their addresses, each asked itself. Addresses that the guard refuses are not asked."""

    async def one(name: str) -> list[NameServer]:
        given = await asyncio.gather(*(asker.ask(name, kind, resolver) for kind in ("A", "AAAA")))
        addresses = [text for said in given for text in said.records]
        return [NameServer(name=name, address=text, refusal=guard.refusal(text)) for text in addresses] or [
            NameServer(name=name, address="")
        ]

    names = [text.rstrip(".") for text in named.records[:_MOST_SERVERS]]
    rows = [row for rows in await asyncio.gather(*map(one, names)) for row in rows]

    async def asked(row: NameServer) -> NameServer:
        if not row.address or row.refusal:
            return row
        return replace(row, soa=await asker.ask(zone, "SOA", Server(row.address, asker.port), recursive=False))

    return tuple(await asyncio.gather(*map(asked, rows[: 2 * _MOST_SERVERS])))


def _serial_fact(one: NameServer) -> str:
    if one.refusal:
        return f"没有询问：{one.refusal}"
    if one.soa is None:
        return "没有地址"
    return one.serial or one.soa.error or one.soa.rcode


def _state(voices: Sequence[Said]) -> State:
    return next((one.state for one in voices if one.state is not State.DONE), State.DNS)


def _to_verify(faults: Sequence[object]) -> Verdict:
    return Verdict.TO_VERIFY if faults else Verdict.PASS


def _is_local(host: str) -> bool:
    """Whether a host is no name of the public net: a literal address, or a name under localhost."""
    return not host or ":" in host or "." not in host or host.rpartition(".")[2] in {"localhost", *map(str, range(256))}
