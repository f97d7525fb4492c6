"""What `jiyue` refuses, and how it ends when it is stopped: one Chinese sentence, a state, and nothing lost that was finished."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from jiyue import cli
from jiyue.command_line import Parser, sentence
from tests.hostile import plays

A = "http://www.qinghe.localhost/"
_ENGLISH = re.compile(r"(?i)\b(?:error|errno|invalid|expected|choose|required|such|usage|traceback)\b")


def refused(capsys, *words):
    """The state in which a command ended, and the one sentence that it said."""
    try:
        state = cli.main([*map(str, words)])
    except SystemExit as end:
        state = end.code
    out, err = capsys.readouterr()
    assert out == ""
    assert not _ENGLISH.search(err), err
    assert re.search(r"[\u4e00-\u9fff]", err)
    return state, err.strip()


@pytest.mark.parametrize(
    ("words", "word"),
    [
        pytest.param(("inspekt",), "inspect", id="no such command"),
        pytest.param(("inspect", A, "--bogus"), "--bogus", id="an unknown option"),
        pytest.param(("inspect", "--json"), "--json", id="an option without its file"),
        pytest.param(("inspect", A, "--fail-on", "sometimes"), "veto", id="no such choice"),
        pytest.param(("inspect", A, "--max-pages", "many"), "正整数", id="a number that is none"),
        pytest.param(("inspect", A, "--set", "atlantis"), "baoji", id="a set that is none"),
        pytest.param(("inspect",), "--replay", id="nothing to do"),
        pytest.param(("inspect", "htp:/x"), "网址", id="no web address"),
        pytest.param(("inspect", A, "--canary", "x"), "网址", id="a canary that is no address"),
        pytest.param(("inspect", A, "--register", "/nowhere.toml"), "不存在", id="no register file"),
        pytest.param(("inspect", A, "--compare", "/nowhere.json"), "不存在", id="no report to compare with"),
        pytest.param(("inspect", "--replay", "/nowhere.warc.gz"), "不存在", id="no evidence"),
        pytest.param(("inspect", A, "--since", "/nowhere.warc.gz"), "不存在", id="no earlier evidence"),
        pytest.param(("inspect", A, "--bad-hosts", "/nowhere"), "不存在", id="no list of hosts"),
        pytest.param(("inspect", A, "--ca-bundle", "/nowhere.pem"), "不存在", id="no authorities"),
        pytest.param(("inspect", A, "--ca-bundle", __file__), "PEM", id="authorities that are none"),
        pytest.param(("inspect", A, "--json", "/nowhere/r.json"), "文件夹不存在", id="no folder for the result"),
        pytest.param(("inspect", A, "--html", "/"), "应为文件", id="a folder for a file"),
        pytest.param(("inspect", A, "--warc", f"{__file__}/x"), "上级不是文件夹", id="evidence below a file"),
        pytest.param(("scan", "/nowhere.txt"), "不存在", id="no file to scan"),
        pytest.param(("scan", "--on", "soon", "-"), "日期", id="a day that is none"),
        pytest.param(("scan", "--lexicon", "/nowhere.csv", "-"), "不存在", id="no lexicon"),
        pytest.param(("rules",), "动作", id="no action"),
        pytest.param(("rules", "show"), "id", id="nothing to show"),
        pytest.param(("rules", "effect", "/nowhere.toml", "--facts", "/nowhere.json"), "不存在", id="no rules to try"),
    ],
)  # fmt: skip
def test_each_refusal_is_a_chinese_sentence_and_ends_with_2(capsys, words, word):
    state, said = refused(capsys, *words)

    assert state == 2
    assert word in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("argument --a: not allowed with argument --b", "参数 --a 不能与 --b 同时使用"),
        ("ambiguous option: --ma could match --max-pages, --max-seconds", "参数 --ma 不明确，可能是 --max-pages, --max-seconds"),
        ("one of the arguments --a --b is required", "应给出其中一个参数：--a --b"),
        ("argument --a: invalid choice: 'x', maybe you meant 'y'? (choose from y, z)", "--a：'x' 应为 y, z 之一"),
        ("argument --a: ignored explicit argument 'x'", "参数 --a 后面不应有内容 'x'"),
        ("something new", "something new"),
    ],
)  # fmt: skip
def test_what_the_parser_says_is_told_in_chinese(said, told):
    assert sentence(said) == told


def test_the_help_is_in_chinese_for_sub_commands_as_well(capsys):
    parser = Parser(prog="jiyue")
    parser.add_subparsers(title="命令").add_parser("inspect").add_argument("--x", help="某项")

    with pytest.raises(SystemExit, match="0"):
        parser.parse_args(["inspect", "--help"])

    told = capsys.readouterr().out
    assert "用法：" in told
    assert "显示用法" in told
    assert "options" not in told


@pytest.fixture
def asked(town):
    """The requests that a site of this test got."""
    return town.log


def test_nothing_is_asked_of_a_site_when_the_result_has_nowhere_to_go(town, asked, capsys, tmp_path):
    other = {"version": "1.2", "reports": [{"url": "http://other.cn/", "state": "done", "observations": [], "measurements": []}]}  # fmt: skip
    (tmp_path / "other.json").write_text(json.dumps(other), "utf-8")

    for words in (("--json", "/nowhere/r.json"), ("--html", tmp_path), ("--compare", tmp_path / "other.json")):
        assert refused(capsys, "inspect", town.url(), "--allow-private", *words)[0] == 2

    assert asked == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_takes_one_form_and_leaves_the_others(town, capsys, tmp_path):
    state = cli.main(
        ["inspect", town.url(), "--allow-private", "--json", "/dev/full", "--html", str(tmp_path / "r.html")]
    )

    out, err = capsys.readouterr()
    assert state == 2
    assert "没有写出 /dev/full：磁盘空间已满" in err
    assert "未发现问题" in out
    assert "检查完成" in (tmp_path / "r.html").read_text("utf-8")


def test_a_result_that_could_not_be_written_leaves_the_old_one(town, capsys, tmp_path, monkeypatch):
    (tmp_path / "r.html").write_text("old", "utf-8")
    (tmp_path / "r.html.part").mkdir()

    assert cli.main(["inspect", town.url(), "--allow-private", "--html", str(tmp_path / "r.html")]) == 2

    assert (tmp_path / "r.html").read_text("utf-8") == "old"
    assert "没有写出" in capsys.readouterr().err


def test_a_site_that_does_not_open_is_told_though_it_can_not_be_compared(town, capsys, tmp_path):
    assert cli.main(["inspect", town.url(), "--allow-private", "--quiet", "--json", str(tmp_path / "old.json")]) == 0
    town.routes.clear()

    words = ["inspect", town.url(), "--allow-private", "--compare", str(tmp_path / "old.json"), "--json", str(tmp_path / "new.json")]  # fmt: skip
    assert cli.main(words) == 3

    assert "没有与以前的结果比较" in capsys.readouterr().out
    assert json.loads((tmp_path / "new.json").read_text("utf-8"))["reports"][0]["state"] == "unreachable"


@pytest.mark.parametrize("processes", [1, 2])
def test_ctrl_c_tells_how_to_go_on_and_writes_the_sites_that_were_finished(town, tmp_path, processes):
    town.on("/", plays.drip, host="www.slow.localhost")
    urls = [town.url(), town.url(host="www.slow.localhost")]
    command = [sys.executable, "-m", "jiyue.cli", "inspect", *urls, "--allow-private", "--side-by-side", "1", "--json", str(tmp_path / "r.json")]  # fmt: skip
    with subprocess.Popen(
        [*command, "--processes", str(processes)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # who runs tests in the background has Ctrl-C ignored
    ) as process:  # fmt: skip
        wait_for(lambda: any(one.host.startswith("www.slow") for one in town.log))
        wait_for(lambda: sum(one.host.startswith("www.site") for one in town.log) >= 30)
        time.sleep(1.5 if processes > 1 else 0)
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "已中断：1 个网站已查完，1 个没有查完" in err
    assert "--state" in err
    assert "Traceback" not in err
    assert "未发现问题" in out
    assert [one["url"] for one in json.loads((tmp_path / "r.json").read_text("utf-8"))["reports"]] == urls[:1]


def wait_for(is_so):
    until = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.05)
