"""Faults of our own program and the evidence: what was asked stays, what was not asked is told again, and evidence that is lost ends the run."""

from datetime import timedelta
from pathlib import Path

import pytest

from jiyue.inspection import State, WarcBroken, parts, replay
from jiyue.inspection.asking import agents, landings, probing
from jiyue.inspection.checks import (
    columns,
    dead_link,
    footer_mark,
    home,
    page_label,
    pictures,
)
from jiyue.inspection.crawl import walk
from jiyue.inspection.faults import EvidenceLost, Faults, require_ours
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.warc import WarcWriter
from jiyue.inspection.probes import site as site_probes
from jiyue.inspection.report.as_json import as_json
from tests.inspection.planted_faults import break_down, told

PLANTS_FAULTS = True


@pytest.mark.parametrize(("role", "part"), [("link", parts.ANSWER), ("page", parts.PAGE), ("home-again", parts.HOME_AGAIN), ])  # fmt: skip
async def test_a_visit_on_which_we_fail_is_told_and_stands_beside_the_evidence(look, monkeypatch, tmp_path, role, part):
    visit = Client.visit

    async def fails(client, url, **known):
        purpose = known.get("purpose")
        if purpose is not None and purpose.role == role and not client.is_offline:
            raise UnicodeError(url)
        return await visit(client, url, **known)

    monkeypatch.setattr(Client, "visit", fails)
    report = await look(evidence_dir=tmp_path)

    again = await replay(Path(report.warc))

    assert told(report, part)
    assert told(again, part)
    assert (report.state, again.state) == ("aborted", "aborted")
    if role == "home-again":
        assert any("首页已打不开" in note for note in report.notes)


@pytest.mark.parametrize("spot", [(site_probes, "ask_ipv6"), (probing, "ask_search"), (probing, "ask_others")])
async def test_a_probe_that_fails_costs_that_probe_alone_and_evidence_alone_says_the_same(
    look, monkeypatch, tmp_path, spot
):
    whole = {one.probe for one in (await look()).probes}
    break_down(monkeypatch, *spot)

    report = await look(evidence_dir=tmp_path)
    monkeypatch.undo()
    again = await replay(Path(report.warc))

    name = {"ask_ipv6": "ipv6", "ask_search": "site-search", "ask_others": "other-domains"}[spot[1]]
    assert whole - {one.probe for one in report.probes} == {name}
    assert any(f"“检测项”有 1 个没有判断：{name}" in note for note in report.notes)
    assert (again.faults, again.notes, again.probes) == (report.faults, report.notes, report.probes)


async def test_what_failed_is_judged_from_the_evidence_once_the_program_is_mended(look, monkeypatch, tmp_path):
    whole = await look()
    with monkeypatch.context() as broken:
        for owner, name in (
            (dead_link, "judge_target"), (columns, "measure_column"), (page_label, "observe_labels"), (footer_mark, "observe_marks"),
            (agents, "observe_view"), (pictures, "observe_picture"), (home, "newest_on"),
        ):  # fmt: skip
            break_down(broken, owner, name)
        report = await look(evidence_dir=tmp_path)

    again = await replay(Path(report.warc))

    assert (again.state, again.faults, again.notes) == ("done", (), ())
    assert {one.fingerprint for one in again.observations} == {one.fingerprint for one in whole.observations}


async def test_evidence_is_judged_to_its_end_by_a_program_that_fails_in_the_middle(look, monkeypatch, tmp_path):
    report = await look(evidence_dir=tmp_path)
    for owner, name in ((agents, "ask_as_others"), (landings, "plan"), (walk.Walk, "_walk_again")):
        break_down(monkeypatch, owner, name)

    again = await replay(Path(report.warc))

    assert again.state == "aborted"
    assert {"picture", "attachment-text"} <= {one.check for one in report.measurements if one.state is State.DONE}
    assert [one.probe for one in again.probes] == [one.probe for one in report.probes]
    assert not [note for note in again.notes if "其余各项" in note or "首页已打不开" in note]


@pytest.mark.parametrize("lost", [EvidenceLost(28, "full"), WarcBroken("changed", number=1, start=2)])
def test_evidence_that_is_lost_or_was_changed_is_no_fault_that_is_passed_over(lost):
    faults = Faults()

    with pytest.raises(type(lost)), faults.net(parts.WALK):
        raise lost
    with pytest.raises(type(lost)), faults.net(parts.WALK):
        raise ExceptionGroup("tasks", [ValueError(), ExceptionGroup("more", [lost])])
    require_ours(ExceptionGroup("tasks", [ValueError()]))
    assert not faults


async def test_a_disk_that_is_full_ends_the_run_with_the_name_of_the_evidence(look, monkeypatch, tmp_path):
    keep = WarcWriter.keep

    def full(writer, exchange):
        if exchange.purpose.role == "link":
            raise OSError(28, "No space left on device")
        keep(writer, exchange)

    monkeypatch.setattr(WarcWriter, "keep", full)

    with pytest.raises(EvidenceLost) as lost:
        await look(evidence_dir=tmp_path)

    assert lost.value.errno == 28
    assert ".warc.gz" in lost.value.filename


async def test_the_report_of_a_program_without_a_fault_is_as_it_was(look, tmp_path):
    report = await look(evidence_dir=tmp_path)

    assert (report.state, report.faults) == ("done", ())
    assert as_json(await replay(Path(report.warc))) == as_json(report)
    assert report.finished_at - report.started_at < timedelta(minutes=1)
