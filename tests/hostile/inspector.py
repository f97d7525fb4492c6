"""A process of its own that inspects the addresses it is given, with the options given as JSON, and tells how each ended and how much memory that took."""

import asyncio
import json
import re
import resource
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from jiyue.inspection import Options, inspect

OPTIONS = Options(
    allow_addresses=("127.0.0.0/8",), retry_after_s=(0.05,), request_timeout_s=8.0, max_pages=60, max_seconds=60.0, max_body_bytes=14_000_000,
)  # fmt: skip


async def main(settings, urls):
    gate = asyncio.Semaphore(6)

    async def one(url):
        async with gate:
            report = await inspect(url, options=replace(OPTIONS, **settings), now=datetime.now(UTC))
        return {
            "url": url, "state": report.state, "pages": report.pages, "notes": report.notes,
            "home": next((one.state for one in report.measurements if one.target == url and one.check == "dead-link"), ""),
            "seconds": (report.finished_at - report.started_at).total_seconds(),
            "found": [[one.target, one.check, one.kind, one.message] for one in report.observations],
            "measured": [[one.target, one.check, one.state, one.note] for one in report.measurements],
        }  # fmt: skip

    ended = await asyncio.gather(*map(one, urls))
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    sys.stdout.write(json.dumps({"ended": ended, "peak": peak(), "readers": readers}))


def peak():
    """The most memory that this process had, in bytes. `ru_maxrss` would tell of the process that started it as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))[1]) * 1024


asyncio.run(main(json.loads(sys.argv[1]), sys.argv[2:]))
