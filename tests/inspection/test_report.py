"""The report's forms: JSON by the published schema, a page without outside requests, evidence that can be checked."""

import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from warcio.archiveiterator import ArchiveIterator

from jiyue.inspection import CHECKS, Options, State, Verdict, inspect
from jiyue.inspection.browser.installed import find
from jiyue.inspection.fetch.warc_reading import first_broken
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import reports_as_json
from jiyue.inspection.seen import SeenChannel
from tests.inspection import chromium, sites
from tests.inspection.conftest import NOW

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/inspection-report.schema.json").read_text("utf-8"))


def faulty(server):
    sites.clean(server)
    hostile = '<p>电话 13800138000，身份证号 11010519491231002X</p><a href="/lost.html">"><script>alert(1)</script></a>'
    server.on("/2026/11/20.html", sites.article("清河市召开第20次工作会议", hostile))
    server.on("/about/", sites.listing("机构职能", []))


def bodies(warc):
    """The payload of each record, as another program reads it."""
    with Path(warc).open("rb") as file:
        return {one.rec_headers.get("WARC-Record-ID"): one.content_stream().read() for one in ArchiveIterator(file)}


def without_two_records(warc):
    members = Path(warc).read_bytes().split(b"\x1f\x8b\x08")[1:]
    shorter = Path(warc).with_suffix(".shorter.gz")
    shorter.write_bytes(b"".join(b"\x1f\x8b\x08" + one for one in members[:3] + members[5:]))
    return shorter


async def test_the_json_of_a_faulty_site_follows_the_schema(server, options, tmp_path):
    faulty(server)

    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), record=sites.record(server), now=NOW)

    data = json.loads(json.dumps(reports_as_json([report])))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    assert {one["check"] for one in data["reports"][0]["observations"]} == {
        "dead-link",
        "column-empty",
        "personal-data",
    }


def test_the_schema_names_the_checks_and_states_that_there_are():
    assert set(SCHEMA["$defs"]["check"]["enum"]) == set(CHECKS)
    assert set(SCHEMA["$defs"]["state"]["enum"]) == set(State)
    assert set(SCHEMA["$defs"]["verdict"]["enum"]) == set(Verdict)


async def test_the_page_is_self_contained_and_escapes_what_the_site_wrote(server, options):
    faulty(server)
    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    html = page([report])

    assert "<script" not in html
    assert not re.search(r"(src|@import|url\()\s*=?\s*[\"']?https?:", html)
    assert "11010519491231002X" not in html
    assert "第13条（五）" in html or "13.5" in html


@pytest.mark.clause("35.1")
async def test_every_finding_rests_on_evidence_in_the_warc_file(server, options, tmp_path):
    faulty(server)

    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), record=sites.record(server), now=NOW)

    records = bodies(report.warc)
    for observation in report.observations:
        assert observation.evidence
        for name in observation.evidence:
            assert f"<urn:uuid:{name}>" in records
    dead = next(one for one in report.evidence if one.status == 404)
    assert records[f"<urn:uuid:{dead.id}>"] == b"<html><title>404</title><body>not found</body></html>"[: dead.length]
    assert first_broken(Path(report.warc)) is None


async def test_a_changed_warc_file_is_found_out(server, options, tmp_path):
    sites.clean(server)
    report = await inspect(server.url(), options=options(evidence_dir=tmp_path), now=NOW)
    shorter = without_two_records(report.warc)

    assert first_broken(Path(report.warc)) is None
    assert first_broken(shorter) is not None


async def test_the_same_fault_has_the_same_fingerprint_in_every_run(server, options):
    faulty(server)

    first = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)
    second = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    prints = [one.fingerprint for one in first.observations]
    assert prints == [one.fingerprint for one in second.observations]
    assert len(prints) == len(set(prints))


def test_the_documentation_has_a_row_for_every_check_and_state():
    text = (Path(__file__).parents[2] / "docs/inspection.md").read_text("utf-8")

    assert [name for name in State if f"`{name}`" not in text] == []


async def test_the_page_tells_what_was_asked_of_the_site(server, options):
    sites.clean(server)

    html = page([await inspect(server.url(), options=options(probes=True, max_pages=3), now=NOW)])

    assert "整站检测" in html
    for label in ("首页用时", "安全响应头", "IPv6 访问", "不带 www 的域名", "站内搜索"):
        assert f"<th scope='row'>{label}</th>" in html


@chromium.needed
async def test_the_page_fits_a_phone_though_what_was_seen_has_a_long_address(server, options, tmp_path):
    from playwright.async_api import async_playwright

    sites.clean(server)
    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)
    channel = SeenChannel(f"http://www.qinghe.gov.cn/{'hudongjiaoliu' * 12}", "在线咨询", "form")
    file = tmp_path / "report.html"
    file.write_text(page([replace(report, seen=replace(report.seen, channels=(channel,)))]), "utf-8")

    async with async_playwright() as tool:
        browser = await tool.chromium.launch(
            executable_path=str(find(Options()).chromium),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        shown = await browser.new_page(viewport={"width": 390, "height": 844})
        await shown.goto(file.as_uri())
        width = await shown.evaluate("document.documentElement.scrollWidth")
        text = await shown.inner_text(".scores")
        await browser.close()

    assert channel.url in text
    assert width == 390
