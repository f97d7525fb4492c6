"""A file as lines of text: TXT in any usual Chinese encoding, HTML, DOCX."""

from pathlib import Path

from turbohtml import parse

from jiyue.textcheck.documents import DocumentError, document_text

ENCODINGS = ("utf-8-sig", "gb18030", "big5")
LARGEST = 20 * 1024 * 1024
BLOCKS = "h1, h2, h3, h4, p, li, td, th"


class UnreadableFile(ValueError):
    """The file can not be read as a document; the text says why and what to do."""


def lines_of(file: Path) -> list[str]:
    """The lines of a document that hold text, each without blanks around it. Raises UnreadableFile."""
    if not file.is_file():
        raise UnreadableFile(f"{file}：没有这个文件。请检查路径。")
    if file.stat().st_size > LARGEST:
        raise UnreadableFile(f"{file}：文件超过 20 MB。请拆分后导入。")
    content = file.read_bytes()
    kind = file.suffix.lower()
    if kind in {".html", ".htm"}:
        found = _html(content)
    elif kind == ".docx":
        found = _docx(content, file)
    elif kind in {".txt", ".md", ""}:
        found = _decoded(content, file).splitlines()
    else:
        raise UnreadableFile(f"{file}：不支持 {kind} 文件。请另存为 TXT、DOCX 或 HTML。")
    lines = [line.replace("\u3000", " ").strip() for line in found]
    kept = [line for line in lines if line]
    if not kept:
        raise UnreadableFile(f"{file}：文件里没有文字。扫描件请先识别为文字。")
    return kept


def _decoded(content: bytes, file: Path) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFile(f"{file}：无法识别文字编码。请另存为 UTF-8 文本。")


def _html(content: bytes) -> list[str]:
    tree = parse(content, detect_encoding=True).remove("script, style, nav, header, footer, template")
    blocks = [node.text for node in tree.select(BLOCKS) if node.select_one(BLOCKS) is None]
    body = tree.find("body")
    return blocks or ("\n".join(body.strings).splitlines() if body is not None else [])


def _docx(content: bytes, file: Path) -> list[str]:
    try:
        return document_text(content, file.name).splitlines()
    except DocumentError as error:
        raise UnreadableFile(f"{file}：{error}。请用文字处理软件重新保存后再导入。") from error
