"""The questions to a site as a whole: the good case of each, and each bad one; what could not be asked is never bad."""

import asyncio
import ssl
from datetime import UTC, datetime

import pytest

from jiyue.inspection import State, Verdict
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.probes import search
from jiyue.inspection.probes import site as probes
from jiyue.inspection.results import Times
from tests.hostile.certificates import HOST
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, Server, redirect

SAFE = (
    ("Strict-Transport-Security", "max-age=31536000"), ("Content-Security-Policy", "default-src 'self'"), ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"), ("Referrer-Policy", "same-origin"),
)  # fmt: skip


def fact(probed, name):
    return dict(probed.facts)[name]


async def certificate_of(url, chosen):
    async with Client(chosen, now=NOW) as client:
        return await probes.ask_certificate(client, url, now=client.instant())


async def test_a_certificate_in_good_order_passes(authority, secure, options):
    below = authority.below()
    url = await secure(below.server(days=900))

    seen = await certificate_of(url, options(ca_bundle=authority.path))

    assert (seen.verdict, seen.note) == (Verdict.PASS, "")
    assert (fact(seen, "chain"), fact(seen, "versions")) == ("2", "TLS 1.2、TLS 1.3")
    assert fact(seen, "names") == HOST
    assert int(fact(seen, "days_left")) > 30


@pytest.mark.parametrize(
    ("made", "word"),
    [
        pytest.param({"days": 900, "has_chain": False}, "unable to get local issuer", id="a chain with a gap"),
        pytest.param({"days": 900, "name": "other.gov.cn"}, "match", id="another name"),
        pytest.param({"start": -10, "days": 5}, "expired", id="expired"),
        pytest.param({"start": -10, "days": 39}, "天后到期", id="29 days left"),
        pytest.param({"days": 900, "is_signed_by_itself": True}, "self", id="signed by itself"),
    ],
)
async def test_each_fault_of_a_certificate_is_to_be_verified(authority, secure, options, made, word):
    url = await secure(authority.below().server(**made))

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await probes.ask_certificate(client, url, now=datetime.now(UTC))

    assert seen.verdict is Verdict.TO_VERIFY
    assert word in seen.note


async def test_outdated_versions_of_tls_are_told(authority, secure, options):
    url = await secure(authority.server(days=900), ssl.TLSVersion.TLSv1_2, lowest=ssl.TLSVersion.TLSv1)

    seen = await certificate_of(url, options(ca_bundle=authority.path))

    assert seen.verdict is Verdict.TO_VERIFY
    assert "TLS 1.0" in fact(seen, "versions")
    assert "TLS 1.3" not in fact(seen, "versions")
    assert "仍支持已淘汰的 TLS 1.0" in seen.note


async def test_a_site_that_opens_by_https_passes(authority, secure, options):
    url = await secure(authority.server())

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await probes.ask_https(client, url)

    assert (seen.verdict, fact(seen, "status")) == (Verdict.PASS, "200")


async def test_a_site_that_does_not_open_by_https_is_to_be_verified(server, options):
    server.on("/", "x")

    async with Client(options(), now=NOW) as client:
        seen = await probes.ask_https(client, server.url().replace("http:", "https:"))

    assert seen.verdict is Verdict.TO_VERIFY
    assert seen.state in {State.TLS, State.TIMED_OUT}


@pytest.mark.parametrize("is_led", [True, False])
async def test_http_leads_on_to_https(authority, secure, server, options, is_led):
    goal = await secure(authority.server())
    server.on("/", redirect(goal, 301) if is_led else "x")

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await probes.ask_plain(client, server.url())

    assert seen.verdict is (Verdict.PASS if is_led else Verdict.TO_VERIFY)
    assert (fact(seen, "final_url") == goal) is is_led


@pytest.mark.parametrize("missing", [None, *(name for name, _ in SAFE)])
async def test_each_protecting_header_counts(authority, secure, options, missing):
    sent = tuple(one for one in SAFE if one[0] != missing)
    url = await secure(authority.server(), reply=Reply(b"<html>x</html>", headers=sent))

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = probes.security_headers(await client.visit(url))

    assert seen.verdict is (Verdict.TO_VERIFY if missing else Verdict.PASS)
    assert (missing or "").lower() in seen.note


async def test_hsts_is_not_asked_of_plain_http(server, options):
    server.on("/", Reply(b"<html>x</html>", headers=SAFE[1:]))

    async with Client(options(), now=NOW) as client:
        assert probes.security_headers(await client.visit(server.url())).verdict is Verdict.PASS


@pytest.fixture
async def both_families(server):
    """A second server at the same port of IPv6's loopback."""
    other = Server()
    other._server = await asyncio.start_server(other._serve, "::1", server.port)
    yield other
    await other.stop()


WORDS = " ".join(f"word{number}" for number in range(30))


