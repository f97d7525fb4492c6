"""Every refusal of a domain, a name or a number in full: clause, sentence, way out, and whether it blocks."""

from datetime import date

import pytest

from jiyue.rulebook import domains, identifiers, names, naming, parameters
from jiyue.rulebook.refusal import Refusal

ON = date(2026, 11, 24)
BAOJI = naming.place("baoji")
LONG_LABEL = "a" * 63
LABEL_TOO_LONG = "a" * 64
DOMAIN_OF_254 = f"{'.'.join(['a' * 61] * 4)}.gov.cn"
NOT_A_DOMAIN = "每段只能有小写字母、数字和连字符，不以连字符开头或结尾，不超过 63 个字符。"
FULL_OR_SHORT = "请使用单位全称或规范简称。"
OWN_CARD = "请照身份证逐位核对。"


@pytest.mark.parametrize(
    ("domain", "kind", "unit", "refusal"),
    [
        (
            "http://x.gov.cn",
            "zone",
            "",
            Refusal("10.1", "“http://x.gov.cn”是网址，不是域名。", "只填域名，不含 http://、端口和路径。"),
        ),
        (
            "www.宝鸡.gov.cn",
            "zone",
            "",
            Refusal("10.1", "英文域名“www.宝鸡.gov.cn”含有非英文字符。", "中文域名请填在“中文域名”一栏。"),
        ),
        (
            "www.baoji.com",
            "zone",
            "",
            Refusal(
                "10.1",
                "英文域名须以“.gov.cn”为后缀，“www.baoji.com”的后缀是“.com”。",
                "请申请 .gov.cn 域名；原域名按程序公告后注销。",
            ),
        ),
        ("a_b.gov.cn", "zone", "", Refusal("10.1", "“a_b.gov.cn”不是合法的域名。", NOT_A_DOMAIN)),
        (
            "www.bj.gov.cn",
            "city-portal",
            "",
            Refusal("10.3", "市政府门户网站使用“www.baoji.gov.cn”域名。", "请改为“www.baoji.gov.cn”。"),
        ),
        (
            "m.fx.gov.cn",
            "county-portal",
            "",
            Refusal(
                "10.4",
                "县（区）政府门户网站的域名结构是“www.□□□.gov.cn”，“m.fx.gov.cn”不是。",
                "□□□ 为本地名称的拼音或英文。",
            ),
        ),
        (
            "www.baoji.gov.cn",
            "county-portal",
            "",
            Refusal("10.4", "“www.baoji.gov.cn”是市政府门户网站的域名。", "请使用本地名称的拼音或英文。"),
        ),
        (
            "www.f.gov.cn",
            "county-portal",
            "",
            Refusal("10.4", "“f”有 1 个字符，应为 2 至 32 个。", "请使用名称的全拼、首字母或英文。"),
        ),
        (
            "fgw.xian.gov.cn",
            "department",
            "",
            Refusal(
                "10.3",
                "部门网站使用市政府门户网站的下级域名“○○○.baoji.gov.cn”，“fgw.xian.gov.cn”不是。",
                "○○○ 为本部门名称的拼音或英文，经市政府办公室审核后由市政府门户网站分配。",
            ),
        ),
        (
            "www.baoji.gov.cn",
            "department",
            "",
            Refusal("10.3", "“www.baoji.gov.cn”是市政府门户网站的域名。", "请使用本部门名称的拼音或英文。"),
        ),
        (
            f"{'a' * 33}.baoji.gov.cn",
            "department",
            "",
            Refusal("10.3", f"“{'a' * 33}”有 33 个字符，应为 1 至 32 个。", "请使用名称的全拼、首字母或英文。"),
        ),
        (
            "abc.baoji.gov.cn",
            "department",
            "宝鸡市林业局",
            Refusal(
                "10.3",
                "无法确认“abc”是“宝鸡市林业局”的拼音或英文。",
                "请核实；建议使用：lyj、linyeju、forestry。",
                "flagged",
            ),
        ),
        (
            "abc.baoji.gov.cn",
            "department",
            "宝鸡市教育局",
            Refusal(
                "10.3",
                "无法确认“abc”是“宝鸡市教育局”的拼音或英文。",
                "请核实；建议使用：jyj、jiaoyuju、education。",
                "flagged",
            ),
        ),
    ],
)
def test_an_english_domain_is_refused_in_these_words(domain, kind, unit, refusal):
    assert domains.validate_english(domain, kind, unit_name=unit) == (refusal,)


@pytest.mark.parametrize(
    ("domain", "is_good"),
    [
        pytest.param(f"{LONG_LABEL}.gov.cn", True, id="a label of 63 characters"),
        pytest.param(f"{LABEL_TOO_LONG}.gov.cn", False, id="a label of 64 characters"),
        pytest.param(f"{'a' * 60}.{'.'.join(['a' * 61] * 3)}.gov.cn", True, id="a domain of 253 characters"),
        pytest.param(DOMAIN_OF_254, False, id="a domain of 254 characters"),
    ],
)
def test_how_long_a_domain_may_be(domain, is_good):
    assert (domains.validate_english(domain, "zone") == ()) == is_good


