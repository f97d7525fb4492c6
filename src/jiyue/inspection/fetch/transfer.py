"""One request over libcurl: its limits, its guard, and what came back."""

import socket
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pycurl
from msgspec import Struct

from jiyue.inspection.fetch.cookies import Cookies
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.options import Options
from jiyue.inspection.results import Times

_BUNDLES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")
_READ_AT_ONCE = 128 * 1024
_BREAKS = str.maketrans("\r\n", "  ")
_HEADERS = [
    "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language: zh-CN,zh;q=0.9",
]
_LONG_LINE = 300
_MOST_KNOWN = 4096
_known: dict[bytes, tuple[str, str]] = {}
_PAGE_KINDS = ("html", "xml", "text/plain", "json")


class Answer(Struct, gc=False):
    """The raw outcome of one request; `fault` is a short code when we, not curl, ended it."""

    code: int
    message: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fault: str
    fault_text: str
    address: str
    times: Times


class Transfer:
    """A reusable curl handle with the limits of `options`; run one request at a time on it."""

    def __init__(self, options: Options, guard: AddressGuard, cookies: Cookies) -> None:
        self._options = options
        self._guard = guard
        self._lines: list[bytes] = []
        self._parts: list[bytes] = []
        self._opened: list[socket.socket] = []
        self._conditions: tuple[str, ...] = ()
        self._agent = options.user_agent
        self._method, self._is_fresh = "", False
        self._fault = ""
        self._fault_text = ""
        self._reset(0)
        self.curl = _curl(options)
        cookies.join(self.curl)
        self.curl.setopt(pycurl.OPENSOCKETFUNCTION, self._open_socket)
        self.curl.setopt(pycurl.WRITEFUNCTION, self._on_body)
        self.curl.setopt(pycurl.HEADERFUNCTION, self._lines.append)

    def prepare(
        self, method: str, url: str, *, timeout_s: float, body_limit: int, pages_only: bool, fresh: bool
    ) -> None:
        """Set up the next request. `pages_only` stops at the headers of what is no page; `fresh` opens a new connection."""
        self._reset(body_limit)
        self._pages_only = pages_only
        self.ask_only_if(())
        curl = self.curl
        curl.setopt(pycurl.URL, url)
        curl.setopt(pycurl.TIMEOUT_MS, max(1, int(timeout_s * 1000)))
        # The handle keeps these from request to request.
        if method != self._method:
            self._method = method
            curl.setopt(pycurl.NOBODY, 1 if method == "HEAD" else 0)
            if method != "HEAD":
                curl.setopt(pycurl.HTTPGET, 1)
        if fresh != self._is_fresh:
            self._is_fresh = fresh
            curl.setopt(pycurl.FRESH_CONNECT, 1 if fresh else 0)

    def ask_only_if(self, conditions: tuple[str, ...]) -> None:
        """Send these headers along with the next request."""
        if conditions or self._conditions:
            self.curl.setopt(pycurl.HTTPHEADER, [*_HEADERS, *conditions])
            self._conditions = conditions

    def speak_as(self, agent: str) -> None:
        """Name ourselves so in the next request."""
        if agent != self._agent:
            self.curl.setopt(pycurl.USERAGENT, agent)
            self._agent = agent

    def answer(self, code: int, message: str) -> Answer:
        """What the finished request brought."""
        if self._fault == "address-guard" and self._opened:
            # Another address of the name was allowed: what went wrong there is what counts.
            self._fault = self._fault_text = ""
        self._close_copies()
        get = self.curl.getinfo
        times = Times(
            get(pycurl.NAMELOOKUP_TIME),
            get(pycurl.CONNECT_TIME),
            get(pycurl.APPCONNECT_TIME),
            get(pycurl.STARTTRANSFER_TIME),
            get(pycurl.TOTAL_TIME),
        )
        # libcurl itself ends a transfer at 300 KB of headers; the option may ask for less.
        if sum(map(len, self._lines)) > self._options.max_header_bytes:
            self._fault, self._fault_text = "headers-too-large", f"响应头超过 {self._options.max_header_bytes} 字节"
        body = self._parts[0] if len(self._parts) == 1 else b"".join(self._parts)
        self._parts = []
        return Answer(
            code, message, get(pycurl.RESPONSE_CODE), parse_headers(self._lines), body,
            self._fault, self._fault_text, get(pycurl.PRIMARY_IP) or self._address, times,
        )  # fmt: skip

    def certificates(self) -> tuple[dict[str, str], ...]:
        """The certificates that the server showed, when they were asked for: names and values as OpenSSL words them."""
        return tuple(dict(pairs) for pairs in self.curl.getinfo(pycurl.INFO_CERTINFO))

    def close(self) -> None:
        """Free the handle; no request may be running on it."""
        self._close_copies()
        self.curl.close()

    def _close_copies(self) -> None:
        while self._opened:
            self._opened.pop().close()

    def _reset(self, body_limit: int) -> None:
        self._lines.clear()
        self._parts = []
        self._size = 0
        self._body_limit = body_limit
        self._pages_only = False
        self._fault = self._fault_text = self._address = ""

    def _open_socket(self, _purpose: int, address: tuple[int, int, int, tuple[str, int]]) -> socket.socket | int:
        family, kind, protocol, where = address
        self._address = where[0]
        if refusal := self._guard.refusal(where[0]):
            self._fault, self._fault_text = "address-guard", refusal
            return int(pycurl.SOCKET_BAD)
        # pycurl works on a copy of the socket; ours is closed when the request is over.
        opened = socket.socket(family, kind, protocol)
        self._opened.append(opened)
        return opened

    def _on_body(self, chunk: bytes) -> int | None:
        if not self._parts and self._pages_only and not self._is_page():
            self._fault = "not-a-page"
            return -1
        self._size += len(chunk)
        if self._size > self._body_limit:
            self._fault, self._fault_text = "body-too-large", f"正文解码后超过 {self._body_limit} 字节"
            return -1
        self._parts.append(chunk)
        return None

    def _is_page(self) -> bool:
        for line in reversed(self._lines):
            if line[:13].lower() == b"content-type:":
                return _is_kind_of_page(line[13:_LONG_LINE])
            if line.startswith(b"HTTP/"):
                break
        return True


