"""The workbook of several sites: an overview with a row for each, and everything else with the site in each row, as officials filter and print it."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from jiyue.inspection import Verdict, inspect
from jiyue.inspection.checks import dead_link
from jiyue.inspection.report import as_xlsx, as_xlsx_sites, sheets
from tests.inspection import every_part, sites
from tests.inspection.conftest import NOW
from tests.inspection.planted_faults import break_down
from tests.inspection.test_command import call
from tests.inspection.test_refusals import refused

PLANTS_FAULTS = True
SHEETS = ["各网站概况", "问题清单", "栏目", "评分"]


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def rows_of(sheet):
    """The rows below the head, by its words."""
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
async def reports(look, server, options):
    """A site with faults, a stale one, one that can not be opened, a void round."""
    found = await look()
    stale = await inspect(
        server.url(), options=options(), record=every_part.record(server), now=NOW + timedelta(days=40)
    )  # fmt: skip
    gone = await inspect("http://nothing.invalid/", options=options(), now=NOW)
    void = await inspect(server.url(), options=options(canaries=("http://canary.invalid/",)), now=NOW)
    return [found, replace(stale, site_name="清河市财政局"), gone, void]


async def test_the_first_sheet_has_a_row_for_each_site_and_counts_only_what_was_measured(reports):
    book = opened(as_xlsx_sites.workbook(reports, ["http://www.late.gov.cn/"]))

    rows = rows_of(book["各网站概况"])
    assert book.sheetnames == SHEETS
    assert [row["网站"] for row in rows] == [
        sites.NAME,
        "清河市财政局",
        "http://nothing.invalid/",
        reports[3].url,
        None,
    ]
    assert [row["检查结果"] for row in rows] == ["检查完成", "检查完成", "首页无法打开", "本轮作废", "没有查完"]
    assert [row["是否合格"] for row in rows] == ["尚不能判定", "不合格（单项否决）", "没有评分", "没有评分", None]
    first, stale, gone, void, late = rows
    assert (first["失效链接"], first["超期栏目"], first["空白栏目"]) == (1, 0, 1)
    failed = sum(one.verdict is Verdict.FAIL for one in reports[0].observations)
    assert (first["不符合"], first["主办单位"]) == (failed, "清河市人民政府办公室")
    assert first["检查时间"] == "2026-11-23 10:00"
    assert (stale["超期栏目"] > 0, "V3" in stale["单项否决"]) == (True, True)
    for row in (gone, void, late):
        assert {row[name] for name in ("不符合", "待核实", "失效链接", "超期栏目", "空白栏目")} == {None}
    assert late["地址"] == "http://www.late.gov.cn/"


async def test_links_that_were_not_judged_are_no_zero(look, monkeypatch):
    break_down(monkeypatch, dead_link, "judge_target")

    [row, _] = rows_of(opened(as_xlsx_sites.workbook([await look()] * 2))["各网站概况"])

    assert (row["失效链接"], row["检查结果"], row["空白栏目"]) == (None, "部分完成", 1)
    assert "检查程序出错，“链接”" in row["说明"]


async def test_all_findings_stand_in_one_sheet_by_site_the_gravest_first(reports):
    book = opened(as_xlsx_sites.workbook(reports))

    found = rows_of(book["问题清单"])
    assert len(found) == sum(len(report.observations) for report in reports)
    assert [row["序号"] for row in found] == list(range(1, len(found) + 1))
    places = [(row["网站"] != sites.NAME, row["判定"] != "不符合") for row in found]
    assert places == sorted(places)
    assert {row["编号"] for row in found} == {one.fingerprint for report in reports for one in report.observations}
    assert {row["网站"] for row in rows_of(book["栏目"])} == {sites.NAME, "清河市财政局"}
    results = rows_of(book["评分"])
    assert {(row["网站"], row["口径"]) for row in results} >= {(sites.NAME, "宝鸡办法"), ("清河市财政局", "国办指标")}
    assert any("扣" in (row["扣分项目"] or "") for row in results)


async def test_the_sheets_can_be_filtered_and_print_across_with_their_heads(reports):
    book = opened(as_xlsx_sites.workbook(reports))

    for sheet in book:
        assert (sheet.freeze_panes, sheet.print_title_rows) == ("A2", "$1:$1")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(sheet.row_dimensions[number].height >= 15 for number in range(1, sheet.max_row + 1))
    findings = book["问题清单"]
    head = [cell.value for cell in findings[1]]
    printed = openpyxl.utils.get_column_letter(head.index("整改情况") + 1)
    assert findings.print_area.endswith(f"${printed}${findings.max_row}")
    assert head[head.index("整改情况") + 1 :] == ["把握", "核对次数", "编号", "证据编号"]
    reds = {cell.value for row in findings.iter_rows() for cell in row if cell.font.color and cell.font.color.rgb == "00B3261E"}  # fmt: skip
    assert reds == {"不符合"}


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t"])
async def test_no_word_of_a_site_becomes_a_formula_in_any_sheet(look, sign):
    bad = f"{sign}HYPERLINK(1)"
    report = await look()
    column = replace(report.columns[0], name=bad, reason=bad)
    report = replace(report, site_name=bad, owner=bad, notes=(bad,), columns=(column,))

    for content in (as_xlsx_sites.workbook([report, report], [bad]), as_xlsx.workbook(report)):
        values = [cell for sheet in opened(content) for row in sheet.iter_rows() for cell in row]
        assert any(str(cell.value).startswith("'") for cell in values)
        assert [cell.value for cell in values if cell.data_type == "f" or str(cell.value).startswith(sign)] == []


async def test_a_sheet_with_more_rows_than_anybody_reads_says_so(look, monkeypatch):
    monkeypatch.setattr(sheets, "_MOST_ROWS", 3)

    findings = opened(as_xlsx_sites.workbook([await look()] * 2))["问题清单"]

    assert findings.max_row == 5
    assert "全部见 JSON 结果" in findings["B5"].value


def test_the_command_writes_one_workbook_for_several_sites(town, tmp_path, capsys):
    urls = [town.url(host=f"www.{name}.localhost") for name in "ab"]

    assert call(*urls, "--allow-private", "--quiet", "--xlsx", tmp_path / "all.xlsx") == 0

    rows = rows_of(openpyxl.load_workbook(tmp_path / "all.xlsx")["各网站概况"])
    assert [row["地址"] for row in rows] == urls


def test_one_site_has_the_workbook_that_it_had(town, tmp_path):
    assert call(town.url(), "--allow-private", "--quiet", "--xlsx", tmp_path / "one.xlsx") == 0

    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.sheetnames == ["概况", "问题清单", "评分"]
    assert book["概况"]["A2"].value == "网站"
    assert [cell.value for cell in book["问题清单"][1]][:3] == ["序号", "判定", "检查项目"]


@pytest.mark.parametrize("path", ["/nowhere/all.xlsx", "/"])
def test_a_place_where_no_workbook_can_be_is_refused_before_any_site_is_asked(town, capsys, path):
    urls = [town.url(host=f"www.{name}.localhost") for name in "ab"]

    state, said = refused(capsys, "inspect", *urls, "--allow-private", "--xlsx", path)

    assert (state, town.log) == (2, [])
    assert "--xlsx" in said


def test_sites_that_were_not_finished_stand_in_the_overview(town, tmp_path, monkeypatch):
    from jiyue.inspection import commands

    made = commands.inspect

    async def stops(url, **known):
        if "www.b." in url:
            raise KeyboardInterrupt
        return await made(url, **known)

    monkeypatch.setattr(commands, "inspect", stops)
    urls = [town.url(host=f"www.{name}.localhost") for name in "ab"]

    assert call(*urls, "--allow-private", "--quiet", "--side-by-side", "1", "--xlsx", tmp_path / "all.xlsx") == 130

    rows = rows_of(openpyxl.load_workbook(tmp_path / "all.xlsx")["各网站概况"])
    assert [(row["地址"], row["检查结果"]) for row in rows] == [(urls[0], "检查完成"), (urls[1], "没有查完")]
