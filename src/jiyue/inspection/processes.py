"""Many sites over several processes of this machine: each takes the next few, so that a large one holds up few others."""

import asyncio
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context

from jiyue.inspection.options import Options
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.results import Report
from jiyue.inspection.run import inspect

# Each process is handed its sites in about so many portions.
_PORTIONS = 8


def inspect_all(
    urls: Sequence[str], *, options: Options, record: SiteRecord | None, processes: int, side_by_side: int,
    on_report: Callable[[str, Report], None],
) -> list[Report]:  # fmt: skip
    """Inspect sites in `processes` processes, `side_by_side` of them at a time altogether; the reports, in the order of `urls`.

    `on_report` is called with each address whose report is there. What `inspect` raises for one of them is raised here, and no further site is begun.
    """
    each = max(1, side_by_side // processes)
    portions = _portions(urls, processes, each)
    found: dict[str, Report] = {}
    # Ctrl-C reaches all processes of a terminal: those of the pool end at once and leave the word to this one.
    end_at_once = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=end_at_once) as pool:
        asked = {pool.submit(_inspect_portion, portion, options, record, each): portion for portion in portions}
        try:
            for future in as_completed(asked):
                for url, report in zip(asked[future], future.result(), strict=True):
                    found[url] = report
                    on_report(url, report)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [found[url] for url in urls]


def _portions(urls: Sequence[str], processes: int, each: int) -> list[Sequence[str]]:
    """The sites in portions, each of as many as a process inspects side by side or more: a site mostly waits, and alone it would wait for nothing.

    Every process gets one, if there are enough sites.
    """
    size = min(max(each, -(-len(urls) // (processes * _PORTIONS))), -(-len(urls) // processes))
    return [urls[start : start + size] for start in range(0, len(urls), size)]


def _inspect_portion(
    urls: Sequence[str], options: Options, record: SiteRecord | None, side_by_side: int
) -> list[Report]:
    reports: dict[str, Report] = {}
    # The reports leave by another way than the task's result: asyncio writes that out in words when it ends.
    asyncio.run(_inspect_side_by_side(urls, options, record, side_by_side, reports))
    return [reports[url] for url in urls]


async def _inspect_side_by_side(
    urls: Sequence[str], options: Options, record: SiteRecord | None, side_by_side: int, reports: dict[str, Report]
) -> None:
    gate = asyncio.Semaphore(side_by_side)

    async def one(url: str) -> None:
        async with gate:
            reports[url] = await inspect(url, options=options, record=record, now=datetime.now(UTC))

    await asyncio.gather(*map(one, urls))
