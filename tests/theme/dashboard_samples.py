"""Samples of the Bureau's morning: figures, duties, matrix. Invented, in real length."""

from typing import Any

FIGURES = [
    {
        "label": "在运行网站",
        "icon": "globe",
        "value": 53,
        "url": "#sites",
        "delta": "较 10 月末 −1",
        "trend": [55, 55, 55, 55, 54, 54, 54, None, 54, 53, 53, 53],
        "notes": [
            {"label": "台账", "value": 55, "url": "#a"},
            {"label": "下线", "value": 1, "url": "#b"},
            {"label": "关停", "value": 1, "url": "#c"},
        ],
    },
    {
        "label": "有否决风险",
        "icon": "flag",
        "value": 5,
        "url": "#risk",
        "tone": "bad",
        "delta": "较 10 月末 +2 变差",
        "delta_way": "up",
        "delta_tone": "bad",
        "trend": [3, 4, 3, 4, 3, 3, 2, 3, 2, 3, 4, 5],
        "notes": [{"label": "已触发", "value": 1, "url": "#d"}, {"label": "14 天内或差 2 项", "value": 4, "url": "#e"}],
    },
    {
        "label": "超期未整改",
        "icon": "wrench",
        "value": 7,
        "url": "#late",
        "tone": "bad",
        "delta": "较 10 月末 −4 变好",
        "delta_way": "down",
        "delta_tone": "ok",
        "trend": [9, 12, 10, 11, 14, 11, 9, 12, 11, 8, 9, 7],
        "notes": [{"label": "未关闭问题共", "value": 61, "url": "#f"}],
    },
    {
        "label": "留言超期",
        "icon": "chat",
        "value": 3,
        "url": "#msg",
        "tone": "bad",
        "delta": "较 10 月末 −2 变好",
        "delta_way": "down",
        "delta_tone": "ok",
        "trend": [2, 4, 3, 5, 3, 2, 4, 5, 3, 4, 2, 3],
        "notes": [{"label": "在办", "value": 38, "url": "#g"}, {"label": "今日到期", "value": 0, "url": "#h"}],
    },
    {
        "label": "待我办理",
        "icon": "document",
        "value": 6,
        "url": "#mine",
        "delta": "最早 11-19 转入",
        "trend": [4, 5, 3, 6, 7, 5, 6, 8, 5, 6],
        "notes": [
            {"label": "判定", "value": 2, "url": "#i"},
            {"label": "申诉", "value": 2, "url": "#j"},
            {"label": "其他", "value": 2, "url": "#k"},
        ],
    },
    {
        "label": "疑似假冒",
        "icon": "shield",
        "value": None,
        "url": "",
        "notes": [{"label": "本周未扫描，不计为零", "value": None, "url": ""}],
    },
]

TODO = [
    {
        "label": "已过法定或责令期限",
        "tone": "bad",
        "rows": [
            {
                "icon": "wrench",
                "kind": "整改",
                "subject": "市交通运输局网站",
                "url": "#t1",
                "text": "4 处断链责令整改后复测未通过",
                "clause": "33.2",
                "owner": "办公室 田野",
                "due": "11-18 周三",
                "left": "超 3 个工作日",
                "tone": "bad",
                "pick": "1",
                "action": {"label": "再次督办", "url": "#1", "is_post": True},
            },
            {
                "icon": "wrench",
                "kind": "整改",
                "subject": "扶风县政府网站",
                "url": "#t2",
                "text": "2 处错敏词未整改",
                "clause": "32.4",
                "owner": "县政府办 贺兰",
                "due": "11-19 周四",
                "left": "超 2 个工作日",
                "tone": "bad",
                "pick": "2",
                "action": {"label": "催办", "url": "#2", "is_post": True},
            },
            {
                "icon": "chat",
                "kind": "留言",
                "subject": "陈仓区政府网站",
                "url": "#t3",
                "text": "2 件群众留言未答复",
                "clause": "18.1",
                "owner": "区政府办 王晓琴",
                "due": "11-20 周五",
                "left": "超 1 个工作日",
                "tone": "bad",
                "pick": "3",
                "action": {"label": "催办", "url": "#3", "is_post": True},
            },
        ],
    },
    {
        "label": "今天到期",
        "tone": "warn",
        "rows": [
            {
                "icon": "scales",
                "kind": "判定",
                "subject": "太白县政府网站",
                "url": "#t4",
                "text": "「太白要闻」15 天未更新，待判定",
                "clause": "19.1",
                "owner": "您 · 陈静",
                "due": "11-23 周一",
                "left": "今天 17:30 前",
                "tone": "warn",
                "action": {"label": "核验", "url": "#4", "is_main": True},
            },
            {
                "icon": "flag",
                "kind": "申诉",
                "subject": "岐山县政府网站",
                "url": "#t5",
                "text": "对 1 处错敏词提出申诉，应作裁定",
                "own_rule": "平台增补",
                "owner": "您 · 陈静",
                "due": "11-23 周一",
                "left": "今天 17:30 前",
                "tone": "warn",
                "action": {"label": "裁定", "url": "#5", "is_main": True},
            },
        ],
    },
    {
        "label": "本周到期",
        "tone": "",
        "rows": [
            {
                "icon": "people",
                "kind": "报备",
                "subject": "陇县政府网站",
                "url": "#t6",
                "text": "联系人已变更，应在 2 日内书面报备",
                "clause": "9.5",
                "owner": "县政府办 秦月",
                "due": "11-24 周二",
                "left": "还有 1 天",
                "pick": "6",
                "action": {"label": "催办", "url": "#6", "is_post": True},
            },
            {
                "icon": "document",
                "kind": "办件",
                "subject": "市水利局网站",
                "url": "#t7",
                "text": "临时下线，市政府办征求联办意见",
                "clause": "9.1",
                "own_rule": "内部时限",
                "owner": "您 · 陈静",
                "due": "11-24 周二",
                "left": "还有 1 个工作日",
                "action": {"label": "办理", "url": "#7", "is_main": True},
            },
            {
                "icon": "clock",
                "kind": "更新",
                "subject": "凤县政府网站",
                "url": "#t8",
                "text": "「通知公告」还有 3 天达到 6 个月未更新",
                "clause": "19.2",
                "owner": "县政府办 赵文娟",
                "due": "11-26 周四",
                "left": "还有 3 天",
                "tone": "warn",
                "pick": "8",
                "action": {"label": "催办", "url": "#8", "is_post": True},
            },
        ],
    },
]
BULK = {"url": "#bulk", "label": "批量催办"}


