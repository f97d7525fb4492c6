"""Score cards, workbooks and comparisons: functions of reports alone."""

import json
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from msgspec import structs

from jiyue.inspection import Verdict, inspect
from jiyue.inspection.report import as_xlsx
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import reports_as_json
from jiyue.inspection.report.compare import NotComparable, compare, summary
from jiyue.inspection.report.score_card import card, cards
from tests.inspection import sites
from tests.inspection.conftest import NOW


def faulty(server):
    sites.clean(server)
    server.on(
        "/2026/11/20.html",
        sites.article("清河市召开第20次工作会议", '<a href="/lost.html">材料</a><p>13800138000</p><p>=1+1</p>'),
    )
    server.on("/about/", sites.listing("机构职能", []))


@pytest.fixture
def look(server, options):
    async def make(plant=sites.clean, *, now=NOW):
        plant(server)
        return await inspect(server.url(), options=options(), record=sites.record(server), now=now)

    return make


@pytest.mark.clause("36.1")
async def test_a_clean_site_loses_no_point_that_a_machine_can_take(look):
    report = await look()

    state = card(report, "state")
    taken = {item.id: item.taken for item in state.items if item.taken is not None}
    assert {
        taken[name] for name in ("site-marks", "availability", "page-labels", "domain-name", "news", "policies")
    } == {"0"}
    assert (state.result, state.high, {veto.outcome for veto in state.vetoes} & {"violated"}) == (
        "undecided",
        "100",
        set(),
    )
    assert any(line.startswith("V2 ") for line in state.unjudged)
    assert any("办事指南" in line for line in state.unjudged)


@pytest.mark.clause("36.1", "19.6")
async def test_every_point_names_the_findings_behind_it(look):
    report = await look(faulty)

    lines = {item.id: item.lines for item in card(report, "state").items if item.lines}
    known = {one.fingerprint for one in report.observations}
    assert {name: [(line.defect, line.count, line.points) for line in found] for name, found in lines.items()} == {
        "availability": [("other", 1, "0.1")],
        "other-columns": [("empty", 1, "2")],
    }
    assert all(line.findings and set(line.findings) <= known for found in lines.values() for line in found)


@pytest.mark.clause("19.1", "19.7")
async def test_a_stale_site_is_vetoed_with_the_columns_that_did_it(look):
    report = await look(now=NOW + timedelta(days=40))

    one = card(report, "baoji")
    biting = [veto for veto in one.vetoes if veto.outcome == "violated"]
    assert (one.result, one.low, one.items) == ("vetoed", None, ())
    assert {veto.code for veto in biting} == {"V3", "V4-1"}
    assert all(veto.findings for veto in biting)
    assert next(veto.margin for veto in biting if veto.code == "V3").startswith("-")


async def test_every_set_has_its_card_and_a_void_report_none(look):
    report = await look()

    assert [one.set_id for one in cards(report)][:2] == ["baoji", "state"]
    assert cards(replace(report, state="void")) == ()


async def test_the_workbook_has_its_four_sheets_and_no_formula_from_a_page(look, tmp_path):
    report = await look(faulty)

    as_xlsx.write(
        replace(
            report,
            observations=(*report.observations, structs.replace(report.observations[0], excerpt="=HYPERLINK(1)\x01")),
        ),
        tmp_path / "r.xlsx",
    )

    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == ["概况", "问题清单", "栏目", "评分"]
    assert book["问题清单"].max_row == len(report.observations) + 2
    assert not [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")
    ]
    assert "13800138000" not in str([cell.value for sheet in book for row in sheet.iter_rows() for cell in row])
    kinds = [row[1].value for row in book["评分"].iter_rows(min_row=2)]
    assert {"单项否决", "功能设计", "加分·互动交流"} <= set(kinds)
    assert book["栏目"].max_row == len(report.columns) + 1


async def test_what_is_new_gone_and_staying_is_told_apart(look, server, options):
    old = await look(faulty)
    server.on("/2026/11/20.html", sites.article("清河市召开第20次工作会议", '<a href="/gone-too.html">材料</a>'))
    new = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW + timedelta(days=1))

    found = compare(json.loads(json.dumps(reports_as_json([old]))), new)

    assert [one["target"].rpartition("/")[2] for one in found.new] == ["gone-too.html"]
    assert {one["check"] for one in found.gone} == {"dead-link", "personal-data"}
    assert [one["check"] for one in found.staying] == ["column-empty"]
    assert found.unseen == ()
    assert summary(found)[0] == "与 2026-11-23 的检查相比：新增 1，消失 2，仍在 1，未能复查 0"


async def test_what_was_not_looked_at_again_is_not_gone(look, server):
    old = await look(faulty)
    seen = tuple(one for one in old.measurements if not one.target.endswith("/20.html"))

    found = compare(old, replace(old, observations=(), measurements=seen))

    assert {one["check"] for one in found.unseen} == {"dead-link", "personal-data"}
    assert [one["check"] for one in found.gone] == ["column-empty"]


@pytest.mark.clause("36.1")
async def test_a_column_whose_newest_day_went_back_is_told(look):
    old = await look()
    columns = tuple(
        replace(one, newest_on=one.newest_on - timedelta(days=3)) if one.key == "news" else one for one in old.columns
    )

    assert "2026-11-20 变为 2026-11-17" in compare(old, replace(old, columns=columns)).columns[0]


@pytest.mark.parametrize(
    "change", [{"state": "void"}, {"url": "http://other.localhost/"}], ids=["void", "another site"]
)
async def test_what_can_not_be_compared_is_refused(look, change):
    report = await look()

    with pytest.raises(NotComparable):
        compare(report, replace(report, **change))
    with pytest.raises(NotComparable):
        compare({"reports": []}, report)


async def test_the_printed_page_shows_the_score_with_its_findings(look):
    report = await look(faulty)

    html = page([report])

    assert "<h2>评分</h2>" in html
    assert "机器没有判断" in html
    dead = next(one for one in report.observations if one.check == "dead-link" and one.verdict is Verdict.FAIL)
    assert html.count(dead.fingerprint) >= 2
