"""Questions to name servers: the good case, each bad one, and every way in which servers do not answer, which is never a fault of the site."""

import struct
import time

import pytest
from dns import message, rcode

from jiyue.inspection import State, Verdict
from jiyue.inspection.fetch.guard import AddressGuard
from jiyue.inspection.probes import names
from jiyue.inspection.probes.names_asking import Asker, Said, Server, servers
from tests.inspection.conftest import NOW
from tests.inspection.name_server import NameServer

HOST, ZONE = "www.qinghe.gov.cn", "qinghe.gov.cn"
GOOD = {
    (HOST, "A"): ["203.0.113.5"],
    (ZONE, "NS"): ["ns1.qinghe.gov.cn.", "ns2.qinghe.gov.cn."],
    ("ns1.qinghe.gov.cn", "A"): ["127.0.0.11"],
    ("ns2.qinghe.gov.cn", "A"): ["127.0.0.12"],
    (ZONE, "DS"): ["12345 13 2 " + "ab" * 32],
    (ZONE, "CAA"): ['0 issue "cfca.com.cn"'],
}


@pytest.fixture
async def play():
    """Two resolvers and the zone's two name servers, each of which may be changed before the questions are asked."""
    started = []

    class Play:
        def __init__(self):
            self.one = NameServer("127.0.0.21", is_authority=False, is_validating=True, records=dict(GOOD))
            self.two = NameServer("127.0.0.22", is_authority=False, is_validating=True, records=dict(GOOD))
            self.first = NameServer("127.0.0.11", records=dict(GOOD))
            self.second = NameServer("127.0.0.12", records=dict(GOOD))

        async def ask(self, *, allow=("127.0.0.0/8",), timeout_s=0.3, resolvers=2):
            await self.first.start()
            started.append(self.first)
            for server in (self.second, self.one, self.two):
                server.port = self.first.port
                started.append(await server.start())
            asker = Asker(port=self.first.port, timeout_s=timeout_s)
            asked = [Server(one.address, one.port) for one in (self.one, self.two)][:resolvers]
            found, self.addresses = await names.ask_names(HOST, asker=asker, resolvers=asked, guard=AddressGuard(allow))
            return {one.probe: one for one in found}

    yield Play()
    for server in started:
        await server.stop()


def fact(probed, name):
    return dict(probed.facts)[name]


@pytest.mark.clause("28.5")
async def test_a_zone_in_good_order_passes_every_question(play):
    found = await play.ask()

    assert {name: one.verdict for name, one in found.items()} == dict.fromkeys(
        ("dns-resolvers", "name-servers", "soa-serial", "dnssec", "caa"), Verdict.PASS
    )
    assert {one.target for one in found.values()} == {HOST, ZONE}
    assert play.addresses == ("203.0.113.5",)
    assert fact(found["soa-serial"], "ns1.qinghe.gov.cn 127.0.0.11") == "2026112401"
    assert fact(found["dnssec"], "validated") == "yes"


def change(server, name, kind, *data):
    def apply(play):
        one = getattr(play, server)
        one.records.pop((name, kind), None)
        if data:
            one.records[name, kind] = list(data)

    return apply


def both(name, kind, *data):
    def apply(play):
        for server in ("one", "two"):
            change(server, name, kind, *data)(play)

    return apply


def of(server, **changes):
    def apply(play):
        for name, value in changes.items():
            setattr(getattr(play, server), name, value)

    return apply


def broken_signature(answer):
    from dns import flags

    if answer.question[0].rdtype.name == "SOA" and not answer.flags & flags.CD:
        answer.answer.clear()
        answer.set_rcode(rcode.SERVFAIL)
    return answer


@pytest.mark.clause("28.5")
@pytest.mark.parametrize(
    ("spoil", "probe", "word"),
    [
        pytest.param(change("two", HOST, "A", "198.51.100.9"), "dns-resolvers", "不一致", id="resolvers that share no address"),
        pytest.param(change("two", HOST, "A"), "dns-resolvers", "不一致", id="a name that one does not know"),
        pytest.param(both(HOST, "A"), "dns-resolvers", "没有地址", id="a name without an address"),
        pytest.param(both(ZONE, "NS", "ns1.qinghe.gov.cn."), "name-servers", "只有一个", id="one name server"),
        pytest.param(both("ns2.qinghe.gov.cn", "A", "127.0.0.11"), "name-servers", "同一个地址", id="two names of one server"),
        pytest.param(of("second", serial=2026112400), "soa-serial", "序号不同", id="a server that lags"),
        pytest.param(of("second", is_authority=False), "soa-serial", "不认", id="a server that disowns the zone"),
        pytest.param(both(ZONE, "DS"), "dnssec", "没有启用", id="an unsigned zone"),
        pytest.param(of("one", spoil=broken_signature), "dnssec", "校验失败", id="broken signatures"),
        pytest.param(both(ZONE, "CAA"), "caa", "没有 CAA", id="no CAA"),
    ],
)  # fmt: skip
async def test_each_fault_of_a_zone_is_to_be_verified(play, spoil, probe, word):
    spoil(play)

    found = await play.ask()

    assert found[probe].verdict is Verdict.TO_VERIFY
    assert word in found[probe].note


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(change("two", HOST, "A", "203.0.113.5", "203.0.113.6"), id="resolvers that share an address"),
        pytest.param(both(HOST, "CNAME", "web.qinghe.gov.cn."), id="an alias"),
        pytest.param(of("one", cut=True), id="an answer cut short over UDP, whole over TCP"),
    ],
)
async def test_what_is_no_fault_passes(play, spoil):
    for server in (play.one, play.two):
        server.records["web.qinghe.gov.cn", "A"] = ["203.0.113.5"]
    spoil(play)

    assert (await play.ask())["dns-resolvers"].verdict is Verdict.PASS


