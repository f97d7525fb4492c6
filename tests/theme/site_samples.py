"""Samples of one file per site: identity, verdict, columns, findings, timeline. Invented, in real length."""

import datetime as dt
from types import SimpleNamespace
from typing import Any


def step(day: dt.date, kind: str, number: int | None = None, label: str = "") -> SimpleNamespace:
    return SimpleNamespace(day=day, kind=kind, number=number, label=label)


def november(day: int) -> dt.date:
    return dt.date(2026, 11, day)


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
TODAY = november(23)
