"""Attachments that are traps: small files that unpack to much, go in circles, or nest without end."""

import io
import zipfile
import zlib

_SHEET = "<worksheet><sheetData>{}</sheetData></worksheet>"
_BOMB = "压缩炸弹"


def pdf(content, *, kids="3 0 R", count=1):
    """A PDF of one page with `content` packed; `kids` are the children of its page tree."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {count}>>".encode(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))  # fmt: skip


def zipped(members):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def in_itself(depth):
    """An archive in an archive in an archive…"""
    inner = zipped({"正文.txt": "x"})
    for number in range(depth):
        inner = zipped({f"{number}.zip": inner})
    return inner


def document(body):
    return zipped({"word/document.xml": body})


# name → (ending, what makes the file, words of which the note has one: "" when it is read whole)
TRAPS = {
    "a PDF of 300 million zeros": ("pdf", lambda: pdf(bytes(300_000_000)), _BOMB),
    "a PDF of 300,000 words": ("pdf", lambda: pdf(b"BT /F1 12 Tf 10 100 Td (x) Tj ET\n" * 300_000), f"{_BOMB}|超过30秒"),
    "a PDF whose pages are its own children": ("pdf", lambda: pdf(b"", kids="2 0 R " * 10, count=10), "PDF损坏"),
    "a PDF with one page 50,000 times": ("pdf", lambda: pdf(b"BT (x) Tj ET", kids="3 0 R " * 50_000, count=50_000), "只检查了前2000页，其余48000页未检查"),
    "a workbook of four million rows": ("xlsx", lambda: zipped({"xl/worksheets/sheet1.xml": _SHEET.format("<row/>" * 4_000_000)}), _BOMB),
    "a workbook of 30 strings of 30 million": ("xlsx", lambda: zipped({f"xl/worksheets/sheet{n}.xml": "<v>" + "1" * 29_000_000 for n in range(30)}), _BOMB),
    "an archive of 20 files of 25 million zeros": ("zip", lambda: zipped({f"{n}.txt": bytes(25_000_000) for n in range(20)}), _BOMB),
    "an archive of 20,000 files": ("zip", lambda: zipped({f"{n}.txt": "" for n in range(20_000)}), _BOMB),
    "an archive in an archive, ten times": ("zip", lambda: in_itself(10), "嵌套过深"),
    "an archive of more text than is read": ("zip", lambda: zipped({"a.txt": "".join(map(str, range(1_500_000)))}), "只检查了前"),
    "a text of 200,000 nested paragraphs": ("docx", lambda: document("<x>" * 200_000 + "</x>" * 200_000), _BOMB),
    "a text of entities of entities": ("docx", lambda: document('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'), "实体"),
    "an old text of noise": ("doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(range(256)) * 20_000, "粗略"),
    "an archive that is cut off": ("zip", lambda: zipped({"a.txt": "正文" * 1000})[:-40], "损坏"),
}  # fmt: skip
