"""The list of cases within a person's reach."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.procedures.forms import FilterForm
from jiyue.platform.procedures.kinds import KINDS
from jiyue.platform.procedures.models import LIVE_STATES, Case, CaseQuerySet
from jiyue.platform.procedures.presenting import progress
from jiyue.platform.register.models import Site

PER_PAGE = 30


@require_safe
@login_required
@executes("9.1")
def cases(request: Request) -> HttpResponse:
    """Every case that the person may see, those that are not over first."""
    policy.require(request.user, policy.Act.SEE_CASE)
    form = FilterForm(request.GET)
    seen = Case.objects.open_to(request.user)
    found = _filtered(seen, form).select_related("site__competent_unit", "site__host", "applicant_unit", "applicant")
    page = Paginator(found.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    may_apply = Site.objects.open_to(request.user, policy.Act.APPLY).exists()
    context = {
        "page_title": _("申请与报备"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("申请与报备"), "url": ""}],
        "form": form,
        "reset_url": reverse("procedures:cases"),
        "columns": [
            {"label": label}
            for label in (_("案件"), _("类别"), _("网站"), _("申请单位"), _("计划期间"), _("状态"), _("时限"))
        ],
        "rows": [_row(case) for case in page],
        "page_obj": page,
        "summary": _("在办 %(live)d 件，共 %(all)d 件")
        % {"live": seen.filter(state__in=LIVE_STATES).count(), "all": seen.count()},
        "new_cases": [(kind.label, reverse("procedures:new-case", args=[kind.id])) for kind in KINDS.values()]
        if may_apply
        else [],
    }
    return render(request, "procedures/cases.html", context)


def _filtered(found: CaseQuerySet, form: FilterForm) -> CaseQuerySet:
    if not form.is_valid():
        return found
    chosen = form.cleaned_data
    if chosen["procedure"]:
        found = found.of(chosen["procedure"])
    if chosen["state"]:
        found = found.filter(state=chosen["state"])
    if query := chosen["query"].strip():
        found = found.filter(
            Q(number__icontains=query) | Q(site__name__icontains=query) | Q(site__domain__icontains=query)
        )
    return found


def _row(case: Case) -> dict[str, Any]:
    state = progress.state(case)
    clock = progress.clock(case, timezone.localdate())
    planned = f"{case.start_on:%m-%d} 至 {case.end_on:%m-%d}" if case.start_on and case.end_on else "—"
    return {
        "tone": state["tone"] if state["tone"] == "bad" else "",
        "cells": [
            {"text": case.number or _("草稿"), "url": reverse("procedures:case", args=[case.pk])},
            {"text": KINDS[case.procedure_id].label},
            {"text": case.site.name},
            {"text": case.applicant_unit.short_name, "note": case.applicant.name},
            {"text": planned, "note": f"{case.start_on:%Y}" if case.start_on else ""},
            {"text": state["label"], "state": state["tone"], "icon": state["icon"]},
            {
                "text": clock["head"] if clock else "—",
                "tone": clock["tone"] if clock else "",
                "clause": clock["clause"] if clock else "",
            },
        ],
    }
