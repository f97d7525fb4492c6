"""Markup that no person wrote is read like any other: nesting ends where browsers end it, and nothing behind it is lost."""

import pytest

from jiyue.inspection.facts.cutting import MOST_TAGS, cut, is_cut
from jiyue.inspection.facts.page import Page, read_page
from jiyue.inspection.fetch.urls import Resolver

LEVELS = 50_000


def read(markup: str) -> Page:
    return read_page("http://www.example.gov.cn/", markup.encode(), content_type="text/html", resolver=Resolver())


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("<div>", id="never closed"),
        pytest.param("<div></x>", id="closed by what was never opened"),
        pytest.param("<ul><li>", id="lists in lists"),
        pytest.param("<table><tr><td>", id="tables in tables"),
        pytest.param("<b>", id="formatting"),
        pytest.param("<svg>", id="pictures in pictures"),
    ],
)
def test_what_stands_in_absurdly_deep_nesting_is_read(opening):
    page = read(f"<title>通知</title>{opening * LEVELS}<a href='/behind.html'>关于放假的通知</a>")
    assert page.title == "通知"
    assert [link.url for link in page.links] == ["http://www.example.gov.cn/behind.html"]
    assert "关于放假的通知" in page.text


def test_a_tag_with_absurdly_many_attributes_hides_nothing():
    names = " ".join(f"b{number}=1" for number in range(LEVELS))
    page = read(f"<p>前文</p><div {names}><a href='/in.html' class=x>正文</a></div><p>后文</p>")
    assert [link.text for link in page.links] == ["正文"]
    assert page.text.split() == ["前文", "正文", "后文"]


@pytest.mark.parametrize("end", ['<div a="', "<div a='\"<", "<a ", "<div a=b ", "<!--", "<script>"])
def test_tags_that_never_end_take_what_follows_and_leave_what_stood_before(end):
    page = read("<p>前文</p><a href='/1.html'>链接</a>" + end * 30_000)
    assert [link.text for link in page.links] == ["链接"]
    assert page.text.split()[:2] == ["前文", "链接"]


@pytest.mark.parametrize(
    ("tags", "is_left_out"),
    [
        pytest.param(MOST_TAGS - 1, False, id="one less"),
        pytest.param(MOST_TAGS, False, id="as many"),
        pytest.param(MOST_TAGS + 1, True, id="one more"),
    ],
)
def test_what_follows_the_200000th_tag_is_left_out_and_told(tags, is_left_out):
    markup = "<br>" * tags
    assert (is_cut(markup), cut(markup).count("<")) == (is_left_out, min(tags, MOST_TAGS))
