"""The audit trail in the words of the screens: verbs, what an entry says, and which icon stands for which."""

from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.translation import gettext_lazy as _

from jiyue.platform.audit.models import Entry
from jiyue.platform.interaction.models import MessageKind, Verb
from jiyue.platform.library.history import VERBS as LIBRARY
from jiyue.platform.monitoring.models import Trigger
from jiyue.platform.procedures.models import Decision
from jiyue.platform.register.models import SiteState
from jiyue.rulebook import procedures

VERBS = {
    **LIBRARY.verbs,
    "finding-opened": _("发现问题"),
    "finding-confirmed": _("确认问题"),
    "finding-disputed": _("申诉"),
    "finding-muted": _("暂不处理"),
    "finding-woken": _("暂不处理期满"),
    "finding-closed": _("复测关闭问题"),
    "order-sent": _("责令整改"),
    "order-answered": _("答复整改"),
    "order-due-recounted": _("按放假安排重算整改期限"),
    "message-due-recounted": _("按放假安排重算答复期限"),
    "order-closed": _("整改办结"),
    "order-not-settled": _("复测未通过"),
    "round-started": _("开始监测"),
    "site-configured": _("修改网站登记"),
    "site-state-changed": _("网站状态变更"),
    "site-entered": _("登记网站"),
    "exception-granted": _("批准例外"),
    "exception-revoked": _("撤销例外"),
    "resource-imported": _("导入文件"),
    **{f"message-{verb}": verb.label for verb in Verb},
    "message-not-answered": _("到期未答复"),
    "case-begun": _("填写申请"),
    "case-saved": _("修改申请"),
    "case-submitted": _("提交申请"),
    "case-decided": _("审批意见"),
    "case-withdrawn": _("撤回申请"),
    "case-running": _("案件开始执行"),
    "case-restored": _("恢复运行"),
    "case-reminded": _("到期提醒"),
    "case-effect": _("执行审批结果"),
}
# What the data of an entry are called; what is not named here is for machines and is not shown.
NAMES = {
    "reason": _("原因"),
    "text": _("内容"),
    "opinion": _("意见"),
    "decision": _("决定"),
    "effect": _("事项"),
    "column": _("栏目"),
    "edition": _("版次"),
    "gates": _("审核关口"),
    "file": _("文件"),
    "articles": _("条数"),
    "changes": _("变化"),
    "from": _("原为"),
    "to": _("改为"),
    "kind": _("类别"),
    "due_on": _("期限"),
    "until": _("至"),
    "findings": _("问题"),
    "exceptions": _("所依据的例外"),
    "left": _("未消除的问题"),
    "sites": _("网站"),
    "trigger": _("起因"),
    "clause": _("条款"),
    "url": _("地址"),
    "procedure": _("程序"),
    "round": _("轮次"),
    "period": _("起止"),
    "number": _("文号"),
    "decided_on": _("决定日期"),
    "began_on": _("开始"),
    "ended_on": _("结束"),
    "end_on": _("最后一日"),
}
COUNTED = frozenset({"findings", "sites", "gates"})
ICONS = {
    "finding": "pulse",
    "order": "wrench",
    "round": "pulse",
    "site": "globe",
    "exception": "shield",
    "edition": "document",
    "resource": "document",
    "case": "form",
}


def verb_of(entry: Entry) -> str:
    """What was done, in Chinese; the verb itself when no room has named it."""
    return str(VERBS.get(entry.verb, entry.verb))


@cache
def _codes() -> dict[str, dict[str, Any]]:
    """The words for values that are written as codes, by the name of the datum."""
    known = [procedures.whole(procedure_id) for procedure_id in procedures.ids()]
    return {
        "kind": dict(MessageKind.choices),
        "trigger": dict(Trigger.choices),
        "decision": dict(Decision.choices),
        "from": dict(SiteState.choices),
        "to": dict(SiteState.choices),
        "procedure": {procedure.id: procedure.title for procedure in known},
        "effect": {effect.name: effect.title for procedure in known for effect in procedure.effects},
    }


def said(entry: Entry) -> str:
    """What an entry says beside its verb, in Chinese, on one line."""
    parts = [
        f"{NAMES[name]} {_value(entry, name, value)}"
        for name, value in entry.data.items()
        if name in NAMES and value not in ("", None, [], {})
    ]
    return "；".join(parts)[:160]


def _value(entry: Entry, name: str, value: Any) -> str:
    if name == "changes" and isinstance(value, dict):
        return "，".join(_change(entry, field, change) for field, change in value.items())
    if isinstance(value, list):
        return str(len(value)) if name in COUNTED else "、".join(str(one) for one in value)
    return str(_codes().get(name, {}).get(value, value))


def _change(entry: Entry, field: str, change: Any) -> str:
    """One changed field under its name in the register or form: before → after."""
    try:
        label = str(getattr(apps.get_model(entry.subject_type)._meta.get_field(field), "verbose_name", field))
    except (LookupError, ValueError, FieldDoesNotExist):
        label = field
    if isinstance(change, list | tuple) and len(change) == 2:
        return f"{label} {change[0] or '—'} → {change[1] or '—'}"
    return f"{label} {change}"
