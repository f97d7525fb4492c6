"""What stands in a text's attachments: their own text, scanned once per content and remembered by its hash (13.5, 30.1)."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from jiyue.platform.library import uploads
from jiyue.platform.library.models import Attachment
from jiyue.textcheck import Hit, scan
from jiyue.textcheck.documents import DocumentError, document_text

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Read:
    """What one file's text came to; `why_not` says why it could not be read, which is not the same as clean."""

    hits: tuple[Hit, ...] = ()
    why_not: str = ""


def read(attachment: Attachment) -> Read:
    """Read and scan one attachment."""
    digest = attachment.digest()
    if not digest:
        return Read(why_not=_("文件不在存储中，请重新上传"))
    if uploads.suffix(attachment.name) in uploads.IMAGES:
        return Read(why_not=_("图片中的文字未检查"))
    known: Read | None = cache.get(f"attached:{digest}")
    if known is None:
        known = _scanned(attachment)
        cache.set(f"attached:{digest}", known, KEPT_SECONDS)
    return known


def _scanned(attachment: Attachment) -> Read:
    with attachment.file.open("rb") as stream:
        data = stream.read()
    try:
        text = document_text(data, attachment.name)
    except DocumentError as error:
        return Read(why_not=error.reason)
    if not text.strip():
        return Read(why_not=_("没有可读的文字，可能是扫描件"))
    return Read(scan(text))


def all_read(attachments: Iterable[Attachment]) -> list[tuple[Attachment, Read]]:
    """Each attachment with what its text came to."""
    return [(attachment, read(attachment)) for attachment in attachments]
