"""Samples of the console: a Bureau's morning, one file per site, a case. Invented, in real length."""

import datetime as dt
from types import SimpleNamespace
from typing import Any


def step(day: dt.date, kind: str, number: int | None = None, label: str = "") -> SimpleNamespace:
    return SimpleNamespace(day=day, kind=kind, number=number, label=label)


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


def menu(current: str) -> list[dict[str, Any]]:
    groups = [
        ("", [("今日工作", "home", 16, False), ("待我办理", "flag", 6, False)]),
        (
            "网站",
            [
                ("网站台账", "globe", 55, False),
                ("栏目台账", "tree", "2 316", False),
                ("域名台账", "server", 108, False),
                ("责任人与培训", "people", None, False),
            ],
        ),
        (
            "监测与问题",
            [
                ("监测轮次", "pulse", None, False),
                ("问题与整改", "wrench", 61, False),
                ("留言督办", "chat", 3, True),
                ("疑似假冒", "shield", 2, True),
            ],
        ),
        (
            "办件与公开",
            [
                ("申请与报备", "document", 9, False),
                ("通报、公开、考核", "chart", None, False),
                ("年度报表", "form", None, False),
            ],
        ),
        ("依据", [("规则库", "book", None, False), ("审计日志", "clock", None, False)]),
    ]
    return [
        {
            "label": label,
            "items": [
                {
                    "label": name,
                    "url": f"#{icon}",
                    "icon": icon,
                    "count": count,
                    "is_urgent": urgent,
                    "is_current": name == current,
                }
                for name, icon, count, urgent in items
            ],
        }
        for label, items in groups
    ]


SHELL = {
    "product_name": "宝鸡市政府网站集约化平台",
    "side_name": "监管台",
    "page_title": "今日工作",
    "menu": menu("今日工作"),
    "person": {"name": "陈静", "unit": "市大数据发展服务局 监管科", "role": "监管单位"},
    "home_url": "/",
    "search_url": "/find/",
    "notices_url": "/notices/",
    "notices_count": 6,
    "sign_out_url": "/sign-out/",
    "account_links": [{"label": "修改口令", "url": "/account/", "icon": "lock"}],
    "rulebook_version": "2026.3",
    "as_of": "数据截至 09:05 · 读网 06:41",
    "crumbs": [{"title": "监管台", "url": "/"}, {"title": "今日工作", "url": ""}],
    "messages": [],
}

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

