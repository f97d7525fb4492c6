"""Coverage-guided fuzzing with atheris (libFuzzer) of what reads strangers' bytes: no exception, what must hold holds.

usage: python benchmarks/guided_fuzz.py TARGET [-max_total_time=300] [-seed=1] [-max_len=4096] [-timeout=5] [CORPUS…]

TARGET is address, charset, date, facts, lists or text. What follows goes to libFuzzer: it prints the number of inputs (`Done … runs`), and writes an
input that fails, or takes longer than -timeout seconds, to the working folder. Needs `pip install atheris`.
"""

import sys

import atheris

with atheris.instrument_imports(include=["jiyue"], enable_loader_override=False):
    import inspection_fuzz as fuzz

    from jiyue.inspection.crawl.robots import read_robots
    from jiyue.inspection.crawl.sitemaps import read_sitemap
    from jiyue.inspection.crawl.sources import read_feed
    from jiyue.inspection.facts import dates
    from jiyue.inspection.facts.page import read_page
    from jiyue.inspection.fetch.charset import decode
    from jiyue.inspection.fetch.urls import Resolver, host_of, normalise
    from jiyue.textcheck import scan, scan_html

RESOLVER = Resolver()


def address(data: bytes) -> None:
    """Any text as an address, and as a link on a page of it."""
    first, _, second = data.decode("utf-8", "surrogateescape").partition("\n")
    found = normalise(first) or normalise("http://" + first)
    if found is not None:
        assert normalise(found) == found, (first, found)
        assert found.isascii()
        assert host_of(found)
        inner = RESOLVER.of_page(found).resolve(second)
        assert inner is None or normalise(inner) == inner, (found, second, inner)


def charset(data: bytes) -> None:
    """Any bytes as a page's body, their first line as the declaration."""
    declared, _, body = data.partition(b"\n")
    text, name = decode(body, declared.decode("latin-1"))
    assert isinstance(text, str)
    assert name


def date(data: bytes) -> None:
    """Any text as a line that may hold a date."""
    text = data.decode("utf-8", "replace")
    for read in (dates.first_date, dates.last_date, dates.parted_date, dates.chinese_date, dates.date_in_address):
        day = read(text)
        assert day is None or 1995 <= day.year <= 2099, (read, text)
    dates.parse_instant(text), dates.published_text(text), dates.month_in_address(text), dates.has_month_day(text)


def facts(data: bytes) -> None:
    """Any bytes as a page: every fact, and every page check."""
    kind, _, body = data.partition(b"\n")
    fuzz.ask_everything(
        read_page("http://a.example/c/1.html", body, content_type=kind.decode("latin-1"), resolver=RESOLVER)
    )


def lists(data: bytes) -> None:
    """Any text as a site map, a feed, and a robots.txt."""
    text = data.decode("utf-8", "replace")
    read_sitemap(text), read_feed(text)
    read_robots(text, agent="JiyueInspector").allows(text[:200])


def text(data: bytes) -> None:
    """Any text for the text check: no place outside the text, nothing personal shown in full."""
    read = data.decode("utf-8", "replace")
    for hit in scan(read):
        assert 0 <= hit.start < hit.end <= len(read), hit
    scan_html(read)


TARGETS = {one.__name__: one for one in (address, charset, date, facts, lists, text)}


def main() -> None:
    """Fuzz one target until libFuzzer ends."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
