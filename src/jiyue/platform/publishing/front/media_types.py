"""Content types by file name. A table of our own: the system's differs from machine to machine."""

_TEXT = {
    "html": "text/html",
    "htm": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "txt": "text/plain",
    "csv": "text/csv",
    "xml": "application/xml",
    "rss": "application/rss+xml",
    "svg": "image/svg+xml",
    "webmanifest": "application/manifest+json",
    "vtt": "text/vtt",
}
_BINARY = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "ttf": "font/ttf",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "gz": "application/gzip",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "webm": "video/webm",
}
# An uploaded file of these kinds could run scripts in the site's name.
_ACTIVE = frozenset({"html", "htm", "svg", "xml", "js", "mjs", "xhtml", "xht", "shtml"})


def content_type(name: str) -> str:
    """Return the type with its charset; unknown endings are bytes to be saved."""
    ending = _ending(name)
    if ending in _TEXT:
        return f"{_TEXT[ending]}; charset=utf-8"
    return _BINARY.get(ending, "application/octet-stream")


def is_compressible(name: str) -> bool:
    """Tell whether gzip is worth its time: text is, pictures and office files are compressed already."""
    return _ending(name) in _TEXT


def is_active(name: str) -> bool:
    """Tell whether a browser would run what stands in the file."""
    return _ending(name) in _ACTIVE


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
