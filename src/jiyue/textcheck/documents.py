"""The text of attachments: DOCX, XLSX, PPTX, OFD, PDF and plain text, read so that no file can harm the reader.

Office files and OFD are ZIP archives of XML. They are read with the standard library under limits: number and size of parts,
ratio of compression, no document type declarations (hence no entity bombs), depth of nesting. PDF is read with pypdf.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser, fromstring

from jiyue.textcheck.ofd import CELL, ofd_text


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read. Sizes in bytes after decompression, `elements` of an XML part, `characters` of text of a part and, twice as many, of a file, `pages` of a PDF.

    `depth` counts archives within archives, `pixels` those of a picture.
    """

    file_bytes: int = 100_000_000
    part_bytes: int = 30_000_000
    total_bytes: int = 120_000_000
    parts: int = 5_000
    elements: int = 1_000_000
    ratio: int = 200
    characters: int = 5_000_000
    pages: int = 2_000
    depth: int = 3
    pixels: int = 40_000_000


class DocumentError(Exception):
    """A file can not be read, or not to its end; `reason` says why in Chinese, for the finding. `text` is what was read before."""

    def __init__(self, reason: str, text: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.text = text


DEFAULT_LIMITS: Final = Limits()
# What reading a broken or encrypted archive raises.
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    OverflowError,
)
_PARTS: Final = {
    "docx": re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"),
    "xlsx": re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+|comments\d*|drawings/[^/]+)\.xml"),
    "pptx": re.compile(r"ppt/(?:slides|notesSlides|comments)/[^/]+\.xml"),
    # Pages, templates and annotations lie where the document says; by their names only what is none can be told.
    "ofd": re.compile(r"(?!(?:[^/]+/)*(?:Signs?|Attachs?|Tags|Res)/)(?:[^/]+/)+[^/]+\.xml"),
}
_SHEET: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_BREAKS: Final = frozenset({"p", "tr", "si", "row", "br", "cr", "sp", "comment"})
_OFFICE: Final = ("word/", "xl/", "ppt/")
_NUMBER: Final = re.compile(r"\d{1,9}")
_TEXTS: Final = frozenset({"t", "delText", "instrText"})


