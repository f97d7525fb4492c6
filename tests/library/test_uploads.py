"""Attachments: what may be uploaded, and what is read in them (13.5, 30.1)."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from jiyue.platform.library import checking, uploads
from jiyue.platform.library.models import Attachment
from tests.factories import ResourceFactory

CITIZEN = "11010119900307457" + "3"


def packed(**parts):
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return box.getvalue()


def document(text):
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return packed(**{"word/document.xml": body})


@pytest.mark.parametrize(
    ("name", "content", "why_not"),
    [
        pytest.param("a.pdf", b"%PDF-1.7 ...", "", id="a PDF"),
        pytest.param("a.docx", document("正文"), "", id="a DOCX"),
        pytest.param("a.ofd", packed(**{"OFD.xml": "<a/>"}), "", id="an OFD"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n..", "", id="a picture"),
        pytest.param("a.exe", b"MZ", "不能上传", id="a program"),
        pytest.param("a.doc", b"\xd0\xcf\x11\xe0", "不能上传", id="the old Word format"),
        pytest.param("a.pdf", b"<html><script>", "内容与扩展名", id="a page named PDF"),
        pytest.param("a.docx", packed(**{"xl/workbook.xml": "<a/>"}), "内容与扩展名", id="a workbook named DOCX"),
        pytest.param(
            "a.docx", packed(**{"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "带宏", id="macros"
        ),
        pytest.param("a.zip", packed(**{"x/run.exe": "MZ"}), "可执行文件", id="a program in a ZIP"),
        pytest.param("a.xlsx", b"PK\x03\x04 broken", "已损坏", id="a broken archive"),
    ],
)
def test_files_are_known_by_name_and_content(name, content, why_not):
    said = uploads.refusal(io.BytesIO(content), name)

    assert (why_not in said) if why_not else said == ""


@pytest.mark.parametrize(("extra", "refused"), [(0, False), (1, True)], ids=["50 MB", "one byte more"])
def test_files_up_to_fifty_megabytes_may_be_attached(extra, refused, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_BYTES", 1000)
    file = io.BytesIO(b"%PDF-" + b"x" * (995 + extra))

    assert bool(uploads.refusal(file, "a.pdf")) is refused


def test_the_model_refuses_a_false_file_before_it_is_stored(db):
    attachment = Attachment(resource=ResourceFactory(), title="名单", file=SimpleUploadedFile("名单.pdf", b"MZ"))

    with pytest.raises(ValidationError, match="不符"):
        attachment.full_clean()


@pytest.mark.clause("13.5", "30.1")
def test_a_citizens_number_in_an_attachment_forbids_the_publication(db):
    resource = ResourceFactory()
    Attachment.objects.create(
        resource=resource, title="护林员名单", file=ContentFile(document(f"身份证号 {CITIZEN}"), "list.docx")
    )

    found = [remark for remark in checking.check(resource) if remark.level == checking.FORBIDDEN]

    assert [remark.place for remark in found] == ["附件《护林员名单》"]
    assert CITIZEN not in found[0].excerpt


@pytest.mark.clause("13.5")
def test_an_attachment_that_can_not_be_read_must_be_explained(db):
    resource = ResourceFactory()
    Attachment.objects.create(
        resource=resource, title="打包材料", file=ContentFile(packed(**{"a.txt": "x"}), "all.zip")
    )

    assert [remark.level for remark in checking.check(resource)] == [checking.EXPLAIN]


def test_a_foreign_file_is_not_found(client, settings, wang):
    resource = ResourceFactory()
    held = Attachment.objects.create(resource=resource, title="名单", file=ContentFile(document("正文"), "list.docx"))
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    client.force_login(wang)

    assert client.get(f"/workbench/files/{held.pk}/").status_code == 404
    assert client.get(f"/workbench/resources/{resource.pk}/files/1/").status_code == 404
