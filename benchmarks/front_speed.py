"""Static serving: the front against nginx with one worker, a 30 KB page, both in turn in one run.

    .venv/bin/python benchmarks/front_speed.py [--rounds 5] [--seconds 4]

Both answer with ETag, Last-Modified, Date and the same security headers; neither compresses. Requests per second share
the machine with wrk, so the server's own CPU time per request is told as well. The ratio is front over nginx, medians
of the rounds; the goal is 0.6. As root on Debian, nginx and wrk are installed when they are missing.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

HOST = "www.baoji.localhost"
PAGE_BYTES = 30_001
GOAL = 0.6
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ text/html html; }} charset utf-8; access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port}; server_name {host}; root {folder}/baked/{host}; etag on; expires -1;
    add_header Content-Security-Policy "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:";
    add_header X-Content-Type-Options nosniff; add_header Referrer-Policy strict-origin-when-cross-origin;
  }}
}}
"""


@dataclass
class Peer:
    """A server that is up; `workers` are the processes that answer."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    workers: list[int] = field(default_factory=list)
    requests_per_s: list[float] = field(default_factory=list)
    cpu_us: list[float] = field(default_factory=list)
    slowest_ms: list[float] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    chosen = parser.parse_args()
    missing = [name for name in ("wrk", "nginx") if not have(name)]
    if "wrk" in missing:
        print("wrk can not be had (not root, not Debian, or no network), so nothing is measured.")
        return 0
    with tempfile.TemporaryDirectory(prefix="jiyue-front-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # nginx's worker is another user
        page(folder)
        peers = [front(folder)]
        if "nginx" in missing:
            print("nginx can not be had (not root, not Debian, or no network): the front is measured alone.")
        else:
            peers.append(nginx(folder))
        try:
            for peer in peers:
                wait_for(peer)
            for number in range(chosen.rounds):
                for peer in peers if number % 2 else reversed(peers):
                    measure(peer, chosen.seconds)
        finally:
            for peer in peers:
                peer.process.terminate()
                peer.process.wait()
    return report(peers)


def have(name: str) -> bool:
    """Tell whether a program is there, installing it where that is allowed."""
    if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin"):
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    command = ["apt-get", "install", "-q", "--yes", "--no-install-recommends", name]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


def page(folder: Path) -> None:
    """Write a page of Chinese text of the wanted size."""
    site = folder / "baked" / HOST
    site.mkdir(parents=True)
    (folder / "static").mkdir()
    text = "<p>本页面用于测量静态服务的速度。</p>".encode()
    body = b"<!DOCTYPE html><title>page</title>" + text * (PAGE_BYTES // len(text))
    (site / "page.html").write_bytes(body + b" " * (PAGE_BYTES - len(body)))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def front(folder: Path) -> Peer:
    port = free_port()
    command = [sys.executable, "-m", "jiyue.platform.publishing.front", "--listen", "127.0.0.1", "--port", str(port)]
    command += ["--baked", str(folder / "baked"), "--static", str(folder / "static"), "--application", "/nowhere"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    return Peer("front", port, process, [process.pid])


def nginx(folder: Path) -> Peer:
    port = free_port()
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, port=port, host=HOST))
    program = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or "nginx"
    return Peer("nginx", port, subprocess.Popen([program, "-c", str(config)], stderr=subprocess.DEVNULL))


def wait_for(peer: Peer) -> None:
    request = urllib.request.Request(f"http://127.0.0.1:{peer.port}/page.html", headers={"Host": HOST})
    for _ in range(100):
        try:
            with urllib.request.urlopen(request, timeout=2) as answer:
                assert len(answer.read()) == PAGE_BYTES
                assert answer.headers["ETag"]
                assert answer.headers["Content-Security-Policy"]
        except OSError:
            time.sleep(0.1)
        else:
            break
    else:
        raise SystemExit(f"{peer.name} does not answer")
    if not peer.workers:
        children = Path(f"/proc/{peer.process.pid}/task/{peer.process.pid}/children").read_text()
        peer.workers = [int(pid) for pid in children.split()]


def cpu_s(pids: list[int]) -> float:
    """Sum user and system time of processes."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(peer: Peer, seconds: int) -> None:
    before = cpu_s(peer.workers)
    url = f"http://127.0.0.1:{peer.port}/page.html"
    command = ["wrk", "-t1", "-c64", f"-d{seconds}s", "--latency", "-H", f"Host: {HOST}", url]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise SystemExit(f"{peer.name} answered with errors:\n{output}")
    count = int(re.search(r"(\d+) requests in", output)[1])
    peer.requests_per_s.append(float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]))
    peer.cpu_us.append((cpu_s(peer.workers) - before) / count * 1e6)
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    peer.slowest_ms.append(float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit])


def report(peers: list[Peer]) -> int:
    for peer in peers:
        rounds = " / ".join(f"{value:,.0f}" for value in peer.requests_per_s)
        print(
            f"{peer.name:<6} {statistics.median(peer.requests_per_s):>9,.0f} requests/s ({rounds}), "
            f"{statistics.median(peer.cpu_us):.1f} µs CPU each, p99 {max(peer.slowest_ms):.1f} ms in the worst round"
        )
    if len(peers) == 2:
        ours, theirs = peers
        ratios = [a / b for a, b in zip(ours.requests_per_s, theirs.requests_per_s, strict=True)]
        cpu = statistics.median(theirs.cpu_us) / statistics.median(ours.cpu_us)
        print(f"front/nginx: {statistics.median(ratios):.2f} by requests/s, {cpu:.2f} by CPU (goal {GOAL})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
