"""Shared fixtures: the loopback server, and options that may visit it and do not wait long."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import pytest

from jiyue.inspection import CHECKS, Options, inspect
from jiyue.inspection.checks.catalogue import Draft
from jiyue.inspection.facts.dates import CHINA
from tests.inspection import every_part, sites
from tests.inspection.loopback import Server

pytest.register_assert_rewrite("tests.inspection.planted_faults")
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)


@pytest.fixture(autouse=True)
def _findings_name_a_clause_of_their_check(monkeypatch):
    """Whatever a test finds, its clause is one of those that the table of checks tells."""
    made = Draft.observation

    def observation(draft, **given):
        found = made(draft, **given)
        assert found.clause in CHECKS[found.check].clauses, (found.check, found.clause)
        return found

    monkeypatch.setattr(Draft, "observation", observation)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def options() -> Callable[..., Options]:
    def make(**changes: object) -> Options:
        values = {
            "allow_addresses": ("127.0.0.0/8", "::1/128"),
            "retry_after_s": (0.05, 0.1),
            "request_timeout_s": 3.0,
        } | changes
        return Options(**values)

    return make


@pytest.fixture
def look(server, options):
    """Inspect the site that gives every part of an inspection something to judge."""
    every_part.lay(server)

    async def make(**changes):
        return await inspect(
            server.url(), options=options(**every_part.WANTED | changes), record=every_part.record(server), now=NOW
        )

    return make


@pytest.fixture
def town():
    """A clean site served from a thread, as for a real command."""
    server, loop, ready = Server(), asyncio.new_event_loop(), threading.Event()

    def serve():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(server.start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(server.stop())
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait()
    sites.clean(server)
    yield server
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
