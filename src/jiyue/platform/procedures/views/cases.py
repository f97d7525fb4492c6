"""The page of one case (screen 2)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.requests import Request
from jiyue.platform.procedures import ledger, notices, standing
from jiyue.platform.procedures.forms import OutsideRulingForm, RulingForm, WithdrawalForm
from jiyue.platform.procedures.kinds import KINDS
from jiyue.platform.procedures.models import UNDECIDED_STATES, Case, CaseState
from jiyue.platform.procedures.presenting import annex, buttons, conditions, letters, progress, trailing
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import GrantedException

RELATED = ("site__host", "site__competent_unit", "applicant_unit", "applicant", "notice_resource")


@require_safe
@login_required
@executes("9.1", "9.2", "9.3", "A2")
def page(request: Request, pk: int) -> HttpResponse:
    """A case: where it stands, the annex, the conditions, the decision that is due, and what happened."""
    return show(request, own(request, pk))


def own(request: Request, pk: int) -> Case:
    """A case within the person's reach; any other is not there."""
    return get_object_or_404(Case.objects.open_to(request.user).select_related(*RELATED), pk=pk)


def ruling_form(case: Case, *args: Any, **options: Any) -> RulingForm:
    """The form for the open step: with proof where the decision is made outside."""
    outside = standing.procedure_of(case).step(case.step).entered_by is not None
    return (OutsideRulingForm if outside else RulingForm)(*args, kind=KINDS[case.procedure_id], **options)


def show(
    request: Request, case: Case, *, ruling: RulingForm | None = None, refused: Refused | None = None
) -> HttpResponse:
    """The page, with what was refused and what was typed kept."""
    lines = conditions.checklist(case)
    context = {
        **_head(case),
        **_middle(case, lines),
        **_forms(case, request.user, lines, ruling),
        "refusals": refused.refusals if refused else (),
        "entries": trailing.history(case),
        "exceptions": GrantedException.objects.used_by(case),
        "related": Case.objects.open_to(request.user)
        .filter(site=case.site)
        .exclude(pk=case.pk)
        .order_by("-created_at")[:5],
    }
    return render(request, "procedures/case.html", context, status=409 if refused else 200)


def _head(case: Case) -> dict[str, Any]:
    kind = KINDS[case.procedure_id]
    title = _("%(site)s网站%(kind)s") % {"site": case.site.name.removesuffix("网站"), "kind": kind.label}
    return {
        "page_title": title,
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("申请与报备"), "url": reverse("procedures:cases")},
            {"title": case.number or _("草稿"), "url": ""},
        ],
        "as_of": _("第 %(version)d 版") % {"version": case.version},
        "rulebook_version": case.rulebook_version,
        "case": case,
        "kind": kind,
        "state": progress.state(case),
        "clock": progress.clock(case, timezone.localdate()),
        "steps": progress.steps(case),
    }


def _middle(case: Case, lines: list[conditions.Line]) -> dict[str, Any]:
    found = ledger.differences(case)
    return {
        "annex": annex.to_read(case),
        "differences": len(found),
        "conditions": lines,
        "counts": conditions.counts(lines),
        "outcomes": progress.outcomes(case),
        "carried_out": progress.carried_out(case),
        "notice_portal": notices.portal_for(case.site),
        "notice_url": _notice_url(case),
        "scans": case.steps.exclude(scan="").order_by("at", "pk"),
    }


def _notice_url(case: Case) -> str:
    portal = notices.portal_for(case.site)
    return f"{site_address(portal)}{case.notice_resource.public_path}" if case.notice_resource and portal else ""


def _forms(case: Case, person: Person, lines: list[conditions.Line], ruling: RulingForm | None) -> dict[str, Any]:
    """The forms that this person may use on this case."""
    on = timezone.localdate()
    against: tuple[Refusal, ...] = buttons.why_not_decide(case, person, on)
    if case.state == CaseState.OPEN and not against and ruling is None:
        chosen = letters.suggested(case, lines)
        initial = {"seen_version": case.version, "seen_notice": case.notice_hash, "reasons": chosen}
        ruling = ruling_form(case, initial=initial)
    is_host = bool(policy.may(person, policy.Act.APPLY, case.site.host))
    return {
        "actions": buttons.buttons(case, person, on),
        "against": against,
        "ruling": ruling if not against else None,
        "step_title": letters.step_title(case),
        "withdrawal": WithdrawalForm(initial={"seen_version": case.version})
        if is_host and case.state in UNDECIDED_STATES
        else None,
        "may_restore": is_host and case.state == CaseState.RUNNING,
    }
