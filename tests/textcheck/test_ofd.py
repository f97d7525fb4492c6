"""OFD documents are read as a reader of paper would: what touches on one line runs on, what stands apart does not (13.5, 30.1)."""

import io
import zipfile

import pytest

from jiyue.textcheck import scan
from jiyue.textcheck.attachments import read_parts, scan_attachment
from jiyue.textcheck.documents import DocumentError, document_text

NAMESPACE = "http://www.ofdspec.org/2016"
ID = "11010519491231002X"
HALF, DOWN, UP, ASLANT = "0.5 0 0 0.5 0 0", "0 1 -1 0 0 0", "0 -1 1 0 0 0", "0.70711 0.70711 -0.70711 0.70711 0 0"


def piece(text, left=20.0, top=30.0, size=4, matrix="", **more):
    attributes = "".join(f' {name}="{value}"' for name, value in more.items())
    turned = f' CTM="{matrix}"' if matrix else ""
    return f'<ofd:TextObject ID="1" Font="3" Size="{size}" Boundary="{left} {top} 100 6"{turned}><ofd:TextCode X="0" Y="4"{attributes}>{text}</ofd:TextCode></ofd:TextObject>'


def page(*pieces, tag="Page"):
    return f'<ofd:{tag} xmlns:ofd="{NAMESPACE}"><ofd:Content><ofd:Layer ID="2">{"".join(pieces)}</ofd:Layer></ofd:Content></ofd:{tag}>'


def ofd(*pages, **others):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("OFD.xml", f'<ofd:OFD xmlns:ofd="{NAMESPACE}"/>')
        # The last page first: an archive has its members in any order.
        for number, content in reversed(list(enumerate(pages))):
            file.writestr(f"Doc_0/Pages/Page_{number}/Content.xml", content)
        for name, content in others.items():
            file.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def text_of(*pieces):
    return document_text(ofd(page(*pieces)), "通知.ofd")


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([piece(ID)], id="in one piece"),
        pytest.param([piece(letter, 20 + 2 * at) for at, letter in enumerate(ID)], id="each character a piece"),
        pytest.param([piece(ID[:6], DeltaX="g 5 2"), piece(ID[6:], 32)], id="steps in short"),
        pytest.param([piece(ID[:6], DeltaX="2 2 2 2 2"), piece(ID[6:], 32)], id="steps written out"),
        pytest.param([piece("身份证"), piece(ID, 32)], id="behind a word"),
        pytest.param(
            [piece(ID[:6], DeltaX="g 5 2 -10", DeltaY="g 5 0 4"), piece(ID[6:], 32)],
            id="with a step back to the margin",
        ),
        pytest.param(
            [piece(ID[:6], 20, size=8, matrix=HALF, DeltaX="g 5 4"), piece(ID[6:], 32, size=8, matrix=HALF)],
            id="in units of half the size",
        ),
        pytest.param(
            [piece(letter, 20, 30 + 2 * at, matrix=DOWN) for at, letter in enumerate(ID)],
            id="turned to run down, each character a piece",
        ),
        pytest.param([piece(ID[:6], 20, 30, matrix=DOWN), piece(ID[6:], 20, 42, matrix=DOWN)], id="turned to run down"),
        pytest.param([piece(ID[:6], 20, 90, matrix=UP), piece(ID[6:], 20, 78, matrix=UP)], id="turned to run up"),
        pytest.param(
            [piece(ID[:6], 20, 30, matrix=ASLANT), piece(ID[6:], 20 + 8.485, 30 + 8.485, matrix=ASLANT)],
            id="aslant, as a mark in water",
        ),
        pytest.param(
            [piece(ID[:6], DeltaY="g 5 4"), piece(ID[6:], 20, 54, DeltaY="g 11 4")], id="one character below the other"
        ),
        pytest.param([piece(ID, matrix="0 0 0 0 1 1")], id="with a matrix that makes it nothing"),
    ],
)
def test_a_number_is_found_however_a_maker_cuts_it(pieces):
    assert [hit.kind for hit in scan(text_of(*pieces))] == ["citizen-id"]


def test_numbers_of_different_columns_do_not_run_together():
    text = text_of(piece("13912345678", 20), piece("5", 80))

    assert text == "13912345678 | 5"
    assert [hit.kind for hit in scan(text)] == ["mobile"]


@pytest.mark.clause("13.5")
def test_columns_are_told_apart_by_the_size_that_characters_have_on_the_page():
    # Twelve units are 4.2 millimetres here: the next column is two characters away, not less than one.
    points = {"size": 12, "matrix": "0.35 0 0 0.35 0 0"}

    assert text_of(piece("13912345678", 20, **points), piece("5", 53, **points)) == "13912345678 | 5"


