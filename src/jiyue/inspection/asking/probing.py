"""The probes of a site as a whole, asked one after the other or taken from the evidence. Each fails by itself."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jiyue.inspection import parts
from jiyue.inspection.checks.second_domain import claimed
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.faults import Faults
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.journal import Probes
from jiyue.inspection.judging import Judge
from jiyue.inspection.probes.network import probe_network
from jiyue.inspection.probes.other_domains import ask_others
from jiyue.inspection.probes.search import ask_search
from jiyue.inspection.probes.site import questions
from jiyue.inspection.results import Probed


@dataclass(slots=True, kw_only=True)
class Probing:
    """Asks about one site: `start` is the address of the inspection, `home` its home page, `nothing` the answer to an address that can not exist."""

    client: Client
    evidence: EvidenceStore
    judge: Judge
    start: str
    home: Exchange
    nothing: Exchange
    now: datetime

    async def go(self) -> tuple[Probed, ...]:
        """What the probes say, now or when they were asked."""
        past = self.evidence.past
        if past is not None and (known := past.probed(self.client.recall)) is not None:
            self.client.requests += known.requests
            self.client.received_bytes += known.received
            return known.said
        if self.client.is_offline:
            return ()
        client = self.client
        requests, received = client.unkept_requests, client.unkept_bytes
        said = await self._ask_all()
        self.evidence.note_probes(
            Probes(said, client.unkept_requests - requests, client.unkept_bytes - received)
        )  # fmt: skip
        return said

    async def _ask_all(self) -> tuple[Probed, ...]:
        found: list[Probed] = []

        async def ask(name: str, question: Callable[[], Awaitable[Probed | Sequence[Probed]]]) -> None:
            with self._faults.net(parts.PROBES.get(name, parts.PROBE), name, is_asking=True):
                said = await question()
                found.extend([said] if isinstance(said, Probed) else said)

        for name, question in questions(self.client, self.home, self.nothing, now=self.now):
            await ask(name, question)
        await ask("site-search", lambda: ask_search(self.client, self.home))
        await ask("name-servers", lambda: probe_network(self.client, self.home, self.judge.record, now=self.now))
        await ask("other-domains", lambda: self._ask_others(tuple(found)))
        return tuple(found)

    async def _ask_others(self, found: tuple[Probed, ...]) -> Probed:
        names = claimed(self.judge.seeing.home, found, self.judge.record, self.start, self.home.final_url)
        return await ask_others(self.client, self.home, names)

    @property
    def _faults(self) -> Faults:
        return self.judge.faults
