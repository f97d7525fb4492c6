"""Samples of a case and of the workbench: procedure, form, conditions, an editor's morning, a review. Invented, in real length."""

from typing import Any

from tests.theme.console_samples import menu

STEPS = [
    {"title": "主办单位申请", "state": "done", "lines": ["11-19 市水利局 孙宁", "宝水函〔2026〕41 号"], "url": "#s1"},
    {"title": "主管单位受理", "state": "done", "lines": ["11-20 市政府办 马晓岚", "形式审查，用时 1 日"]},
    {"title": "市政府办审核", "state": "now", "lines": ["何志远 承办", "第 1 个工作日"]},
    {"title": "省政府办公厅审批", "state": "outside", "lines": ["平台外，登记文号", "批复扫描件"]},
    {"title": "公告并置顶", "state": "todo", "lines": ["市政府门户首页", "批准后、下线前"]},
    {"title": "临时下线", "state": "todo", "lines": ["12-05 至 12-16", "12 天，上限 30 天"]},
    {"title": "恢复上线结案", "state": "todo", "lines": ["12-17", "监测自动恢复"]},
]
CASE_ACTIONS = [
    {"label": "提出意见", "url": "#opinion", "is_main": True},
    {"label": "转办…", "url": "#pass"},
    {"label": "退回待领", "url": "#back", "is_post": True},
    {"label": "批准下线", "url": "", "refused": "须省政府办公厅审批，批复到后由您登记文号。"},
    {"label": "修改申请表", "url": "", "refused": "限申请单位；您可逐项批注或要求补正。"},
    {"label": "打印呈批件", "url": "#print", "icon": "print"},
    {"label": "导出案卷", "url": "#export", "icon": "download"},
]
ANNEX = {
    "number": "附件2",
    "title": "政府网站永久/临时下线申请表",
    "groups": [
        {
            "label": "主办单位负责同志",
            "rows": [
                [{"label": "姓名", "value": "高明远"}, {"label": "联系电话", "value": "0917-326****"}],
                [{"label": "手机", "value": "139****0821", "remark": "与台账一致"}],
            ],
        },
        {
            "label": "承办单位",
            "rows": [
                [{"label": "网站名称", "value": "宝鸡市水利局"}],
                [{"label": "首页网址", "value": "shuili.baoji.gov.cn"}],
                [
                    {
                        "label": "申请理由（永久/临时下线声明）",
                        "value": "☐ 永久下线　☑ 临时下线\n因网站由自建系统迁入全市集约化平台，须停机迁移栏目 38 个、文章 1.2 万篇并作安全检测，拟于 2026 年 12 月 5 日 0 时至 12 月 16 日 24 时下线，共 12 天。",
                        "comments": [
                            {"who": "何志远", "at": "11-23 09:10", "text": "请补充下线期间水情、汛情信息由何处发布。"}
                        ],
                    }
                ],
            ],
        },
        {"label": "迁移栏目及网址", "rows": [[{"is_blank": "网站临时下线，该模块不需填写"}]]},
        {
            "label": "联系人",
            "rows": [
                [{"label": "姓名", "value": "孙宁", "differs": "台账登记为马骏（2025-03-02 起），未收到变更报备"}],
                [{"label": "办公电话", "value": "0917-326****"}, {"label": "手机", "value": "137****5519"}],
            ],
        },
        {"label": "主管单位审核意见", "rows": [[{"value": "审核后由系统填入，打印时留盖章位置", "is_seal": True}]]},
    ],
}
CONDITIONS = [
    {"state": "met", "text": "申请由主办单位提出：宝鸡市水利局", "clause": "9.1"},
    {
        "state": "met",
        "text": "2026 年已临时下线 0 次，上限 1 次",
        "clause": "9.3",
        "quote": "临时下线每年不得超过1次，临时下线时间不得超过30天。",
        "note": "「每年」按开始下线之日所在公历年计（读法 R7，待局确认）。批准后为第 1 次。",
        "is_open": True,
    },
    {
        "state": "met",
        "text": "拟下线 12 天（12-05 0 时至 12-16 24 时），上限 30 天",
        "clause": "9.3",
    },
    {
        "state": "violated",
        "text": "1 项征集结果应在下线期内公开，没有承接安排",
        "clause": "15.1",
        "quote": "……要开设在线调查征集渠道，于活动结束后1个月内汇聚网民意见建议并公开反馈结果。",
        "note": "「农村供水水价征求意见」11-08 结束，应于 12-08 前公开结果；下线不暂停此期限。",
        "is_open": True,
    },
    {
        "state": "undecided",
        "text": "理由「系统升级」是否属于可临时下线的情形",
        "clause": "9.1",
    },
    {"state": "manual", "text": "未与其他未结案件冲突", "own_rule": "平台增补"},
]
OUTCOMES = [
    {
        "title": "补正",
        "note": "当前所选，可撤回",
        "effects": ["通知孙宁、高明远；审核时限自发出起暂停", "申请表对市水利局重新开放两处"],
    },
    {
        "title": "同意，且省政府办公厅批准后",
        "is_final": True,
        "effects": [
            "公告发布到市政府门户首页公告栏并置顶，逐日核验",
            "12-05 0 时起暂停监测和更新时限；留言、征集时限不暂停",
            "登记 2026 年第 1 次临时下线，本年不能再次申请",
        ],
    },
]
HISTORY = [
    {"at": "2026-11-23 09:04", "action": "打开审核", "person": "何志远", "unit": "市政府办公室", "reason": "领取案件"},
    {
        "at": "2026-11-20 15:10",
        "action": "受理",
        "person": "马晓岚",
        "unit": "市政府办公室",
        "reason": "形式审查通过",
        "changes": [{"label": "状态", "before": "已申请", "after": "审核中"}],
    },
    {
        "at": "2026-11-20 10:26",
        "action": "补填",
        "person": "孙宁",
        "unit": "市水利局",
        "reason": "按受理意见",
        "changes": [{"label": "结束日", "before": "12-20", "after": "12-16"}],
    },
]
DUTIES = [
    {
        "icon": "undo",
        "kind": "被退回",
        "count": 3,
        "url": "#d1",
        "title": "关于做好2025—2026年度秋冬季森林草原防灭火工作的通知",
        "title_url": "#a",
        "text": "通知公告 · 罗建平退回（政策关）：“第三条牵头单位与县林业局原稿不一致，请核对后再报。”",
        "state": "plain",
        "state_text": "已退回 2 天",
        "state_icon": "undo",
        "due": "10月11日 16:42 退回",
        "action": {"label": "修改", "url": "#e"},
    },
    {
        "icon": "clock",
        "kind": "快到期栏目",
        "count": 2,
        "unit": "个",
        "url": "#d2",
        "title": "部门动态：10月15日（周三）满 2 周",
        "title_url": "#b",
        "text": "最近有效更新 10月1日，逾期计入“长期未更新”（现 0 个）。有 1 篇可用草稿《县市场监管局开展秋季校园食品安全检查》。",
        "state": "warn",
        "state_text": "还有 2 天",
        "state_icon": "alert",
        "due": "限期 10月15日",
        "tone": "warn",
        "action": {"label": "用草稿", "url": "#f"},
    },
    {
        "icon": "alert",
        "kind": "问题稿",
        "count": 4,
        "url": "#d3",
        "title": "凤县2025年第三季度临时救助对象公示",
        "title_url": "#c",
        "text": "已发布 · 社会救助 · 今天 06:10 扫描：附件第 2 页疑似身份证号 1 处（6103************29），页面已自动撤下附件。",
        "state": "bad",
        "state_text": "立即处理",
        "state_icon": "ban",
        "due": "发现后 3 小时 52 分",
        "tone": "bad",
        "action": {"label": "处理", "url": "#g", "is_main": True},
    },
    {
        "icon": "chat",
        "kind": "留言",
        "count": 5,
        "url": "#d4",
        "title": "FX-20251009-0037 通村道路塌陷何时修复",
        "title_url": "#h",
        "text": "10月9日收到，今天是第 3 个工作日（10月11日周六调休上班计入）。县交通运输局已反馈，待拟稿。",
        "state": "info",
        "state_text": "余 2 个工作日",
        "state_icon": "clock",
        "due": "最迟 10月15日（周三）",
        "action": {"label": "办理", "url": "#i"},
    },
]
MY_COLUMN_HEADS = [
    {"label": "栏目"},
    {"label": "类别 · 更新周期"},
    {"label": "岗"},
    {"label": "最近更新"},
    {"label": "须更新日"},
    {"label": "剩余", "is_number": False},
    {"label": "状态"},
]


