"""The verbs of the audit trail in the words of the screens, and which icon stands for which."""

from django.utils.translation import gettext_lazy as _

from jiyue.platform.audit.models import Entry
from jiyue.platform.library.history import VERBS as LIBRARY

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
    "order-closed": _("整改办结"),
    "order-not-settled": _("复测未通过"),
    "round-started": _("开始监测"),
    "site-configured": _("修改网站登记"),
    "site-state-changed": _("网站状态变更"),
}
ICONS = {
    "finding": "pulse",
    "order": "wrench",
    "round": "pulse",
    "site": "globe",
    "edition": "document",
    "resource": "document",
    "case": "form",
}


def verb_of(entry: Entry) -> str:
    """What was done, in Chinese; the verb itself when no room has named it."""
    return str(VERBS.get(entry.verb, entry.verb))
