"""Faults of our own program, one by one: what they cost, what is told of them, and what they never do."""

import functools
import json
import logging
from pathlib import Path

import jsonschema
import pytest

from jiyue.inspection import Rendering, State, Verdict, inspect, inspecting, parts
from jiyue.inspection.asking import renderings
from jiyue.inspection.checks import (
    columns,
    dead_link,
    on_page,
    site_snapshot,
    tampering,
)
from jiyue.inspection.faults import Faults
from jiyue.inspection.judging import Judge
from jiyue.inspection.report import score_card
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import reports_as_json
from jiyue.inspection.report.changes import with_changes
from jiyue.inspection.report.compare import compare
from jiyue.inspection.report.score_card import card, cards
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.planted_faults import break_down, by_check, told

PLANTS_FAULTS = True
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/inspection-report.schema.json").read_text("utf-8"))


async def test_links_that_were_not_judged_are_neither_dead_nor_alive(look, monkeypatch):
    break_down(monkeypatch, dead_link, "judge_target")

    report = await look()

    links = [one for one in report.measurements if one.check == "dead-link"]
    assert {(one.state, one.verdict) for one in links} == {(State.OWN_OUTAGE, Verdict.NONE)}
    item = next(item for item in card(report, "state").items if item.id == "availability")
    assert (item.taken, item.reason) == (None, "检查程序出错，没有判断：链接")
    assert {"dead-link", "redirect-chain"}.isdisjoint(one.check for one in report.observations)


async def test_one_link_that_can_not_be_judged_costs_that_link_alone(look, monkeypatch, server):
    judge = dead_link.judge_target

    def fails_once(target, **known):
        if target.url == server.url("/contact.html"):
            raise IndexError
        return judge(target, **known)

    monkeypatch.setattr(dead_link, "judge_target", fails_once)

    report = await look()

    found = {one.target: one.verdict for one in report.measurements if one.check == "dead-link"}
    assert found[server.url("/contact.html")] is Verdict.NONE
    assert (found[server.url("/lost")], found[server.url("/news/")]) == (Verdict.FAIL, Verdict.PASS)
    assert any("“链接”有 1 个没有判断" in note and "/contact.html" in note for note in report.notes)


async def test_one_column_that_can_not_be_judged_costs_that_column_alone(look, monkeypatch):
    measure = columns.measure_column

    def fails_once(seen, **known):
        if seen.record.key == "about":
            raise KeyError
        return measure(seen, **known)

    monkeypatch.setattr(columns, "measure_column", fails_once)

    report = await look()

    found = {one.key: (one.entry_state, one.verdict) for one in report.columns}
    assert found["about"] == ("not-seen", Verdict.NONE)
    assert found["news"] == ("listed", Verdict.PASS)
    items = {item.id: item.taken for item in card(report, "state").items}
    assert (items["other-columns"], items["news"]) == (None, "0")


async def test_columns_of_which_nothing_could_be_prepared_are_all_measured_as_that(look, monkeypatch):
    monkeypatch.setattr("jiyue.inspection.column_judging.Counter", functools.partial(int, "no number"))

    report = await look()

    assert {(one.state, one.verdict) for one in report.columns} == {(State.OWN_OUTAGE, Verdict.NONE)}
    assert [fault.count for fault in report.faults] == [0]
    assert "检查程序出错，“栏目”没有判断。" in report.notes


@pytest.mark.clause("19.1")
async def test_a_column_is_not_stale_by_an_article_that_we_failed_to_read(server, options, monkeypatch):
    sites.clean(server)
    rows = "<li><a href='/2026/11/20.html'>清河市召开第20次工作会议</a></li><li><a href='/2026/09/12.html'>清河市人民政府关于第12项工作的通知</a><span>2026-09-12</span></li>"
    server.on("/news/", sites.page("政务动态", f"<div class='list'><ul>{rows}</ul></div>", sites.labels("政务动态")))
    read = columns.article_day

    def fails_once(article):
        if article.url.endswith("/20.html"):
            raise ValueError
        return read(article)

    monkeypatch.setattr(columns, "article_day", fails_once)

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    assert next(one for one in report.columns if one.key == "news").verdict is Verdict.NONE
    assert [one for one in report.observations if one.check == "column-stale"] == []


