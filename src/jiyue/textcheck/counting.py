"""Which entries of a lexicon hit how often over a run: the ones that never hit, and the ones that hit too often, want a look."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from jiyue.textcheck.hits import SEVERITY_LABELS, Hit
from jiyue.textcheck.lexicon import Entry

HEADER: Final = ("wrong", "right", "class", "severity", "hits")


class EntryCount(NamedTuple):
    """One entry and its hits in a run, allowed phrases and words about the thing already left out."""

    entry: Entry
    hits: int


def count_hits(hits: Iterable[Hit]) -> Counter[str]:
    """Count the hits by form of the lexicon; add up the counters of many texts."""
    return Counter(hit.rule for hit in hits if hit.word_class)


def entry_counts(entries: Iterable[Entry], counted: Mapping[str, int]) -> list[EntryCount]:
    """Return every entry with its hits, the most frequent first, those that never hit last in the order of the lexicon."""
    return sorted((EntryCount(entry, counted.get(entry.wrong, 0)) for entry in entries), key=lambda one: -one.hits)


def write_counts(path: Path, entries: Iterable[Entry], counted: Mapping[str, int]) -> None:
    """Write the counts as a CSV file with HEADER, as spreadsheets read it (UTF-8 with a byte order mark)."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        writer.writerows(
            (entry.wrong, entry.right, entry.word_class.title, SEVERITY_LABELS[entry.severity], hits)
            for entry, hits in entry_counts(entries, counted)
        )
