"""What files are by their bytes: pictures that answer and show nothing, attachments that are not what their names say."""

import struct
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiyue.inspection import State, Verdict, inspect, replay
from jiyue.inspection.facts.file_kinds import kind_of, size_of
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply

PNG = sites.PNG
GIF = b"GIF89a" + struct.pack("<HH", 300, 20) + bytes(9)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(10) + b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 480, 640) + bytes(9)
BMP = b"BM" + bytes(16) + struct.pack("<ii", 16, -32)
WEBP = b"RIFF" + bytes(4) + b"WEBPVP8 " + bytes(10) + struct.pack("<HH", 100, 50)
WIDE_WEBP = b"RIFF" + bytes(4) + b"WEBPVP8X" + bytes(8) + (1919).to_bytes(3, "little") + (1079).to_bytes(3, "little")
FINE_WEBP = b"RIFF" + bytes(4) + b"WEBPVP8L" + bytes(5) + struct.pack("<I", 99 | 49 << 14)
PAGE = b"\xef\xbb\xbf\n<!-- 404 --><!DOCTYPE html><title>x</title>"


@pytest.mark.parametrize(
    ("data", "kind", "size"),
    [
        pytest.param(PNG, "png", (120, 40), id="PNG"),
        pytest.param(GIF, "gif", (300, 20), id="GIF"),
        pytest.param(JPEG, "jpeg", (640, 480), id="JPEG"),
        pytest.param(BMP, "bmp", (16, 32), id="BMP upside down"),
        pytest.param(WEBP, "webp", (100, 50), id="WebP"),
        pytest.param(WIDE_WEBP, "webp", (1920, 1080), id="WebP, extended"),
        pytest.param(FINE_WEBP, "webp", (100, 50), id="WebP, lossless"),
        pytest.param(b"<?xml version='1.0'?><!-- x --><svg>", "svg", None, id="SVG"),
        pytest.param(b"\x00\x00\x01\x00\x01", "ico", None, id="icon"),
        pytest.param(b"\x00\x00\x00\x20ftypavif", "avif", None, id="AVIF"),
        pytest.param(PNG[:20], "png", None, id="PNG cut off"),
        pytest.param(PNG[:16] + bytes(8), "png", None, id="PNG without width"),
        pytest.param(JPEG[:22], "jpeg", None, id="JPEG cut off"),
        pytest.param(b"\xff\xd8\xff" + b"\xff" * 9000, "jpeg", None, id="JPEG of segments"),
        pytest.param(PAGE, "page", None, id="page"),
        pytest.param(b"%PDF-1.7", "pdf", None, id="PDF"),
        pytest.param(b"PK\x03\x04" + bytes(26) + b"word/document.xml", "docx", None, id="DOCX"),
        pytest.param(b"PK\x03\x04" + bytes(26) + b"a.txt", "zip", None, id="ZIP"),
        pytest.param("通知".encode(), "", None, id="text"),
        pytest.param(b"", "", None, id="nothing"),
    ],
)  # fmt: skip
def test_a_file_is_known_by_its_beginning(data, kind, size):
    assert (kind_of(data), size_of(data)) == (kind, size)


@given(st.sampled_from([PNG, GIF, JPEG, BMP, WEBP, WIDE_WEBP, FINE_WEBP]), st.binary(max_size=40), st.integers(0, 60))
def test_no_beginning_raises(data, noise, at):
    size = size_of(data[:at] + noise)

    assert size is None or min(size) > 0


@pytest.mark.parametrize("piece", [b"<!---->", b"<!--", b"<?xml>", b" ", b"<!doctype svg>"])
def test_endless_beginnings_are_read_in_linear_time(piece):
    started = time.process_time()

    assert kind_of(piece * 200_000) == ""

    assert time.process_time() - started < 0.5


@pytest.fixture
def run(server, options, tmp_path):
    """Inspect the clean site with what `plant` puts there; the odd pictures and attachments, and the report."""

    async def make(plant, **changes):
        sites.clean(server)
        plant(server)
        chosen = options(**({"max_pictures": 9, "max_documents": 9, "evidence_dir": tmp_path} | changes))
        report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
        found = [one for one in report.observations if one.check in {"picture", "attachment-type"}]
        return [(one.check, one.kind, one.verdict) for one in found], report

    return make


def logo(reply):
    return lambda server: server.on("/img/logo.png", reply)


