"""The closed word lists of a city profile: stored word on the left, Chinese term of the measures on the right."""

from typing import Final

UNIT_KINDS: Final = {
    "government": "人民政府",
    "government-office": "政府办公室",
    "department": "政府工作部门",
    "dispatched-agency": "政府派出机构",
    "development-zone": "开发区管委会",
    "public-institution": "事业单位",
    "party-body": "党委工作机关",
}

LEVELS: Final = {"city": "市级", "county": "县（区）级"}

# Chapter 2 of the measures: who leads, supervises, operates and co-regulates.
UNIT_ROLES: Final = {
    "office": "主管单位（4.1）",
    "bureau": "监管单位（4.2）",
    "centre": "日常监测与平台运维（4.3）",
    "service-bureau": "政务服务网（4.4）",
    "openness-office": "政务公开监管（4.5）",
    "finance": "经费保障（32.11）",
    "publicity": "舆情回应指导（5.1）",
    "cyberspace": "安全统筹协调（5.2）",
    "staffing": "中文域名与标识（5.3）",
    "police": "公安备案与等级保护（5.4）",
    "host": "网站主办单位（4.6）",
}

# How far a statement about the real city is known: standards.md marks found and memory, measures = named in the measures.
SOURCES: Final = {"measures": "见于管理办法", "found": "见于公开资料", "memory": "未经核实", "invented": "演示虚构"}

SITE_KINDS: Final = {"portal": "政府门户网站", "department": "部门网站"}
SITE_STATES: Final = {"planned": "拟开设", "online": "正常运行", "offline": "临时下线", "closed": "已关停"}
TEMPLATES: Final = {"standard": "标准模板", "migrated": "迁入时的旧模板"}
MARKS: Final = {"government": "党政机关标识", "institution": "事业单位标识", "": "无标识"}

# The vocabulary of the page label ColumnType, in the order of the national page-design annex.
COLUMN_TYPES: Final = (
    "首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南", "信息公开目录", "信息公开年报",
    "依申请公开", "数据发布", "数据开放", "政策解读", "回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈",
)  # fmt: skip

CATEGORIES: Final = {
    "news": "动态、要闻类",
    "policy": "通知公告、政策文件类",
    "other": "其他应更新栏目",
    "static": "静态栏目",
}
FED_BY: Final = {"items": "稿件", "messages": "留言答复", "children": "下级栏目"}

PERSON_ROLES: Final = {
    "leader": "分管领导",
    "head": "总负责人",
    "editor": "编辑发布人员",
    "reviewer": "信息审核人员",
    "column-owner": "栏目责任人",
    "contact": "网站联系人",
    "official": "监管与协同单位工作人员",
}

ITEM_KINDS: Final = {
    "news": "动态", "notice": "通知公告", "policy": "政策文件", "interpretation": "政策解读", "guide": "办事指南",
    "response": "回应关切", "statistics": "数据发布", "leader": "领导信息", "organisation": "机构与概况", "plan": "规划计划",
}  # fmt: skip

# 15.5: documents that must (必须) or should (应) appear together with their interpretation.
INTERPRETATION_NEEDS: Final = {"must": "必须同步解读", "should": "应同步解读", "": "不要求"}

MESSAGE_KINDS: Final = ("咨询", "投诉", "建议", "举报")
LINK_GROUPS: Final = {"upper": "上级网站", "service": "服务平台", "common": "常用链接"}

CHECKS: Final = ("dead-link", "page-label", "footer-mark", "column-stale", "column-empty", "personal-data")