async def test_an_entry_is_not_missing_where_a_page_was_not_read(look, monkeypatch):
    whole = Judge.see_page

    def fails_once(judge, visit):
        if visit.page.url.endswith("/contact.html"):
            raise IndexError
        whole(judge, visit)

    assert "column-entry" in {one.check for one in (await look()).observations}
    monkeypatch.setattr(Judge, "see_page", fails_once)

    report = await look()

    assert "column-entry" not in {one.check for one in report.observations}
    assert told(report, parts.ENTRIES)


async def test_a_check_that_fails_on_every_page_passes_on_none_and_costs_no_other_check(look, monkeypatch):
    before = by_check(await look())

    def fails(_):
        raise RecursionError
        yield

    rows = [(kinds, names, fails if "hidden-link" in names else check) for kinds, names, check in on_page.PAGE_CHECKS]
    monkeypatch.setattr(on_page, "PAGE_CHECKS", rows)
    on_page._checks_of.cache_clear()

    report = await look()

    on_page._checks_of.cache_clear()
    [row] = [one for one in report.measurements if one.check == "hidden-link"]
    assert (row.state, row.verdict) == (State.OWN_OUTAGE, Verdict.NONE)
    assert by_check(report)["injected-code"] == before["injected-code"]
    assert any("“暗链" in note and "个没有判断" in note for note in report.notes)


async def test_a_home_page_that_we_failed_on_takes_the_home_pages_judgements_and_no_others(look, monkeypatch, server):
    whole = Judge.see_page

    def fails_once(judge, visit):
        if visit.kind == "home":
            raise IndexError
        whole(judge, visit)

    monkeypatch.setattr(Judge, "see_page", fails_once)

    report = await look()

    assert "检查程序出错，首页没有看完，不作判断" in "".join(report.notes)
    checks = {one.check for one in report.observations}
    assert {"personal-data", "service-guide"} <= checks
    assert checks.isdisjoint({"footer-mark", "home-stale", "portal-column"})
    assert {item.id: item.taken for item in card(report, "state").items}["site-marks"] is None


class Shown:
    """A browser that shows one page and then fails, or is well."""

    def __init__(self, *, is_broken):
        self.is_broken = is_broken

    async def __call__(self, client, urls, *, until):
        for number, url in enumerate(urls):
            if number and self.is_broken:
                raise ConnectionResetError(url)
            yield Rendering(
                url=url, at=client.instant(), final_url=url, evidence_id=f"0000-{number}", dom=b"<p></p>", violations=()
            )  # fmt: skip


@pytest.mark.parametrize(
    ("spot", "part", "shown"),
    [
        pytest.param((renderings, "show"), parts.BROWSER, 1, id="the browser itself"),
        pytest.param(("jiyue.inspection.judging.in_browser", "observe_rendering"), parts.BROWSER, 5, id="the judgement"),
        pytest.param((inspecting, "pages_of"), parts.BROWSER_LINKS, 5, id="what only the browser showed"),
    ],
)  # fmt: skip
async def test_a_browser_pass_that_fails_costs_what_was_not_shown(look, monkeypatch, spot, part, shown):
    monkeypatch.setattr("jiyue.inspection.browser.installed.find", lambda _: None)
    monkeypatch.setattr(renderings, "show", Shown(is_broken=part is parts.BROWSER and shown == 1))
    if shown > 1:
        owner, name = spot
        monkeypatch.setattr(*([f"{owner}.{name}"] if isinstance(owner, str) else [owner, name]), lambda *_: 1 / 0)

    report = await look(browser=True)

    assert len(report.renderings) == shown
    assert told(report, part)
    assert report.state == "aborted"
    rows = [one for one in report.measurements if one.check == "accessibility"]
    judged = {1: [1], 5: [] if part is parts.BROWSER else [5]}[shown]
    assert [one.pages for one in rows if one.verdict is Verdict.PASS] == judged
    assert any(one.state is State.OWN_OUTAGE for one in rows) == (part is parts.BROWSER)
    assert {"dead-link", "column-empty"} <= {one.check for one in report.observations}