async def cut_off(request, writer):
    """A picture that breaks off in the middle, each time."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {'9000' if request.method == 'GET' else '0'}\r\n\r\n"
    writer.write(head.encode() + (PNG if request.method == "GET" else b""))
    await writer.drain()


@pytest.mark.clause("32.7")
@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        pytest.param(Reply(b"", kind="image/png"), "empty", id="nothing"),
        pytest.param(Reply(PAGE, kind="image/png"), "page", id="a page"),
        pytest.param(Reply(b"error", kind="image/png"), "unknown", id="a word"),
        pytest.param(Reply(PNG[:20], kind="image/png"), "broken", id="a header cut off"),
        pytest.param(cut_off, "broken", id="a transfer cut off"),
        pytest.param(Reply(b"II*\x00" + bytes(9), kind="image/tiff"), "odd", id="a kind that browsers do not show"),
    ],
)
async def test_a_picture_that_answers_and_shows_nothing_is_to_be_verified(run, server, reply, kind):
    found, report = await run(logo(reply))

    assert found == [("picture", kind, Verdict.TO_VERIFY)]
    one = next(one for one in report.observations if one.check == "picture")
    assert one.target == server.url("/img/logo.png")
    assert set(one.evidence) <= {proof.id for proof in report.evidence}
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@pytest.mark.clause("32.7")
async def test_a_good_picture_passes_with_its_kind_size_and_length(run, server):
    found, report = await run(logo(Reply(PNG, kind="text/plain")))

    assert found == []
    (one,) = [one for one in report.measurements if one.check == "picture"]
    assert (one.target, one.verdict, one.note) == (
        server.url("/img/logo.png"),
        Verdict.PASS,
        "PNG，120×40 像素，29 字节",
    )


async def test_a_picture_that_is_refused_is_not_judged(run, server):
    def answer(request):
        return Reply(PNG, 403 if request.method == "GET" else 200, kind="image/png")

    found, report = await run(logo(answer))

    assert found == []
    assert [(one.state, one.verdict) for one in report.measurements if one.check == "picture"] == [
        (State.BLOCKED, Verdict.NONE)
    ]


async def test_pictures_are_asked_for_only_where_wanted(run, server):
    found, report = await run(logo(Reply(b"", kind="image/png")), max_pictures=0)

    assert (found, [one for one in report.measurements if one.check == "picture"]) == ([], [])
    assert server.asked("/img/logo.png") == ["HEAD"]


def file(name, body):
    def plant(server):
        server.on("/policy/", sites.listing("政策文件", sites.POLICIES, extra=f'<a href="/f/{name}">附件</a>'))
        server.on(f"/f/{name}", Reply(body, kind="application/octet-stream"))

    return plant


DOCX = b"PK\x03\x04" + bytes(26) + b"word/document.xml"
OLE = b"\xd0\xcf\x11\xe0" + bytes(600)


@pytest.mark.clause("16.1")
@pytest.mark.parametrize(
    ("name", "body", "kind", "word"),
    [
        pytest.param("a.pdf", b"", "empty", "空文件", id="nothing"),
        pytest.param("a.pdf", PAGE, "page", "网页", id="a page"),
        pytest.param("a.doc", PAGE, "page", "网页", id="a page named as a document"),
        pytest.param("a.docx", OLE, "other-kind", "旧版Office", id="old named as new"),
        pytest.param("a.xls", b"%PDF-1.7", "other-kind", "PDF", id="a PDF named as a workbook"),
        pytest.param("a.zip", b"Rar!\x1a\x07\x00", "other-kind", "RAR", id="another archive"),
        pytest.param("a.pdf", b"error 500", "other-kind", "无法识别", id="a word"),
        pytest.param("a.pdf?v=1", b"MZ\x90", "other-kind", "可执行", id="a program"),
    ],
)
async def test_an_attachment_that_is_not_what_its_name_says_is_to_be_verified(run, name, body, kind, word):
    found, report = await run(file(name, body))

    assert found == [("attachment-type", kind, Verdict.TO_VERIFY)]
    assert word in next(one.message for one in report.observations if one.check == "attachment-type")
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.doc", OLE),
        ("a.doc", DOCX),
        ("a.doc", b"{\\rtf1"),
        ("a.docx", DOCX),
        ("a.zip", DOCX),
        ("a.txt", "通知".encode()),
    ],
)
async def test_an_attachment_that_opens_by_its_name_passes(run, name, body):
    assert (await run(file(name, body)))[0] == []
