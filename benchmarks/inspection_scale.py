"""How an inspection grows with its site: pages per CPU-second and memory at 1,000, 10,000 and 50,000 pages, each in a process of its own.

    .venv/bin/python benchmarks/inspection_scale.py [--pages 1000 10000 50000]

Generated pages (about 18 KB and 70 links each, one in five with a broken link) behind nginx on one loopback address; page checks, text check and
evidence on. Prints the CPU time a page as a ratio to the smallest site's (bound 1.25: linear), and the peak memory (bound 300 MB).
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from inspection_speed import PEERS, make_site, start_server

HOST = "127.0.0.11"
MOST_MB, MOST_GROWTH = 300, 1.25


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--port", type=int, default=8575)
    chosen = parser.parse_args()
    print(f"{'pages':>8}{'checked':>9}{'CPU s':>8}{'ms a page':>11}{'growth':>8}{'peak MB':>9}")
    first = 0.0
    for pages in chosen.pages:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
            folder = Path(name)
            folder.chmod(0o755)
            make_site(folder / HOST, HOST, pages)
            _, server = start_server(folder, [HOST], chosen.port)
            time.sleep(1.0)
            try:
                command = [sys.executable, PEERS, "ours", f"http://{HOST}:{chosen.port}/"]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
            finally:
                server.terminate()
                server.wait()
        told = json.loads(done.stdout.splitlines()[-1])
        each = told["cpu_s"] / told["pages"]
        first = first or each
        is_kept = each / first <= MOST_GROWTH and told["peak_mb"] <= MOST_MB
        print(
            f"{told['pages']:>8}{told['checked']:>9}{told['cpu_s']:>8}{1000 * each:>11.2f}{each / first:>8.2f}{told['peak_mb']:>9}  {'kept' if is_kept else 'MISSED'}",
            flush=True,
        )


if __name__ == "__main__":
    main()
