"""The worked example of docs/own-parameters.md is tried out, file by file and command by command."""

import re
import shlex
from datetime import date
from pathlib import Path

import pytest

from jiyue.cli import main
from jiyue.rulebook import parameters
from jiyue.rulebook.columns import Category, ColumnFacts, judge_column
from jiyue.rulebook.verdicts import Outcome

TEXT = (Path(__file__).parents[2] / "docs" / "own-parameters.md").read_text(encoding="utf-8")
FILES = re.findall(r"```\w+ file=(\S+)\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = re.findall(r"```console\n\$ jiyue (.*?)\n(.*?)```", TEXT, re.DOTALL)


@pytest.fixture
def example(tmp_path, monkeypatch):
    for name, content in FILES:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    for name in ("hanshui", "faulty"):
        parameters.forget(name)


def test_the_document_has_its_examples():
    assert [name for name, _ in FILES] == [
        "hanshui/set.toml", "hanshui/measures.toml", "faulty/set.toml", "faulty/measures.toml", "seven-days.toml",
        "facts.json",
    ]  # fmt: skip
    assert len(COMMANDS) == 5


@pytest.mark.parametrize(("command", "printed"), COMMANDS, ids=[command[:40] for command, _ in COMMANDS])
def test_a_command_prints_what_the_document_says(example, capsys, command, printed):
    main(shlex.split(command))

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line in printed.splitlines()] == printed.splitlines()


@pytest.mark.clause("38.1")
def test_the_city_judges_by_its_own_numbers_and_the_state_s_where_it_is_silent(example):
    parameters.add_folder(Path("hanshui"))
    news = ColumnFacts(Category.NEWS, date(2026, 11, 12), 9)

    verdict = judge_column(news, on=date(2026, 11, 23), city="hanshui")
    assert (verdict.outcome, verdict.version) == (Outcome.VIOLATED, "hanshui@2026-03-01")
    assert judge_column(news, on=date(2026, 11, 23)).outcome is Outcome.MET
    assert parameters.get("message-answer", city="hanshui", on=date(2027, 1, 1)).version == "hanshui@2027-01-01"
    assert parameters.get("empty-columns", city="hanshui", on=date(2027, 1, 1)).set == "state"
