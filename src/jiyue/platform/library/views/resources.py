"""The editor's side: begin a draft, see what the check says, submit, proofread and publish, withdraw."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.kernel.requests import Request
from jiyue.platform.library import actions, checking, panels
from jiyue.platform.library.drafting import begin
from jiyue.platform.library.forms import NewResourceForm, ReasonForm
from jiyue.platform.library.history import VERBS
from jiyue.platform.library.models import Attachment, Edition, EditionState, Resource
from jiyue.platform.library.models.editions import NEXT_STATES
from jiyue.platform.library.reviewers import refusal_to_publish
from jiyue.platform.organisations import policy
from jiyue.platform.register.addresses import site_address


def edit_url(resource: Resource) -> str:
    """The address of the editor for a resource."""
    return reverse("wagtailsnippets_library_resource:edit", args=[resource.pk])


@login_required
@executes("25.1")
def new(request: Request) -> HttpResponse:
    """Begin a draft in a column, then go on in the editor."""
    policy.require(request.user, policy.Act.WRITE_RESOURCE)
    form = NewResourceForm(request.POST or None, person=request.user, initial={"column": request.GET.get("column")})
    if request.method == "POST" and form.is_valid():
        resource = begin(
            title=form.cleaned_data["title"], kind=form.cleaned_data["kind"], column=form.cleaned_data["column"], by=request.user
        )
        return redirect(edit_url(resource))
    crumbs = [{"title": _("工作台"), "url": reverse("home")}, {"title": _("新建稿件"), "url": ""}]
    return render(request, "library/new.html", {"page_title": _("新建稿件"), "form": form, "crumbs": crumbs})


@require_safe
@login_required
@executes("13.5", "17.1", "17.2")
def page(request: Request, pk: int) -> HttpResponse:
    """A draft with its check, its way and its history; or the live text, when there is no draft."""
    return _page(request, _own(request, pk))


@require_POST
@login_required
@executes("13.5", "32.5")
def submit(request: Request, pk: int) -> HttpResponse:
    """Submit the draft; what forbids it is shown at its place, with what the editor typed kept."""
    resource = _own(request, pk)
    reasons = {name.removeprefix("reason:"): str(value) for name, value in request.POST.items() if name.startswith("reason:")}
    try:
        edition = actions.submit(resource=resource, by=request.user, explanations=reasons)
    except Refused as refused:
        return _page(request, resource, refused=refused, reasons=reasons, status=409)
    messages.success(request, _("已送审：%(title)s，第 %(number)d 版。") % {"title": resource.title, "number": edition.number})
    return redirect("workbench:resource", pk=resource.pk)


@require_POST
@login_required
@executes("17.2")
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish the approved text after the final proof."""
    resource = _own(request, pk)
    edition = get_object_or_404(Edition, resource=resource, state__in=NEXT_STATES)
    try:
        actions.publish(edition=edition, by=request.user)
    except Refused as refused:
        return _page(request, resource, refused=refused, status=409)
    messages.success(request, _("已发布。公开页面随即更新。"))
    return redirect("workbench:resource", pk=resource.pk)


@require_POST
@login_required
@executes("4.9")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the live text off all sites, with a reason."""
    resource = _own(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.withdraw(resource=resource, by=request.user, reason=reason)
    except Refused as refused:
        return _page(request, resource, refused=refused, status=409)
    messages.success(request, _("已撤下。资源仍保留在信息资源库。"))
    return redirect("workbench:resource", pk=resource.pk)


@require_safe
@login_required
def attachment(request: Request, pk: int) -> FileResponse:
    """Hand out a file of the person's own unit; nobody else learns that it exists (26.1)."""
    found = Attachment.objects.filter(pk=pk, resource__in=Resource.objects.open_to(request.user)).first()
    if found is None or not found.digest():
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.file.name.rsplit("/", 1)[-1])


def public_address(resource: Resource) -> str:
    """Where the public reads a live resource: on the site of its main column; empty when it is nowhere."""
    main = resource.placements.filter(is_main=True).select_related("column__site").first()
    return f"{site_address(main.column.site)}{resource.public_path}" if resource.live and main else ""


def _own(request: Request, pk: int) -> Resource:
    return get_object_or_404(Resource.objects.open_to(request.user).select_related("unit"), pk=pk)


def _page(
    request: Request, resource: Resource, *, refused: Refused | None = None, reasons: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    edition = resource.editions.filter(state__in=NEXT_STATES).first()
    text: Resource = resource.get_latest_revision_as_object() if edition and resource.latest_revision_id else resource
    remarks = checking.check(text)
    held = reasons or (edition.explanations if edition else {})
    is_draft = edition is not None and edition.state in (EditionState.DRAFT, EditionState.RETURNED)
    context: dict[str, Any] = {
        "page_title": text.title,
        "crumbs": [{"title": _("工作台"), "url": reverse("home")}, {"title": text.title, "url": ""}],
        "resource": resource,
        "text": text,
        "edition": edition,
        "live": resource.editions.filter(state=EditionState.PUBLISHED).select_related("reviewed_by", "published_by").first(),
        "levels": panels.check_levels(remarks, held, edit_url(resource)),
        "steps": panels.route(edition, resource, request.user),
        "missing": panels.missing(remarks, resource),
        "is_draft": is_draft,
        "may_write": policy.may(request.user, policy.Act.WRITE_RESOURCE, resource.unit),
        "edit_url": edit_url(resource),
        "submit_button": {"label": _("送审"), "name": "", "value": ""},
        "next_step": {"label": _("去修改"), "url": edit_url(resource)},
        "public_address": public_address(resource),
        "publish_refusal": refusal_to_publish(edition, request.user) if edition else None,
        "placements": resource.placements.select_related("column__site").order_by("-is_main", "pk"),
        "entries": VERBS.rows(Entry.objects.about(resource).select_related("unit")[:30]),
        "refusals": refused.refusals if refused else (),
    }
    return render(request, "library/resource.html", context, status=status)
