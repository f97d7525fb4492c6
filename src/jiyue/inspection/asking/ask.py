"""Asks a few addresses side by side, or takes from the evidence what they said."""

import asyncio
from collections.abc import Sequence
from typing import NamedTuple

from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.journal import Past

_MOST_S = 120.0


class Question(NamedTuple):
    """One address to be asked; `agent` is the name to give, our own when empty. Where a page is wanted (`is_page`), the body of anything else is not read."""

    url: str
    agent: str = ""
    is_page: bool = True


async def ask_all(
    client: Client, past: Past | None, role: str, questions: Sequence[Question], *, side_by_side: int = 1,
    most_bytes: int | None = None,
) -> dict[str, Exchange]:  # fmt: skip
    """What the addresses answered, in the order of the questions; those that the budgets, `most_bytes` or two minutes left no room for are missing.

    `role` names the step in the evidence, which comes once in a run: what stands there already is not asked again.
    """
    before = client.received_bytes
    known = past.of_role(role) if past is not None else ()
    found = {visit.url: client.recall(visit) for visit in known}
    left = [] if client.is_offline else [one for one in questions if one.url not in found]
    gate = asyncio.Semaphore(side_by_side)

    async def ask(one: Question) -> None:
        async with gate:
            if _is_spent(client) or (most_bytes is not None and client.received_bytes - before >= most_bytes):
                return
            found[one.url] = await client.visit(
                one.url, pages_only=one.is_page, fresh=bool(one.agent), purpose=Purpose(role), agent=one.agent
            )
            if client.options.per_host_interval_s:
                await asyncio.sleep(client.options.per_host_interval_s)

    try:
        async with asyncio.timeout(_MOST_S), asyncio.TaskGroup() as group:
            for one in left:
                group.create_task(ask(one))
    except TimeoutError:
        pass  # what had answered until then counts
    return {one.url: found[one.url] for one in questions if one.url in found}


def _is_spent(client: Client) -> bool:
    options = client.options
    return client.requests >= options.max_requests or client.received_bytes >= options.max_bytes