def cells(text: str) -> list[dict[str, Any] | None]:
    """Read "ok 100|warn 5天|void|…" as cells of a matrix."""
    made: list[dict[str, Any] | None] = []
    for part in text.split("|"):
        state, _, figure = part.partition(" ")
        made.append(
            None
            if state == "void"
            else {"state": state, "text": figure, "url": "#cell", "title": "末次测量 11-23 06:41"}
        )
    return made


MATRIX_COLUMNS = ["可用性", "更新", "链接", "错敏词", "互动", "安全", "标识", "年报"]
MATRIX = [
    {
        "label": "门户网站 14 个 · 市 1 · 县区 12 · 国家级开发区 1（第37条）",
        "rows": [
            {"name": name, "url": "#site", "cells": cells(text)}
            for name, text in [
                ("市政府门户", "ok 100|ok 9天|ok 0|ok 0|ok 4日|ok 已查|ok 6/6|ok 已公开"),
                ("金台区", "ok 99.4|ok 8天|warn 2|ok 0|ok 3日|ok 已查|ok 6/6|ok 已公开"),
                ("陈仓区", "ok 99.4|warn 5天|warn 3|ok 0|bad 超2件|ok 已查|ok 6/6|ok 已公开"),
                ("高新区", "ok 100|ok 12天|ok 0|ok 0|ok 5日|ok 已查|void|ok 已公开"),
                ("岐山县", "ok 98.8|ok 10天|warn 4|info 申诉1|ok 3日|ok 已查|ok 6/6|ok 已公开"),
                ("扶风县", "ok 100|ok 7天|ok 0|bad 超2处|ok 4日|warn 待报|ok 6/6|ok 已公开"),
                ("千阳县", "ok 98.8|warn 空4/5|bad 超1处|ok 0|ok 1日|warn 待报|ok 6/6|ok 已公开"),
                ("凤县", "ok 99.4|warn 3天|warn 4|warn 1|ok 2日|ok 已查|ok 6/6|ok 已公开"),
                ("太白县", "warn 97.0|bad 超1天|ok 0|ok 0|ok 3日|void|ok 6/6|ok 已公开"),
            ]
        ],
    },
    {
        "label": "市级部门 41 个 · 先列有问题的",
        "rows": [
            {
                "name": "交通运输局",
                "url": "#site",
                "cells": cells("ok 99.4|warn 8/10栏|bad 超4处|ok 0|ok 4日|ok 已查|ok 6/6|ok 已公开"),
            },
            {
                "name": "住建局",
                "url": "#site",
                "cells": cells("ok 100|ok 10天|ok 0|ok 0|bad 超1件|warn 待报|ok 6/6|ok 已公开"),
            },
            {
                "name": "统计局",
                "url": "#site",
                "across": {
                    "state": "void",
                    "text": "被拦截，今日未测 · 末次有效 11-22 06:38 · 已通知放行",
                    "url": "#site",
                },
            },
            {
                "name": "文化和旅游局",
                "url": "#site",
                "across": {
                    "state": "void",
                    "icon": "paused",
                    "text": "临时下线第 12 日，共 30 日 · 监测按批准暂停至 12-11",
                    "url": "#site",
                },
            },
            {
                "name": "乡村振兴局",
                "url": "#site",
                "across": {
                    "state": "info",
                    "icon": "right",
                    "text": "关停迁移公告第 18 日，共 30 日 · 首页悬挂已核 18/18",
                    "url": "#site",
                },
            },
            {
                "name": "发改委",
                "url": "#site",
                "cells": cells("ok 99.4|ok 8天|warn 2|ok 0|ok 4日|ok 已查|ok 6/6|ok 已公开"),
            },
        ],
    },
]
SETS_SWITCH = [
    {"label": "宝鸡办法", "url": "#baoji", "is_current": True},
    {"label": "陕西 未入库", "url": "", "title": "规则库未收录"},
    {"label": "国办指标", "url": "#state"},
]
WEEKS = ["8-31", "9-7", "9-14", "9-21", "9-28", "10-5", "10-12", "10-19", "10-26", "11-2", "11-9", "11-16"]
WEEK_SERIES = [
    ("新发现", "plain", [31, 28, 35, 30, 12, 26, 33, None, 22, 19, 21, 18]),
    ("已关闭", "full", [27, 30, 33, 36, 9, 21, 38, 31, 29, 24, 25, 26]),
]
