"""`jiyue inspect`: what it writes and how it ends. The server runs in a thread of its own, as for a real command."""

import json

import pytest

from jiyue.inspection import commands, outputs
from jiyue.inspection.checks import columns, dead_link, home
from jiyue.inspection.processes import _portions
from jiyue.inspection.record import RecordInvalid, read
from jiyue.inspection.report import score_card
from tests.inspection import sites
from tests.inspection.planted_faults import break_down

PLANTS_FAULTS = True


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
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["version"] == "1.4"
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


def column_file(tmp_path, town, *, on="2026-11-20"):
    """A register file whose only news column is stale on any day of these tests."""
    path = tmp_path / "site.json"
    column = {"key": "news", "name": "政务动态", "url": town.url("/news/"), "category": "news"}
    path.write_text(json.dumps({"site": {"name": sites.NAME}, "columns": [column]}), "utf-8")
    town.on("/news/", sites.listing("政务动态", [("/2026/11/20.html", "清河市召开第20次工作会议", on)]))
    return path


def test_evidence_is_judged_again_without_the_site(town, tmp_path, capsys):
    assert call(town.url(), "--allow-private", "--quiet", "--warc", tmp_path, "--json", tmp_path / "a.json") == 0
    asked = len(town.log)
    warc = next(tmp_path.glob("*.warc.gz"))

    assert call("--replay", warc, "--quiet", "--json", tmp_path / "b.json") == 0
    assert (tmp_path / "a.json").read_text("utf-8") == (tmp_path / "b.json").read_text("utf-8")
    assert len(town.log) == asked


def test_changed_evidence_ends_with_2_and_names_the_record(town, tmp_path, capsys):
    call(town.url(), "--allow-private", "--quiet", "--warc", tmp_path)
    warc = next(tmp_path.glob("*.warc.gz"))
    whole = bytearray(warc.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    warc.write_bytes(whole)

    assert call("--replay", warc) == 2
    assert "条记录（字节 " in capsys.readouterr().err


def test_several_sites_are_inspected_side_by_side_and_told_in_order(town, capsys):
    hosts = ["www.a.localhost", "www.b.localhost", "www.c.localhost"]

    assert call(*[town.url(host=host) for host in hosts], "--allow-private", "--json", "-", "--quiet") == 0
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [one["url"] for one in reports] == [town.url(host=host) for host in hosts]
    order = [one.host for one in town.log if one.path == "/"]
    assert len(set(order[:3])) == 3


@pytest.mark.parametrize(
    ("sites", "processes", "each", "sizes"),
    [
        pytest.param(10, 2, 5, [5, 5], id="as many as each inspects side by side"),
        pytest.param(10, 2, 2, [2, 2, 2, 2, 2], id="a next portion for who is done"),
        pytest.param(3, 2, 5, [2, 1], id="fewer sites than places: none is idle"),
        pytest.param(1, 4, 1, [1], id="one site"),
        pytest.param(1000, 2, 2, [63] * 15 + [55], id="many sites in about eight portions each"),
    ],
)
def test_sites_are_dealt_so_that_every_place_of_a_process_is_filled(sites, processes, each, sizes):
    assert [len(one) for one in _portions([str(number) for number in range(sites)], processes, each)] == sizes


def test_processes_share_the_sites_and_report_them_in_order(town, capsys, tmp_path):
    urls = [town.url(host=f"www.{name}.localhost") for name in "abcde"]

    assert call(*urls, "--allow-private", "--processes", "2", "--json", "-", "--quiet", "--warc", str(tmp_path)) == 0
    reports = json.loads(capsys.readouterr().out)["reports"]
    assert [one["url"] for one in reports] == urls
    assert all(one["pages"] == reports[0]["pages"] > 1 for one in reports)
    assert len(list(tmp_path.glob("*.warc.gz"))) == 5


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("on", "words", "state"),
    [
        pytest.param("2020-01-01", (), 1, id="a stale column is not in order"),
        pytest.param("2020-01-01", ("--fail-on", "veto"), 1, id="and a veto by the measures"),
        pytest.param("2020-01-01", ("--fail-on", "never"), 0, id="unless nothing may fail"),
    ],
)
def test_what_fails_the_command_can_be_chosen(town, tmp_path, on, words, state):
    register = column_file(tmp_path, town, on=on)

    assert call(town.url(), "--allow-private", "--quiet", "--register", register, *words) == state


