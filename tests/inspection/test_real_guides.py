"""Service guides in markup as met on real government pages: numbered headings, names that nobody asks for, a foot with its own telephone. Texts are our own."""

import pytest

from jiyue.inspection import Verdict
from jiyue.inspection.checks.guides import observe_guide
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


@pytest.mark.parametrize(
    ("row", "element", "value"),
    [
        pytest.param("<dt>办理时限说明</dt><dd>30个工作日</dd>", "办理时限", "30个工作日", id="said of the element"),
        pytest.param("<dt>窗口办理流程</dt><dd>窗口受理</dd>", "办理流程", "窗口受理", id="steps at the counter"),
        pytest.param("<dt>办事地址</dt><dd>清河大街1号</dd>", "办理地点", "清河大街1号", id="an address"),
        pytest.param("<dt>办理主体</dt><dd>市水利局</dd>", "办理机构", "市水利局", id="the body that handles it"),
    ],
)
def test_an_element_is_known_by_its_other_names(row, element, value):
    read = guide(f"{THREE}<dl>{row}<dt>交通指引</dt><dd>乘1路</dd><dt>备注</dt><dd>无</dd></dl>")

    assert read is not None
    assert value in read.elements[element]
    assert "乘1路" not in "".join(read.elements.values())


NOTICE = "<p>报送材料：简历。</p><p>联系电话：0917-1234567</p><p>监督电话：0917-7654321</p><p>注意事项：请按时到场。</p><p>办公地址：清河大街1号</p>"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        pytest.param(NOTICE, "清河学院招聘工作人员", id="telephones and places alone"),
        pytest.param(NOTICE + THREE, "清河学院2026年公开招聘公告", id="a notice"),
        pytest.param(
            "<p>申报条件：本校学生</p><p>收费标准：免费</p><p>联系电话：0917-1234567</p><p>注意事项：按时</p>",
            "毕业论文开始申报",
            id="two names of a guide's own",
        ),
        pytest.param(THREE + NOTICE, "清河市养老补贴发放办法（试行）_清河市人民政府", id="rules"),
        pytest.param(THREE + NOTICE, "依申请公开-清河市教育局", id="how to ask for information"),
    ],
)
def test_a_notice_with_headings_like_a_guides_is_none(body, title):
    assert guide(body, title) is None


@pytest.mark.parametrize(
    "title", ["建设项目环境影响报告表审批", "招生简章备案", "清河市水利局关于公布取水许可办事指南的通知"]
)
def test_a_guide_about_reports_or_in_a_notice_is_one(title):
    assert guide(THREE, title) is not None


TABS = "<ul><li>设定依据</li><li>受理条件</li><li>申请材料</li><li>办理流程</li></ul><div>《水法》第七条</div><div>身份证</div>"


@pytest.mark.clause("14.4")
@pytest.mark.parametrize(
    ("body", "title", "verdict"),
    [
        pytest.param(TABS, "取水许可办事指南", Verdict.TO_VERIFY, id="names on tabs"),
        pytest.param("<p>受理条件：本市户籍</p><p>申请材料：身份证</p><p>办理时限：5日</p>", "养老金申领详解", Verdict.TO_VERIFY, id="three names"),
        pytest.param("<p>受理条件：本市户籍</p><p>申请材料：身份证</p>", "养老金办事指南", Verdict.FAIL, id="its title says so"),
    ],
)  # fmt: skip
def test_what_may_stand_elsewhere_is_not_surely_missing(body, title, verdict):
    markup = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    page = read_page(
        "http://www.qinghe.gov.cn/b/1.html", markup.encode(), content_type="text/html", resolver=Resolver()
    )

    assert [draft.verdict for draft in observe_guide(page) if draft.kind in {"missing", "unusable"}] == [verdict]
