"""Site names (7.5) and how names are read."""

import pytest

from jiyue.rulebook import names, naming, pinyin

BAOJI = naming.place("baoji")


@pytest.mark.clause("7.5")
@pytest.mark.parametrize(
    ("name", "kind", "unit", "severity"),
    [
        pytest.param("凤翔区人民政府", "portal", "凤翔区人民政府办公室", None, id="the government, not its office"),
        pytest.param("宝鸡市凤翔区人民政府", "portal", "凤翔区人民政府", None, id="with the city before it"),
        pytest.param("凤翔区人民政府", "portal", "宝鸡市凤翔区人民政府", None, id="without the city"),
        pytest.param("凤翔区人民政府", "portal", "凤翔区", None, id="a unit known by its place alone"),
        pytest.param("凤翔区人民政府门户网站", "portal", "凤翔区人民政府", "flagged", id="with 门户网站"),
        pytest.param("凤翔区人民政府网", "portal", "凤翔区人民政府", "flagged", id="with 网"),
        pytest.param("凤翔区人民政府官网", "portal", "凤翔区人民政府", "flagged", id="with 官网"),
        pytest.param("凤翔政府网", "portal", "凤翔区人民政府", "refused", id="not the full name"),
        pytest.param("凤翔之窗", "portal", "凤翔区人民政府", "refused", id="another name"),
        pytest.param("", "portal", "凤翔区人民政府", "refused", id="none"),
        pytest.param("网站", "portal", "凤翔区人民政府", "refused", id="an ending alone"),
        pytest.param("宝鸡市财政局", "department", "宝鸡市财政局", None, id="a department"),
        pytest.param(" 宝鸡市财政局 ", "department", "宝鸡市财政局", None, id="spaces do not matter"),
        pytest.param("宝鸡财政", "department", "宝鸡市财政局", "refused", id="a department's short name"),
        pytest.param("宝鸡市财政局官方网站", "department", "宝鸡市财政局", "flagged", id="a department with 官方网站"),
    ],
)
def test_a_site_bears_the_full_name_of_its_place_or_unit(name, kind, unit, severity):
    found = names.validate_site_name(name, kind=kind, unit_name=unit, place=BAOJI)
    assert [(each.clause, each.severity) for each in found] == ([("7.5", severity)] if severity else [])


def test_a_wrong_name_is_refused_with_the_right_one():
    (refusal,) = names.validate_site_name("凤翔之窗", kind="portal", unit_name="凤翔区人民政府", place=BAOJI)
    assert refusal.sentence == "网站应以本地机构名称的全称命名，“凤翔之窗”不是“凤翔区人民政府”的全称。"
    assert refusal.remedy == "请改为“凤翔区人民政府”。"
    (refusal,) = names.validate_site_name("财政", kind="department", unit_name="宝鸡市财政局", place=BAOJI)
    assert refusal.sentence.startswith("网站应以本部门机构名称")
    (refusal,) = names.validate_site_name(" ", kind="department", unit_name="宝鸡市财政局", place=BAOJI)
    assert refusal.sentence == "网站名称不能为空。"


@pytest.mark.clause("7.5")
@pytest.mark.parametrize(
    ("header", "refused"),
    [
        ("欢迎访问 凤翔区 人民政府", False),
        ("凤翔区人民政府", False),
        ("凤翔政府", True),
        ("", True),
    ],
)
def test_the_header_shows_the_full_name(header, refused):
    assert bool(names.validate_header(header, "凤翔区人民政府")) is refused


@pytest.mark.parametrize(
    ("unit", "rest"),
    [
        ("宝鸡市财政局", "财政局"),
        ("市财政局", "财政局"),
        ("市场监督管理局", "市场监督管理局"),
        ("宝鸡市市场监督管理局", "市场监督管理局"),
        ("财政局", "财政局"),
        ("市政务公开办公室", "政务公开办公室"),
        ("市民政局", "民政局"),
    ],
)
def test_the_citys_name_is_taken_off(unit, rest):
    assert naming.without_city(unit, "宝鸡市") == rest


@pytest.mark.parametrize(
    ("text", "full", "initials"),
    [
        ("渭滨", "weibin", "wb"),
        ("重庆银行", "chongqingyinhang", "cqyh"),
        ("行政审批", "xingzhengshenpi", "xzsp"),
        ("陕西", "shaanxi", "sx"),
        ("长安", "changan", "ca"),
        ("12345热线 A·B", "12345rexianab", "12345rxab"),
        ("", "", ""),
        ("〇—☆", "", ""),
    ],
)
def test_how_names_are_read(text, full, initials):
    assert (pinyin.full(text), pinyin.initials(text)) == (full, initials)


def test_a_city_that_does_not_ship_is_given_as_a_place():
    with pytest.raises(KeyError):
        naming.place("nowhere")
