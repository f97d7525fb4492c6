"""Whether the public tree was baked by this very code and theme, today: then a start need not bake it again."""

import hashlib
from datetime import date
from pathlib import Path

from django.conf import settings

PLATFORM = Path(__file__).resolve().parents[1]
SOURCES = ("theme/jinja2", "theme/static", "publishing", "interaction")


def _mark(today: date) -> str:
    digest = hashlib.sha256(today.isoformat().encode())
    digest.update(f"{settings.JIYUE_SERVED_SUFFIX} {settings.JIYUE_PUBLIC_PORT} {settings.JIYUE_IS_HTTPS}".encode())
    for source in SOURCES:
        for file in sorted((PLATFORM / source).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()


def _file() -> Path:
    return Path(settings.JIYUE_DATA) / "baked-mark"


def is_fresh(today: date) -> bool:
    """Whether nothing that pages are made of changed since the last full bake but content, which bakes itself."""
    file = _file()
    return file.is_file() and Path(settings.JIYUE_BAKED).is_dir() and file.read_text(encoding="ascii") == _mark(today)


def note(today: date) -> None:
    """Note that a full bake was finished."""
    _file().write_text(_mark(today), encoding="ascii")
