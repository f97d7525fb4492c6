"""A city's day on one core: sites whose home pages are opened 24 times, and that are inspected once, 50 pages each.

    .venv/bin/python benchmarks/night_speed.py [--sites 1000] [--sample 200] [--pages 50]

So many hosts on loopback addresses answer from one nginx worker. `--sample` of them are worked through and the rest is counted up; with
`--sample` equal to `--sites` nothing is. Prints the share of one core's day that the plan takes, the processes' CPU time being what counts
(bound 1), and what the whole country's 13,000 sites would take.
"""

import argparse
import asyncio
import resource
import subprocess
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from inspection_speed import NGINX, make_site, nginx_path

from jiyue.inspection import Options, inspect
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.probes.home import is_open, open_home

DAY_S = 86_400
VISITS = 24
AT_ONCE = 50
COUNTRY = 13_000


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def open_homes(starts: list[str], options: Options) -> int:
    """Open each home page as often as a day asks for, each time over a connection of its own; how often it opened."""
    gate, opened = asyncio.Semaphore(AT_ONCE), 0

    async def one(url: str) -> None:
        nonlocal opened
        async with gate, Client(options, now=datetime.now(UTC)) as client:
            visits = await open_home(client, url)
        opened += is_open(visits[-1])

    for _ in range(VISITS):
        await asyncio.gather(*map(one, starts))
    return opened


async def inspect_each(starts: list[str], options: Options, pages: list[int]) -> None:
    gate = asyncio.Semaphore(AT_ONCE // 5)

    async def one(url: str) -> None:
        async with gate:
            pages.append((await inspect(url, options=options, now=datetime.now(UTC))).pages)

    await asyncio.gather(*map(one, starts))


def work(starts: list[str], chosen: argparse.Namespace, folder: str) -> None:
    options = Options(
        allow_addresses=("127.0.0.0/8",), max_pages=chosen.pages, retry_after_s=(0.5, 1.0), evidence_dir=Path(folder), check_external=False
    )  # fmt: skip
    times = chosen.sites / len(starts)
    began, clock = cpu(), time.perf_counter()
    opened = asyncio.run(open_homes(starts, options))
    homes = cpu() - began
    began, pages = cpu(), []
    asyncio.run(inspect_each(starts, options, pages))
    whole = cpu() - began
    print(f"{len(starts)} sites worked through in {time.perf_counter() - clock:.0f} s, counted up {times:g} times")
    print(
        f"home pages: {opened} of {len(starts) * VISITS} opened, {homes:.1f} CPU-s ({1000 * homes / len(starts) / VISITS:.2f} ms each)"
    )
    print(f"inspections: {sum(pages)} pages, {whole:.1f} CPU-s ({1000 * whole / sum(pages):.1f} ms a page)")
    share = times * (homes + whole) / DAY_S
    print(
        f"share of one core's day for {chosen.sites} sites: {share:.4f} (bound 1) {'kept' if share <= 1 else 'MISSED'}"
    )
    print(f"for the country's {COUNTRY} sites: {share * COUNTRY / chosen.sites:.3f} cores")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--port", type=int, default=8573)
    chosen = parser.parse_args()
    nginx = nginx_path()
    if not nginx:
        print("left out: there is no nginx here to answer for a thousand hosts")
        return
    hosts = [f"127.{10 + number // 250}.{number % 250}.1" for number in range(min(chosen.sample, chosen.sites))]
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_site(folder / "site", "site", chosen.pages)
        server = f"server {{ listen 0.0.0.0:{chosen.port}; root {folder}/site; }}"
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, servers=server))
        process = subprocess.Popen([nginx, "-p", name, "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
        time.sleep(1.0)
        try:
            work([f"http://{host}:{chosen.port}/" for host in hosts], chosen, f"{name}/evidence")
        finally:
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
