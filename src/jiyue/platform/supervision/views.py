from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiyue.platform.findings.models import LIVE_STATES, Finding, FindingQuerySet
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Cause, Refused
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.models import Site
from jiyue.platform.supervision import actions
from jiyue.platform.supervision.display import finding_rows, order_rows, standing, steps
from jiyue.platform.supervision.forms import AnswerForm, OrderForm
from jiyue.platform.supervision.models import OPEN_STATES, OrderState, RectificationOrder
from jiyue.rulebook import clocks

OFFERED = 200  # an order that named more findings than this could not be worked through


@require_safe
@login_required
@executes("33.2")
def index(request: Request) -> HttpResponse:
    """The orders within the person's reach, unsettled ones first by their due day."""
    policy.require(request.user, policy.Act.SEE_ORDER)
    today, scope = timezone.localdate(), request.GET.get("state", "open")
    mine = RectificationOrder.objects.open_to(request.user)
    scopes = {
        "open": (_("未办结"), mine.unsettled()),
        "overdue": (_("已超期"), mine.overdue(today)),
        "answered": (_("待复测"), mine.filter(state=OrderState.ANSWERED)),
        "closed": (_("已办结"), mine.filter(state=OrderState.CLOSED)),
    }
    chosen = scope if scope in scopes else "open"
    found = scopes[chosen][1].select_related("site").annotate(
        size=Count("findings"), left=Count("findings", filter=Q(findings__state__in=LIVE_STATES))
    )  # fmt: skip
    page = Paginator(found.order_by("due_on" if chosen != "closed" else "-closed_at", "pk"), 30).get_page(
        request.GET.get("page")
    )
    send = policy.may(request.user, policy.Act.SEND_ORDER)
    labels = (_("编号"), _("网站"), _("问题"), _("发出"), _("期限"), _("状态"))
    context = {
        "page_title": _("整改通知"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("整改通知"), "url": ""}],
        "tabs": [
            {"label": label, "url": f"?state={key}", "count": orders.count(), "is_current": key == chosen}
            for key, (label, orders) in scopes.items()
        ],
        "columns": [{"label": label} for label in labels],
        "rows": order_rows(page, today),
        "page_obj": page,
        "may_send": bool(send),
    }
    return render(request, "supervision/index.html", context)


@login_required
@executes("4.2", "33.2")
def new(request: Request) -> HttpResponse:
    """Order the host of a site to put chosen findings right by a day; what was typed stays when it is refused."""
    site = get_object_or_404(
        Site.objects.open_to(request.user, policy.Act.SEE_ORDER).select_related("host"), key=request.GET.get("site", "")
    )
    policy.require(request.user, policy.Act.SEND_ORDER, site.host)
    offered = _offered(site)
    deadline = clocks.due(timezone.localdate(), actions.DEFAULT_WORKDAYS, "workdays")
    explanation = _("办法未规定整改天数，平台默认 %(days)d 个工作日，可改。%(why)s") % {
        "days": actions.DEFAULT_WORKDAYS,
        "why": deadline.explanation,
    }
    initial = {"findings": request.GET.getlist("finding"), "due_on": deadline.due_on, "text": _default_text(site)}
    form = OrderForm(request.POST or None, offered=offered, explanation=explanation, initial=initial)
    refused: Refused | None = None
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            order = actions.send(
                site=site, findings=data["findings"], text=data["text"], due_on=data["due_on"], by=request.user
            )
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(
                request, _("已发出 %(number)s，期限 %(day)s。") % {"number": order.number, "day": order.due_on}
            )
            return redirect("supervision:order", pk=order.pk)
    context = {
        "page_title": _("责令整改"),
        "crumbs": [
            {"title": _("整改通知"), "url": reverse("supervision:orders")},
            {"title": site.name, "url": reverse("site-file", args=[site.key])},
            {"title": _("责令整改"), "url": ""},
        ],
        "site": site,
        "form": form,
        "is_empty": not offered.exists(),
        "target": request.get_full_path(),
        "cancel_url": reverse("site-file", args=[site.key]),
        "refusals": refused.refusals if refused else (),
    }
    return render(request, "supervision/new.html", context, status=409 if refused else 200)


