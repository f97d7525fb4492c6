"""The workbench's queue of messages: overdue first, then by last day (18.1)."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.interaction import clock, wording
from jiyue.platform.interaction.models import ENDED_STATES, Message, MessageState
from jiyue.platform.kernel.executes import executes
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request

PER_PAGE = 30
TABS = ("waiting", "overdue", "reviewing", "not-answered", "ended")


def chosen(messages: QuerySet[Message], tab: str, today: date) -> QuerySet[Message]:
    """The messages of a tab, the most urgent first."""
    open_to: Any = messages
    if tab == "overdue":
        found = open_to.overdue(today)
    elif tab == "reviewing":
        found = messages.filter(state=MessageState.REVIEWING)
    elif tab == "not-answered":
        return messages.filter(not_answered_at__isnull=False).order_by("not_answered_at", "pk")
    elif tab == "ended":
        return messages.filter(state__in=ENDED_STATES).order_by("-answered_at", "-pk")
    else:
        found = open_to.waiting()
    ordered: QuerySet[Message] = found.order_by("due_on", "received_at", "pk")
    return ordered


@require_safe
@login_required
@executes("18.1", "18.2")
def queue(request: Request) -> HttpResponse:
    """The messages within the person's reach."""
    policy.require(request.user, policy.Act.SEE_MESSAGE)
    today = timezone.localdate()
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else TABS[0]
    mine = Message.objects.open_to(request.user)
    page = Paginator(chosen(mine, tab, today).select_related("unit", "site"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    labels = dict(zip(TABS, [_("办理中"), _("超期"), _("待审核"), _("来信人标记未答到"), _("已办结")], strict=True))
    counts = {name: chosen(mine, name, today).count() for name in TABS}
    context = {
        "page_title": _("留言"),
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": _("留言"), "url": ""}],
        "tabs": [
            {
                "label": labels[name],
                "url": f"?tab={name}",
                "count": counts[name],
                "is_current": name == tab,
                "tone": "bad" if name in ("overdue", "not-answered") and counts[name] else "",
            }
            for name in TABS
        ],
        "columns": [
            {"label": label}
            for label in (_("标题"), _("办理时限"), _("状态"), _("类型"), _("承办"), _("来源网站"), _("收到"))
        ],
        "rows": [_row(message, today) for message in page],
        "page_obj": page,
        "empty": _("没有这类留言。市民在各网站提交的留言会按最晚答复日排在这里。"),
    }
    return render(request, "interaction/queue.html", context)


def _row(message: Message, today: date) -> dict[str, Any]:
    light = clock.light(message, today)
    due = _("最晚 %(day)s") % {"day": f"{message.due_on:%m-%d}"}
    return {
        "tone": "bad" if message.is_open and light.tone == "bad" else "",
        "cells": [
            {
                "text": wording.masked(message.title),
                "url": reverse("interaction:message", args=[message.pk]),
                "note": message.number,
            },
            {"text": light.text, "state": light.tone, "note": due},
            {"text": message.get_state_display()},
            {"text": message.get_kind_display()},
            {"text": message.unit.short_name},
            {"text": message.site.name},
            {"text": f"{timezone.localtime(message.received_at):%m-%d %H:%M}"},
        ],
    }
