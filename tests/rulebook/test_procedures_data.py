"""The data of the procedures hangs together, and each way in which it may not is told with its line."""

import pytest

from jiyue.rulebook import procedure_check, procedure_words, procedures

GOOD = """id = "x"
version = "1"
title = "试"
source = "试"
readings = ["R2"]

[limits]
days = "offline-max-days"

[[steps]]
id = "application"
title = "申请"
by = "host"
clause = "9.1"
evidence = ["reason"]

[[conditions]]
id = "c"
title = "条件"
clause = "7.1"
fact = "f"
in_principle = true

[[follow_ups]]
id = "a"
title = "甲"
by = "host"
clause = "9.1"
evidence = ["decided_on"]

[[follow_ups]]
id = "b"
title = "乙"
by = "host"
clause = "9.1"
after = ["a"]
within = { parameter = "exit-cleanup", since = "a.decided_on" }

[[effects]]
name = "e"
title = "效果"
clause = "9.2"
when = "b"
"""


def test_the_shipped_procedures_are_sound():
    assert procedure_check.faults() == ()


def faults_of(tmp_path, text):
    (tmp_path / "x.toml").write_text(text, encoding="utf-8")
    return [(fault.line, fault.sentence) for fault in procedure_check.faults(tmp_path)]


def test_a_sound_file_has_no_faults(tmp_path):
    assert faults_of(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        pytest.param('version = "1"\n', "", 1, "缺少字段“version”", id="a field that is missing"),
        pytest.param(
            'version = "1"', 'version = "1"\ncolour = "red"', 3, "不认识的字段“colour”", id="an unknown field"
        ),
        pytest.param('source = "试"', 'source = "试"\nform = "annex-9"', 5, "没有这个表：“annex-9”", id="no such form"),
        pytest.param('["R2"]', '["R99"]', 5, "没有这个读法：“R99”", id="no such reading"),
        pytest.param('"offline-max-days"', '"no-key"', 8, "没有这个参数：“no-key”", id="no such parameter"),
        pytest.param('by = "host"', 'by = "mayor"', 13, "没有这个角色：“mayor”", id="no such role"),
        pytest.param('clause = "9.1"', 'clause = "99.1"', 14, "没有这个条款：“99.1”", id="no such clause"),
        pytest.param('["reason"]', '["photo"]', 15, "没有这个材料：“photo”", id="no such evidence"),
        pytest.param('["reason"]', '["reason"]\nonly_if = ["rain"]', 16, "没有这个情形：“rain”", id="no circumstance"),
        pytest.param('["reason"]', '["reason"]\ndecisions = ["hm"]', 16, "没有这个决定：“hm”", id="no such decision"),
        pytest.param('fact = "f"', 'fact = "f"\nbefore = "z"', 22, "没有这个步骤或后续事项：“z”", id="before nothing"),
        pytest.param('clause = "7.1"', 'clause = "9.3"', 20, "没有这个“原则上”条款：“9.3”", id="not in principle"),
        pytest.param("in_principle = true\n", "", 17, "缺少字段“remedy”", id="a condition without its sentences"),
        pytest.param('after = ["a"]', 'after = ["z"]', 36, "没有这个后续事项：“z”", id="after nothing"),
        pytest.param('"exit-cleanup"', '"no-key"', 37, "没有这个参数：“no-key”", id="a span without number"),
        pytest.param('"exit-cleanup"', '"offline-per-year"', 37, "不是期限单位", id="a span that is no span"),
        pytest.param('"a.decided_on"', '"z.decided_on"', 37, "没有这个起算点：“z.decided_on”", id="since nothing"),
        pytest.param('"a.decided_on"', '"a.scan"', 37, "“a”的材料中没有“scan”", id="since a date that nobody records"),
        pytest.param('when = "b"', 'when = "z"', 43, "没有这个时点：“z”", id="an effect that never comes"),
        pytest.param('["decided_on"]', '["decided_on"]\nafter = ["b"]', 1, "互相等待：a、b", id="a circle"),
        pytest.param(
            '["reason"]', '["reason"]\nentered_by = "mayor"', 16, "没有这个角色：“mayor”", id="no such recorder"
        ),
        pytest.param(
            'after = ["a"]',
            'after = ["a"]\nnot_before = { parameter = "no-key", since = "a" }',
            37,
            "没有这个参数：“no-key”",
            id="a wait without number",
        ),
        pytest.param(
            'fact = "f"', 'fact = "f"\ncolour = "red"', 22, "有不认识的字段“colour”。", id="an unknown field of a row"
        ),
        pytest.param('by = "host"\n', "", 10, "缺少字段“by”。", id="a step by nobody"),
        pytest.param('id = "b"', 'id = "a"', 32, "“a”出现了两次", id="two of one name"),
        pytest.param(
            '{ parameter = "exit-cleanup", since = "a.decided_on" }',
            '{ parameter = "exit-cleanup" }',
            37,
            "within 应写明 parameter 和 since",
            id="a span from nowhere",
        ),
        pytest.param(
            '"offline-max-days"', "30", 8, "limits 的 days 应为参数的名称", id="a number where a name belongs"
        ),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, old, new, line, words):
    assert old in GOOD
    found = faults_of(tmp_path, GOOD.replace(old, new, 1))
    assert any(at == line and words in sentence for at, sentence in found), found


