"""One peer's job of inspection_speed.py: walk whole sites, check every inner link once. Prints one JSON line.

    python benchmarks/inspection_peers.py ours|walk|bare|scrapy|shared START…

`ours` is the full inspection with evidence; `walk` the same without what it is for: facts are read and links followed, nothing is judged or kept; `bare` a fetch-and-parse loop with the same client and parser that keeps title, metas,
links and text and judges nothing; `scrapy` a tuned spider with its LinkExtractor and XPath facts.
"""

import asyncio
import json
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

PAGES = (".html", "/")
IN_FLIGHT = 64


def fill_lexicon(count):
    """Have the text check look for that many terms: the starter lexicon, and words that stand nowhere."""
    from jiyue.textcheck import lexicon

    known, typo = lexicon.starter().entries, lexicon.word_classes()["typo"]
    drawn = "".join(map(chr, random.Random(3).choices(range(0x4E00, 0x9FA5), k=4 * count)))
    more = [lexicon.Entry(drawn[at : at + 4], "", typo, "hint") for at in range(0, len(drawn), 4)]
    lexicon.starter = lambda: lexicon.Lexicon((*known, *more)[:count])
    from jiyue.textcheck import scanner

    scanner.starter = lexicon.starter


def walk(starts):
    from jiyue.inspection.judging import Judge

    whole = Judge.see_page
    Judge.see_page = lambda judge, visit: whole(judge, visit) if visit.kind == "home" else None
    return ours(starts, keeps=False)


