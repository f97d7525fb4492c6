"""Random and hostile inputs for addresses, charsets, dates and the facts of pages: no exception, what must hold holds, work grows with the input.

usage: python benchmarks/inspection_fuzz.py [--seed 1] [--inputs 1000000]

Inputs are made from a seed, so that a failure can be had again: it is printed with its seed and number. A third are addresses, resolved against each
other, a fifth bytes in one charset that claim another, a fifth dates and lines that hold them, the rest markup whose every fact is asked for and which
every page check looks at. At the end, hostile repeats are read at two lengths, the second four times the first: the ratio of the times is printed (linear: 4; bound 8).
"""

import argparse
import random
import sys
import time
from collections import Counter
from datetime import date

from jiyue.inspection.checks import on_page, page_label
from jiyue.inspection.checks.seeing import Seeing
from jiyue.inspection.crawl.kinds import kind_of
from jiyue.inspection.crawl.sitemaps import read_sitemap
from jiyue.inspection.crawl.sources import feeds_of, jumps_of, read_feed
from jiyue.inspection.facts import dates
from jiyue.inspection.facts.page import Page, read_page
from jiyue.inspection.fetch.charset import decode
from jiyue.inspection.fetch.urls import Resolver, host_of, normalise, origin_of
from jiyue.textcheck import scan

ADDRESS = (
    "http:", "https:", "//", "/", "\\", "?", "#", "@", ":", ":80", ":99999", "..", ".", "a", "中文", "xn--", "%", "%zz", "%2e", "[", "]", "::1", "1.2.3.4", "jsessionid=1", ";",
    "=", "&", "\t", "\n", "\r", "\0", " ", "javascript:", "data:", "index.html", "www.baoji.gov.cn", "。", "\ud800", "é", "aA" * 30,
)  # fmt: skip
DATES = (
    "2026", "年", "11", "月", "24", "日", "-", "/", ".", "－", "２０２６", "发布时间：", "来源：", "作者：", "浏览次数：", "成文日期：", " ", "\n", "　", "09:30", "T", "31", "0", "00", "13", "二〇二六年", "十一月", "二十四日",
    "20261124", "Date", "】", "|", "t20261124_1.html", "1899", "2099", "宝鸡市人民政府办公室", "\0", "٢",
)  # fmt: skip
MARKUP = (
    "<html lang=zh>", "<head>", "</head>", "<body>", "<meta name=ColumnType content=政策文件>", "<meta name='PubDate' content='2026-11-24 09:00'>", "<meta http-equiv=refresh content='0;url=/a'>", "<base href='/b/'>",
    "<title>", "</title>", "<a href='/c/1.html'>", "<a href=''>", "</a>", "<li>", "</li>", "<ul class=list>", "</ul>", "<div class=footer>", "<div style='display:none'>", "</div>", "<table>", "<tr>", "<td>", "</td>",
    "</table>", "<script>", "</script>", "location.href='/x'", "<iframe src='//e.example/'>", "<img src=a.png>", "<img alt=\"", "<input name=q>", "<select>", "<form action=/s>", "<h1>", "</h1>", "<h4>", "<!--", "-->", "<![CDATA[",
    "<time datetime=2026-11-24>", "<svg>", "<template>", "<noscript>", "<p>", "&nbsp;", "&#x110000;", "&lt;", "<", ">", "\"", "'", "=", "\0", "\ufffd", "发布时间：2026-11-24", "来源：办公室", "网站标识码：6103000001", "陕ICP备05012345号",
    "索引号", "有效性", "〔 2026 〕5号", "受理条件", "办理材料", "办理时限说明", "留言时间：2026-11-24", "回复人：市水利局编辑", "信件标题", "• ", "(2026-11-24)", "《", "》", "征集时间", "答复内容：", "栏目维护中", "<span>2026-11-24</span>", "更多>>", "<rss>", "<loc>http://a.example/</loc>", "eval(function(p,a,c,k", "\\x41", "document.referrer baidu location", "身份证11010519491231002X",
)  # fmt: skip
CHARSETS = ("utf-8", "gb18030", "gbk", "big5", "utf-16-le", "utf-16-be", "latin-1", "shift_jis")
REPEATS = (
    "<a href=x>", "<div>", "<div></x>", "<ul><li>", "<table><tr><td>", "<p style='display:none'>", "<iframe>", "<meta name=a content=b>", "<title>", "<script>", "<!--", "<a ", "<a href='", "&", "&#1", "<h1>一", "<input id=a><label for=a>",
    "2026-11-24 ", "发布时间：", "来源：", "2026年1月", "成文日期：2026-11-24 ", "<li><a href=x>标题</a>2026-11-24</li>", "<td>问</td><td>答</td>", "document.referrer baidu ", "\\x41", "fromCharCode(11,", "eval(", "</html>", "location='",
    "location.href=", "<link rel=x type=rss+xml ", "网站标识码：", "陕ICP备", "一", "1", " ", "\n", "(", "【", "<span>", "<b></i>", "<font><p>", "<option>", "<img src=a>", "浏览", "作者：张", "办理流程", "中文域名：",
)  # fmt: skip
# Long enough that what grows with the square shows.
LENGTH = 160_000
MOST_GROWTH = 8.0