def test_a_fault_names_its_file(tmp_path):
    for name, old, new in (
        ("t", 'source = "试"', 'source = "试"\nx = 1'),
        ("l", '"offline-max-days"', '"no-key"'),
        ("r", '"host"', '"mayor"'),
    ):
        (tmp_path / f"{name}.toml").write_text(
            GOOD.replace('"x"', f'"{name}"', 1).replace(old, new, 1), encoding="utf-8"
        )
    found = [(fault.file.name, fault.line) for fault in procedure_check.faults(tmp_path)]
    assert found == [("l.toml", 8), ("r.toml", 13), ("t.toml", 5)]


def test_two_steps_of_one_name_are_told(tmp_path):
    step = '[[steps]]\nid = "application"\ntitle = "再申请"\nby = "host"\nclause = "9.1"\n\n[[conditions]]'
    assert faults_of(tmp_path, GOOD.replace("[[conditions]]", step, 1)) == [(18, "“application”出现了两次。")]


def test_a_procedure_of_steps_alone_is_sound(tmp_path):
    assert faults_of(tmp_path, GOOD.partition("[[conditions]]")[0].replace('readings = ["R2"]\n', "")) == []


def test_the_same_version_twice_is_told(tmp_path):
    (tmp_path / "w.toml").write_text(GOOD, encoding="utf-8")
    assert faults_of(tmp_path, GOOD) == [(2, "“x”的版本“1”已在 w.toml 中。")]
    assert [fault.file.name for fault in procedure_check.faults(tmp_path)] == ["x.toml"]


def test_every_body_without_a_seat_has_somebody_inside_who_records_for_it():
    roles = procedure_words.roles()
    for procedure_id in procedures.ids():
        procedure = procedures.whole(procedure_id)
        for part in (*procedure.steps, *procedure.follow_ups):
            assert roles[part.actor].has_seat, (procedure_id, part.id)
            assert roles[part.by].has_seat or part.evidence, (procedure_id, part.id)


def test_every_word_is_used_by_some_procedure():
    whole = [procedures.whole(procedure_id) for procedure_id in procedures.ids()]
    parts = [part for each in whole for part in (*each.steps, *each.follow_ups)]
    assert set(procedure_words.roles()) == {role for part in parts for role in (part.by, part.actor)}
    assert set(procedure_words.evidence()) == {name for part in parts for name in part.evidence}
    circumstances = {
        name for each in whole for part in (*parts, *each.conditions, *each.effects) for name in part.only_if
    }
    assert set(procedure_words.circumstances()) == circumstances


def test_the_same_effect_has_the_same_name_everywhere_and_all_are_listed():
    named = {effect.name for each in map(procedures.whole, procedures.ids()) for effect in each.effects}
    assert named == procedures.effect_names()
    assert all(name == name.lower() and " " not in name for name in named)
