"""Judging again from evidence alone: the same findings, and no changed byte that goes unnamed."""

import asyncio
import gzip
import zlib
from pathlib import Path

import pytest
from msgspec import structs

from jiyue.inspection import WarcBroken, inspect, replay
from jiyue.inspection.fetch import driver
from jiyue.inspection.fetch import warc as warc_file
from jiyue.inspection.fetch.warc import WarcWriter
from jiyue.inspection.fetch.warc_reading import first_broken, read_verified
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect

LINKED = warc_file.linked


def faulty(server):
    sites.clean(server)
    server.on(
        "/2026/11/20.html",
        sites.article(
            "清河市召开第20次工作会议",
            '<p>电话 13800138000，身份证号 11010519491231002X</p><a href="/lost.html">丢失</a><a href="/moved">搬走</a>'
            '<a href="http://nothing.invalid/">外部</a>',
        ),
    )
    server.on("/moved", redirect("/moved/1"))
    server.on("/moved/1", redirect("/moved/2"))
    server.on("/moved/2", redirect("/contact.html"))
    server.on("/about/", sites.listing("机构职能", []))
    server.on("/policy/", Reply(b"\xff\x00broken", 500, headers=(("X-Odd", "a\rb"), ("Content-Encoding", "identity"))))


@pytest.fixture
def offline(monkeypatch):
    """From here on nothing may be asked of any server."""

    def refuse(*_):
        raise AssertionError("replay must not use the network")

    def shut():
        monkeypatch.setattr(driver.Driver, "perform", refuse)

    return shut


@pytest.mark.clause("35.1")
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="a whole run"),
        pytest.param({"max_pages": 6}, id="a run with few pages"),
        pytest.param({"max_requests": 12}, id="a run that its requests ended"),
        pytest.param({"max_bytes": 20_000}, id="a run that its bytes ended"),
        pytest.param({"check_external": False}, id="a run that stays inside"),
        pytest.param({"canaries": ("http://canary.invalid/",)}, id="a void run"),
        pytest.param({"probes": True}, id="a run with probes"),
    ],
)
async def test_evidence_alone_gives_the_same_report(server, options, tmp_path, offline, changes):
    faulty(server)
    chosen = options(evidence_dir=tmp_path, **changes)
    report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
    asked = len(server.log)
    offline()

    again = await replay(Path(report.warc))

    assert as_json(again) == as_json(report)
    assert len(server.log) == asked


@pytest.mark.clause("35.1")
async def test_what_a_probe_asks_beside_the_visits_counts_live_and_from_evidence(server, options, tmp_path, offline):
    sites.clean(server)
    try:
        beside = await asyncio.start_server(server._serve, "::1", server.port)
    except OSError:
        pytest.skip("no IPv6 on this machine")
    settings = {"check_external": False, "allow_addresses": ("127.0.0.0/8", "::1/128")}
    without = await inspect(server.url(), options=options(**settings), now=NOW)

    report = await inspect(server.url(), options=options(probes=True, evidence_dir=tmp_path, **settings), now=NOW)
    beside.close()
    offline()
    again = await replay(Path(report.warc))

    assert dict(next(one.facts for one in report.probes if one.probe == "ipv6"))["same_content"] == "yes"
    assert report.requests > without.requests
    assert report.received_bytes > without.received_bytes
    assert (again.requests, again.received_bytes) == (report.requests, report.received_bytes)
    assert as_json(again) == as_json(report)


async def test_evidence_of_before_the_count_of_such_questions_is_still_judged(server, options, tmp_path, monkeypatch):
    sites.clean(server)
    keep = WarcWriter.note
    monkeypatch.setattr(
        WarcWriter, "note", lambda one, story: keep(one, {name: it for name, it in story.items() if name != "unkept"})
    )
    report = await inspect(server.url(), options=options(probes=True, evidence_dir=tmp_path), now=NOW)

    again = await replay(Path(report.warc))

    assert again.probes == report.probes
    assert again.requests == report.requests - 1


async def test_a_home_page_that_did_not_open_is_judged_the_same_again(server, options, tmp_path, offline):
    server.on("/", Reply(b"", 502))
    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)
    offline()

    assert as_json(await replay(Path(report.warc))) == as_json(report)
    assert report.state == "unreachable"


async def test_a_run_can_be_judged_again_with_another_record(server, options, tmp_path):
    sites.clean(server)
    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)

    again = await replay(Path(report.warc), record=sites.record(server, site_code="6199000009"))

    assert report.observations == ()
    assert any("6199000009" in one.message + one.excerpt for one in again.observations)


@pytest.fixture
async def warc(server, options, tmp_path):
    server.on("/", sites.page(sites.NAME, "<a href='/a.html'>甲</a>", sites.labels()))
    server.on("/a.html", sites.page("甲", "正文", sites.labels()))
    report = await inspect(
        server.url(), options=options(evidence_dir=tmp_path, max_pages=2, check_external=False), now=NOW
    )
    return Path(report.warc)


def holds(member):
    """What a gzip member holds, or None where it can not be unpacked."""
    try:
        return gzip.decompress(member)
    except (OSError, EOFError, zlib.error):
        return None


