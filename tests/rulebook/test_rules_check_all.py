"""`check` reads every file of the rulebook's data: a bad file of each kind is told with its line."""

import shutil

import pytest

from jiyue.rulebook import check, ladders, naming, pinyin, procedure_words, word_check, workcalendar
from jiyue.rulebook.loading import DATA, DataError


def spoilt(tmp_path, source, old, new):
    """A copy of a shipped file in which one place is wrong."""
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / source.name
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def line_with(path, words):
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if words in line)


@pytest.mark.parametrize(
    ("faults", "source", "old", "new", "says"),
    [
        (word_check.article_faults, word_check.ARTICLES, "number = 5\n", "number = 55\n", "应为第 5 条"),
        (word_check.article_faults, word_check.ARTICLES, "number = 2\ntitle = ", "number = 3\ntitle = ", "应为第 2 章"),
        (word_check.procedure_word_faults, procedure_words.FILE, "seat = true", "seat = 1", "“host”须写明"),
        (word_check.procedure_word_faults, procedure_words.FILE, 'scan = "文件扫描件"', 'scan = ""', "“scan”须写明名称"),
        (word_check.procedure_word_faults, procedure_words.FILE, "[evidence]", "[evidences]", "四张表"),
        (word_check.naming_faults, naming.FILE, 'province = "陕西省"\n', "", "“baoji”须写明"),
        (word_check.naming_faults, naming.FILE, '"教育局" = { english', '"教育局" = { angl', "“教育局”只写"),
        (word_check.naming_faults, naming.FILE, '"银行" = "yin hang"', '"银行" = "yin"', "“银行”有 2 个字"),
        (word_check.pinyin_faults, pinyin.FILE, "\na 啊", "\nA 啊", "应为“音节 汉字…”"),
        (word_check.pinyin_faults, pinyin.FILE, "\nai 埃", "\nai 啊埃", "“啊”已在第"),
        (ladders.faults, ladders.FILE, 'level = "notice"', 'level = "shout"', "没有这个级别"),
        (check.basis_faults, check.bases.FILE, 'cited_in = ["38.1"]', 'cited_in = ["99.1"]', "条款：“99.1”"),
        (check.principle_faults, check.in_principle.FILE, 'remedy = "请改由', 'cure = "请改由', "不认识的字段“cure”"),
    ],
)  # fmt: skip
def test_a_bad_file_of_each_kind_is_told_with_its_line(tmp_path, faults, source, old, new, says):
    assert list(faults(source)) == []

    path = spoilt(tmp_path, source, old, new)
    found = list(faults(path))
    assert found, "nothing was noticed"
    assert (found[0].file, says in "".join(each.sentence for each in found)) == (path, True)
    assert all(1 <= each.line <= len(path.read_text(encoding="utf-8").splitlines()) for each in found)


def test_the_line_is_the_one_with_the_fault(tmp_path):
    path = spoilt(tmp_path, naming.FILE, '"银行" = "yin hang"', '"银行" = "yin"')

    [fault] = word_check.naming_faults(path)
    assert fault.line == line_with(path, '"银行"')


def test_a_holiday_that_ends_before_it_begins_and_an_unknown_state_are_told(tmp_path):
    shutil.copytree(workcalendar.FOLDER, tmp_path / "calendar")
    folder = tmp_path / "calendar"
    first = spoilt(folder, folder / "2026.toml", "last_on = 2026-01-03", "last_on = 2025-12-30")
    second = spoilt(folder, folder / "2027.toml", '"provisional"', '"likely"')

    found = workcalendar.faults(folder)
    assert [(each.file, each.line) for each in found] == [
        (first, line_with(first, "[[holidays]]")),
        (second, line_with(second, "state =")),
    ]


def test_a_file_that_nobody_reads_is_told(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "clauses" / "chapter-99.toml").write_text("", encoding="utf-8")

    [fault] = word_check.stray_faults(tmp_path / "data")
    assert fault.file.name == "chapter-99.toml"


def test_one_file_that_is_no_toml_hides_no_other_fault(monkeypatch, tmp_path):
    def unreadable():
        raise DataError(ladders.FILE, 3, "不是合法的 TOML。")

    monkeypatch.setattr(ladders, "faults", unreadable)

    assert [fault.file.name for fault in check.faults([tmp_path])] == ["set.toml", "ladders.toml"]


def test_a_city_s_own_calendar_is_checked_with_its_parameters(tmp_path):
    folder = tmp_path / "own"
    (folder / "calendar").mkdir(parents=True)
    shutil.copy(DATA / "parameters" / "state" / "set.toml", folder / "set.toml")
    text = (workcalendar.FOLDER / "2027.toml").read_text(encoding="utf-8").replace("2027-02-08", "2027-01-08")
    (folder / "calendar" / "2027.toml").write_text(text, encoding="utf-8")

    assert [fault.file for fault in check.faults([folder])] == [folder / "calendar" / "2027.toml"]
