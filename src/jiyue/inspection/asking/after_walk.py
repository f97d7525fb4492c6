"""All that is asked after a walk, in one order, so that evidence can be judged again. Each part fails by itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from jiyue.inspection import parts
from jiyue.inspection.asking import agents, documents, landings, pictures
from jiyue.inspection.asking.notebook import Notebook
from jiyue.inspection.checks.cloaking import VISITORS
from jiyue.inspection.crawl.walk import Walk
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.faults import Part
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.judging import Judge


@dataclass(slots=True, kw_only=True)
class AfterWalk:
    """Asks what the options want and hands the answers to the judge. `again` is the home page as ourselves, asked for the second time."""

    client: Client
    evidence: EvidenceStore
    judge: Judge
    notebook: Notebook
    walk: Walk
    again: Exchange
    _notes: list[str] = field(default_factory=list)

    async def go(self) -> tuple[str, ...]:
        """Ask everything; return what the report has to note."""
        options = self.client.options
        if options.agents and self.notebook.home is not None:
            await self._ask(parts.OTHERS, self._as_others, *(one.role for one in VISITORS))
        if options.max_landings:
            await self._ask(parts.LANDINGS, self._landings, landings.ROLE)
        if options.max_pictures:
            await self._ask(parts.PICTURES, self._pictures, pictures.ROLE)
        if options.max_documents:
            await self._ask(parts.DOCUMENTS, self._documents, documents.ROLE)
        return tuple(self._notes)

    async def _ask(self, part: Part, step: Callable[[], Awaitable[None]], *roles: str) -> None:
        """Take one step. What the evidence holds of it, and a fault of ours left there, is passed over: the next step begins behind it."""
        with self.judge.faults.net(part, is_asking=True):
            await step()
        for role in roles:
            for visit in self.evidence.past.of_role(role) if self.evidence.past is not None else ():
                self.client.recall(visit)

    async def _as_others(self) -> None:
        views = self.notebook.views()
        answers = await agents.ask_as_others(self.client, self.evidence.past, views)
        with self.judge.faults.net(parts.OTHERS):
            drafts, measured, visits = agents.judge_others(answers, views, self.again, self.judge.faults)
            self._pin(visits)
            self.judge.add(drafts)
            self.judge.measurements += measured

    async def _landings(self) -> None:
        urls = landings.plan(self.walk.targets.values(), self.client.options.max_landings)
        answers = await landings.ask_landings(self.client, self.evidence.past, urls)
        with self.judge.faults.net(parts.LANDINGS):
            found, visits = landings.read_landings(answers, self.judge.faults)
            self._pin(visits)
            self.judge.landings.update(found)

    async def _pictures(self) -> None:
        wanted = pictures.plan(self.walk.targets.values(), self.client.options.max_pictures)
        answers = await pictures.ask_pictures(self.client, self.evidence.past, wanted)
        with self.judge.faults.net(parts.PICTURES):
            drafts, measured, visits = pictures.look_at_pictures(wanted, answers, self.judge.faults)
            self._pin(visits)
            self.judge.add(drafts)
            self.judge.measurements += measured

    async def _documents(self) -> None:
        wanted = documents.plan(self.walk.targets.values())
        chosen = wanted[: self.client.options.max_documents]
        answers = await documents.ask_documents(self.client, self.evidence.past, chosen)
        with self.judge.faults.net(parts.DOCUMENTS):
            result = await documents.check_documents(wanted, answers, self.judge.faults)
            self._pin(result.visits)
            self.judge.add(result.drafts)
            self.judge.measurements += result.measured
            self._notes += documents.notes(result, len(wanted))

    def _pin(self, visits: list[Exchange]) -> None:
        for visit in visits:
            self.evidence.pin(visit)
