"""The forms of a report that officials pass on: what the page leads with, and a workbook that can be printed and worked on."""

import io

import pytest

from jiyue.inspection import inspect
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_xlsx import workbook
from tests.inspection import sites
from tests.inspection.conftest import NOW

openpyxl = pytest.importorskip("openpyxl")


@pytest.fixture
def run(server, options):
    """Inspect the site, faulty or clean."""

    async def make(*, is_faulty=True, record=None):
        sites.clean(server)
        if is_faulty:
            hostile = '<p>身份证号 11010519491231002X</p><a href="/lost.html">=1+1</a>'
            server.on("/2026/11/20.html", sites.article("清河市召开第20次工作会议", hostile))
        return await inspect(server.url(), options=options(), record=record, now=NOW)

    return make


async def test_the_page_leads_with_what_was_found_and_lists_the_rest_in_a_line(run):
    html = page([await run()])

    assert html.index("<dd>2</dd><dt>不符合</dt>") < html.index("泄露个人信息</a>") < html.index("<b>未发现问题</b>")
    assert "植入代码 <small>" in html
    assert "<b>没有可查的内容</b>" in html
    # Links are measured once for all that may be odd about them.
    assert html.index("<b>未发现问题</b>") < html.index("链接要求登录") < html.index("<b>没有可查的内容</b>")


async def test_what_was_not_judged_is_one_paragraph_and_a_row_only_where_it_shows_something(run):
    html = page([await run()])

    scores = html[html.index("<h2>评分</h2>") :]
    rows = scores[: scores.index("<b>机器没有判断</b>")]
    assert "V2 站点无法访问" not in rows
    assert "V2 站点无法访问" in scores
    # The row of what is undecided names its findings, or how far it is from the veto.
    undecided = [row for row in rows.split("<tr>") if ">不能判定<" in row or ">未测量<" in row]
    assert all("问题编号" in row or "<td>—</td>" not in row for row in undecided), undecided


async def test_a_clean_site_has_two_zeros_and_no_table_of_findings(run):
    html = page([await run(is_faulty=False)])

    assert "<div class='good'><dd>0</dd><dt>不符合</dt></div><div class='good'><dd>0</dd><dt>待核实</dt></div>" in html


async def test_a_workbook_has_one_row_a_finding_and_is_ready_to_be_printed(run, server):
    report = await run(record=sites.record(server))

    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))

    assert book.sheetnames == ["概况", "问题清单", "栏目", "评分"]
    sheet = book["问题清单"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert len(rows) == len(report.observations) == 2
    for row in rows:
        found = dict(zip(head, row, strict=True))
        one = next(one for one in report.observations if one.fingerprint == found["编号"])
        assert (found["页面地址"], found["问题"], found["整改建议"]) == (one.url, one.message, one.remedy)
        assert (found["责任单位"], found["整改情况"]) == (report.owner, None)
        assert found["条款"]
        assert found["证据编号"].splitlines() == [*one.evidence[:3]]
    for one in book:
        assert one.freeze_panes == "A2"
        assert one.auto_filter.ref == one.dimensions
        assert (one.page_setup.orientation, one.page_setup.fitToHeight) == ("landscape", 0)
        assert one.print_title_rows == "$1:$1"
        assert all(one.column_dimensions[cell.column_letter].width for cell in one[1])


async def test_no_cell_is_a_formula_whatever_a_page_says(run):
    report = await run()

    book = openpyxl.load_workbook(io.BytesIO(workbook(report)))

    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [
        cell.value for cell in cells if cell.data_type == "f" or (str(cell.value or "")[:1] in "=+-@" and cell.value)
    ]


async def test_the_owner_is_the_registers_or_else_the_foots(run, server):
    record = sites.record(server)

    assert (await run(record=record)).owner == record.host_name != ""
    assert (await run()).owner == record.host_name


async def test_a_site_without_columns_has_no_empty_sheet(run):
    book = openpyxl.load_workbook(io.BytesIO(workbook(await run())))

    assert "栏目" not in book.sheetnames
