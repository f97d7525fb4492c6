"""`jiyue scan` says where, why and what to do, masks what it shows, and ends with the right code."""

import argparse
import io
import json
import zipfile

import pytest

from jiyue.textcheck import commands

ID = "11010519491231002X"


def run(*words):
    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    arguments = parser.parse_args(["scan", *map(str, words)])
    return arguments.run(arguments)


@pytest.fixture
def page(tmp_path):
    file = tmp_path / "a.html"
    file.write_text(f"<title>名单</title><p>第一行</p><p>身份证<b>{ID[:6]}</b>{ID[6:]}</p>", "utf-8")
    return file


@pytest.mark.clause("13.5")
def test_a_page_is_checked_by_its_visible_text(page, capsys):
    assert run(page) == 1

    out = capsys.readouterr().out
    assert f"{page}:2:4 禁止发布·确定 居民身份证号码 “1101**********002X”" in out
    assert "（13.5）" in out
    assert ID not in out


def test_json_has_one_line_per_hit(page, capsys):
    run(page, "--json")

    (hit,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (hit["kind"], hit["clause"], hit["excerpt"]) == ("citizen-id", "13.5", "1101**********002X")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        pytest.param("平安无事", [], 0, id="nothing found"),
        pytest.param("截止目前", [], 0, id="a hint is below explain"),
        pytest.param("截止目前", ["--fail-on", "hint"], 1, id="a hint when asked for"),
        pytest.param("秸杆", [], 1, id="a typo"),
        pytest.param("秸杆", ["--fail-on", "forbidden"], 0, id="a typo is not forbidden"),
        pytest.param("13912345678", ["--office-phone", "139-1234-5678"], 0, id="the unit's own phone"),
        pytest.param(
            "13912345678", ["--public-list", "--fail-on", "forbidden"], 0, id="a list that law wants published"
        ),
        pytest.param(
            "科长李明13912345678", ["--official", "李明", "--fail-on", "forbidden"], 0, id="an official's phone"
        ),
        pytest.param("凤翔县", ["--on", "2020-01-01", "--fail-on", "hint"], 0, id="a name in force then"),
    ],
)
def test_the_exit_code_follows_the_gravest_hit(text, options, code, tmp_path):
    file = tmp_path / "a.txt"
    file.write_text(text, "utf-8")

    assert run(file, *options) == code


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("秸杆".encode("gb18030"))))

    assert run("-") == 1
    assert "改为“秸秆”" in capsys.readouterr().out


def test_what_can_not_be_read_is_named_and_the_rest_is_checked(page, tmp_path, capsys):
    assert run(tmp_path / "missing.txt", page) == 2

    captured = capsys.readouterr()
    assert "missing.txt" in captured.err
    assert "居民身份证号码" in captured.out


def test_a_lexicon_and_a_roster_can_be_given(tmp_path, capsys):
    lexicon, roster, text = tmp_path / "own.csv", tmp_path / "roster.csv", tmp_path / "a.txt"
    lexicon.write_text("wrong,right,class,severity,since,allow,hit,miss,note\n陈昌,陈仓,place,,,,,,\n", "utf-8")
    roster.write_text("unit,title,name,from,to\n示范市,市长,陈晓明,2024-01-01,\n", "utf-8")
    text.write_text("示范市市长陈小明到陈昌调研", "utf-8")

    assert run(text, "--lexicon", lexicon, "--roster", roster) == 1
    out = capsys.readouterr().out
    assert "疑似领导姓名错误" in out
    assert "改为“陈仓”" in out


def test_a_broken_lexicon_is_told_by_its_lines(tmp_path, capsys):
    lexicon = tmp_path / "own.csv"
    lexicon.write_text("wrong,right,class\n甲乙,丙,nonsense\n", "utf-8")

    assert run(lexicon, "--lexicon", lexicon) == 2
    assert "own.csv 第2行" in capsys.readouterr().err


def test_the_members_of_an_archive_are_named_one_by_one(tmp_path, capsys):
    file = tmp_path / "名单.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("第一批.txt", f"身份证号{ID}")
        archive.writestr("照片.png", b"\x89PNG\r\n\x1a\n")

    assert run(file) == 2
    captured = capsys.readouterr()
    assert f"{file}/第一批.txt:1:5 禁止发布" in captured.out
    assert "照片.png：图片中的文字未检查" in captured.err


def test_hit_counts_are_written_and_examples_are_tried(tmp_path, capsys):
    text, counts = tmp_path / "a.txt", tmp_path / "counts.csv"
    text.write_text("秸杆，秸杆", "utf-8")

    assert run(text, "--counts", counts) == 1
    assert counts.read_text("utf-8-sig").splitlines()[1].endswith(",2")
    assert run("--examples") == 0
