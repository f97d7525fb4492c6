"""What the probe of the site's own search means: a title that it does not find is to be verified, silence is no fault."""

import pytest

from jiyue.inspection import Verdict, inspect
from tests.inspection import sites
from tests.inspection.conftest import NOW
from tests.inspection.loopback import Reply

FORM = "<form action='/search'><input name='q' aria-label='检索'></form>"
NOTHING = "<html><title>检索</title><body><p>没有找到结果</p></body></html>"
FOUND = "<html><title>检索</title><body>{}</body></html>".format(
    "".join(f"<a href='{url}'>{title}</a>" for url, title, _ in sites.NEWS)
)
SCRIPTED = NOTHING.replace("</body>", "<script>$.ajax({url:'/api'})</script></body>")


class Routes(dict):
    """Routes in which every address below the search leads to one answer."""

    def __init__(self, routes, answer):
        super().__init__(routes)
        self._answer = answer

    def __contains__(self, key):
        return "/search?" in key or super().__contains__(key)

    def __getitem__(self, key):
        return self._answer if "/search?" in key else super().__getitem__(key)


@pytest.mark.clause("14.2")
@pytest.mark.parametrize(
    ("form", "answer", "verdict"),
    [
        (FORM, Reply(FOUND.encode()), Verdict.PASS),
        (FORM, Reply(NOTHING.encode()), Verdict.TO_VERIFY),
        (FORM, Reply(b"", 500), Verdict.TO_VERIFY),
        (FORM, Reply(b"", 403), Verdict.NONE),
        (FORM, Reply(SCRIPTED.encode()), Verdict.NONE),
        ("", Reply(FOUND.encode()), Verdict.NONE),
    ],
    ids=["found", "not found", "an error", "forbidden", "a script brings the results", "no form"],
)
async def test_a_search_that_does_not_find_what_the_home_page_shows_is_to_be_verified(
    server, options, form, answer, verdict
):
    sites.clean(server)
    server.on("/", server.routes["/"].body.decode().replace("<div class='main'>", f"<div class='main'>{form}"))
    server.routes = Routes(server.routes, answer)

    report = await inspect(
        server.url(), options=options(probes=True, check_external=False), record=sites.record(server), now=NOW
    )

    found = [(one.kind, one.verdict, one.clause) for one in report.observations if one.check == "site-search"]
    assert found == ([("not-found", Verdict.TO_VERIFY, "14.2")] if verdict is Verdict.TO_VERIFY else [])
    assert [one.verdict for one in report.measurements if one.check == "site-search"] == [verdict]


async def test_a_search_that_was_not_probed_is_not_mentioned(server, options):
    sites.clean(server)

    report = await inspect(server.url(), options=options(), now=NOW)

    assert "site-search" not in {one.check for one in report.measurements}
