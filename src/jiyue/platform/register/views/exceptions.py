"""The ledger of exceptions: list, one exception, files, and the page that is printed (R1)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel import tables
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register import listing, principles
from jiyue.platform.register.forms import ExceptionFilterForm, RevocationForm
from jiyue.platform.register.models import ExceptionQuerySet, GrantedException
from jiyue.rulebook import clauses, in_principle, roles

LISTED = 30
RELATED = ("unit", "site__host", "site__unit", "granted_by", "revoked_by")
VERBS = {"exception-granted": _("批准"), "exception-revoked": _("撤销")}


@require_safe
@login_required
@executes("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
def index(request: Request) -> HttpResponse:
    """The exceptions within the person's reach, newest first, narrowed and in pages."""
    form, found = _asked(request)
    page = Paginator(found, LISTED).get_page(request.GET.get("page"))
    query = request.GET.urlencode()
    context = {
        "page_title": _("原则性规定的例外"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("原则性规定的例外"), "url": ""}],
        "form": form,
        "columns": [{"label": label} for label in listing.COLUMNS],
        "rows": listing.rows(page, today=timezone.localdate()),
        "page_obj": page,
        "exports": [
            {"label": _("导出 XLSX"), "url": f"{reverse('register:exceptions-xlsx')}?{query}"},
            {"label": _("导出 CSV"), "url": f"{reverse('register:exceptions-csv')}?{query}"},
            {"label": _("打印"), "url": f"{reverse('register:exceptions-print')}?{query}"},
        ],
        "may_grant": any(policy.may(request.user, act) for act in principles.ACTS.values()),
    }
    return render(request, "register/exceptions.html", context)


@require_safe
@login_required
@executes("26.1")
def export_csv(request: Request) -> HttpResponse:
    """The same exceptions as a CSV file."""
    _form, found = _asked(request)
    today = timezone.localdate()
    return tables.as_csv(f"exceptions-{today:%Y%m%d}", listing.export_rows(found, today=today))


@require_safe
@login_required
@executes("26.1")
def export_workbook(request: Request) -> HttpResponse:
    """The same exceptions as a workbook."""
    _form, found = _asked(request)
    today = timezone.localdate()
    rows = listing.export_rows(found, today=today)
    return tables.as_workbook(f"exceptions-{today:%Y%m%d}", _("原则性规定的例外"), rows)


@require_safe
@login_required
@executes("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
def printed(request: Request) -> HttpResponse:
    """The same exceptions on paper: all of them, with reasons, as they are filed (R1)."""
    form, found = _asked(request)
    today = timezone.localdate()
    context = {
        "page_title": _("原则性规定的例外登记册"),
        "lines": [_line(exception, today) for exception in found],
        "asked": _in_words(form),
        "today": today,
        "address": request.build_absolute_uri(reverse("register:exceptions")),
    }
    return render(request, "register/exceptions_print.html", context)


@require_safe
@login_required
@executes("4.6", "7.1", "7.3", "7.4", "9.8", "10.2", "11.8", "32.4", "37.1")
def exception(request: Request, pk: int) -> HttpResponse:
    """One exception: why, by whom, with whose consent, what was let through under it, and what became of it."""
    return show(request, own(request, pk))


def own(request: Request, pk: int) -> GrantedException:
    """The exception within the person's reach; another's is not found (26.1)."""
    found = GrantedException.objects.open_to(request.user).select_related(*RELATED).distinct()
    return get_object_or_404(found, pk=pk)


def show(
    request: Request,
    found: GrantedException,
    *,
    form: RevocationForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of an exception, with what was refused and what was typed."""
    today = timezone.localdate()
    label, tone = listing.STATES[found.state_on(today)]
    may = policy.may(request.user, principles.act(found.clause), found.answerable_unit)
    entries = Entry.objects.about(found).select_related("unit")
    context: dict[str, Any] = {
        "page_title": found.number,
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("原则性规定的例外"), "url": reverse("register:exceptions")},
            {"title": found.number, "url": ""},
        ],
        "exception": found,
        "clause": clauses.get(found.clause),
        "principle": in_principle.all()[found.clause],
        "standing": {"text": label, "tone": tone},
        "facts": _facts(found),
        "uses": listing.uses(found),
        "entries": [_entry(entry) for entry in entries],
        "form": form or RevocationForm(),
        "may_revoke": bool(may) and found.revoked_at is None,
        "why_not": may.refusal if may.refusal and found.revoked_at is None else "",
        "refusals": refused.refusals if refused else (),
        "address": request.build_absolute_uri(reverse("register:exception", args=[found.pk])),
        "today": today,
    }
    return render(request, "register/exception.html", context, status=status)


def _asked(request: Request) -> tuple[ExceptionFilterForm, ExceptionQuerySet]:
    """The filter, and what it leaves of the exceptions within the person's reach, newest first."""
    policy.require(request.user, policy.Act.SEE_EXCEPTION)
    mine = GrantedException.objects.open_to(request.user)
    form = ExceptionFilterForm(request.GET, shown=mine)
    found = form.narrow(mine, today=timezone.localdate()).select_related(*RELATED)
    return form, found.prefetch_related("consents", "uses").order_by("-granted_at", "-pk")


def _facts(found: GrantedException) -> list[dict[str, str]]:
    site = found.site
    at = timezone.localtime(found.granted_at)
    facts = [
        {"label": _("单位"), "value": found.unit.name},
        {"label": _("批准人"), "value": f"{found.granted_by}（{found.get_granted_role_display()}）"},
        {"label": _("批准时间"), "value": f"{at:%Y-%m-%d %H:%M}"},
        {"label": _("有效期"), "value": listing.period(found)},
        {"label": _("来文文号"), "value": found.document_number or _("无")},
        {"label": _("同意"), "value": "；".join(listing.consents(found)) or _("本条不要求，没有登记")},
    ]
    if site:
        facts.insert(1, {"label": _("网站"), "value": site.name, "url": reverse("site-file", args=[site.key])})
    if found.matter:
        facts.insert(1, {"label": str(principles.MATTERS[found.clause]), "value": found.matter})
    return facts


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "at": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M}",
        "action": VERBS.get(entry.verb, entry.verb),
        "person": entry.person_name,
        "unit": entry.unit.name if entry.unit else "",
        "reason": entry.data.get("reason", ""),
        "changes": [],
    }


def _line(found: GrantedException, today: Any) -> dict[str, Any]:
    return {
        "exception": found,
        "citation": clauses.get(found.clause).citation,
        "period": listing.period(found),
        "consents": "；".join(listing.consents(found)),
        "state": listing.STATES[found.state_on(today)][0],
        "uses": "；".join(use.subject_label for use in found.uses.all()),
        "entitled": roles.LABELS[in_principle.all()[found.clause].entitled],
    }


def _in_words(form: ExceptionFilterForm) -> str:
    """What was asked for, as the head of the printed ledger says it."""
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    parts = []
    for name, value in chosen.items():
        if value:
            known = dict(getattr(form.fields[name], "choices", ())) if name in ("clause", "state") else {}
            parts.append(f"{form.fields[name].label}：{known.get(value, value)}")
    return "；".join(parts)