@pytest.mark.clause("27.2")
@pytest.mark.parametrize(
    ("there", "verdict", "same"),
    [
        pytest.param(f"{WORDS} 10:00", Verdict.PASS, "yes", id="the same page"),
        pytest.param(
            f"{WORDS} 10:01",
            Verdict.PASS,
            "yes",
            id="the same but for the time",
        ),
        pytest.param("parked", Verdict.TO_VERIFY, "no", id="another page"),
        pytest.param(Reply(b"", 500), Verdict.TO_VERIFY, "", id="a broken page"),
    ],
)
async def test_a_site_is_the_same_over_ipv6(server, both_families, options, there, verdict, same):
    server.on("/", f"{WORDS} 10:00")
    both_families.on("/", there)

    async with Client(options(), now=NOW) as client:
        seen = await probes.ask_ipv6(client, await client.visit(server.url()))

    assert (seen.verdict, fact(seen, "same_content")) == (verdict, same)
    assert fact(seen, "address") == "::1"


async def test_a_literal_address_has_no_ipv6(server, options):
    server.on("/", "x")

    async with Client(options(), now=NOW) as client:
        seen = await probes.ask_ipv6(client, await client.visit(server.url(host="127.0.0.1")))

    assert (seen.verdict, seen.state) == (Verdict.NONE, State.ABORTED)


@pytest.mark.parametrize(
    ("bare", "verdict"),
    [
        pytest.param(redirect("http://www.site.localhost:{port}/"), Verdict.PASS, id="it leads to www"),
        pytest.param("x", Verdict.PASS, id="it shows the same page"),
        pytest.param("parked", Verdict.TO_VERIFY, id="it shows another page"),
        pytest.param(Reply(b"", 404), Verdict.TO_VERIFY, id="it shows nothing"),
    ],
)
async def test_the_name_without_www_leads_to_the_site(server, options, bare, verdict):
    server.on("/", "x", host="www.site.localhost")
    if isinstance(bare, Reply) and bare.headers:
        bare = redirect(server.url())
    server.on("/", bare, host="site.localhost")

    async with Client(options(), now=NOW) as client:
        home = await client.visit(server.url())
        seen = await probes.ask_bare(client, probes.bare_of(home.final_url), home)

    assert seen.verdict is verdict


@pytest.mark.parametrize(
    ("seconds", "verdict"), [(2.999, Verdict.PASS), (3.0, Verdict.PASS), (3.001, Verdict.TO_VERIFY)], ids=["below", "at", "above"]
)  # fmt: skip
def test_a_home_page_is_open_within_three_seconds(seconds, verdict):
    home = Exchange(url="http://a.gov.cn/", method="GET", requested_at=NOW, status=200, times=Times(total=seconds))

    assert probes.home_time(home).verdict is verdict


def test_a_home_page_that_was_not_looked_at_is_not_slow():
    home = Exchange(url="http://a.gov.cn/", method="GET", requested_at=NOW, state=State.ABORTED, times=Times(total=9))

    assert probes.home_time(home).verdict is Verdict.NONE


FORM = '<form action="/search" method="get"><input type="hidden" name="site" value="1"><input name="q"><input type="submit" value="搜索"></form>'
TITLE = sites.NEWS[0][1]


def searched(server, answer, form=FORM):
    rows = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in sites.NEWS[:6])
    server.on("/", sites.page(sites.NAME, f"{form}<ul>{rows}</ul>", sites.labels()))
    server.on("*", answer)
    server.answers_all = True


async def search_of(server, options):
    async with Client(options(), now=NOW) as client:
        return await search.ask_search(client, await client.visit(server.url()))


def results(*rows):
    return sites.page("搜索", f"<p>搜索“{TITLE}”的结果</p><ul>{''.join(rows)}</ul>", sites.labels())


ALL = [f'<li><a href="{url}">{title}</a></li>' for url, title, _ in sites.NEWS]


@pytest.mark.parametrize(
    ("answer", "verdict", "word"),
    [
        pytest.param(results(*ALL), Verdict.PASS, "", id="all titles are found"),
        pytest.param(results(*ALL[:1]), Verdict.TO_VERIFY, "没有找到", id="one of five is found"),
        pytest.param(results(), Verdict.TO_VERIFY, "没有找到", id="the question repeated, and nothing found"),
        pytest.param(results("<script>$.ajax('/s.json')</script>"), Verdict.NONE, "可以判断", id="results that a script brings"),
        pytest.param(Reply(b"", 500), Verdict.TO_VERIFY, "没有找到", id="a search that fails"),
        pytest.param(Reply(b"", 403), Verdict.NONE, "可以判断", id="a search that is closed to us"),
    ],
)  # fmt: skip
async def test_the_sites_search_finds_what_the_home_page_shows(server, options, answer, verdict, word):
    searched(server, Reply(answer.encode()) if isinstance(answer, str) else answer)

    seen = await search_of(server, options)

    assert (seen.verdict, word in seen.note) == (verdict, True)
    asked = [one.path for one in server.log if one.path.startswith("/search?site=1&q=")]
    assert len(asked) == 5


@pytest.mark.parametrize(
    ("form", "word"),
    [
        pytest.param("", "没有找到站内搜索的表单", id="no form"),
        pytest.param(FORM.replace("get", "post"), "不用 GET", id="a form by POST"),
        pytest.param('<form action="/login"><input name="user"><input type="password" name="key"></form>', "没有找到", id="a sign-in form"),
    ],
)  # fmt: skip
async def test_a_search_that_can_not_be_asked_is_not_judged(server, options, form, word):
    searched(server, Reply(b"x"), form)

    seen = await search_of(server, options)

    assert seen.verdict is Verdict.NONE
    assert word in seen.note
    assert len(server.log) == 1
