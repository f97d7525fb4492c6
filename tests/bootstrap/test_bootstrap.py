"""The bootstrap: finds a Python that is new enough, keeps to the project's folder, and is quiet the second time."""

import importlib.util
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "bootstrap.py"


@pytest.fixture
def bootstrap(tmp_path, monkeypatch):
    """The script as a module that works on an empty project."""
    spec = importlib.util.spec_from_file_location("bootstrap", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    project = tmp_path / "project"
    project.mkdir()
    for name, path in {"PROJECT": "", "TOOLS": ".tools", "VENV": ".venv", "STAMP": ".venv/.jiyue-stamp"}.items():
        monkeypatch.setattr(module, name, project / path)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return module


def program(path, text):
    """Write an executable script."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def python(path):
    """Put the Python of this test at a path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(sys.executable)
    return path


@pytest.mark.parametrize("place", ["bin/python3.12", "bin/python3.13", "bin/python3", "pyenv/versions/3.12.1/bin/python",
                                   "pyenv/versions/3.13.0/bin/python", "project/.venv/bin/python",
                                   "home/.local/share/uv/python/cpython-3.12.5-linux/bin/python"])  # fmt: skip
def test_a_python_of_this_machine_is_found(bootstrap, tmp_path, place):
    expected = python(tmp_path / place)

    assert bootstrap.find_python("uv-is-not-asked") == str(expected)


def test_shims_and_old_pythons_are_passed_over(bootstrap, tmp_path):
    program(tmp_path / "bin" / "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127")
    program(tmp_path / "bin" / "python3", "exit 1")
    expected = python(tmp_path / "pyenv" / "versions" / "3.12.1" / "bin" / "python")

    assert bootstrap.find_python("uv-is-not-asked") == str(expected)


def test_a_python_without_what_the_platform_needs_is_passed_over(bootstrap, tmp_path):
    assert bootstrap.is_new_enough(sys.executable)
    assert not bootstrap.is_new_enough(str(program(tmp_path / "python", 'case "$*" in *sqlite3*) exit 1;; esac')))
    assert not bootstrap.is_new_enough(str(tmp_path / "missing"))


def test_uv_downloads_one_when_there_is_none(bootstrap, tmp_path, monkeypatch):
    uv = program(
        tmp_path / "uv",
        f'mkdir -p "$UV_PYTHON_INSTALL_DIR/cpython-3.12/bin" && touch "$UV_PYTHON_INSTALL_DIR/cpython-3.12/bin/python3.12"'
        f' && echo "$@" > {tmp_path}/asked',
    )
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(bootstrap, "candidates", list)

    found = bootstrap.find_python(str(uv))

    assert found == str(tmp_path / "project" / ".tools" / "python" / "cpython-3.12" / "bin" / "python3.12")
    assert (tmp_path / "asked").read_text().split()[:2] == ["python", "install"]


def test_without_any_python_one_sentence_says_what_to_do(bootstrap, tmp_path):
    uv = program(tmp_path / "uv", "exit 1")

    with pytest.raises(bootstrap.CannotPrepare, match=r"needs Python 3.12 or newer .* install it") as problem:
        bootstrap.find_python(str(uv))

    assert "\n" not in str(problem.value)


def test_without_pip_one_sentence_says_what_to_do(bootstrap, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap.sys, "executable", str(program(tmp_path / "python3", "exit 1")))

    with pytest.raises(bootstrap.CannotPrepare, match="apt install python3-pip"):
        bootstrap.get_uv()


def test_uv_comes_once_and_in_the_pinned_version(bootstrap, tmp_path, monkeypatch):
    folder = tmp_path / "project" / ".tools" / "uv"
    pip = program(
        tmp_path / "python3",
        f'echo "$@" >> {tmp_path}/asked; case "$*" in *--target*)'
        f" mkdir -p {folder}/bin {folder}/uv-0.13.9.dist-info; touch {folder}/bin/uv;; esac",
    )
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(bootstrap.sys, "executable", str(pip))

    assert bootstrap.get_uv() == bootstrap.get_uv() == str(folder / "bin" / "uv")

    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 2
    assert asked[1].endswith(f"--target {folder} {bootstrap.UV}")


@pytest.fixture
def prepared(bootstrap, tmp_path, monkeypatch):
    """A project whose uv records its calls and makes a .venv."""
    project = tmp_path / "project"
    (project / "uv.lock").write_text("1")
    (project / "pyproject.toml").write_text("1")
    (tmp_path / "bin").mkdir()
    uv = program(
        tmp_path / "uv",
        f'echo "$@" >> {tmp_path}/asked; mkdir -p {project}/.venv/bin; echo home > {project}/.venv/pyvenv.cfg;'
        f" ln -sf {sys.executable} {project}/.venv/bin/python",
    )
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setattr(bootstrap, "get_uv", lambda: str(uv))
    monkeypatch.setattr(bootstrap, "find_python", lambda uv: sys.executable)
    monkeypatch.setattr(bootstrap, "asked", lambda: (tmp_path / "asked").read_text().splitlines(), raising=False)
    return bootstrap


def test_the_second_start_is_quiet(prepared, capsys):
    prepared.prepare(wants_dev=False)
    capsys.readouterr()
    prepared.prepare(wants_dev=False)

    assert capsys.readouterr().out == ""
    assert len(prepared.asked()) == 1
    assert "--frozen --extra platform --no-dev" in prepared.asked()[0]


def test_test_tools_come_when_asked_for_and_stay(prepared):
    prepared.prepare(wants_dev=False)
    prepared.prepare(wants_dev=True)
    prepared.prepare(wants_dev=False)
    (prepared.PROJECT / "uv.lock").write_text("2")
    prepared.prepare(wants_dev=False)

    assert ["--no-dev" in line for line in prepared.asked()] == [True, False, False]


@pytest.mark.parametrize("change", ["uv.lock", "pyproject.toml", ".venv/pyvenv.cfg"])
def test_a_change_is_noticed(prepared, change):
    prepared.prepare(wants_dev=False)
    (prepared.PROJECT / change).write_text("changed")
    prepared.prepare(wants_dev=False)

    assert len(prepared.asked()) == 2


def test_a_python_that_is_gone_is_noticed(prepared):
    prepared.prepare(wants_dev=False)
    (prepared.VENV / "bin" / "python").unlink()
    (prepared.VENV / "bin" / "python").symlink_to("/nowhere/python")
    prepared.prepare(wants_dev=False)

    assert len(prepared.asked()) == 2


def test_a_failed_installation_leaves_no_stamp(prepared, tmp_path, monkeypatch):
    monkeypatch.setattr(prepared, "get_uv", lambda: str(program(tmp_path / "broken", "exit 2")))

    with pytest.raises(prepared.CannotPrepare, match="check the network"):
        prepared.prepare(wants_dev=False)

    assert not prepared.STAMP.exists()


def test_a_start_with_nothing_to_do_costs_little(prepared):
    prepared.prepare(wants_dev=False)
    begin = time.monotonic()
    prepared.prepare(wants_dev=False)

    assert time.monotonic() - begin < 0.05


@pytest.mark.parametrize("version", ["3.9.18", "3.11.7"])
def test_it_runs_on_older_pythons(version):
    old = Path.home() / ".pyenv" / "versions" / version / "bin" / "python"
    if not old.exists():
        pytest.skip(f"there is no Python {version} to try it on")

    done = subprocess.run([str(old), str(SCRIPT), "--help"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
