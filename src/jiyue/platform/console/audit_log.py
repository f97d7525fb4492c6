"""The audit log on screen: who did what when, and whether the chain holds (4.9)."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jiyue.platform.audit import trail
from jiyue.platform.audit.models import ChainHead, Entry, EntryQuerySet
from jiyue.platform.console.wording import VERBS, said, verb_of
from jiyue.platform.findings.paging import BoundedPaginator
from jiyue.platform.kernel.executes import executes
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.organisations.requests import Request


class AuditFilterForm(forms.Form):
    """What the log can be narrowed by."""

    verb = forms.ChoiceField(
        label=gettext_lazy("动作"), choices=[("", gettext_lazy("全部")), *VERBS.items()], required=False
    )
    person = forms.CharField(label=gettext_lazy("人员"), max_length=40, required=False)
    first_on = forms.DateField(
        label=gettext_lazy("从"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    last_on = forms.DateField(
        label=gettext_lazy("至"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def narrow(self, entries: EntryQuerySet) -> EntryQuerySet:
        """Apply what was chosen."""
        chosen: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        wanted = {
            "verb": chosen.get("verb"),
            "person_name__icontains": chosen.get("person"),
            "at__date__gte": chosen.get("first_on"),
            "at__date__lte": chosen.get("last_on"),
        }
        return entries.filter(**{name: value for name, value in wanted.items() if value})


def entries_open_to(person: Person) -> EntryQuerySet:
    """The entries of the units within the person's reach; those of no unit only for whoever reaches all units (26.1)."""
    units = policy.units(person, policy.Act.SEE_AUDIT)
    if policy.may(person, policy.Act.SEE_AUDIT) and not _is_bound_to_own_unit(person):
        return Entry.objects.all()
    return Entry.objects.filter(unit__in=units)


def _is_bound_to_own_unit(person: Person) -> bool:
    everywhere = policy.RULES[policy.Act.SEE_AUDIT].everywhere
    return not any(role in everywhere for role in policy.roles(person))


@require_safe
@login_required
@executes("4.9", "26.1")
def audit_log(request: Request) -> HttpResponse:
    """The log within the person's reach; `verify` walks the whole chain first."""
    policy.require(request.user, policy.Act.SEE_AUDIT)
    form = AuditFilterForm(request.GET)
    entries = form.narrow(entries_open_to(request.user)).select_related("unit").order_by("-sequence")
    page = BoundedPaginator(entries, 50).get_page(request.GET.get("page"))
    head = ChainHead.objects.filter(pk=1).first()
    context = {
        "page_title": _("审计日志"),
        "crumbs": [{"title": _("首页"), "url": reverse("home")}, {"title": _("审计日志"), "url": ""}],
        "form": form,
        "columns": [
            {"label": label}
            for label in (_("序号"), _("时间"), _("动作"), _("对象"), _("人员"), _("单位"), _("内容"), _("散列值"))
        ],
        "rows": [_row(entry) for entry in page],
        "page_obj": page,
        "length": head.sequence if head else 0,
        "verification": trail.verify() if "verify" in request.GET else None,
    }
    return render(request, "console/audit.html", context)


def _row(entry: Entry) -> dict[str, Any]:
    pages = {
        "findings.finding": "findings:finding",
        "supervision.rectificationorder": "supervision:order",
        "library.resource": "workbench:resource",
    }
    name = pages.get(entry.subject_type)
    return {
        "cells": [
            {"text": entry.sequence},
            {"text": f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}"},
            {"text": verb_of(entry)},
            {"text": entry.subject_label[:60], "url": reverse(name, args=[int(entry.subject_id)]) if name else ""},
            {"text": entry.person_name or _("系统")},
            {"text": entry.unit.short_name if entry.unit else "—"},
            {"text": said(entry)},
            {"text": entry.hash[:12]},
        ]
    }
