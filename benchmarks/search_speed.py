"""Search: indexing and answering at 100,000 documents, our engine and SQLite FTS5 side by side in one run.

    python -m benchmarks.search_speed [--documents 100000] [--queries 300] [--folder DIR]

Documents are recombined sentences of the shipped city and rulebook with rare words among them, about 1,000 characters each, so
term frequencies are real and co-occurrence is not. FTS5 gets the same words, cut by the same segmenter (contentless, detail=none), and answers the same
job: the ten best and a count per site over all matches. Both must find the same number of documents. Goals: top ten with one
facet p95 at most 1/20 of FTS5's, p50 below 1 ms. PostgreSQL is not measured here.
"""

import argparse
import random
import re
import sqlite3
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from jiyue import cities
from jiyue.platform.search.engine import Entry, Question
from jiyue.platform.search.tantivy_engine import TantivyEngine
from jiyue.platform.search.words import index_words, parse
from jiyue.rulebook import clauses

SITES = 20
CHARACTERS = 1000
WARM_UP = 20


def sentences() -> list[str]:
    """Every sentence of the shipped items, and what the clauses say."""
    found = [clause.statement for clause in clauses.all()]
    for file in sorted(Path(cities.__file__).parent.glob("*/items/*.toml")):
        for item in tomllib.loads(file.read_text(encoding="utf-8")).get("items", ()):
            found += re.split(r"(?<=[。！？])", re.sub(r"<[^>]+>|\{[^}]*\}", "", item.get("body", "")))
    return [one for one in (text.strip() for text in found) if len(one) > 8]


def documents(count: int) -> Iterator[Entry]:
    """The same documents at every call."""
    chosen = random.Random(11)
    pool = sentences()
    characters = sorted({character for text in pool for character in text if "\u4e00" <= character <= "\u9fff"})
    for number in range(count):
        parts, size = [], 0
        while size < CHARACTERS:
            rare = "".join(chosen.choices(characters, k=3)) if chosen.random() < 0.5 else ""
            parts.append(chosen.choice(pool) + rare)
            size += len(parts[-1])
        title = f"{chosen.choice(pool)[:20]}{''.join(chosen.choices(characters, k=3))}"
        yield Entry(
            f"resource:{number}",
            title,
            "".join(parts),
            chosen.choice(("news", "policy", "notice")),
            sites=(chosen.randrange(SITES),),
        )


def questions(count: int) -> list[str]:
    """One to three words out of one document each."""
    chosen = random.Random(12)
    asked = []
    for entry in documents(count):
        words = sorted({word for word in index_words(entry.body) if len(word) > 1 and "\u4e00" <= word[0] <= "\u9fff"})
        asked.append(" ".join(chosen.sample(words, min(len(words), chosen.choice((1, 2, 2, 3))))))
    return asked


def fts5(folder: Path, entries: Iterator[Entry]) -> Callable[[tuple[str, ...]], int]:
    """Index with FTS5; return a function that answers with the number of matches."""
    held = sqlite3.connect(folder / "fts5.db", isolation_level=None)
    held.executescript(
        "pragma journal_mode=wal; pragma synchronous=normal; pragma cache_size=-262144;"
        "create table d(id integer primary key, site int);"
        "create virtual table f using fts5(title, body, content='', detail=none, tokenize='unicode61');"
    )
    held.execute("begin")
    for number, entry in enumerate(entries, 1):
        held.execute("insert into d values(?,?)", (number, entry.sites[0]))
        held.execute(
            "insert into f(rowid,title,body) values(?,?,?)",
            (number, " ".join(index_words(entry.title)), " ".join(index_words(entry.body))),
        )
    held.execute("commit")
    held.execute("insert into f(f) values('optimize')")

    def answer(words: tuple[str, ...]) -> int:
        match = " AND ".join(f'"{word}"' for word in words)
        held.execute("select rowid from f where f match ? order by bm25(f,5,1) limit 10", (match,)).fetchall()
        counted = held.execute(
            "select site,count(*) from d where id in (select rowid from f where f match ?) group by site", (match,)
        ).fetchall()
        return sum(count for _site, count in counted)

    return answer


def ours(folder: Path, entries: Iterator[Entry]) -> Callable[[tuple[str, ...]], int]:
    """Index with our engine; return a function that answers with the number of matches, counted per site as well."""
    engine = TantivyEngine(folder / "tantivy")
    engine.rebuild(entries)
    return lambda words: engine.search(Question(words=words, facets=("site",))).total


def timed(answer: Callable[[tuple[str, ...]], int], asked: list[tuple[str, ...]]) -> tuple[float, float, int]:
    """Median and 95th percentile in milliseconds, and how many documents were found in all."""
    for words in asked[:WARM_UP]:
        answer(words)
    taken, found = [], 0
    for words in asked:
        start = time.perf_counter()
        found += answer(words)
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.95)], found


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--documents", type=int, default=100_000)
    arguments.add_argument("--queries", type=int, default=300)
    arguments.add_argument("--folder", type=Path)
    given = arguments.parse_args()
    asked = [parse(text).words for text in questions(given.queries)]
    asked = [words for words in asked if words]
    figures: dict[str, tuple[float, float, float, int]] = {}
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        start = time.process_time()
        for entry in documents(given.documents):
            " ".join(index_words(entry.title)), " ".join(index_words(entry.body))
        making = time.process_time() - start
        print(f"{given.documents} documents; making and cutting them alone {making:.1f} CPU s (in both figures below)")
        for name, engine in (("ours", ours), ("FTS5", fts5)):
            start = time.process_time()
            answer = engine(Path(folder), documents(given.documents))
            indexing = time.process_time() - start
            median, worst, found = timed(answer, asked)
            figures[name] = (indexing, median, worst, found)
            print(f"{name:5} index {indexing:7.1f} CPU s   p50 {median:8.3f} ms   p95 {worst:8.3f} ms   found {found}")
    mine, other = figures["ours"], figures["FTS5"]
    print(
        f"p50 {other[1] / mine[1]:.1f}x, p95 {other[2] / mine[2]:.1f}x faster than FTS5 (goal: p95 20x, p50 below 1 ms)"
    )
    print(
        f"indexing {other[0] / mine[0]:.2f}x FTS5 with cutting, {(other[0] - making) / max(mine[0] - making, 0.01):.2f}x without"
    )


if __name__ == "__main__":
    main()