IDENTITY = [
    {"label": "英文域名", "value": "www.bjfengxian.gov.cn", "state": "ok", "state_text": "有效至 2029-03-31"},
    {"label": "中文域名", "value": "凤县人民政府.政务", "state": "ok", "state_text": "有效至 2028-05-12"},
    {"label": "网站标识码", "value": "6103300004", "state": "ok", "state_text": "一致"},
    {"label": "ICP 备案", "value": "陕ICP备00000330号-1", "state": "ok", "state_text": "一致"},
    {"label": "公安备案", "value": "61033002000018", "state": "void", "state_text": "未能核验"},
    {"label": "主办单位", "value": "凤县人民政府办公室"},
    {"label": "承办单位", "value": "凤县政务信息化服务中心", "note": "授权至 2027-06-30"},
    {"label": "主管领导", "value": "李建林　县政府副县长"},
    {"label": "总负责人", "value": "周敏　县政府办副主任", "note": "0917-476****"},
    {"label": "总编辑", "value": ""},
    {"label": "安全自查", "value": "11 月　11-06 已报", "url": "#check", "state": "ok", "state_text": "按期"},
]
VERDICT_SETS = [
    {
        "label": "宝鸡办法 第19条",
        "state": "ok",
        "word": "合格",
        "text": "距否决 3 天：「通知公告」",
        "text_tone": "warn",
    },
    {"label": "国办指标 2019 版", "state": "ok", "word": "合格", "text": "最近一项：未更新栏目 4/10"},
    {"label": "得分 2026 三季度", "score": "87.5", "text": "二季度 86.0 · 一季度 85.5"},
]
VETOES = [
    {
        "label": "首页信息及动态、要闻 2 周",
        "clause": "19.1",
        "limits": [
            {"share": 0.35, "tone": "ok", "text": "最近 9 天（任一栏目即否决）", "url": "#v"},
            {"share": 0.07, "tone": "ok", "text": "首页 1 天前更新"},
        ],
    },
    {
        "label": "通知公告、政策文件 6 个月",
        "clause": "19.2",
        "limits": [
            {"share": 0.98, "tone": "warn", "text": "还有 3 天（任一栏目即否决）", "url": "#v"},
            {"share": 0, "tone": "ok", "text": "累计 0/5 个，11-27 起 1/5"},
        ],
    },
    {
        "label": "应更新长期未更新栏目",
        "clause": "19.5",
        "limits": [{"share": 0.4, "tone": "ok", "text": "4/10 个"}, {"share": 0.4, "tone": "ok", "text": "4/10 个"}],
    },
    {
        "label": "空白栏目",
        "clause": "19.4",
        "limits": [{"share": None, "text": "今日未测，不计"}, {"share": 0.2, "tone": "ok", "text": "1/5 个"}],
    },
    {"label": "站点无法访问 7 天 ≥ 5%", "limits": [None, {"share": 0.12, "tone": "ok", "text": "1/167 次，0.6%"}]},
]
SETS_LABELS = ["宝鸡办法", "国办指标"]
VERDICT_ACTIONS = [
    {"label": "如何算出", "url": "#how"},
    {"label": "查看申诉", "url": "#appeal"},
    {"label": "下载判定书", "url": "#file"},
]
TABS = [
    {"label": "可用性", "url": "#t", "count": 0, "is_current": True},
    {"label": "更新", "url": "#t", "count": 6, "tone": "bad"},
    {"label": "链接", "url": "#t", "count": 4},
    {"label": "内容", "url": "#t", "count": 1},
    {"label": "互动", "url": "#t", "count": 0},
    {"label": "安全", "url": "#t", "count": 0},
    {"label": "标识与规范", "url": "#t", "count": 0},
    {"label": "域名", "url": "#t", "count": 0},
    {"label": "责任人", "url": "#t"},
    {"label": "办件", "url": "#t", "count": 12},
]
BEATS = ["ok"] * 76 + ["bad"] + ["ok"] * 84 + ["void"] + ["ok"] * 6
COLUMNS = [
    {"label": "栏目", "url": "#sort"},
    {"label": "类别"},
    {"label": "更新周期"},
    {"label": "最后实质更新"},
    {"label": "剩余", "url": "#sort", "sorted": "ascending", "is_number": True},
    {"label": "A / B 岗"},
    {"label": "状态"},
]


def column_row(name: str, kind: str, left: str, tone: str, state: tuple[str, str]) -> dict[str, Any]:
    cells = [
        {"text": name, "url": "#column"},
        {"text": kind},
        {"text": "每月"},
        {"text": "2026-09-11", "url": "#item"},
        {"text": left, "tone": tone},
        {"text": "县政府办 赵文娟 / 刘涛"},
        {"state": state[0], "text": state[1]},
    ]
    return {"tone": "warn" if tone == "warn" else "", "cells": cells}


