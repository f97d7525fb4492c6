"""Domains (10.1-10.4, 5.3, 7.2, A3): what is refused, what is only flagged, and what is suggested."""

from datetime import date

import pytest

from jiyue.rulebook import domain_suggestions, domains, naming

BAOJI = naming.place("baoji")
OTHER = naming.Place("示例市", "示例省", "www.example.gov.cn")


def sentences(refusals):
    return [(each.clause, each.severity, each.sentence) for each in refusals]


@pytest.mark.clause("10.1")
@pytest.mark.parametrize(
    ("domain", "words"),
    [
        pytest.param("www.baoji.com", "后缀是“.com”", id="another suffix"),
        pytest.param("www.baoji.gov.cn.com", "后缀是“.com”", id="the right one in the middle"),
        pytest.param("gov.cn", "后缀", id="the suffix alone"),
        pytest.param("www.baojigov.cn", "后缀是“.cn”", id="a look-alike"),
        pytest.param("http://www.baoji.gov.cn", "是网址，不是域名", id="an address"),
        pytest.param("www.baoji.gov.cn/en", "是网址，不是域名", id="a path"),
        pytest.param("www.baoji.gov.cn:8080", "是网址，不是域名", id="a port"),
        pytest.param("www.宝鸡.gov.cn", "非英文字符", id="Chinese in the English one"),
        pytest.param("www.-bj.gov.cn", "不是合法的域名", id="a hyphen first"),
        pytest.param("www.bj-.gov.cn", "不是合法的域名", id="a hyphen last"),
        pytest.param("www.b_j.gov.cn", "不是合法的域名", id="an underscore"),
        pytest.param("www..gov.cn", "不是合法的域名", id="an empty label"),
        pytest.param(f"{'a' * 64}.gov.cn", "不是合法的域名", id="64 characters in a label"),
        pytest.param(".".join(["a" * 63] * 4) + ".gov.cn", "不是合法的域名", id="longer than a domain may be"),
        pytest.param("", "后缀", id="nothing"),
    ],
)
def test_an_english_domain_is_under_gov_cn(domain, words):
    (refusal,) = domains.validate_english(domain, "zone")
    assert (refusal.clause, refusal.is_blocking) == ("10.1", True)
    assert words in refusal.sentence
    assert refusal.remedy


@pytest.mark.clause("10.3")
@pytest.mark.parametrize(
    ("domain", "kind", "clause"),
    [
        pytest.param("www.baoji.gov.cn", "city-portal", None, id="the city's own"),
        pytest.param("WWW.Baoji.gov.cn. ", "city-portal", None, id="capitals, a final dot and a space do not matter"),
        pytest.param("baoji.gov.cn", "city-portal", "10.3", id="without www"),
        pytest.param("www.baoji.gov.cn", "portal", None, id="a portal with the city's domain is the city's"),
        pytest.param("www.fengxiang.gov.cn", "portal", None, id="a portal with another is a county's"),
        pytest.param("fgw.baoji.gov.cn", "department", None, id="a department under the portal"),
        pytest.param("f.baoji.gov.cn", "department", None, id="one letter"),
        pytest.param(f"{'a' * 32}.baoji.gov.cn", "department", None, id="32 characters"),
        pytest.param(f"{'a' * 33}.baoji.gov.cn", "department", "10.3", id="33 characters"),
        pytest.param("www.baoji.gov.cn", "department", "10.3", id="the portal's own"),
        pytest.param("wx.rsj.baoji.gov.cn", "department", "10.3", id="two levels down"),
        pytest.param("fgw.xian.gov.cn", "department", "10.3", id="under another city"),
        pytest.param("www.bjfgw.gov.cn", "department", "10.3", id="a domain of its own"),
        pytest.param("www.fengxiang.gov.cn", "county-portal", None, id="a county"),
        pytest.param("www.fx.gov.cn", "county-portal", None, id="two letters"),
        pytest.param("www.f.gov.cn", "county-portal", "10.4", id="one letter for a county"),
        pytest.param(f"www.{'a' * 32}.gov.cn", "county-portal", None, id="32 letters"),
        pytest.param(f"www.{'a' * 33}.gov.cn", "county-portal", "10.4", id="33 letters"),
        pytest.param("fengxiang.gov.cn", "county-portal", "10.4", id="a county without www"),
        pytest.param("www.fengxiang.baoji.gov.cn", "county-portal", "10.4", id="a county under the city"),
        pytest.param("m.fengxiang.gov.cn", "county-portal", "10.4", id="another first label"),
        pytest.param("www.baoji.gov.cn", "county-portal", "10.4", id="the city's"),
        pytest.param("cjp.baoji.gov.cn", "zone", None, id="a zone's pattern is open until confirmed"),
    ],
)
def test_the_structure_follows_the_kind_of_site(domain, kind, clause):
    assert [each.clause for each in domains.validate_english(domain, kind)] == ([clause] if clause else [])


