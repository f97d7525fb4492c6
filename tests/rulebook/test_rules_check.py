"""`check` finds each kind of fault and says file, line and what to mend."""

import pytest

from jiyue.rulebook import check, parameter_files
from jiyue.rulebook.loading import DataError, line_of, read, top_line

SET = """id = "demo"
title = "示例市"
document = "示例市政办发〔2026〕1号"
held = true
based_on = ["state"]
in_force_from = 2026-01-01
source = "示例市政办发〔2026〕1号"
certainty = "found"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "set.toml").write_text(SET, encoding="utf-8")
    return tmp_path


def write(folder, text, name="numbers.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_data_is_sound():
    assert [str(fault) for fault in check.faults()] == []


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param('[[value]]\nkey = "message-anwser"\nvalue = 5\n', 2, "是否要写“message-answer”", id="misspelt key"),
        pytest.param('[[value]]\nkey = "xyz"\nvalue = 5\n', 2, "rules list", id="unknown key"),
        pytest.param('[[value]]\nvalue = 5\n', 1, "没有名为“”", id="no key"),
        pytest.param('[[value]]\nkey = "message-answer"\n', 2, "缺少 value", id="no value"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = 0\n', 3, "不小于1的整数", id="too small"),
        pytest.param('[[value]]\nkey = "message-aim"\nvalue = -1\n', 3, "不小于0的整数", id="below zero"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = 2.5\n', 3, "整数", id="a half"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = true\n', 3, "整数", id="a truth for a number"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = "5"\n', 3, "整数", id="text for a number"),
        pytest.param('[[value]]\nkey = "sampling-share"\nvalue = 0.3\n', 3, "精确数", id="a rounded share"),
        pytest.param('[[value]]\nkey = "sampling-share"\nvalue = "3/0"\n', 3, "不是分数", id="no fraction"),
        pytest.param('[[value]]\nkey = "sampling-share"\nvalue = "-1/2"\n', 3, "负数", id="negative share"),
        pytest.param('[[value]]\nkey = "sampling-share"\nvalue = "3/2"\n', 3, "不能大于1", id="more than all"),
        pytest.param('[[value]]\nkey = "annual-report-by"\nvalue = "1月20日"\n', 3, "月-日", id="no day of the year"),
        pytest.param('[[value]]\nkey = "annual-report-inclusive"\nvalue = 1\n', 3, "true 或 false", id="no truth"),
        pytest.param('[[value]]\nkey = "domain-reminders"\nvalue = []\n', 3, "列表", id="an empty list"),
        pytest.param('[[value]]\nkey = "domain-reminders"\nvalue = [0]\n', 3, "整数", id="a list with a bad day"),
        pytest.param('[[value]]\nkey = "core-columns-scope"\nvalue = "some"\n', 3, "any、first-level", id="no such word"),
        pytest.param('[[value]]\nkey = "deduction-ipv6"\nvalue = { a = "1" }\n', 3, "cap", id="rates without a cap"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = 5\nsorce = "x"\n', 4, "不认识的字段“sorce”", id="field"),
        pytest.param('[[value]]\nkey = "message-answer"\nvalue = 5\ncertainty = "sure"\n', 4, "found", id="certainty"),
        pytest.param(
            '[[value]]\nkey = "message-answer"\nvalue = 5\nin_force_from = "2027-01-01"\n', 4, "日期", id="quoted date"
        ),
        pytest.param(
            '[[value]]\nkey = "message-answer"\nvalue = 5\nin_force_to = 2025-01-01\n', 4, "不早于", id="ends too early"
        ),
        pytest.param(
            '[[value]]\nkey = "message-answer"\nvalue = 5\n\n[[value]]\nkey = "message-answer"\nvalue = 4\n', 5,
            "须晚于 2026-01-01", id="two versions of one day",
        ),
        pytest.param("[[value]\n", 1, "不是合法的 TOML", id="no TOML"),
        pytest.param('[[value]]\nkey = "a\n', 2, "不是合法的 TOML", id="no TOML further down"),
    ],
)  # fmt: skip
def test_a_faulty_number_is_told_with_its_line(folder, text, line, says):
    path = write(folder, text)

    [fault] = parameter_files.faults(folder)
    assert (fault.file, fault.line) == (path, line)
    assert says in fault.sentence
    assert str(fault).startswith(f"{path}:{line}: ")
    with pytest.raises(DataError):
        parameter_files.load(folder)


def test_all_faults_of_a_folder_are_told_at_once(folder):
    write(folder, '[[value]]\nkey = "a"\nvalue = 1\n\n[[value]]\nkey = "b"\nvalue = 1\n')
    write(folder, "[[value]\n", "more.toml")

    assert [fault.line for fault in parameter_files.faults(folder)] == [1, 2, 6]


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('title = "示例市"\n', "", 1, "缺少字段“title”"),
        ("held = true", "held = true\nowner = 1", 5, "不认识的字段“owner”"),
        ('certainty = "found"', 'certainty = "sure"', 8, "found"),
        ("2026-01-01", '"2026-01-01"', 6, "日期"),
    ],
)
def test_a_faulty_head_of_a_set_is_told(folder, old, new, line, says):
    write(folder, SET.replace(old, new), "set.toml")

    [fault] = parameter_files.faults(folder)
    assert (fault.line, says in fault.sentence) == (line, True)


def test_a_set_without_a_head_or_on_an_unknown_base_is_told(folder, tmp_path):
    [fault] = parameter_files.faults(tmp_path / "nothing")
    assert "文件不存在" in fault.sentence

    write(folder, SET.replace('["state"]', '["mars"]'), "set.toml")
    [fault] = check.faults([folder])
    assert (fault.line, "“mars”不存在" in fault.sentence) == (5, True)


def test_a_file_that_is_no_utf8_is_told(folder):
    (folder / "numbers.toml").write_bytes("键 = 1".encode("gb18030"))

    [fault] = parameter_files.faults(folder)
    assert "UTF-8" in fault.sentence


CLAUSE = '[[clause]]\nid = "9.3"\nat = "第9条（一）"\nkind = "limit"\nsubject = ["host"]\nstatement = "甲"\n'
INDICATOR = """[defaults]
effect = "veto"
source = "甲"
in_force_from = 2026-01-01

