"""Addresses in one canonical form, and a fast resolver for the links of a page."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from urllib.parse import quote, urlsplit

_SAFE = "%/:?#[]@!$&'()*+,;=~-._"
_PLAIN = re.compile(r"[A-Za-z0-9/._~!$&'()*+,;=:@?%-]*")
# A whole address without anything to be resolved, escaped or taken out: what most pages hold.
_USUAL = re.compile(r"(https?)://([A-Za-z0-9.:_-]+)(/[A-Za-z0-9/._~!$&'()*+,;:@-]*)?(?:#.*)?")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# A path below the page's folder without anything to be resolved or escaped, and how it may end.
_EASY = re.compile(r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*/?(?=#|$)")
# Half a character: browsers put the sign for "unreadable" in its place.
_LONE = re.compile("[\ud800-\udfff]")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_STRIPPED = str.maketrans("", "", "\t\r\n")
_NO_BREAKS = re.compile(r"[^\t\r\n]*").fullmatch
# Session ids make one page many; they are no part of what a page is.
_SESSION = re.compile(
    r";jsessionid=[^/?#;]*|(?<=[?&])(?:jsessionid|phpsessid|aspsessionid\w*|sessionid|sid)=[^&#]*&?", re.IGNORECASE
)
_SPACE = " \t\r\n\f\x00"
_PORTS = {"http": "80", "https": "443"}
_LONGEST = 2000
_CACHE = 50_000
# What follows "http" where a whole address begins.
_WHOLE = frozenset({"://", "s:/"})


def normalise(url: str) -> str | None:
    """Return `url` in canonical form, or None when it is no http(s) address that can be visited.

    Scheme and host in lower case, Chinese hosts in their ASCII form, default port and fragment gone, dot segments
    resolved, characters beyond ASCII and spaces escaped, session ids removed.
    """
    if len(url) <= _LONGEST and (usual := _USUAL.fullmatch(url)) and "/." not in (path := usual[3] or "/"):
        origin = _origin(usual[1], usual[2])
        return origin + path if origin is not None else None
    url = _stripped(url)
    scheme = _SCHEME.match(url)
    if not scheme or scheme[1].lower() not in _PORTS or len(url) > _LONGEST:
        return None
    rest = url[scheme.end() :].lstrip("/\\")
    rest = rest.partition("#")[0]
    cut = min((i for i in (rest.find("/"), rest.find("?"), rest.find("\\")) if i >= 0), default=len(rest))
    origin = _origin(scheme[1].lower(), rest[:cut])
    if origin is None:
        return None
    found = origin + _path_and_query(rest[cut:])
    # Escapes are nine times as long as the Chinese that they stand for.
    return found if len(found) <= _LONGEST else None


def _stripped(text: str) -> str:
    """An address without the white space that browsers pass over."""
    text = text.strip(_SPACE)
    return text if _NO_BREAKS(text) else text.translate(_STRIPPED)


@lru_cache(maxsize=4096)
def _origin(scheme: str, authority: str) -> str | None:
    host, port = _host_and_port(authority.rpartition("@")[2].lower())
    number = port.lstrip("0")
    if port == "" or number == _PORTS[scheme]:
        suffix = ""
    elif number.isascii() and number.isdigit() and int(number[:6]) < 65536:
        suffix = f":{number}"
    else:
        return None
    host = _ascii_host(host)
    return f"{scheme}://{host}{suffix}" if host else None


def _host_and_port(authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, end, rest = authority.partition("]")
        return host + end, rest.removeprefix(":")
    host, _, port = authority.partition(":")
    return host, port


def _ascii_host(host: str) -> str:
    host = host.replace("。", ".").rstrip(".")
    if host.startswith("["):
        return host if re.fullmatch(r"\[[0-9a-f:.]+\]", host) else ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    return host if re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]{0,252})", host) and ".." not in host else ""


def _path_and_query(text: str) -> str:
    if not text:
        return "/"
    path, mark, query = text.partition("?")
    if "\\" in path:
        path = path.replace("\\", "/")
    if not path.startswith("/"):
        path = "/" + path
    text = path + mark + query
    # Before dots are resolved: what a session id leaves behind may be one.
    if "=" in text and _SESSION.search(text):
        text = _SESSION.sub("", text).rstrip("?&")
        path, mark, query = text.partition("?")
    if "/." in path:
        text = _without_dots(path) + mark + query
    if _PLAIN.fullmatch(text) and "%" not in text:
        return text
    return quote(_LONE.sub("\ufffd", _BAD_ESCAPE.sub("%25", text)), safe=_SAFE)


def _without_dots(path: str) -> str:
    kept: list[str] = []
    parts = path.split("/")
    for part in parts[1:]:
        if part == "..":
            del kept[-1:]
        elif part != ".":
            kept.append(part)
    if parts[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def origin_of(url: str) -> str:
    """Scheme, host and port of a normalised address."""
    return url[: url.index("/", url.index("//") + 2)]


def host_of(url: str) -> str:
    """Host (with port) of a normalised address."""
    start = url.index("//") + 2
    end = url.find("/", start)
    return url[start : end if end >= 0 else None]


def name_of(host: str) -> str:
    """The host's name without its port."""
    return host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host


