"""Which tree, file or application a request is for."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from jiyue.platform.publishing.front.answer import Answer, Forward
from jiyue.platform.publishing.front.answers import of_file, of_status
from jiyue.platform.publishing.front.files import File, Files, Folder
from jiyue.platform.publishing.front.options import Options
from jiyue.platform.publishing.front.paths import inside, segments
from jiyue.platform.publishing.front.requests import Request

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", ""})
_READING = frozenset({b"GET", b"HEAD"})
_READ_ONLY = b"Allow: GET, HEAD\r\n"
_REFUSED = frozenset({b"CONNECT", b"TRACE"})  # the first would make a tunnel, the second mirrors cookies
_RETRY_AFTER = re.compile(r"[0-9]{1,9}|[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT")


@dataclass(slots=True)
class Site:
    """A served host with a tree; the file `offline` exists while the site is temporarily offline (9.1)."""

    tree: str
    offline: str
    is_offline: bool = False
    looked_at: float = -1

    def is_offline_at(self, now: float) -> bool:
        """Look at the disk, once for all requests of one turn of the event loop."""
        if self.looked_at != now:
            self.is_offline = os.access(self.offline, os.F_OK)
            self.looked_at = now
        return self.is_offline


class Sites:
    """All hosts behind one public address, told apart by name."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._static_tree = str(options.static)
        self._known: dict[str, Site] = {}
        self._files = Files(
            most_bytes=options.limits.remembered_bytes,
            biggest_file=options.limits.remembered_file_bytes,
            is_https=options.scheme == "https",
        )

    def answer(self, request: Request, now: float) -> Answer | Forward:
        """Decide by host, then by path: static files, a site's own, the application, or no such site.

        `now` is the event loop's clock, which stands still during one of its turns.
        """
        if request.method in _REFUSED:
            return of_status(405, more=_READ_ONLY)
        if request.path.startswith(b"/static/"):
            return self._static(request, now)
        site = self._site(request.host)
        if site is not None:
            return self._on_site(request, site, now)
        if request.host in self._options.application_hosts:
            return Forward()
        return self._no_site(request)

    def _site(self, host: str) -> Site | None:
        """Return the site of a host name; its tree may be a link, but only within the baked folder."""
        site = self._known.get(host)
        if site is not None:
            return site
        tree = self._options.baked / host
        if not host or not tree.is_dir() or not inside(tree, self._options.baked):
            return None
        site = self._known[host] = Site(str(tree), str(tree / ".offline" / "index.html"))
        return site

    def _static(self, request: Request, now: float) -> Answer:
        if request.method not in _READING:
            return of_status(405, more=_READ_ONLY)
        file: File | Folder | None = self._files.remembered(self._static_tree, request.path, now)
        if file is None and (parts := segments(request.path)) and parts[-1]:
            file = self._files.find(self._static_tree, request.path, parts[1:])
        if isinstance(file, File):
            return of_file(request, file)
        return of_status(404, is_head=request.method == b"HEAD")

    def _on_site(self, request: Request, site: Site, now: float) -> Answer | Forward:
        """Answer on a site's host: the offline page before all, then a file, then the application's addresses."""
        if site.is_offline_at(now):
            return self._offline(request, site, now)
        is_reading = request.method in _READING
        if is_reading and (file := self._files.remembered(site.tree, request.path, now)):
            return of_file(request, file)
        parts = segments(request.path)
        found = self._files.find(site.tree, request.path, parts) if parts else None
        if is_reading and isinstance(found, File):
            return of_file(request, found)
        if parts and parts[0] in self._options.dynamic:
            return Forward()
        return self._no_file(request, site, found, now)

    def _no_file(self, request: Request, site: Site, found: File | Folder | None, now: float) -> Answer:
        """Answer what no file does: the folder's proper address, a refusal to write, or 404."""
        if found is None:
            return self._not_found(request, site, now)
        if request.method not in _READING:
            return of_status(405, more=_READ_ONLY)
        address = request.path + b"/" + (b"?" + request.query if request.query else b"")
        return of_status(301, is_head=request.method == b"HEAD", more=b"Location: %b\r\n" % address)

    def _not_found(self, request: Request, site: Site, now: float) -> Answer:
        """Answer 404 with the site's own page, else with the front's."""
        if not Path(site.tree).is_dir():
            self._known.pop(request.host, None)
        address = b"/404.html"
        page = self._files.remembered(site.tree, address, now) or self._files.find(site.tree, address, ["404.html"])
        body = page.plain.whole.body if isinstance(page, File) else None
        return of_status(404, is_head=request.method == b"HEAD", body=body)

    def _offline(self, request: Request, site: Site, now: float) -> Answer:
        """Answer 503 with the holding page that the procedure placed (9.2); it is never found by its own address."""
        page = self._files.remembered(site.tree, b"", now) or self._files.find(
            site.tree, b"", [".offline", "index.html"]
        )
        body = page.plain.whole.body if isinstance(page, File) else None
        try:
            wait = Path(site.offline).with_name("retry-after").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            wait = ""
        more = b"Retry-After: %b\r\n" % wait.encode() if _RETRY_AFTER.fullmatch(wait) else b""
        return of_status(503, is_head=request.method == b"HEAD", body=body, more=more)

    def _no_site(self, request: Request) -> Answer:
        """Send the bare machine (localhost) to the home address, if there is one; refuse any other name."""
        is_head = request.method == b"HEAD"
        if self._options.home and request.host in _LOOPBACK:
            return of_status(302, is_head=is_head, more=b"Location: %b\r\n" % self._options.home.encode())
        return of_status(421, is_head=is_head)
