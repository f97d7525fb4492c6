"""The site as a whole, asked from outside: time of the home page, HTTPS, certificate, IPv6, bare domain, its own 404 page."""

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from ssl import cert_time_to_seconds

import pycurl
from msgspec.structs import asdict

from jiyue.inspection.fetch.charset import decode
from jiyue.inspection.fetch.client import Asked, Client
from jiyue.inspection.fetch.exchange import Exchange, Purpose
from jiyue.inspection.fetch.urls import host_of, name_of, origin_of
from jiyue.inspection.results import Probed
from jiyue.inspection.states import State, Verdict

type Question = Callable[[], Awaitable[Probed]]

PURPOSE = Purpose("probe")
_VERSIONS = {
    "TLS 1.0": (pycurl.SSLVERSION_TLSv1_0, pycurl.SSLVERSION_MAX_TLSv1_0),
    "TLS 1.1": (pycurl.SSLVERSION_TLSv1_1, pycurl.SSLVERSION_MAX_TLSv1_1),
    "TLS 1.2": (pycurl.SSLVERSION_TLSv1_2, pycurl.SSLVERSION_MAX_TLSv1_2),
    "TLS 1.3": (pycurl.SSLVERSION_TLSv1_3, pycurl.SSLVERSION_MAX_TLSv1_3),
}
_OUTDATED = ("TLS 1.0", "TLS 1.1")
_UNCHECKED = {pycurl.SSL_VERIFYPEER: 0, pycurl.SSL_VERIFYHOST: 0}
_HEADERS = (
    "strict-transport-security",
    "content-security-policy",
    "x-content-type-options",
    "x-frame-options",
    "referrer-policy",
)
_SOON_DAYS = 30
_SLOW_S = 3.0
_OWN_PAGE = 200
_WORD = re.compile(r"\w+")
_ALIKE, _READ = 0.9, 300_000


def questions(
    client: Client, home: Exchange, asked_for_nothing: Exchange, *, now: datetime
) -> Iterator[tuple[str, Question]]:
    """Every question that fits the address, by its name; one whose address can not be known (a port of its own) is left out."""
    yield "home-time", partial(_seen, home_time, home)
    yield "security-headers", partial(_seen, security_headers, home)
    yield "not-found-page", partial(_seen, not_found_page, asked_for_nothing)
    if (secure := https_of(home.final_url)) is not None:
        yield "https", partial(ask_https, client, secure)
        yield "certificate", partial(ask_certificate, client, secure, now=now)
    if (plain := http_of(home.final_url)) is not None:
        yield "http-to-https", partial(ask_plain, client, plain)
    yield "ipv6", partial(ask_ipv6, client, home)
    if (bare := bare_of(home.final_url)) is not None:
        yield "bare-domain", partial(ask_bare, client, bare, home)


async def _seen(judge: Callable[[Exchange], Probed], visit: Exchange) -> Probed:
    """What a visit that was made already says."""
    return judge(visit)


def home_time(home: Exchange) -> Probed:
    """The phases of the home page's visit, each in seconds from its start; `total` holds the redirects too, and is good up to 3 seconds."""
    facts = tuple((name, f"{value:.3f}") for name, value in asdict(home.times).items())
    is_slow = home.times.total > _SLOW_S
    note = f"首页用了 {home.times.total:.1f} 秒，超过 {_SLOW_S:.0f} 秒" if is_slow else ""
    return Probed("home-time", home.url, home.state, _of(home.state, is_good=not is_slow), facts, note)


def security_headers(home: Exchange) -> Probed:
    """Which protecting headers the home page sends; HSTS means something on HTTPS only."""
    wanted = _HEADERS if home.final_url.startswith("https:") else _HEADERS[1:]
    facts = tuple((name, home.header(name)[:300]) for name in wanted)
    missing = [name for name, value in facts if not value]
    note = f"首页没有发送 {'、'.join(missing)}" if missing else ""
    return Probed("security-headers", home.final_url, home.state, _to_verify(missing), facts, note)


def not_found_page(visit: Exchange) -> Probed:
    """Whether an address that does not exist gets 404 and a page of the site's own."""
    text, _ = decode(visit.body, visit.header("content-type"))
    has_page = visit.is_html and len(text) >= _OWN_PAGE and "href" in text
    is_good = visit.status == 404 and has_page
    facts = (("status", str(visit.status)), ("length", str(visit.length)))
    note = "" if is_good else "不存在的地址没有返回 404 状态，或没有带返回链接的提示页面"
    return Probed("not-found-page", visit.url, visit.state, _of(visit.state, is_good=is_good), facts, note)


async def ask_https(client: Client, url: str) -> Probed:
    """Whether the site opens by HTTPS, certificate checked."""
    visit = await client.visit(url, fresh=True, purpose=PURPOSE)
    is_good = visit.state is State.DONE and visit.status < 400
    facts = (("status", str(visit.status)), ("final_url", visit.final_url))
    return Probed("https", url, visit.state, _of(visit.state, is_good=is_good), facts, visit.error)


async def ask_plain(client: Client, url: str) -> Probed:
    """Whether plain HTTP leads on to HTTPS."""
    visit = await client.visit(url, fresh=True, purpose=PURPOSE)
    is_good = visit.final_url.startswith("https:")
    facts = (("status", str(visit.status)), ("final_url", visit.final_url))
    note = visit.error or ("" if is_good else "HTTP 地址没有跳转到 HTTPS")
    return Probed("http-to-https", url, visit.state, _of(visit.state, is_good=is_good), facts, note)


