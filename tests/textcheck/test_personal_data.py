"""Personal data is found in every disguise, told from lawful numbers, and never shown in full (13.5)."""

import pytest

from jiyue.textcheck import Policy, scan

ID = "11010519491231002X"
OLD_ID = "610303491231002"
# An old number that has by chance the check digit of a registration number.
BUSINESS_LIKE_ID = "110105491231002"
CARD = "6222021234567890128"


def kinds(text, policy=None):
    return [hit.kind for hit in scan(text, policy or Policy())]


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("text", "kind", "severity", "confidence"),
    [
        pytest.param(f"身份证号{ID}。", "citizen-id", "forbidden", "certain", id="18 places, right check character"),
        pytest.param("号码440524188001010014", "citizen-id", "forbidden", "certain", id="published sample"),
        pytest.param("身份证110105194912310021", "citizen-id", "forbidden", "to-verify", id="wrong check, named an ID"),
        pytest.param("是110105194912310021的", "citizen-id", "explain", "to-verify", id="wrong check, not named"),
        pytest.param(f"身份证：{OLD_ID}", "citizen-id", "forbidden", "certain", id="15 places, named"),
        pytest.param(f"见{OLD_ID}", "citizen-id", "explain", "to-verify", id="15 places, not named"),
        pytest.param(
            f"身份证：{BUSINESS_LIKE_ID}",
            "citizen-id",
            "explain",
            "to-verify",
            id="15 places, named, with a business's check digit",
        ),
        pytest.param("本人手机13912345678", "mobile", "forbidden", "certain", id="mobile of a person"),
        pytest.param("13912345678", "mobile", "forbidden", "to-verify", id="mobile alone"),
        pytest.param("值班电话：13912345678", "mobile", "explain", "to-verify", id="mobile called an office's"),
        pytest.param("家庭电话0917-3261234", "landline", "explain", "to-verify", id="landline of a home"),
        pytest.param(f"卡号{CARD}", "bank-card", "forbidden", "certain", id="card named"),
        pytest.param(f"见{CARD}", "bank-card", "forbidden", "to-verify", id="UnionPay prefix and Luhn"),
        pytest.param("护照号码E12345678", "passport", "forbidden", "certain", id="passport"),
        pytest.param("港澳通行证：C1234567X8"[:-2] + "8", "passport", "forbidden", "certain", id="travel permit"),
        pytest.param("车牌陕C·12345", "licence-plate", "explain", "to-verify", id="plate"),
        pytest.param("住址：金台区东风路12号院3号楼2单元501室", "home-address", "forbidden", "certain", id="flat"),
        pytest.param("家住张家村三组15号", "home-address", "forbidden", "certain", id="house in a village"),
        pytest.param("微信号：abc_12345", "social-account", "explain", "to-verify", id="chat account"),
    ],
)
def test_personal_data_is_found(text, kind, severity, confidence):
    hits = scan(text)

    assert [(hit.kind, hit.severity, hit.confidence, hit.clause) for hit in hits] == [
        (kind, severity, confidence, "13.5")
    ]


@pytest.mark.parametrize("text", ["见{}", "注册号：{}", "注册号 {}，法定代表人身份证"])
def test_a_registration_number_of_a_business_is_no_person(text):
    assert scan(text.format(BUSINESS_LIKE_ID)) == ()


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("１１０１０５１９４９１２３１００２Ｘ", "citizen-id", id="full width"),
        pytest.param("110105 19491231 002X", "citizen-id", id="spaces"),
        pytest.param("1101 0519 4912 3100 2X", "citizen-id", id="groups of four"),
        pytest.param("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", "citizen-id", id="each digit apart"),
        pytest.param("110105\u200b19491231\u200b002X", "citizen-id", id="zero-width space"),
        pytest.param("1\u00ad1\u00ad0105\ufeff19491231002X", "citizen-id", id="soft hyphen and byte order mark"),
        pytest.param("一一〇一〇五一九四九一二三一〇〇二X", "citizen-id", id="Chinese numerals"),
        pytest.param("壹叁玖壹贰叁肆伍陆柒捌", "mobile", id="capital numerals"),
        pytest.param("139一二三四5678", "mobile", id="mixed scripts"),
        pytest.param("139-1234-5678", "mobile", id="hyphens"),
        pytest.param("+86 13912345678", "mobile", id="country code"),
        pytest.param("①③⑨①②③④⑤⑥⑦⑧", "mobile", id="circled"),
        pytest.param("6222 0212 3456 7890 128", "bank-card", id="card in groups"),
        pytest.param("陕 Ｃ １２３４５", "licence-plate", id="full-width plate"),
        pytest.param("护照 Ｅ１２３４５６７８", "passport", id="full-width passport"),
    ],
)
def test_disguises_do_not_help(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("6103**********1234", id="ID: 4 + 4"),
        pytest.param("610303********1234", id="ID: 6 + 4"),
        pytest.param("610303＊＊＊＊＊＊＊＊1234", id="ID: full-width stars"),
        pytest.param("138****1234", id="mobile"),
        pytest.param("138xxxx1234", id="mobile with x"),
        pytest.param("身份证尾号1234", id="last four only"),
    ],
)
def test_properly_masked_numbers_do_not_hit(text):
    assert kinds(text) == []


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("text", "severity"),
    [
        pytest.param("61030319900101*234", "forbidden", id="one place hidden"),
        pytest.param("6103031990****1234", "explain", id="four places of an ID hidden"),
        pytest.param("1381***1234", "explain", id="three places of a mobile hidden"),
    ],
)
def test_a_mask_that_hides_too_little_hits(text, severity):
    assert [(hit.rule, hit.severity) for hit in scan(text)] == [("poorly-masked", severity)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("统一社会信用代码：91110000101623741K", id="credit code"),
        pytest.param("陕公网安备 61030302000123号", id="police filing number"),
        pytest.param("陕政办发〔2026〕15号，2026-11-23 08:30:15", id="document number and time"),
        pytest.param("金额13812345678元", id="an amount"),
        pytest.param("0.13812345678", id="decimals"),
        pytest.param("P020261123512345678901.pdf t20261123_1385661.html", id="file names"),
        pytest.param("办公电话：0917-3260000", id="office landline"),
        pytest.param("一、二、三、四、五、六、七、八、九、十、十一", id="enumeration"),
        pytest.param("地址：宝鸡市行政中心1号楼305室", id="office address"),
        pytest.param("A4纸、G310国道、川A级景区", id="letters after a province's short name"),
        pytest.param("项目编号：SXBJ2026112300012345", id="project number"),
        pytest.param("13800000000", id="placeholder"),
        pytest.param("微信公众号：宝鸡发布", id="public account"),
    ],
)
def test_lawful_numbers_do_not_hit(text):
    assert kinds(text) == []