def ours(starts, *, keeps=True):
    from jiyue.inspection import Options, inspect

    reports = []
    fill_lexicon(10_000)

    async def all_sites(folder):
        each = max(4, IN_FLIGHT // len(starts))
        options = Options(
            max_pages=100_000, max_requests=1_000_000, max_bytes=10**11, concurrency=each, per_host_concurrency=each, retry_after_s=(0.2, 0.4),
            allow_addresses=("127.0.0.0/8",), evidence_dir=folder if keeps else None, max_depth=100, check_external=False,  # as the peers
        )  # fmt: skip
        reports.extend(await asyncio.gather(*(inspect(url, options=options, now=datetime.now(UTC)) for url in starts)))

    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        asyncio.run(all_sites(Path(folder)))
    targets = [one for report in reports for one in report.measurements if one.check == "dead-link"]
    return {
        "pages": sum(report.pages for report in reports),
        "checked": len(targets),
        "broken": sum(one.verdict == "fail" for one in targets),
        "findings": sum(len(report.observations) for report in reports),
    }


def shared(starts):
    """The same by one process and by two, started anew: how much sooner two are done."""
    from jiyue.inspection import Options
    from jiyue.inspection.processes import inspect_all

    took = {}
    for count in (1, 2):
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            options = Options(
                max_pages=100_000, max_requests=1_000_000, max_bytes=10**11, concurrency=8, per_host_concurrency=8, retry_after_s=(0.2, 0.4),
                allow_addresses=("127.0.0.0/8",), evidence_dir=Path(folder), max_depth=100, check_external=False,
            )  # fmt: skip
            began = time.perf_counter()
            reports = inspect_all(
                starts,
                options=options,
                record=None,
                processes=count,
                side_by_side=len(starts),
                on_report=lambda *_: None,
            )
            took[count] = time.perf_counter() - began
    pages = sum(report.pages for report in reports)
    return {
        "pages": pages,
        "one_s": round(took[1], 2),
        "two_s": round(took[2], 2),
        "times": round(took[1] / took[2], 2),
    }


WANTED = {"a": "href", "link": "href", "area": "href", "img": "src", "script": "src", "iframe": "src"}
SELECTOR = "a[href],link[href],area[href],img[src],script[src],iframe[src],meta[content]"


class Bare:
    """What the bare loop keeps: addresses seen and to do, and its counts."""

    def __init__(self, starts):
        self.hosts, self.seen, self.todo, self.cache = (
            {urlsplit(url).netloc for url in starts},
            set(starts),
            list(starts),
            {},
        )
        self.tally = {"pages": 0, "checked": 0, "broken": 0}

    def done(self, url, is_head, status, kind, body):
        self.tally["checked"] += 1
        self.tally["broken"] += status >= 400 or status == 0
        if is_head or status != 200 or "html" not in (kind or ""):
            return
        self.tally["pages"] += 1
        links, base = self.parse(body)
        url = urljoin(url, base) if base else url
        folder = url.rpartition("/")[0]
        for link in links:
            link = link.partition("#")[0]
            if (folder, link) not in self.cache:
                self.cache[folder, link] = found = urljoin(url, link)
                self.want(found)

    def parse(self, body):
        from turbohtml import parse

        tree = parse(body, positions=False)
        title, metas, links = tree.find("title"), [], set()
        for node in tree.select(SELECTOR):
            if node.tag == "meta":
                metas.append((node.attr("name"), node.attr("content")))
            else:
                links.add(node.attr(WANTED[node.tag]) or "")
        tree.remove("script,style,noscript,template")
        base = tree.select_one("base[href]")
        _ = (title.text if title is not None else "", metas, " ".join(tree.find("body").strings))
        return links, base.attr("href") if base is not None else ""

    def want(self, url):
        if url not in self.seen:
            self.seen.add(url)
            if urlsplit(url).netloc in self.hosts:
                self.todo.append(url)


def bare(starts):
    import pycurl

    job, multi, free, live = Bare(starts), pycurl.CurlMulti(), [], 0
    for _ in range(IN_FLIGHT):
        curl = pycurl.Curl()
        curl.setopt(pycurl.NOSIGNAL, 1)
        curl.setopt(pycurl.BUFFERSIZE, 262144)
        free.append(curl)
    while job.todo or live:
        while free and job.todo:
            multi.add_handle(prepared(free.pop(), job.todo.pop(), pycurl))
            live += 1
        multi.perform()
        _, good, bad = multi.info_read()
        for curl in good + [one[0] for one in bad]:
            multi.remove_handle(curl)
            free.append(curl)
            live -= 1
            job.done(
                *curl.job, curl.getinfo(pycurl.RESPONSE_CODE), curl.getinfo(pycurl.CONTENT_TYPE), b"".join(curl.parts)
            )
        if not good and not bad:
            multi.select(0.05)
    return job.tally


def prepared(curl, url, pycurl):
    curl.job, curl.parts = (url, not url.endswith(PAGES)), []
    curl.setopt(pycurl.URL, url)
    curl.setopt(pycurl.NOBODY, curl.job[1])
    if not curl.job[1]:
        curl.setopt(pycurl.HTTPGET, 1)
    curl.setopt(pycurl.WRITEFUNCTION, curl.parts.append)
    return curl


def scrapy(starts):
    import scrapy
    from scrapy.crawler import CrawlerProcess
    from scrapy.linkextractors import LinkExtractor

    tally, seen, hosts = {"pages": 0, "checked": 0, "broken": 0}, set(starts), {urlsplit(url).netloc for url in starts}

    class Spider(scrapy.Spider):
        name = "peer"
        handle_httpstatus_all = True
        links = LinkExtractor(
            tags=("a", "area", "link", "img", "script", "iframe"),
            attrs=("href", "src"),
            deny_extensions=[],
            unique=True,
        )

        async def start(self):
            for url in starts:
                yield scrapy.Request(url, dont_filter=True)

        def parse(self, response):
            tally["checked"] += 1
            tally["broken"] += response.status >= 400
            if (
                response.status != 200
                or response.request.method == "HEAD"
                or not isinstance(response, scrapy.http.HtmlResponse)
            ):
                return
            tally["pages"] += 1
            _ = {
                "title": response.xpath("//title/text()").get(),
                "metas": [(one.attrib.get("name"), one.attrib.get("content")) for one in response.xpath("//meta")],
                "text": " ".join(
                    response.xpath("//body//text()[not(parent::script or parent::style or parent::noscript)]").getall()
                ),
            }
            for link in self.links.extract_links(response):
                url = link.url.partition("#")[0]
                if url not in seen and urlsplit(url).netloc in hosts:
                    seen.add(url)
                    yield scrapy.Request(url, method="GET" if url.endswith(PAGES) else "HEAD", dont_filter=True)

    process = CrawlerProcess(
        settings={
            "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "COOKIES_ENABLED": False, "RETRY_ENABLED": False,
            "CONCURRENT_REQUESTS": IN_FLIGHT, "CONCURRENT_REQUESTS_PER_DOMAIN": IN_FLIGHT, "DOWNLOAD_DELAY": 0, "REFERER_ENABLED": False,
            "HTTPERROR_ALLOW_ALL": True, "MEMUSAGE_ENABLED": False,
            "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.DownloaderAwarePriorityQueue",
        }
    )  # fmt: skip
    process.crawl(Spider)
    process.start()
    return tally


def main():
    job, starts = (
        {"ours": ours, "walk": walk, "bare": bare, "scrapy": scrapy, "shared": shared}[sys.argv[1]],
        sys.argv[2:],
    )
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF)
    tally = job(starts)
    used = resource.getrusage(resource.RUSAGE_SELF)
    tally["wall_s"] = round(time.perf_counter() - began, 3)
    tally["cpu_s"] = round(used.ru_utime + used.ru_stime - (before.ru_utime + before.ru_stime), 3)
    tally["peak_mb"] = used.ru_maxrss // 1024
    print(json.dumps(tally))


if __name__ == "__main__":
    main()
