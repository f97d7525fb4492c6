"""Time stamps over the evidence: granted, verified, verifiable by others; an authority that fails changes nothing but a note."""

import json
import shutil
import subprocess
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response

from jiyue.cli import main
from jiyue.inspection import StampingMissing, inspect, replay, stamping
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import as_json, reports_as_json
from jiyue.inspection.stamp_order import in_order
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.stamp_authority import OPENSSL, StampAuthority
from tests.inspection.test_report import SCHEMA

needs_openssl = pytest.mark.skipif(
    OPENSSL is None, reason="The tests' time stamp authority needs OpenSSL: apt-get install openssl"
)


@pytest.fixture
async def authority(tmp_path):
    made = StampAuthority(tmp_path / "tsa")
    made.url = await made.start()
    yield made
    await made.stop()


@pytest.fixture
def run(server, options, authority, tmp_path):
    sites.clean(server)

    async def run(**changes):
        values = {
            "evidence_dir": tmp_path / "evidence",
            "timestamp": authority.url,
            "timestamp_ca": authority.ca,
            "max_pages": 3,
        }
        return await inspect(server.url(), options=options(**(values | changes)), now=NOW)

    return run


@needs_openssl
@pytest.mark.clause("35.1")
async def test_the_chain_of_a_run_is_stamped_and_others_can_verify_it(run, authority):
    report = await run()

    stamp = report.timestamp
    assert (stamp.is_granted, stamp.is_verified, stamp.error) == (True, True, "")
    assert stamp.policy == "1.2.3.4.1"
    assert stamp.at.tzinfo is not None
    assert Path(stamp.file) == Path(report.warc + ".tsr")
    assert authority.verifies(report.chain, Path(stamp.file))
    assert not authority.verifies(report.chain[::-1], Path(stamp.file))
    assert "签名已核对" in page([report])
    data = json.loads(json.dumps(reports_as_json([report])))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)


@needs_openssl
async def test_a_stamp_is_held_against_the_chain_again_when_a_run_is_judged_again(run, authority):
    report = await run()

    again = await replay(Path(report.warc), timestamp_ca=authority.ca)

    assert as_json(again) == as_json(report)
    assert len(authority.queries) == 1


@needs_openssl
async def test_without_root_certificates_the_signature_is_said_to_be_unverified(run):
    stamp = (await run(timestamp_ca=None)).timestamp

    assert (stamp.is_granted, stamp.is_verified) == (True, False)
    assert "没有核对" in stamp.error


@needs_openssl
async def test_a_stamp_of_another_run_is_found_out(run, tmp_path):
    first = await run()
    second = await run(evidence_dir=tmp_path / "second")
    shutil.copy(first.timestamp.file, second.timestamp.file)

    again = await replay(Path(second.warc))

    assert not again.timestamp.is_granted
    assert any("不是为这份证据出具的" in note for note in again.notes)


def old_answer(authority):
    """A good answer for the same text, to a question of the past."""

    def spoil(answer):
        imprint = decode_timestamp_response(in_order(answer)).tst_info.message_imprint.message
        query = authority.folder / "old-query"
        subprocess.run(
            [OPENSSL, "ts", "-query", "-digest", imprint.hex(), "-sha256", "-cert", "-out", query],
            check=True,
            capture_output=True,
        )
        return 200, authority.stamp(query.read_bytes())

    return spoil


def of_another_text(authority):
    def spoil(answer):
        query = authority.folder / "other-query"
        subprocess.run(
            [OPENSSL, "ts", "-query", "-digest", "ab" * 32, "-sha256", "-cert", "-out", query],
            check=True,
            capture_output=True,
        )
        return 200, authority.stamp(query.read_bytes())

    return spoil


