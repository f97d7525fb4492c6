"""The calendar of workdays as every process knows it: a notice entered while it runs is noticed at its next request or task (R2)."""

import logging
import os
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings

from jiyue.rulebook import workcalendar
from jiyue.rulebook.loading import DataError

Stamp = tuple[tuple[str, int, int, int], ...]

logger = logging.getLogger(__name__)
_lock = Lock()
_known: dict[Path, Stamp] = {}


def keep(notice: Path) -> None:
    """Keep a notice where all processes look; whole or not at all, as others may read while it is written."""
    folder: Path = settings.JIYUE_CALENDAR
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{notice.name}.{os.getpid()}"
    new.write_bytes(notice.read_bytes())
    new.replace(folder / notice.name)
    catch_up()


def catch_up(**_signal: Any) -> None:
    """Read the notices anew when one was entered, changed or taken away since; a look at one folder when none was.

    One that can not be used is told in the log, once, and this process goes on by what it knew.
    """
    folder: Path = settings.JIYUE_CALENDAR
    stamp = _stamp(folder)
    if stamp == _known.get(folder, ()):
        return
    with _lock:
        if stamp == _known.get(folder, ()):
            return
        _known[folder] = stamp
        try:
            workcalendar.add_folder(folder)
        except DataError as fault:
            logger.error("The holiday notices were not read anew: %s", fault)  # noqa: TRY400 - the sentence says it all
        else:
            logger.info("Read the holiday notices anew from %s", folder)


def _stamp(folder: Path) -> Stamp:
    """Names, identities, times and sizes of the year files in a folder; empty for one that is not there."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".toml")]
    except FileNotFoundError:
        return ()
    return tuple(sorted((name, stat.st_ino, stat.st_mtime_ns, stat.st_size) for name, stat in found))
