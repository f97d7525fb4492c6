"""Which files may be attached: known by name and by content alike, without macros, and not too large (13.5, 30.1)."""

import zipfile
from pathlib import PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MOST_BYTES = 50 * 1024 * 1024
ZIPPED = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/", "ofd": "OFD.xml", "zip": ""}
MAGIC = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
} | dict.fromkeys(ZIPPED, (b"PK\x03\x04",))
LABELS = "PDF、DOCX、XLSX、PPTX、OFD、ZIP、JPG、PNG"
IMAGES = frozenset({"png", "jpg", "jpeg"})


def suffix(name: str) -> str:
    """The ending of a file's name, without the dot."""
    return PurePosixPath(name).suffix.lower().lstrip(".")


def refusal(file: IO[bytes], name: str) -> str:
    """Why a file may not be attached, with what to do; empty when it may. The file is left at its beginning."""
    kind = suffix(name)
    if kind not in MAGIC:
        return _("不能上传“.%(kind)s”文件。可上传：%(labels)s。") % {"kind": kind, "labels": LABELS}
    size = file.seek(0, 2)
    file.seek(0)
    if size > MOST_BYTES:
        return _("文件 %(size)d MB，超过 50 MB。请压缩或拆分后上传。") % {"size": -(-size // 1024 // 1024)}
    if not file.read(16).startswith(MAGIC[kind]):
        file.seek(0)
        return _("文件内容与扩展名“.%(kind)s”不符。请用原软件另存为该格式后上传。") % {"kind": kind}
    file.seek(0)
    why_not = _archive_refusal(file, kind) if kind in ZIPPED else ""
    file.seek(0)
    return why_not


def _archive_refusal(file: IO[bytes], kind: str) -> str:
    """Look into the list of a packed file: the parts of its kind must be there, macros must not."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return _("文件已损坏，打不开。请重新导出后上传。")
    if not any(name.startswith(ZIPPED[kind]) for name in names):
        return _("文件内容与扩展名“.%(kind)s”不符。请用原软件另存为该格式后上传。") % {"kind": kind}
    if any(name.endswith("vbaProject.bin") for name in names):
        return _("文件带宏，不能公开。请另存为不带宏的格式后上传。")
    if any(suffix(name) in ("exe", "bat", "cmd", "js", "vbs", "scr", "dll", "ps1") for name in names):
        return _("压缩包内有可执行文件，不能公开。请去掉后重新打包。")
    return ""