async def ask_certificate(client: Client, url: str, *, now: datetime) -> Probed:
    """The certificate as it is, whoever vouches for it: names, issuer, days left, length of the chain; and the TLS versions that the server speaks."""
    asked = await client.ask(url, {**_UNCHECKED, pycurl.OPT_CERTINFO: 1})
    if not asked.certificates:
        return Probed("certificate", url, asked.state, Verdict.NONE, (), asked.error)
    checked = await client.ask(url, {})
    spoken = [name for name in _VERSIONS if (await client.ask(url, _only(name))).has_connected]
    first = asked.certificates[0]
    left = days_left(first.get("Expire date", ""), now)
    facts = (
        ("names", _names(first)), ("issuer", first.get("Issuer", "")), ("expires", first.get("Expire date", "")), ("days_left", left),
        ("chain", str(len(asked.certificates))), ("versions", "、".join(spoken)),
    )  # fmt: skip
    faults = [checked.error] if checked.state is State.TLS else []
    faults += [f"证书将在 {left} 天后到期"] if left.isdigit() and int(left) < _SOON_DAYS else []
    faults += [f"仍支持已淘汰的 {name}" for name in _OUTDATED if name in spoken]
    return Probed("certificate", url, State.DONE, _to_verify(faults), facts, "；".join(faults))


async def ask_ipv6(client: Client, home: Exchange) -> Probed:
    """Whether the home page opens over IPv6 alone, and is the same there as over IPv4; not asked of a literal address."""
    if name_of(host_of(home.final_url)).strip("[]").replace(".", "").isdigit():
        return Probed("ipv6", home.final_url, State.ABORTED, Verdict.NONE, (), "网址是 IPv4 地址，没有检测")
    asked, body = await _ask_over(client, home.final_url, pycurl.IPRESOLVE_V6)
    has_opened = asked.state is State.DONE and 200 <= asked.status < 400
    other = home.body
    if ":" in home.address and has_opened:
        _, other = await _ask_over(client, home.final_url, pycurl.IPRESOLVE_V4)
    is_same = body == other or are_alike(body, other)
    same = "" if not has_opened or not other else "yes" if is_same else "no"
    facts = (("address", asked.address), ("status", str(asked.status)), ("same_content", same))
    note = asked.error or ("通过 IPv6 打开的内容与 IPv4 不同" if same == "no" else "")
    return Probed(
        "ipv6", home.final_url, asked.state, _of(asked.state, is_good=has_opened and same != "no"), facts, note
    )


async def _ask_over(client: Client, url: str, family: int) -> tuple[Asked, bytes]:
    """Ask for a page over one family of addresses; what came, and the first part of the page."""
    parts: list[bytes] = []

    def take(chunk: bytes) -> int | None:
        parts.append(chunk)
        return None if sum(map(len, parts)) <= _READ else -1

    settings = {pycurl.IPRESOLVE: family, pycurl.NOBODY: 0, pycurl.HTTPGET: 1, pycurl.WRITEFUNCTION: take}
    asked = await client.ask(url, settings)
    if asked.status and sum(map(len, parts)) > _READ:
        # We hung up ourselves: the page was there.
        asked = asked._replace(state=State.DONE, error="")
    return asked, b"".join(parts)


def are_alike(one: bytes, other: bytes) -> bool:
    """Whether two pages have nine words in ten in common: a page that tells the time is never twice the same."""
    words, others = (frozenset(_WORD.findall(decode(body[:_READ])[0])) for body in (one, other))
    return bool(words) and len(words & others) >= _ALIKE * len(words | others)


async def ask_bare(client: Client, url: str, home: Exchange) -> Probed:
    """Whether the domain without www leads to the same site."""
    visit = await client.visit(url, fresh=True, purpose=PURPOSE)
    is_good = visit.state is State.DONE and (
        host_of(visit.final_url) == host_of(home.final_url) or visit.sha256 == home.sha256
    )
    facts = (("status", str(visit.status)), ("final_url", visit.final_url))
    return Probed("bare-domain", url, visit.state, _of(visit.state, is_good=is_good), facts, visit.error)


def https_of(url: str) -> str | None:
    """The site's address by HTTPS, where it can be known."""
    if url.startswith("https:"):
        return origin_of(url) + "/"
    return None if ":" in host_of(url) else f"https://{host_of(url)}/"


def http_of(url: str) -> str | None:
    """The site's address by plain HTTP, where it can be known."""
    return None if ":" in host_of(url) else f"http://{host_of(url)}/"


def bare_of(url: str) -> str | None:
    """The site's address without www; None where it has none to leave out."""
    scheme, _, rest = url.partition("://")
    host = rest.partition("/")[0]
    return f"{scheme}://{host.removeprefix('www.')}/" if host.startswith("www.") else None


def days_left(expires: str, now: datetime) -> str:
    """Whole days until a certificate ends, negative when it has; empty when its date can not be read."""
    try:
        end = datetime.fromtimestamp(cert_time_to_seconds(expires), UTC)
    except (ValueError, OverflowError):
        return ""
    return str((end - now).days)


def _names(certificate: dict[str, str]) -> str:
    found = certificate.get("X509v3 Subject Alternative Name", "") or certificate.get("Subject", "")
    return found.replace("DNS:", "")[:1000]


def _only(version: str) -> dict[int, object]:
    lowest, highest = _VERSIONS[version]
    # OpenSSL itself refuses old versions above its security level 0.
    return {**_UNCHECKED, pycurl.SSLVERSION: lowest | highest, pycurl.SSL_CIPHER_LIST: "DEFAULT@SECLEVEL=0"}


def _of(state: State, *, is_good: bool) -> Verdict:
    if state in {State.ABORTED, State.OWN_OUTAGE}:
        return Verdict.NONE
    return Verdict.PASS if is_good else Verdict.TO_VERIFY


def _to_verify(faults: list[str]) -> Verdict:
    return Verdict.TO_VERIFY if faults else Verdict.PASS