COLUMN_ROWS = [
    column_row("重大项目", "其他应更新", "超 43 天", "bad", ("bad", "长期未更新")),
    column_row("通知公告", "通知公告、政策", "还有 3 天", "warn", ("warn", "临近否决")),
    column_row("部门动态", "动态、要闻", "还有 11 天", "info", ("info", "内外不一致")),
    column_row("凤县要闻", "动态、要闻", "还有 12 天", "", ("ok", "正常")),
    column_row("统计信息", "其他应更新", "未测", "", ("void", "被拦截")),
]
DEADLINE = SimpleNamespace(
    start=november(17),
    due_on=november(24),
    provisional=False,
    explanation="11-17 发现，次日起算 5 个工作日；11-21、22 为周末不计，最迟 11-24。",
    steps=(
        step(november(17), "start", None, "发现"),
        step(november(18), "counted", 1),
        step(november(19), "counted", 2),
        step(november(20), "counted", 3),
        step(november(21), "weekend", None, "休"),
        step(november(22), "weekend", None, "休"),
        step(november(23), "counted", 4),
        step(november(24), "counted", 5),
    ),
)
FINDINGS = [
    {
        "anchor": "finding-1",
        "kind": "链接",
        "title": "「附件2：申报表」打不开（404）",
        "owner": "赵文娟",
        "clause": "32.4",
        "clock_text": "还有 1 个工作日",
        "clock_tone": "warn",
        "is_open": True,
        "saw": {"address": "www.bjfengxian.gov.cn/zfwj/202608/P020260814_fj2.docx", "page_text": "404 Not Found"},
        "tries": [
            {
                "at": "11-17 03:12",
                "probe": "政务云 1",
                "measured": "完成",
                "returned": "404 · 0.21 秒",
                "verdict": "待核",
                "verdict_state": "info",
            },
            {
                "at": "11-17 09:40",
                "probe": "电信 2",
                "measured": "超时",
                "measured_state": "void",
                "returned": "—",
                "verdict": "无",
                "verdict_state": "void",
            },
            {
                "at": "11-23 03:58",
                "probe": "政务云 1",
                "measured": "完成",
                "returned": "404 · 0.19 秒",
                "verdict": "不通过",
                "verdict_state": "bad",
            },
        ],
        "evidence": [
            {"label": "截图", "url": "#e1"},
            {"label": "响应头", "url": "#e2"},
            {"label": "网页原文", "url": "#e3"},
        ],
        "evidence_note": "SHA-256 9f3c…a71e · 规则 32.4-断链 第 3 版",
        "place": "政策文件 › 凤政办发〔2026〕18号《凤县全域旅游奖补办法》，锚文本「附件2：申报表」",
        "place_url": "#place",
        "basis": "宝鸡办法",
        "quote": "……及时发现问题、纠正错漏并做好记录，对错断链、错敏词等及时整改。",
        "reading": "「及时」取 5 个工作日：规则参数，读法待局确认。国办指标：扣分项，不否决。",
        "why": "奖补申报 12-10 截止，近 7 天有 46 次访问打不开申报表。",
        "fix": "在「政策文件」编辑该文，重新上传附件 2，审核后发布；发布即自动复测。",
        "responsible": "A 岗 赵文娟 县政府办 0917-476****。B 岗 刘涛，在岗",
        "deadline": DEADLINE,
        "today": november(23),
        "left": "第 4 个工作日，还有 1 个工作日",
        "left_tone": "warn",
        "talk": [
            {"at": "11-18 09:05", "who": "系统", "text": "已通知 A 岗赵文娟，已读 09:31"},
            {"at": "11-20 16:22", "who": "赵文娟", "text": "附件已找到，待审核后重新上传。"},
        ],
        "actions": [
            {"label": "责令整改…", "url": "#o", "is_main": True},
            {"label": "立即复测", "url": "#r", "is_post": True},
            {"label": "申诉", "url": "", "refused": "由主办单位提出，您收到后裁定。"},
            {"label": "忽略至…", "url": "#i"},
        ],
        "note": "「忽略至…」须填理由和截止日，到期自动恢复，并列入通报附注。",
    },
    {
        "anchor": "finding-2",
        "kind": "内容",
        "title": "「截止」误作「截至」，1 处",
        "owner": "何苗",
        "clause": "32.4",
        "clock_text": "还有 2 个工作日",
        "clock_tone": "warn",
        "saw": {
            "address": "www.bjfengxian.gov.cn/tzgg/202611/1.html",
            "before": "报名",
            "marked": "截至",
            "after": "时间为 12 月 1 日。",
        },
        "why": "读者会误解报名时间。",
        "fix": "改为「截止」后重新送审。",
        "responsible": "A 岗 何苗",
    },
    {
        "anchor": "finding-3",
        "kind": "更新",
        "title": "「部门动态」站内站外日期相差 3 天",
        "owner": "刘涛",
        "clause": "19.1",
        "clock_text": "待核",
        "clock_tone": "info",
        "why": "内外两种测量不一致，先查缓存。",
        "fix": "核对发布记录。",
        "responsible": "B 岗 刘涛",
    },
]
TIMELINE = [
    {
        "label": "2026 年 11 月",
        "entries": [
            {
                "day": "11-23",
                "icon": "clock",
                "text": "「通知公告」距否决 3 天，预警",
                "url": "#n",
                "note": "发给周敏、赵文娟",
            },
            {"day": "11-19", "icon": "pulse", "text": "14:00 打不开 1 次", "note": "证据，15:00 恢复"},
            {"day": "11-12", "icon": "people", "text": "B 岗由 马骏 改为 刘涛", "note": "报备 11-13 第9条（五）"},
        ],
    },
    {
        "label": "2026 年 10 月及以前",
        "entries": [
            {"day": "10-15", "icon": "scales", "text": "三季度 87.5 分，合格", "url": "#q"},
            {"day": "06-10", "icon": "people", "text": "年度业务培训 38 人", "note": "第32条（七）"},
        ],
    },
]
SAMPLES: dict[str, Any] = (
    SHELL
    | {
        name.lower(): value
        for name, value in globals().copy().items()
        if name.isupper() and name not in {"SHELL", "SAMPLES"}
    }
    | {"today": november(23)}
)
