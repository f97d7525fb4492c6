"""What hostile and broken sites do to a visitor, each under a name, for the loopback server to play."""

import asyncio
import gzip
import zlib
from base64 import b64decode

from tests.inspection import sites
from tests.inspection.loopback import Reply, redirect

_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def page(body="", title=sites.NAME):
    return sites.page(title, body, sites.labels()).encode()


# 200 million zeros, packed by brotli.
_BROTLI = b64decode(
    "z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRhAeje//P//x8ACYA4"
    "LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9/8//4HUAEgBxWAC6ues="
)


_LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


def short_name(number):
    """A number in base 36: a million different links have to fit into a page that is still read."""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _LETTERS[digit] + digits
    return digits


def packed(coding, size=200_000_000):
    """A small body that unpacks to `size` zeros; with "gzip, gzip" packed twice."""
    if coding == "br":
        return Reply(_BROTLI, headers=(("Content-Encoding", coding),))
    packer = zlib.compressobj(9, wbits=15 if coding == "deflate" else 31)
    body = b"".join(packer.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)) + packer.flush()
    body = gzip.compress(body) if coding.count("gzip") > 1 else body
    return Reply(body, headers=(("Content-Encoding", coding),))


async def pour(request, writer):
    """A page that never ends."""
    writer.write(_HTML + b"\r\n")
    while True:
        writer.write(b"<p>x</p>" * 8192)
        await writer.drain()


async def drip(request, writer):
    """A page that comes byte by byte."""
    writer.write(_HTML + b"\r\n")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def drip_headers(request, writer):
    """Headers that come byte by byte."""
    writer.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.02)


