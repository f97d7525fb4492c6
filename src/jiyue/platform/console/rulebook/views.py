from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.console.rulebook.contents import contents
from jiyue.platform.kernel.executes import executes
from jiyue.rulebook import clauses, parameters


@require_safe
@executes("38.2")
def browser(request: HttpRequest) -> HttpResponse:
    """All clauses with what executes them; public, so that everybody can look up what a finding cites."""
    today = timezone.localdate()
    context = {
        "page_title": _("规则库"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("规则库"), "url": ""}],
        "chapters": contents(on=today),
        "total": len(clauses.all()),
        "sets": parameters.sets(),
        "today": today,
    }
    return render(request, "console/rulebook.html", context)
