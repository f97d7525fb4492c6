"""How fast the text check is, as ratios taken in one run: against the raw matcher, pyahocorasick, `grep -F` and `re`.

usage: python benchmarks/textcheck_speed.py [TEXT...] [--terms 10000] [--rounds 5] [--peers FOLDER]

Without TEXT: the Chinese pages of Debian's documentation (debian_sites.py). TEXT is a UTF-8 file of real Chinese text, one page a line, or a folder whose HTML pages are read (those of at least 200
characters, a quarter of them Chinese): unpacked Debian documentation packages in Chinese, a city's baked pages. The lexicon is cut to, or filled up to, --terms with words
that stand in no lexicon (pairs of words of the text itself, put together anew). pyahocorasick is installed by the script into
FOLDER (default: a temporary one) and left out, with a line that says so, where it can not be had. CPU time of this
process; rounds are interleaved, figures are medians. A mention of "identical" compares counts of matches.
"""

import argparse
import importlib
import pathlib
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable

import debian_sites

from jiyue.textcheck import Scanner, visible_text
from jiyue.textcheck.engines import ENGINES, make_engine
from jiyue.textcheck.lexicon import Entry, Lexicon, starter, word_classes

GOALS = {
    "raw matcher, terms only": 0.6,
    "grep -F -c (lines)": 1.5,
    "pyahocorasick, terms only": 80.0,
    "re, one alternation, terms only": 20.0,
}


def lexicon_of(count: int, text: str) -> Lexicon:
    """The starter lexicon with invented rare words up to `count`."""
    rnd = random.Random(3)
    pieces = sorted(set(re.findall(r"[\u4e00-\u9fff]{2}", text[:400_000])))
    entries = {entry.wrong: entry for entry in starter().entries}
    typo = word_classes()["typo"]
    while len(entries) < count:
        word = rnd.choice(pieces) + rnd.choice(pieces)
        if word not in text:
            entries.setdefault(word, Entry(word, "", typo, "hint"))
    return Lexicon(tuple(entries.values())[:count])


