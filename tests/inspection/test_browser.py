"""The browser pass: lists that scripts render, pictures, accessibility, what is loaded; judged again from evidence alone."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from warcio.archiveiterator import ArchiveIterator

from jiyue.inspection import BrowserMissing, Options, State, Verdict, inspect, replay
from jiyue.inspection.browser import installed
from jiyue.inspection.evidence import _key
from jiyue.inspection.fetch.warc_reading import first_broken, read_verified
from jiyue.inspection.journal import read_run
from jiyue.inspection.rendered import Loaded, Rendering
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import as_json, reports_as_json
from tests.inspection import chromium, sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply
from tests.inspection.test_report import SCHEMA

_ROWS = [[url, title, day] for url, title, day in sites.NEWS[:5]]
_SCRIPT = """<script>
fetch("/data/list.json").then(answer => { if (!answer.ok) throw new Error("no data"); return answer.json(); }).then(rows => {
  document.getElementById("rows").innerHTML = rows.length ? rows.map(r => `<li><a href="${r[0]}">${r[1]}</a><span>${r[2]}</span></li>`).join("") : "<li>暂无内容</li>";
}).catch(() => { document.getElementById("rows").innerHTML = "<li>暂无内容</li>"; });
</script>"""
SCRIPTED = sites.page(
    "政务动态", f"<div class='list'><h2>政务动态</h2><ul id='rows'></ul></div>{_SCRIPT}", sites.labels("政务动态")
)
NOT_SEEN = "scripted"


def scripted(server, data):
    """A site whose news only a script brings; `data` answers for them."""
    sites.clean(server)
    server.on("/news/", SCRIPTED)
    server.on("/data/list.json", data)
    return sites.record(server)


def records_in(warc):
    """Kind, header and payload of each record, as another program reads it."""
    with Path(warc).open("rb") as file:
        return [(one.rec_type, one.rec_headers, one.content_stream().read()) for one in ArchiveIterator(file)]


def rows(found):
    return Reply(json.dumps(found, ensure_ascii=False).encode(), kind="application/json")


async def test_a_list_that_a_script_renders_is_not_measured_without_a_browser(server, options):
    record = scripted(server, rows(_ROWS))

    report = await inspect(server.url(), options=options(), record=record, now=NOW)

    assert (report.columns[0].entry_state, report.columns[0].verdict) == ("scripted", Verdict.TO_VERIFY)


@chromium.needed
@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("data", "state", "verdict"),
    [
        pytest.param(rows(_ROWS), "listed", Verdict.PASS, id="a fresh list"),
        pytest.param(rows([["/2026/01/1.html", "清河市召开年初工作会议", "2026-01-05"]]), "listed", Verdict.FAIL, id="a stale list"),
        pytest.param(rows([]), "empty", Verdict.FAIL, id="an empty list"),
        pytest.param(Reply(b"", 503), NOT_SEEN, Verdict.TO_VERIFY, id="a list whose data did not come"),
    ],
)  # fmt: skip
async def test_a_list_that_a_script_renders_is_measured_in_a_browser(server, options, data, state, verdict):
    record = scripted(server, data)

    report = await inspect(server.url(), options=options(browser=True, browser_pages=2), record=record, now=NOW)

    column = report.columns[0]
    outcome = (
        column.verdict
        if state != "empty"
        else next(one.verdict for one in report.observations if one.check == "column-empty")
    )
    assert (column.entry_state, outcome, column.is_rendered) == (state, verdict, state != NOT_SEEN)
    assert report.renderings[1].evidence_id in column.evidence


_LIST = sites.listing("政务动态", [(url.removeprefix("/2026/"), title, day) for url, title, day in sites.NEWS[:5]])
_FRAMED = "<div class='list'><h2>政务动态</h2><iframe src='/2026/list.html' title='列表' width='800' height='600'></iframe></div>"
_TREE = "".join(f"<li><a href='{url}'>{title}</a><span>{day}</span></li>" for url, title, day in sites.NEWS[:5])
_SHADOW = f"""<div class='list'><h2>政务动态</h2><news-list id='n'></news-list></div><script>
document.getElementById("n").attachShadow({{mode: "MODE"}}).innerHTML = `<style>li {{ color: red }}</style><ul>{_TREE}</ul>`</script>"""


@pytest.mark.clause("19.6")
@pytest.mark.parametrize(
    ("body", "state"), [(_FRAMED, "unreadable"), (_SHADOW, "scripted")], ids=["frame", "shadow tree"]
)
async def test_a_column_whose_list_stands_in_a_frame_is_not_called_empty(server, options, body, state):
    sites.clean(server)
    server.on("/2026/list.html", _LIST)
    server.on("/news/", sites.page("政务动态", body, sites.labels("政务动态")))

    report = await inspect(server.url(), options=options(), record=sites.record(server), now=NOW)

    assert (report.columns[0].entry_state, report.columns[0].verdict) == (state, Verdict.TO_VERIFY)


@chromium.needed
@pytest.mark.parametrize(
    ("body", "origin", "is_read"),
    [
        pytest.param(_FRAMED, "", True, id="a frame of the same origin"),
        pytest.param(_FRAMED.replace("width='800' height='600'", "width='1' height='1'"), "", False, id="a frame that nobody sees"),
        pytest.param(_FRAMED, "other", False, id="a frame of another origin"),
        pytest.param(_SHADOW.replace("MODE", "open"), "", True, id="an open shadow tree"),
        pytest.param(_SHADOW.replace("MODE", "closed"), "", False, id="a closed shadow tree"),
    ],
)  # fmt: skip
async def test_a_list_within_a_frame_or_a_shadow_tree_is_read(server, options, tmp_path, body, origin, is_read):
    sites.clean(server)
    record = sites.record(server)
    other = server.url("/2026/list.html", host="www.other.localhost")
    server.on("/2026/list.html", _LIST)
    server.on(
        "/news/",
        sites.page("政务动态", body.replace("/2026/list.html", other) if origin else body, sites.labels("政务动态")),
    )

    report = await inspect(
        server.url(), options=options(browser=True, browser_pages=2, evidence_dir=tmp_path), record=record, now=NOW
    )

    column = report.columns[0]
    assert (column.is_rendered, column.verdict) == (is_read, Verdict.PASS if is_read else Verdict.TO_VERIFY)
    assert str(column.newest_on) == ("2026-11-20" if is_read else "None")
    assert {one.verdict for one in report.observations if one.check.startswith("column")} <= {Verdict.TO_VERIFY}
    assert [one for one in report.observations if one.check == "dead-link"] == []
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@chromium.needed
async def test_entries_that_only_a_script_brings_are_walked_to(server, options, tmp_path):
    record = scripted(
        server,
        rows(
            [
                *_ROWS,
                ["/lost.html", "清河市召开的一次失踪会议", "2026-11-19"],
                ["/only.html", "清河市发布一批名单", "2026-11-19"],
            ]
        ),
    )
    server.on(
        "/only.html",
        sites.article("清河市发布一批名单", "<p>身份证号 11010519491231002X</p><a href='/deeper.html'>下一页</a>"),
    )
    server.on("/deeper.html", sites.article("清河市发布又一批名单", "<p>正文</p>", day="2026-11-19 09:30"))

    report = await inspect(
        server.url(), options=options(browser=True, browser_pages=2, evidence_dir=tmp_path), record=record, now=NOW
    )

    found = {(one.check, one.url.removeprefix(server.url()[:-1])) for one in report.observations}
    assert ("personal-data", "/only.html") in found
    assert ("dead-link", "/news/") in found
    assert server.asked("/deeper.html") == ["GET"]
    assert [server.asked(path) for path in ("/2026/11/20.html", "/sitemap.xml")] == [["GET"], ["GET"]]
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@chromium.needed
async def test_what_only_a_browser_shows_is_found(server, options):
    sites.clean(server)
    body = """<img src="/img/logo.png"><a href="/about/"></a><script src="/js/lost.js"></script><script>
      const one = document.createElement("script"); one.src = "http://cdn.tracker.example/t.js"; document.head.append(one); undefined.broken()</script>"""
    server.on("/", sites.page(sites.NAME, body, sites.labels()))

    report = await inspect(server.url(), options=options(browser=True), now=NOW)

    found = {
        (one.check, one.kind): one for one in report.observations if one.evidence == (report.renderings[0].evidence_id,)
    }
    assert found["accessibility", "image-alt"].verdict is Verdict.FAIL
    assert "图片没有替代文字" in found["accessibility", "image-alt"].message
    assert found["accessibility", "link-name"].confidence == "certain"
    assert "cdn.tracker.example" in found["third-party", "script"].message
    errors = [one.excerpt for one in report.observations if one.check == "script-error"]
    assert any("undefined" in text for text in errors)
    assert server.url("/js/lost.js") in errors


@chromium.needed
async def test_a_clean_site_has_no_more_findings_in_a_browser(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(browser=True), record=sites.record(server), now=NOW)

    assert report.observations == ()
    assert len(report.renderings) == 4
    assert {one.state for one in report.renderings} == {State.DONE}
    assert not [one for one in page([report]).split() if "可访问" in one or "无障碍合格" in one]


@chromium.needed
@pytest.mark.clause("35.1")
async def test_evidence_alone_gives_the_same_report_with_a_browser(server, options, tmp_path):
    record = scripted(server, rows(_ROWS))
    chosen = options(browser=True, evidence_dir=tmp_path, browser_pages=3)
    report = await inspect(server.url(), options=chosen, record=record, now=NOW)
    asked = len(server.log)

    again = await replay(Path(report.warc))

    assert as_json(again) == as_json(report)
    assert page([again]) == page([report])
    assert len(server.log) == asked
    assert first_broken(Path(report.warc)) is None


@chromium.needed
async def test_document_and_pictures_stand_in_the_evidence_by_their_hash(server, options, tmp_path):
    sites.clean(server)

    report = await inspect(server.url(), options=options(browser=True, evidence_dir=tmp_path, browser_pages=1), now=NOW)

    records = records_in(report.warc)
    shown = report.renderings[0]
    kept = {headers.get_header("WARC-Record-ID"): body for kind, headers, body in records if kind == "resource"}
    assert [kept[f"<urn:uuid:{shot.id}>"][:3] for shot in shown.shots] == [b"\xff\xd8\xff"] * 2
    documents = [body for kind, _, body in records if kind == "conversion"]
    assert [len(one) for one in documents] == [shown.length]
    assert sites.NAME in documents[0].decode()


@chromium.needed
async def test_the_reports_follow_the_schema_and_show_small_pictures(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(browser=True, browser_pages=1), now=NOW)

    data = json.loads(json.dumps(reports_as_json([report])))
    jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(data)
    html = page([report])
    assert html.count("data:image/jpeg;base64,") == 2
    assert not re.search(r"(src|@import|url\()\s*=?\s*[\"']?https?:", html)
    assert [(shot.name, shot.width) for shot in report.renderings[0].shots] == [("desktop", 1280), ("phone", 390)]
    assert all(len(shot.small) < shot.length for shot in report.renderings[0].shots)
    assert any("没有用浏览器查看" in note for note in report.notes)


def cut_off_after_first_rendering(warc, folder):
    """The evidence as a run leaves it that was killed when one page had been shown."""
    end = next(
        one.end for one in read_verified(Path(warc)) if one.kind == "metadata" and one.block.startswith(b'{"rendering"')
    )
    folder.mkdir()
    unfinished = folder / f"{_key(read_run(Path(warc)))}.unfinished.warc.gz"
    unfinished.write_bytes(Path(warc).read_bytes()[:end])


@chromium.needed
async def test_a_run_killed_between_two_pages_of_the_browser_goes_on(server, options, tmp_path):
    record = scripted(server, rows(_ROWS))
    whole = await inspect(
        server.url(), options=options(browser=True, browser_pages=2, evidence_dir=tmp_path), record=record, now=NOW
    )
    cut_off_after_first_rendering(whole.warc, tmp_path / "state")
    asked = server.asked("/")

    report = await inspect(
        server.url(),
        options=options(browser=True, browser_pages=2, state_dir=tmp_path / "state"),
        record=record,
        now=NOW,
    )

    first, second = report.renderings
    assert first.evidence_id == whole.renderings[0].evidence_id
    assert second.evidence_id != whole.renderings[1].evidence_id
    assert (second.url, second.sha256) == (whole.renderings[1].url, whole.renderings[1].sha256)
    assert report.columns[0].newest_on == whole.columns[0].newest_on
    assert len(server.asked("/")) == len(asked) + 1
    assert first_broken(Path(report.warc)) is None


@chromium.needed
async def test_a_browser_that_does_not_start_is_our_own_fault(server, options, tmp_path):
    sites.clean(server)
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    broken.chmod(0o755)

    report = await inspect(
        server.url(), options=options(browser=True, browser_path=broken), record=sites.record(server), now=NOW
    )

    assert (report.state, report.observations) == ("done", ())
    assert {one.state for one in report.renderings} == {State.OWN_OUTAGE}
    assert any("浏览器没有正常工作，4 个页面没有看到" in note for note in report.notes)
    assert not [one for one in report.measurements if one.check == "accessibility"]


def test_the_base_does_not_load_what_only_the_browser_pass_or_the_probes_need():
    heavy = "'playwright', 'dns', 'rfc3161_client', 'cryptography', 'axe_playwright_python', 'openpyxl', 'pypdf'"
    code = f"import sys, jiyue.inspection.commands; print([one for one in ({heavy}) if one in sys.modules])"

    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert ended.stdout == "[]\n"


def test_a_machine_without_a_browser_says_what_to_install(monkeypatch):
    monkeypatch.setattr(installed.shutil, "which", lambda _: None)
    monkeypatch.delenv("JIYUE_CHROMIUM", raising=False)

    with pytest.raises(BrowserMissing, match="apt-get install chromium"):
        installed.find(Options())


def test_a_machine_without_playwright_says_what_to_install(monkeypatch):
    monkeypatch.setattr(installed, "find_spec", lambda _: None)

    with pytest.raises(BrowserMissing, match=r"pip install 'jiyue\[browser\]'"):
        installed.find(Options())


async def test_a_run_without_a_browser_is_refused_before_any_request(server, options, tmp_path):
    sites.clean(server)

    with pytest.raises(BrowserMissing, match="没有这个浏览器"):
        await inspect(server.url(), options=options(browser=True, browser_path=tmp_path / "none"), now=NOW)

    assert server.log == []


@pytest.mark.parametrize(
    ("changes", "is_whole"),
    [
        pytest.param({}, True, id="all came"),
        pytest.param({"loaded": (Loaded("http://a.cn/d", "xhr", 503),)}, False, id="data did not come"),
        pytest.param({"loaded": (Loaded("http://a.cn/d", "fetch", 0, "net::ERR"),)}, False, id="no answer"),
        pytest.param({"loaded": (Loaded("http://a.cn/i", "image", 404),)}, True, id="a picture is missing"),
        pytest.param({"state": State.TIMED_OUT}, False, id="too slow"),
    ],
)
def test_a_page_is_whole_when_its_parts_came(changes, is_whole):
    assert Rendering(url="http://a.cn/", at=NOW, **changes).is_whole is is_whole