def my_column(name: str, kind: str, place: str, share: float, left: str, state: tuple[str, str]) -> dict[str, Any]:
    tone = state[0]
    return {
        "cells": [
            {"text": name, "url": "#c"},
            {"text": kind},
            {"text": place},
            {"text": "10-01"},
            {"text": "10-15"},
            {"share": share, "tone": tone, "text": left},
            {"state": tone, "text": state[1]},
        ]
    }


MY_COLUMNS = [
    my_column("部门动态", "动态要闻 · 2 周", "A", 0.86, "2 天", ("warn", "快到期")),
    my_column("视频新闻", "动态要闻 · 1 个月", "B 代办", 0.83, "5 天", ("warn", "快到期")),
    my_column("镇村动态", "动态要闻 · 2 周", "A", 0.14, "12 天", ("ok", "正常")),
    my_column("凤县要闻", "动态要闻 · 2 周", "A", 0, "14 天", ("ok", "正常")),
]
LEVELS = [
    {
        "id": "forbidden",
        "hits": [
            {
                "number": 1,
                "message": "附件 1 含身份证号 1 处",
                "before": "第 2 页护林员名单第 4 行：赵** ",
                "excerpt": "6103************29",
                "after": "",
                "advice": "公民身份证号一律不得公开，不能申请放行。",
                "clause": "13.5",
                "jump_url": "#annex-1",
                "actions": [{"label": "打码并重新生成附件", "url": "#m"}, {"label": "删去该列", "url": "#n"}],
            },
            {
                "number": 2,
                "message": "附件 2 页眉有密级或内部标记",
                "before": "每页页眉：“",
                "excerpt": "内部资料 注意保管",
                "after": "”",
                "advice": "换附件，或请县林业局确认可公开。",
                "clause": "30.1",
                "jump_url": "#annex-2",
            },
        ],
    },
    {
        "id": "explain",
        "hits": [
            {
                "number": 3,
                "message": "与原稿不一致 1 处",
                "before": "第三条：稿 ",
                "excerpt": "县应急管理局",
                "after": "，原稿 县林业局",
                "advice": "改回，或写明改动依据。",
                "own_rule": "平台增补",
                "jump_url": "#p3",
                "reason_name": "reason-3",
                "reason": "",
            },
            {
                "number": 4,
                "message": "断链 1 个",
                "before": "",
                "excerpt": "",
                "after": "",
                "advice": "省林业局网页，返回 404，今天 3 次重试均失败。",
                "clause": "32.4",
                "jump_url": "#p2",
                "reason_name": "reason-4",
            },
        ],
    },
    {"id": "hint", "hits": []},
]
ROUTE = [
    {
        "title": "编辑",
        "note": "当前",
        "is_current": True,
        "people": [{"name": "周砚秋", "note": "撰写、编辑", "is_allowed": True}],
    },
    {
        "title": "审核",
        "note": "选 1 人",
        "name": "reviewer",
        "people": [
            {"id": 1, "name": "罗建平", "note": "上次退回人，待审 4 件", "is_allowed": True, "is_chosen": True},
            {"id": 2, "name": "冯嘉宁", "note": "待审 1 件", "is_allowed": True},
            {"name": "田文慧", "cause": "代县林业局报送过本稿"},
            {"name": "周砚秋", "cause": "本稿撰写人"},
        ],
    },
    {
        "title": "签发",
        "note": "选 1 人",
        "name": "signer",
        "people": [
            {"id": 3, "name": "梁书成", "note": "副主任，分管网站", "is_allowed": True, "is_chosen": True},
            {"name": "严立群", "cause": "出差，10月14日返"},
        ],
    },
]
DIFF = [
    {
        "kind": "changed",
        "number": 1,
        "before": [
            ("", "一、供热时间。本采暖期为2025年11月"),
            ("-", "10"),
            ("", "日至2026年3月15日，共 "),
            ("-", "126"),
            ("", " 天。"),
        ],
        "after": [
            ("", "一、供热时间。本采暖期为2025年11月"),
            ("+", "5"),
            ("", "日至2026年3月15日，共 "),
            ("+", "131"),
            ("", " 天。"),
        ],
    },
    {
        "kind": "same",
        "summary": "第二条 供热范围、第三条 供热温度，2 段相同 · 展开",
        "text": "二、供热范围。县城集中供热管网覆盖区域。\n三、供热温度。居民卧室、起居室不低于 18 摄氏度。",
    },
    {
        "kind": "changed",
        "number": 2,
        "before": [
            ("", "四、收费标准。居民用热每月每平方米建筑面积 "),
            ("-", "4.60"),
            ("", " 元，按采暖期实际天数计收。"),
        ],
        "after": [
            ("", "四、收费标准。居民用热每月每平方米建筑面积 "),
            ("+", "4.50"),
            ("", " 元，按采暖期实际天数计收"),
            ("+", "，不足整月的按日折算"),
            ("", "。"),
        ],
        "remark": {"who": "县发展和改革局 10月11日 15:20 会商意见", "text": "价格与本局核定一致，无其他意见。"},
    },
    {
        "kind": "added",
        "number": 3,
        "after": [
            (
                "+",
                "六、停热与退费。因供热设施故障连续停热超过 24 小时的，按停热天数退还热费，退费在采暖期结束后 30 日内原路退回，用户不需要申请。",
            )
        ],
    },
    {"kind": "removed", "number": 4, "before": [("-", "七、用户应当在开栓前自行试水。")]},
]
REVIEW_BEFORE = {"title": "线上第 2 版", "note": "9月26日 10:12 发布 · 页面指纹核对一致"}
REVIEW_AFTER = {"title": "本次第 3 版", "note": "10月13日 09:20 送审 · 指纹 4be1…a7"}
SEND = {"label": "送审"}
HIT_NEXT = {"label": "处理下一处：附件 1", "url": "#hit-1"}
REVIEW_STEPS = [
    {"title": "编辑 周砚秋", "state": "done", "lines": ["09:20"]},
    {"title": "会商 县发展和改革局", "state": "done", "lines": ["10-11 15:20 无异议"]},
    {"title": "审核 罗建平", "state": "now", "lines": ["现在"]},
    {"title": "签发 梁书成", "state": "todo", "lines": ["您不能签发本稿"]},
]
SAMPLES: dict[str, Any] = {
    name.lower(): value for name, value in globals().copy().items() if name.isupper() and name != "SAMPLES"
} | {
    "case_page": {
        "page_title": "宝鸡市水利局网站临时下线",
        "menu": menu("申请与报备"),
        "crumbs": [
            {"title": "监管台", "url": "/"},
            {"title": "办件", "url": "#c"},
            {"title": "宝网下〔2026〕3 号", "url": ""},
        ],
        "as_of": "第 7 版 · 09:14 由您保存",
    },
    "site_page": {
        "page_title": "凤县人民政府网站",
        "menu": menu("网站台账"),
        "crumbs": [{"title": "监管台", "url": "/"}, {"title": "网站台账", "url": "#s"}, {"title": "凤县", "url": ""}],
        "as_of": "读网 11-23 06:41 · 可用性 09:00",
    },
    "home_page": {
        "page_title": "今天有 2 件必须办：1 件问题稿、1 件校对",
        "side_name": "工作台",
        "menu": menu("今日工作"),
        "crumbs": [{"title": "凤县人民政府网站", "url": "/"}, {"title": "工作台", "url": ""}],
        "as_of": "数据更新于 10:02",
    },
    "review_page": {
        "page_title": "关于县城2025—2026年采暖季集中供热有关事项的公告",
        "side_name": "工作台",
        "menu": menu("待我办理"),
        "crumbs": [{"title": "待我审核 4 件", "url": "/"}, {"title": "第 1 件，已等 42 分钟", "url": ""}],
        "as_of": "最早送审在前",
    },
    "editor_page": {
        "page_title": "关于做好2025—2026年度秋冬季森林草原防灭火工作的通知",
        "side_name": "工作台",
        "menu": menu("今日工作"),
        "crumbs": [{"title": "通知公告", "url": "/"}, {"title": "编辑", "url": ""}],
    },
}