def peer(folder: str):
    """Import pyahocorasick, after installing it if need be; None where it can not be had."""
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("ahocorasick")
    except ImportError:
        command = [sys.executable, "-m", "pip", "install", "-q", "--target", folder, "pyahocorasick"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            own = pathlib.Path(__file__).parent.parent / ".tools/uv/bin/uv"
            uv = [
                str(own) if own.exists() else "uv",
                "pip",
                "install",
                "-q",
                "--target",
                folder,
                "--python",
                sys.executable,
                "pyahocorasick",
            ]
            try:
                subprocess.run(uv, capture_output=True, check=True)
            except (OSError, subprocess.CalledProcessError):
                print("pyahocorasick can not be had here: left out")
                return None
        importlib.invalidate_caches()
        return importlib.import_module("ahocorasick")


def grep(words: list[str], pages: list[str]) -> tuple[float, int]:
    """CPU seconds of `grep -F -c` over all pages in one file; it counts lines."""
    with tempfile.TemporaryDirectory() as folder:
        patterns, text = pathlib.Path(folder, "patterns"), pathlib.Path(folder, "text")
        patterns.write_text("\n".join(words), "utf-8")
        text.write_text("\n".join(pages), "utf-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            ["grep", "-F", "-c", "-f", patterns, text], capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"}
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, int(done.stdout or 0)


def timed(work: Callable[[str], int], pages: list[str]) -> tuple[float, int]:
    """CPU seconds and the sum of counts."""
    started = time.process_time()
    count = sum(work(page) for page in pages)
    return time.process_time() - started, count


def pages_of(source: pathlib.Path) -> list[str]:
    """The pages of a file, or the visible text of each different Chinese page in a folder, with its lines."""
    if source.is_file():
        return source.read_text("utf-8").splitlines()
    pages = {}
    for file in sorted(source.rglob("*.html")):
        text = visible_text(file.read_bytes().decode("utf-8", "replace"))
        if len(text) >= 200 and len(re.findall(r"[\u4e00-\u9fff]", text)) > len(text) / 4:
            pages[text] = None
    return list(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=pathlib.Path, nargs="*")
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", default="")
    options = parser.parse_args()
    for source in options.text:
        measure(source.name, pages_of(source), options)
    if not options.text and (folder := debian_sites.sites()) is not None:
        pages = [page for site in debian_sites.CHINESE for page in pages_of(folder / site)]
        measure("Debian's documentation in Chinese", pages, options)


def measure(name: str, pages: list[str], options: argparse.Namespace) -> None:
    """Run all jobs over one source, in turn, and print medians and the ratio to each."""
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    lexicon = lexicon_of(options.terms, "\n".join(pages))
    words = [entry.wrong for entry in lexicon.entries]
    started = time.process_time()
    scanner = Scanner(lexicon)
    print(
        f"{name}: {megabytes:.1f} MB in {len(pages)} pages, {len(words)} terms, engine {type(scanner.engine).__name__}, compile {time.process_time() - started:.2f} CPU-s"
    )

    raw = raw_matcher(words) if "hyperscan" in ENGINES else make_engine(words, ()).ends
    jobs = {
        "raw matcher, terms only": lambda: timed(lambda page: len(raw(page)), pages),
        "matcher, terms and gates": lambda: timed(lambda page: len(scanner.engine.ends(page)), pages),
        "text check, everything": lambda: timed(lambda page: len(scanner.scan(page)), pages),
        "fallback engine, everything": lambda: short(lambda page: len(plain.scan(page)), pages, 20),
        "grep -F -c (lines)": lambda: grep(words, pages),
    }
    plain = Scanner(lexicon, engine="plain")
    with tempfile.TemporaryDirectory() as scratch:
        module = peer(options.peers or scratch)
        if module:
            automaton = module.Automaton()
            for index, word in enumerate(words):
                automaton.add_word(word, index)
            automaton.make_automaton()
            jobs["pyahocorasick, terms only"] = lambda: short(
                lambda page: sum(1 for _ in automaton.iter(page)), pages, 20
            )
        jobs["re, one alternation, terms only"] = lambda: short(lambda page: len(alternation.findall(page)), pages, 60)
        alternation = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
        results: dict[str, list[float]] = {name: [] for name in jobs}
        counts: dict[str, int] = {}
        for _ in range(options.rounds):
            for job_name, job in jobs.items():
                seconds, counts[job_name] = job()
                results[job_name].append(megabytes / seconds)
    ours = statistics.median(results["text check, everything"])
    for job_name, speeds in results.items():
        speed = statistics.median(speeds)
        goal = (
            f"goal {GOALS[job_name]}: {'reached' if ours / speed >= GOALS[job_name] else 'MISSED'}"
            if job_name in GOALS
            else ""
        )
        print(
            f"{job_name:32} {speed:8.1f} MB/s   text check is {ours / speed:6.2f} x   ({counts[job_name]} matches)  {goal}"
        )


def short(work: Callable[[str], int], pages: list[str], share: int) -> tuple[float, int]:
    """Time a slow peer on every `share`-th page and scale up."""
    seconds, count = timed(work, pages[::share])
    whole, part = sum(map(len, pages)), sum(map(len, pages[::share]))
    return seconds * whole / part, count


def raw_matcher(words: list[str]) -> Callable[[str], list[tuple[int, int]]]:
    """Hyperscan with the terms alone, a callback for each match, byte offsets: what no check can beat."""
    hyperscan = importlib.import_module("hyperscan")
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    encoded = [word.encode() for word in words]
    database.compile(
        expressions=encoded, ids=list(range(len(words))), elements=len(words), flags=[0] * len(words), literal=True
    )

    def run(page: str) -> list[tuple[int, int]]:
        ends: list[tuple[int, int]] = []
        database.scan(
            page.encode("utf-8", "replace"),
            match_event_handler=lambda index, _s, end, _f, _c: ends.append((index, end)),
        )
        return ends

    return run


if __name__ == "__main__":
    main()