def made(rnd: random.Random, pieces: tuple[str, ...], most: int) -> str:
    return "".join(rnd.choices(pieces, k=rnd.randint(1, most)))


def try_address(rnd: random.Random, resolver: Resolver) -> str:
    text = made(rnd, ADDRESS, 9)
    found = normalise(text)
    if found is not None:
        assert normalise(found) == found, (text, found)
        assert found.startswith(("http://", "https://"))
        assert found.isascii()
        assert host_of(found)
        assert origin_of(found)
        inner = resolver.of_page(found).resolve(made(rnd, ADDRESS, 6))
        assert inner is None or normalise(inner) == inner, (found, inner)
    return "address"


def try_charset(rnd: random.Random) -> str:
    name = rnd.choice(CHARSETS)
    text = f"<meta charset={rnd.choice((*CHARSETS, 'x', 'utf-7', 'idna'))}>" * rnd.randint(0, 1) + made(rnd, MARKUP, 8)
    body = bytearray(text.encode(name, "replace"))
    for _ in range(rnd.choice((0, 0, 2, 9))):
        body.insert(rnd.randrange(len(body) + 1), rnd.randrange(256))
    read, known = decode(
        bytes(body), rnd.choice(("", "text/html; charset=gbk", "text/html; charset=\x00", "charset=undefined"))
    )
    assert isinstance(read, str)
    assert known
    return "charset"


PLACES = {"main", "header", "footer"}


def try_date(rnd: random.Random) -> str:
    text = made(rnd, DATES, 14)
    for read in (dates.first_date, dates.last_date, dates.parted_date, dates.chinese_date, dates.date_in_address):
        day = read(text)
        assert day is None or 1995 <= day.year <= 2099, (read, text)
    dates.parse_instant(text), dates.published_text(text), dates.month_in_address(text), dates.has_month_day(text)
    return "date"


def ask_everything(page: Page) -> None:
    """Every fact, and every page check."""
    _ = (page.marks, page.lists, page.header, page.article, page.label, page.source)
    assert all(link.place in PLACES and isinstance(link.text, str) for link in page.links)
    jumps_of(page), feeds_of(page)
    kind, is_sure = kind_of(page, home="http://a.example/", columns=frozenset())
    look = on_page.Look(
        page=page, kind=kind, today=date(2026, 11, 24), city="baoji", record=None, ledger={}, site_code="", hits=scan(page.text), seeing=Seeing(),
    )  # fmt: skip
    for names, drafts in on_page.observe(look):
        assert drafts is not None, names
    list(page_label.observe_labels(page, kind, is_sure=is_sure, record=None))


def try_markup(rnd: random.Random, resolver: Resolver) -> str:
    text = made(rnd, MARKUP, 40)
    ask_everything(
        read_page("http://a.example/c/1.html", text.encode("utf-8", "replace"), content_type="", resolver=resolver)
    )
    if rnd.random() < 0.2:
        read_sitemap(text), read_feed(text)
    return "markup"


def try_one(rnd: random.Random, resolver: Resolver) -> str:
    dice = rnd.random()
    if dice < 0.35:
        return try_address(rnd, resolver)
    if dice < 0.55:
        return try_charset(rnd)
    return try_date(rnd) if dice < 0.75 else try_markup(rnd, resolver)


def growth(piece: str) -> float:
    """How the time to read everything of a page grows when it is four times as long."""

    def seconds(length: int) -> float:
        body = (piece * (length // len(piece))).encode()
        best = 1e9
        for _ in range(2):
            started = time.process_time()
            ask_everything(read_page("http://a.example/c/1.html", body, content_type="", resolver=Resolver()))
            best = min(best, time.process_time() - started)
        return best

    return seconds(4 * LENGTH) / max(seconds(LENGTH), 0.0005)


def main() -> int:
    """Try inputs; return 1 at the first that fails, or where time grows faster than the input."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    slowest, resolver = (0.0, 0), Resolver()
    for number in range(1, options.inputs + 1):
        started = time.perf_counter()
        try:
            counts[try_one(random.Random(f"{options.seed}:{number}"), resolver)] += 1
        except Exception:
            print(f"failed: seed {options.seed}, input {number}", file=sys.stderr)
            raise
        slowest = max(slowest, (time.perf_counter() - started, number))
    print(
        f"seed {options.seed}: {sum(counts.values())} inputs, {dict(counts)}, no failure, slowest {slowest[0] * 1000:.0f} ms (input {slowest[1]})"
    )
    grown = sorted(((growth(piece), piece) for piece in REPEATS), reverse=True)
    print("growth at four times the length:", ", ".join(f"{ratio:.1f} {piece!r}" for ratio, piece in grown[:6]))
    return int(grown[0][0] > MOST_GROWTH)


if __name__ == "__main__":
    sys.exit(main())
