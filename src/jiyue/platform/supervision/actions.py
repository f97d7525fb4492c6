"""The life of a rectification order: sent by the Bureau, answered by the host, closed by a second measurement (33.2)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.monitoring.actions import start_round
from jiyue.platform.monitoring.models import Round, Trigger
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Site
from jiyue.platform.supervision.models import OPEN_STATES, OrderState, RectificationOrder
from jiyue.rulebook import clocks

# The measures name no number of days for a rectification: five workdays are the platform's own default.
DEFAULT_WORKDAYS = 5


def default_due_on(today: date) -> date:
    """The day by which a rectification is due when the Bureau names none (an addition of the platform)."""
    return clocks.due(today, DEFAULT_WORKDAYS, "workdays").due_on


@transaction.atomic
def send(*, site: Site, findings: Sequence[Finding], text: str, due_on: date, by: Person) -> RectificationOrder:
    """Order the host of a site to put findings right by a day; each becomes confirmed and carries the deadline.

    Raises Refused when there is nothing to order, when a finding is another site's or already under an order, and when the day lies behind.
    """
    policy.require(by, policy.Act.SEND_ORDER, site.host)
    today = timezone.localdate()
    locked = list(
        Finding.objects.select_for_update().filter(pk__in=[finding.pk for finding in findings], site=site).counted()
    )
    if not locked or len(locked) != len(findings):
        raise Refused(Refusal(_("请选择本网站尚未关闭的问题。"), "33.2", _("刷新页面后重新选择。")))
    taken = [finding for finding in locked if finding.orders.filter(state__in=OPEN_STATES).exists()]
    if taken:
        raise Refused(
            Refusal(
                _("“%(what)s”已在办理中的整改通知里。") % {"what": taken[0]}, "33.2", _("不要重复下发；可催办原通知。")
            )
        )
    if due_on <= today:
        raise Refused(Refusal(_("整改期限须晚于今天。"), "33.2", _("请改为今天以后的日期。")))
    order = RectificationOrder.objects.create(
        number=_next_number(today), site=site, text=text, sent_by=by, sent_at=timezone.now(), due_on=due_on
    )
    order.findings.set(locked)
    for finding in locked:
        finding.state, finding.due_on = FindingState.CONFIRMED, due_on
        finding.save(update_fields=["state", "due_on"])
    trail.record(
        "order-sent",
        order,
        by=by,
        unit=site.host,
        data={"findings": [finding.pk for finding in locked], "due_on": due_on.isoformat()},
    )
    return order


@transaction.atomic
def answer(*, order: RectificationOrder, text: str, by: Person) -> RectificationOrder:
    """Answer an order as the host; a re-inspection starts at once and decides, not the answer."""
    order = RectificationOrder.objects.select_for_update().select_related("site__host").get(pk=order.pk)
    policy.require(by, policy.Act.ANSWER_ORDER, order.site.host)
    if order.state == OrderState.CLOSED:
        raise Refused(Refusal(_("这份整改通知已办结。"), "33.2", _("无需再答复。")))
    if not text.strip():
        raise Refused(Refusal(_("答复须写明整改了什么。"), "33.2", _("逐项写明处理结果。")))
    order.state, order.answer, order.answered_by, order.answered_at = OrderState.ANSWERED, text, by, timezone.now()
    order.save()
    trail.record("order-answered", order, by=by, unit=order.site.host, data={"text": text})
    reinspect(order=order, by=by)
    return order


def reinspect(*, order: RectificationOrder, by: Person) -> Round | None:
    """Measure the site of an order again; None when it is being measured already or may not be now."""
    try:
        return start_round(sites=[order.site], by=by, trigger=Trigger.REINSPECTION)
    except Refused:
        return None


@transaction.atomic
def settle(site: Site, *, measured_from: datetime) -> list[RectificationOrder]:
    """Close a site's orders answered before a measurement began, if none of their findings is live any more; send back the others."""
    settled: list[RectificationOrder] = []
    now = timezone.now()
    for order in RectificationOrder.objects.select_for_update().filter(
        site=site, state=OrderState.ANSWERED, answered_at__lte=measured_from
    ):
        left = order.findings.live().count()
        if left:
            order.state = OrderState.SENT
            order.save(update_fields=["state"])
            trail.record("order-not-settled", order, by=None, unit=site.host, data={"left": left})
            continue
        order.state, order.closed_at = OrderState.CLOSED, now
        order.save(update_fields=["state", "closed_at"])
        trail.record("order-closed", order, by=None, unit=site.host, data={})
        settled.append(order)
    return settled


def _next_number(today: date) -> str:
    count = RectificationOrder.objects.filter(number__startswith=f"整改〔{today.year}〕").count()
    return f"整改〔{today.year}〕{count + 1}号"
