from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.inspection.states import VERDICT_LABELS, Verdict
from jiyue.platform.console.cells import across, cells
from jiyue.platform.console.sites import columns, listing
from jiyue.platform.console.sites.forms import SiteFilterForm
from jiyue.platform.console.sites.history import timeline
from jiyue.platform.console.sites.identity import footer_state, identity
from jiyue.platform.console.sites.verdicts import verdict_box
from jiyue.platform.console.survey import Survey, survey
from jiyue.platform.findings.display import heads_of, view_of
from jiyue.platform.findings.models import Finding, FindingState
from jiyue.platform.findings.offers import offers
from jiyue.platform.findings.sections import SECTIONS, section_of
from jiyue.platform.kernel import tables
from jiyue.platform.kernel.executes import executes
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Appointment
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site
from jiyue.platform.supervision.display import order_rows
from jiyue.platform.supervision.models import RectificationOrder

LISTED = 30
SHOWN_FINDINGS = 12
HEADINGS = ("网站", "类型", "标识码", "主办单位", "状态", "距否决", "未关闭问题", "末次有效监测")


@require_safe
@login_required
@executes("4.6", "26.1")
def index(request: Request) -> HttpResponse:
    """The sites within the person's reach, narrowed and in pages; a risk asked for surveys all of them first."""
    policy.require(request.user, policy.Act.SEE_SITE)
    now = timezone.now()
    form = SiteFilterForm(request.GET)
    sites = form.narrow(_own(request)).order_by("-kind", "level", "name", "pk")
    found: Any = listing.of_risk(survey(sites, now=now), form.wanted_risk) if form.wanted_risk else sites
    page = Paginator(found, LISTED).get_page(request.GET.get("page"))
    surveys: list[Survey] = list(page) if form.wanted_risk else survey(page, now=now)
    context = {
        "page_title": _("网站台账"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("网站台账"), "url": ""}],
        "form": form,
        "columns": [{"label": _(label)} for label in HEADINGS],
        "rows": listing.rows(surveys),
        "page_obj": page,
        "may_enter": bool(policy.may(request.user, policy.Act.ENTER_SITE)),
        "exports": [{"label": _("导出 CSV"), "url": f"{reverse('site-export')}?{request.GET.urlencode()}"}],
    }
    return render(request, "console/sites.html", context)


@require_safe
@login_required
@executes("26.1")
def export(request: Request) -> HttpResponse:
    """The same sites as a CSV file that a Chinese spreadsheet opens (UTF-8 with a mark)."""
    policy.require(request.user, policy.Act.SEE_SITE)
    now = timezone.now()
    form = SiteFilterForm(request.GET)
    surveys = listing.of_risk(
        survey(form.narrow(_own(request)).order_by("-kind", "level", "name", "pk"), now=now), form.wanted_risk
    )
    return tables.as_csv(f"sites-{timezone.localdate(now):%Y%m%d}", listing.export_rows(surveys))


