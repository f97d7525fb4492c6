"""Annex 2 as a Word file holds what the paper form asks for, cell by cell (A2)."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from jiyue.platform.procedures.documents import annex_2
from jiyue.platform.procedures.presenting import annex
from tests.procedures.conftest import submitted


@pytest.fixture
def document(site, sun):
    return Document(BytesIO(annex_2(submitted(site, sun), is_masked=False)))


def distinct(row):
    """The texts of a row's cells, merged ones once."""
    found = []
    for cell in row.cells:
        if not found or cell._tc is not found[-1]._tc:
            found.append(cell)
    return [cell.text.replace("\n", "").replace("　", "") for cell in found]


@pytest.mark.clause("A2")
def test_it_carries_the_number_and_title_of_the_paper_form(document):
    assert [paragraph.text for paragraph in document.paragraphs][:2] == ["附件2", "政府网站永久/临时下线申请表"]


@pytest.mark.clause("A2")
def test_its_cells_are_those_of_the_paper_form(document):
    rows = [distinct(row) for row in document.tables[0].rows]

    assert rows[0] == ["主办单位负责同志", "姓名", "高明远", "联系电话", "0917-3260002"]
    assert rows[1] == ["主办单位负责同志", "手机", "13900000821"]
    assert rows[2] == ["承办单位", "网站名称", "宝鸡市水利局"]
    assert rows[3] == ["承办单位", "首页网址", "slj.baoji.gov.cn"]
    assert rows[4][1] == "申请理由（永久/临时下线声明）"
    assert rows[5][1:] == ["栏目名称", "具体网址"]
    assert [row[1] for row in rows[6:15]] == [*(f"栏目{number}" for number in range(1, 9)), "……"]
    assert rows[15] == ["联系人姓名", "孙宁"]
    assert rows[16] == ["办公电话", "0917-3260001", "手机", "13700005519"]
    assert rows[17] == ["主管单位审核意见（盖章）", "年月日"]


@pytest.mark.clause("A2")
def test_the_reason_says_temporary_and_the_migration_block_stays_empty(document):
    rows = [distinct(row) for row in document.tables[0].rows]

    assert "☐ 永久下线☑ 临时下线" in rows[4][2]
    assert "拟于2026年12月5日 0时至 2026年12月16日 24时临时下线" in rows[4][2]
    assert {row[2] for row in rows[6:15]} == {"（临时下线不填）", ""}


def test_the_table_is_double_ruled_outside_and_single_inside(document):
    borders = document.tables[0]._tbl.tblPr.find(qn("w:tblBorders"))

    kinds = {rule.tag.split("}")[1]: rule.get(qn("w:val")) for rule in borders}
    assert kinds == dict.fromkeys(("top", "left", "bottom", "right"), "double") | dict.fromkeys(
        ("insideH", "insideV"), "single"
    )


@pytest.mark.clause("A2")
def test_the_screen_shows_the_same_blocks_as_the_paper(site, sun):
    shown = annex.to_read(submitted(site, sun))

    labels = [group["label"] for group in shown["groups"]]
    assert labels == [
        "主办单位负责同志",
        "承办单位",
        "迁移至上一级政府网站具体栏目名称及具体网址",
        "联系人",
        "主管单位审核意见",
    ]
    assert shown["title"] == "政府网站永久/临时下线申请表"
