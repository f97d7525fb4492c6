"""No inner address is reached: at no hop, in no spelling, by no name that changes its mind; each refusal says which address it was."""

import pycurl
import pytest

from jiyue.inspection import State, Verdict, inspect
from jiyue.inspection.fetch.client import Client
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Server, redirect

# Only this one address of loopback is open to the visits of these tests.
OPEN = ("127.0.0.1/32",)

# id → where a redirect leads, and what the refusal must name
INNER = {
    "private, 10": ("http://10.0.0.1/", "10.0.0.1 是内网地址"),
    "private, 172.16": ("http://172.16.0.1/", "172.16.0.1 是内网地址"),
    "private, 192.168": ("http://192.168.1.1/", "192.168.1.1 是内网地址"),
    "loopback": ("http://127.0.0.2/", "127.0.0.2 是本机地址"),
    "loopback in IPv6": ("http://[::1]/", "::1 是本机地址"),
    "link-local": ("http://169.254.1.1/", "169.254.1.1 是链路本地地址"),
    "link-local in IPv6": ("http://[fe80::1]/", "fe80::1 是链路本地地址"),
    "unique local IPv6": ("http://[fd00::1]/", "fd00::1 是内网地址"),
    "metadata of most clouds": ("http://169.254.169.254/latest/", "169.254.169.254"),
    "metadata of Alibaba": ("http://100.100.100.200/latest/", "100.100.100.200 是云平台元数据地址"),
    "carrier's own": ("http://100.64.0.1/", "100.64.0.1"),
    "no address": ("http://0.0.0.0/", "0.0.0.0"),
    "multicast": ("http://224.0.0.1/", "224.0.0.1 是组播地址"),
    "IPv4 mapped into IPv6": ("http://[::ffff:10.0.0.1]/", "10.0.0.1 是内网地址"),
    "IPv4 compatible with IPv6": ("http://[::10.0.0.1]/", "10.0.0.1 是内网地址"),
    "IPv4 in 6to4": ("http://[2002:a00:1::]/", "10.0.0.1 是内网地址"),
    "IPv4 in NAT64": ("http://[64:ff9b::a00:1]/", "10.0.0.1 是内网地址"),
    "IPv4 in Teredo": ("http://[2001:0:0:0:0:0:f5ff:fffe]/", "10.0.0.1 是内网地址"),
    "one number": ("http://2130706434/", "127.0.0.2 是本机地址"),
    "hexadecimal": ("http://0x7f000002/", "127.0.0.2 是本机地址"),
    "octal": ("http://0177.0.0.2/", "127.0.0.2 是本机地址"),
    "short": ("http://127.2/", "127.0.0.2 是本机地址"),
    "full width": ("http://１２７.0.0.2/", "127.0.0.2 是本机地址"),
}  # fmt: skip


@pytest.fixture
async def secret():
    """A server on another address of loopback, which nobody may reach."""
    hidden = Server()
    await hidden.start()
    yield hidden
    await hidden.stop()


def chain(server, hops, goal):
    """Addresses of a chain of redirects of `hops` steps on different hosts that ends at `goal`."""
    steps = [server.url(f"/{number}", host=f"hop{number}.localhost") for number in range(hops)]
    for number, to in enumerate([*steps[1:], goal]):
        server.on(f"/{number}", redirect(to), host=f"hop{number}.localhost")
    return steps[0]


@pytest.mark.parametrize("hops", [1, 2, 5])
@pytest.mark.parametrize(("goal", "named"), INNER.values(), ids=INNER)
async def test_an_inner_address_is_refused_at_every_hop(server, options, hops, goal, named):
    async with Client(options(allow_addresses=OPEN), now=NOW) as client:
        seen = await client.visit(chain(server, hops, goal))

    assert (seen.state, seen.fault) == (State.ABORTED, "address-guard")
    assert named in seen.error
    assert len(server.log) == hops


@pytest.mark.parametrize("address", ["10.0.0.1", "127.0.0.2", "169.254.169.254", "::1", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"])  # fmt: skip
@pytest.mark.parametrize("hops", [0, 1, 3])
async def test_a_name_that_leads_to_an_inner_address_is_refused_at_every_hop(server, options, hops, address):
    bad = f"http://www.qinghe.gov.cn:{server.port}/"
    chosen = options(allow_addresses=OPEN, resolve=(f"www.qinghe.gov.cn:{server.port}:{address}",))

    async with Client(chosen, now=NOW) as client:
        seen = await client.visit(chain(server, hops, bad) if hops else bad)

    assert (seen.state, seen.fault) == (State.ABORTED, "address-guard")
    assert len(server.log) == hops


@pytest.mark.parametrize("hops", [1, 2, 4])
async def test_a_name_that_changes_its_address_between_two_visits_is_refused_at_every_hop(server, options, hops):
    bad = f"http://www.qinghe.gov.cn:{server.port}/end"
    start = chain(server, hops, bad)
    server.on("/end", "secret")
    chosen = options(allow_addresses=OPEN, resolve=(f"www.qinghe.gov.cn:{server.port}:127.0.0.1",))

    async with Client(chosen, now=NOW) as client:
        first = await client.visit(start)
        for transfer in client._idle:
            transfer.curl.setopt(pycurl.RESOLVE, [f"www.qinghe.gov.cn:{server.port}:127.0.0.2"])
        second = await client.visit(start, fresh=True)

    assert (first.status, first.body) == (200, b"secret")
    assert (second.state, second.fault, second.body) == (State.ABORTED, "address-guard", b"")
    assert server.asked("/end") == ["GET"]


async def test_a_name_with_an_open_and_an_inner_address_is_visited_at_the_open_one_only(server, options):
    server.on("/", "open")
    chosen = options(allow_addresses=OPEN, resolve=(f"www.qinghe.gov.cn:{server.port}:127.0.0.2,127.0.0.1",))

    async with Client(chosen, now=NOW) as client:
        seen = await client.visit(f"http://www.qinghe.gov.cn:{server.port}/")

    assert (seen.state, seen.body, seen.address) == (State.DONE, b"open", "127.0.0.1")


async def test_links_frames_pictures_and_lists_that_lead_inside_are_told_and_never_followed(server, options, secret):
    inner = f"http://127.0.0.2:{secret.port}/"
    sites.clean(server)
    body = "".join(f"<{tag}={inner}{number}>x</a>" for number, tag in enumerate(("a href", "img src", "iframe src")))  # fmt: skip
    server.on("/contact.html", sites.page("联系我们", body, sites.labels()))
    server.on("/sitemap.xml", f"<urlset><url><loc>{inner}map</loc></url></urlset>")
    chosen = options(allow_addresses=OPEN, agents=True, max_landings=5, max_documents=5, probes=True)

    report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)

    told = {(one.target, one.kind, one.verdict) for one in report.observations if one.kind == "internal"}
    assert {(f"{inner}{number}", "internal", Verdict.TO_VERIFY) for number in (0, 1)} <= told
    assert secret.log == []


async def test_a_home_page_inside_is_refused_before_it_is_asked(secret, options):
    report = await inspect(secret.url(host="127.0.0.1"), options=options(allow_addresses=()), now=NOW)

    assert (report.state, report.observations, secret.log) == ("unreachable", (), [])
    assert "本机地址" in report.notes[0]
