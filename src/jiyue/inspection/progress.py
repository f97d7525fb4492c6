"""How far inspections are, for people: rewritten in place on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import Progress as Bars
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from jiyue.inspection.run import Progress

_PAUSE_S = 5.0
_REFRESHES_PER_S = 5


class Display(Protocol):
    """Something that shows how far inspections are."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def follow(self, name: str) -> Callable[[Progress], None]:
        """Begin to show one inspection; returns what to call with each step."""


class Silent:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to clear away."""

    def follow(self, name: str) -> Callable[[Progress], None]:  # noqa: ARG002 - it shows none
        return lambda _: None


class Lines(Silent):
    """A line on standard error every few seconds, for logs."""

    def follow(self, name: str) -> Callable[[Progress], None]:
        started = last = time.monotonic()

        def tell(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= _PAUSE_S:
                last = now
                sys.stderr.write(f"{name}  {words(progress, now - started)}\n")
                sys.stderr.flush()

        return tell


class Live:
    """One line for each inspection on a terminal, kept up to date."""

    def __init__(self, console: Console | None = None) -> None:
        self._bars = Bars(
            SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[words]}"), TimeElapsedColumn(),
            console=console or Console(stderr=True), refresh_per_second=_REFRESHES_PER_S, transient=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def follow(self, name: str) -> Callable[[Progress], None]:
        task: TaskID = self._bars.add_task(name.replace("[", r"\["), words="开始", total=None)
        started = time.monotonic()
        last = 0.0

        def tell(progress: Progress) -> None:
            nonlocal last
            now = time.monotonic()
            if now - last >= 1 / _REFRESHES_PER_S:
                last = now
                self._bars.update(task, words=words(progress, now - started))

        return tell


def words(progress: Progress, seconds: float) -> str:
    """Pages, pages per second, findings, and what is left, in words."""
    rate = progress.pages / seconds if seconds > 0 else 0.0
    return f"页面 {progress.pages}（{rate:.1f}/秒）  请求 {progress.requests}  问题 {progress.observations}  待查 {progress.left}"


def display(*, is_quiet: bool) -> Display:
    """What fits where standard error leads."""
    if is_quiet:
        return Silent()
    return Live() if sys.stderr.isatty() else Lines()
