"""A look at single addresses, without a crawl: what is there now, under the same limits and the same guard."""

from collections.abc import Iterable
from datetime import datetime

from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import normalise
from jiyue.inspection.options import Options


async def look(urls: Iterable[str], *, options: Options, now: datetime) -> tuple[Exchange, ...]:
    """Visit each address once, one after the other; what is no http(s) address is left out."""
    async with Client(options, now=now) as client:
        return tuple([await client.visit(target, fresh=True) for url in urls if (target := normalise(url)) is not None])
