"""Ties a process to the one that started it, so that nothing is left behind when that one is killed (Linux)."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def tied_to_me(number: signal.Signals) -> Callable[[], None]:
    """Return a function for a child to call before it becomes its program: it gets the signal when we end.

    The C library is opened here, since the child may only make simple calls. Elsewhere than on Linux nothing is done.
    """
    if not sys.platform.startswith("linux"):
        return lambda: None
    library = ctypes.CDLL(None, use_errno=True)
    parent = os.getpid()

    def tie() -> None:
        library.prctl(_PR_SET_PDEATHSIG, int(number), 0, 0, 0)
        if os.getppid() != parent:  # it ended before the call
            os._exit(1)

    return tie


def end_with_parent() -> None:
    """Ask for SIGTERM when the process that started this one ends, as `make` does when it is killed."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)
