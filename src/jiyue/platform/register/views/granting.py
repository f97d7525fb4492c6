"""Granting and revoking exceptions: which clause, then the form that fits it (R1)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register import actions, principles
from jiyue.platform.register.forms import GrantForm, RevocationForm
from jiyue.platform.register.views.exceptions import own, show
from jiyue.rulebook import clauses, in_principle, roles

TITLE = "批准例外"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@executes("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
def new(request: Request) -> HttpResponse:
    """Grant an exception from the clause that is asked for; whoever may not reads who may, and what to ask."""
    policy.require(request.user, policy.Act.SEE_EXCEPTION)
    clause = request.GET.get("clause", "")
    if clause not in in_principle.all():
        return render(request, "register/choose_clause.html", _choice(request.user))
    if request.method == "POST":
        return _grant(request, clause)
    if not policy.may(request.user, principles.act(clause)):
        return _page(request, clause, None)
    initial = {name: request.GET.get(name, "") for name in ("unit", "site", "matter")}
    form = GrantForm(clause=clause, person=request.user, initial={**initial, "valid_from": timezone.localdate()})
    return _page(request, clause, form)


def _grant(request: Request, clause: str) -> HttpResponse:
    policy.require(request.user, principles.act(clause))
    form = GrantForm(request.POST, clause=clause, person=request.user)
    if not form.is_valid():
        return _page(request, clause, form, status=422)
    try:
        granted = actions.grant_exception(subject=form.subject(), terms=form.terms(), by=request.user)
    except Refused as refused:
        return _page(request, clause, form, refused=refused, status=409)
    messages.success(request, _("已批准，编号 %(number)s。") % {"number": granted.number})
    return redirect("register:exception", pk=granted.pk)


@require_POST
@login_required
@executes("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
def revoke(request: Request, pk: int) -> HttpResponse:
    """Take an exception back, with a reason."""
    found, form = own(request, pk), RevocationForm(request.POST)
    policy.require(request.user, principles.act(found.clause), found.answerable_unit)
    if not form.is_valid():
        return show(request, found, form=form, status=422)
    try:
        actions.revoke_exception(exception=found, by=request.user, reason=form.cleaned_data["reason"])
    except Refused as refused:
        return show(request, found, form=form, refused=refused, status=409)
    messages.success(request, _("例外已撤销。"))
    return redirect("register:exception", pk=pk)


def _choice(person: Person) -> dict[str, Any]:
    """The clauses that say “in principle”, each with who is entitled and whether this person is."""
    return {
        "page_title": _(TITLE),
        "crumbs": _crumbs(_(TITLE)),
        "principles": [
            _told(clause) | {"may": bool(policy.may(person, principles.act(clause)))} for clause in in_principle.all()
        ],
    }


def _told(clause: str) -> dict[str, Any]:
    rule = in_principle.all()[clause]
    return {
        "clause": clauses.get(clause),
        "rule": rule,
        "entitled": roles.LABELS[rule.entitled],
        "also": roles.LABELS[rule.also_needs] if rule.also_needs else "",
        "url": f"{reverse('register:new-exception')}?clause={clause}",
    }


def _page(
    request: Request, clause: str, form: GrantForm | None, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    may = policy.may(request.user, principles.act(clause))
    context = {
        "page_title": _(TITLE),
        "crumbs": _crumbs(clauses.get(clause).citation),
        **_told(clause),
        "form": form,
        "why_not": may.refusal or "",
        "refusals": refused.refusals if refused else (),
        "target": f"{reverse('register:new-exception')}?clause={clause}",
        "cancel_url": reverse("register:exceptions"),
    }
    return render(request, "register/new_exception.html", context, status=status)


def _crumbs(last: str) -> list[dict[str, str]]:
    return [
        {"title": _("首页"), "url": reverse("home")},
        {"title": _("原则性规定的例外"), "url": reverse("register:exceptions")},
        {"title": last, "url": ""},
    ]
