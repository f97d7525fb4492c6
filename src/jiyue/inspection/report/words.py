"""The Chinese words of reports, the same in every form."""

from jiyue.rulebook import clauses

REPORT_STATES = {
    "done": ("good", "检查完成"),
    "aborted": ("warn", "部分完成"),
    "unreachable": ("bad", "首页无法打开"),
    "void": ("void", "本轮作废"),
}
ENTRY_STATES = {
    "listed": "有列表",
    "empty": "空白",
    "maintenance": "维护中",
    "text": "文字页",
    "scripted": "脚本生成",
    "unreadable": "未读到",
    "not-seen": "未看到",
}
CATEGORIES = {"news": "动态要闻", "policy": "通知公告政策", "other": "其他应更新", "static": "静态"}


def citation(clause: str) -> str:
    """A clause as people cite it, with its number here."""
    try:
        return f"{clauses.citation(clause)}（{clause}）"
    except (KeyError, ValueError):
        return clause
