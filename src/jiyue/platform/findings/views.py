from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jiyue.platform.findings import actions
from jiyue.platform.findings.display import clock_of, heads_of, owner_of, stamp, view_of
from jiyue.platform.findings.forms import DisputeForm, FindingFilterForm, MuteForm
from jiyue.platform.findings.models import Finding
from jiyue.platform.findings.offers import offers, refusal_to_dispute, refusal_to_mute
from jiyue.platform.findings.paging import MOST, BoundedPaginator
from jiyue.platform.findings.sections import section_of
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.rulebook import clauses

RELATED = ("site__host", "column__person_a", "column__person_b", "column__responsible_unit")
COLUMNS = tuple(gettext_lazy(label) for label in ("问题", "网站", "方面", "条款", "责任人", "首次发现", "次数", "状态"))


@require_safe
@login_required
@executes("32.7", "33.1")
def index(request: Request) -> HttpResponse:
    """The findings within the person's reach, newest first, narrowed and in pages."""
    policy.require(request.user, policy.Act.SEE_FINDING)
    today = timezone.localdate()
    form = FindingFilterForm(request.GET, person=request.user)
    found = form.narrow(Finding.objects.open_to(request.user), today=today).select_related(*RELATED).order_by("-pk")
    paginator = BoundedPaginator(found, 30)
    page = paginator.get_page(request.GET.get("page"))
    heads = heads_of([finding.site.host_id for finding in page], on=today)
    context = {
        "page_title": _("问题"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("问题"), "url": ""}],
        "form": form,
        "columns": [{"label": label, "is_number": label == COLUMNS[6]} for label in COLUMNS],
        "rows": [_row(finding, heads, today) for finding in page],
        "page_obj": page,
        "cut": MOST if paginator.is_cut else 0,
    }
    return render(request, "findings/index.html", context)


def _row(finding: Finding, heads: Any, today: Any) -> dict[str, Any]:
    text, tone = clock_of(finding, today)
    known = clauses.by_id().get(finding.clause)
    chip = (
        {"text": known.citation, "url": reverse("rulebook-clause", args=[known.id])}
        if known
        else {"text": finding.clause}
    )
    cells = [
        {"text": finding.message, "url": reverse("findings:finding", args=[finding.pk]), "note": finding.url[:80]},
        {"text": finding.site.name, "url": f"{reverse('findings:index')}?site={finding.site.key}"},
        {"text": section_of(finding.check_id).label},
        chip,
        {"text": owner_of(finding, heads)},
        {"text": f"{timezone.localtime(finding.first_seen_at):%Y-%m-%d}"},
        {"text": finding.repeats},
        {"text": text, "state": tone},
    ]
    return {"tone": "bad" if tone == "bad" else "", "cells": cells}


@require_safe
@login_required
@executes("4.2", "32.7", "33.2")
def finding(request: Request, pk: int) -> HttpResponse:
    """One finding with its evidence, its conversation and what the person may do."""
    return _page(request, _own(request, pk))


@require_POST
@login_required
@executes("4.2")
def confirm(request: Request, pk: int) -> HttpResponse:
    """Confirm a finding as the regulator."""
    found = _own(request, pk)
    actions.confirm(finding=found, by=request.user)
    messages.success(request, _("已确认：%(what)s") % {"what": found.message})
    return redirect("findings:finding", pk=pk)


@require_POST
@login_required
@executes("33.2")
def dispute(request: Request, pk: int) -> HttpResponse:
    """Contest a finding as the host; what was typed stays when it is refused."""
    found, form = _own(request, pk), DisputeForm(request.POST)
    if not form.is_valid():
        return _page(request, found, dispute=form, status=400)
    try:
        actions.dispute(finding=found, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return _page(request, found, dispute=form, refused=refused, status=409)
    messages.success(request, _("申诉已提交，监管单位将作出裁定。"))
    return redirect("findings:finding", pk=pk)


@require_POST
@login_required
@executes("4.2", "33.2")
def mute(request: Request, pk: int) -> HttpResponse:
    """Set a finding aside as the regulator; what was typed stays when it is refused."""
    found, form = _own(request, pk), MuteForm(request.POST)
    if not form.is_valid():
        return _page(request, found, mute=form, status=400)
    try:
        actions.mute(
            finding=found, by=request.user, reason=form.cleaned_data["reason"], until=form.cleaned_data["until"]
        )
    except Refused as refused:
        return _page(request, found, mute=form, refused=refused, status=409)
    messages.success(request, _("已暂不处理，到期自动恢复。"))
    return redirect("findings:finding", pk=pk)


def _own(request: Request, pk: int) -> Finding:
    return get_object_or_404(Finding.objects.open_to(request.user).select_related(*RELATED), pk=pk)


def _page(
    request: Request, found: Finding, *, refused: Refused | None = None, status: int = 200, **forms: Form
) -> HttpResponse:
    today = timezone.localdate()
    heads = heads_of([found.site.host_id], on=today)
    proof = [{**seen, "at": stamp(seen.get("at", ""))} for seen in found.closing_evidence]
    remarks = list(found.remarks.select_related("person").order_by("at", "pk"))
    buttons = offers(found, request.user)
    context = {
        "page_title": found.message,
        "proof": proof,
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("问题"), "url": reverse("findings:index")},
            {"title": found.site.name, "url": f"{reverse('findings:index')}?site={found.site.key}"},
            {"title": _("第 %(number)d 号") % {"number": found.pk}, "url": ""},
        ],
        "found": found,
        "finding": view_of(found, today=today, heads=heads, remarks=remarks, actions=buttons, is_open=True),
        "facts": _facts(found),
        "orders": _orders(found),
        "dispute_form": forms.get("dispute") or DisputeForm(),
        "mute_form": forms.get("mute") or MuteForm(),
        "may_dispute": not refusal_to_dispute(found, request.user),
        "may_mute": not refusal_to_mute(found, request.user),
        "refusals": refused.refusals if refused else (),
    }
    return render(request, "findings/finding.html", context, status=status)


def _facts(found: Finding) -> list[dict[str, Any]]:
    first, last = (timezone.localtime(at) for at in (found.first_seen_at, found.last_seen_at))
    return [
        {"label": _("网站"), "value": found.site.name, "url": reverse("site-file", args=[found.site.key])},
        {"label": _("栏目"), "value": found.column.title if found.column else _("不属于某一栏目")},
        {"label": _("首次发现"), "value": f"{first:%Y-%m-%d %H:%M}"},
        {
            "label": _("最近发现"),
            "value": f"{last:%Y-%m-%d %H:%M}",
            "note": _("共 %(count)d 次") % {"count": found.repeats},
        },
        {"label": _("整改期限"), "value": str(found.due_on) if found.due_on else _("未责令整改")},
        {"label": _("把握"), "value": found.get_confidence_display()},
        {"label": _("规则版本"), "value": found.rule_version},
    ]


def _orders(found: Finding) -> list[dict[str, str]]:
    numbers = Finding.orders.through.objects.filter(finding=found).values_list(
        "rectificationorder_id", "rectificationorder__number"
    )
    return [{"label": number, "url": reverse("supervision:order", args=[pk])} for pk, number in numbers]