REJECTED = b"\x30\x05\x30\x03\x02\x01\x02"
SPOILS = {
    "an error": (lambda _: lambda answer: (500, b"")), "not found": (lambda _: lambda answer: (404, b"<html>")),
    "a page": (lambda _: lambda answer: (200, b"<html>sign in</html>")), "nothing": (lambda _: lambda answer: (200, b"")),
    "half": (lambda _: lambda answer: (200, answer[: len(answer) // 2])), "a rejection": (lambda _: lambda answer: (200, REJECTED)),
    "hanging up": (lambda _: lambda answer: None), "too much": (lambda _: lambda answer: (200, bytes(1_000_000))),
    "a changed byte": (lambda _: lambda answer: (200, answer[:-5] + bytes([answer[-5] ^ 1]) + answer[-4:])),
    "an old answer": old_answer, "another text": of_another_text,
}  # fmt: skip


@needs_openssl
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=list(SPOILS))
async def test_an_authority_that_fails_never_fails_the_run(run, authority, spoil):
    authority.spoil = spoil(authority)

    report = await run()

    assert (report.state, report.timestamp.is_granted) == ("done", False)
    assert report.timestamp.error
    assert any(report.timestamp.error in note and "不受影响" in note for note in report.notes)
    assert list((authority.folder.parent / "evidence").glob("*.tsr")) == []
    assert "没有得到" in page([report])


@needs_openssl
async def test_an_authority_that_nobody_vouches_for_is_refused(run, tmp_path):
    other = StampAuthority(tmp_path / "other")

    report = await run(timestamp_ca=other.ca)

    assert "签名不可信" in report.timestamp.error


async def test_an_authority_that_is_not_there_is_said(server, options, tmp_path):
    sites.clean(server)
    chosen = options(evidence_dir=tmp_path, timestamp="http://127.0.0.1:9/", max_pages=2)

    report = await inspect(server.url(), options=chosen, now=NOW)

    assert report.state == "done"
    assert not report.timestamp.is_granted


async def test_an_authority_at_an_inner_address_is_not_asked(server, options, tmp_path):
    sites.clean(server)
    chosen = options(evidence_dir=tmp_path, timestamp="http://169.254.169.254/", max_pages=2)

    report = await inspect(server.url(), options=chosen, now=NOW)

    assert "169.254.169.254" in report.timestamp.error


async def test_without_evidence_there_is_nothing_to_stamp(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(timestamp="http://127.0.0.1:9/", max_pages=2), now=NOW)

    assert "没有保存证据" in report.timestamp.error


def test_what_is_missing_is_said_before_any_request(monkeypatch, tmp_path):
    with pytest.raises(StampingMissing, match="不是 http"):
        stamping.require("ftp://a.cn/", None)
    with pytest.raises(StampingMissing, match="根证书"):
        stamping.require("http://a.cn/", tmp_path / "none.pem")
    monkeypatch.setattr(stamping, "find_spec", lambda _: None)
    with pytest.raises(StampingMissing, match=r"pip install 'jiyue\[timestamp\]'"):
        stamping.require("http://a.cn/", None)


def test_the_command_refuses_a_stamp_without_evidence(capsys):
    assert main(["inspect", "http://127.0.0.1:9/", "--timestamp", "http://a.cn/"]) == 2
    assert "--warc" in capsys.readouterr().err


def element(tag, *parts):
    body = b"".join(parts)
    return bytes((tag, len(body))) + body


# The shape of an answer: two certificates in the wrong order, the longer one first.
CERTIFICATES = element(0x30, b"\x02\x02\x00\x01"), element(0x30, b"\x02\x01\x01")
NESTED = element(
    0x30, element(0x30, b"\x02\x01\x00"), element(0x30, b"\x06\x01\x2a", element(0xA0, element(0x30, b"\x02\x01\x03", element(0xA0, *CERTIFICATES))))
)  # fmt: skip


def test_certificates_are_put_in_order():
    assert in_order(NESTED) == NESTED.replace(b"".join(CERTIFICATES), b"".join(sorted(CERTIFICATES)))


@given(st.binary(max_size=60), st.integers(0, 40))
def test_putting_in_order_never_fails_and_changes_no_length(noise, at):
    answer = NESTED[:at] + noise + NESTED[at + len(noise) :]

    assert len(in_order(answer)) == len(answer)
    assert in_order(in_order(answer)) == in_order(answer)


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A good answer about a text, the text, the number that was sent along, and the authority."""
    if OPENSSL is None:
        pytest.skip("The tests' time stamp authority needs OpenSSL: apt-get install openssl")
    authority = StampAuthority(tmp_path_factory.mktemp("stamps") / "tsa")
    chain = "ab" * 32
    query = TimestampRequestBuilder().data(chain.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
    return authority.stamp(query.as_bytes()), stamping._Imprint(chain, query.nonce), authority.ca


@given(st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=4))
@settings(deadline=None)
def test_an_answer_with_changed_bytes_is_refused_or_says_the_same(answered, changes):
    answer, imprint, authorities = answered
    changed = bytearray(answer)
    for at, byte in changes:
        changed[at % len(changed)] = byte

    try:
        stamp = stamping._read(bytes(changed), imprint, authorities, "http://a.cn/")
    except stamping._Refused:
        return
    assert stamp == stamping._read(answer, imprint, authorities, "http://a.cn/")
