"""The identity card of a site: what the ledger holds, and who answers for it (32.1, 8.4, 8.5, 8.6)."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jiyue.platform.findings.models import Finding
from jiyue.platform.organisations.models import Appointment
from jiyue.platform.organisations.roles import Role
from jiyue.platform.register.models import GrantedException, Site
from jiyue.rulebook import clauses

POSTS = (Role.LEADER, Role.HEAD, Role.EDITOR, Role.REVIEWER, Role.CONTACT)


def identity(site: Site, people: Iterable[Appointment], *, footer: str) -> list[dict[str, Any]]:
    """The card's lines. `footer` is what the last run said of the marks in the page's foot: "pass", "fail" or "" (not measured)."""
    shown = {"pass": ("ok", _("页脚一致")), "fail": ("warn", _("页脚有不符"))}.get(footer, ("void", _("未核验")))
    mark = {"state": shown[0], "state_text": shown[1]}
    facts: list[dict[str, Any]] = [
        {"label": _("英文域名"), "value": site.domain},
        {"label": _("中文域名"), "value": site.chinese_domain},
        {"label": _("网站标识码"), "value": site.site_code, **mark},
        {"label": _("ICP 备案"), "value": site.icp_number, **mark},
        {"label": _("公安备案"), "value": site.police_number, **mark},
        {"label": _("网站标识"), "value": site.get_mark_display() if site.mark else ""},
        {"label": _("主办单位"), "value": site.host.name},
        {"label": _("承办单位"), "value": site.undertaker_name},
        {"label": _("运维单位"), "value": site.operator_name},
    ]
    facts += _people(people)
    facts += [
        {"label": _("联系电话"), "value": site.phone},
        {"label": _("上线日期"), "value": str(site.opened_on) if site.opened_on else ""},
        {
            "label": _("部署"),
            "value": _("集约化平台内") if site.is_on_platform else _("集约化平台外"),
            "note": _("支持 IPv6") if site.supports_ipv6 else "",
        },
    ]
    facts += _exceptions(site)
    return facts


def _exceptions(site: Site) -> list[dict[str, Any]]:
    """The exceptions under which the site stands as it does (R1)."""
    used = GrantedException.objects.used_by(site)
    return [
        {
            "label": _("所依据的例外"),
            "value": exception.number,
            "url": reverse("register:exception", args=[exception.pk]),
            "note": clauses.get(exception.clause).citation,
        }
        for exception in used
    ]


def _people(people: Iterable[Appointment]) -> list[dict[str, Any]]:
    by_role: dict[str, list[str]] = {}
    for appointment in people:
        by_role.setdefault(appointment.role, []).append(f"{appointment.person}　{appointment.title}".strip())
    return [{"label": str(post.label), "value": "；".join(by_role.get(post, []))} for post in POSTS]


def footer_state(findings: Iterable[Finding], *, was_measured: bool) -> str:
    """What the last look at the page's foot said."""
    if any(finding.check_id == "footer-mark" for finding in findings):
        return "fail"
    return "pass" if was_measured else ""
