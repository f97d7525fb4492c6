"""How much memory a browser has taken, all its processes together (Linux; elsewhere nothing is known, and nothing is stopped)."""

import contextlib
import os
import signal
from pathlib import Path

_PROC = Path("/proc")


def root_of(marker: str) -> int:
    """The process whose command line holds `marker`; 0 when there is none or it can not be told. Of several, the topmost."""
    needle = marker.encode()
    parents = _parents()
    found = [pid for pid in parents if needle in _read(pid, "cmdline")]
    return next((pid for pid in found if parents[pid] not in found), 0)


def used(root: int) -> int:
    """Bytes of their own that a process and all below it hold."""
    parents = _parents()
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    total, left = 0, [root]
    while left:
        pid = left.pop()
        total += _anonymous(pid)
        left += children.get(pid, [])
    return total


def end(root: int) -> None:
    """End a browser at once; its other processes end with it."""
    if root > 1:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(root, signal.SIGKILL)


def _parents() -> dict[int, int]:
    found = {}
    for folder in _PROC.iterdir() if _PROC.is_dir() else ():
        if folder.name.isdigit():
            fields = _read(int(folder.name), "stat").rpartition(b")")[2].split()
            if len(fields) > 1:
                found[int(folder.name)] = int(fields[1])
    return found


def _anonymous(pid: int) -> int:
    for line in _read(pid, "status").splitlines():
        if line.startswith(b"RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(pid: int, name: str) -> bytes:
    try:
        return (_PROC / str(pid) / name).read_bytes()
    except OSError:
        return b""
