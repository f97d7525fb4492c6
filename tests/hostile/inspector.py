"""A process of its own that inspects the addresses it is given and tells, as JSON, how each ended and how much memory that took."""

import asyncio
import json
import re
import resource
import sys
from datetime import UTC, datetime
from pathlib import Path

from jiyue.inspection import Options, inspect

OPTIONS = Options(
    allow_addresses=("127.0.0.0/8",), retry_after_s=(0.05,), request_timeout_s=8.0, max_pages=60, max_seconds=60.0, max_body_bytes=8_000_000,
)  # fmt: skip


async def main(urls):
    gate = asyncio.Semaphore(6)

    async def one(url):
        async with gate:
            report = await inspect(url, options=OPTIONS, now=datetime.now(UTC))
        return {
            "url": url, "state": report.state, "pages": report.pages, "notes": report.notes,
            "home": next((one.state for one in report.measurements if one.target == url and one.check == "dead-link"), ""),
            "seconds": (report.finished_at - report.started_at).total_seconds(),
        }  # fmt: skip

    ended = await asyncio.gather(*map(one, urls))
    sys.stdout.write(json.dumps({"ended": ended, "peak": peak()}))


def peak():
    """The most memory that this process had, in bytes. `ru_maxrss` would tell of the process that started it as well."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii"))[1]) * 1024


asyncio.run(main(sys.argv[1:]))