@lru_cache(maxsize=256)
def _is_kind_of_page(content_type: bytes) -> bool:
    kind = content_type.decode("latin-1").lower()
    return any(known in kind for known in _PAGE_KINDS) or not kind.strip()


def parse_headers(lines: list[bytes]) -> tuple[tuple[str, str], ...]:
    """The last answer's headers, names in lower case, in the order in which they came; what is no header is left out."""
    found: list[tuple[str, str]] = []
    known = _known.get
    for line in lines:
        if header := known(line):
            found.append(header)
        elif line[:5] == b"HTTP/":
            found.clear()
        elif header := _header(line):
            found.append(header)
            if len(line) <= _LONG_LINE:
                _note(line, header)
    return tuple(found)


def _note(line: bytes, header: tuple[str, str]) -> None:
    """Remember a line: a server repeats most of its lines in every answer. What it does not repeat is thrown away with the rest before it gathers."""
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[line] = header


def _header(line: bytes) -> tuple[str, str] | None:
    name, colon, value = line.partition(b":")
    if not colon:
        return None
    key, text = _name(name), header_text(value.strip())
    return key, text if text.isprintable() else text.translate(_BREAKS)


@lru_cache(maxsize=256)
def _name(name: bytes) -> str:
    return name.strip().decode("latin-1").lower().translate(_BREAKS)


def header_text(value: bytes) -> str:
    """A header's value as text: UTF-8 where it is (Chinese file names in Location), else byte by byte."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _curl(options: Options) -> pycurl.Curl:
    curl = pycurl.Curl()
    setopt: Callable[[int, Any], None] = curl.setopt
    setopt(pycurl.NOSIGNAL, 1)
    setopt(pycurl.BUFFERSIZE, _READ_AT_ONCE)
    setopt(pycurl.FOLLOWLOCATION, 0)
    setopt(pycurl.PROXY, "")
    setopt(pycurl.PROTOCOLS, pycurl.PROTO_HTTP | pycurl.PROTO_HTTPS)
    setopt(pycurl.ACCEPT_ENCODING, "gzip, deflate, br")
    setopt(pycurl.USERAGENT, options.user_agent)
    setopt(pycurl.HTTPHEADER, _HEADERS)
    setopt(pycurl.CONNECTTIMEOUT_MS, max(1, int(options.connect_timeout_s * 1000)))
    if options.resolve:
        setopt(pycurl.RESOLVE, list(options.resolve))
    bundle = (
        str(options.ca_bundle)
        if options.ca_bundle is not None
        else next((path for path in _BUNDLES if Path(path).exists()), None)
    )
    if bundle:
        setopt(pycurl.CAINFO, bundle)
    return curl
