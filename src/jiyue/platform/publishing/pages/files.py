"""Attachments of live resources as files of the public tree."""

from pathlib import PurePosixPath
from urllib.parse import quote

from jiyue.platform.library.models import Attachment, Resource
from jiyue.platform.publishing.pages.views import FileView


def public_file_path(attachment: Attachment, digest: str) -> str:
    """Where an attachment lies in the public tree: by its content, so that an address never changes its file."""
    return f"/files/{digest[:16]}/{PurePosixPath(str(attachment.file.name)).name}"


def file_views(resource: Resource) -> tuple[FileView, ...]:
    """The attachments of a resource as links; a file that is gone from the store is left out."""
    views: list[FileView] = []
    for attachment in resource.attachments.all():
        digest = attachment.digest()
        if not digest:
            continue
        suffix = PurePosixPath(attachment.file.name).suffix.lstrip(".").upper()
        views.append(
            FileView(
                attachment.title, quote(public_file_path(attachment, digest)), suffix, size_label(attachment.file.size)
            )
        )
    return tuple(views)


def size_label(size: int) -> str:
    """A size in bytes as people read it."""
    if size < 1024:
        return f"{size} B"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / 1024 / 1024:.1f} MB"
