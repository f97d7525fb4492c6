"""The engine at home: a tantivy index in DATA/search, words cut by us, no query syntax of its own."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from jiyue.platform.search.engine import Entry, Found, NotReady, Question
from jiyue.platform.search.words import index_words

VERSION = "2"  # a change of the schema, or of how words are cut, takes the next number and so a folder of its own
HEAP = 64_000_000
TITLE_WEIGHT = 4.0
NUMBER_WEIGHT = 50.0
MOST_VALUES = 200


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("ref", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("number", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("cites", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("kind", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("site", indexed=True, fast=True)
    builder.add_integer_field("column", indexed=True, fast=True)
    return builder.build()


class TantivyEngine:
    """An index in a folder. Reading objects are kept and follow the writer's commits; a file lock lets one writer in at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / f"v{VERSION}"
        self._lock = folder / "writer.lock"
        self._index: Any = None
        self._seen: tuple[int, int] | None = None

    def search(self, question: Question) -> Found:
        """Answer a question; raises NotReady without an index."""
        searcher = self._searcher()
        asked = self._query(question)
        narrowed = _both(asked, [self._term(name, value) for name, value in question.only.items()])
        result = searcher.search(narrowed, limit=max(question.limit, 1), offset=question.offset, count=True)
        refs = tuple(str(searcher.doc(address)["ref"][0]) for _score, address in result.hits)
        terms = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in question.facets}
        counted = searcher.aggregate(asked, terms) if terms and (result.count or question.only) else {}
        return Found(refs, int(result.count), {name: tuple(_buckets(counted, name)) for name in question.facets})

    def write(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        """Replace entries by their refs; one commit, so that a reader sees all of it or nothing."""
        with self._writer() as writer:
            for ref in gone:
                writer.delete_documents_by_term("ref", ref)
            for entry in entries:
                writer.delete_documents_by_term("ref", entry.ref)
                writer.add_document(_document(entry))
            writer.commit()

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """Replace everything in one commit; return how many entries."""
        count = 0
        with self._writer() as writer:
            writer.delete_all_documents()
            for entry in entries:
                writer.add_document(_document(entry))
                count += 1
            writer.commit()
        return count

    def count(self) -> int:
        """How many entries there are; 0 without an index."""
        try:
            return int(self._searcher().num_docs)
        except NotReady:
            return 0

    def _searcher(self) -> Any:
        meta = self._folder / "meta.json"
        try:
            stat = meta.stat()
        except FileNotFoundError as error:
            raise NotReady(str(self._folder)) from error
        if self._index is None:
            self._index = tantivy.Index(_schema(), path=str(self._folder))
            self._index.config_reader("manual")
        if self._seen != (stat.st_mtime_ns, stat.st_ino):
            self._index.reload()
            self._seen = (stat.st_mtime_ns, stat.st_ino)
        return self._index.searcher()

    @contextmanager
    def _writer(self) -> Iterator[Any]:
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._lock.open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            index = tantivy.Index(_schema(), path=str(self._folder))
            writer = index.writer(heap_size=HEAP, num_threads=1)
            try:
                yield writer
                writer.wait_merging_threads()
            finally:
                del writer, index  # lets tantivy's own lock go

    def _query(self, question: Question) -> Any:
        occur = tantivy.Occur.Should if question.is_loose else tantivy.Occur.Must
        parts = [(occur, self._word(word)) for word in question.words]
        least = max(1, len(parts) // 3) if question.is_loose else None
        words = (
            tantivy.Query.boolean_query(parts, minimum_number_should_match=least)
            if parts
            else tantivy.Query.empty_query()
        )
        if question.number:
            own = tantivy.Query.const_score_query(self._term("number", question.number), NUMBER_WEIGHT)
            cited = tantivy.Query.const_score_query(self._term("cites", question.number), 1.0)
            words = tantivy.Query.disjunction_max_query([own, cited])
        sites = [(tantivy.Occur.Should, self._term("site", site)) for site in question.sites]
        return _both(words, [tantivy.Query.boolean_query(sites)] if sites else [])

    def _word(self, word: str) -> Any:
        title = tantivy.Query.boost_query(self._term("title", word), TITLE_WEIGHT)
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, title), (tantivy.Occur.Should, self._term("body", word))]
        )

    def _term(self, name: str, value: str | int) -> Any:
        return tantivy.Query.term_query(
            self._index.schema, name, value, index_option="freq" if name in ("title", "body") else "basic"
        )


def _both(query: Any, filters: list[Any]) -> Any:
    if not filters:
        return query
    quiet = [(tantivy.Occur.Must, tantivy.Query.const_score_query(one, 0.0)) for one in filters]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *quiet])


def _buckets(counted: dict[str, Any], name: str) -> Iterator[tuple[str | int, int]]:
    for bucket in counted.get(name, {}).get("buckets", ()):
        key = bucket["key"]
        yield (key if isinstance(key, str) else int(key)), int(bucket["doc_count"])


def _document(entry: Entry) -> Any:
    document = tantivy.Document()
    document.add_text("ref", entry.ref)
    document.add_text("title", " ".join(index_words(entry.title)))
    document.add_text("body", " ".join(index_words(entry.body)))
    document.add_text("kind", entry.kind)
    if entry.number:
        document.add_text("number", entry.number)
    for cited in entry.cites:
        document.add_text("cites", cited)
    for site in entry.sites:
        document.add_integer("site", site)
    for column in entry.columns:
        document.add_integer("column", column)
    return document
