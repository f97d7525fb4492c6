"""Is the data that names things sound? Articles, places and units, readings of characters, the procedures' words."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jiyue.rulebook import (
    bases,
    clauses,
    in_principle,
    indicators,
    ladders,
    naming,
    parameter_files,
    pinyin,
    procedure_words,
    procedures,
    readings,
    records,
    workcalendar,
)
from jiyue.rulebook.loading import DATA, DataError, line_of, read, top_line

ARTICLES = DATA / "articles.toml"
ARTICLE_COUNT = 38
PLACE_FIELDS = {"name", "province", "portal", "source"}
UNIT_FIELDS = {"short", "english"}
WORD_TABLES = ("evidence", "decisions", "circumstances")


def stray_faults(folder: Path) -> Iterator[DataError]:
    """Files of data that no module reads: what nobody reads nobody judges by."""
    single = (*clauses.FILES, *indicators.FILES, *parameter_files.CATALOGUES, ARTICLES, bases.FILE, readings.FILE)
    single += (in_principle.FILE, ladders.FILE, naming.FILE, procedure_words.FILE, pinyin.FILE, records.FILE)
    known = {path.relative_to(DATA) for path in single}
    whole = {path.relative_to(DATA) for path in (parameter_files.FOLDER, procedures.FOLDER, workcalendar.FOLDER)}
    for path in sorted(folder.rglob("*.toml")):
        place = path.relative_to(folder)
        is_set = place.parts[0] == parameter_files.FOLDER.name and len(place.parts) > 2
        if place not in known and not is_set and place.parent not in whole - {Path(parameter_files.FOLDER.name)}:
            yield DataError(path, 1, "没有任何规则读取这个文件，请核对文件名和所在文件夹。")


def article_faults(path: Path) -> Iterator[DataError]:
    """The faults of the titles of chapters and articles: each number once, in the measures' order."""
    due = 1
    for index, chapter in enumerate(read(path).get("chapter", [])):
        line = line_of(path, "chapter", index, "number")
        if chapter.get("number") != index + 1 or not chapter.get("title"):
            yield DataError(path, line, f"应为第 {index + 1} 章，并写明章名。")
        for article in chapter.get("article", ()):
            if article.get("number") != due or not article.get("title"):
                place = line_of(path, "chapter.article", due - 1, "number")
                yield DataError(path, place, f"应为第 {due} 条，并写明条名。")
            due += 1
    if due != ARTICLE_COUNT + 1:
        yield DataError(path, 1, f"应有 {ARTICLE_COUNT} 条，现有 {due - 1} 条。")


def procedure_word_faults(path: Path) -> Iterator[DataError]:
    """The faults of the words of the procedures; a role says whether it has a seat on the platform."""
    data = read(path)
    for key, row in data.get("roles", {}).items():
        if not isinstance(row, dict) or row.keys() != {"title", "seat"} or not isinstance(row["seat"], bool):
            yield DataError(path, line_of(path, "roles", 0, key), f"“{key}”须写明 title 和 seat（true 或 false）。")
    for table in WORD_TABLES:
        for key, words in data.get(table, {}).items():
            if not isinstance(words, str) or not words:
                yield DataError(path, line_of(path, table, 0, key), f"“{key}”须写明名称。")
    for table in sorted({"roles", *WORD_TABLES} ^ data.keys()):
        yield DataError(
            path, line_of(path, table), f"应有且只有 roles、{'、'.join(WORD_TABLES)} 四张表，请核对“{table}”。"
        )


def naming_faults(path: Path) -> Iterator[DataError]:
    """The faults of places, of units' names and of words with a reading of their own."""
    data = read(path)
    for key, place in data.get("places", {}).items():
        if not isinstance(place, dict) or place.keys() != PLACE_FIELDS or not _are_words(place.values()):
            yield DataError(path, line_of(path, f"places.{key}"), f"“{key}”须写明 {'、'.join(sorted(PLACE_FIELDS))}。")
    for name, row in data.get("units", {}).items():
        if not _names(row):
            yield DataError(path, _quoted_line(path, name), f"“{name}”只写 short、english，且各为名称的列表。")
    for word, reading in data.get("readings", {}).items():
        if not isinstance(reading, str) or len(word) != len(reading.split()):
            yield DataError(path, _quoted_line(path, word), f"“{word}”有 {len(word)} 个字，读音应有同样多的音节。")


def pinyin_faults(path: Path) -> Iterator[DataError]:
    """The faults of the readings of characters: a syllable, then its characters, none of them twice."""
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        syllable, _, characters = line.partition(" ")
        if not (syllable.isascii() and syllable.isalpha() and syllable.islower()) or not characters.strip():
            yield DataError(path, number, "应为“音节 汉字…”，如 bao 包宝抱。")
        for character in characters.strip():
            if character in seen:
                yield DataError(path, number, f"“{character}”已在第 {seen[character]} 行。")
            seen.setdefault(character, number)


def _names(row: object) -> bool:
    """Whether a unit's row holds nothing but lists of names."""
    return (
        isinstance(row, dict)
        and not row.keys() - UNIT_FIELDS
        and all(isinstance(names, list) and _are_words(names) for names in row.values())
    )


def _are_words(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) and value for value in values)


def _quoted_line(path: Path, key: str) -> int:
    return top_line(path, f'"{key}"')
