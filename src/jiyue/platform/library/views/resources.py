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
from jiyue.platform.library import actions, checking, panels, paragraphs, previews, shelves
from jiyue.platform.library.drafting import begin
from jiyue.platform.library.forms import NewResourceForm, PlaceForm, ReasonForm
from jiyue.platform.library.history import VERBS
from jiyue.platform.library.models import Attachment, Edition, EditionState, Resource
from jiyue.platform.library.models.editions import NEXT_STATES
from jiyue.platform.library.reviewers import refusal_to_publish
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.requests import Request
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
            title=form.cleaned_data["title"],
            kind=form.cleaned_data["kind"],
            column=form.cleaned_data["column"],
            by=request.user,
        )
        return redirect(edit_url(resource))
    crumbs = [{"title": _("工作台"), "url": reverse("home")}, {"title": _("新建稿件"), "url": ""}]
    return render(request, "library/new.html", {"page_title": _("新建稿件"), "form": form, "crumbs": crumbs})


@require_safe
@login_required
@executes("13.5", "17.1", "17.2")
def page(request: Request, pk: int) -> HttpResponse:
    """A draft with its check, its way and its history; or the live text, when there is no draft."""
    return resource_page(request, own_resource(request, pk))


@require_POST
@login_required
@executes("13.5", "32.5")
def submit(request: Request, pk: int) -> HttpResponse:
    """Submit the draft; what forbids it is shown at its place, with what the editor typed kept."""
    resource = own_resource(request, pk)
    reasons = {
        name.removeprefix("reason:"): str(value) for name, value in request.POST.items() if name.startswith("reason:")
    }
    try:
        edition = actions.submit(resource=resource, by=request.user, explanations=reasons)
    except Refused as refused:
        return resource_page(request, resource, refused=refused, reasons=reasons, status=409)
    messages.success(
        request, _("已送审：%(title)s，第 %(number)d 版。") % {"title": resource.title, "number": edition.number}
    )
    return redirect("workbench:resource", pk=resource.pk)


@require_POST
@login_required
@executes("17.2")
def publish(request: Request, pk: int) -> HttpResponse:
    """Publish the approved text after the final proof."""
    resource = own_resource(request, pk)
    edition = get_object_or_404(Edition, resource=resource, state__in=NEXT_STATES)
    try:
        actions.publish(edition=edition, by=request.user)
    except Refused as refused:
        return resource_page(request, resource, refused=refused, status=409)
    messages.success(request, _("已发布。公开页面随即更新。"))
    return redirect("workbench:resource", pk=resource.pk)


@require_POST
@login_required
@executes("4.9")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the live text off all sites, with a reason."""
    resource = own_resource(request, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        actions.withdraw(resource=resource, by=request.user, reason=reason)
    except Refused as refused:
        return resource_page(request, resource, refused=refused, status=409)
    messages.success(request, _("已撤下。资源仍保留在信息资源库。"))
    return redirect("workbench:resource", pk=resource.pk)


@require_safe
@login_required
@executes("26.1")
def attachment(request: Request, pk: int) -> FileResponse:
    """Hand out a file of the person's own unit; nobody else learns that it exists (26.1)."""
    found = Attachment.objects.filter(pk=pk, resource__in=Resource.objects.open_to(request.user)).first()
    if found is None or not found.digest():
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=found.name.rsplit("/", 1)[-1])


@require_safe
@login_required
@executes("17.2")
def preview(request: Request, pk: int) -> HttpResponse:
    """The public page of the last saved text, for the person's own unit alone; nothing is written to disk."""
    _edition, text = next_text(own_resource(request, pk))
    return previews.respond(request, text)


@require_safe
@login_required
@executes("26.1")
def text_file(request: Request, pk: int, number: int) -> FileResponse:
    """Hand out the attachment with a number of the last saved text, for the person's own unit alone (26.1)."""
    _edition, text = next_text(own_resource(request, pk))
    held = list(text.attachments.all())
    if not 1 <= number <= len(held) or not held[number - 1].digest():
        raise Http404
    return FileResponse(
        held[number - 1].file.open("rb"), as_attachment=True, filename=held[number - 1].file.name.rsplit("/", 1)[-1]
    )


def public_address(resource: Resource) -> str:
    """Where the public reads a live resource: on the site of its main column; empty when it is nowhere."""
    main = resource.placements.filter(is_main=True).select_related("column__site").first()
    return f"{site_address(main.column.site)}{resource.public_path}" if resource.live and main else ""


def own_resource(request: Request, pk: int) -> Resource:
    """A resource of the person's own units; a foreign one is not found (26.1)."""
    return get_object_or_404(Resource.objects.open_to(request.user).select_related("unit"), pk=pk)


def next_text(resource: Resource) -> tuple[Edition | None, Resource]:
    """The edition on its way, if there is one, and the text as it was last saved."""
    edition = resource.editions.filter(state__in=NEXT_STATES).select_related("reviewed_by").first()
    saved: Resource = resource.get_latest_revision_as_object() if edition and resource.latest_revision_id else resource
    return edition, saved


def resource_page(
    request: Request,
    resource: Resource,
    *,
    refused: Refused | None = None,
    reasons: dict[str, str] | None = None,
    place_form: PlaceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a resource, with what was refused on it and what was typed kept."""
    edition, text = next_text(resource)
    context = _text_context(request, resource, edition, text)
    context |= {
        "page_title": text.title,
        "crumbs": [
            {"title": _("工作台"), "url": reverse("home")},
            {"title": _("信息资源"), "url": reverse("workbench:resources")},
            {"title": text.title, "url": ""},
        ],
        "levels": panels.check_levels(
            checking.check(text), reasons or (edition.explanations if edition else {}), edit_url(resource)
        ),
        "place_form": place_form or PlaceForm(person=request.user, resource=resource),
        "refusals": refused.refusals if refused else (),
    }
    context["missing"] = panels.missing(context["levels"], resource)
    return render(request, "library/resource.html", context, status=status)


def _text_context(request: Request, resource: Resource, edition: Edition | None, text: Resource) -> dict[str, Any]:
    return {
        "resource": resource,
        "text": text,
        "body": paragraphs.numbered(text.body),
        "files": panels.files(text),
        "edition": edition,
        "state": shelves.state_of(resource, edition),
        "live": resource.editions.filter(state=EditionState.PUBLISHED)
        .select_related("reviewed_by", "published_by")
        .first(),
        "steps": panels.route(edition, request.user),
        "is_draft": edition is not None and edition.state in (EditionState.DRAFT, EditionState.RETURNED),
        "may_write": policy.may(request.user, policy.Act.WRITE_RESOURCE, resource.unit),
        "may_withdraw": policy.may(request.user, policy.Act.WITHDRAW_RESOURCE, resource.unit),
        "edit_url": edit_url(resource),
        "submit_button": {"label": _("送审"), "name": "", "value": ""},
        "next_step": {"label": _("去修改"), "url": edit_url(resource)},
        "public_address": public_address(resource),
        "publish_refusal": refusal_to_publish(edition, request.user) if edition else None,
        "placements": resource.placements.select_related("column__site").order_by("-is_main", "pk"),
        "returned": returned(resource),
        "entries": VERBS.rows(Entry.objects.about(resource).select_related("unit")[:30]),
    }


def returned(resource: Resource) -> list[dict[str, Any]]:
    """Every return of the resource with the opinion that was given, the newest first (32.5)."""
    return VERBS.rows(Entry.objects.about(resource).filter(verb="edition-returned").select_related("unit")[:10])
