from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiyue.platform.findings.display import stamp
from jiyue.platform.findings.models import Finding
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.monitoring.actions import start_round
from jiyue.platform.monitoring.display import RUN_COLUMNS, clock_time, result_rows, run_rows, sighting_rows
from jiyue.platform.monitoring.evidence import SHOWN, stored_response
from jiyue.platform.monitoring.models import OPEN_STATES, CheckResult, ColumnSighting, Round, RunState, SiteRun, Trigger
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.models import Site


@require_safe
@login_required
@executes("33.1", "4.3")
def rounds(request: Request) -> HttpResponse:
    """The rounds that touched sites within the person's reach, newest first."""
    policy.require(request.user, policy.Act.SEE_FINDING)
    runs = SiteRun.objects.open_to(request.user)
    page = Paginator(_rounds_of(runs), 30).get_page(request.GET.get("page"))
    labels = (_("轮次"), _("起因"), _("发起人"), _("应测"), _("测完"), _("作废"), _("打不开"), _("新发现"), _("已关闭"))
    start = policy.may(request.user, policy.Act.START_INSPECTION)
    context = {
        "page_title": _("监测轮次"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("监测轮次"), "url": ""}],
        "columns": [{"label": label} for label in labels],
        "rows": [_round_row(one) for one in page],
        "page_obj": page,
        "actions": [
            {
                "label": _("立即监测全部网站"),
                "url": reverse("monitoring:inspect-all"),
                "icon": "pulse",
                "is_main": True,
                "is_post": True,
                "refused": start.refusal or "",
            }
        ],
    }
    return render(request, "monitoring/rounds.html", context)


def _rounds_of(runs: QuerySet[SiteRun]) -> QuerySet[Round]:
    own = Q(site_runs__in=runs)
    states = {
        "done": [RunState.DONE, RunState.ABORTED],
        "void": [RunState.VOID],
        "unreachable": [RunState.UNREACHABLE],
    }
    counts = {name: Count("site_runs", filter=own & Q(site_runs__state__in=found)) for name, found in states.items()}
    return (
        Round.objects.filter(own)
        .distinct()
        .select_related("started_by")
        .annotate(
            all=Count("site_runs", filter=own),
            found=Sum("site_runs__found", filter=own, default=0),
            closed=Sum("site_runs__closed", filter=own, default=0),
            **counts,
        )
        .order_by("-pk")
    )


def _round_row(one: Any) -> dict[str, Any]:
    return {
        "cells": [
            {
                "text": f"{timezone.localtime(one.started_at):%Y-%m-%d %H:%M}",
                "url": reverse("monitoring:round", args=[one.pk]),
            },
            {"text": one.get_trigger_display()},
            {"text": str(one.started_by) if one.started_by else _("系统")},
            {"text": one.all},
            {"text": f"{one.done}/{one.all}", "state": "ok" if one.done == one.all else "info"},
            {"text": one.void, "state": "void"} if one.void else {"text": 0},
            {"text": one.unreachable, "state": "warn"} if one.unreachable else {"text": 0},
            {"text": one.found},
            {"text": one.closed},
        ]
    }


@require_safe
@login_required
@executes("33.1")
def round_page(request: Request, pk: int) -> HttpResponse:
    """One round: the run of each site within the person's reach."""
    one = get_object_or_404(Round, pk=pk)
    runs = list(
        SiteRun.objects.open_to(request.user)
        .filter(round=one)
        .select_related("site")
        .order_by("site__kind", "site__name")
    )
    if not runs:
        raise Http404
    going = sum(run.state in OPEN_STATES for run in runs)
    context = {
        "page_title": str(one),
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("监测轮次"), "url": reverse("monitoring:rounds")},
            {"title": str(one), "url": ""},
        ],
        "round": one,
        "columns": [{"label": label} for label in RUN_COLUMNS],
        "rows": run_rows(runs),
        "going": going,
        "void": sum(run.state == RunState.VOID for run in runs),
        "total": len(runs),
    }
    return render(request, "monitoring/round.html", context)


