"""Canary targets: addresses known to answer. When none does, it is our net that is down, and the round is void."""

from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Purpose
from jiyue.inspection.fetch.urls import normalise

_CANARY = Purpose("canary")


async def answers(client: Client) -> bool | None:
    """Whether any canary answered with any status; None when there is no canary to ask."""
    urls = [url for url in map(normalise, client.options.canaries) if url]
    if not client.options.canaries:
        return None
    for url in urls:
        if (await client.visit(url, pages_only=True, fresh=True, purpose=_CANARY)).status:
            return True
    return False
