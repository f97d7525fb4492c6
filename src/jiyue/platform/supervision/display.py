"""An order as screens show it: its steps, its findings, what re-inspection saw."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.findings.display import remaining
from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.findings.sections import section_of
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.supervision.models import OrderState, RectificationOrder

STATE_TONES = {OrderState.SENT: "warn", OrderState.ANSWERED: "info", OrderState.CLOSED: "ok"}


def stamp(at: Any) -> str:
    """An instant as the pages of orders write it; empty for none."""
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def standing(order: RectificationOrder, today: date) -> tuple[str, str]:
    """Where an order stands, as a badge: its clock while the host owes something (again), else its state."""
    if order.state == OrderState.SENT:
        text, tone = remaining(order.due_on, today)
        return (_("复测未通过，%(left)s") % {"left": text}, "bad") if order.answered_at else (text, tone)
    return order.get_state_display(), STATE_TONES[OrderState(order.state)]


def steps(order: RectificationOrder, runs: Iterable[SiteRun]) -> list[dict[str, Any]]:
    """The way of an order: sent, answered, re-inspected, closed. Only a measurement ends it (33.2)."""
    measured = list(runs)
    closed = order.state == OrderState.CLOSED
    came_back = order.state == OrderState.SENT and bool(measured)
    answered = order.state != OrderState.SENT or came_back
    return [
        {"title": _("发出"), "state": "done", "lines": [stamp(order.sent_at), str(order.sent_by)]},
        {
            "title": _("整改并答复"),
            "state": "now" if order.state == OrderState.SENT else "done",
            "lines": [stamp(order.answered_at), str(order.answered_by or "")]
            if answered
            else [_("期限 %(day)s") % {"day": order.due_on}],
        },
        {
            "title": _("复测"),
            "state": "done"
            if closed
            else "refused"
            if came_back
            else "now"
            if order.state == OrderState.ANSWERED
            else "todo",
            "lines": [_measured(run) for run in measured[-2:]]
            or ([_("等待复测")] if order.state == OrderState.ANSWERED else []),
        },
        {
            "title": _("办结"),
            "state": "done" if closed else "todo",
            "lines": [stamp(order.closed_at)] if closed else [],
        },
    ]


def _measured(run: SiteRun) -> str:
    return f"{stamp(run.finished_at) or stamp(run.started_at)} {run.get_state_display()}"


def finding_rows(found: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings of an order: what the last look saw of each."""
    return [
        {
            "cells": [
                {
                    "text": finding.message,
                    "url": reverse("findings:finding", args=[finding.pk]),
                    "note": finding.url[:90],
                    "clause": finding.clause,
                },
                {"text": section_of(finding.check_id).label},
                _outcome(finding),
                {"text": stamp(finding.closed_at or finding.last_seen_at)},
            ]
        }
        for finding in found
    ]


def _outcome(finding: Finding) -> dict[str, str]:
    if finding.state == FindingState.CLOSED:
        return {"text": _("复测已不存在"), "state": "ok"}
    if finding.state == FindingState.CONFIRMED:
        return {"text": _("仍存在"), "state": "bad"}
    return {"text": finding.get_state_display(), "state": "info"}


def order_rows(orders: Iterable[Any], today: date) -> list[dict[str, Any]]:
    """Orders as rows of a list; each carries `size`, the number of its findings, and `left`, those not closed."""
    rows = []
    for order in orders:
        text, tone = standing(order, today)
        rows.append(
            {
                "tone": "bad" if tone == "bad" else "",
                "cells": [
                    {"text": order.number, "url": reverse("supervision:order", args=[order.pk])},
                    {"text": order.site.name, "url": reverse("site-file", args=[order.site.key])},
                    {"text": f"{order.size - order.left}/{order.size}", "note": _("已复测通过")},
                    {"text": stamp(order.sent_at)},
                    {"text": str(order.due_on)},
                    {"text": text, "state": tone},
                ],
            }
        )
    return rows
