"""The launcher's command line before anything is started: each obstacle gets one clear sentence."""

import os
import socket
import subprocess
import sys

import pytest

from jiyue.platform.config import environment
from jiyue.platform.config.launcher import greeting, parts
from jiyue.platform.config.launcher.instance import CannotStart, check_port, sole_instance


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def launch(**variables):
    return subprocess.run(
        [sys.executable, "-m", "jiyue.platform.config.launcher"],
        env={**os.environ, **{name: str(value) for name, value in variables.items()}},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_taken_port_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = launch(JIYUE_DATA=tmp_path, JIYUE_PORT=taken.getsockname()[1])

    assert done.returncode == 1
    assert done.stderr.endswith("is taken by another program: end it, or choose another port with PORT=.\n")
    assert len(done.stderr.splitlines()) == 1


def test_a_folder_that_can_not_be_written_is_told(tmp_path, port):
    (tmp_path / "file").write_text("")

    done = launch(JIYUE_DATA=tmp_path / "file" / "data", JIYUE_PORT=port)

    assert done.returncode == 1
    assert "can not be written" in done.stderr
    assert "choose another with DATA=" in done.stderr


def test_a_folder_in_use_is_told(tmp_path, port):
    with sole_instance(tmp_path):
        done = launch(JIYUE_DATA=tmp_path, JIYUE_PORT=port)

    assert done.returncode == 1
    assert f"already runs on the data folder {tmp_path} (process {os.getpid()})" in done.stderr


def test_the_socket_that_a_power_cut_left_behind_is_taken_away(tmp_path):
    left = tmp_path / "run" / "web.sock"
    left.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as application:
        application.bind(str(left))

    with sole_instance(tmp_path):
        assert not left.exists()


def test_a_wrong_variable_is_told():
    done = launch(JIYUE_PORT="eighty")

    assert (done.returncode, done.stderr.partition(":")[0]) == (1, "JIYUE_PORT=eighty")


def test_a_port_that_needs_rights_is_told(monkeypatch):
    def refuse(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)

    with pytest.raises(CannotStart, match="from 1024 on"):
        check_port(("127.0.0.1",), 80)


def test_the_lock_is_free_again_afterwards(tmp_path):
    for _ in range(2):
        with sole_instance(tmp_path):
            pass


@pytest.fixture
def home(tmp_path):
    return environment.read({"JIYUE_DATA": str(tmp_path), "JIYUE_PORT": "8123"})


def test_four_processes_make_a_platform_and_only_the_front_is_public(home):
    listed = {part.name: part.command for part in parts.parts(home)}

    assert list(listed) == ["front", "web", "worker", "inspector", "scheduler"]
    assert [name for name, command in listed.items() if "8123" in command] == ["front"]
    assert "--uds" in listed["web"]


def test_a_folder_too_deep_for_a_socket_gets_a_port_of_the_loopback(tmp_path):
    deep = environment.read({"JIYUE_DATA": str(tmp_path / ("d" * 100))})
    listed = {part.name: part.command for part in parts.parts(deep)}

    place = listed["front"][listed["front"].index("--application") + 1]
    host, _, number = place.rpartition(":")
    assert host == "127.0.0.1"
    assert listed["web"][listed["web"].index("--port") + 1] == number


def test_the_operators_own_variables_stay(home):
    given = parts.variables(home, {"JIYUE_INSPECTED_ADDRESSES": "10.0.0.0/8", "JIYUE_DATA": "relative"})

    assert given["JIYUE_INSPECTED_ADDRESSES"] == "10.0.0.0/8"
    assert given["JIYUE_DATA"] == str(home.data)


def test_the_worker_of_a_folder_keeps_its_name(home, tmp_path):
    other = environment.read({"JIYUE_DATA": str(tmp_path / "other")})

    assert parts.worker_id(home, "default") == parts.worker_id(home, "default") != parts.worker_id(other, "default")
    assert len(parts.worker_id(home, "inspection")) <= 64


@pytest.mark.parametrize(("variables", "address"), [
    ({"JIYUE_PORT": "8123"}, "http://www.baoji.localhost:8123/"),
    ({"JIYUE_PORT": "80"}, "http://www.baoji.localhost/"),
    ({"JIYUE_HTTPS": "1", "JIYUE_PORT": "8123"}, "https://www.baoji.localhost/"),
])  # fmt: skip
def test_addresses(variables, address):
    assert parts.address(environment.read(variables), "www.baoji.localhost") == address


def test_the_greeting_names_portal_console_and_accounts(home):
    for host in (
        "fgw.baoji.localhost",
        "www.baoji.localhost",
        "www.fengxiang.localhost",
        "a.b",
        "c.d",
        "e.f",
        "g.h",
        "i.j",
    ):
        (home.baked / host).mkdir(parents=True)
        (home.baked / host / "index.html").touch()
    (home.baked / "no-site").mkdir()
    home.demo_accounts.write_text("office  secret-1\n市大数据局  secret-2\n", encoding="utf-8")

    text = greeting.text(home, seconds=4.4)

    assert "ready after 4 s" in text
    assert (
        text.index("http://console.localhost:8123/")
        < text.index("http://www.baoji.localhost:8123/")
        < text.index("a.b")
    )
    assert "and 2 more" in text
    assert "  市大数据局  secret-2\n" in text
    assert "no-site" not in text


async def test_nobody_answers_before_the_start(home):
    assert not await greeting.is_answering(home)
