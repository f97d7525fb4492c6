"""Attachments are taken apart to their last member, each says what it holds or why it was not read (13.5, 30.1)."""

import importlib
import io
import sys
import zipfile
from pathlib import Path

import pytest

from jiyue.textcheck import Policy, pictures
from jiyue.textcheck.apart import read_apart
from jiyue.textcheck.attachments import _file_name, read_parts, scan_attachment
from jiyue.textcheck.documents import Limits
from tests.textcheck.test_documents import pdf_with

ID = "11010519491231002X"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(16)


def zipped(members, *, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def told(data, name="附件.zip", **options):
    return [(part.name, part.why_not) for part in read_parts(data, name, **options)]


def workbook(*rows):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.clause("13.5")
def test_each_member_of_an_archive_is_checked_by_its_name():
    inner = zipped({"名单.xlsx": workbook(["姓名", "身份证号"], ["张三", ID])})
    parts = scan_attachment(zipped({"说明.txt": "公示说明", "第一批/内.zip": inner}), "附件.zip")

    assert [(part.name, [hit.kind for hit in part.hits]) for part in parts] == [
        ("附件.zip/说明.txt", []),
        ("附件.zip/第一批/内.zip/名单.xlsx", ["citizen-id"]),
    ]


@pytest.mark.clause("30.1")
def test_a_mark_in_a_page_within_an_archive_is_found():
    (part,) = scan_attachment(zipped({"a.html": "<p>机密<b>★5年</b></p>"}), "附件.zip")

    assert [hit.kind for hit in part.hits] == ["secrecy-mark"]


def test_cells_of_a_workbook_are_one_sentence_and_no_number_runs_on_into_the_next():
    (part,) = read_parts(workbook(["姓名", "电话", 7], ["张三", "139", "1234", "5678"]), "a.xlsx")

    assert part.text.splitlines() == ["姓名 | 电话 | 7", "张三 | 139 | 1234 | 5678"]
    assert scan_attachment(workbook(["139", "1234", "5678"]), "a.xlsx")[0].hits == ()


@pytest.mark.parametrize(
    ("stored", "name"),
    [
        pytest.param("公示名单.txt".encode("gb18030").decode("cp437"), "公示名单.txt", id="Chinese Windows"),
        pytest.param("名单.txt", "名单.txt", id="can not be code page 437"),
        pytest.param("list.txt", "list.txt", id="plain"),
    ],
)
def test_names_written_in_gb18030_are_read(stored, name):
    assert _file_name(zipfile.ZipInfo(stored)) == name


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(zipped({"a.zip": zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": "x"})})})}), "嵌套过深", id="archives in archives"),
        pytest.param(zipped({"a.txt": b"0" * 9_000_000}), "压缩炸弹", id="ratio of compression"),
        pytest.param(zipped({"a.txt": "正文"})[:-30], "损坏", id="cut off"),
        pytest.param(zipped({"a.exe": b"MZ"}), "不支持", id="a program"),
        pytest.param(PNG, "图片中的文字未检查", id="a picture"),
        pytest.param(b"\xd0\xcf\x11\xe0" + bytes(600), "旧版Office", id="old Office"),
        pytest.param(b"Rar!\x1a\x07\x00", "不支持", id="another kind of archive"),
    ],
)  # fmt: skip
def test_what_is_not_read_says_why(data, reason):
    assert any(reason in why_not for _, why_not in told(data, "附件.bin"))


def test_an_archive_of_too_much_is_read_up_to_its_budget():
    many = {f"{number}.txt": "正文" for number in range(8)}

    *read, last = told(zipped(many), limits=Limits(parts=5))
    assert [why_not for _, why_not in read] == [""] * 5
    assert "其余未检查" in last[1]
    assert "其余未检查" in told(zipped(many), limits=Limits(total_bytes=20))[-1][1]


@pytest.mark.clause("13.5")
def test_a_pdf_of_too_many_pages_is_checked_as_far_as_it_is_read_and_says_so():
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter()
    for _ in range(3):
        writer.append(io.BytesIO(pdf_with(f"ID {ID}")))
    stream = io.BytesIO()
    writer.write(stream)

    def parts(pages):
        return [
            (part.why_not, len(part.hits))
            for part in scan_attachment(stream.getvalue(), "a.pdf", limits=Limits(pages=pages))
        ]

    assert parts(2) == [("页数过多，只检查了前2页，其余1页未检查", 2)]
    assert parts(3) == [("", 3)]


@pytest.mark.clause("13.5")
def test_an_old_office_file_is_checked_roughly_and_never_called_clean():
    data = (
        b"\xd0\xcf\x11\xe0"
        + bytes(501)
        + f"姓名张三，身份证号{ID}，住址".encode("utf-16-le")
        + bytes(99)
        + b"tel 13912345678"
    )

    (part,) = scan_attachment(data, "名单.doc")

    assert [hit.kind for hit in part.hits] == ["citizen-id", "mobile"]
    assert "粗略检查" in part.why_not


def test_the_policy_reaches_the_parts():
    (part,) = scan_attachment("电话13912345678".encode(), "a.txt", Policy(office_phones=frozenset({"13912345678"})))

    assert part.hits == ()


def test_without_the_extra_a_picture_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(pictures, "can_read", lambda: False)

    assert "jiyue[ocr]" in told(PNG, "照片.png", with_pictures=True)[0][1]


def test_a_file_is_read_in_a_process_of_its_own_within_limits():
    data = zipped({"a.txt": f"身份证号{ID}"})

    assert [(part.name, part.text) for part in read_apart(data, "附\ud800\0件.zip")] == [
        ("附\ud800\0件.zip/a.txt", f"身份证号{ID}")
    ]
    assert "超过" in read_apart(data, "a.zip", seconds=0.01)[0].why_not


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on address space")
def test_a_file_that_takes_too_much_memory_is_a_part_that_was_not_read():
    assert "内存不足" in read_apart(b"x" * 60_000_000, "a.txt", megabytes=120)[0].why_not


@pytest.mark.skipif("not pictures.can_read()", reason="the extra jiyue[ocr] is not installed")
@pytest.mark.clause("13.5")
def test_the_text_in_a_picture_is_recognised_and_never_certain(tmp_path):
    image, draw, font = (importlib.import_module(f"PIL.{name}") for name in ("Image", "ImageDraw", "ImageFont"))
    fonts = sorted(Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc"))
    if not fonts:
        pytest.skip("no Chinese font on this machine")
    picture, stream = image.new("RGB", (900, 120), "white"), io.BytesIO()
    draw.Draw(picture).text((30, 40), f"身份证号{ID}", font=font.truetype(str(fonts[0]), 32), fill="black")
    picture.save(stream, "PNG")

    (part,) = scan_attachment(stream.getvalue(), "名单.png", with_pictures=True)

    assert [(hit.kind, hit.confidence) for hit in part.hits] == [("citizen-id", "to-verify")]
    assert told(stream.getvalue(), with_pictures=True, limits=Limits(pixels=100)) == [("附件.zip", "图片过大，未检查")]
    assert told(PNG, with_pictures=True) == [("附件.zip", "图片损坏，无法读取")]
