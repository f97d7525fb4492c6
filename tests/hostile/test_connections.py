"""Certificates of every kind of wrong, names that change their address, and what the probes make of a connection."""

import asyncio

import pycurl
import pytest

from jiyue.inspection import State, Verdict, inspect, replay
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.probes import site as probes
from jiyue.inspection.report.as_json import as_json
from tests.hostile.certificates import HOST, Authority
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply


@pytest.mark.parametrize(
    ("made", "word"),
    [
        pytest.param({"start": -100, "days": 50}, "expired", id="expired"),
        pytest.param({"start": 10}, "not yet valid", id="not valid yet"),
        pytest.param({"name": "other.gov.cn"}, "match", id="for another name"),
        pytest.param({"name": "*.localhost"}, "match", id="for any name one step up"),
        pytest.param({"name": "*.www.site.localhost"}, "match", id="for any name below"),
        pytest.param({"name": "127.0.0.1"}, "match", id="for the address"),
        pytest.param({"is_signed_by_itself": True}, "self", id="signed by itself"),
    ],
)
async def test_bad_certificates_are_named_and_never_a_death(authority, secure, options, made, word):
    url = await secure(authority.server(**made))

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await client.visit(url)

    assert (seen.state, seen.status) == (State.TLS, 0)
    assert word in seen.error
    report = await inspect(url, options=options(ca_bundle=authority.path), now=NOW)
    assert (report.state, report.observations) == ("unreachable", ())


@pytest.mark.parametrize(
    ("below", "made", "word"),
    [
        pytest.param({"days": -10}, {}, "expired", id="an expired authority between"),
        pytest.param({"is_authority": False}, {}, "CA", id="signed by somebody who is no authority"),
        pytest.param({}, {"has_chain": False}, "issuer", id="a chain with a gap"),
    ],
)
async def test_bad_chains_are_named_and_never_a_death(authority, secure, options, below, made, word):
    url = await secure(authority.below(**below).server(**made))

    report = await inspect(url, options=options(ca_bundle=authority.path), now=NOW)

    assert (report.state, report.observations) == ("unreachable", ())
    assert word in report.notes[0]


async def test_a_link_to_a_site_with_a_bad_certificate_says_so(authority, secure, server, options):
    url = await secure(authority.server(start=-100, days=50))
    sites.clean(server)
    server.on("/contact.html", sites.page("联系我们", f"<a href='{url}'>旧网站</a>", sites.labels()))

    report = await inspect(
        server.url(), options=options(ca_bundle=authority.path), record=sites.record(server), now=NOW
    )

    assert [(one.target, one.kind, one.verdict) for one in report.observations] == [
        (url, "certificate", Verdict.TO_VERIFY)
    ]
    assert "expired" in report.observations[0].message


async def test_an_unknown_authority_is_named_and_a_known_one_trusted(authority, secure, options, tmp_path):
    url = await secure(authority.server())
    other = Authority(tmp_path, "Other CA")

    async with Client(options(ca_bundle=other.path), now=NOW) as client:
        assert (await client.visit(url)).state is State.TLS
    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        assert (await client.visit(url)).status == 200


async def test_a_name_that_changes_to_an_inner_address_is_refused_at_the_connection(server, options):
    server.on("/", "secret")
    url = f"http://www.qinghe.gov.cn:{server.port}/"
    chosen = options(allow_addresses=("127.0.0.1/32",), resolve=(f"www.qinghe.gov.cn:{server.port}:127.0.0.1",))

    async with Client(chosen, now=NOW) as client:
        first = await client.visit(url)
        # The name's owner answers the next question with another address.
        for transfer in client._idle:
            transfer.curl.setopt(pycurl.RESOLVE, [f"www.qinghe.gov.cn:{server.port}:127.0.0.2"])
        second = await client.visit(url, fresh=True)

    assert (first.status, second.state, second.fault) == (200, State.ABORTED, "address-guard")
    assert len(server.log) == 1


def fact(probed, name):
    return dict(probed.facts)[name]