def test_a_final_dot_is_taken_off_but_no_letter():
    assert domains.normal(" WWW.Example.XX. ") == "www.example.xx"
    assert domains.normal("www.x..") == "www.x"


@pytest.mark.parametrize(
    ("domain", "nature", "unit", "refusal"),
    [
        (
            "宝鸡.中国",
            "",
            "",
            Refusal(
                "10.1",
                "中文域名须以“.政务”或“.公益”为后缀，“宝鸡.中国”不是。",
                "请向机构编制部门申请：行政单位用“.政务”，事业单位用“.公益”。",
            ),
        ),
        (
            "宝鸡.市.政务",
            "",
            "",
            Refusal("10.1", "“宝鸡.市”不能作中文域名：应为 2 至 20 个汉字、字母或数字，不含符号。", FULL_OR_SHORT),
        ),
        (
            "宝鸡市.公益",
            "administrative",
            "",
            Refusal(
                "5.3",
                "行政单位的中文域名用“.政务”，不用“.公益”。",
                "请改为“宝鸡市.政务”；单位性质有误的，请先更正单位信息。",
            ),
        ),
        (
            "长春市.政务",
            "administrative",
            "宝鸡市人民政府",
            Refusal("10.1", "“长春市”与单位名称“宝鸡市人民政府”不一致。", FULL_OR_SHORT, "flagged"),
        ),
    ],
)
def test_a_chinese_domain_is_refused_in_these_words(domain, nature, unit, refusal):
    assert domains.validate_chinese(domain, nature=nature, unit_name=unit) == (refusal,)


@pytest.mark.clause("10.2")
def test_more_than_one_domain_of_a_kind_is_refused_in_these_words():
    way_out = "请确定一个主域名，其余按程序公告后注销；确需保留的，由市政府办公室说明理由后例外。"
    assert domains.one_of_each(["b.gov.cn", "a.gov.cn"], ["乙.政务", "甲.政务"]) == (
        Refusal("10.2", "一个政府网站原则上只能注册 1 个英文域名，现有 2 个：a.gov.cn、b.gov.cn。", way_out),
        Refusal("10.2", "一个政府网站原则上只能注册 1 个中文域名，现有 2 个：乙.政务、甲.政务。", way_out),
    )


def test_a_city_brings_its_own_numbers_of_domains_and_years(tmp_path):
    own = tmp_path / "twice"
    own.mkdir()
    (own / "set.toml").write_text(
        'id = "twice"\ntitle = "两个"\ndocument = "无"\nheld = true\nbased_on = ["state"]\n'
        'in_force_from = 2026-01-01\nsource = "无"\ncertainty = "default"\n',
        encoding="utf-8",
    )
    (own / "numbers.toml").write_text(
        '[[value]]\nkey = "english-domains"\nvalue = 2\n[[value]]\nkey = "domain-term"\nvalue = 5\n', encoding="utf-8"
    )
    parameters.add_folder(own)
    try:
        assert domains.one_of_each(["a.gov.cn", "b.gov.cn"], [], city="twice") == ()
        assert domains.validate_term(6, city="twice") == (
            Refusal("A3", "域名注册年限为 1 至 5 年，不能是 6 年。", "请改填年限。"),
        )
    finally:
        parameters.forget("twice")


def test_an_edition_elsewhere_and_a_term_too_long_are_refused_in_these_words():
    assert domains.validate_edition("en.baoji.com", "www.baoji.gov.cn") == (
        Refusal(
            "7.2",
            "外文版不另用域名，“en.baoji.com”不在“www.baoji.gov.cn”之下。",
            "请使用本站路径（如 www.baoji.gov.cn/en/）或下级域名。",
        ),
    )
    assert domains.validate_term(11) == (Refusal("A3", "域名注册年限为 1 至 10 年，不能是 11 年。", "请改填年限。"),)


@pytest.mark.clause("7.5")
def test_a_name_and_a_header_are_refused_in_these_words():
    def named(name, kind, unit):
        return names.validate_site_name(name, kind=kind, unit_name=unit, place=BAOJI)

    assert named("凤县人民政府门户网站", "portal", "凤县人民政府") == (
        Refusal("7.5", "“凤县人民政府门户网站”在机构全称之后加了别的字。", "建议直接用“凤县人民政府”。", "flagged"),
    )
    assert named("凤县在线", "portal", "凤县人民政府办公室") == (
        Refusal(
            "7.5", "网站应以本地机构名称的全称命名，“凤县在线”不是“凤县人民政府”的全称。", "请改为“凤县人民政府”。"
        ),
    )
    assert named("宝鸡林业", "department", "宝鸡市林业局") == (
        Refusal(
            "7.5", "网站应以本部门机构名称的全称命名，“宝鸡林业”不是“宝鸡市林业局”的全称。", "请改为“宝鸡市林业局”。"
        ),
    )
    assert named(" ", "department", "宝鸡市林业局") == (Refusal("7.5", "网站名称不能为空。", "请改为“宝鸡市林业局”。"),)
    assert names.validate_header("宝鸡 林业", "宝鸡市林业局") == (
        Refusal("7.5", "首页头部标识区没有网站名称的全称“宝鸡市林业局”。", "请在首页头部醒目展示网站名称的全称。"),
    )
    assert names.validate_header("欢迎访问 宝鸡市 林业局", "宝鸡 市林业局") == ()


