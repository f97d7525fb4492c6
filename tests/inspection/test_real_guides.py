"""Service guides in markup as met on real government pages: numbered headings, names that nobody asks for, a foot with its own telephone. Texts are our own."""

import pytest

from jiyue.inspection.facts.guides import read_guide
from jiyue.inspection.facts.page import read_page
from jiyue.inspection.fetch.urls import Resolver

THREE = (
    "<h3>一、受理条件</h3><p>本市户籍。</p><h3>二、申请材料</h3><p>身份证。</p><h3>三、办理时限</h3><p>10个工作日</p>"
)


def guide(body, title="养老金申领详解"):
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_guide(
        read_page("http://www.qinghe.gov.cn/b/1.html", markup.encode(), content_type="text/html", resolver=Resolver())
    )


@pytest.mark.parametrize(
    ("heading", "element"),
    [
        pytest.param("四、基本流程", "办理流程", id="basic steps"),
        pytest.param("四、线上办理流程", "办理流程", id="steps online"),
        pytest.param("七、办事窗口", "办理地点", id="the counter"),
        pytest.param("法律法规依据：", "设定依据", id="laws"),
        pytest.param("十一、其他注意事项", "注意事项", id="other things to mind"),
        pytest.param("窗口及网上办理程序：", "办理流程", id="two ways"),
    ],
)  # fmt: skip
def test_an_element_is_known_by_the_end_of_its_heading(heading, element):
    read = guide(f"{THREE}<h3>{heading}</h3><p>见政务服务网。</p>")

    assert read is not None
    assert read.elements[element] == "见政务服务网。"


def test_a_heading_may_join_two_elements():
    read = guide(THREE + "<h3>四、办理流程与收费标准</h3><p>不收费，一次办结。</p>")

    assert read is not None
    assert read.elements["办理流程"] == read.elements["收费标准"] == "不收费，一次办结。"


@pytest.mark.parametrize(
    "heading", ["不予受理条件", "四、不符合受理条件", "线上办理流程", "符合申报条件的群众前来办理"]
)  # fmt: skip
def test_what_only_ends_alike_is_no_element(heading):
    read = guide(f"{THREE}<p>{heading}</p><p>其后的文字。</p>")

    assert read is not None
    assert set(read.elements) == {"申请条件", "办理材料", "办理时限"}


def test_a_name_that_nobody_asks_for_ends_the_value_before_it():
    cells = "".join(
        f"<td>{text}</td>" for text in ("是否收费", "", "服务主题", "社会保障", "承诺时限", "5日", "事项类型", "--")
    )

    read = guide(f"{THREE}<table><tr>{cells}</tr></table>")

    assert read is not None
    assert (read.elements["收费标准"], read.fields["承诺时限"]) == ("", "5日")


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        pytest.param("<p>查询、咨询电话：0917-1234567</p>", "0917-1234567", id="its own"),
        pytest.param("<p>咨询电话：见窗口公示</p>", "", id="without a number"),
        pytest.param("", "", id="none"),
    ],
)  # fmt: skip
def test_the_foot_s_telephone_is_not_the_guide_s(contact, said):
    foot = "<div><a>联系方式</a> <i>|</i> <a>隐私声明</a> <i>|</i> <a>网站地图</a> 主办：清河市人民政府 电话：0917-7654321</div>"

    read = guide(THREE + contact + foot)

    assert read is not None
    assert read.elements.get("联系电话", "") == said


def test_advice_whose_headings_only_end_alike_is_no_guide():
    assert guide("<h3>一、分步申报条件：</h3><p>甲</p><h3>二、必备申报材料：</h3><p>乙</p><h3>三、线上办理流程：</h3><p>丙</p>") is None  # fmt: skip
