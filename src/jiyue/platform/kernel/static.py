"""Addresses of static files, marked with their content so that a changed file is fetched anew."""

import hashlib
from functools import cache

from django.conf import settings
from django.contrib.staticfiles import finders


@cache
def static_address(path: str) -> str:
    """The same-host address of a static file, with eight digits of its hash behind it."""
    found = finders.find(path)
    if not found:
        return f"{settings.STATIC_URL}{path}"
    with open(str(found), "rb") as stream:  # noqa: PTH123 - a plain file name from the finders
        digest = hashlib.file_digest(stream, "sha256").hexdigest()[:8]
    return f"{settings.STATIC_URL}{path}?v={digest}"
