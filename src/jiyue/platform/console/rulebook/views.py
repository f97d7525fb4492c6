from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.console.rulebook.contents import contents
from jiyue.platform.console.rulebook.detail import detail, neighbours
from jiyue.platform.console.rulebook.forms import ClauseFilter
from jiyue.platform.console.rulebook.live import JUDGED, live_effect
from jiyue.platform.console.rulebook.trying import TrialForm, triable, try_out
from jiyue.platform.kernel.executes import executes
from jiyue.rulebook import clauses, parameters, procedures


@require_safe
@executes("38.2")
def browser(request: HttpRequest) -> HttpResponse:
    """All clauses, or those asked for, with what executes them; public, so that everybody can look up what a finding cites."""
    today = timezone.localdate()
    form = ClauseFilter(request.GET or None)
    chosen = form.chosen()
    context = {
        "page_title": _("规则库"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("规则库"), "url": ""}],
        "chapters": contents(on=today, chosen={clause.id for clause in chosen}),
        "form": form,
        "summary": _("%(found)d 条符合") % {"found": len(chosen)} if form.is_bound else "",
        "reset_url": reverse("rulebook") if form.is_bound else "",
        "total": len(clauses.all()),
        "sets": parameters.sets(),
        "procedures": [(each, procedures.whole(each).title) for each in procedures.ids()],
        "address": request.build_absolute_uri(),
        "today": today,
    }
    return render(request, "console/rulebook.html", context)


@require_safe
@executes("38.2")
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """One clause at its own address; public but for what it comes to in the city today."""
    found = clauses.by_id().get(clause_id)
    if found is None:
        raise Http404
    now = timezone.now()
    live = live_effect(clause_id, request.user, now=now)
    form = TrialForm(request.GET if "key" in request.GET else None, clause_id=clause_id) if live else None
    is_asked = form is not None and form.is_valid()
    context = {
        "page_title": f"{found.citation} · {found.id}",
        "crumbs": [
            {"title": _("首页"), "url": reverse("home")},
            {"title": _("规则库"), "url": reverse("rulebook")},
            {"title": found.citation, "url": ""},
        ],
        **detail(found, on=timezone.localdate(now)),
        **neighbours(found),
        "live": live,
        "trial_form": form if form and clause_id in JUDGED and triable(clause_id) else None,
        "trial": try_out(**form.cleaned_data, now=now) if form and is_asked and clause_id in JUDGED else None,
        "today": timezone.localdate(now),
        "address": request.build_absolute_uri(request.path),
    }
    return render(request, "console/rulebook_clause.html", context)