def document_text(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> str:
    """Return the text of a file by its content, with its name's ending as a hint; raise DocumentError.

    Headers, footers, notes and comments are part of it: marks and names often stand there. A text that is one character longer than
    the limit was cut there.
    """
    if len(data) > limits.file_bytes:
        raise DocumentError("文件过大，未检查")
    if data.startswith(b"%PDF"):
        return _pdf_text(data, limits)
    if data.startswith(b"PK\x03\x04"):
        return _office_text(data, limits)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DocumentError("旧版Office或加密文件，无法读取，请转为新格式后检查")
    if name.lower().rsplit(".", 1)[-1] in {"txt", "csv", "md", "html", "htm", "xml", "json", ""} or "." not in name:
        return plain_text(data)
    raise DocumentError("不支持的文件类型")


def plain_text(data: bytes) -> str:
    """Decode a text file: by its byte order mark, else as UTF-8, else as GB 18030."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")


def xlsx_rows(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[list[str]]:
    """Return the rows of the first sheet of a workbook as text; raise DocumentError."""
    parts = dict(_office_parts(data, limits, re.compile(r"xl/(?:sharedStrings|worksheets/sheet1)\.xml")))
    strings = [_joined(item) for item in parts.get("xl/sharedStrings.xml", Element("none"))]
    sheet = parts.get("xl/worksheets/sheet1.xml", Element("none"))
    return [_row(row, strings) for row in sheet.iter() if _local(row) == "row"]


def _row(row: Element, strings: Sequence[str]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        column = _column(cell.get("r", "")) or len(cells) + 1
        cells += [""] * (min(column, 200) - 1 - len(cells))
        text = _joined(cell)
        if cell.get("t") == "s":
            index = int(text) if text.isdigit() else -1
            text = strings[index] if 0 <= index < len(strings) else ""
        cells.append(text)
    return cells


def _column(reference: str) -> int:
    column = 0
    for letter in re.match(r"[A-Z]{0,3}", reference)[0]:  # type: ignore[index] # the expression matches anything
        column = column * 26 + ord(letter) - 64
    return column


def _joined(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter() if _local(part) in {"t", "v"})


def _office_text(data: bytes, limits: Limits) -> str:
    texts: list[str] = []
    strings: list[str] = []
    name = _OFFICE[0]
    for name, root in _office_parts(data, limits, None):
        if name == "xl/sharedStrings.xml":
            strings = [_joined(item) for item in root]
        elif _SHEET.fullmatch(name):
            texts += [CELL.join(_row(row, strings)) for row in root.iter() if _local(row) == "row"]
        elif name.startswith(_OFFICE):
            texts.append("".join(_xml_text(root)))
        elif text := ofd_text(root):
            texts.append(text)
    if not "".join(texts).strip() and not name.startswith(_OFFICE):
        raise DocumentError("OFD没有文字层（可能是扫描件），须用文字识别后检查")
    return "\n".join(texts)[: limits.characters + 1]


def _office_parts(data: bytes, limits: Limits, wanted: re.Pattern[str] | None) -> Iterator[tuple[str, Element]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > limits.parts:
                raise DocumentError("压缩包内文件过多，疑似压缩炸弹")
            wanted = wanted or _PARTS.get(_kind(members), re.compile(r"(?!)"))
            read = 0
            members = [member for member in members if wanted.fullmatch(member.filename)]
            for member in sorted(members, key=_place):
                part = member_bytes(archive, member, limits)
                read += len(part)
                if read > limits.total_bytes:
                    raise DocumentError("解压后内容过大，疑似压缩炸弹")
                yield member.filename, _parsed(part, limits)
    except (*BROKEN, ParseError) as error:
        raise DocumentError("文件损坏或已加密，无法读取") from error


def _place(member: zipfile.ZipInfo) -> tuple[bool, list[int]]:
    """Shared strings first, then by the numbers in the names: page 2 before page 10."""
    return "sharedStrings" not in member.filename, [int(number) for number in _NUMBER.findall(member.filename)]


def office_kind(members: Sequence[zipfile.ZipInfo]) -> str:
    """Return "docx", "xlsx", "pptx" or "ofd" for the members of such a file, "" for those of any other archive."""
    folders = (("docx", "word/"), ("xlsx", "xl/"), ("pptx", "ppt/"), ("ofd", "OFD.xml"))
    return next((kind for kind, folder in folders if any(one.filename.startswith(folder) for one in members)), "")


def _kind(members: Sequence[zipfile.ZipInfo]) -> str:
    kind = office_kind(members)
    if not kind:
        raise DocumentError("不支持的压缩文件，请解压后逐个检查")
    return kind


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> bytes:
    """Return a member's content; raise DocumentError where it is a bomb, what `zipfile` raises where it is broken."""
    with archive.open(member) as stream:
        part = stream.read(limits.part_bytes + 1)
    if len(part) > limits.part_bytes or len(part) > max(1_000_000, limits.ratio * max(1, member.compress_size)):
        raise DocumentError("解压后内容过大，疑似压缩炸弹")
    return part


def _parsed(part: bytes, limits: Limits) -> Element:
    """Parse a part without a document type: declarations are where entities, hence bombs, come from."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        part = part.decode("utf-16", "replace").encode()
        part = re.sub(rb"^<\?xml[^>]*\?>", b"", part)
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or b"\x00" in part:
        raise DocumentError("文件含有不允许的实体声明，未检查")
    if part.count(b"<") > 2 * limits.elements:
        raise DocumentError("文件内容过多，未检查")
    return fromstring(part, parser=XMLParser())  # noqa: S314 - no declaration is left that could expand


def _xml_text(root: Element) -> Iterator[str]:
    """Yield the text in the order of the document, without recursion: files may be nested to any depth."""
    stack: list[Element | str] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
            continue
        name = _local(node)
        if name in _TEXTS or (name in {"v", "is", "text"} and node.text):
            yield node.text or ""
        if name in _BREAKS:
            stack.append("\n")
        elif name == "tab":
            stack.append("\t")
        elif name == "tc":
            stack.append(CELL)
        stack.extend(reversed(node))


def _local(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


# A hostile PDF makes the parser raise anything; whatever it is, it is the file's fault and the file is reported.
def _pdf_text(data: bytes, limits: Limits) -> str:
    import pypdf.errors  # only who reads a PDF waits for it

    texts: list[str] = []
    length = left = 0
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        for number, page in enumerate(reader.pages):
            texts.append(page.extract_text() or "")
            length += len(texts[-1])
            if number + 1 >= limits.pages or length > limits.characters:
                left = len(reader.pages) - number - 1
                break
    except pypdf.errors.LimitReachedError as error:
        raise DocumentError("PDF解压后内容过大，疑似压缩炸弹") from error
    except MemoryError as error:
        raise DocumentError("PDF内容过多，读取时内存不足，未检查") from error
    except Exception as error:
        raise DocumentError("PDF损坏、已加密或无法解析") from error
    if not "".join(texts).strip():
        raise DocumentError("PDF没有文字层（可能是扫描件），须用文字识别后检查")
    if left and length <= limits.characters:
        raise DocumentError(f"页数过多，只检查了前{limits.pages}页，其余{left}页未检查", "\n".join(texts))
    return "\n".join(texts)[: limits.characters + 1]
