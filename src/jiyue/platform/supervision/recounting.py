"""Counting the terms of open orders anew when a holiday notice has been entered (33.2, R2)."""

from django.db import transaction
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.findings.models import COUNTED_STATES
from jiyue.platform.supervision.actions import DEFAULT_WORKDAYS
from jiyue.platform.supervision.models import OrderState, RectificationOrder
from jiyue.rulebook import clocks
from jiyue.rulebook.workcalendar import Calendar


@transaction.atomic
def recount(before: Calendar, after: Calendar, *, year: int) -> list[RectificationOrder]:
    """Move the term of every order that was given the usual workdays under `before`; return those that moved.

    A day that the Bureau chose itself is no count and stays. The order's findings move with it, each move is a note
    in the trail. Safe to run twice.
    """
    moved = []
    for order in (
        RectificationOrder.objects.select_for_update().filter(state=OrderState.SENT).select_related("site__host")
    ):
        sent_on = timezone.localdate(order.sent_at)
        if order.due_on != clocks.last_day(sent_on, DEFAULT_WORKDAYS, "workdays", calendar=before):
            continue
        due_on = clocks.last_day(sent_on, DEFAULT_WORKDAYS, "workdays", calendar=after)
        if due_on == order.due_on:
            continue
        data = {"from": str(order.due_on), "to": str(due_on), "notice": after.version(year)}
        order.findings.filter(state__in=COUNTED_STATES, due_on=order.due_on).update(due_on=due_on)
        order.due_on = due_on
        order.save(update_fields=["due_on"])
        trail.record("order-due-recounted", order, by=None, unit=order.site.host, data=data)
        moved.append(order)
    return moved