@pytest.mark.clause("10.4")
def test_a_county_portal_has_its_own_name_between_www_and_gov_cn():
    (refusal,) = domains.validate_english("www.a.b.gov.cn", "county-portal")
    assert sentences([refusal]) == [
        ("10.4", "refused", "县（区）政府门户网站的域名结构是“www.□□□.gov.cn”，“www.a.b.gov.cn”不是。")
    ]


def test_an_unknown_kind_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="未知的网站类型“town”"):
        domains.validate_english("www.a.gov.cn", "town")


def test_another_city_brings_its_own_place():
    assert domains.validate_english("fgw.example.gov.cn", "department", place=OTHER) == ()
    assert [each.clause for each in domains.validate_english("www.baoji.gov.cn", "city-portal", place=OTHER)] == [
        "10.3"
    ]
    assert (OTHER.root, OTHER.label) == ("example.gov.cn", "example")


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("fgw", "宝鸡市发展和改革委员会"),
        ("czj", "宝鸡市财政局"),
        ("tjj", "宝鸡市统计局"),
        ("rsj", "宝鸡市人力资源和社会保障局"),
        ("ybj", "宝鸡市医疗保障局"),
        ("wjw", "宝鸡市卫生健康委员会"),
        ("zjj", "宝鸡市住房和城乡建设局"),
        ("nyncj", "宝鸡市农业农村局"),
        ("whhlyj", "宝鸡市文化和旅游局"),
        ("wwj", "宝鸡市文物局"),
        ("lyj", "宝鸡市林业局"),
        ("sthjj", "宝鸡市生态环境局"),
        ("scjgj", "宝鸡市市场监督管理局"),
        ("zwfwzx", "市政务服务中心"),
        ("caizhengju", "市财政局"),
        ("finance", "宝鸡市财政局"),
    ],
)
@pytest.mark.clause("10.3")
def test_the_domains_that_departments_really_have_are_recognised_as_their_names(label, unit):
    assert domains.validate_english(f"{label}.baoji.gov.cn", "department", unit_name=unit) == ()


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("weibin", "渭滨区人民政府"),
        ("jintai", "金台区人民政府"),
        ("chencang", "陈仓区人民政府"),
        ("fengxiang", "宝鸡市凤翔区人民政府"),
        ("qishan", "岐山县人民政府"),
        ("fufeng", "扶风县人民政府"),
        ("meixian", "眉县人民政府"),
        ("longxian", "陇县人民政府"),
        ("qianyang", "千阳县人民政府"),
        ("linyou", "麟游县人民政府"),
        ("sxfx", "凤县人民政府"),
        ("taibai", "太白县人民政府"),
        ("taibaixian", "太白县人民政府"),
    ],
)
@pytest.mark.clause("10.4")
def test_the_domains_that_counties_really_have_are_recognised_as_their_names(label, unit):
    assert domains.validate_english(f"www.{label}.gov.cn", "portal", unit_name=unit) == ()


def test_another_name_is_flagged_with_suggestions_and_never_refused():
    (flag,) = domains.validate_english("abc.baoji.gov.cn", "department", unit_name="宝鸡市财政局")
    assert (flag.clause, flag.severity, flag.is_blocking) == ("10.3", "flagged", False)
    assert flag.remedy == "请核实；建议使用：czj、caizhengju、finance。"
    (flag,) = domains.validate_english("www.abc.gov.cn", "county-portal", unit_name="太白县人民政府")
    assert flag.clause == "10.4"
    assert flag.remedy.startswith("请核实；建议使用：taibai、")


def test_a_name_that_nothing_can_be_made_of_is_flagged_without_suggestion():
    (flag,) = domains.validate_english("abc.baoji.gov.cn", "department", unit_name="——")
    assert flag.remedy == "请核实。"


def test_the_city_portal_and_zones_are_not_asked_for_their_name():
    assert domains.validate_english("www.baoji.gov.cn", "portal", unit_name="宝鸡市人民政府") == ()
    assert domains.validate_english("cjp.baoji.gov.cn", "zone", unit_name="高新区") == ()


def test_suggestions_say_how_they_were_made_and_come_in_the_usual_order():
    made = domain_suggestions.for_department("宝鸡市发展和改革委员会", BAOJI)
    assert [(each.domain, each.made_label, each.name) for each in made][:3] == [
        ("fgw.baoji.gov.cn", "拼音首字母", "发改委"),
        ("fzhggwyh.baoji.gov.cn", "拼音首字母", "发展和改革委员会"),
        ("fagaiwei.baoji.gov.cn", "全拼", "发改委"),
    ]
    assert made[-1].made_label == "英文"
    counties = domain_suggestions.for_county("宝鸡市凤县人民政府", BAOJI)
    assert [each.domain for each in counties] == [
        "www.fengxian.gov.cn",
        "www.shaanxifengxian.gov.cn",
        "www.fx.gov.cn",
        "www.sxfx.gov.cn",
    ]


