from itertools import chain
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.console.workbench import duties, messages, own_columns
from jiyue.platform.findings.models import Finding
from jiyue.platform.findings.sections import Section, section_of
from jiyue.platform.kernel.executes import executes
from jiyue.platform.library.models import Resource
from jiyue.platform.library.standing import Standing
from jiyue.platform.monitoring.models import SiteRun
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import Site

RECENT = 6


@require_safe
@login_required
@executes("17.1", "32.2", "19.1", "19.2", "26.1")
def home(request: Request) -> HttpResponse:
    """The morning of an editor, a reviewer or a column's owner: own rows only, one line per kind of work."""
    policy.require(request.user, policy.Act.SEE_RESOURCE)
    person, now = request.user, timezone.now()
    today = timezone.localdate(now)
    mine = own_columns.own_columns(person, on=today)
    may_write = bool(policy.may(person, policy.Act.WRITE_RESOURCE))
    lines = [
        *chain(
            duties.orders(person, today),
            duties.texts(person, today),
            duties.stale_columns(mine) if may_write else (),
            duties.findings(person, today),
            messages.messages(person, today),
        )
    ]
    urgent = [line for line in lines if line.tone == "bad"]
    context: dict[str, Any] = {
        "page_title": _heading(lines, urgent),
        "crumbs": [],
        "today": today,
        "now": now,
        "total": sum(line.count for line in lines),
        "duties": [line.as_row() for line in sorted(lines, key=lambda line: {"bad": 0, "warn": 1}.get(line.tone, 2))],
        "may_write": may_write,
        "column_headings": own_columns.headings(),
        "column_rows": own_columns.rows(mine, person),
        "column_posts": own_columns.posts(mine, person),
        "column_count": len(mine),
        "has_posts": any(person.pk in (standing.column.person_a_id, standing.column.person_b_id) for standing in mine),
        "sites": _sites(person, mine),
        "recent": Resource.objects.open_to(person)
        .published()
        .select_related("unit")
        .order_by("-last_published_at", "-pk")[:RECENT],
    }
    return render(request, "console/workbench.html", context)


def _heading(lines: list[duties.Duty], urgent: list[duties.Duty]) -> str:
    if urgent:
        told = "、".join(f"{line.count} {line.unit}{line.kind}" for line in urgent)
        return _("今天必须办：%(told)s") % {"told": told}
    return (
        _("今天没有到期的事，待办 %(count)d 件") % {"count": sum(line.count for line in lines)}
        if lines
        else _("今天没有待办")
    )


def _sites(person: Person, mine: list[Standing]) -> list[dict[str, Any]]:
    """Each site of the person's units: when it was last measured, what was found, how its columns stand."""
    sites = list(Site.objects.open_to(person).in_operation().order_by("pk"))
    measured = dict(
        SiteRun.objects.counting()
        .filter(site__in=sites)
        .values("site")
        .annotate(at=Max("finished_at"))
        .values_list("site", "at")
    )
    found: dict[int, dict[Section, int]] = {}
    for row in (
        Finding.objects.filter(site__in=sites)
        .counted()
        .values("site", "check_id")
        .annotate(count=Count("pk"))
        .order_by("-count")
    ):
        tally, section = found.setdefault(row["site"], {}), section_of(row["check_id"])
        tally[section] = tally.get(section, 0) + row["count"]
    breached = {
        site.pk: sum(standing.is_breached for standing in mine if standing.column.site_id == site.pk) for site in sites
    }
    return [
        {
            "site": site,
            "address": site_address(site),
            "measured_at": measured.get(site.pk),
            "checks": _by_section(site, found.get(site.pk, {})),
            "breached": breached[site.pk],
        }
        for site in sites
    ]


def _by_section(site: Site, tally: dict[Section, int]) -> list[dict[str, Any]]:
    index = reverse("findings:index")
    return [
        {"label": section.label, "count": count, "url": f"{index}?site={site.key}&section={section.id}"}
        for section, count in tally.items()
    ]
