"""The same page as other visitors see it: planted differences are found, equal pages pass, what was not seen is said."""

from pathlib import Path

import pytest

from jiyue.inspection import State, Verdict, inspect, replay
from jiyue.inspection.checks.cloaking import VISITORS
from jiyue.inspection.report.as_json import as_json
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply, redirect

SPIDER, PHONE = "Baiduspider", "iPhone"
BAD = "澳门金沙app下载"
HOME = sites.page(sites.NAME, "<div><a href='/news/'>政务动态</a></div>", sites.labels())
FOREIGN = "<a href='http://www.shop-example.com/'>鞋</a>"


@pytest.fixture
def run(server, options, tmp_path):
    """Inspect the clean site whose home page answers one kind of visitor otherwise."""

    async def make(agent, other, path="/", **changes):
        sites.clean(server)
        usual = server.routes[path]

        def answer(request):
            if agent in request.headers.get("user-agent", ""):
                return other if isinstance(other, Reply) else Reply(other.encode())
            return usual

        server.on(path, answer)
        chosen = options(agents=True, check_external=False, evidence_dir=tmp_path, **changes)
        report = await inspect(server.url(), options=chosen, record=sites.record(server), now=NOW)
        return [(one.kind, one.verdict) for one in report.observations if one.check == "cloaking"], report

    return make


@pytest.mark.clause("30.2")
@pytest.mark.parametrize("agent", [SPIDER, PHONE])
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (HOME.replace(f"<title>{sites.NAME}", f"<title>{BAD}"), [("title", Verdict.TO_VERIFY), ("words", Verdict.FAIL)]),
        (HOME.replace("</body>", f"<p>{BAD}</p></body>"), [("words", Verdict.TO_VERIFY)]),
        (HOME.replace("</body>", f"{FOREIGN}</body>"), [("links", Verdict.TO_VERIFY)]),
        (HOME.replace("</body>", "<a href='http://www.bet365-example.com/'>x</a></body>"), [("links", Verdict.FAIL)]),
        (HOME.replace("</body>", "".join(f"<a href='http://www.shop-{n}.com/'>x</a>" for n in range(5)) + "</body>"), [("links", Verdict.FAIL)]),
        (HOME.replace("</head>", "<script src='http://www.shop-example.com/j.js'></script></head>"), [("code", Verdict.TO_VERIFY)]),
        ("<html><head><meta http-equiv='refresh' content='0;url=http://www.shop-example.com/'></head><body>清河市人民政府</body></html>", [("redirect", Verdict.FAIL), ("title", Verdict.TO_VERIFY)]),
    ],
    ids=["another title", "an illegal word", "a link", "a gambling link", "many links", "a script", "a jump"],
)  # fmt: skip
async def test_what_only_one_kind_of_visitor_sees_is_found(run, agent, page, expected):
    found, report = await run(agent, page)

    assert sorted(found) == sorted(expected)
    seen = [one for one in report.observations if one.check == "cloaking"]
    proofs = {one.id for one in report.evidence}
    assert all(one.evidence and set(one.evidence) <= proofs and one.why and one.remedy for one in seen)
    assert as_json(await replay(Path(report.warc))) == as_json(report)


@pytest.mark.clause("30.2")
@pytest.mark.parametrize("agent", [SPIDER, PHONE])
@pytest.mark.parametrize(
    "page",
    [
        HOME,
        HOME.replace(sites.NAME + "</title>", sites.NAME + "手机版</title>"),
        HOME.replace("</body>", "<a href='/m/'>触屏版</a><a href='http://www.people.com.cn/'>人民网</a></body>"),
        HOME.replace("</body>", "<p>严厉打击网络赌博，谨防诈骗。</p></body>"),
    ],
    ids=["the same", "a phone's title", "own and official links", "a warning"],
)
async def test_another_layout_is_a_pages_right(run, agent, page):
    found, report = await run(agent, page)

    assert found == []
    measured = [one for one in report.measurements if one.check == "cloaking"]
    assert {one.verdict for one in measured} == {Verdict.PASS}
    assert len(measured) == len(VISITORS) * 3


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    ("answer", "state"),
    [(Reply(b"", 403), State.BLOCKED), (Reply(b"", 503), State.ABORTED), (redirect("/sso/login?service=1"), State.LOGIN)],
    ids=["forbidden", "error", "sign-in"],
)  # fmt: skip
async def test_what_another_visitor_could_not_see_is_said_and_not_judged(run, answer, state):
    found, report = await run(SPIDER, answer)

    assert found == []
    home = [one for one in report.measurements if one.check == "cloaking" and one.note.startswith("搜索引擎")]
    assert (home[0].state, home[0].verdict, "没有测成" in home[0].note) == (state, Verdict.NONE, True)


@pytest.mark.clause("30.2")
async def test_columns_are_asked_for_as_well(run):
    page = sites.listing("政务动态", sites.NEWS).replace("</body>", f"<p>{BAD} 澳门威尼斯人开户</p></body>")

    found, report = await run(SPIDER, page, "/news/")

    assert found == [("words", Verdict.FAIL)]
    assert next(one.column_key for one in report.observations if one.check == "cloaking") == "news"


async def test_what_changes_by_itself_is_no_cloaking(server, options):
    sites.clean(server)
    count = []

    def rotating(request):
        count.append(request.headers["user-agent"])
        link = "" if len(count) == 1 else FOREIGN
        return Reply(HOME.replace("</body>", f"{link}</body>").encode())

    server.on("/", rotating)

    report = await inspect(server.url(), options=options(agents=True, check_external=False), now=NOW)

    assert [one for one in report.observations if one.check == "cloaking"] == []
    assert [sum(name in one for one in count) for name in (SPIDER, PHONE)] == [1, 1]


async def test_nobody_else_is_asked_for_unless_that_is_wanted(server, options):
    sites.clean(server)

    await inspect(server.url(), options=options(), now=NOW)

    assert {SPIDER in one.headers["user-agent"] or PHONE in one.headers["user-agent"] for one in server.log} == {False}
