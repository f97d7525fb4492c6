"""In which columns a resource stands: put it into one, take it out, keep it on top (25.2)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library import actions, placing
from jiyue.platform.library.forms import PinForm, PlaceForm
from jiyue.platform.library.models import Placement
from jiyue.platform.library.views.resources import own_resource, resource_page
from jiyue.platform.organisations.requests import Request


@require_POST
@login_required
@executes("25.1", "25.2")
def place(request: Request, pk: int) -> HttpResponse:
    """Put a resource into a column that the person's unit may fill."""
    resource = own_resource(request, pk)
    form = PlaceForm(request.POST, person=request.user, resource=resource)
    if not form.is_valid():
        return resource_page(request, resource, place_form=form, status=422)
    column = form.cleaned_data["column"]
    try:
        actions.place(resource=resource, column=column, by=request.user, is_main=form.cleaned_data["is_main"])
    except Refused as refused:
        return resource_page(request, resource, refused=refused, place_form=form, status=409)
    messages.success(request, _("已选入“%(column)s”。") % {"column": column.title})
    return redirect("workbench:resource", pk=pk)


@require_POST
@login_required
@executes("25.2")
def displace(request: Request, pk: int) -> HttpResponse:
    """Take a resource out of a column."""
    placement = _own(request, pk)
    try:
        placing.displace(placement=placement, by=request.user)
    except Refused as refused:
        return resource_page(request, placement.resource, refused=refused, status=409)
    messages.success(request, _("已从“%(column)s”移出。") % {"column": placement.column.title})
    return redirect("workbench:resource", pk=placement.resource_id)


@require_POST
@login_required
@executes("25.2")
def pin(request: Request, pk: int) -> HttpResponse:
    """Keep a resource on top of a column until a day; an empty day ends it."""
    placement = _own(request, pk)
    form = PinForm(request.POST)
    if not form.is_valid():
        return resource_page(request, placement.resource, status=422)
    try:
        placing.pin(placement=placement, until=form.cleaned_data["until"], by=request.user, today=timezone.localdate())
    except Refused as refused:
        return resource_page(request, placement.resource, refused=refused, status=409)
    messages.success(request, _("已置顶。") if form.cleaned_data["until"] else _("已取消置顶。"))
    return redirect("workbench:resource", pk=placement.resource_id)


def _own(request: Request, pk: int) -> Placement:
    return get_object_or_404(Placement.objects.open_to(request.user).select_related("resource__unit", "column"), pk=pk)
