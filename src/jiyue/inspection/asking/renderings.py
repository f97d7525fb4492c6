"""Pages shown in a browser, now or when the evidence was taken, and judged as they were shown."""

from collections.abc import Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime

from jiyue.inspection import parts
from jiyue.inspection.evidence import EvidenceStore
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.judging import Judge
from jiyue.inspection.rendered import Rendering
from jiyue.inspection.showing import Showing, show
from jiyue.inspection.states import State


@dataclass(slots=True, kw_only=True)
class Renderings:
    """The pages of one site as a browser showed them; none is begun after the instant `until`."""

    client: Client
    evidence: EvidenceStore
    judge: Judge
    showing: Showing
    until: datetime
    found: list[Rendering] = field(default_factory=list)

    async def go(self) -> Sequence[Rendering]:
        """Take what the evidence holds, and have the rest shown. A browser that fails for us costs what it had not shown yet."""
        past = self.evidence.past
        for rendering in past.rendered() if past is not None else ():
            self._take(rendering, is_new=False)
        with self.judge.faults.net(parts.BROWSER, is_asking=True):
            known = {one.url for one in self.found}
            left = [url for url in self.showing.plan(self.client.options.browser_pages) if url not in known]
            async with aclosing(show(self.client, [] if self.client.is_offline else left, until=self.until)) as shown:
                async for rendering in shown:
                    self._take(rendering, is_new=True)
        return self.found

    def _take(self, rendering: Rendering, *, is_new: bool) -> None:
        self.found.append(rendering)
        self.client.requests += rendering.requests
        self.client.received_bytes += rendering.received
        self.evidence.keep_rendering(rendering, is_new=is_new)
        with self.judge.faults.net(parts.BROWSER, rendering.url):
            self.judge.see_rendering(rendering, self.showing.known.get(rendering.url, frozenset()))

    def notes(self) -> Iterator[str]:
        """What the report has to say of pages that were not shown."""
        failed = [one.error for one in self.found if one.state is State.OWN_OUTAGE]
        if failed:
            yield f"浏览器没有正常工作，{len(failed)} 个页面没有看到：{failed[0]}"
        if (left := self.showing.count - len(self.found)) > 0:
            yield f"{left} 个首页、栏目页没有用浏览器查看（限额）。"
