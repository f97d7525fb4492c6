"""`jiyue inspect`: what it writes and how it ends. The server runs in a thread of its own, as for a real command."""

import asyncio
import json
import threading

import pytest

from jiyue.inspection import commands
from jiyue.inspection.record import RecordInvalid, read
from tests.inspection import sites
from tests.inspection.loopback import Server


@pytest.fixture
def town():
    """A clean site served from a thread."""
    server, loop, ready = Server(), asyncio.new_event_loop(), threading.Event()

    def serve():
        asyncio.set_event_loop(loop)
        loop.run_until_complete(server.start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(server.stop())
        loop.run_until_complete(asyncio.sleep(0.05))
        loop.close()

    thread = threading.Thread(target=serve)
    thread.start()
    ready.wait()
    sites.clean(server)
    yield server
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


def call(*words):
    import argparse

    parser = argparse.ArgumentParser()
    commands.register(parser.add_subparsers())
    arguments = parser.parse_args(["inspect", *map(str, words)])
    return arguments.run(arguments)


def test_a_clean_site_ends_with_0_and_writes_both_forms(town, tmp_path, capsys):
    state = call(
        town.url(), "--allow-private", "--json", tmp_path / "r.json", "--html", tmp_path / "r.html", "--warc", tmp_path
    )

    assert state == 0
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["version"] == "1.0"
    assert sites.NAME in (tmp_path / "r.html").read_text("utf-8")
    assert "未发现问题" in capsys.readouterr().out
    assert len(list(tmp_path.glob("*.warc.gz"))) == 1


def test_faults_end_with_1_and_the_register_is_compared(town, tmp_path, capsys):
    (tmp_path / "site.toml").write_text('[site]\nname = "清河市人民政府"\nsite_code = "6199000009"\n', "utf-8")

    assert call(town.url(), "--allow-private", "--register", tmp_path / "site.toml") == 1
    assert "页脚标识缺失或不符：不符合 1" in capsys.readouterr().out


def test_private_addresses_are_refused_unless_allowed(town, capsys):
    assert call(town.url()) == 3
    assert "本机地址" in capsys.readouterr().out


def test_a_name_can_be_given_an_address(town, capsys):
    url = f"http://www.qinghe.gov.cn:{town.port}/"

    assert call(url, "--allow-private", "--quiet", "--resolve", f"www.qinghe.gov.cn:{town.port}:127.0.0.1") == 0


@pytest.mark.parametrize(
    "words",
    [("ftp://x/",), ("http://a/", "http://b/", "--register", "x.toml")],
    ids=["no web address", "one record for two sites"],
)
def test_what_can_not_be_done_ends_with_2(words, capsys):
    assert call(*words) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = 1", "name"),
        ('nmae = "x"', "nmae"),
        ('[[columns]]\nkey = "a"\nname = "b"', "columns.url"),
        ('[[columns]]\nkey="a"\nname="b"\nurl="c"\ncycle_days = 0', "cycle_days"),
        ("columns = 3", "columns"),
        ("= broken", "无法读取"),
    ],
)
def test_a_wrong_register_file_is_refused_with_the_field(tmp_path, text, named):
    (tmp_path / "r.toml").write_text(text, "utf-8")

    with pytest.raises(RecordInvalid, match=named):
        read(tmp_path / "r.toml")


def test_the_register_is_read_from_json_as_well(tmp_path):
    (tmp_path / "r.json").write_text(
        '{"site": {"name": "甲"}, "columns": [{"key": "k", "name": "n", "url": "u"}]}', "utf-8"
    )

    record = read(tmp_path / "r.json")

    assert (record.name, record.columns[0].category) == ("甲", "other")
