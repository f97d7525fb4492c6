"""Compiled pattern databases, kept in the user's cache folder: half a second of compiling becomes a read of a megabyte."""

import contextlib
import hashlib
import os
import stat
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

_KEPT = 8


def database(patterns: Sequence[bytes], flags: Sequence[int]) -> Any:  # noqa: ANN401 - the library has no types
    """A Hyperscan database of the patterns, numbered from 0, ready to scan; from the cache where it lies there, else compiled and put there.

    The cache is `$JIYUE_CACHE`, or `jiyue` in the user's cache folder. What belongs to somebody else, or does not fit this machine, is not read;
    where nothing can be written nothing is kept.
    """
    hyperscan = import_module("hyperscan")
    file = folder() / f"patterns-{_name(patterns, flags)}.hs"
    with contextlib.suppress(OSError, hyperscan.InvalidError):
        if (data := _own(file)) is not None:
            found = hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
            found.scratch = hyperscan.Scratch(found)
            return found
    made = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    made.compile(expressions=patterns, ids=list(range(len(patterns))), elements=len(patterns), flags=flags)
    with contextlib.suppress(OSError):
        _keep(file, hyperscan.dumpb(made))
    return made


def folder() -> Path:
    """Where compiled databases are kept."""
    if chosen := os.environ.get("JIYUE_CACHE"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "jiyue"


def _name(patterns: Sequence[bytes], flags: Sequence[int]) -> str:
    digest = hashlib.sha256(import_module("hyperscan").__version__.encode())
    digest.update(repr((list(flags), list(map(len, patterns)))).encode())
    digest.update(b"".join(patterns))
    return digest.hexdigest()[:32]


def _own(file: Path) -> bytes | None:
    """The file's content with its hash in front checked; None when others may have written it."""
    with file.open("rb") as opened:
        status = os.fstat(opened.fileno())
        if status.st_uid != os.getuid() or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return None
        digest, data = opened.read(32), opened.read()
    return data if hashlib.sha256(data).digest() == digest else None


def _keep(file: Path, data: bytes) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
        written.write(hashlib.sha256(data).digest() + data)
    Path(written.name).replace(file)
    kept = sorted(file.parent.glob("patterns-*.hs"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in kept[_KEPT:]:
        old.unlink(missing_ok=True)
