"""Nothing of one host stands on another host's lists, counts, exports, searches and files (26.1)."""

import pytest
from django.test import RequestFactory

from jiyue.platform.console.menu import menu
from tests.access.table import TABLE
from tests.access.visiting import undone
from tests.access.world import FOREIGN, FOUND_BY, OWN

pytestmark = [pytest.mark.django_db, pytest.mark.clause("26.1")]
# Every way to narrow, search or page a list, asked for on all of them.
QUESTIONS = (
    "",
    f"?q={FOUND_BY}&query={FOUND_BY}&tab=overdue&risk=any",
    "?site=own&state=submitted&tab=not-answered&person=人员chen",
    "?state=open&page=2",
)
LISTS = sorted(
    name
    for name, row in TABLE.items()
    if not row.arguments and row.look[1] == "200" and not name.startswith("rulebook")
)


def pages(visitor, who):
    for name in [*LISTS, "procedures:new-case"]:
        path = visitor.address(name, TABLE[name].arguments)
        for question in QUESTIONS:
            yield name, question, visitor.visit(who, path + question).text


def standing(visitor, who, keys=None):
    marks = {key: text for key, text in visitor.world.marks.items() if keys is None or key in keys}
    return {
        (mark, name, question)
        for name, question, text in pages(visitor, who)
        for mark, told in marks.items()
        if told in text
    }


@pytest.mark.parametrize("who", [*FOREIGN, "feng"])
def test_no_list_export_or_search_of_an_outsider_names_a_row_of_another_host(visitor, who):
    assert standing(visitor, who) == set()


def test_the_host_itself_finds_them_there(visitor):
    """The control: without it, the tests above would hold on empty pages."""
    found = {mark for who in OWN for mark, _name, _question in standing(visitor, who)}

    assert set(visitor.world.marks) - {"attachment"} <= found


@pytest.mark.parametrize("who", [*FOREIGN, "feng"])
def test_the_counts_in_the_menu_of_an_outsider_are_nought(visitor, who):
    assert not any(counts(visitor, who).values())


def test_the_counts_in_the_menu_of_the_host_are_its_own(visitor):
    by_url = {**counts(visitor, "chen"), **counts(visitor, "liu")}

    assert {url: by_url[url] for url in ("/orders/", "/workbench/messages/", "/workbench/reviews/")} == {
        "/orders/": 1, "/workbench/messages/": 1, "/workbench/reviews/": 1,
    }  # fmt: skip


def counts(visitor, who):
    request = RequestFactory().get("/")
    request.user = visitor.world.people[who]
    return {item["url"]: item["count"] for group in menu(request) for item in group["items"]}


@pytest.mark.parametrize("name", ["workbench:attachment", "workbench:text-file", "procedures:scan", "procedures:annex"])
def test_a_file_is_handed_out_to_its_own_unit_alone(visitor, name):
    path = visitor.path(name, TABLE[name])

    assert visitor.visit("chen", path).code == "200"
    assert {visitor.visit(who, path).code for who in (*FOREIGN, "feng")} == {"404"}


def test_no_form_of_an_outsider_offers_a_row_of_another_host(visitor):
    """Choosers are lists too: columns to place in, sites to apply for, texts to interpret."""
    with undone():
        visitor.act(
            "wang",
            "/workbench/resources/new/",
            "post",
            {"title": "越权", "kind": "news", "column": visitor.world.keys["column"]},
        )
        text = visitor.act("wang", "/workbench/resources/").text

    assert "越权" not in text
