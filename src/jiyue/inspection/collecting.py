"""How often Python looks for garbage while inspections run."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# Objects made before the youngest are looked through; Python's own number is 700.
_SELDOM = 200_000
_running: list[tuple[int, int, int]] = []


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage seldom: what a run notes it keeps to its end, and looking through it each time costs 3 % of the run.

    The numbers that were in force before the first of several runs side by side are so again after the last.
    """
    _running.append(gc.get_threshold())
    gc.set_threshold(max(_SELDOM, _running[0][0]), *_running[0][1:])
    try:
        yield
    finally:
        before = _running[0]
        _running.pop()
        if not _running:
            gc.set_threshold(*before)