@pytest.mark.clause("13.5")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("6075/716131450216834.5%", [], id="an amount with decimals, no old ID"),
        pytest.param("身份证716131450216834.5", [("citizen-id", "certain")], id="the same called an ID"),
        pytest.param("见6222021234567890128.5", [], id="an amount with decimals, no card"),
        pytest.param("等级保护13100049001-17001", [], id="number of a certificate, in two parts"),
        pytest.param("13912345678-13812345678", [("mobile", "to-verify")] * 2, id="two mobiles with a hyphen"),
        pytest.param("大学生在线：010-58601234", [], id="landline of a unit with 学生 in its name"),
        pytest.param("李家村村民委员会电话0999-3261234", [], id="landline of a villagers' committee"),
        pytest.param("县残疾人联合会0999-3261234", [], id="landline of a federation"),
        pytest.param("户籍科电话 0999-3261234", [], id="landline of an office for residence"),
        pytest.param("村民李某0999-3261234", [("landline", "to-verify")], id="landline of a villager"),
        pytest.param("县教育局：13912345678", [("mobile", "to-verify")], id="mobile of a named unit"),
        pytest.param("请考生报名，联系人：张老师，电话：13912345678", [("mobile", "to-verify")], id="whom applicants may call"),
        pytest.param("学生家长电话13912345678", [("mobile", "certain")], id="mobile of a parent"),
        pytest.param("“党员学习微平台”（微信号：abcnews1）", [], id="account of a platform"),
        pytest.param("张某（微信号：abcnews1）", [("social-account", "to-verify")], id="account of a person"),
        pytest.param("清河建设有限公司\n清河市开发区东园1 区9栋57号", [], id="seat of a firm in the cell before"),
        pytest.param("阳光小区1号楼8层806室中标（成交）金额", [], id="seat of who won a tender"),
        pytest.param("居住证办理：长安路派出所警务室，阳光小区3号楼1单元101室", [], id="a police room in a block of flats"),
        pytest.param("居住：幸福小区3号楼5单元301室党群服务站", [("home-address", "to-verify")], id="a service point in a flat"),
    ],
)  # fmt: skip
def test_numbers_and_doors_of_offices_are_told_from_those_of_persons(text, found):
    assert [(hit.kind, hit.confidence) for hit in scan(text)] == found


@pytest.mark.clause("13.5")
def test_exceptions_are_named_in_the_policy():
    text = f"获奖名单：13912345678，{ID}"

    assert [hit.severity for hit in scan(text, Policy(is_public_list=True))] == ["explain", "forbidden"]
    assert kinds(text, Policy(is_public_list=True, public_list=None)) == ["citizen-id"]
    assert kinds(text, Policy(office_phones=frozenset({"13912345678"}))) == ["citizen-id"]
    assert kinds(text, Policy(treatments={"citizen-id": None})) == ["mobile"]
    assert [h.severity for h in scan("值班电话13912345678", Policy(office_context="hint"))] == ["hint"]
    assert [
        h.severity
        for h in scan("联系人王小明13912345678", Policy(officials=frozenset({"王小明"}), office_context="hint"))
    ] == ["hint"]
    assert kinds("王小明 13912345678", Policy(officials=frozenset({"王小明"}), office_context=None)) == []
    assert kinds("王小红 13912345678", Policy(officials=frozenset({"王小明"}), office_context=None)) == ["mobile"]
    address = "家住金台区东风路1号楼2单元501室"
    assert kinds(address, Policy(office_addresses=frozenset({"东风路1号楼"}))) == []


@pytest.mark.clause("13.5")
def test_neither_excerpt_nor_context_shows_a_number_even_if_its_kind_is_switched_off():
    text = f"本人13912345678，身份证{ID}，卡号{CARD}"

    for hit in scan(text, Policy(treatments={"citizen-id": None})):
        for secret in ("13912345678", ID, CARD):
            assert secret not in hit.excerpt + hit.context


def test_spans_lead_to_the_place_through_invisible_characters():
    text = "前文\u200b：139\u200b1234\u200b5678，后文"

    (hit,) = scan(text)

    assert text[hit.start : hit.end] == "139\u200b1234\u200b5678"