async def test_a_comparison_that_fails_is_told_and_leaves_the_report(look, monkeypatch):
    report = await look()
    break_down(monkeypatch, tampering, "observe_dates")

    compared = with_changes(report, json.loads(json.dumps(reports_as_json([report]))))

    assert (compared.state, compared.observations) == ("aborted", report.observations)
    assert told(compared, parts.COMPARISON)
    found = {one.check: one.verdict for one in compared.measurements}
    assert {found[check] for check in parts.COMPARISON.checks} == {Verdict.NONE}


async def test_what_was_not_judged_this_time_is_not_gone(look, monkeypatch):
    before = await look()
    break_down(monkeypatch, dead_link, "judge_target")

    found = compare(before, await look())

    assert "dead-link" not in {one["check"] for one in found.gone}
    assert "dead-link" in {one["check"] for one in found.unseen}


async def test_a_report_without_a_snapshot_says_why_nothing_was_compared(look, monkeypatch):
    before = json.loads(json.dumps(reports_as_json([await look()])))
    break_down(monkeypatch, site_snapshot, "take")

    compared = with_changes(await look(), before)

    assert compared.notes[-1].startswith("检查程序出错，没有留下页面快照")


async def test_a_score_card_that_can_not_be_reckoned_takes_neither_findings_nor_other_sets(look, monkeypatch):
    report = await look()
    made = score_card.card

    def fails_once(report, set_id):
        if set_id == "state":
            raise KeyError(set_id)
        return made(report, set_id)

    monkeypatch.setattr(score_card, "card", fails_once)

    found = {one.set_id: one for one in cards(report)}

    assert (found["state"].is_reckoned, found["state"].result, found["state"].low) == (False, "undecided", None)
    assert found["baoji"].is_reckoned
    data = json.loads(json.dumps(reports_as_json([report])))
    jsonschema.Draft202012Validator(SCHEMA).validate(data)
    assert "检查程序出错，没有评分" in page([report])


async def test_all_forms_tell_the_parts_that_failed(look, monkeypatch):
    break_down(monkeypatch, dead_link, "judge_target")

    report = await look()

    data = json.loads(json.dumps(reports_as_json([report])))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    [fault] = data["reports"][0]["faults"]
    assert (fault["part"], fault["checks"][0], fault["count"] > 3) == ("链接", "dead-link", True)
    shown = page([report])
    assert "检查程序出错，没有判断或没有查完" in shown
    assert "部分完成" in shown
    assert "链接不可用" not in shown.partition("没有可查的内容")[2].partition("</p>")[0]


def test_a_fault_is_logged_whole_and_one_that_comes_back_by_name(caplog):
    faults = Faults()

    for number in range(50):
        with faults.net(parts.PAGE, f"http://a/{number}"):
            raise LookupError(number)

    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 50
    assert sum(record.exc_info is not None for record in caplog.records) == 20
    [fault] = faults.all()
    assert (fault.count, len(fault.targets)) == (50, 20)
    assert list(faults.notes()) == ["检查程序出错，50 个页面没有看完，不作判断：http://a/0、http://a/1、http://a/2等。"]


async def test_who_only_watches_the_progress_costs_the_site_nothing(server, options):
    sites.clean(server)

    def fails(_):
        raise BrokenPipeError

    report = await inspect(server.url(), options=options(), now=NOW, on_progress=fails)

    assert (report.state, report.faults) == ("done", ())
