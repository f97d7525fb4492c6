"""Hostile pages in a browser: each ends within its budget, with a word about what it did; nothing is loaded past the address guard."""

import asyncio
import time

import pytest

from jiyue.inspection import State, inspect
from jiyue.inspection.browser import memory
from jiyue.inspection.browser.browsing import Browser
from jiyue.inspection.browser.visit import Limits
from jiyue.inspection.checks.in_browser import observe_rendering
from jiyue.inspection.fetch.guard import AddressGuard
from tests.hostile import plays
from tests.inspection import chromium
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect

pytestmark = chromium.needed

LIMITS = Limits(
    page_s=4.0, settle_s=1.0, capture_s=5.0, requests=60, received=2_000_000, memory=1_500_000_000, document=3_000_000
)
_MOST_SECONDS = 30
_WRECKING = frozenset({"hung", "memory"})


def script(text, body="<p>政务公开</p>"):
    return plays.page(f"{body}<script>{text}</script>")


async def pour_slowly(request, writer):
    """A script that never comes."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


PLAYS = {
    "endless alerts": (script("while (true) alert('恭喜中奖')"), "dialogs"),
    "a question on leaving": (script("for (let i = 0; i < 20; i++) confirm('确定？')"), "dialogs"),
    "a storm of windows": (script("setInterval(() => window.open('/pop' + Math.random()), 20)"), "windows"),
    "a script without end": (script("setTimeout(() => { while (true) {} }, 50)"), "hung"),
    "a million elements": (script("document.body.innerHTML = '<b>x</b>'.repeat(1e6)"), "too-large hung memory"),
    "a script to the metadata address": (script("location.href = 'http://169.254.169.254/latest/'"), "refused-address"),
    "a frame of an inner address": (plays.page("<iframe src='http://10.0.0.1/'></iframe>"), "refused-address"),
    "a script to another site": (script("location.href = 'http://other.example:81/'"), "elsewhere"),
    "a request storm": (script("setInterval(() => fetch('/x?' + Math.random()), 5)"), "requests"),
    "memory without end": (
        script("const kept = []; setInterval(() => { kept.push(new Uint8Array(6e7).fill(7)) }, 10)"), "memory",
    ),
    "a script that never comes": (plays.page("<p>x</p><script src='/never.js'></script>"), "slow"),
    "a page that reloads itself": (script("location.reload()"), "reloads"),
    "a refresh without end": (plays.page("<meta http-equiv='refresh' content='0'>"), "reloads"),
    "a download": (script("location.href = '/file.zip'"), "downloads"),
    "too much to load": (plays.page("".join(f"<img src='/big{n}.png'>" for n in range(8))), "bytes"),
}  # fmt: skip


def set_up(server, options):
    chosen = options()
    server.on("/never.js", pour_slowly)
    server.on("/file.zip", Reply(b"PK", kind="application/zip", headers=(("Content-Disposition", "attachment"),)))
    for number in range(8):
        server.on(f"/big{number}.png", Reply(b"\x89PNG" + bytes(600_000), kind="image/png"))
    return Browser(chosen, AddressGuard(("127.0.0.0/8",)), instant=lambda: NOW, limits=LIMITS)


async def test_every_hostile_page_ends_with_a_word_about_it_and_the_next_is_seen(server, options):
    wrong = {}
    async with set_up(server, options) as browser:
        for name, (reply, kind) in PLAYS.items():
            server.on("/play", reply)
            server.on("/good", plays.page("<p>政务公开</p>"))
            started = time.monotonic()
            rendering = await browser.render(server.url("/play"))
            spent = time.monotonic() - started
            told = {one.kind for one in observe_rendering(rendering) if one.check == "page-behaviour"}
            # A browser that had to be ended is there again for the next page.
            after = await browser.render(server.url("/good")) if kind in _WRECKING else None
            if spent > _MOST_SECONDS or not told & set(kind.split()) or (after and after.state is not State.DONE):
                wrong[name] = (round(spent, 1), told, rendering.state, rendering.error, after)
    assert wrong == {}


@pytest.mark.parametrize(
    "location",
    [
        pytest.param("http://169.254.169.254/latest/meta-data/", id="the metadata address"),
        pytest.param("file:///etc/passwd", id="a file"),
        pytest.param("http://127.0.0.2.nip.example/", id="an unknown name"),
        pytest.param("chrome://version", id="the browser's own pages"),
    ],
)
async def test_redirects_to_forbidden_places_show_nothing(server, options, location):
    server.on("/", redirect(location))

    async with set_up(server, options) as browser:
        rendering = await browser.render(server.url("/"))

    assert rendering.state is not State.DONE
    assert (rendering.dom, rendering.shots) == (b"", ())


async def test_a_page_can_not_read_files_of_this_machine(server, options):
    body = "<iframe id='f' src='file:///etc/hostname'></iframe><script>fetch('file:///etc/passwd').then(a => a.text()).then(t => document.title = t)</script>"
    server.on("/", plays.page(body))

    async with set_up(server, options) as browser:
        rendering = await browser.render(server.url("/"))

    assert b"root:" not in rendering.dom
    assert not [one for one in rendering.loaded if not one.url.startswith("http")]


async def test_loopback_is_closed_to_pages_unless_it_is_allowed(server, options):
    server.on("/", plays.page(f"<img src='http://127.0.0.1:{server.port}/secret'>"))
    browser = Browser(options(), AddressGuard(("127.0.0.9/32",)), instant=lambda: NOW, limits=LIMITS)

    async with browser:
        rendering = await browser.render(server.url("/"))

    assert rendering.state is not State.DONE
    assert [one.kind for one in rendering.troubles] == ["refused-address"]
    assert server.log == []


async def test_profiles_are_thrown_away(server, options):
    set_cookie = Reply(
        plays.page("<script>localStorage.seen = 1</script>"), headers=(("Set-Cookie", "seen=1; Max-Age=9999"),)
    )
    server.on("/set", set_cookie)
    server.on("/ask", script("document.title = document.cookie + (localStorage.seen || 'none')"))

    async with set_up(server, options) as browser:
        await browser.render(server.url("/set"))
        rendering = await browser.render(server.url("/ask"))

    assert b"<title>none</title>" in rendering.dom


async def test_no_process_is_left_behind(server, options):
    server.on("/", PLAYS["a script without end"][0])

    async with set_up(server, options) as browser:
        await browser.render(server.url("/"))
        marker = browser._marker

    assert memory.root_of(marker) == 0


async def test_an_inspection_of_a_hostile_site_tells_what_it_did(server, options):
    server.on("/", script("while (true) alert('恭喜中奖')"))

    report = await inspect(server.url(), options=options(browser=True, browser_page_s=3.0), now=NOW)

    assert report.state == "done"
    found = [one for one in report.observations if one.check == "page-behaviour"]
    assert ("dialogs", "恭喜中奖") in {(one.kind, one.excerpt) for one in found}
    assert found[0].evidence == (report.renderings[0].evidence_id,)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, got):
        self._got = got

    def datagram_received(self, data, where):
        self._got.append("udp")


EVERY_WAY = """<link rel="preconnect" href="http://{there}/"><link rel="dns-prefetch" href="//{there}/"><link rel="prefetch" href="http://{there}/pre">
<link rel="stylesheet" href="http://{there}/s.css"><img src="http://{there}/i.png"><iframe src="http://{there}/f"></iframe><video src="http://{there}/v.mp4" autoplay></video>
<object data="http://{there}/o"></object><form id="form" action="http://{there}/form" method="post" target="frame"></form><iframe name="frame"></iframe>
<script>
const run = work => {{ try {{ work() }} catch (error) {{ }} }};
run(() => new WebSocket("ws://{there}/w")); run(() => new EventSource("http://{there}/e")); run(() => navigator.sendBeacon("http://{there}/b", "x"));
run(() => fetch("http://{there}/fetch", {{mode: "no-cors", keepalive: true}})); run(() => import("http://{there}/m.js")); run(() => document.getElementById("form").submit());
run(() => new Worker(URL.createObjectURL(new Blob(['fetch("http://{there}/k", {{mode: "no-cors"}}); new WebSocket("ws://{there}/kw"); new WebTransport("https://{there}/kt")']))));
run(() => new SharedWorker(URL.createObjectURL(new Blob(['fetch("http://{there}/sk", {{mode: "no-cors"}})']))));
run(() => navigator.serviceWorker.register("/sw.js"));
run(() => {{ const peer = new RTCPeerConnection({{iceServers: [{{urls: "stun:{there}"}}, {{urls: "turn:{there}?transport=tcp", username: "u", credential: "c"}}]}});
  peer.createDataChannel("x"); peer.createOffer().then(offer => peer.setLocalDescription(offer)); }});
run(() => new WebTransport("https://{there}/t"));
</script>"""


async def test_no_way_out_of_a_page_passes_beside_the_gateway(server, options):
    reached = []
    inner = await asyncio.start_server(lambda _, writer: (reached.append("tcp"), writer.close()), "127.0.0.2", 0)
    there = "127.0.0.2:" + str(inner.sockets[0].getsockname()[1])
    udp, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Datagrams(reached), local_addr=("127.0.0.2", int(there.partition(":")[2]))
    )  # fmt: skip
    server.on("/", plays.page(EVERY_WAY.format(there=there)))
    server.on("/sw.js", Reply(f'fetch("http://{there}/sw")'.encode(), kind="text/javascript"))
    browser = Browser(options(), AddressGuard(("127.0.0.1/32",)), instant=lambda: NOW, limits=LIMITS)

    async with browser:
        rendering = await browser.render(server.url("/"))
    inner.close()
    udp.close()

    assert reached == []
    assert rendering.state is State.DONE
    refused = next(one for one in rendering.troubles if one.kind == "refused-address")
    assert refused.times >= 8
    assert server.asked("/sw.js") == []
