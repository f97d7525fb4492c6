"""Columns as their people keep them: the tree with its clocks, one column's contract, and what stands in it (32.2, 19.1, 19.2)."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.findings.models import Finding
from jiyue.platform.findings.paging import MOST, BoundedPaginator
from jiyue.platform.kernel.executes import executes
from jiyue.platform.library import shelves, trees
from jiyue.platform.library.standing import Standing, publishing_days, standings
from jiyue.platform.library.strip import Strip
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Column, Feed

PAGE = 25
RELATED = ("site", "person_a", "person_b", "responsible_unit", "parent")


@require_safe
@login_required
@executes("32.2", "19.1", "19.2", "19.5")
def index(request: Request) -> HttpResponse:
    """Every column of the person's sites, the most urgent first."""
    policy.require(request.user, policy.Act.SEE_RESOURCE)
    known = _known(request)
    ordered = sorted(known.values(), key=lambda standing: standing.urgency)
    context = {
        "page_title": _("栏目与稿件"),
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": _("栏目与稿件"), "url": ""}],
        "trees": trees.trees(known),
        "columns": [
            {"label": label}
            for label in (
                _("栏目"),
                _("类别"),
                _("责任单位"),
                _("A 岗"),
                _("B 岗"),
                _("最近更新"),
                _("须更新日"),
                _("剩余"),
                _("状态"),
            )
        ],
        "rows": [trees.row(standing) for standing in ordered],
    }
    return render(request, "library/columns.html", context)


@require_safe
@login_required
@executes("32.2", "19.1", "19.2", "19.5", "26.1")
def page(request: Request, pk: int) -> HttpResponse:
    """One column: its contract, its clock, its year, and the person's own resources in it."""
    policy.require(request.user, policy.Act.SEE_RESOURCE)
    known = _known(request)
    if pk not in known:
        raise Http404
    standing = known[pk]
    column = standing.column
    state, query = shelves.choice(request.GET, "state", shelves.STATES), request.GET.get("q", "").strip()[:100]
    paginator = BoundedPaginator(
        shelves.narrowed(request.user, state=state, column=column, query=query).select_related("unit"), PAGE
    )
    listed = paginator.get_page(request.GET.get("page"))
    base = reverse("workbench:column", args=[pk])
    context: dict[str, Any] = {
        "page_title": column.title,
        "crumbs": [
            {"title": _("工作台"), "url": reverse("home")},
            {"title": _("栏目与稿件"), "url": reverse("workbench:columns")},
            {"title": column.title, "url": ""},
        ],
        "trees": trees.trees(known, current=pk),
        "column": column,
        "standing": standing,
        "facts": trees.facts(standing),
        "strip": _strip(standing),
        "public_address": f"{site_address(column.site)}/{column.path.strip('/')}/",
        "findings": Finding.objects.open_to(request.user).counted().filter(column=column).order_by("due_on", "-pk")[:5],
        "tabs": shelves.tabs(request.user, state, base=base, column=column, kept={"q": query}),
        "state": state,
        "query": query,
        "columns": shelves.headings(in_column=True),
        "rows": shelves.rows(listed, in_column=True),
        "page_obj": listed,
        "cut": MOST if paginator.is_cut else 0,
        "may_write": column.fed_by == Feed.ITEMS and bool(policy.may(request.user, policy.Act.WRITE_RESOURCE)),
    }
    return render(request, "library/column.html", context)


def _known(request: Request) -> dict[int, Standing]:
    columns = Column.objects.open_to(request.user).in_use().select_related(*RELATED).order_by("site", "position", "pk")
    return standings(list(columns), on=timezone.localdate())


def _strip(standing: Standing) -> Strip | None:
    if standing.entries is None:
        return None
    strip = Strip({}, standing.on)
    return Strip(publishing_days(standing.column, since=strip.since), standing.on)