@pytest.mark.parametrize(
    ("spot", "words", "state"),
    [
        pytest.param((dead_link, "judge_target"), (), 3, id="links may be dead"),
        pytest.param((dead_link, "judge_target"), ("--fail-on", "veto"), 0, id="no veto rests on links"),
        pytest.param((columns, "measure_column"), ("--fail-on", "veto"), 3, id="a veto may rest on columns"),
        pytest.param((home, "newest_on"), ("--fail-on", "veto"), 3, id="a veto rests on the home page"),
        pytest.param((score_card, "card"), ("--fail-on", "veto"), 3, id="no card, no veto"),
        pytest.param((score_card, "card"), (), 0, id="findings need no card"),
        pytest.param((dead_link, "judge_target"), ("--fail-on", "never"), 0, id="nobody asks"),
    ],
)
def test_what_was_not_judged_by_a_fault_of_ours_is_not_called_fine(
    town, tmp_path, monkeypatch, capsys, spot, words, state
):
    register = column_file(tmp_path, town, on="2026-11-20")
    assert call(town.url(), "--allow-private", "--quiet", "--register", register, *words) == 0
    break_down(monkeypatch, *spot)

    assert call(town.url(), "--allow-private", "--register", register, *words) == state
    told = capsys.readouterr().out
    assert ("已检查的部分未发现问题" in told) == ("检查程序出错，“" in told) == (spot[0] is not score_card)


def test_what_is_found_counts_whatever_else_failed(town, monkeypatch):
    town.on("/contact.html", sites.page("联系我们", "<p>身份证号 11010519491231002X</p>", sites.labels()))
    break_down(monkeypatch, dead_link, "judge_target")

    assert call(town.url(), "--allow-private", "--quiet") == 1


def test_a_fault_that_nothing_caught_leaves_the_sites_that_were_finished(town, monkeypatch, capsys):
    made = commands.inspect

    async def fails_once(url, **known):
        if "www.b." in url:
            raise ZeroDivisionError
        return await made(url, **known)

    monkeypatch.setattr(commands, "inspect", fails_once)
    urls = [town.url(host=f"www.{name}.localhost") for name in "ab"]

    assert call(*urls, "--allow-private", "--side-by-side", "1", "--json", "-", "--quiet") == 3
    out, err = capsys.readouterr()
    assert [one["url"] for one in json.loads(out)["reports"]] == urls[:1]
    assert "检查程序出错，中途结束：1 个网站已查完" in err


def test_a_form_that_can_not_be_made_takes_no_other_with_it(town, tmp_path, monkeypatch, capsys):
    break_down(monkeypatch, outputs, "page")

    assert call(town.url(), "--allow-private", "--html", tmp_path / "r.html", "--json", tmp_path / "r.json") == 2
    assert (tmp_path / "r.json").is_file()
    assert not (tmp_path / "r.html").exists()
    assert "r.html：检查程序出错" in capsys.readouterr().err


def test_a_finding_that_is_no_veto_does_not_fail_by_veto(town, tmp_path, capsys):
    (tmp_path / "site.toml").write_text('[site]\nname = "清河市人民政府"\nsite_code = "6199000009"\n', "utf-8")
    words = (town.url(), "--allow-private", "--register", tmp_path / "site.toml", "--fail-on", "veto")

    assert call(*words) == 0
    assert "不符合 1" in capsys.readouterr().out


def test_vetoes_are_told_by_every_set_that_was_asked_for(town, tmp_path, capsys):
    register = column_file(tmp_path, town, on="2020-01-01")

    call(town.url(), "--allow-private", "--register", register, "--set", "baoji,state")

    told = capsys.readouterr().out
    assert "单项否决：" in told
    assert told.count("国办") + told.count("宝鸡") >= 2


def test_a_workbook_and_a_comparison_are_written(town, tmp_path, capsys):
    assert call(town.url(), "--allow-private", "--quiet", "--json", tmp_path / "old.json") == 0
    town.on("/contact.html", sites.page("联系我们", "<a href='/lost.html'>旧文</a>", sites.labels()))
    words = (town.url(), "--allow-private", "--xlsx", tmp_path / "r.xlsx", "--compare", tmp_path / "old.json")

    assert call(*words) == 1
    assert (tmp_path / "r.xlsx").read_bytes().startswith(b"PK")
    assert "新增 1" in capsys.readouterr().out


@pytest.mark.parametrize("old", ["{}", "[]", "nonsense", '{"reports": []}'])
def test_a_comparison_with_no_report_ends_with_2(town, tmp_path, capsys, old):
    (tmp_path / "old.json").write_text(old, "utf-8")

    assert call(town.url(), "--allow-private", "--quiet", "--compare", tmp_path / "old.json") == 2
    assert "old.json" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("http://a/", "--set", "atlantis"), ("http://a/", "--interval", "-1"), ("http://a/", "--robots", "maybe"), ("http://a/", "--max-pages", "0")],
    ids=["a set that is none", "a negative pause", "an unknown choice", "no pages"],
)  # fmt: skip
def test_words_that_mean_nothing_end_with_2(words, capsys):
    with pytest.raises(SystemExit, match="2"):
        call(*words)


def test_nothing_to_do_ends_with_2(capsys):
    assert call() == 2
    assert "--replay" in capsys.readouterr().err
