"""The reader of environment variables: defaults, typed values, and sentences for wrong ones."""

from datetime import date
from pathlib import Path

import pytest

from jiyue.platform.config import rules
from jiyue.platform.config.environment import Database, EnvironmentProblem, kept_secret_key, read
from jiyue.rulebook import parameters, workcalendar

KEY = "k" * 50


def test_an_empty_environment_gives_a_city_at_home(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    environment = read({})

    assert environment.data == tmp_path / "data"
    assert (environment.port, environment.city) == (8000, "baoji")
    assert environment.listen == ("127.0.0.1", "::1")
    assert environment.database == Database("sqlite", str(tmp_path / "data" / "db.sqlite3"))
    assert not environment.is_debug
    assert not environment.is_https


def test_reading_writes_nothing(tmp_path):
    read({"JIYUE_DATA": str(tmp_path / "new")})

    assert not (tmp_path / "new").exists()


def test_an_empty_value_counts_as_absent():
    assert read({"JIYUE_PORT": " "}).port == 8000


@pytest.mark.parametrize(("url", "database"), [
    pytest.param("sqlite:////var/lib/a%20b.db", Database("sqlite", "/var/lib/a b.db"), id="sqlite with a space"),
    pytest.param(
        "postgresql://u:p%40ss@db.internal:5433/jiyue",
        Database("postgresql", "jiyue", "u", "p@ss", "db.internal", 5433),
        id="PostgreSQL with a password that needs quoting",
    ),
    pytest.param("postgres:///jiyue", Database("postgresql", "jiyue"), id="PostgreSQL on the local socket"),
])  # fmt: skip
def test_database_urls(url, database):
    assert read({"JIYUE_DATABASE_URL": url}).database == database


@pytest.mark.parametrize(("name", "value", "advice"), [
    pytest.param("JIYUE_PORT", "0", "from 1 to 65535", id="port below the range"),
    pytest.param("JIYUE_PORT", "65536", "from 1 to 65535", id="port above the range"),
    pytest.param("JIYUE_PORT", "８000", "from 1 to 65535", id="full-width digit"),
    pytest.param("JIYUE_LISTEN", "localhost", "IP addresses", id="a name instead of an address"),
    pytest.param("JIYUE_CITY", "../etc", "a folder in cities/", id="a city that leaves its folder"),
    pytest.param("JIYUE_DEBUG", "maybe", "1 for yes", id="neither yes nor no"),
    pytest.param("JIYUE_HTTPS", "ja", "1 for yes", id="yes in another language"),
    pytest.param("JIYUE_DATABASE_URL", "mysql://a/b", "postgresql://", id="unknown engine"),
    pytest.param("JIYUE_DATABASE_URL", "postgresql://host:port/b", "Port", id="port that is no number"),
    pytest.param("JIYUE_SECRET_KEY", "k" * 49, "50 characters", id="key below the length"),
])  # fmt: skip
def test_a_wrong_value_is_answered_with_what_to_write(name, value, advice):
    with pytest.raises(EnvironmentProblem, match=advice) as problem:
        read({name: value})

    assert str(problem.value).startswith(name)


def test_all_wrong_values_are_told_at_once():
    with pytest.raises(EnvironmentProblem) as problem:
        read({"JIYUE_PORT": "x", "JIYUE_CITY": "X"})

    assert len(str(problem.value).splitlines()) == 2


def test_a_wrong_secret_is_not_shown():
    with pytest.raises(EnvironmentProblem) as problem:
        read({"JIYUE_SECRET_KEY": "hunter2", "JIYUE_DATABASE_URL": "mysql://u:hunter2@h/x"})

    assert "hunter2" not in str(problem.value)


def test_a_given_key_is_used_and_none_is_made(tmp_path):
    environment = read({"JIYUE_SECRET_KEY": KEY, "JIYUE_DATA": str(tmp_path)})

    assert environment.secret_key == KEY
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    first = read({"JIYUE_DATA": str(tmp_path)}).secret_key
    second = read({"JIYUE_DATA": str(tmp_path)}).secret_key

    file = tmp_path / "keys" / "secret-key"
    assert first == second == file.read_text(encoding="ascii")
    assert len(first) >= 50
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_that_can_not_be_written_is_told(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")

    with pytest.raises(EnvironmentProblem, match="JIYUE_DATA"):
        kept_secret_key(Path(blocked / "keys" / "secret-key"))


SET = """id = "hanshui"
title = "汉水办法"
document = "汉水政办发〔2026〕8号"
held = true
based_on = ["state"]
in_force_from = 2026-03-01
source = "汉水政办发〔2026〕8号"
certainty = "found"
"""


def own_parameters(folder, value=10):
    folder.mkdir(exist_ok=True)
    (folder / "set.toml").write_text(SET, encoding="utf-8")
    (folder / "numbers.toml").write_text(f'[[value]]\nkey = "column-news-days"\nvalue = {value}\n', encoding="utf-8")
    return folder


def test_a_city_s_own_parameters_judge_it(tmp_path):
    environment = read({"JIYUE_DATA": str(tmp_path), "JIYUE_PARAMETERS": str(own_parameters(tmp_path / "own"))})
    try:
        assert rules.bring_in(environment) == "hanshui"
        assert parameters.get("column-news-days", city="hanshui", on=date(2026, 11, 23)).value == 10
    finally:
        parameters.forget("hanshui")
        for folder in environment.calendars:
            workcalendar.forget(folder)


def test_without_own_parameters_the_set_named_like_the_city_judges(tmp_path):
    environment = read({"JIYUE_DATA": str(tmp_path)})

    assert (environment.parameters, rules.bring_in(environment)) == (None, "baoji")
    workcalendar.forget(environment.calendars[0])


def test_a_folder_without_a_set_is_answered_with_what_to_name(tmp_path):
    with pytest.raises(EnvironmentProblem, match=r"JIYUE_PARAMETERS=.*name a folder with a set\.toml"):
        read({"JIYUE_PARAMETERS": str(tmp_path)})


def test_a_faulty_number_is_told_with_file_and_line(tmp_path):
    folder = own_parameters(tmp_path / "own", value=0)

    with pytest.raises(EnvironmentProblem, match=r"numbers\.toml:3: .*不小于1的整数"):
        read({"JIYUE_PARAMETERS": str(folder)})


def test_a_faulty_holiday_notice_beside_the_parameters_is_told(tmp_path):
    folder = own_parameters(tmp_path / "own")
    (folder / "calendar").mkdir()
    (folder / "calendar" / "2027.toml").write_text("year = 2027\n", encoding="utf-8")

    with pytest.raises(EnvironmentProblem, match=r"2027\.toml:1: 缺少字段"):
        read({"JIYUE_PARAMETERS": str(folder)})


def test_an_entered_notice_counts_from_the_next_start(tmp_path):
    environment = read({"JIYUE_DATA": str(tmp_path)})
    notice = (workcalendar.FOLDER / "2027.toml").read_text(encoding="utf-8").replace('"provisional"', '"announced"')
    (tmp_path / "calendar").mkdir()
    (tmp_path / "calendar" / "2027.toml").write_text(notice, encoding="utf-8")
    assert workcalendar.official().is_provisional(date(2027, 3, 1))
    try:
        rules.bring_in(environment)
        assert not workcalendar.official().is_provisional(date(2027, 3, 1))
    finally:
        workcalendar.forget(tmp_path / "calendar")
    assert workcalendar.official().is_provisional(date(2027, 3, 1))