[[indicator]]
id = "x"
code = "V1"
group = "甲"
title = "甲"
clauses = ["36.1"]
applies_to = "all"
severity = "critical"
judged_by = "both"
evidence = ["甲"]
success = "甲"
failure = "乙"
remedy = "丙"
"""
PRINCIPLE = '[[rule]]\nclause = "7.1"\nentitled = "office"\nsentence = "甲"\nremedy = "乙"\n'
RECORD = """[[record]]
id = "x"
clauses = ["6.1"]
title = "甲"
kept_by = "host"
items = ["乙", "丙"]
renewed = true
remedy = "丁"
"""
READING = """[[reading]]
id = "R1"
words = "甲"
at = "第1条"
reading = "甲"
reason = "甲"
author = "甲"
state = "proposed"
in_force_from = 2026-01-01
"""


@pytest.mark.parametrize(
    ("faults", "sound", "old", "new", "line", "says"),
    [
        (check.clause_faults, CLAUSE, '"limit"', '"wish"', 4, "kind 应为"),
        (check.clause_faults, CLAUSE, '["host"]', '["king"]', 5, "角色：“king”"),
        (check.clause_faults, CLAUSE, 'statement = "甲"\n', "", 2, "缺少字段“statement”"),
        (check.clause_faults, CLAUSE, 'statement = "甲"', 'statement = "甲"\ncolour = 1', 7, "不认识的字段“colour”"),
        (check.clause_faults, CLAUSE, 'statement = "甲"', 'statement = "甲"\nreadings = ["R99"]', 7, "读法：“R99”"),
        (check.clause_faults, CLAUSE, 'statement = "甲"', 'statement = "甲"\nexecuted_by = ["a.b"]', 7, "“a.b”不存在"),
        (
            check.clause_faults,
            CLAUSE,
            'statement = "甲"',
            'statement = "甲"\nexecuted_by = ["code:textcheck.secrecy.NEVER"]',
            7,
            "“code:textcheck.secrecy.NEVER”不存在",
        ),
        (
            check.clause_faults,
            CLAUSE,
            'statement = "甲"',
            'statement = "甲"\nexecuted_by = ["readings.all"]\ntext_only = "丁"',
            8,
            "不能既有执行者又写明仅有文字",
        ),
        (check.record_faults, RECORD, '["6.1"]', '["99.1"]', 3, "条款：“99.1”"),
        (check.record_faults, RECORD, '["6.1"]', "[]", 3, "须写明所属条款"),
        (check.record_faults, RECORD, '"host"', '"king"', 5, "角色：“king”"),
        (check.record_faults, RECORD, '["乙", "丙"]', "[]", 6, "不得重复"),
        (check.record_faults, RECORD, '["乙", "丙"]', '["乙", "乙"]', 6, "不得重复"),
        (check.record_faults, RECORD, "true", '"yes"', 7, "true 或 false"),
        (check.record_faults, RECORD, 'remedy = "丁"', 'remedy = "丁"\ncolour = 1', 9, "不认识的字段“colour”"),
        (check.indicator_faults, INDICATOR, '"critical"', '"fatal"', 13, "“fatal”"),
        (check.indicator_faults, INDICATOR, '["36.1"]', '["99.1"]', 11, "条款：“99.1”"),
        (check.indicator_faults, INDICATOR, '["甲"]', "[]", 15, "证据"),
        (check.indicator_faults, INDICATOR, 'remedy = "丙"\n', "", 7, "缺少字段“remedy”"),
        (check.indicator_faults, INDICATOR, 'remedy = "丙"', 'remedy = "丙"\nparameters = ["x"]', 19, "参数：“x”"),
        (
            check.indicator_faults,
            INDICATOR,
            'remedy = "丙"',
            'remedy = "丙"\nevaluator = "columns.x"',
            19,
            "“columns.x”不存在",
        ),
        (check.reading_faults, READING, '"proposed"', '"sure"', 8, "状态：“sure”"),
        (check.reading_faults, READING, '"proposed"', '"confirmed"', 8, "confirmed_by"),
        (check.reading_faults, READING + "\n" + READING, "x", "x", 19, "须晚于 2026-01-01"),
        (check.principle_faults, PRINCIPLE, '"office"', '"king"', 3, "“king”"),
        (
            check.key_faults,
            '[[key]]\nid = "a"\ntitle = "甲"\nclause = "9.3"\nunit = "days"\n',
            '"days"',
            '"suns"',
            5,
            "“suns”",
        ),
        (
            check.key_faults,
            '[[key]]\nid = "a"\ntitle = "甲"\nclause = "9.3"\nunit = "days"\n',
            '"days"',
            '"word"',
            5,
            "words",
        ),
    ],
)
def test_a_faulty_row_of_any_file_is_told_with_its_line(tmp_path, faults, sound, old, new, line, says):
    assert old == new or list(faults(write(tmp_path, sound, "sound.toml"))) == []

    [fault] = faults(write(tmp_path, sound.replace(old, new), "faulty.toml"))
    assert (fault.line, says in fault.sentence) == (line, True), str(fault)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("columns.judge_site", True),
        ("columns.judge_moon", False),
        ("moons.judge", False),
        ("procedure:temporary-offline", True),
        ("procedure:holiday", False),
        ("screen:temporary-offline", False),
    ],
)
def test_what_a_rule_names_must_exist(name, known):
    assert check.is_executable(name) is known


def test_shipped_files_are_read_once_and_a_city_s_own_anew(tmp_path):
    path = write(tmp_path, "a = 1\n")
    assert read(path) == {"a": 1}

    write(tmp_path, "a = 2\n")
    assert read(path) == {"a": 2}
    assert read(check.readings.FILE) is read(check.readings.FILE)


def test_lines_are_found_for_tables_and_keys(tmp_path):
    path = write(tmp_path, "top = 1\n\n[[a]]\nx = 1\n\n[[a]]\nx = 2\ny = 3\n\n[b]\nx = 4\n")

    assert [line_of(path, "a"), line_of(path, "a", 1), line_of(path, "a", 1, "y"), line_of(path, "b", 0, "x")] == [
        3,
        6,
        8,
        11,
    ]
    assert [line_of(path, "a", 0, "y"), line_of(path, "none"), top_line(path, "top"), top_line(path, "none")] == [
        3,
        1,
        1,
        1,
    ]
