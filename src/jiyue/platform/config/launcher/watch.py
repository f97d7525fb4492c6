"""Starts the processes, watches them from the first answer to the end, and ends them."""

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Sequence

from jiyue.platform.config.launcher.child import Child
from jiyue.platform.config.launcher.instance import CannotStart

_HOPELESS = 4  # crashes in a row before the first answer


async def watch(
    children: Sequence[Child],
    *,
    is_answering: Callable[[], Awaitable[bool]],
    greet: Callable[[], None],
    most_s: float = 120,
) -> None:
    """Run the children until SIGINT or SIGTERM, a second signal kills them at once; those that answer come first.

    Raises CannotStart when a child crashes again and again before the platform has answered once, or when it does not
    answer in time; afterwards a crash is mended by starting the process again, whatever it takes.
    """
    told = _ending_signals(children)
    keeping = [asyncio.create_task(child.keep()) for child in children if child.part.answers]
    waiting = asyncio.create_task(told.wait())
    try:
        starting = asyncio.create_task(_first_answer(children, is_answering, most_s))
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            keeping += [asyncio.create_task(child.keep()) for child in children if not child.part.answers]
            greet()
            await waiting
        starting.cancel()
    finally:
        waiting.cancel()
        await asyncio.gather(*(child.end() for child in children))
        await asyncio.gather(*keeping)


async def _first_answer(children: Sequence[Child], is_answering: Callable[[], Awaitable[bool]], most_s: float) -> None:
    deadline = time.monotonic() + most_s
    while not await is_answering():
        for child in children:
            if child.crashes >= _HOPELESS:
                raise CannotStart(
                    f"The {child.part.name} process does not stay up: see its lines above for the reason."
                )
        if time.monotonic() > deadline:
            raise CannotStart(f"The platform did not answer within {most_s:g} s: see the lines above for the reason.")
        await asyncio.sleep(0.1)


def _ending_signals(children: Sequence[Child]) -> asyncio.Event:
    """Return an event that the first signal sets; the second one kills."""
    told = asyncio.Event()

    def tell() -> None:
        if told.is_set():
            for child in children:
                if child.process is not None:
                    child.process.kill()
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, tell)
    return told