async def test_every_changed_byte_is_named_by_its_record(warc, tmp_path):
    whole = warc.read_bytes()
    members = [(one.start, one.end) for one in read_verified(warc)]
    other = tmp_path / "changed.warc.gz"

    for place in range(0, len(whole), 97):
        number = next(n for n, (start, end) in enumerate(members) if start <= place < end)
        changed = whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :]
        # When and where a member was packed, and the bits that fill up its last byte, are no part of what it holds.
        start, end = members[number]
        if holds(changed[start:end]) == holds(whole[start:end]):
            continue
        other.write_bytes(changed)
        broken = first_broken(other)
        assert broken is not None, place
        assert broken.number == number
        assert f"第 {number + 1} 条记录" in str(broken)


def repacked(warc, number, change):
    """The file with one record's text changed, and packed properly again."""
    packed = b""
    for one in read_verified(warc):
        text = gzip.decompress(warc.read_bytes()[one.start : one.end])
        packed += gzip.compress(change(text) if one.number == number else text)
    other = warc.with_name("repacked.warc.gz")
    other.write_bytes(packed)
    return other


async def test_a_record_that_was_changed_and_packed_again_is_named(warc):
    broken = first_broken(repacked(warc, 1, lambda text: text.replace(sites.NAME.encode(), "清水市人民政府".encode())))

    assert broken is not None
    assert (broken.number, "内容已被改动" in str(broken), "www.site.localhost" in str(broken)) == (1, True, True)


async def test_a_time_that_was_changed_in_a_records_head_is_named(warc):
    broken = first_broken(repacked(warc, 1, lambda text: text.replace(b"WARC-Date: 2026", b"WARC-Date: 2025")))

    assert broken is not None
    assert (broken.number, "记录头" in str(broken)) == (1, True)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"content-type: text/html", b"content-type: text/xhtm", "记录头"),
        (b"HTTP/1.1 200", b"HTTP/1.1 404", "记录头"),
        (b"WARC-Payload-Digest", b"WARC-Payloud-Digest", "内容已被改动"),
        (b"WARC-Type: response", b"WARC-Type: resource", "内容已被改动"),
    ],
    ids=["an HTTP header", "the status", "without its hash", "said to be no answer"],
)
async def test_an_answers_head_and_hash_can_not_be_changed_either(warc, old, new, reason):
    broken = first_broken(repacked(warc, 1, lambda text: text.replace(old, new, 1)))

    assert broken is not None
    assert (broken.number, reason in str(broken)) == (1, True)


async def test_evidence_of_older_runs_with_hashes_over_whole_blocks_is_still_read(
    server, options, tmp_path, monkeypatch
):
    whole = warc_file.Record.head

    def head(record):
        once = record.block + record.body
        head = whole(structs.replace(record, block=once, body=b"", body_sha256=""))
        return head.replace(
            b"WARC-Block-Digest", b"WARC-Payload-Digest: sha256:%b\r\nWARC-Block-Digest" % record.body_sha256.encode()
        )

    monkeypatch.setattr(warc_file.Record, "head", head)
    monkeypatch.setattr(warc_file, "linked", lambda chain, head, more=b"": LINKED(chain, head))
    faulty(server)
    seen = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)

    assert b"WARC-Block-Digest" in next(one.head for one in read_verified(Path(seen.warc)) if one.kind == "response")
    assert as_json(await replay(Path(seen.warc))) == as_json(seen)
    changed = repacked(
        Path(seen.warc), 1, lambda text: text.replace(b"content-type: text/html", b"content-type: text/xhtm", 1)
    )
    assert "内容已被改动" in str(first_broken(changed))


@pytest.mark.parametrize("lost", [1, 3, -1], ids=["one", "another", "the end"])
async def test_a_record_that_was_taken_out_is_noticed(warc, lost):
    members = list(read_verified(warc))
    gone = members[lost]
    whole = warc.read_bytes()
    warc.write_bytes(whole[: gone.start] + whole[gone.end :])

    broken = first_broken(warc)

    assert broken is not None
    assert broken.number == gone.number


async def test_changed_evidence_is_not_judged(warc):
    whole = bytearray(warc.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    warc.write_bytes(whole)

    with pytest.raises(WarcBroken, match="条记录"):
        await replay(warc)


async def test_evidence_that_breaks_off_is_judged_as_far_as_it_goes_and_says_so(warc):
    members = list(read_verified(warc))
    whole = warc.read_bytes()
    warc.write_bytes(whole[: members[2].end + 5])

    report = await replay(warc)

    assert report.state == "aborted"
    assert any("没有写完" in note for note in report.notes)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"no gzip at all", id="no gzip"),
        pytest.param(gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"), id="another program's"),
        pytest.param(zlib.compress(bytes(300_000_000), wbits=31), id="a bomb"),
    ],
)  # fmt: skip
async def test_a_file_that_is_no_evidence_of_ours_is_refused(tmp_path, content):
    (tmp_path / "x.warc.gz").write_bytes(content)

    with pytest.raises(WarcBroken):
        await replay(tmp_path / "x.warc.gz")
