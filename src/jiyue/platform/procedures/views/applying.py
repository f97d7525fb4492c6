"""The applicant's screens: annex 2 on screen, saved, handed in, withdrawn."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.procedures import actions, ledger, notices
from jiyue.platform.procedures.forms import ApplicationForm, WithdrawalForm
from jiyue.platform.procedures.kinds import KINDS
from jiyue.platform.procedures.models import Case, CaseState
from jiyue.platform.procedures.presenting import annex, conditions
from jiyue.platform.procedures.views.cases import RELATED, own, show
from jiyue.platform.register.models import Site


@login_required
@executes("9.1", "9.3", "A2")
def new(request: Request, procedure_id: str) -> HttpResponse:
    """Begin an application: the site is chosen where there is a choice, then annex 2 is filled from the ledger."""
    if procedure_id not in KINDS:
        raise Http404
    policy.require(request.user, policy.Act.APPLY)
    sites = Site.objects.open_to(request.user, policy.Act.APPLY).select_related("host").order_by("pk")
    chosen = sites.filter(key=request.GET.get("site", "")).first() or (sites.first() if sites.count() == 1 else None)
    if chosen is None:
        context = {
            "page_title": _("新申请：%(kind)s") % {"kind": KINDS[procedure_id].label},
            "crumbs": _crumbs(_("新申请")),
            "sites": sites,
        }
        return render(request, "procedures/choose_site.html", context)
    form = _form(request, initial=ledger.prefill(chosen))
    if request.method == "POST" and form.is_valid():
        try:
            case = actions.open_draft(procedure_id=procedure_id, site=chosen, by=request.user)
        except Refused as refused:
            return _fill(request, form, chosen, refused=refused)
        return _keep(request, form, case)
    return _fill(request, form, chosen)


@login_required
@executes("9.1", "9.3", "A2")
def edit(request: Request, pk: int) -> HttpResponse:
    """Go on with a draft, or mend a returned application."""
    case = get_object_or_404(Case.objects.open_to(request.user, policy.Act.APPLY).select_related(*RELATED), pk=pk)
    initial = {**case.form, "start_on": case.start_on, "end_on": case.end_on, "seen_version": case.version}
    form = _form(request, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _keep(request, form, case)
    return _fill(request, form, case.site, case=case)


def _form(request: Request, *, initial: dict[str, Any]) -> ApplicationForm:
    if request.method != "POST":
        return ApplicationForm(initial=initial)
    return ApplicationForm(request.POST, initial=initial, is_complete="submit" in request.POST)


def _keep(request: Request, form: ApplicationForm, case: Case) -> HttpResponse:
    """Save what was typed; hand it in when asked to. What is refused leaves a draft behind, nothing is lost."""
    seen = form.cleaned_data["seen_version"] or case.version
    period = (form.cleaned_data["start_on"], form.cleaned_data["end_on"])
    try:
        case = actions.save_draft(
            case=case, by=request.user, form=form.fields_of_form(), period=period, seen_version=seen
        )
        seen = case.version
        if "submit" not in request.POST:
            messages.success(request, _("草稿已保存。"))
            return redirect("procedures:edit-case", pk=case.pk)
        case = actions.submit(case=case, by=request.user, seen_version=seen)
    except Refused as refused:
        return _fill(request, form, case.site, case=case, seen=seen, refused=refused)
    messages.success(request, _("已提交，案件号 %(number)s。") % {"number": case.number})
    return redirect("procedures:case", pk=case.pk)


def _fill(
    request: Request,
    form: ApplicationForm,
    site: Site,
    *,
    case: Case | None = None,
    seen: int = 0,
    refused: Refused | None = None,
) -> HttpResponse:
    """The page to fill; `seen` is the version that the next save builds on, never a newer one than was on the screen."""
    draft = case or Case(
        site=site,
        applicant_unit=site.host,
        procedure_id="temporary-offline",
        started_on=timezone.localdate(),
        state=CaseState.DRAFT,
        form=form.initial,
    )
    context = {
        "page_title": _("%(site)s临时下线申请") % {"site": site.name},
        "crumbs": _crumbs(case.number if case and case.number else _("新申请")),
        "site": site,
        "case": case,
        "form": form,
        "seen_version": seen or form["seen_version"].value() or "",
        "annex": annex.to_fill(form, site),
        "plan": [form["cause"], form["start_on"], form["end_on"]],
        "for_notice": [form["public_phone"], form["public_arrangement"]],
        "conditions": conditions.checklist(draft),
        "portal": notices.portal_for(site),
        "returned": case.steps.filter(decision="return").select_related("unit", "person").order_by("-at").first()
        if case and case.state == CaseState.RETURNED
        else None,
        "refusals": refused.refusals if refused else (),
    }
    return render(request, "procedures/application.html", context, status=409 if refused else 200)


def _crumbs(last: str) -> list[dict[str, str]]:
    return [
        {"title": _("首页"), "url": reverse("home")},
        {"title": _("申请与报备"), "url": reverse("procedures:cases")},
        {"title": last, "url": ""},
    ]


@require_POST
@login_required
@executes("9.1")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an application back, with a reason."""
    case = own(request, pk)
    form = WithdrawalForm(request.POST)
    if not form.is_valid():
        return show(request, case)
    try:
        actions.withdraw(
            case=case,
            by=request.user,
            reason=form.cleaned_data["reason"],
            seen_version=form.cleaned_data["seen_version"],
        )
    except Refused as refused:
        return show(request, case, refused=refused)
    messages.success(request, _("申请已撤回。"))
    return redirect("procedures:case", pk=pk)