@require_safe
@login_required
@executes("33.1", "36.1")
def run_page(request: Request, pk: int) -> HttpResponse:
    """One run of one site: what each check came to, what was seen of each column, and where the evidence lies."""
    run = get_object_or_404(SiteRun.objects.open_to(request.user).select_related("site", "round"), pk=pk)
    results = CheckResult.objects.filter(run=run).order_by("check_id")
    sightings = ColumnSighting.objects.filter(run=run).select_related("column").order_by("column__position", "pk")
    context = {
        "page_title": _("%(site)s 第 %(number)d 次监测") % {"site": run.site.name, "number": run.pk},
        "crumbs": [
            {"title": _("监测轮次"), "url": reverse("monitoring:rounds")},
            {"title": str(run.round), "url": reverse("monitoring:round", args=[run.round_id])},
            {"title": run.site.name, "url": ""},
        ],
        "run": run,
        "facts": [
            {"label": _("网站"), "value": run.site.name, "url": reverse("site-file", args=[run.site.key])},
            {"label": _("状态"), "value": run.get_state_display()},
            {"label": _("开始"), "value": clock_time(run.started_at)},
            {"label": _("结束"), "value": clock_time(run.finished_at)},
            {"label": _("页面与请求"), "value": f"{run.pages} / {run.requests}"},
            {"label": _("规则版本"), "value": run.rule_version},
            {"label": _("证据链"), "value": run.chain[:24]},
        ],
        "result_columns": [
            {"label": label}
            for label in (_("检查"), _("已判"), _("未测成"), _("测量状态"), _("不符合"), _("待核实"), _("判定"))
        ],
        "results": result_rows(results),
        "sighting_columns": [
            {"label": label} for label in (_("栏目"), _("测量"), _("列表"), _("条目"), _("最新日期"), _("判定"))
        ],
        "sightings": sighting_rows(sightings),
    }
    return render(request, "monitoring/run.html", context)


@require_POST
@login_required
@executes("4.3", "33.2")
def inspect(request: Request, key: str) -> HttpResponse:
    """Measure one site now: as the Bureau or the Centre, or as its host who asks for a re-inspection."""
    site = get_object_or_404(Site.objects.open_to(request.user).select_related("host"), key=key)
    trigger = (
        Trigger.MANUAL if policy.may(request.user, policy.Act.START_INSPECTION, site.host) else Trigger.REINSPECTION
    )
    try:
        made = start_round(sites=[site], by=request.user, trigger=trigger)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_back(request) or reverse("site-file", args=[key]))
    messages.success(request, _("已开始监测：%(site)s。完成后结果会出现在网站档案里。") % {"site": site.name})
    return redirect("monitoring:round", pk=made.pk)


@require_POST
@login_required
@executes("4.3", "33.1")
def inspect_all(request: Request) -> HttpResponse:
    """Measure every site in operation now."""
    policy.require(request.user, policy.Act.START_INSPECTION)
    sites = Site.objects.open_to(request.user, policy.Act.START_INSPECTION).in_operation().filter(is_on_platform=True)
    made = start_round(sites=sites.select_related("host"), by=request.user, trigger=Trigger.MANUAL)
    messages.success(request, _("已开始监测 %(count)d 个网站。") % {"count": made.site_runs.count()})
    return redirect("monitoring:round", pk=made.pk)


@require_safe
@login_required
@executes("33.2")
def evidence(request: Request, pk: int, number: int) -> HttpResponse:
    """One stored response behind a finding, as escaped text with personal data masked; never rendered."""
    finding = get_object_or_404(Finding.objects.open_to(request.user).select_related("site"), pk=pk)
    if number >= len(finding.evidence):
        raise Http404
    seen = finding.evidence[number]
    back = reverse("findings:finding", args=[pk])
    context = {
        "page_title": _("返回原文"),
        "crumbs": [
            {"title": _("问题"), "url": reverse("findings:index")},
            {"title": finding.message[:40], "url": back},
            {"title": _("返回原文"), "url": ""},
        ],
        "facts": [
            {"label": _("地址"), "value": seen.get("url")},
            {"label": _("时间"), "value": stamp(seen.get("at", ""))},
            {"label": _("返回"), "value": str(seen.get("status") or seen.get("error") or "")},
            {"label": "SHA-256", "value": seen.get("sha256")},
            {"label": _("长度（字节）"), "value": str(seen.get("length", ""))},
        ],
        "stored": stored_response(seen.get("warc", ""), seen.get("id", "")),
        "shown": SHOWN,
        "back": back,
    }
    return render(request, "monitoring/evidence.html", context)


def _back(request: Request) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else ""