async def test_caa_is_looked_for_from_the_host_up_to_its_zone(play):
    found = await play.ask()

    assert "cfca.com.cn" in fact(found["caa"], "records")
    assert [line for line in play.one.log if line.endswith("CAA")] == [f"udp {HOST} CAA", f"udp {ZONE} CAA"]


def rewritten(answer, number=None):
    """The same answer under another number."""
    wire = bytearray(answer.to_wire())
    wire[:2] = struct.pack(">H", (answer.id + 1) % 65536 if number is None else number)
    return bytes(wire)


def about_another(answer):
    other = message.make_response(message.make_query("evil.example", "A"))
    other.id = answer.id
    return other


SILENT = {
    "silence": lambda answer: None,
    "noise": lambda answer: b"\x00\xff" * 20,
    "an empty datagram": lambda answer: b"",
    "another number": rewritten,
    "another question": about_another,
    "half an answer": lambda answer: answer.to_wire()[:20],
    "a pointer in a circle": lambda answer: answer.to_wire()[:12] + b"\xc0\x0c\x00\x01\x00\x01",
    "refused": lambda answer: answer.set_rcode(rcode.REFUSED) or answer.answer.clear() or answer,
    "a failure": lambda answer: answer.set_rcode(rcode.SERVFAIL) or answer.answer.clear() or answer,
}


@pytest.mark.parametrize("spoil", SILENT.values(), ids=list(SILENT))
async def test_resolvers_that_say_nothing_usable_accuse_nobody(play, spoil):
    play.one.spoil = play.two.spoil = spoil

    found = await play.ask()

    assert {one.verdict for one in found.values()} == {Verdict.NONE}
    assert found["dns-resolvers"].note


@pytest.mark.parametrize("spoil", SILENT.values(), ids=list(SILENT))
async def test_name_servers_that_say_nothing_usable_accuse_nobody(play, spoil):
    play.first.spoil = play.second.spoil = spoil

    assert (await play.ask())["soa-serial"].verdict is Verdict.NONE


async def test_an_answer_that_was_slipped_in_before_the_right_one_is_passed_over(play):
    play.one.spoil = lambda answer: [rewritten(answer), about_another(answer), answer]

    found = await play.ask()

    assert found["dns-resolvers"].verdict is Verdict.PASS
    assert play.addresses == ("203.0.113.5",)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param([both(HOST, "A"), both(HOST, "CNAME", f"{HOST}.")], id="an alias of itself"),
        pytest.param(
            [both(HOST, "A"), both(HOST, "CNAME", "a.qinghe.gov.cn."), both("a.qinghe.gov.cn", "CNAME", f"{HOST}.")], id="aliases in a circle"
        ),
        pytest.param([of("one", cut=True, has_tcp=False), of("two", cut=True, has_tcp=False)], id="cut short, and no TCP"),
    ],
)  # fmt: skip
async def test_answers_that_lead_nowhere_are_not_measured(play, spoil):
    for one in spoil:
        one(play)

    found = await play.ask()

    assert found["dns-resolvers"].verdict is Verdict.NONE
    assert play.addresses == ()


async def test_one_resolver_can_not_agree_with_itself(play):
    found = await play.ask(resolvers=1)

    assert (found["dns-resolvers"].verdict, found["name-servers"].verdict) == (Verdict.NONE, Verdict.PASS)


async def test_name_servers_at_inner_addresses_are_not_asked(play):
    found = await play.ask(allow=())

    assert play.first.log == play.second.log == []
    assert found["soa-serial"].verdict is Verdict.NONE
    assert "本机地址" in fact(found["soa-serial"], "ns1.qinghe.gov.cn 127.0.0.11")


async def test_silence_ends_in_time(play):
    play.one.spoil = play.two.spoil = SILENT["silence"]
    started = time.monotonic()

    await play.ask(timeout_s=0.2)

    assert time.monotonic() - started < 3


@pytest.mark.parametrize("host", ["127.0.0.1", "www.site.localhost", "localhost", "::1", ""])
async def test_names_of_this_machine_are_not_asked_for(host):
    found = await names.ask_names(host, asker=Asker(), resolvers=[Server("127.0.0.1")], guard=AddressGuard())

    assert found == ((), ())


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        pytest.param("2026-12-24", Verdict.PASS, id="31 days left"),
        pytest.param("2026-12-23", Verdict.PASS, id="30 days left"),
        pytest.param("2026-12-22", Verdict.TO_VERIFY, id="29 days left"),
        pytest.param("2026-11-22", Verdict.TO_VERIFY, id="over since yesterday"),
        pytest.param("", Verdict.NONE, id="not known"),
    ],
)
def test_the_end_of_a_registration_is_told_a_month_before(day, verdict):
    assert names.judge_expiry(ZONE, day, NOW.date()).verdict is verdict


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("223.5.5.5", Server("223.5.5.5", 53)), ("127.0.0.1:5353", Server("127.0.0.1", 5353)),
        ("2400:3200::1", Server("2400:3200::1", 53)), ("[::1]:5353", Server("::1", 5353)), ("[::1]", Server("::1", 53)),
    ],
)  # fmt: skip
def test_resolvers_are_read(text, server):
    assert servers((text,)) == (server,)


@pytest.mark.parametrize("text", ["dns.example", "1.2.3", "1.2.3.4:x", ""])
def test_what_is_no_resolver_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        servers((text,))


def test_without_a_choice_several_resolvers_are_asked():
    assert len(servers(())) >= 2


def test_a_server_that_failed_has_not_answered():
    assert not Said(server=Server("127.0.0.1"), state=State.TIMED_OUT).has_answered
