"""What people keep on record: every item is asked for, goes stale after its day, and is undecided unseen."""

from datetime import date

import pytest

from jiyue.rulebook import records
from jiyue.rulebook.records import Entry, RecordFacts, judge_record
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
NOTED, TODAY = date(2026, 3, 2), date(2026, 11, 23)

# record → its clause, who keeps it, whether it is looked at again, its items
KEPT = {
    "mechanisms": (
        "6.1",
        "host",
        True,
        "信息发布机制；内容审核机制；安全审查机制；应急处置机制；专人负责机制；部门联动机制",
    ),
    "systems": ("6.2", "host", True, "内容保障制度；信息更新制度；值班读网制度；自查整改制度；问题反馈制度；备案制度"),
    "eight-systems": (
        "32.13",
        "host",
        True,
        "专人负责；内容保障；发布审核；值班读网；留言办理；年报公开；定期培训；经费保障",
    ),
    "domain-events": ("11.10", "centre", False, "通报的信息；送达的单位；送达回执"),
    "portal-docking": ("12.2", "host", True, "信息资源对接；政务服务对接"),
    "political-news": ("13.4", "host", False, "稿源单位；原文地址；标题和正文未作改动的核对"),
    "originality": ("13.9", "host", True, "原创信息数量；发布信息总数；重要政务信息同步更新情况"),
    "media-rights": ("13.11", "host", False, "来源；权利依据（自有、许可或授权）"),
    "important-events": ("13.12", "host", False, "事项；发生日期；发布页面"),
    "service-platform-security": ("14.6", "service-host", True, "后台维护责任人；网络安全检查；安全事件处置"),
    "shared-front-end": ("14.7", "host", True, "共享交换平台接入；电子证照库接入；统一身份认证接入"),
    "public-response": ("15.6", "host", False, "宣传部门的指导意见或业务部门的回应；回应页面"),
    "manuscripts": ("17.3", "editor", False, "供稿单位和经手人；原稿；与发布稿的核对"),
    "foreign-edition": ("22.1", "host", True, "外文版栏目清单；与中文版对应的核心信息；未同步内容的原因"),
    "language-team": ("22.2", "host", True, "译审人员及其资质；译文审校记录"),
    "platform-filing": ("26.2", "host", True, "分管领导；管理机构；专职人员；向监管单位备案"),
    "protection-level": ("27.1", "host", True, "定级；备案；等级测评；监测预警措施"),
    "own-protection": (
        "28.4",
        "host",
        True,
        "未迁入平台的原因；等级保护；定期自查；备份和防护；报市公安局；报监管单位；应急预案；应急演练",
    ),
    "domain-security": ("28.5", "host", True, "域名安全协议措施；有容灾能力的解析服务；抗攻击能力"),
    "counterfeits": ("28.6", "host", False, "被假冒单位的核实；报市政府办公室；报市委网信办；处置结果"),
    "certified-products": (
        "29.2",
        "host",
        True,
        "关键设备的认证或检测证书；安全产品的认证或检测证书；未用国产的理由或国产化情况",
    ),
    "beyond-function": ("30.3", "bureau", False, "页面或活动的证据；处理结果"),
    "security-education": ("31.2", "unit", True, "网络安全教育；保密教育"),
    "first-publication": ("32.3", "host", True, "首发的重要信息数量；重要信息总数"),
    "consultations": ("32.6", "host", False, "征求意见的单位；该单位的答复"),
    "budgets": ("32.11", "host", True, "网站建设运维经费；列入年度预算的文件"),
    "supervision-budget": ("32.11", "finance", True, "监管经费；市门户网站经费"),
    "compulsory-training": ("32.12", "unit", True, "列入必学内容的培训计划；开展培训的证明"),
    "joint-publishing": ("33.4", "host", True, "联动的部门和媒体；联动发布的事项"),
    "immediate-orders": ("34.1", "office", False, "责令立即整改的决定；整改结果"),
    "outside-checks": ("35.1", "bureau", False, "检查通报或报道；约谈、书面检查或通报批评的决定"),
    "discipline": ("35.2", "office", False, "移送的材料和机关；处理结果"),
}
CASES = [pytest.param(name, *row[:3], tuple(row[3].split("；")), id=name) for name, row in KEPT.items()]


def facts(items, **more):
    return RecordFacts(tuple(Entry(item, NOTED, **more) for item in items))


def test_the_records_are_those_of_this_table():
    assert records.all().keys() == KEPT.keys()


