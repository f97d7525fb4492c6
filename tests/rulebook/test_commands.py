"""The command line: clauses and rules, as text and as JSON, with exit states that scripts can use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from jiyue.cli import main
from jiyue.rulebook import parameters

FACTS = '{"sites": [{"name": "凤县", "columns": [{"name": "要闻", "category": "news", "last_update": "2026-11-10", "entries": 3}]}]}'


@pytest.fixture
def run(capsys):
    def run(*words):
        state = main(words)
        printed = capsys.readouterr()
        return state, printed.out, printed.err

    return run


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "set.toml").write_text(
        'id = "demo"\ntitle = "示例市"\ndocument = "甲"\nheld = true\nbased_on = ["state"]\n'
        'in_force_from = 2026-01-01\nsource = "甲"\ncertainty = "found"\n',
        encoding="utf-8",
    )
    (tmp_path / "numbers.toml").write_text('[[value]]\nkey = "column-news-days"\nvalue = 10\n', encoding="utf-8")
    yield tmp_path
    parameters.forget("demo")


def test_clauses_lists_all_with_what_executes_them_and_totals(run, tmp_path):
    state, text, _ = run("clauses", "--tests", str(tmp_path), "--screens", str(tmp_path))

    assert state == 0
    assert "9.3  第9条（一）  临时下线每年不超过1次，每次不超过30天。" in text
    assert "evaluator:offline.refusals" in text
    assert "    测试  —" in text
    assert "共 160 条：" in text
    assert "有页面 0，有测试 0" in text
    assert (
        "    由人登记：网站经费（主办单位：网站建设运维经费、列入年度预算的文件）；监管和市门户网站经费（市财政局"
        in text
    )
    assert "    仅有文字：说明平台的用途" in text
    assert "程序执行 1" in text.splitlines()[-1]
    assert "仅有文字 2 条；尚无着落 " in text.splitlines()[-1]


def test_clauses_as_json_counts_what_it_lists(run):
    tests = Path(__file__).parent

    _, text, _ = run("clauses", "--tests", str(tests), "--json")
    found = json.loads(text)
    assert len(found["clauses"]) == found["totals"]["clauses"] == 160
    assert found["totals"]["with_tests"] == sum(bool(each["tests"]) for each in found["clauses"]) > 0
    assert found["totals"]["with_rules"] == sum(bool(each["rules"]) for each in found["clauses"]) > 0
    manners = ("executed", "recorded", "text", "nothing")
    assert sum(found["totals"][name] for name in manners) == 160
    assert {each["manner"] for each in found["clauses"]} <= set(manners)
    assert [each["id"] for each in found["clauses"] if each["manner"] == "text" and not each["where"]] == []


def test_one_clause_can_be_asked_for(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    _, text, _ = run("clauses", "9.14", "--json")
    [clause] = json.loads(text)["clauses"]

    assert (clause["id"], clause["citation"]) == ("9.14", "第9条（五）")
    state, _, error = run("clauses", "99.9")
    assert (state, error) == (2, "没有条款“99.9”，全部条款见 jiyue clauses。\n")


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        ("parameters", 124, "原"),
        ("indicators", 92, "V2"),
        ("readings", 33, "拟议"),
        ("bases", 11, "未取得"),
        ("records", 32, "市财政局"),
        ("procedures", 12, "省政府办公厅"),
        ("ladders", 8, "-3、0、1、7"),
        ("principles", 9, "主办单位总负责人"),
    ],
)
def test_each_kind_of_rule_is_listed(run, kind, count, words):
    state, text, _ = run("rules", "list", "--kind", kind, "--on", "2026-11-23")

    assert state == 0
    assert f"共 {count} 项。" in text
    assert words in text or kind == "parameters"
    assert len(json.loads(run("rules", "list", "--kind", kind, "--json")[1])) == count


def test_an_unknown_set_is_refused(run):
    state, _, error = run("rules", "list", "--set", "atlantis")

    assert (state, "atlantis" in error) == (2, True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("column-news-days", "version=state@2019-04-18"),
        ("unreachable", "国办秘函〔2019〕19号 附件1"),
        ("R7", "offline-per-year"),
        ("9.3", "第9条（一）"),
        ("28.6", "counterfeits"),
        ("2.2", "说明平台的用途"),
        ("own-protection", "应急演练"),
        ("36.1", "陕政公开办〔2021〕18号"),
        ("9.8", "例外由市政府办公室（主管单位）说明理由后批准，并须省政府办公厅同意。"),
        ("9.8", "closing/no-portal"),
        ("temporary-offline", "本年度临时下线次数已用完。"),
        ("domain-registration", "县（区）政府门户网站的域名"),
        ("standard", "提请督办"),
        ("国办函〔2018〕55号", "2018-09-06"),
        ("domain-notice", "2018-09-06"),
    ],
)
def test_a_rule_is_shown_with_all_that_is_known(run, name, words):
    state, text, _ = run("rules", "show", name)

    assert (state, words in text) == (0, True)
    assert words.removeprefix("version=") in run("rules", "show", name, "--json")[1]


def test_an_unknown_rule_is_refused(run):
    assert run("rules", "show", "nothing")[0] == 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("rules", "list", "--on", "soon"), "“soon”不是日期，应写成 2026-01-01。"),
        (("rules", "diff", "baoji", "baoji@2026-13-01"), "“baoji@2026-13-01”中的“2026-13-01”不是日期"),
        (("rules", "show", "nothing"), "没有名为“nothing”的规则"),
        (("rules", "effect", "none.toml", "--facts", "none.json"), "none.json: 读不到文件"),
        (("rules", "effect", "none.toml", "--facts", "facts.json"), "none.toml:1: 文件不存在。"),
        (("rules", "effect", "none.toml", "--facts", "broken.json"), "broken.json:2: 不是合法的 JSON（第 1 列）。"),
        (("rules", "effect", "none.toml", "--facts", "list.json"), "list.json:1: 应为平台导出的事实"),
        (("rules", "effect", "none.toml", "--facts", "latin.json"), "latin.json: 不是 UTF-8 文本。"),
        (("rules", "effect", ".", "--facts", "facts.json"), "文件读不出来"),
        (("rules", "list", "--city-folder", "nowhere"), "nowhere/set.toml:1: 文件不存在。"),
    ],
)
def test_wrong_input_is_answered_with_a_sentence(run, tmp_path, monkeypatch, capsys, words, says):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.json").write_text(FACTS, encoding="utf-8")
    (tmp_path / "broken.json").write_text("{\n,", encoding="utf-8")
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "latin.json").write_bytes(b"\xe9")
    try:
        state, text, error = run(*words)
    except SystemExit as ended:  # argparse's own way out
        state, (text, error) = ended.code, capsys.readouterr()
    assert (state, text) == (2, "")
    assert says in error


def test_check_is_quiet_about_sound_data_and_counts_faults(run, folder):
    assert run("rules", "check") == (0, "规则数据没有发现问题。\n", "")
    assert run("rules", "check", "--city-folder", str(folder))[0] == 0

    (folder / "numbers.toml").write_text('[[value]]\nkey = "column-news-dasy"\nvalue = 10\n', encoding="utf-8")
    (folder / "more.toml").write_text("[[value]\n", encoding="utf-8")
    state, text, _ = run("rules", "check", "--city-folder", str(folder))
    assert state == 1
    assert f"{folder / 'more.toml'}:1: 不是合法的 TOML" in text
    assert "发现 2 处问题。" in text
    assert [each["line"] for each in json.loads(run("rules", "check", "--city-folder", str(folder), "--json")[1])] == [
        1,
        2,
    ]


def test_diff_names_what_two_editions_do_not_share(run, folder):
    state, text, _ = run("rules", "diff", "baoji", "state", "--on", "2026-11-23")
    assert state == 0
    assert "overdue-core-columns  第19条  构成否决的动态要闻与通知政策类超期栏目数：1个 → 5个" in text

    found = json.loads(run("rules", "diff", "state", str(folder), "--json")[1])
    assert [(each["key"], each["before"]["value"], each["after"]["value"]) for each in found] == [
        ("column-news-days", 14, 10)
    ]
    assert run("rules", "diff", "baoji", "atlantis")[0] == 2
    assert run("rules", "diff", "baoji", "baoji@soon")[0] == 2


def test_effect_tells_whose_judgement_turns_round(run, tmp_path):
    change, facts = tmp_path / "change.toml", tmp_path / "facts.json"
    change.write_text('[[value]]\nkey = "column-news-days"\nvalue = 10\n', encoding="utf-8")
    facts.write_text(FACTS, encoding="utf-8")
    words = ("rules", "effect", str(change), "--facts", str(facts), "--on", "2026-11-23")

    state, text, _ = run(*words)
    assert state == 0
    assert "第19条  凤县｜栏目“要闻”：符合（还有 1 天） → 不符合（已超期 3 天）" in text
    assert "1 个网站中，1 个网站的 2 项判定会改变。" in text
    assert [each["after"] for each in json.loads(run(*words, "--json")[1])] == ["violated", "violated"]

    facts.write_text("{}", encoding="utf-8")
    assert run(*words)[0] == 2
    change.write_text("", encoding="utf-8")
    assert run(*words)[0] == 2
    assert run("rules", "effect", str(change), "--facts", str(tmp_path / "none.json"))[0] == 2


def test_a_faulty_city_folder_ends_the_command_with_file_and_line(run, folder):
    (folder / "numbers.toml").write_text('[[value]]\nkey = "x"\nvalue = 1\n', encoding="utf-8")

    state, _, error = run("rules", "list", "--city-folder", str(folder))
    assert state == 2
    assert error.startswith(f"{folder / 'numbers.toml'}:2: ")


def test_the_command_without_words_shows_its_help(run):
    state, text, _ = run()

    assert state == 0
    assert "clauses" in text
    assert "rules" in text


def test_clauses_and_rules_need_no_django():
    program = "import sys; from jiyue.cli import main; main(['rules', 'check']); print([n for n in sys.modules if n.startswith('django')])"

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_has_seen_enough_ends_the_command_quietly():
    command = [sys.executable, "-m", "jiyue.cli", "clauses"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()
        complaint = process.stderr.read()
    assert process.returncode == 141
    assert complaint == b""
