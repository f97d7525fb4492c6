"""Is all the data of the rulebook sound? Every fault with its file, line and a sentence."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from jiyue.rulebook import (
    bases,
    clauses,
    code_names,
    in_principle,
    indicators,
    ladders,
    naming,
    parameter_files,
    parameters,
    pinyin,
    procedure_check,
    procedure_words,
    procedures,
    readings,
    records,
    roles,
    shapes,
    word_check,
    workcalendar,
)
from jiyue.rulebook.loading import DATA, DataError, line_of, read, top_line

CLAUSE_FIELDS = {"id", "at", "kind", "subject", "to_whom", "statement"}
CLAUSE_FIELDS |= {"addition", "readings", "executed_by", "text_only"}
KEY_FIELDS = {"id", "title", "clause", "unit", "readings", "at_least", "words"}
CLAUSE_COUNT = 160
# The words of a reading are a quotation, those of a parameter a list to choose from.
OWN_SHAPES = {"reading": {"words": shapes.TEXT}, "clause": {"addition": shapes.TEXT}}

Say = Callable[[str, str], DataError]


def faults(own_folders: Sequence[Path] = ()) -> tuple[DataError, ...]:
    """All faults of the shipped data and of a city's own folders; empty when all is sound.

    A file that can not be read at all is one fault; the other files are checked all the same.
    """
    found: list[DataError] = []
    for check in _checks(own_folders):
        try:
            found += check()
        except DataError as fault:
            found.append(fault)
        except (AttributeError, KeyError, TypeError):
            if not found:  # what rests on a faulty file can be checked only when that file is mended
                raise
    return tuple(dict.fromkeys(found))


def _checks(own_folders: Sequence[Path]) -> Iterator[Callable[[], Iterable[DataError]]]:
    """One check for each file or folder of data."""
    yield partial(word_check.stray_faults, DATA)
    yield partial(word_check.article_faults, word_check.ARTICLES)
    yield from (partial(clause_faults, path) for path in clauses.FILES)
    yield _count_faults
    yield from (partial(key_faults, path) for path in parameter_files.CATALOGUES)
    for folder in (*(parameter_files.FOLDER / name for name in parameters.SHIPPED), *own_folders):
        yield partial(parameter_files.faults, folder)
        yield partial(_base_faults, folder, own_folders)
    yield from (partial(indicator_faults, path) for path in indicators.FILES)
    yield partial(reading_faults, readings.FILE)
    yield partial(basis_faults, bases.FILE)
    yield partial(record_faults, records.FILE)
    yield partial(principle_faults, in_principle.FILE)
    yield partial(word_check.procedure_word_faults, procedure_words.FILE)
    yield procedure_check.faults
    yield ladders.faults
    yield partial(workcalendar.faults, workcalendar.FOLDER, *(each / workcalendar.OWN for each in own_folders))
    yield partial(word_check.naming_faults, naming.FILE)
    yield partial(word_check.pinyin_faults, pinyin.FILE)


def clause_faults(path: Path) -> Iterator[DataError]:
    """The faults of one file of clauses."""
    for say, row in _said_rows(path, "clause"):
        yield from _field_faults(say, row, CLAUSE_FIELDS, {"id", "at", "kind", "subject", "statement"})
        if row.get("kind") not in clauses.KINDS:
            yield say("kind", f"“{row.get('id')}”的 kind 应为 {'、'.join(clauses.KINDS)} 之一。")
        for field in ("subject", "to_whom"):
            yield from _unknown(say, field, row.get(field, ()), roles.LABELS, "角色")
        yield from _unknown(say, "readings", row.get("readings", ()), readings.versions(), "读法")
        for name in row.get("executed_by", ()):
            if not is_executable(name):
                yield say("executed_by", f"“{row.get('id')}”所列的“{name}”不存在。")
        if row.get("text_only") and row.get("executed_by"):
            yield say("text_only", f"“{row.get('id')}”不能既有执行者又写明仅有文字。")


def key_faults(path: Path) -> Iterator[DataError]:
    """The faults of one catalogue of parameters."""
    for say, row in _said_rows(path, "key"):
        yield from _field_faults(say, row, KEY_FIELDS, {"id", "title", "clause", "unit"})
        yield from _unknown(say, "clause", [row.get("clause")], clauses.by_id(), "条款")
        yield from _unknown(say, "unit", [row.get("unit")], parameter_files.UNITS, "单位")
        yield from _unknown(say, "readings", row.get("readings", ()), readings.versions(), "读法")
        if row.get("unit") == "word" and not row.get("words"):
            yield say("unit", f"“{row.get('id')}”须写明可用的词（words）。")


def indicator_faults(path: Path) -> Iterator[DataError]:
    """The faults of one file of indicators."""
    defaults = read(path).get("defaults", {})
    if not isinstance(defaults, dict):
        raise DataError(path, top_line(path, "defaults"), "defaults 应写成 [defaults] 一段。")
    for field, sentence in shapes.misfits(defaults):
        raise DataError(path, line_of(path, "defaults", 0, field), sentence)
    allowed = {
        "effect": indicators.EFFECTS,
        "severity": indicators.SEVERITIES,
        "judged_by": indicators.JUDGES,
        "applies_to": indicators.SCOPES,
        "certainty": parameter_files.CERTAINTIES,
    }
    known = set(indicators.Indicator._fields)
    for say, bare in _said_rows(path, "indicator"):
        row = {**defaults, **bare}
        yield from _field_faults(say, row, known, known - {"evaluator", "parameters", "certainty", "note"})
        for field, words in allowed.items():
            yield from _unknown(say, field, [row.get(field, "found" if field == "certainty" else None)], words, field)
        yield from _unknown(say, "clauses", row.get("clauses", ()), clauses.by_id(), "条款")
        yield from _unknown(say, "parameters", row.get("parameters", ()), parameters.keys(), "参数")
        if row.get("evaluator") and not is_executable(row["evaluator"]):
            yield say("evaluator", f"“{row.get('id')}”的判定函数“{row['evaluator']}”不存在。")
        if not row.get("evidence"):
            yield say("evidence", f"“{row.get('id')}”须写明要留存的证据。")


def reading_faults(path: Path) -> Iterator[DataError]:
    """The faults of the file of readings; a confirmed one must name who confirmed it."""
    latest: dict[str, Any] = {}
    known = set(readings.Reading._fields)
    for say, row in _said_rows(path, "reading"):
        yield from _field_faults(say, row, known, known - {"in_force_to", "confirmed_by"})
        yield from _unknown(say, "state", [row.get("state")], readings.STATES, "状态")
        if row.get("state") == "confirmed" and not row.get("confirmed_by"):
            yield say("state", f"“{row.get('id')}”已确认，须写明确认人 confirmed_by。")
        name, start = row.get("id"), row.get("in_force_from")
        if name in latest and start is not None and start <= latest[name]:
            yield say("in_force_from", f"“{name}”的后一版本须晚于 {latest[name]} 起施行。")
        latest[str(name)] = start


def principle_faults(path: Path) -> Iterator[DataError]:
    """The faults of the file of clauses that say “in principle”."""
    known = set(in_principle.Principle._fields)
    for say, row in _said_rows(path, "rule"):
        yield from _field_faults(say, {"id": row.get("clause"), **row}, known | {"id"}, known - {"also_needs"})
        yield from _unknown(say, "clause", [row.get("clause")], clauses.by_id(), "条款")
        for field in ("entitled", "also_needs"):
            yield from _unknown(say, field, [row[field]] if field in row else [], roles.LABELS, "角色")


def record_faults(path: Path) -> Iterator[DataError]:
    """The faults of the file of records."""
    known = set(records.Record._fields)
    for say, row in _said_rows(path, "record"):
        yield from _field_faults(say, row, known, known)
        yield from _unknown(say, "clauses", row.get("clauses", ()), clauses.by_id(), "条款")
        yield from _unknown(say, "kept_by", [row.get("kept_by")], roles.LABELS, "角色")
        if not row.get("clauses"):
            yield say("clauses", f"“{row.get('id')}”须写明所属条款。")
        if not row.get("items") or len(set(row["items"])) != len(row["items"]):
            yield say("items", f"“{row.get('id')}”须写明登记的各项，且不得重复。")
        if type(row.get("renewed")) is not bool:
            yield say("renewed", f"“{row.get('id')}”的 renewed 应为 true 或 false。")


def basis_faults(path: Path) -> Iterator[DataError]:
    """The faults of the file of documents behind the measures."""
    known = set(bases.Basis._fields)
    for say, row in _said_rows(path, "basis"):
        yield from _field_faults(say, row, known, known - {"issued_on", "in_force_from"})
        yield from _unknown(say, "cited_in", row.get("cited_in", ()), clauses.by_id(), "条款")


def is_executable(name: str) -> bool:
    """Whether "module.function" of the rulebook, "procedure:id", or "code:package.module.name" beside it, exists."""
    kind, _, rest = name.rpartition(":")
    if kind:
        return (kind == "procedure" and rest in procedures.ids()) or (kind == "code" and code_names.exists(rest))
    module, _, function = name.rpartition(".")
    try:
        return hasattr(import_module(f"jiyue.rulebook.{module}"), function)
    except ModuleNotFoundError:
        return False


def _said_rows(path: Path, table: str) -> Iterator[tuple[Say, dict[str, Any]]]:
    """Each row of a file with a function that makes a fault at one of its fields, in its line."""
    for index, row in enumerate(shapes.rows(path, table, OWN_SHAPES.get(table))):

        def say(field: str, sentence: str, index: int = index) -> DataError:
            return DataError(path, line_of(path, table, index, field), sentence)

        yield say, row


def _field_faults(say: Say, row: dict[str, Any], known: set[str], needed: set[str]) -> Iterator[DataError]:
    for field in sorted(row.keys() - known):
        yield say(field, f"“{row.get('id')}”有不认识的字段“{field}”。")
    for field in sorted(needed - row.keys()):
        yield say("id", f"“{row.get('id')}”缺少字段“{field}”。")


def _unknown(say: Say, field: str, values: Iterable[Any], known: Iterable[str], noun: str) -> Iterator[DataError]:
    for value in values:
        if value not in known:
            yield say(field, f"没有这个{noun}：“{value}”。")


def _count_faults() -> Iterator[DataError]:
    rows = [row["id"] for path in clauses.FILES for row in clauses.rows(path)]
    if len(rows) != CLAUSE_COUNT or len(set(rows)) != CLAUSE_COUNT:
        yield DataError(clauses.FILES[0].parent, 1, f"应有 {CLAUSE_COUNT} 条互不重复的条款，现有 {len(set(rows))} 条。")


def _base_faults(folder: Path, own_folders: Iterable[Path]) -> Iterator[DataError]:
    path = folder / "set.toml"
    if not path.exists() or any(parameter_files.head_faults(folder)):
        return
    own = {read(each / "set.toml").get("id") for each in own_folders if (each / "set.toml").exists()}
    for base in read(path).get("based_on", ()):
        if base not in {*parameters.SHIPPED, *own}:
            yield DataError(path, top_line(path, "based_on"), f"所依据的参数集“{base}”不存在。")
