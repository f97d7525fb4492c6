"""A second inspection held against the first: parts changed as break-ins change them, forged dates; nothing where nothing changed."""

import json
from datetime import date, timedelta

import pytest

from jiyue.inspection import Verdict, inspect
from jiyue.inspection.report.as_json import as_json
from jiyue.inspection.report.changes import with_changes
from jiyue.inspection.report.compare import NotComparable
from tests.inspection import sites
from tests.inspection.conftest import NOW

LATER = NOW + timedelta(days=3)
BAD = "澳门金沙app下载"
NEWS = "/2026/11/20.html"


@pytest.fixture
def run(server, options):
    """Inspect the clean site, plant, inspect again three days later and hold the second against the first."""

    async def make(plant=lambda server: None, *, first=lambda server: None, later=LATER, **changes):
        sites.clean(server)
        first(server)
        record = sites.record(server)
        old = await inspect(server.url(), options=options(**changes), record=record, now=NOW)
        plant(server)
        new = await inspect(server.url(), options=options(**changes), record=record, now=later)
        return with_changes(new, json.loads(json.dumps(as_json(old))))

    return make


def found(report):
    return [
        (one.check, one.kind, one.verdict)
        for one in report.observations
        if one.check in {"page-tampering", "forged-date"}
    ]


def home(old, new):
    def plant(server):
        server.routes["/"] = type(server.routes["/"])(server.routes["/"].body.decode().replace(old, new).encode())

    return plant


SHOP = "http://www.shop-example.com"
CHANGES = {
    "a script of another host": (home("</head>", f"<script src='{SHOP}/j.js'></script></head>"), [("script", Verdict.TO_VERIFY)]),
    "a script of a caught service": (home("</head>", "<script src='https://cdn.polyfill.io/v3/p.js'></script></head>"), [("script", Verdict.FAIL)]),
    "a frame": (home("</body>", f"<iframe src='{SHOP}/x' title='x'></iframe></body>"), [("frame", Verdict.TO_VERIFY)]),
    "another title": (home(f"<title>{sites.NAME}", "<title>Hacked by somebody"), [("title", Verdict.TO_VERIFY)]),
    "stuffed keywords": (home("</head>", "<meta name='keywords' content='" + ",".join(f"清河{n}号" for n in range(10)) + "'></head>"), [("stuffed", Verdict.TO_VERIFY)]),
    "nine keywords": (home("</head>", "<meta name='keywords' content='" + ",".join(f"清河{n}号" for n in range(9)) + "'></head>"), []),
    "gambling words": (home("</body>", f"<p>{BAD} 澳门威尼斯人开户</p></body>"), [("words", Verdict.FAIL)]),
    "one gambling word": (home("</body>", f"<p>{BAD}</p></body>"), [("words", Verdict.TO_VERIFY)]),
    "a link to a gambling name": (home("</body>", "<a href='http://www.bet365-example.com/'>x</a></body>"), [("links", Verdict.FAIL)]),
    "ten new hosts": (home("</body>", "".join(f"<a href='http://www.shop-{n}.com/'>x</a>" for n in range(10)) + "</body>"), [("links", Verdict.TO_VERIFY)]),
    "nine new hosts": (home("</body>", "".join(f"<a href='http://www.shop-{n}.com/'>x</a>" for n in range(9)) + "</body>"), []),
    "another filing number": (home("陕ICP备19000001号-1", "陕ICP备19000007号-1"), [("mark-ICP备案号", Verdict.TO_VERIFY)]),
    "a mark that is gone": (home("陕ICP备19000001号-1", ""), []),
    "news": (home("第20次工作会议", "第21次工作会议"), []),
}  # fmt: skip


@pytest.mark.clause("30.2")
@pytest.mark.parametrize("change", CHANGES)
async def test_a_change_that_break_ins_make_is_found_with_before_and_after(run, change):
    plant, expected = CHANGES[change]

    report = await run(plant, check_external=False)

    assert found(report) == [("page-tampering", kind, verdict) for kind, verdict in expected]
    seen = [one for one in report.observations if one.check == "page-tampering"]
    assert all("2026-11-23：" in one.excerpt and "2026-11-26：" in one.excerpt and one.evidence for one in seen)
    assert {name for one in seen for name in one.evidence} <= {one.id for one in report.evidence}


@pytest.mark.clause("30.2", "36.1")
async def test_nothing_is_found_where_nothing_changed(run):
    report = await run()

    assert found(report) == []
    assert {
        one.check: one.verdict for one in report.measurements if one.check in {"page-tampering", "forged-date"}
    } == {
        "page-tampering": Verdict.PASS,
        "forged-date": Verdict.PASS,
    }


def dated(day, path=NEWS):
    return lambda server: server.on(path, sites.article("清河市召开第20次工作会议", "<p>x</p>", day=f"{day} 09:30"))


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("day", "is_found"),
    [("2026-11-20", False), ("2026-11-24", False), ("2026-11-25", True)],
    ids=["as it was", "a day after it was seen", "two days after it was seen"],
)
async def test_an_article_that_was_seen_before_its_day_is_to_be_verified(run, day, is_found):
    report = await run(dated(day), first=dated("2026-11-20"))

    assert found(report) == ([("forged-date", "refreshed", Verdict.TO_VERIFY)] if is_found else [])


def appears(day):
    def plant(server):
        dated(day, "/2026/x/9999.html")(server)
        server.on(
            "/about/", sites.listing("机构职能", [*sites.DUTIES, ("/2026/x/9999.html", "清河市新出现的信息", day)])
        )

    return plant


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("day", "is_found"),
    [("2026-11-24", False), ("2026-11-16", False), ("2026-11-15", True)],
    ids=["new", "a week late", "put back by more"],
)
async def test_an_article_that_appears_with_an_old_day_is_to_be_verified(run, day, is_found):
    report = await run(appears(day))

    assert found(report) == ([("forged-date", "backdated", Verdict.TO_VERIFY)] if is_found else [])


async def test_a_first_look_that_did_not_see_the_whole_site_proves_nothing_of_new_articles(run):
    report = await run(appears("2026-10-01"), max_requests=12)

    assert found(report) == []


async def test_the_day_of_the_first_sight_is_carried_on_from_run_to_run(server, options):
    sites.clean(server)
    reports = [await inspect(server.url(), options=options(), now=NOW + timedelta(days=day)) for day in (0, 1, 2)]

    second = with_changes(reports[1], as_json(reports[0]))
    third = with_changes(reports[2], as_json(second))

    assert {one.first_seen_on for one in third.snapshot.articles} == {date(2026, 11, 23)}


async def test_a_result_without_a_snapshot_is_noted_and_not_judged(server, options):
    sites.clean(server)
    report = await inspect(server.url(), options=options(), now=NOW)
    old = as_json(report) | {"snapshot": None}

    again = with_changes(report, old)

    assert "没有页面快照" in again.notes[-1]
    assert found(again) == []


@pytest.mark.parametrize("spoilt", [{"seen_on": "yesterday"}, {"marks": 3}, {"articles": [{}]}, {"unknown": 1}])
async def test_a_broken_snapshot_is_refused_with_the_reason(server, options, spoilt):
    sites.clean(server)
    report = await inspect(server.url(), options=options(), now=NOW)
    old = as_json(report)

    with pytest.raises(NotComparable, match="快照"):
        with_changes(report, old | {"snapshot": old["snapshot"] | spoilt})
