"""Samples of the workbench: an editor's morning, checks, route, a review; and what heads each page. Invented, in real length."""

from typing import Any

from tests.theme.shell_samples import menu

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
PAGES: dict[str, dict[str, Any]] = {
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
