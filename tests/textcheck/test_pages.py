"""A page is checked as its reader sees it, and where injected wording hides (13.5, 30.2)."""

import pytest

from jiyue.textcheck import scan_html, visible_text


def test_blocks_part_and_inline_elements_join():
    assert visible_text("<p>甲<b>乙</b></p><div>丙</div>丁<br>戊") == "甲乙\n丙\n丁\n戊"


def test_cells_do_not_run_into_one_number():
    assert scan_html("<table><tr><td>139</td><td>1234</td><td>5678</td></tr></table>") == ()


@pytest.mark.clause("13.5")
def test_a_number_split_by_inline_elements_is_found_in_the_visible_text():
    html = "<p>身份证：<span>110105</span><span>19491231</span>002X</p>"

    (hit,) = scan_html(html)

    assert visible_text(html)[hit.start : hit.end] == "11010519491231002X"


@pytest.mark.clause("30.2")
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<title>澳门新葡京官网</title>", id="title"),
        pytest.param('<meta name="Keywords" content="澳门新葡京官网">', id="keywords"),
        pytest.param('<meta name="description" content="澳门新葡京官网">', id="description"),
        pytest.param('<div style="display:none"><a href="/">澳门新葡京官网</a></div>', id="hidden block"),
        pytest.param('<img alt="澳门新葡京官网">', id="alternative text"),
        pytest.param('<marquee height="0">澳门新葡京官网</marquee>', id="marquee without height"),
    ],
)
def test_injected_wording_is_found_where_it_hides(html):
    assert [hit.kind for hit in scan_html(html)] == ["illegal-content"]


def test_scripts_and_styles_are_no_text():
    assert visible_text("<script>var a='13912345678'</script><style>p{}</style><p>甲</p>") == "甲"


def test_no_page_is_no_text():
    assert visible_text("") == ""
