"""From the path of an address to a file below a folder, and never out of it."""

import os
import re
from pathlib import Path
from urllib.parse import unquote_to_bytes

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\]")


def segments(path: bytes) -> list[str] | None:
    """Split and decode a path; None when a part is empty, begins with a dot, or hides a separator.

    The last part is "" when the path names a folder. Since dot files are refused here, so are "." and "..".
    """
    parts = path.split(b"/")[1:]
    decoded: list[str] = []
    for position, part in enumerate(parts):
        try:
            text = (unquote_to_bytes(part) if b"%" in part else part).decode("utf-8")
        except UnicodeDecodeError:
            return None
        is_folder_mark = not text and position == len(parts) - 1
        if not is_folder_mark and (not text or text[0] == "." or _FORBIDDEN.search(text)):
            return None
        decoded.append(text)
    return decoded


def inside(file: Path, root: Path) -> bool:
    """Tell whether a file lies below `root` once all links are followed: a link may not lead out of a site's tree."""
    return os.path.realpath(file).startswith(os.path.realpath(root) + os.sep)
