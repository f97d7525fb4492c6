"""One watched process: its lines are shown with its name, it is started again when it crashes, and ended in order."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from jiyue.platform.config.launcher.parts import Part
from jiyue.platform.config.launcher.tether import tied_to_me

_LAST_LINES_S = 5
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: waits between crashes double from `first_wait` to `longest_wait`, anew after `steady` of good running."""

    first_wait: float = 0.5
    longest_wait: float = 30
    steady: float = 30
    to_end: float = 10


class Child:
    """Runs one part until told to end. `crashes` counts those in a row, without a steady run in between."""

    def __init__(
        self,
        part: Part,
        variables: Mapping[str, str],
        *,
        lock: int,
        show: Callable[[str, str], None],
        patience: Patience = Patience(),
    ) -> None:
        self.part = part
        self.crashes = 0
        self.process: asyncio.subprocess.Process | None = None
        self._variables = dict(variables)
        self._lock = lock
        self._show = show
        self._patience = patience
        self._ending = asyncio.Event()

    async def keep(self) -> None:
        """Start the process, and start it again whenever it ends by itself."""
        while not self._ending.is_set():
            started = time.monotonic()
            code = await self._run()
            if self._ending.is_set():
                return
            if time.monotonic() - started >= self._patience.steady:
                self.crashes = 0
            wait = min(self._patience.first_wait * 2**self.crashes, self._patience.longest_wait)
            self.crashes += 1
            self.say(f"{_ended(code)}; starting it again in {wait:g} s")
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._ending.wait()

    async def end(self) -> None:
        """Ask the process to end; kill it, and all that it started, when it does not in time."""
        self._ending.set()
        process = self.process
        if process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            async with asyncio.timeout(self._patience.to_end):
                await process.wait()
        except TimeoutError:
            self.say("did not end when asked, so it is killed")
        _kill_group(process.pid)

    def say(self, text: str) -> None:
        self._show(self.part.name, text)

    async def _run(self) -> int:
        """Run the process once, in a group of its own: Ctrl-C on the keyboard reaches the launcher alone.

        The pipe is ours and not asyncio's, whose wait() would wait for helpers that hold it open as well.
        """
        source, sink = os.pipe()
        try:
            process = self.process = await asyncio.create_subprocess_exec(
                *self.part.command,
                env=self._variables,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=sink,
                stderr=sink,
                start_new_session=True,
                pass_fds=(self._lock,),
                preexec_fn=tied_to_me(self.part.orphaned),
            )
        finally:
            os.close(sink)
        reading = asyncio.create_task(self._show_lines(source))
        if self._ending.is_set():  # told to end while it was being started
            _kill_group(process.pid)
        code = await process.wait()
        _kill_group(process.pid)  # what it started must not live on beside its successor
        await asyncio.wait({reading}, timeout=_LAST_LINES_S)
        reading.cancel()
        self.process = None
        return code

    async def _show_lines(self, source: int) -> None:
        """Show what the process writes, line by line, however long a line is."""
        reader = asyncio.StreamReader()
        transport, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(source, "rb", buffering=0)
        )
        rest = b""
        try:
            while data := await reader.read(_PIECE):
                *lines, rest = (rest + data).split(b"\n")
                for line in lines:
                    self.say(line.decode("utf-8", "replace").rstrip())
            if rest:
                self.say(rest.decode("utf-8", "replace"))
        finally:
            transport.close()


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _ended(code: int) -> str:
    if code < 0:
        return f"was ended by {signal.Signals(-code).name}"
    return f"ended with code {code}"
