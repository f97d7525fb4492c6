"""The home page: opened as a visitor would, with repeats spread over time before it is called not reachable."""

from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.states import State

_OPENED = range(200, 400)
_HOME = Purpose("home")


async def open_home(client: Client, url: str) -> tuple[Exchange, ...]:
    """Visit a home page until it opens or the repeats are used up; return all visits, the last one last.

    Opened: an answer with a body within the whole-visit limit (36.1: 15 seconds), redirects included.
    """
    visits = [await client.visit(url, purpose=_HOME)]
    for pause in client.options.retry_after_s:
        if is_open(visits[-1]) or visits[-1].state is State.ABORTED:
            break
        await client.pause(pause)
        visits.append(await client.visit(url, fresh=True, purpose=_HOME))
    return tuple(visits)


def is_open(visit: Exchange) -> bool:
    """Whether a visitor got a page."""
    return (
        visit.state is State.DONE
        and visit.status in _OPENED
        and bool(visit.body)
        and not visit.fault.startswith("redirect-")
    )
