"""A run that is killed in the middle goes on with the same command, and ends as if nothing had happened."""

import asyncio
import gzip
import json
import os
import signal
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from jiyue.inspection import WarcBroken, inspect
from jiyue.inspection.evidence import _key
from jiyue.inspection.fetch.warc import EvidenceInUse, WarcWriter
from jiyue.inspection.fetch.warc_reading import first_broken, read_verified
from jiyue.inspection.journal import read_run
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, send
from tests.inspection.test_replay import faulty

_IN_FLIGHT = 6


def slowly(server, seconds=0.03):
    """The same site, each answer a little late, so that there is a middle to be killed in."""
    for path, answer in list(server.routes.items()):
        if isinstance(answer, Reply):
            server.routes[path] = late(answer, seconds)


def late(answer, seconds):
    async def play(request, writer):
        await asyncio.sleep(seconds)
        await send(writer, request, answer)

    return play


async def until(holds):
    for _ in range(3000):
        if holds():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("never")


async def command(server, folder, record):
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "jiyue.cli", "inspect", server.url(), "--state", str(folder), "--allow-private", "--quiet",
        "--register", str(record), "--json", str(folder / "report.json"), env=environment, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


def findings(report):
    """What a report says, without when and in which order it was seen."""
    return (
        sorted(json.dumps({k: v for k, v in one.items() if k != "evidence"}, sort_keys=True, ensure_ascii=False) for one in report["observations"]),
        sorted((one["check"], one["target"], one["state"], one["verdict"]) for one in report["measurements"]),
        sorted((one["key"], one["verdict"], one["newest_on"], one["entries"]) for one in report["columns"]),
        (report["state"], report["pages"]),
    )  # fmt: skip


@pytest.mark.clause("35.1")
async def test_a_run_killed_in_the_middle_goes_on_and_finds_the_same(server, tmp_path):
    faulty(server)
    slowly(server)
    (tmp_path / "record.json").write_text(json.dumps({"site": {"name": sites.NAME, "site_code": sites.CODE}}), "utf-8")
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    for folder in (whole, cut):
        folder.mkdir()
    run = await command(server, whole, tmp_path / "record.json")
    assert await run.wait() == 1, await run.stderr.read()
    needed = len(server.log)
    server.log.clear()

    killed = await command(server, cut, tmp_path / "record.json")
    await until(lambda: len(server.log) >= needed // 2)
    killed.send_signal(signal.SIGKILL)
    assert await killed.wait() == -signal.SIGKILL
    unfinished = list(cut.glob("*.unfinished.warc.gz"))
    again = await command(server, cut, tmp_path / "record.json")
    assert await again.wait() == 1, await again.stderr.read()

    reports = [json.loads((folder / "report.json").read_text("utf-8"))["reports"][0] for folder in (whole, cut)]
    assert len(unfinished) == 1
    assert findings(reports[0]) == findings(reports[1])
    assert len(server.log) <= needed + _IN_FLIGHT
    assert list(cut.glob("*.unfinished*")) == []
    assert first_broken(Path(reports[1]["warc"])) is None


@pytest.fixture
async def cut_off(server, options, tmp_path):
    """The evidence of a run of which only the first records were written, the last of them in part."""
    faulty(server)
    chosen = options(state_dir=tmp_path)
    done = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
    warc = Path(done.warc)
    server.log.clear()
    return chosen, done, cut(warc)


def cut(warc):
    """Make a finished file what a crash would have left of it."""
    members = list(read_verified(warc))
    unfinished = warc.with_name(f"{_key(read_run(warc))}.unfinished.warc.gz")
    unfinished.write_bytes(warc.read_bytes()[: members[20].end + 30])
    warc.unlink()
    return unfinished


def said(report):
    return sorted((one.fingerprint, one.verdict, one.repeats) for one in report.observations)


async def test_what_was_seen_is_not_asked_for_again(server, cut_off):
    chosen, done, _ = cut_off

    report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW + timedelta(hours=2))

    assert said(report) == said(done)
    assert (report.started_at, report.requests, report.pages) == (NOW, done.requests, done.pages)
    assert len(server.log) < done.requests - 15


async def test_another_question_starts_a_run_of_its_own(server, cut_off):
    chosen, _, unfinished = cut_off

    report = await inspect(
        server.url(), options=replace(chosen, max_pages=7), record=sites.record(server), now=NOW + timedelta(hours=2)
    )

    assert report.started_at == NOW + timedelta(hours=2)
    assert unfinished.exists()


async def test_a_run_that_was_left_too_long_is_put_away_and_a_new_one_starts(server, cut_off):
    chosen, _, _ = cut_off
    later = NOW + timedelta(hours=25)

    report = await inspect(server.url(), options=chosen, record=sites.record(server), now=later)

    assert report.started_at == later
    assert len(list(chosen.state_dir.glob("cut-off-*.warc.gz"))) == 1


async def test_evidence_that_was_changed_meanwhile_is_not_gone_on_with(server, cut_off):
    chosen, _, unfinished = cut_off
    members = list(read_verified(unfinished, until=2000))
    changed = gzip.decompress(unfinished.read_bytes()[: members[0].end]).replace(b"jiyue", b"other", 1)
    unfinished.write_bytes(gzip.compress(changed) + unfinished.read_bytes()[members[0].end :])

    with pytest.raises(WarcBroken, match="第 1 条记录"):
        await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)


async def test_two_processes_do_not_go_on_with_one_run(server, cut_off):
    chosen, _, unfinished = cut_off
    other = WarcWriter(unfinished, at=NOW)
    other.lock()

    with pytest.raises(EvidenceInUse):
        await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
    other.close()


async def test_a_finished_run_is_followed_by_a_new_one(server, options, tmp_path):
    sites.clean(server)
    chosen = options(state_dir=tmp_path)

    first = await inspect(server.url(), options=chosen, now=NOW)
    second = await inspect(server.url(), options=chosen, now=NOW + timedelta(hours=1))

    assert second.started_at == NOW + timedelta(hours=1)
    assert {Path(one.warc).name for one in (first, second)} == {one.name for one in tmp_path.glob("*")}
