"""The cookies of one run: kept so that sites which ask for them can be seen, bounded so that they can not flood us."""

from collections.abc import Iterable

import pycurl

# libcurl takes at most 50 of an answer, of 5 KB each; so many set anew clear the jar.
_MOST = 1000


class Cookies:
    """One jar for all transfers of a client."""

    def __init__(self) -> None:
        self._share = pycurl.CurlShare()
        self._share.setopt(pycurl.SH_SHARE, pycurl.LOCK_DATA_COOKIE)
        self._count = 0

    def join(self, curl: pycurl.Curl) -> None:
        """Let a handle read and write the jar."""
        curl.setopt(pycurl.SHARE, self._share)
        curl.setopt(pycurl.COOKIEFILE, "")

    def bound(self, curl: pycurl.Curl, headers: Iterable[tuple[str, str]]) -> None:
        """Count what an answer set; empty the jar when it was too much."""
        for name, _ in headers:
            if name == "set-cookie":
                self._count += 1
        if self._count > _MOST:
            curl.setopt(pycurl.COOKIELIST, "ALL")
            self._count = 0

    def close(self) -> None:
        """Throw the jar away. All handles must be closed."""
        self._share.close()