async def test_the_certificate_probe_tells_names_issuer_days_and_versions(authority, secure, options):
    url = await secure(authority.server(days=20))

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await probes.ask_certificate(client, url, now=client.instant())

    assert (seen.state, seen.verdict) == (State.DONE, Verdict.TO_VERIFY)
    assert HOST in fact(seen, "names")
    assert "Test CA" in fact(seen, "issuer")
    assert fact(seen, "chain") == "1"
    assert "TLS 1.3" in fact(seen, "versions")
    assert "到期" in seen.note


async def test_the_certificate_probe_sees_a_wrong_certificate_too(authority, secure, options):
    url = await secure(authority.server(start=-100, days=50))

    async with Client(options(ca_bundle=authority.path), now=NOW) as client:
        seen = await probes.ask_certificate(client, url, now=NOW)

    assert seen.verdict is Verdict.TO_VERIFY
    assert int(fact(seen, "days_left")) < 0
    assert "expired" in seen.note


async def test_nothing_is_said_of_a_certificate_that_could_not_be_seen(options):
    server = await asyncio.start_server(lambda _, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]

    async with Client(options(), now=NOW) as client:
        seen = await probes.ask_certificate(client, f"https://{HOST}:{port}/", now=NOW)
    server.close()

    assert (seen.state, seen.verdict, seen.facts) == (State.TLS, Verdict.NONE, ())


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        pytest.param(Reply(b"<html><a href='/'>home</a>" + b"x" * 300, 404), Verdict.PASS, id="404 with a page"),
        pytest.param(Reply(b"not found", 404), Verdict.TO_VERIFY, id="404 without a page"),
        pytest.param(Reply(b"<html><a href='/'>home</a>" + b"x" * 300), Verdict.TO_VERIFY, id="a good status"),
    ],
)
async def test_the_sites_own_page_for_what_does_not_exist(server, options, reply, verdict):
    server.on("/gone", reply)

    async with Client(options(), now=NOW) as client:
        assert probes.not_found_page(await client.visit(server.url("/gone"))).verdict is verdict


@pytest.mark.clause("27.2")
async def test_a_site_without_ipv6_is_to_be_verified(server, options):
    server.on("/", "x")

    async with Client(options(), now=NOW) as client:
        home = await client.visit(server.url())
        seen = await probes.ask_ipv6(client, home)

    assert seen.verdict is Verdict.TO_VERIFY
    assert seen.state in {State.REFUSED, State.DNS}


@pytest.mark.parametrize(
    ("url", "https", "http", "bare"),
    [
        ("http://www.a.gov.cn/x", "https://www.a.gov.cn/", "http://www.a.gov.cn/", "http://a.gov.cn/"),
        ("https://a.gov.cn/", "https://a.gov.cn/", "http://a.gov.cn/", None),
        ("http://www.a.gov.cn:8000/", None, None, "http://a.gov.cn:8000/"),
        ("https://a.gov.cn:8443/", "https://a.gov.cn:8443/", None, None),
    ],
)
def test_addresses_of_the_probes_are_not_guessed(url, https, http, bare):
    assert (probes.https_of(url), probes.http_of(url), probes.bare_of(url)) == (https, http, bare)


@pytest.mark.parametrize(
    ("text", "left"), [("Nov 24 02:00:00 2026 GMT", "1"), ("Nov 22 02:00:00 2026 GMT", "-1"), ("soon", "")]
)  # fmt: skip
def test_days_left_are_whole_days(text, left):
    assert probes.days_left(text, NOW) == left


async def test_probes_stand_in_the_report_and_are_judged_again_from_evidence(server, options, tmp_path):
    sites.clean(server)
    server.on("/", sites.page(sites.NAME, "x", sites.labels()), host="site.localhost")

    report = await inspect(server.url(), options=options(probes=True, evidence_dir=tmp_path), now=NOW)

    assert {one.probe for one in report.probes} == {
        "home-time",
        "security-headers",
        "not-found-page",
        "ipv6",
        "bare-domain",
        "site-search",
        "other-domains",
    }
    # Facts are told to the millisecond, and a visit on loopback may take less: the evidence has the whole time.
    taken = {f"{one.times.total:.3f}" for one in report.evidence if one.times.total > 0}
    assert dict(report.probes[0].facts)["total"] in taken
    again = await replay(next(tmp_path.glob("*.warc.gz")))
    assert as_json(again.probes) == as_json(report.probes)
    assert again.observations == report.observations