def directory_of(url: str) -> str:
    """Everything of a normalised address up to the last slash of its path."""
    return url.partition("?")[0].rpartition("/")[0] + "/"


def depth_of(url: str) -> int:
    """How many folders an address lies below its host's root."""
    return urlsplit(url).path.count("/") - 1


class Resolver:
    """Turns the links of pages into canonical addresses; what pages repeat is looked up, not computed.

    A link is remembered for as wide a part of the web as it means the same in: everywhere for a whole address, its host
    for a path from the root, its folder for a relative one.
    """

    def __init__(self) -> None:
        self._known: dict[str, dict[str, str | None]] = {}
        self._size = 0

    def of_page(self, page_url: str) -> "Links":
        """The links of one page, given its address or that of its `base` element."""
        folder = directory_of(page_url)
        if self._size > _CACHE:
            self._known.clear()
            self._size = 0
        origin = folder[: folder.index("/", folder.index("//") + 2)]
        return Links(page_url, folder, [self._cache(scope) for scope in ("", origin, folder)], self._count)

    def _cache(self, scope: str) -> dict[str, str | None]:
        cache = self._known.get(scope)
        if cache is None:
            cache = self._known[scope] = {}
        return cache

    def _count(self) -> None:
        self._size += 1


class Links:
    """Resolves the links of pages in one folder; see Resolver."""

    def __init__(
        self, page_url: str, folder: str, caches: list[dict[str, str | None]], count: Callable[[], None]
    ) -> None:
        self._page = page_url
        self._folder = folder
        self._anywhere, self._on_host, self._in_folder = caches
        self._count = count

    def resolve(self, href: str) -> str | None:
        """The address that `href` leads to; None for other schemes, mere fragments and what is no address."""
        return self.resolve_all([("", href, "")])[0]

    def resolve_all(self, anchors: Sequence[tuple[str, str, str]]) -> list[str | None]:
        """The addresses that references (tag, address, text) lead to, as `resolve` gives them."""
        anywhere, on_host, in_folder = self._anywhere, self._on_host, self._in_folder
        found = []
        for _, href, _ in anchors:
            cache = (
                on_host if href[:1] == "/" else anywhere if href[:4] == "http" and href[4:7] in _WHOLE else in_folder
            )
            try:
                found.append(cache[href])
            except KeyError:
                found.append(self._learn(href, cache))
        return found

    def _learn(self, href: str, cache: dict[str, str | None]) -> str | None:
        at = href.find("#")
        # Most of what is new on a page leads to a part of a page that is known; white space counts before such a part, and not at an address's end.
        whole = href[:at] if at > 0 and href[at - 1] > " " else ""
        if not at or (whole and whole in cache):
            url = cache[href] = cache[whole] if at else None
            self._count()
            return url
        if href.lstrip(_SPACE)[:1] == "?":
            # Depends on the page itself, not on its folder alone.
            return normalise(self._page.partition("?")[0] + href.strip(_SPACE))
        easy = _EASY.match(href) if cache is self._in_folder and len(self._folder) + len(href) <= _LONGEST else None
        url = cache[href] = self._folder + easy[0] if easy else self._compute(href)
        if whole:
            cache[whole] = url
        self._count()
        return url

    def _compute(self, href: str) -> str | None:
        href = _stripped(href)
        if not href or href[0] == "#" or len(href) > _LONGEST:
            return None
        if _SCHEME.match(href):
            return normalise(href)
        head = href[:2].replace("\\", "/")
        if head == "//":
            return normalise(self._folder.partition(":")[0] + ":" + href)
        if head[:1] == "/":
            start = self._folder.index("//") + 2
            return normalise(self._folder[: self._folder.index("/", start)] + href)
        return normalise(self._folder + href)
