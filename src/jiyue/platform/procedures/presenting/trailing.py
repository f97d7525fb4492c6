"""A case's history from the audit trail, in the words of the console (4.9)."""

from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.audit.models import Entry
from jiyue.platform.procedures.ledger import masked
from jiyue.platform.procedures.models import Case, Decision
from jiyue.platform.procedures.presenting.annex import MASKED
from jiyue.platform.procedures.standing import procedure_of

VERBS: dict[str, str | Promise] = {
    "case-begun": gettext_lazy("建立草稿"),
    "case-saved": gettext_lazy("填写申请表"),
    "case-submitted": gettext_lazy("提交申请"),
    "case-decided": gettext_lazy("审核"),
    "case-withdrawn": gettext_lazy("撤回申请"),
    "case-running": gettext_lazy("开始下线"),
    "case-reminded": gettext_lazy("到期提醒"),
    "case-restored": gettext_lazy("恢复运行"),
    "case-effect": gettext_lazy("执行"),
}
FIELDS: dict[str, str | Promise] = {
    "state": gettext_lazy("状态"),
    "leader_name": gettext_lazy("负责同志"),
    "leader_phone": gettext_lazy("负责同志电话"),
    "leader_mobile": gettext_lazy("负责同志手机"),
    "cause": gettext_lazy("原因"),
    "reason": gettext_lazy("申请理由"),
    "contact_name": gettext_lazy("联系人"),
    "contact_phone": gettext_lazy("联系人电话"),
    "contact_mobile": gettext_lazy("联系人手机"),
    "public_phone": gettext_lazy("咨询电话"),
    "public_arrangement": gettext_lazy("替代办法"),
    "start_on": gettext_lazy("开始日"),
    "end_on": gettext_lazy("最后一日"),
}


def history(case: Case) -> list[dict[str, Any]]:
    """The entries about a case, newest first."""
    procedure = procedure_of(case)
    titles = {step.id: step.title for step in procedure.steps}
    effects = {effect.name: effect.title for effect in procedure.effects}
    return [_row(entry, titles, effects) for entry in Entry.objects.about(case).select_related("unit")]


def _row(entry: Entry, titles: dict[str, str], effects: dict[str, str]) -> dict[str, Any]:
    data = entry.data
    action = str(VERBS.get(entry.verb, entry.verb))
    reason = data.get("opinion") or data.get("reason") or ""
    if entry.verb == "case-decided":
        action = f"{titles.get(data['step'], data['step'])}：{Decision(data['decision']).label}"
        if data.get("number"):
            reason = _("%(number)s（%(day)s）%(opinion)s") % {
                "number": data["number"],
                "day": data["decided_on"],
                "opinion": reason,
            }
    elif entry.verb == "case-effect":
        reason = effects.get(data["effect"], data["effect"])
    elif entry.verb == "case-submitted" and data.get("round", 1) > 1:
        action = _("补正后重新提交")
    return {
        "at": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
        "action": action,
        "person": entry.person_name or _("系统"),
        "unit": entry.unit.short_name if entry.unit else "",
        "reason": reason,
        "changes": [_change(key, before, after) for key, (before, after) in data.get("changes", {}).items()],
    }


def _change(key: str, before: str, after: str) -> dict[str, str]:
    if key in MASKED:
        before, after = masked(before), masked(after)
    return {"label": str(FIELDS.get(key, key)), "before": before[:80], "after": after[:80]}
