"""Pages on a phone: each fault found in the browser and by its numbers, nothing on a page that fits; evidence alone says the same."""

from pathlib import Path

import pytest

from jiyue.inspection import Verdict, inspect, replay
from jiyue.inspection.checks.in_browser import measured
from jiyue.inspection.checks.on_phone import observe_phone
from jiyue.inspection.rendered import Phone, Rendering
from jiyue.inspection.rendered_records import rendering_of
from jiyue.inspection.report.as_html import page
from jiyue.inspection.report.as_json import as_json
from tests.inspection import chromium, sites
from tests.inspection.conftest import NOW

FITS = Phone(390, 390, "", 0, "", "width=device-width, initial-scale=1")
VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'
SMALL = "<p style='font-size:10px'>这一行字在手机上太小了，看不清楚</p>"
WIDE = "<div style='width:900px'>固定宽度的表格</div>"


@pytest.mark.clause("16.1")
@pytest.mark.parametrize(
    ("phone", "kinds"),
    [
        pytest.param(FITS, [], id="it fits"),
        pytest.param(FITS._replace(needed=398), [], id="8 pixels more are a line's rounding"),
        pytest.param(FITS._replace(needed=399, wide="<table>"), ["scroll"], id="9 pixels more"),
        pytest.param(FITS._replace(small=9, sample="小"), [], id="nine small characters"),
        pytest.param(FITS._replace(small=10, sample="小"), ["small-text"], id="ten small characters"),
        pytest.param(FITS._replace(width=585), [], id="laid out for a large phone"),
        pytest.param(FITS._replace(width=980, needed=1400, small=400, viewport=None), ["desktop-only"], id="no viewport"),
        pytest.param(FITS._replace(width=1200, needed=1200, viewport="width=1200"), ["desktop-only"], id="a viewport of a desktop"),
        pytest.param(FITS._replace(viewport="width=device-width,user-scalable=no"), ["zoom-locked"], id="no zoom"),
        pytest.param(FITS._replace(viewport="width=device-width, maximum-scale=1.9"), ["zoom-locked"], id="less than twice the size"),
        pytest.param(FITS._replace(viewport="width=device-width, maximum-scale=2.0"), [], id="twice the size"),
        pytest.param(FITS._replace(viewport="maximum-scale=big; user-scalable=yes"), [], id="words for a number"),
        pytest.param(None, [], id="not shown on a phone"),
    ],
)  # fmt: skip
def test_what_a_phone_shows_is_told_by_its_numbers(phone, kinds):
    rendering = Rendering(url="http://a.cn/", at=NOW, phone=phone)

    found = list(observe_phone(rendering))

    assert [one.kind for one in found] == kinds
    assert {one.verdict for one in found} <= {Verdict.TO_VERIFY}
    assert ("mobile-layout" in measured(rendering)) is (phone is not None)


def test_evidence_of_older_runs_tells_nothing_of_phones():
    story = as_json(Rendering(url="http://a.cn/", at=NOW)) | {"loaded": [], "evidence_id": "x"}
    del story["phone"]

    assert rendering_of(story, {}).phone is None


@chromium.needed
@pytest.mark.clause("16.1")
@pytest.mark.parametrize(
    ("head", "body", "kind"),
    [
        pytest.param(VIEWPORT, WIDE, "scroll", id="wider than the screen"),
        pytest.param(VIEWPORT, f"<style>body{{overflow-x:hidden}}</style>{WIDE}", "", id="wider, but cut off"),
        pytest.param(VIEWPORT, f"<div style='overflow-x:auto'>{WIDE}</div>", "", id="wider within a box that scrolls"),
        pytest.param(VIEWPORT, SMALL, "small-text", id="small text"),
        pytest.param(VIEWPORT, f"<div style='display:none'>{SMALL}</div>", "", id="small text that nobody sees"),
        pytest.param("", "", "desktop-only", id="no viewport"),
        pytest.param(VIEWPORT.replace("scale=1", "scale=1, user-scalable=no"), "", "zoom-locked", id="no zoom"),
    ],
)
async def test_each_fault_on_a_phone_is_found_with_its_picture(server, options, tmp_path, head, body, kind):
    sites.clean(server)
    home = (
        server.routes["/"]
        .body.decode()
        .replace(VIEWPORT, head)
        .replace("<div class='main'>", f"{body}<div class='main'>")
    )
    server.on("/", home)

    report = await inspect(
        server.url(),
        options=options(browser=True, browser_pages=1, check_external=False, evidence_dir=tmp_path),
        record=sites.record(server),
        now=NOW,
    )

    found = [one for one in report.observations if one.check == "mobile-layout"]
    assert [one.kind for one in found] == ([kind] if kind else [])
    shot = next(one for one in report.renderings[0].shots if one.name == "phone")
    assert all(shot.sha256[:16] in one.place and one.evidence == (report.renderings[0].evidence_id,) for one in found)
    assert "手机上显示不便" in page([report])
    assert as_json(await replay(Path(report.warc))) == as_json(report)
