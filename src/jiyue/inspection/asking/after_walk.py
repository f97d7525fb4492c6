"""All that is asked after a walk, in one order, so that evidence can be judged again."""

from dataclasses import dataclass

from jiyue.inspection.asking import agents, documents, landings, pictures
from jiyue.inspection.asking.notebook import Notebook
from jiyue.inspection.crawl.walk import Walk
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.judging import Judge


@dataclass(slots=True, kw_only=True)
class AfterWalk:
    """Asks what the options want and hands the answers to the judge."""

    client: Client
    evidence: EvidenceStore
    judge: Judge
    notebook: Notebook

    async def go(self, walk: Walk, again: Exchange) -> tuple[str, ...]:
        """Ask everything; return what the report has to note. `again` is the home page as ourselves, asked for the second time."""
        options = self.client.options
        if options.agents and self.notebook.home is not None:
            await self._as_others(again)
        if options.max_landings:
            await self._landings(walk)
        if options.max_pictures:
            await self._pictures(walk)
        return await self._documents(walk) if options.max_documents else ()

    async def _as_others(self, again: Exchange) -> None:
        views = self.notebook.views()
        drafts, measured, visits = await agents.ask_as_others(self.client, self.evidence.past, views, again)
        self._pin(visits)
        self.judge.add(drafts)
        self.judge.measurements += measured

    async def _landings(self, walk: Walk) -> None:
        urls = landings.plan(walk.targets.values(), self.client.options.max_landings)
        found, visits = await landings.read_landings(self.client, self.evidence.past, urls)
        self._pin(visits)
        self.judge.landings.update(found)

    async def _pictures(self, walk: Walk) -> None:
        wanted = pictures.plan(walk.targets.values(), self.client.options.max_pictures)
        drafts, measured, visits = await pictures.look_at_pictures(self.client, self.evidence.past, wanted)
        self._pin(visits)
        self.judge.add(drafts)
        self.judge.measurements += measured

    async def _documents(self, walk: Walk) -> tuple[str, ...]:
        wanted = documents.plan(walk.targets.values())
        result = await documents.check_documents(self.client, self.evidence.past, wanted)
        self._pin(result.visits)
        self.judge.add(result.drafts)
        self.judge.measurements += result.measured
        return documents.notes(result, len(wanted))

    def _pin(self, visits: list[Exchange]) -> None:
        for visit in visits:
            self.evidence.pin(visit)