async def flood_headers(request, writer):
    """Headers without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        number += 1
        writer.write(b"X-%d: %b\r\n" % (number, b"a" * 1000))
        await writer.drain()


async def say_nothing(request, writer):
    """An open connection and silence."""
    await asyncio.sleep(60)


async def continue_forever(request, writer):
    """Interim answers without end."""
    while True:
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
        await writer.drain()


def raw(answer):
    async def play(request, writer):
        writer.write(answer)
        await writer.drain()

    return play


def later(request):
    """A redirect to a longer address each time."""
    return redirect(request.path + "x")


# name → (what the home page answers, state in which the visit ends, word of the note)
UNREADABLE = {
    "gzip bomb": (packed("gzip"), "too-large", "字节"),
    "gzip bomb in a gzip bomb": (packed("gzip, gzip"), "too-large", "字节"),
    "deflate bomb": (packed("deflate"), "too-large", "字节"),
    "brotli bomb": (packed("br"), "too-large", "字节"),
    "endless page": (pour, "too-large", "字节"),
    "slow drip": (drip, "timed-out", "规定时间"),
    "slow headers": (drip_headers, "timed-out", "规定时间"),
    "silence": (say_nothing, "timed-out", "规定时间"),
    "header flood": (flood_headers, "too-large", "响应头"),
    "huge header": (Reply(b"x", headers=(("X", "a" * 90_000),)), "too-large", "响应头"),
    "cookie flood": (Reply(b"x", headers=tuple(("Set-Cookie", f"c{n}={'a' * 90}") for n in range(1000))), "too-large", "响应头"),
    "interim answers without end": (continue_forever, ("timed-out", "refused", "too-large"), ""),
    "redirect to itself": (redirect("/"), "done", "循环"),
    "redirects without end": (later, "done", "重定向超过"),
    "redirect to the cloud's metadata": (redirect("http://169.254.169.254/latest/meta-data/"), "aborted", "169.254.169.254"),
    "redirect to Alibaba's metadata": (redirect("http://100.100.100.200/latest/"), "aborted", "元数据"),
    "redirect to IPv4 in IPv6": (redirect("http://[::ffff:10.0.0.1]/"), "aborted", "10.0.0.1"),
    "redirect to IPv4 in NAT64": (redirect("http://[64:ff9b::a00:1]/"), "aborted", "10.0.0.1"),
    "redirect to a printer": (redirect("http://192.168.1.1:9100/"), "aborted", "内网"),
    "redirect to a file": (redirect("file:///etc/passwd"), "done", ""),
    "no HTTP": (raw(b"\x00\xff" * 5000), "refused", ""),
    "closed at once": (raw(b""), "refused", "没有打开"),
    "broken gzip": (Reply(b"\x1f\x8b\x08nonsense", headers=(("Content-Encoding", "gzip"),)), "refused", ""),
    "broken chunks": (raw(_HTML + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n"), "refused", ""),
    "a million links in a page too large": (Reply(page("".join(f"<a href={n}>{n}</a>" for n in range(1_000_000)))), "too-large", "字节"),
}  # fmt: skip

# name → (what the home page answers, word of the note where something was left out); the site is inspected, and the report is done
READABLE = {
    "a million links": (Reply(page("".join(f"<a href={short_name(n)}>" for n in range(1_000_000)))), "链接过多"),
    "300,000 links": (Reply(page("".join(f"<a href={n}>{n}</a>" for n in range(300_000)))), "链接过多"),
    "100,000 nested elements": (Reply(page("<div>" * 100_000 + "x" + "</div>" * 100_000)), ""),
    "100,000 nested frames": (Reply(page("<iframe src='/a'>" * 100_000)), ""),
    "100,000 attributes": (Reply(page("<div " + " ".join(f"a{n}=1" for n in range(100_000)) + ">")), ""),
    "NUL bytes": (Reply(b"\x00" * 200_000 + page("<a href='/\x00x'>\x00</a>") + b"\x00" * 200_000), ""),
    "a charset that is none": (Reply(page(), kind="text/html; charset=klingon-8"), ""),
    "a charset that is no charset": (Reply(page(), kind="text/html; charset=zip"), ""),
    "UTF-16 that is UTF-8": (Reply(page(), kind="text/html; charset=utf-16"), ""),
    "bytes of no charset": (Reply(page() + bytes(range(256)) * 100), ""),
    "a kilometre of one word": (Reply(page("x" * 3_000_000)), ""),
    "a script without end": (Reply(page("<script>" + "location.href='" * 100_000)), ""),
    "feeds without end": (Reply(page("<link type=application/rss+xml " * 50_000)), ""),
    "a comment without end": (Reply(page("<!--" * 500_000)), ""),
    "entities": (Reply(page("&amp;" * 500_000)), ""),
}  # fmt: skip

# The hostile pages as pages behind a home page in good order: what is told of the link to each. `None`: libcurl may read it one way or another.
INNER = {
    "gzip bomb": "oversized",
    "gzip bomb in a gzip bomb": "oversized",
    "deflate bomb": "oversized",
    "brotli bomb": "oversized",
    "endless page": "oversized",
    "slow drip": "slow",
    "slow headers": "slow",
    "silence": "slow",
    "header flood": "oversized",
    "huge header": "oversized",
    "cookie flood": "oversized",
    "interim answers without end": None,
    "redirect to itself": "redirect",
    "redirects without end": "redirect",
    "redirect to the cloud's metadata": "internal",
    "redirect to Alibaba's metadata": "internal",
    "redirect to IPv4 in IPv6": "internal",
    "redirect to IPv4 in NAT64": "internal",
    "redirect to a printer": "internal",
    "redirect to a file": "dead",
    "no HTTP": "dead",
    "closed at once": "dead",
    "broken gzip": "dead",
    "broken chunks": "dead",
    "a million links in a page too large": "oversized",
}


def trap(server, path, make):
    """Pages that lead to more pages of their kind, at all addresses below `path`."""
    server.on("/", page(f"<a href='{path}'>进入</a>"))
    server.on("*", lambda request: Reply(page(make(request), title=request.path)))


def calendar(request):
    number = int(request.path.partition("=")[2] or 0)
    return f"<a href='/cal?month={number + 1}'>下月</a><a href='/cal?month={number - 1}'>上月</a>"


def sessions(numbers):
    return lambda request: "".join(f"<a href='/p{n}.html;jsessionid={next(numbers)}'>{n}</a>" for n in range(5))


def mazes(numbers):
    """Each page names new pages of random names."""
    return lambda request: "".join(f"<a href='/{next(numbers):x}z.html'>x</a>" for n in range(20))