def test_every_suggestion_passes_the_validator_itself():
    for unit in naming.read(naming.DATA / "naming.toml")["units"]:
        for suggestion in domain_suggestions.for_department(unit, BAOJI):
            assert domains.validate_english(suggestion.domain, "department", unit_name=unit) == (), suggestion


@pytest.mark.clause("10.1")
@pytest.mark.parametrize(
    ("domain", "words"),
    [
        pytest.param("宝鸡市财政局.政务", None, id="政务"),
        pytest.param("宝鸡市图书馆.公益", None, id="公益"),
        pytest.param("宝鸡.政务", None, id="two characters"),
        pytest.param("宝.政务", "2 至 20 个", id="one character"),
        pytest.param(f"{'宝' * 20}.政务", None, id="20 characters"),
        pytest.param(f"{'宝' * 21}.政务", "2 至 20 个", id="21 characters"),
        pytest.param("宝鸡·财政.政务", "不含符号", id="a sign"),
        pytest.param("宝鸡市财政局.中国", "须以“.政务”或“.公益”为后缀", id="another suffix"),
        pytest.param("宝鸡市财政局", "须以“.政务”或“.公益”为后缀", id="no suffix"),
    ],
)
def test_a_chinese_domain_has_a_government_suffix(domain, words):
    found = domains.validate_chinese(domain)
    assert bool(found) == bool(words)
    assert not words or (found[0].clause == "10.1" and words in found[0].sentence)


@pytest.mark.clause("5.3")
@pytest.mark.parametrize(
    ("domain", "nature", "refused"),
    [
        ("宝鸡市财政局.政务", "administrative", False),
        ("宝鸡市财政局.公益", "administrative", True),
        ("宝鸡市图书馆.公益", "institution", False),
        ("宝鸡市图书馆.政务", "institution", True),
    ],
)
def test_the_suffix_follows_the_nature_of_the_unit(domain, nature, refused):
    assert [each.clause for each in domains.validate_chinese(domain, nature=nature)] == (["5.3"] if refused else [])


def test_the_wrong_suffix_is_refused_with_the_right_domain():
    (refusal,) = domains.validate_chinese("宝鸡市图书馆.政务", nature="institution")
    assert refusal.sentence == "事业单位的中文域名用“.公益”，不用“.政务”。"
    assert "宝鸡市图书馆.公益" in refusal.remedy


@pytest.mark.parametrize(
    ("name", "flagged"),
    [("宝鸡市发展和改革委员会", False), ("宝鸡市发改委", False), ("宝鸡市改发委", True), ("宝鸡市财政局", True)],
)
def test_a_chinese_domain_that_is_not_the_units_name_or_short_for_it_is_flagged(name, flagged):
    found = domains.validate_chinese(f"{name}.政务", unit_name="宝鸡市发展和改革委员会")
    assert [each.severity for each in found] == (["flagged"] if flagged else [])


@pytest.mark.clause("10.2")
@pytest.mark.parametrize(
    ("english", "chinese", "words"),
    [
        pytest.param([], [], [], id="none yet"),
        pytest.param(["www.a.gov.cn"], ["甲.政务"], [], id="one of each"),
        pytest.param(["www.a.gov.cn", "WWW.A.gov.cn"], ["甲.政务"], [], id="the same twice is one"),
        pytest.param(["www.a.gov.cn", "www.b.gov.cn"], [], ["英文"], id="two English"),
        pytest.param([], ["甲.政务", "乙.政务"], ["中文"], id="two Chinese"),
        pytest.param(["www.a.gov.cn", "www.b.gov.cn"], ["甲.政务", "乙.政务"], ["英文", "中文"], id="two of each"),
    ],
)
def test_a_site_has_one_domain_of_each_kind(english, chinese, words):
    found = domains.one_of_each(english, chinese)
    assert [word in each.sentence for word, each in zip(words, found, strict=True)] == [True] * len(words)


def test_too_many_domains_are_named_in_the_refusal():
    (refusal,) = domains.one_of_each(["www.b.gov.cn", "www.a.gov.cn"], [], on=date(2026, 1, 1))
    assert refusal.sentence == ("一个政府网站原则上只能注册 1 个英文域名，现有 2 个：www.a.gov.cn、www.b.gov.cn。")
    assert "市政府办公室" in refusal.remedy


@pytest.mark.clause("7.2")
@pytest.mark.parametrize(
    ("domain", "refused"),
    [
        ("www.baoji.gov.cn", False),
        ("en.baoji.gov.cn", False),
        ("www.baoji-english.gov.cn", True),
        ("enbaoji.gov.cn", True),
    ],
)
def test_a_foreign_edition_stands_under_its_sites_domain(domain, refused):
    assert bool(domains.validate_edition(domain, "www.baoji.gov.cn")) is refused


@pytest.mark.clause("A3")
@pytest.mark.parametrize(("years", "refused"), [(0, True), (1, False), (10, False), (11, True)])
def test_a_domain_is_registered_for_one_to_ten_years(years, refused):
    assert bool(domains.validate_term(years)) is refused