@require_safe
@login_required
@executes("33.2")
def order(request: Request, pk: int) -> HttpResponse:
    """One order: its way, its findings, what the re-inspection saw, and the host's answer."""
    return _page(request, _own(request, pk))


@require_POST
@login_required
@executes("33.2")
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer an order as the host; the re-inspection starts at once."""
    found, form = _own(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form=form, status=400)
    try:
        actions.answer(order=found, text=form.cleaned_data["text"], by=request.user)
    except Refused as refused:
        return _page(request, found, form=form, refused=refused, status=409)
    messages.success(request, _("答复已提交，正在复测。"))
    return redirect("supervision:order", pk=pk)


def _own(request: Request, pk: int) -> RectificationOrder:
    found = RectificationOrder.objects.open_to(request.user).select_related("site__host", "sent_by", "answered_by")
    return get_object_or_404(found, pk=pk)


def _offered(site: Site) -> FindingQuerySet:
    """The findings of a site that an order may name: counted ones that no open order holds."""
    taken = RectificationOrder.findings.through.objects.filter(
        rectificationorder__site=site, rectificationorder__state__in=OPEN_STATES
    ).values("finding")
    free = Finding.objects.filter(site=site).counted().exclude(pk__in=taken).order_by("check_id", "pk")
    return Finding.objects.filter(pk__in=list(free.values_list("pk", flat=True)[:OFFERED])).order_by("check_id", "pk")


def _default_text(site: Site) -> str:
    return _("请%(unit)s于期限前逐项整改，并在平台上答复；整改以复测结果为准。") % {"unit": site.host.name}


def _refusal_to_answer(found: RectificationOrder, request: Request) -> Cause:
    answer_to = policy.may(request.user, policy.Act.ANSWER_ORDER, found.site.host)
    if answer_to.refusal:
        return answer_to.refusal
    return _("这份整改通知已办结。") if found.state == OrderState.CLOSED else ""


def _page(
    request: Request,
    found: RectificationOrder,
    *,
    form: AnswerForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    runs: list[SiteRun] = []
    if found.answered_at:
        runs = list(SiteRun.objects.filter(site=found.site, started_at__gte=found.answered_at).order_by("pk"))
        runs = [
            run for run in runs if found.closed_at is None or (run.started_at and run.started_at <= found.closed_at)
        ]
    findings = list(found.findings.order_by("check_id", "pk"))
    text, tone = standing(found, today)
    cause = _refusal_to_answer(found, request)
    sent_on = timezone.localdate(found.sent_at)
    deadline = clocks.due(sent_on, max(clocks.workdays_between(sent_on, found.due_on), 1), "workdays")
    context: dict[str, Any] = {
        "page_title": found.number,
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("整改通知"), "url": reverse("supervision:orders")},
            {"title": found.number, "url": ""},
        ],
        "order": found,
        "standing": {"text": text, "tone": tone if tone != "plain" else "info"},
        "steps": steps(found, runs),
        "columns": [{"label": label} for label in (_("问题"), _("方面"), _("复测结果"), _("末次测量"))],
        "rows": finding_rows(findings),
        "runs": runs,
        "deadline": deadline if deadline.due_on == found.due_on else None,
        "today": today,
        "refusal": cause,
        "form": form or AnswerForm(),
        "refusals": refused.refusals if refused else (),
        "remeasure": _remeasure(request, found),
    }
    return render(request, "supervision/order.html", context, status=status)


def _remeasure(request: Request, found: RectificationOrder) -> list[dict[str, Any]]:
    host = found.site.host
    may = policy.may(request.user, policy.Act.START_INSPECTION, host)
    refusal: Cause = (
        "" if may or policy.may(request.user, policy.Act.ANSWER_ORDER, host) or may.refusal is None else may.refusal
    )
    url = reverse("monitoring:inspect", args=[found.site.key])
    return [{"label": _("立即复测"), "url": url, "icon": "pulse", "is_post": True, "refused": refusal}]
