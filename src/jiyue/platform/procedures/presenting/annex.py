"""Annex 2 as on paper: read-only, or with the fields of the form in its cells (A2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from jiyue.platform.procedures import ledger, notices
from jiyue.platform.procedures.models import Case
from jiyue.platform.register.models import Site

NUMBER, TITLE = "附件2", "政府网站永久/临时下线申请表"
MASKED = ("leader_phone", "leader_mobile", "contact_phone", "contact_mobile")
Cell = dict[str, Any]


def kinds_line() -> str:
    """Which of the two the form is for: this procedure is the temporary one."""
    return "☐ 永久下线　☑ 临时下线"


def reason_text(case: Case) -> str:
    """The reason as the paper form holds it, the planned days included: the form has no field of its own for them."""
    period = notices.period(case)
    planned = _("拟于%(period)s临时下线。") % {"period": period} if period else ""
    return f"{kinds_line()}\n{case.form.get('reason', '')}\n{planned}".strip()


def plain(case: Case, key: str) -> str:
    """A value as it was typed, for the form that is signed and sealed."""
    return str(case.form.get(key, ""))


def shown(case: Case, key: str) -> str:
    """A value as the screen shows it, numbers masked."""
    value = plain(case, key)
    return ledger.masked(value) if key in MASKED else value


def to_read(case: Case) -> dict[str, Any]:
    """The annex with its values, and where they differ from the ledger."""
    said = ledger.differences(case)

    def cell(label: str, key: str) -> Cell:
        value = shown(case, key)
        return {
            "label": label,
            "value": value or _("（未填）"),
            "differs": said.get(key, ""),
            "remark": _remark(case, key, said),
        }

    return _annex(
        cell,
        case.site,
        {"label": _("申请理由（永久/临时下线声明）"), "value": reason_text(case)},
        opinion=_opinion(case),
    )


def to_fill(form: forms.Form, site: Site) -> dict[str, Any]:
    """The annex with the form's fields in its cells."""

    def cell(label: str, key: str) -> Cell:
        return {"label": label, "field": form[key]}

    reason = {"label": _("申请理由（永久/临时下线声明）"), "field": form["reason"]}
    return _annex(cell, site, reason, opinion=_("审核后由系统填入，打印时留盖章位置"))


def _remark(case: Case, key: str, said: dict[str, str]) -> str:
    is_compared = key in {"leader_name", "contact_name"} and case.form.get(key)
    return _("与台账一致") if is_compared and key not in said else ""


def _annex(cell: Any, site: Site, reason: Cell, *, opinion: str) -> dict[str, Any]:
    """The grid of the paper form; the migration block is hatched, since a temporary offline leaves it empty."""
    groups = [
        {
            "label": _("主办单位负责同志"),
            "rows": [
                [cell(_("姓名"), "leader_name"), cell(_("联系电话"), "leader_phone")],
                [cell(_("手机"), "leader_mobile")],
            ],
        },
        {
            "label": _("承办单位"),
            "rows": [
                [{"label": _("网站名称"), "value": site.name}],
                [{"label": _("首页网址"), "value": site.domain}],
                [reason],
            ],
        },
        {
            "label": _("迁移至上一级政府网站具体栏目名称及具体网址"),
            "rows": [[{"is_blank": _("网站临时下线，该模块不需填写")}]],
        },
        {
            "label": _("联系人"),
            "rows": [
                [cell(_("姓名"), "contact_name")],
                [cell(_("办公电话"), "contact_phone"), cell(_("手机"), "contact_mobile")],
            ],
        },
        {"label": _("主管单位审核意见"), "rows": [[{"value": opinion, "is_seal": True}]]},
    ]
    return {"number": NUMBER, "title": TITLE, "groups": groups}


def _opinion(case: Case) -> str:
    """What the competent units agreed to, in their order."""
    lines = [
        f"{step.unit.name if step.unit else ''}：{step.get_decision_display()}{f'。{step.opinion}' if step.opinion else ''}"
        for step in case.steps.filter(round=case.round)
        .exclude(step__in=["application", "restore"])
        .select_related("unit")
        .order_by("at", "pk")
        if not step.document_number
    ]
    return "\n".join(lines) or _("审核后由系统填入，打印时留盖章位置")
