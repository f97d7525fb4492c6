"""The texts of attachments: planted faults are found by page, attachment and part; a clean file passes; what could not be read is said."""

import io
import zipfile
from pathlib import Path

import pytest

from jiyue.inspection import State, Verdict, inspect, replay
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply

ID = "11010519491231002X"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def archive(**members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/"), content)
    return packed.getvalue()


def docx(text):
    body = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return archive(**{"[Content_Types].xml": "<Types/>", "word__document.xml": body})


def xlsx(text):
    cell = f'<worksheet xmlns="{SHEET}"><sheetData><row><c t="inlineStr"><is><t>{text}</t></is></c></row></sheetData></worksheet>'
    return archive(**{"[Content_Types].xml": "<Types/>", "xl__worksheets__sheet1.xml": cell})


def ofd(text):
    piece = f'<ofd:TextObject ID="1" Size="4" Boundary="20 30 100 6"><ofd:TextCode X="0" Y="4">{text}</ofd:TextCode></ofd:TextObject>'
    page = f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content>{piece}</ofd:Content></ofd:Page>'
    return archive(**{"OFD.xml": "<ofd/>", "Doc_0__Pages__Page_0__Content.xml": page})


@pytest.fixture
def run(server, options, tmp_path):
    """Inspect the clean site with one attachment on its policy list; return what was found, and the report."""

    async def make(name, body, **changes):
        sites.clean(server)
        link = f'<a href="/files/{name}">附件：名单</a>'
        server.on("/policy/", sites.listing("政策文件", sites.POLICIES, extra=link))
        server.on(
            f"/files/{name}", body if not isinstance(body, bytes) else Reply(body, kind="application/octet-stream")
        )
        chosen = options(**({"max_documents": 5, "check_external": False, "evidence_dir": tmp_path} | changes))
        report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
        return [(one.check, one.kind, one.verdict) for one in report.observations], report

    return make


PLANTED = {
    "a number in a text": ("a.txt", f"公民身份号码：{ID}".encode(), ("personal-data", "citizen-id"), ""),
    "a number in a DOCX": ("a.docx", docx(f"公民身份号码：{ID}"), ("personal-data", "citizen-id"), ""),
    "a number in a XLSX": ("a.xlsx", xlsx(f"公民身份号码：{ID}"), ("personal-data", "citizen-id"), ""),
    "a number in an OFD": ("a.ofd", ofd(f"公民身份号码：{ID}"), ("personal-data", "citizen-id"), ""),
    "a number in a member of a ZIP": ("a.zip", archive(inner__b_docx=docx(f"公民身份号码：{ID}")), ("personal-data", "citizen-id"), "inner/b_docx"),
    "a secrecy mark": ("a.docx", docx("机密★10年"), ("secrecy-mark", "secrecy-mark"), ""),
    "wrong wording": ("a.docx", docx("中华人名共和国成立以来，我市发展迅速。"), ("wording", "state-name"), ""),
}  # fmt: skip


@pytest.mark.clause("13.5", "30.1", "32.7")
@pytest.mark.parametrize("fault", PLANTED)
async def test_what_must_not_stand_in_an_attachment_is_found_by_page_attachment_and_part(run, server, fault):
    name, body, expected, part = PLANTED[fault]

    found, report = await run(name, body)

    assert [one[:2] for one in found] == [expected]
    one = report.observations[0]
    assert (one.url, one.target) == (server.url("/policy/"), server.url(f"/files/{name}"))
    assert "附件“附件：名单”" in one.place
    assert part in one.place
    assert ID not in str(report)
    assert set(one.evidence) <= {proof.id for proof in report.evidence}
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.docx", docx("会议通知")),
        ("a.ofd", ofd("会议通知")),
        ("a.xlsx", xlsx("预算")),
        ("a.txt", "公民身份号码：110105********002X".encode()),
    ],
)
async def test_a_clean_attachment_passes(run, name, body):
    found, report = await run(name, body)

    assert found == []
    assert [one.verdict for one in report.measurements if one.check == "attachment-text"] == [Verdict.PASS]
    assert not [note for note in report.notes if "附件" in note]


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("name", "body", "is_found", "state"),
    [
        ("a.docx", docx("会议通知")[:-40], True, State.DONE),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600), False, State.DONE),
        ("a.txt", lambda request: Reply(b"x", 200 if request.method == "HEAD" else 403), False, State.BLOCKED),
        ("a.txt", lambda request: Reply(b"x", 200 if request.method == "HEAD" else 500), False, State.ABORTED),
        ("a.txt", Reply("通知".encode() * 20_000, kind="text/plain"), False, State.TOO_LARGE),
    ],
    ids=["broken", "of the old form", "forbidden", "error", "too large"],
)
async def test_what_could_not_be_read_is_said_and_never_called_clean(run, name, body, is_found, state):
    found, report = await run(name, body, max_body_bytes=20_000)

    assert found == ([("attachment-text", "unreadable", Verdict.TO_VERIFY)] if is_found else [])
    one = next(one for one in report.measurements if one.check == "attachment-text")
    assert (one.state, one.verdict) == (state, Verdict.TO_VERIFY if is_found else Verdict.NONE)
    assert one.note
    assert any("没有检查" in note for note in report.notes)


@pytest.mark.parametrize(
    "changes", [{"max_documents": 0}, {"max_document_bytes": 0}], ids=["not wanted", "no room left"]
)
async def test_attachments_that_are_not_wanted_are_asked_for_by_head_alone(run, server, changes):
    found, report = await run("a.txt", f"公民身份号码：{ID}".encode(), **changes)

    assert found == []
    assert server.asked("/files/a.txt") == ["HEAD"]
    assert "attachment-text" not in {one.check for one in report.measurements}


async def test_those_beyond_the_number_are_counted_in_a_note(server, options, tmp_path):
    sites.clean(server)
    links = "".join(f'<a href="/files/{n}.txt">附件{n}</a>' for n in range(4))
    server.on("/policy/", sites.listing("政策文件", sites.POLICIES, extra=links))
    for n in range(4):
        server.on(f"/files/{n}.txt", Reply("通知".encode(), kind="text/plain"))

    report = await inspect(server.url(), options=options(max_documents=3, evidence_dir=tmp_path), now=NOW)

    assert as_json(await replay(Path(report.warc))) == as_json(report)
    assert "共 4 个附件，1 个超出限额，没有检查文字。" in report.notes
    assert sum(one.check == "attachment-text" for one in report.measurements) == 3
