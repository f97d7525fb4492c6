"""Attachments are read whole, and none of them can harm the reader (13.5, 30.1)."""

import io
import zipfile

import pytest

from jiyue.textcheck import scan
from jiyue.textcheck.documents import DocumentError, Limits, document_text, plain_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ID = "11010519491231002X"


def archive(**parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def docx(body, **parts):
    return archive(word__document=f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>', **parts)


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


@pytest.mark.clause("13.5")
def test_a_number_that_word_splits_into_runs_is_found():
    text = document_text(docx(paragraph("身份证", ID[:6], ID[6:])), "名单.docx")

    assert [hit.kind for hit in scan(text)] == ["citizen-id"]


@pytest.mark.clause("30.1")
def test_a_mark_in_the_header_of_a_document_is_found():
    header = f'<w:hdr xmlns:w="{W}">{paragraph("机密★5年")}</w:hdr>'

    assert [hit.kind for hit in scan(document_text(docx(paragraph("正文"), word__header1=header), "x.docx"))] == [
        "secrecy-mark"
    ]


def test_a_workbook_is_read_cell_by_cell():
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["姓名", "身份证号"])
    book.active.append(["张三", ID])
    stream = io.BytesIO()
    book.save(stream)

    assert [hit.kind for hit in scan(document_text(stream.getvalue(), "名单.xlsx"))] == ["citizen-id"]


def test_numbers_in_cells_of_a_workbook_are_read():
    sheet = '<worksheet><sheetData><row><c r="A1"><v>13912345678</v></c><c r="B1"><v>5</v></c></row></sheetData></worksheet>'

    assert [hit.kind for hit in scan(document_text(archive(xl__worksheets__sheet1=sheet), "a.xlsx"))] == ["mobile"]


def test_slides_are_read():
    slide = f'<p xmlns:a="a"><a:p><a:r><a:t>手机13912345678</a:t></a:r></a:p></p>'  # noqa: F541

    assert [hit.kind for hit in scan(document_text(archive(ppt__slides__slide1=slide), "a.pptx"))] == ["mobile"]


def test_the_text_of_a_pdf_is_read():
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    stream = io.BytesIO()
    writer.write(stream)

    with pytest.raises(DocumentError, match="没有文字层"):
        document_text(stream.getvalue(), "扫描件.pdf")
    assert ID in document_text(pdf_with(f"ID {ID}"), "a.pdf")


def pdf_with(text):
    content = f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(docx("<w:p/>" * 900_000), "压缩炸弹", id="ratio of compression"),
        pytest.param(archive(**{f"word__{n}": "" for n in range(5_001)}), "文件过多", id="many parts"),
        pytest.param(
            archive(word__document='<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'),
            "实体",
            id="entities",
        ),
        pytest.param(archive(word__document="<x>"), "损坏", id="broken XML"),
        pytest.param(archive(other="<x/>"), "压缩文件", id="a ZIP of something else"),
        pytest.param(docx(paragraph("正文"))[:-40], "损坏", id="cut off"),
        pytest.param(b"%PDF-1.7 nonsense", "PDF损坏", id="broken PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0" + b"x" * 600, "旧版Office", id="old or encrypted Office"),
        pytest.param(b"\x89PNG", "不支持", id="a picture"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_a_file_that_can_not_be_read_says_why(data, reason):
    with pytest.raises(DocumentError, match=reason):
        document_text(data, "附件.bin")


def test_deep_nesting_ends():
    depth = 20_000

    assert "底" in document_text(docx("<w:p>" * depth + "<w:t>底</w:t>" + "</w:p>" * depth), "深.docx")


def test_limits_are_arguments():
    with pytest.raises(DocumentError, match="过大"):
        document_text(b"x" * 11, "a.txt", Limits(file_bytes=10))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_of_any_chinese_encoding_is_read(encoding):
    assert plain_text("宝鸡市人民政府".encode(encoding)) == "宝鸡市人民政府"
