"""A field of another shape than its readers expect is told with file, line and sentence, in every kind of data file."""

import re
import shutil
from pathlib import Path

import pytest

from jiyue.rulebook import (
    bases,
    check,
    clauses,
    in_principle,
    indicators,
    ladders,
    loading,
    naming,
    parameter_files,
    procedure_check,
    procedure_words,
    readings,
    records,
    shapes,
    word_check,
    workcalendar,
)
from jiyue.rulebook.loading import DATA, DataError

KINDS = {
    clauses.FILES[3]: check.clause_faults,
    parameter_files.CATALOGUES[0]: check.key_faults,
    indicators.FILES[0]: check.indicator_faults,
    readings.FILE: check.reading_faults,
    bases.FILE: check.basis_faults,
    records.FILE: check.record_faults,
    in_principle.FILE: check.principle_faults,
    ladders.FILE: ladders.faults,
    naming.FILE: word_check.naming_faults,
    procedure_words.FILE: word_check.procedure_word_faults,
    DATA / "procedures/closing.toml": lambda path: procedure_check.faults(path.parent),
    DATA / "procedures/temporary-offline.toml": lambda path: procedure_check.faults(path.parent),
    DATA / "calendar/2026.toml": lambda path: workcalendar.faults(path.parent),
    DATA / "parameters/baoji/measures.toml": lambda path: parameter_files.faults(path.parent),
    DATA / "parameters/baoji/set.toml": lambda path: parameter_files.faults(path.parent),
}
FIELD = re.compile(r'^([a-z_]+|"[^"]+"|[a-z-]+) *=')


def fields(path):
    """The first line of each field of a file, as (index, name)."""
    seen = {}
    for index, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if found := FIELD.match(line):
            seen.setdefault(found[1], index)
    return [(index, name) for name, index in seen.items()]


CASES = [
    pytest.param(path, index, name, id=f"{path.stem}: {name}")
    for path in KINDS
    for index, name in fields(Path(path))
    if name != "rungs"  # a list over several lines
]
HEAD_OF_PLACE = {"name", "province", "portal", "source"}  # told at the head of the place


def told(path, tmp_path, lines):
    """The faults of a file of a kind with other lines."""
    if path.parent.parent.name == "parameters":
        shutil.copytree(path.parent, tmp_path, dirs_exist_ok=True)
    changed = tmp_path / path.name
    changed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = []
    try:
        found.extend(KINDS[path](changed))
    except DataError as fault:
        found.append(fault)
    return [(fault.file, fault.line) for fault in found if fault.sentence], changed


@pytest.mark.parametrize("value", ["[[1]]", "{ a = 1 }"])
@pytest.mark.parametrize(("path", "index", "name"), CASES)
def test_a_field_of_another_shape_is_told_in_its_line(tmp_path, path, index, name, value):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[index] = f"{name} = {value}"
    found, changed = told(path, tmp_path, lines)
    if path == naming.FILE and name in HEAD_OF_PLACE:
        index = lines.index("[places.baoji]")
    assert (changed, index + 1) in found


@pytest.mark.parametrize("value", ["0", '"x"', "true", "[]", "2026-01-01"])
@pytest.mark.parametrize(("path", "index", "name"), CASES)
def test_no_value_ends_a_check_with_an_error_of_the_program(tmp_path, path, index, name, value):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[index] = f"{name} = {value}"
    told(path, tmp_path, lines)


@pytest.mark.parametrize("text", ['value = "x"', "value = [1]", "[value]\nkey = 1"])
def test_rows_that_are_no_rows_are_told(tmp_path, text):
    path = tmp_path / "a.toml"
    path.write_text(f"# 数值\n{text}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.toml:2: value 应写成一段一个的 \[\[value\]\]。"):
        shapes.tables(path, "value")


@pytest.mark.parametrize(
    ("field", "good", "bad", "words"),
    [
        ("title", "甲", 1, "带引号的文字"),
        ("readings", ["R2"], "R2", '文字的列表，如 ["R2"]'),
        ("readings", [], [2], '文字的列表，如 ["R2"]'),
        ("year", 2026, True, "整数"),
        ("held", False, "false", "true 或 false"),
        ("within", {}, "30", "表，如 { parameter = “…”, since = “…” }"),
    ],
)
def test_what_a_field_must_be_is_said_in_these_words(field, good, bad, words):
    assert list(shapes.misfits({field: good})) == []
    assert list(shapes.misfits({field: bad, "colour": 7})) == [(field, f"{field} 应为{words}。")]


def test_a_file_may_have_shapes_of_its_own():
    assert list(shapes.misfits({"words": "甲"}, {"words": shapes.TEXT})) == []


def test_a_file_that_can_not_be_read_is_a_fault_like_any_other(tmp_path):
    with pytest.raises(DataError, match="文件读不出来"):
        loading.read(tmp_path)


def test_what_rests_on_a_faulty_file_waits_until_that_is_mended(monkeypatch):
    def broken():
        raise DataError(Path("a.toml"), 3, "甲。")

    def resting():
        raise TypeError("made of what is broken")

    monkeypatch.setattr(check, "_checks", lambda _folders: iter([broken, resting]))
    assert [fault.line for fault in check.faults()] == [3]
    monkeypatch.setattr(check, "_checks", lambda _folders: iter([resting]))
    with pytest.raises(TypeError):
        check.faults()
