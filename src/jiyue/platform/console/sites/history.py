"""What happened to a site: acts from the audit trail, and the runs that changed something, on one timeline."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit.models import Entry
from jiyue.platform.console.wording import ICONS, verb_of
from jiyue.platform.monitoring.models import RunState, SiteRun
from jiyue.platform.register.models import Site

SUBJECTS = ("register.site", "findings.finding", "supervision.rectificationorder", "procedures.case")
# Runs tell of these in one line each; the trail keeps every single one.
TOLD_BY_RUNS = ("finding-opened", "finding-closed")
SHOWN = 30
Event = tuple[datetime, str, str, str, str]


def timeline(site: Site) -> list[dict[str, Any]]:
    """The newest events by month."""
    events = sorted([*_acts(site), *_runs(site)], reverse=True)[:SHOWN]
    groups: list[dict[str, Any]] = []
    for at, icon, text, url, note in events:
        local = timezone.localtime(at)
        label = _("%(year)d 年 %(month)d 月") % {"year": local.year, "month": local.month}
        if not groups or groups[-1]["label"] != label:
            groups.append({"label": label, "entries": []})
        groups[-1]["entries"].append(
            {"day": f"{local:%m-%d}", "iso": local.isoformat(), "icon": icon, "text": text, "url": url, "note": note}
        )
    return groups


def _acts(site: Site) -> list[Event]:
    entries = (
        Entry.objects.filter(unit=site.host, subject_type__in=SUBJECTS)
        .exclude(verb__in=TOLD_BY_RUNS)
        .order_by("-sequence")[:SHOWN]
    )
    pages = {"findings.finding": "findings:finding", "supervision.rectificationorder": "supervision:order"}
    return [
        (
            entry.at,
            ICONS.get(entry.verb.split("-", 1)[0], "todo"),
            f"{verb_of(entry)}：{entry.subject_label[:60]}",
            reverse(pages[entry.subject_type], args=[int(entry.subject_id)]) if entry.subject_type in pages else "",
            entry.person_name or _("系统"),
        )
        for entry in entries
    ]


def _runs(site: Site) -> list[Event]:
    runs = SiteRun.objects.filter(site=site, finished_at__isnull=False).order_by("-pk")[:SHOWN]
    return [
        (run.finished_at, "pulse", _told(run), reverse("monitoring:run", args=[run.pk]), "")
        for run in runs
        if run.finished_at
    ]


def _told(run: SiteRun) -> str:
    if run.state == RunState.VOID:
        return _("监测作废，不计入")
    if run.state == RunState.UNREACHABLE:
        return _("监测时打不开")
    counts = {"pages": run.pages, "found": run.found, "closed": run.closed}
    return _("监测 %(pages)d 页，新发现 %(found)d，关闭 %(closed)d") % counts
