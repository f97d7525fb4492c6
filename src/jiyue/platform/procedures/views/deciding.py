"""The reviewers' screens: decide on a step, record a decision made outside; and the host's return to service."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations.requests import Request
from jiyue.platform.procedures import actions
from jiyue.platform.procedures.forms import RulingForm
from jiyue.platform.procedures.models import Case, CaseState
from jiyue.platform.procedures.presenting import letters
from jiyue.platform.procedures.views.cases import own, ruling_form, show


@require_POST
@login_required
@executes("9.1", "9.2")
def decide(request: Request, pk: int) -> HttpResponse:
    """Decide on the open step, or have the letter written anew from the reasons ticked."""
    case = own(request, pk)
    if case.state != CaseState.OPEN:
        return show(request, case, refused=Refused(Refusal(_("案件没有待审核的步骤。"), "", _("请查看最新状态。"))))
    form = ruling_form(case, request.POST, request.FILES)
    if "compose" in request.POST:
        typed = request.POST.copy()
        typed["opinion"] = letters.compose(case, request.POST.getlist("reasons"))
        return show(request, case, ruling=ruling_form(case, typed))
    if not form.is_valid():
        return show(request, case, ruling=form)
    try:
        actions.decide(
            case=case, ruling=_ruling(case, form), by=request.user, seen_version=form.cleaned_data["seen_version"]
        )
    except Refused as refused:
        return show(request, case, ruling=form, refused=refused)
    messages.success(request, _("已登记：%(step)s。") % {"step": letters.step_title(case)})
    return redirect("procedures:case", pk=pk)


def _ruling(case: Case, form: RulingForm) -> actions.Ruling:
    typed = form.cleaned_data
    return actions.Ruling(
        step=case.step,
        decision=typed["decision"],
        opinion=typed["opinion"],
        document_number=typed.get("document_number", ""),
        decided_on=typed.get("decided_on"),
        scan=typed.get("scan"),
        seen_notice=typed["seen_notice"],
    )


@require_POST
@login_required
@executes("9.3")
def restore(request: Request, pk: int) -> HttpResponse:
    """Bring the site back before its planned last day."""
    case = own(request, pk)
    try:
        actions.restore(case=case, by=request.user)
    except Refused as refused:
        return show(request, case, refused=refused)
    messages.success(request, _("网站已恢复运行，公告随即撤下。"))
    return redirect("procedures:case", pk=pk)
