"""Second runs: what the server says is unchanged is judged from the first run's evidence."""

from datetime import timedelta
from pathlib import Path

import pytest

from jiyue.inspection import WarcBroken, inspect, replay
from jiyue.inspection.fetch.warc_reading import first_broken
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply
from tests.inspection.test_replay import faulty

LATER = NOW + timedelta(hours=6)


def careful(reply, tag, dated):
    """A page that answers 304 to whoever has it already."""
    name, field = ("if-modified-since", "Last-Modified") if dated else ("if-none-match", "ETag")

    def answer(request):
        is_known = request.headers.get(name) == tag
        headers = (*reply.headers, (field, tag))
        return Reply(b"", 304, headers=headers) if is_known else Reply(reply.body, reply.status, reply.kind, headers)

    return answer


def with_validators(server, *, dated=False):
    for path, answer in list(server.routes.items()):
        if isinstance(answer, Reply) and answer.status == 200 and answer.kind.startswith("text/html"):
            server.routes[path] = careful(answer, "Mon, 23 Nov 2026 01:00:00 GMT" if dated else f'"{path}"', dated)


def said(report):
    return [(one.fingerprint, one.verdict, one.message) for one in report.observations]


@pytest.mark.parametrize("dated", [False, True], ids=["ETag", "Last-Modified"])
async def test_unchanged_pages_are_judged_from_the_earlier_evidence(server, options, tmp_path, dated):
    faulty(server)
    with_validators(server, dated=dated)
    record = sites.record(server)
    first = await inspect(server.url(), options=options(evidence_dir=tmp_path), record=record, now=NOW)

    second = await inspect(
        server.url(), options=options(evidence_dir=tmp_path, since=Path(first.warc)), record=record, now=LATER
    )

    assert said(second) == said(first) != []
    assert (second.pages, second.unchanged, second.revalidated) == (first.pages, first.pages, first.pages)
    assert second.received_bytes < first.received_bytes / 10


async def test_a_page_that_changed_is_read_anew(server, options, tmp_path):
    sites.clean(server)
    with_validators(server)
    first = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)
    server.on("/contact.html", sites.page("联系我们", '<a href="/lost.html">丢失</a>', sites.labels()))

    second = await inspect(server.url(), options=options(since=Path(first.warc)), now=LATER)

    assert [one.target for one in second.observations] == [server.url("/lost.html")]
    assert (second.pages - second.unchanged, second.pages - second.revalidated) == (1, 1)


async def test_without_validators_the_content_itself_says_that_it_is_the_same(server, options, tmp_path):
    sites.clean(server)
    first = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)

    second = await inspect(server.url(), options=options(since=Path(first.warc)), now=LATER)

    assert (second.unchanged, second.revalidated) == (second.pages, 0)


async def test_the_second_runs_evidence_stands_on_its_own(server, options, tmp_path):
    faulty(server)
    with_validators(server)
    first = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)
    second = await inspect(server.url(), options=options(evidence_dir=tmp_path, since=Path(first.warc)), now=LATER)
    Path(first.warc).rename(tmp_path / "elsewhere")  # noqa: ASYNC240 - a test

    assert first_broken(Path(second.warc)) is None
    assert as_json(await replay(Path(second.warc))) == as_json(second)


async def test_earlier_evidence_that_was_changed_is_not_leant_on(server, options, tmp_path):
    sites.clean(server)
    first = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)
    spoil(Path(first.warc))

    with pytest.raises(WarcBroken, match="条记录"):
        await inspect(server.url(), options=options(since=Path(first.warc)), now=LATER)


def spoil(path):
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 0xFF
    path.write_bytes(whole)
