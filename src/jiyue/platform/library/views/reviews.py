"""The reviewer's side: what waits, the text beside the last live one, each gate, approve or return (17.1, 17.4, 32.5)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library import actions, checking, desk, diffing, panels, paragraphs
from jiyue.platform.library.content import as_resource
from jiyue.platform.library.forms import ReviewForm
from jiyue.platform.library.models import Edition, EditionState
from jiyue.platform.library.reviewers import refusal_to_review
from jiyue.platform.library.views.resources import public_address, returned
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request


@require_safe
@login_required
@executes("17.1")
def queue(request: Request) -> HttpResponse:
    """Everything that the person may review now, over all sites, oldest first."""
    policy.require(request.user, policy.Act.REVIEW_RESOURCE)
    waiting = (
        Edition.objects.waiting_for(request.user)
        .select_related("resource__unit", "submitted_by")
        .order_by("submitted_at", "pk")
    )
    page = Paginator(waiting, 30).get_page(request.GET.get("page"))
    rows = [
        {
            "cells": [
                {
                    "text": edition.content.get("title") or str(edition.resource),
                    "url": reverse("workbench:review", args=[edition.pk]),
                },
                {"text": edition.resource.get_kind_display()},
                {"text": edition.resource.unit.short_name},
                {"text": str(edition.submitted_by)},
                {
                    "text": f"{timezone.localtime(edition.submitted_at):%m-%d %H:%M}" if edition.submitted_at else "",
                    "note": _waited(edition),
                },
                {"text": _("第 %(number)d 版") % {"number": edition.number}},
            ]
        }
        for edition in page
    ]
    labels = [_("标题"), _("类别"), _("单位"), _("送审人"), _("送审时间"), _("版次")]
    context = {
        "page_title": _("待我审核"),
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": _("待我审核"), "url": ""}],
        "columns": [{"label": label} for label in labels],
        "rows": rows,
        "page_obj": page,
    }
    return render(request, "library/reviews.html", context)


@login_required
@executes("17.1", "17.4", "32.5")
def review(request: Request, pk: int) -> HttpResponse:
    """One submitted text: difference to the live one, check, gates, decision."""
    edition = get_object_or_404(
        Edition.objects.open_to(request.user).select_related("resource__unit", "submitted_by"), pk=pk
    )
    refused: Refused | None = None
    form = ReviewForm(request.POST or None, initial={"seen_hash": edition.content_hash})
    if request.method == "POST" and form.is_valid():
        try:
            return _decide(request, edition, form)
        except Refused as refusal:
            refused = refusal
    return render(
        request, "library/review.html", _context(request, edition, form, refused), status=409 if refused else 200
    )


def _waited(edition: Edition) -> str:
    waited = (timezone.now() - edition.submitted_at).days if edition.submitted_at else 0
    return _("已等 %(days)d 天") % {"days": waited} if waited else _("不到 1 天")


def _decide(request: Request, edition: Edition, form: ReviewForm) -> HttpResponse:
    opinion = form.cleaned_data["opinion"]
    if "return" in request.POST:
        actions.send_back(edition=edition, by=request.user, opinion=opinion)
        messages.success(request, _("已退回编辑。"))
    else:
        actions.approve(
            edition=edition,
            by=request.user,
            gates=form.gates(),
            seen_hash=form.cleaned_data["seen_hash"],
            opinion=opinion,
        )
        messages.success(request, _("审核通过，等待编辑校对发布。"))
    return redirect("workbench:reviews")


def _context(request: Request, edition: Edition, form: ReviewForm, refused: Refused | None) -> dict[str, Any]:
    resource = edition.resource
    live = resource.editions.filter(state=EditionState.PUBLISHED).first()
    text = as_resource(resource, edition.content) if edition.content else resource
    remarks = checking.check(text)
    refusal = refusal_to_review(edition, request.user)
    diff = diffing.rows(live.content if live else {}, edition.content)
    title = edition.content.get("title") or str(resource)
    return {
        "page_title": title,
        "crumbs": [{"title": _("待我审核"), "url": reverse("workbench:reviews")}, {"title": title, "url": ""}],
        "edition": edition,
        "resource": resource,
        "text": text,
        "body": paragraphs.numbered(text.body),
        "files": panels.files(text),
        "form": form,
        "gates": desk.gates(form, remarks),
        "steps": desk.steps(edition),
        "place": desk.place(edition, request.user),
        "checks": desk.checks(edition, refusal, remarks),
        "refusal": refusal,
        "refusals": refused.refusals if refused else (),
        "levels": panels.check_levels(remarks, edition.explanations, ""),
        "has_live": live is not None,
        "diff": diff,
        "diff_summary": _("共 %(count)d 处改动") % {"count": sum(row["kind"] != "same" for row in diff)},
        "before": {
            "title": _("线上第 %(number)d 版") % {"number": live.number} if live else _("尚未发布"),
            "note": f"{timezone.localtime(live.published_at):%Y-%m-%d}" if live and live.published_at else "",
        },
        "after": {"title": _("本次第 %(number)d 版") % {"number": edition.number}, "note": _("送审稿")},
        "hands": edition.hands.select_related("person").order_by("at", "pk"),
        "returned": returned(resource),
        "public_address": public_address(resource),
    }
