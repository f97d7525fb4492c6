"""Header lines that files are sent with: freshness, and what a browser may do with them."""

import re

from jiyue.platform.publishing.front import media_types

# Pages load from their own host alone, run no inline script or style, and are framed by nobody else.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
_ATTACHMENT_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
_SAFETY = "X-Content-Type-Options: nosniff\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n"
_HTTPS_ONLY = "Strict-Transport-Security: max-age=31536000\r\n"
_HASHED_NAME = re.compile(r"\.[0-9a-f]{12}\.")
_REVALIDATED = "no-cache"
_FOR_EVER = "public, max-age=31536000, immutable"


def safety(*, is_https: bool) -> bytes:
    """Return the security headers of a page."""
    return f"Content-Security-Policy: {_POLICY}\r\n{_SAFETY}{_HTTPS_ONLY if is_https else ''}".encode()


def of_file(address: str, name: str, *, is_https: bool) -> bytes:
    """Return freshness and security headers of a file at `address` (relative to its tree).

    Pages are asked for again at each visit (an ETag makes that cheap), so that a withdrawal is seen at once; only
    names that carry the hash of their content are kept. An uploaded file that could run scripts is saved, not shown.
    """
    lines = f"Cache-Control: {_FOR_EVER if _HASHED_NAME.search(name) else _REVALIDATED}\r\n"
    if address.startswith("files/") and media_types.is_active(name):
        lines += f"Content-Disposition: attachment\r\nContent-Security-Policy: {_ATTACHMENT_POLICY}\r\n{_SAFETY}"
        return (lines + (_HTTPS_ONLY if is_https else "")).encode()
    return lines.encode() + safety(is_https=is_https)
