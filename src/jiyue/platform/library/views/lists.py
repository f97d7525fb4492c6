"""The repository's own list: everything of the person's units, narrowed and in pages (25.1, 26.1)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.findings.paging import MOST, BoundedPaginator
from jiyue.platform.kernel.executes import executes
from jiyue.platform.library import shelves
from jiyue.platform.library.forms import ResourceFilterForm
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request

PAGE = 25


@require_safe
@login_required
@executes("25.1", "26.1")
def index(request: Request) -> HttpResponse:
    """The resources of the person's units."""
    policy.require(request.user, policy.Act.SEE_RESOURCE)
    form = ResourceFilterForm(request.GET, person=request.user)
    chosen: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    state = shelves.choice(request.GET, "state", shelves.STATES)
    found = shelves.narrowed(
        request.user,
        state=state,
        kind=chosen.get("kind", ""),
        column=chosen.get("column"),
        query=chosen.get("q", "").strip(),
    ).select_related("unit")
    paginator = BoundedPaginator(found, PAGE)
    page = paginator.get_page(request.GET.get("page"))
    base = reverse("workbench:resources")
    context = {
        "page_title": _("信息资源"),
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": _("信息资源"), "url": ""}],
        "form": form,
        "keep": [{"name": "state", "value": state}] if state else [],
        "reset_url": base,
        "tabs": shelves.tabs(
            request.user,
            state,
            base=base,
            column=chosen.get("column"),
            kept={name: request.GET.get(name, "") for name in ("kind", "column", "q")},
        ),
        "columns": shelves.headings(),
        "rows": shelves.rows(page),
        "page_obj": page,
        "cut": MOST if paginator.is_cut else 0,
        "may_write": policy.may(request.user, policy.Act.WRITE_RESOURCE),
    }
    return render(request, "library/resources.html", context)
