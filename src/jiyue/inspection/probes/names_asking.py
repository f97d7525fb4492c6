"""Asks name servers, over UDP and over TCP where an answer was cut short; whatever comes back, it never raises. dnspython is imported when used."""

import asyncio
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jiyue.inspection.states import State

if TYPE_CHECKING:
    from dns.message import Message

_TIMEOUT_S = 4.0
# Asked beside the resolver of this machine: two that serve the mainland, of different operators.
PUBLIC = ("223.5.5.5", "119.29.29.29")
_MOST_RECORDS = 50


class Server(NamedTuple):
    """A name server: address and port."""

    address: str
    port: int = 53

    def __str__(self) -> str:
        return self.address if self.port == 53 else f"{self.address}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one server said to one question. `rcode` is "" when nothing usable came; `error` then says why.

    `records` are the data of the asked type after all aliases, sorted. `is_authority`: the server speaks for the zone; `is_validated`: it checked signatures.
    `zone` is the zone whose SOA came along, where there was no such record.
    """

    server: Server
    state: State = State.DONE
    rcode: str = ""
    records: tuple[str, ...] = ()
    is_authority: bool = False
    is_validated: bool = False
    zone: str = ""
    error: str = ""

    @property
    def has_answered(self) -> bool:
        """Whether something usable came."""
        return bool(self.rcode)


class Asker:
    """Asks questions. `port` is where name servers listen; `timeout_s` is for each try."""

    def __init__(self, *, port: int = 53, timeout_s: float = _TIMEOUT_S) -> None:
        self.port = port
        self._timeout_s = timeout_s

    async def ask(
        self, name: str, kind: str, server: Server, *, recursive: bool = True, unchecked: bool = False
    ) -> Said:
        """One question to one server. With `unchecked` a resolver is asked not to validate."""
        from dns import exception, flags, message, rdatatype

        try:
            question = message.make_query(name, kind, want_dnssec=True, use_edns=0, payload=1232)
            question.flags = (question.flags | flags.AD) if recursive else question.flags & ~flags.RD
            question.flags |= flags.CD if unchecked else 0
            async with asyncio.timeout(self._timeout_s * 2 + 1):
                answer = await self._send(question, server)
            return _said(answer, rdatatype.from_text(kind), server)
        except (TimeoutError, exception.Timeout):
            return Said(server=server, state=State.TIMED_OUT, error="规定时间内没有应答")
        except (exception.DNSException, OSError, EOFError, ValueError) as error:
            return Said(server=server, state=State.DNS, error=f"{type(error).__name__}：{error}"[:200])

    async def _send(self, question: "Message", server: Server) -> "Message":
        from dns import asyncquery

        # What is no answer to this question, from this server, is passed over: an answer that was slipped in shows nothing.
        answer, _ = await asyncquery.udp_with_fallback(
            question, server.address, timeout=self._timeout_s, port=server.port, ignore_unexpected=True, ignore_errors=True
        )  # fmt: skip
        return answer


def _said(answer: "Message", kind: int, server: Server) -> Said:
    """An answer in our words. Raises DNSException for aliases that go in a circle or on and on."""
    from dns import flags, message, rcode, rdatatype

    code = rcode.to_text(answer.rcode())
    records: tuple[str, ...] = ()
    if answer.answer and code == "NOERROR" and isinstance(answer, message.QueryMessage):
        found = answer.resolve_chaining().answer
        if found is not None and found.rdtype == kind:
            records = tuple(sorted(str(one) for one in found)[:_MOST_RECORDS])
    soa = next((one for one in (*answer.answer, *answer.authority) if one.rdtype == rdatatype.SOA), None)
    return Said(
        server=server, rcode=code, records=records, is_authority=bool(answer.flags & flags.AA), is_validated=bool(answer.flags & flags.AD),
        zone=soa.name.to_text(omit_final_dot=True).lower() if soa is not None else "",
    )  # fmt: skip


def servers(asked: tuple[str, ...]) -> tuple[Server, ...]:
    """The resolvers to ask: those that were named (ADDRESS or ADDRESS:PORT), else this machine's own and two public ones."""
    if asked:
        return tuple(map(_server, asked))
    return tuple(Server(one) for one in dict.fromkeys((*_own_resolvers(), *PUBLIC)))


def _server(text: str) -> Server:
    """Raises ValueError for what is no address."""
    address, colon, port = text.rpartition(":")
    if not colon or (text.count(":") > 1 and not text.startswith("[")):
        return Server(str(ipaddress.ip_address(text.strip("[]"))))
    if text.endswith("]"):
        return Server(str(ipaddress.ip_address(text.strip("[]"))))
    return Server(str(ipaddress.ip_address(address.strip("[]"))), int(port))


def _own_resolvers(path: Path = Path("/etc/resolv.conf")) -> list[str]:
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
    except OSError:
        return []
    rows = [line.split() for line in lines]
    return [row[1] for row in rows if len(row) > 1 and row[0] == "nameserver"][:1]