@require_safe
@login_required
@executes("4.6", "19.1", "19.2", "19.5", "19.7", "26.1", "32.1", "36.1")
def site_file(request: Request, key: str) -> HttpResponse:
    """One file per site: identity, verdict, columns, findings, orders, timeline."""
    site = get_object_or_404(_own(request), key=key)
    now = timezone.now()
    one = survey([site], now=now)[0]
    found = list(
        Finding.objects.open_to(request.user)
        .filter(site=site)
        .live()
        .select_related("site__host", "column__person_a", "column__person_b", "column__responsible_unit")
        .order_by("due_on", "-pk")
    )
    orders = (
        RectificationOrder.objects.open_to(request.user).filter(site=site).select_related("site").order_by("-pk")[:10]
    )
    people = Appointment.objects.in_force(one.today).filter(unit=site.host).select_related("person").order_by("pk")
    was_measured = any(result.measured for name, result in one.latest.results.items() if name == "footer-mark")
    context = {
        "page_title": site.name,
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("网站台账"), "url": reverse("site-list")},
            {"title": site.name, "url": ""},
        ],
        "site": site,
        "address": site_address(site),
        "state_tone": listing.STATE_TONES[site.state],
        "measured_at": one.latest.run.finished_at if one.latest.run else None,
        "rule_version": one.verdict().version,
        "identity": identity(site, people, footer=footer_state(found, was_measured=was_measured)),
        "verdict": verdict_box(one),
        "tabs": _tabs(one),
        "across": across(one),
        "cells": [{"section": section, "cell": cell} for section, cell in zip(SECTIONS, cells(one), strict=True)],
        "checks": _checks(one),
        "check_columns": [{"label": label} for label in (_("检查"), _("已判"), _("未测成"), _("判定"))],
        "beats": _beats(site),
        "column_headings": [
            {"label": label, "sorted": "ascending" if number == 5 else ""}
            for number, label in enumerate(columns.HEADINGS)
        ],
        "column_rows": columns.rows(one.pictures, site),
        "findings": _findings(request, site, found, one),
        "finding_count": len(found),
        "finding_counts": {
            state: sum(finding.state == state for finding in found)
            for state in ("confirmed", "open", "disputed", "muted")
        },
        "overdue_count": sum(bool(finding.due_on and finding.due_on < one.today) for finding in found),
        "order_columns": [
            {"label": label} for label in (_("编号"), _("网站"), _("问题"), _("发出"), _("期限"), _("状态"))
        ],
        "orders": order_rows(_with_sizes(orders), one.today),
        "timeline": timeline(site),
        "acts": _acts(request, site),
    }
    return render(request, "console/site.html", context)


def _own(request: Request) -> Any:
    return Site.objects.open_to(request.user).select_related("unit", "host")


def _with_sizes(orders: Any) -> list[RectificationOrder]:
    listed = list(orders.prefetch_related("findings"))
    for order in listed:
        found = order.findings.all()
        order.size, order.left = len(found), sum(finding.state != FindingState.CLOSED for finding in found)
    return listed


def _tabs(one: Survey) -> list[dict[str, Any]]:
    tabs = []
    for section in SECTIONS:
        tally = one.tally(section)
        tabs.append(
            {
                "label": section.label,
                "url": f"#{section.id}",
                "count": tally.total if section.checks else None,
                "tone": "bad" if tally.overdue else "",
            }
        )
    return tabs


def _checks(one: Survey) -> list[dict[str, Any]]:
    tones = {Verdict.PASS: "ok", Verdict.FAIL: "bad", Verdict.TO_VERIFY: "info", Verdict.NONE: "void"}
    return [
        {
            "cells": [
                {"text": section_of(name).label, "note": name},
                {"text": result.measured},
                {"text": result.unmeasured},
                {"text": VERDICT_LABELS[Verdict(result.verdict)], "state": tones[Verdict(result.verdict)]},
            ]
        }
        for name, result in sorted(one.latest.results.items())
    ]


def _beats(site: Site) -> dict[str, Any]:
    """The last runs as strokes: opened, did not open, void."""
    runs = list(SiteRun.objects.filter(site=site, finished_at__isnull=False).order_by("-pk")[:60])[::-1]
    states = ["void" if run.state == "void" else "bad" if run.state == "unreachable" else "ok" for run in runs]
    return {"states": states, "ok": states.count("ok"), "bad": states.count("bad"), "void": states.count("void")}


def _findings(request: Request, site: Site, found: list[Finding], one: Survey) -> list[dict[str, Any]]:
    heads = heads_of([site.host_id], on=one.today)
    order = {"confirmed": 0, "disputed": 1, "open": 2, "muted": 3}
    shown = sorted(found, key=lambda finding: (order[finding.state], finding.due_on or one.today, -finding.pk))[
        :SHOWN_FINDINGS
    ]
    return [
        view_of(finding, today=one.today, heads=heads, actions=offers(finding, request.user), is_open=number == 0)
        for number, finding in enumerate(shown)
    ]


def _acts(request: Request, site: Site) -> dict[str, Any]:
    start = policy.may(request.user, policy.Act.START_INSPECTION, site.host)
    return {
        "inspect": bool(start or policy.may(request.user, policy.Act.ANSWER_ORDER, site.host)),
        "order": bool(policy.may(request.user, policy.Act.SEND_ORDER, site.host)),
        "cause": start.refusal.sentence if start.refusal else "",
    }