@pytest.mark.clause(
    "6.1",
    "6.2",
    "32.13",
    "11.10",
    "12.2",
    "13.4",
    "13.9",
    "13.11",
    "13.12",
    "14.6",
    "14.7",
    "15.6",
    "17.3",
    "22.1",
    "22.2",
    "26.2",
    "27.1",
    "28.4",
    "28.5",
    "28.6",
    "29.2",
    "30.3",
    "31.2",
    "32.3",
    "32.6",
    "32.11",
    "32.12",
    "33.4",
    "34.1",
    "35.1",
    "35.2",
)
@pytest.mark.parametrize(("name", "clause", "kept_by", "renewed", "items"), CASES)
def test_a_record_lacks_what_is_not_written_down(name, clause, kept_by, renewed, items):
    record = records.get(name)
    whole, nothing = judge_record(facts(items), name, on=TODAY), judge_record(facts(()), name, on=TODAY)

    assert (record.clauses[0], record.kept_by, record.renewed, record.items) == (clause, kept_by, renewed, items)
    assert (whole.outcome, whole.margin, whole.clause) == (MET, 0, clause)
    assert (nothing.outcome, nothing.margin) == (VIOLATED, -len(items))
    for item in items:
        lacking = judge_record(facts([each for each in items if each != item]), name, on=TODAY)
        assert (lacking.outcome, lacking.margin) == (VIOLATED, -1)
        assert f"没有登记：{item}。" in lacking.reason
        assert lacking.breach_on is None
    assert judge_record(RecordFacts(None), name, on=TODAY).outcome is UNDECIDED


@pytest.mark.parametrize(("name", "clause", "kept_by", "renewed", "items"), CASES)
def test_a_record_that_is_renewed_goes_stale_and_no_other(name, clause, kept_by, renewed, items):
    later = judge_record(facts(items), name, on=date(2030, 1, 1))

    assert later.outcome is (VIOLATED if renewed else MET)
    assert ("已经过期" in later.reason) is renewed


@pytest.mark.clause("6.1", "32.11")
@pytest.mark.parametrize(
    ("on", "outcome", "left"),
    [
        pytest.param(date(2027, 3, 1), MET, 1, id="a day before the year is over"),
        pytest.param(date(2027, 3, 2), MET, 0, id="the last day"),
        pytest.param(date(2027, 3, 3), VIOLATED, None, id="the day after"),
    ],
)
def test_a_record_is_looked_at_again_within_twelve_months(on, outcome, left):
    verdict = judge_record(facts(records.get("budgets").items), "budgets", on=on)

    assert (verdict.outcome, verdict.margin_days) == (outcome, left)
    assert verdict.breach_on == (date(2027, 3, 3) if outcome is MET else None)
    assert (verdict.parameter_set, verdict.version, verdict.unit) == ("baoji", "baoji@2021-01-01", "count")


@pytest.mark.clause("13.11", "29.2")
@pytest.mark.parametrize(
    ("name", "valid_until", "outcome"),
    [
        pytest.param("media-rights", date(2026, 11, 24), MET, id="a licence of one more day"),
        pytest.param("media-rights", date(2026, 11, 23), MET, id="a licence that ends today"),
        pytest.param("media-rights", date(2026, 11, 22), VIOLATED, id="a licence that ended yesterday"),
        pytest.param("certified-products", date(2026, 11, 22), VIOLATED, id="a certificate that ended yesterday"),
        pytest.param("certified-products", date(2029, 1, 1), MET, id="a certificate of years is looked at yearly"),
    ],
)
def test_a_proof_that_has_expired_is_none(name, valid_until, outcome):
    verdict = judge_record(facts(records.get(name).items, valid_until=valid_until), name, on=TODAY)

    assert verdict.outcome is outcome


def test_the_best_entry_counts_and_one_of_a_later_day_or_another_name_does_not():
    items = records.get("media-rights").items
    old = tuple(Entry(item, NOTED, date(2026, 4, 1)) for item in items)
    new = tuple(Entry(item, date(2026, 6, 1), date(2027, 4, 1)) for item in items)
    future = tuple(Entry(item, date(2026, 11, 24)) for item in items)
    strange = (Entry("别的事项", NOTED),)

    assert judge_record(RecordFacts(new + old), "media-rights", on=TODAY).outcome is MET
    assert judge_record(RecordFacts(new + old), "media-rights", on=TODAY).due_on == date(2027, 4, 1)
    other = (Entry("别的事项", NOTED, date(2026, 12, 1)),)
    assert judge_record(RecordFacts(new + other), "media-rights", on=TODAY).due_on == date(2027, 4, 1)
    assert judge_record(RecordFacts(old + future + strange), "media-rights", on=TODAY).margin == -2


def test_a_set_without_the_number_leaves_what_is_renewed_undecided_and_judges_the_rest():
    budgets, rights = records.get("budgets").items, records.get("media-rights").items

    assert judge_record(facts(budgets), "budgets", on=TODAY, city="state").outcome is UNDECIDED
    assert judge_record(facts(rights), "media-rights", on=TODAY, city="state").outcome is MET


def test_what_is_missing_and_what_is_stale_are_told_apart():
    entries = (Entry("监管经费", date(2025, 1, 2)),)

    verdict = judge_record(RecordFacts(entries), "supervision-budget", on=TODAY)
    assert verdict.reason == "监管和市门户网站经费没有登记：市门户网站经费；已经过期：监管经费。"
    assert judge_record(RecordFacts(None), "budgets", on=TODAY).reason == "没有“网站经费”的登记可查，不作判定。"
    assert judge_record(facts(records.get("budgets").items), "budgets", on=TODAY).reason == "网站经费各项都有登记。"
