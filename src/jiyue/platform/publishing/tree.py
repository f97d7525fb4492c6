"""The public tree on disk: whole files, replaced in one step, never outside the site's own folder (28.1)."""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from jiyue.platform.register.addresses import served_host
from jiyue.platform.register.models import Site


class OutsideTree(ValueError):
    """A path that would leave the site's own folder."""


def folder(site: Site) -> Path:
    """The folder of a site's public files."""
    return Path(settings.JIYUE_BAKED) / served_host(site.domain)


def locate(site: Site, path: str) -> Path:
    """The file of a path that begins with a slash; raises OutsideTree when it would lie elsewhere."""
    root = folder(site)
    file = (root / path.lstrip("/")).resolve()
    if not file.is_relative_to(root.resolve()):
        raise OutsideTree(path)
    return file


def write(site: Site, path: str, content: bytes) -> str:
    """Write one file by rename, so that a reader sees the old text or the new one; return its SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    file = locate(site, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.new")
    draft.write_bytes(content)
    draft.replace(file)
    return digest


def remove(site: Site, path: str) -> None:
    """Remove one file, and the folders that it leaves empty."""
    file = locate(site, path)
    file.unlink(missing_ok=True)
    root = folder(site).resolve()
    for parent in file.parents:
        if parent == root or not parent.is_relative_to(root):
            break
        with suppress(OSError):
            parent.rmdir()


def digest_of(site: Site, path: str) -> str:
    """The SHA-256 of a file as it lies on disk; empty when there is none."""
    file = locate(site, path)
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def digest_if_same(site: Site, path: str, content: bytes, known: str) -> str | None:
    """The hash of `content` when that very content was written before and its file still lies there; None when it must be written."""
    digest = hashlib.sha256(content).hexdigest()
    return digest if digest == known and locate(site, path).is_file() else None
