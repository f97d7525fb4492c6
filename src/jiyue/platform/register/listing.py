"""The ledger of exceptions as rows of a table, lines of a file, and a page that is filed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiyue.platform.register.models import ExceptionUse, GrantedException, Site
from jiyue.rulebook import clauses, roles

STATES = {
    "in-force": (gettext_lazy("生效中"), "ok"),
    "coming": (gettext_lazy("未到起日"), "info"),
    "expired": (gettext_lazy("已到期"), "plain"),
    "revoked": (gettext_lazy("已撤销"), "void"),
}
COLUMNS = tuple(gettext_lazy(label) for label in ("编号", "条款", "单位或网站", "具体事项", "批准", "有效期", "状态"))
HEADINGS = (
    "编号",
    "条款",
    "条款编号",
    "单位",
    "网站",
    "具体事项",
    "理由",
    "来文文号",
    "批准角色",
    "批准人",
    "批准时间",
    "自",
    "至",
    "同意",
    "状态",
    "撤销时间",
    "撤销人",
    "撤销理由",
    "据此放行",
)
# Where the things live that were let through: kind of thing → name of its address.
PLACES = {"procedures.case": "procedures:case"}


def period(exception: GrantedException) -> str:
    """From when to when, in words."""
    if exception.valid_until is None:
        return _("%(from)s 起，长期") % {"from": exception.valid_from}
    return _("%(from)s 至 %(to)s") % {"from": exception.valid_from, "to": exception.valid_until}


def rows(exceptions: Iterable[GrantedException], *, today: date) -> list[dict[str, Any]]:
    """The exceptions as rows of a table."""
    return [_row(exception, today) for exception in exceptions]


def _row(exception: GrantedException, today: date) -> dict[str, Any]:
    label, tone = STATES[exception.state_on(today)]
    clause = clauses.get(exception.clause)
    whom: dict[str, Any] = {"text": exception.unit.name}
    if exception.site:
        whom = {"text": exception.site.name, "url": reverse("site-file", args=[exception.site.key])}
    at = timezone.localtime(exception.granted_at)
    return {
        "tone": "",
        "cells": [
            {"text": exception.number, "url": reverse("register:exception", args=[exception.pk])},
            {"text": clause.citation, "url": reverse("rulebook-clause", args=[clause.id])},
            whom,
            {"text": exception.matter or "—"},
            {"text": exception.get_granted_role_display(), "note": f"{at:%Y-%m-%d}"},
            {"text": period(exception)},
            {"text": str(label), "state": tone},
        ],
    }


def consents(exception: GrantedException) -> list[str]:
    """Whose consent is on record, by which document."""
    return [
        _("%(who)s（%(number)s，%(day)s）")
        % {"who": roles.LABELS[one.role], "number": one.document_number, "day": one.decided_on}
        for one in exception.consents.all()
    ]


def uses(exception: GrantedException) -> list[dict[str, str]]:
    """What was let through under an exception, each with its address where it has one."""
    return [
        {"text": use.subject_label, "url": address(use), "day": f"{timezone.localtime(use.at):%Y-%m-%d}"}
        for use in exception.uses.all()
    ]


def address(use: ExceptionUse) -> str:
    """Where a thing that was let through can be seen; empty for one without a page."""
    if use.subject_type == Site._meta.label_lower:
        site = Site.objects.filter(pk=use.subject_id).only("key").first()
        return reverse("site-file", args=[site.key]) if site else ""
    place = PLACES.get(use.subject_type)
    return reverse(place, args=[use.subject_id]) if place else ""


def export_rows(exceptions: Iterable[GrantedException], *, today: date) -> Iterator[list[str]]:
    """The exceptions as lines of a file, headings first."""
    yield list(HEADINGS)
    for one in exceptions:
        revoked = timezone.localtime(one.revoked_at) if one.revoked_at else None
        yield [
            one.number, clauses.get(one.clause).citation, one.clause, one.unit.name, one.site.name if one.site else "",
            one.matter, one.reason, one.document_number, str(one.get_granted_role_display()), str(one.granted_by),
            f"{timezone.localtime(one.granted_at):%Y-%m-%d %H:%M}", str(one.valid_from), str(one.valid_until or ""),
            "；".join(consents(one)), str(STATES[one.state_on(today)][0]), f"{revoked:%Y-%m-%d %H:%M}" if revoked else "",
            str(one.revoked_by or ""), one.revoked_reason, "；".join(use.subject_label for use in one.uses.all()),
        ]  # fmt: skip