def test_a_step_back_to_the_margin_joins_no_lines():
    def number(text, top):
        return piece(text, 20, top, DeltaX=f"g {len(text) - 1} 2 -20", DeltaY=f"g {len(text) - 1} 0 5.5")

    assert text_of(number("050001700111", 30), number("12235358", 35.5)) == "050001700111\n12235358"


def test_text_that_runs_another_way_is_a_line_of_its_own():
    assert text_of(piece("甲"), piece("乙", 24.0, matrix=DOWN), piece("丙", 20.0, 38.0)) == "甲\n乙\n丙"


@pytest.mark.parametrize(
    "matrix", ["1 0 0 1", "x y z 1 2 3", "1e999 0 0 1 0 0", "nan 0 0 1 0 0", "1e300 1e300 1e300 1e300 1e300 1e300"]
)
def test_absurd_matrices_harm_nothing(matrix):
    assert "甲" in text_of(piece("甲", matrix=matrix), piece("乙", matrix=matrix))


@pytest.mark.parametrize(
    ("second", "text"),
    [
        pytest.param(piece("乙", 24.0), "甲乙", id="touching"),
        pytest.param(piece("乙", 27.9), "甲乙", id="less than a character apart"),
        pytest.param(piece("乙", 28.1), "甲 | 乙", id="more than a character apart"),
        pytest.param(piece("乙", 24.0, 31.9), "甲乙", id="a little lower"),
        pytest.param(piece("乙", 24.0, 32.1), "甲\n乙", id="on the next line"),
        pytest.param(piece("乙", "x", "1e999"), "甲\n乙", id="nowhere"),
    ],
)
def test_places_tell_what_runs_on(second, text):
    assert text_of(piece("甲"), second) == text


def test_a_piece_without_a_place_of_its_own_stands_where_the_one_before_stood():
    code = '<ofd:TextCode X="0" Y="4">甲</ofd:TextCode><ofd:TextCode X="4">乙</ofd:TextCode>'
    made = f'<ofd:TextObject ID="1" Size="4" Boundary="20 30 100 6">{code}</ofd:TextObject>'

    assert text_of(made) == "甲乙"


def test_pages_are_read_in_their_order():
    many = [page(piece(f"第{number}页")) for number in range(12)]

    assert document_text(ofd(*many), "x.ofd").splitlines() == [f"第{number}页" for number in range(12)]


@pytest.mark.clause("30.1")
@pytest.mark.parametrize(
    "place", ["Doc_0/Annots/Page_0/Annotation.xml", "Doc_0/Tpls/Tpl_0/Content.xml", "Doc_0/Content_0.xml"]
)
def test_a_mark_in_an_annotation_or_template_is_found(place):
    marked = ofd(page(piece("正文")), **{place.replace("/", "__"): page(piece("机密★5年"), tag="PageAnnot")})

    assert [hit.kind for hit in scan(document_text(marked, "x.ofd"))] == ["secrecy-mark"]


@pytest.mark.clause("13.5")
def test_what_a_document_carries_along_is_checked_as_a_file_of_its_own():
    carried = ofd(
        page(piece("名单见附件")), Doc_0__Attachs__名单_dot_txt=ID, Doc_0__Attachs__Attachments_dot_xml="<a/>"
    )

    parts = scan_attachment(carried, "通知.ofd")

    assert [(part.name, [hit.kind for hit in part.hits]) for part in parts] == [
        ("通知.ofd", []),
        ("通知.ofd/Doc_0/Attachs/名单.txt", ["citizen-id"]),
    ]


def test_signatures_and_resources_are_no_text():
    signed = ofd(page(piece("正文")), Doc_0__Signs__Sign_0__Signature_dot_xml=page(piece("签章")))

    assert document_text(signed, "x.ofd") == "正文"


def test_a_document_without_any_text_says_so():
    with pytest.raises(DocumentError, match="OFD没有文字层"):
        document_text(ofd(page()), "x.ofd")


def test_a_document_in_an_archive_is_read():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("批复.ofd", ofd(page(piece("关于同意的批复"))))

    assert [(part.name, part.text) for part in read_parts(stream.getvalue(), "附件.zip")] == [
        ("附件.zip/批复.ofd", "关于同意的批复")
    ]


@pytest.mark.parametrize("steps", ["g 999999999999 1e300", "g", "g 5", "nan " * 20_000, "g 3 x"])
def test_absurd_steps_harm_nothing(steps):
    assert "甲" in text_of(piece("甲", DeltaX=steps), piece("乙"))
