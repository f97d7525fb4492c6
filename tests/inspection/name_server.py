"""Small name servers on loopback that tell the truth, lie, cut answers short, go in circles, or say nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from dns import flags, message, rcode, rdatatype, rrset


@dataclass
class NameServer:
    """Answers over UDP and TCP at one address. `records` maps (name, kind) to data; `zone` gets an SOA with `serial`.

    `spoil` may change an answer, or return bytes, several datagrams, or None for silence. `cut` sets TC over UDP.
    """

    address: str = "127.0.0.1"
    port: int = 0
    zone: str = "qinghe.gov.cn"
    serial: int = 2026112401
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    is_authority: bool = True
    is_validating: bool = False
    cut: bool = False
    has_tcp: bool = True
    spoil: Callable[[message.Message], object] = lambda answer: answer
    log: list[str] = field(default_factory=list)

    async def start(self) -> "NameServer":
        loop = asyncio.get_running_loop()
        self._udp, _ = await loop.create_datagram_endpoint(lambda: _Udp(self), local_addr=(self.address, self.port))
        self.port = self._udp.get_extra_info("sockname")[1]
        self._tcp = await asyncio.start_server(self._serve, self.address, self.port) if self.has_tcp else None
        return self

    async def stop(self) -> None:
        self._udp.close()
        if self._tcp is not None:
            self._tcp.close()
        await asyncio.sleep(0)

    def answer(self, wire: bytes, *, is_udp: bool) -> list[bytes]:
        asked = message.from_wire(wire)
        question = asked.question[0]
        name, kind = question.name.to_text(omit_final_dot=True), rdatatype.to_text(question.rdtype)
        self.log.append(f"{'udp' if is_udp else 'tcp'} {name} {kind}")
        found = message.make_response(asked)
        found.flags |= (flags.AA if self.is_authority else flags.RA) | (flags.AD if self.is_validating else 0)
        found.flags |= asked.flags & flags.CD
        self._fill(found, name, kind)
        made = self.spoil(found)
        if made is found and self.cut and is_udp:
            found.answer.clear()
            found.flags |= flags.TC
        if made is None:
            return []
        parts = made if isinstance(made, list) else [made]
        return [part if isinstance(part, bytes) else part.to_wire() for part in parts]

    def _fill(self, found: message.Message, name: str, kind: str) -> None:
        soa = rrset.from_text(
            f"{self.zone}.", 60, "IN", "SOA", f"ns1.{self.zone}. admin.{self.zone}. {self.serial} 1 1 1 1"
        )
        here = name
        seen = set()
        while (alias := self.records.get((here, "CNAME"))) and here not in seen:
            seen.add(here)
            found.answer.append(rrset.from_text(f"{here}.", 60, "IN", "CNAME", *alias))
            here = alias[0].rstrip(".")
        if data := self.records.get((here, kind)):
            found.answer.append(rrset.from_text(f"{here}.", 60, "IN", kind, *data))
        elif kind == "SOA" and name == self.zone:
            found.answer.append(soa)
        else:
            known = any(one == here or one.endswith(f".{here}") for one, _ in self.records) or here == self.zone
            found.set_rcode(rcode.NOERROR if known else rcode.NXDOMAIN)
            found.authority.append(soa)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            wire = await reader.readexactly(int.from_bytes(await reader.readexactly(2)))
            for part in self.answer(wire, is_udp=False):
                writer.write(len(part).to_bytes(2) + part)
            await writer.drain()
        except (ConnectionError, EOFError):
            pass
        finally:
            writer.close()


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, server: NameServer) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:
        self._transport = transport

    def datagram_received(self, data: bytes, where: tuple[str, int]) -> None:
        for part in self._server.answer(data, is_udp=True):
            self._transport.sendto(part, where)
