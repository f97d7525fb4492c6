"""A procedure line by line in Chinese: who, with what, until when, or why not."""

from datetime import date

import pytest

from jiyue.rulebook import procedure_text, procedures
from jiyue.rulebook.procedure_text import Line

ON = date(2026, 11, 24)


def line(procedure_id, part, kind=""):
    found = procedure_text.lines(procedures.whole(procedure_id, on=ON))
    return next(each for each in found if each.id == part and kind in ("", each.kind))


@pytest.mark.parametrize("procedure_id", procedures.ids())
def test_every_part_has_its_line_in_order(procedure_id):
    whole = procedures.whole(procedure_id, on=ON)
    parts = [*whole.steps, *whole.conditions, *whole.follow_ups]
    wanted = [each.id for each in parts] + [each.name for each in whole.effects]
    assert [each.id for each in procedure_text.lines(whole)] == wanted
    assert all(each.title and each.citation.startswith(("第", "附件")) for each in procedure_text.lines(whole))


def test_a_step_says_who_decides_who_records_and_with_which_proof():
    assert line("temporary-offline", "province") == Line(
        "steps",
        "province",
        "省政府办公厅审批",
        "9.1",
        "第9条（一）",
        who="省政府办公厅",
        recorded_by="市政府办公室",
        evidence="文号、决定日期、文件扫描件",
        decisions="同意、退回补正、不予同意",
    )
    assert line("temporary-offline", "county-office").circumstances == "市、县（区）双重管理的派出机构"


def test_a_condition_says_what_it_guards_and_with_which_sentence_it_refuses():
    assert line("closing", "all-moved") == Line(
        "conditions",
        "all-moved",
        "原有内容已全部迁移并清点",
        "9.10",
        "第9条（四）",
        before="整合迁移原有内容",
        refusal="原有内容还没有迁移完，清点结果与计划不符。",
        remedy="请完成迁移，或在计划中写明不迁移的理由。",
    )
    portal = line("closing", "no-portal")
    assert (portal.is_in_principle, portal.refusal) == (True, "市、县两级政府门户网站一般不得关停。")
    assert line("domain-change", "new-domain-granted").circumstances == "变更域名本身"


@pytest.mark.parametrize(
    ("procedure_id", "part", "limit", "waits_for", "is_own"),
    [
        ("change", "filing", "自事由发生之日起 2 日内", "", False),
        ("temporary-offline", "restore", "自计划的第一日起 30 日内", "", False),
        ("exit", "change-domain", "自“国务院办公厅审批”的决定日期起 1 个月内", "", False),
        (
            "closing",
            "shut-down",
            "自“在首页显著位置悬挂关停迁移公告”的办理之日起满 30 日后",
            "在首页显著位置悬挂关停迁移公告、整合迁移原有内容",
            False,
        ),
        (
            "domain-registration",
            "registry-completion",
            "自“国家域名注册管理机构核验”的核验通过日期起 3 个工作日内；由平台外机构办理，仅供参考",
            "国家域名注册管理机构核验",
            False,
        ),
        (
            "domain-change",
            "switch",
            "自“在市政府门户网站发布域名变更公告”的办理之日起满 30 日后",
            "在原网站发布域名变更公告、在市政府门户网站发布域名变更公告",
            True,
        ),
        ("emergency-shutdown", "report", "自事由发生之日起 1 日内", "", True),
        ("closing", "migration", "", "", False),
    ],
)
def test_a_span_says_from_when_it_runs_and_whether_its_number_is_ours(procedure_id, part, limit, waits_for, is_own):
    found = line(procedure_id, part)
    assert (found.limit, found.waits_for, found.is_own) == (limit, waits_for, is_own)


def test_a_span_may_run_from_the_approval():
    whole = procedures.whole("exit", on=ON)
    part = whole.follow_ups[0]
    changed = part._replace(within=part.within._replace(since="approval"))
    (found,) = procedure_text.lines(whole._replace(steps=(), conditions=(), follow_ups=(changed,), effects=()))
    assert (found.kind, found.limit) == ("follow_ups", "自批准之日起 1 个月内")
    assert (found.decisions, found.who, found.evidence) == ("", "主办单位", "域名")


@pytest.mark.parametrize(
    ("procedure_id", "effect", "moment"),
    [
        ("temporary-offline", "publish-offline-notice", "批准时"),
        ("temporary-offline", "take-offline", "计划的第一日"),
        ("domain-cancellation", "record-domain-cancelled", "全部办结时"),
        ("closing", "record-closed", "“在全国政府网站信息报送系统填写变更状态”完成时"),
    ],
)
def test_an_effect_says_when_it_comes(procedure_id, effect, moment):
    assert line(procedure_id, effect, "effects").before == moment


def test_an_effect_of_some_cases_says_of_which():
    assert line("domain-registration", "assign-subdomain") == Line(
        "effects",
        "assign-subdomain",
        "启用下级域名",
        "11.4",
        "第11条（三）",
        before="“市政府门户网站分配下级域名”完成时",
        circumstances="市政府门户网站的下级域名",
    )