@pytest.mark.parametrize(
    ("ask", "refusals"),
    [
        (
            lambda: identifiers.site_code("61030"),
            [
                Refusal(
                    "8.6",
                    "“61030”不是网站标识码：应为 10 位数字（6 位行政区划代码加 4 位顺序号），或 bm 加 8 位数字。",
                    "标识码由全国政府网站信息报送系统在批准后生成，请照系统中的填写。",
                )
            ],
        ),
        (
            lambda: identifiers.site_code("9999990001", divisions=["610300"]),
            [Refusal("8.6", "标识码的前六位“999999”不是已知的行政区划代码。", "请与报送系统核对。")],
        ),
        (
            lambda: identifiers.icp("陕ICP1号"),
            [
                Refusal(
                    "8.5",
                    "“陕ICP1号”不是 ICP 备案号：应为省份简称、ICP备、8 位数字、号，可带“-序号”。",
                    "请照省通信管理局的备案结果填写，例如“陕ICP备12345678号-1”。",
                )
            ],
        ),
        (
            lambda: identifiers.police("陕公网安备1号"),
            [
                Refusal(
                    "8.5",
                    "“陕公网安备1号”不是公安机关备案号：应为省份简称、公网安备、14 位数字、号。",
                    "请照公安机关的备案结果填写，例如“陕公网安备 61030202000001号”。",
                )
            ],
        ),
        (
            lambda: identifiers.police("陕公网安备 11010202000001号"),
            [Refusal("8.5", "备案号的地区代码“110102”不属于“陕”。", "请核对省份简称与前六位数字。")],
        ),
        (
            lambda: identifiers.organisation_code("1234"),
            [
                Refusal(
                    "A3",
                    "“1234”不是组织机构代码：应为 8 位数字或大写字母加 1 位校验码。",
                    "请照组织机构代码证填写。",
                )
            ],
        ),
        (
            lambda: identifiers.organisation_code("12345678-0"),
            [Refusal("A3", "组织机构代码的校验位不符。", "请与证书逐位核对。")],
        ),
        (
            lambda: identifiers.credit_code("1"),
            [
                Refusal(
                    "A3",
                    "“1”不是统一社会信用代码：应为 18 位，由数字和大写字母组成（不含 I、O、S、V、Z）。",
                    "请照统一社会信用代码证书填写。",
                )
            ],
        ),
        (
            lambda: identifiers.credit_code("91610300000000000A", is_government=True),
            [
                Refusal("A3", "统一社会信用代码的校验位不符。", "请与证书核对；证书确为此号的，可以继续。", "flagged"),
                Refusal("A3", "该代码不属于机关（11）或事业单位（12）。", "请核对是否填了其他单位的代码。", "flagged"),
            ],
        ),
        (
            lambda: identifiers.citizen_id("1", on=ON),
            [Refusal("A3", "公民身份号码应为 18 位：17 位数字加 1 位校验码（数字或大写 X）。", "请照身份证填写。")],
        ),
        (
            lambda: identifiers.citizen_id("990000209902300000", on=ON),
            [
                Refusal("A3", "公民身份号码的前两位“99”不是地区代码。", OWN_CARD),
                Refusal("A3", "公民身份号码中的出生日期不存在或在将来。", OWN_CARD),
                Refusal("A3", "公民身份号码的校验位不符。", OWN_CARD),
            ],
        ),
        (
            lambda: identifiers.document_number("二十三号", on=ON),
            [
                Refusal(
                    "8.1",
                    "“二十三号”不是文号：应为机关代字、〔年份〕、序号、号。",
                    "请照文件抬头填写，例如“宝政办发〔2021〕23号”。",
                )
            ],
        ),
        (
            lambda: identifiers.document_number("宝政办发〔2099〕23号", on=ON),
            [Refusal("8.1", "文号的年份“2099”不可能：应在 1949 年以后，且不晚于今年。", "请照文件抬头核对。")],
        ),
        (
            lambda: identifiers.document_number("宝政办发[2021]第23号", on=ON),
            [Refusal("8.1", "文号的写法不规范。", "规范写法是“宝政办发〔2021〕23号”。", "flagged")],
        ),
    ],
)
def test_a_number_is_refused_in_these_words(ask, refusals):
    assert list(ask()) == refusals


@pytest.mark.parametrize("check", ["credit_check", "organisation_check", "citizen_check"])
def test_a_check_character_is_made_of_a_number_of_the_right_length_only(check):
    with pytest.raises(ValueError, match="zip"):
        getattr(identifiers, check)("1")
