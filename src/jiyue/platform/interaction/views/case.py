"""One message in the workbench: thread, clock, draft, check, release, transfer (18.1-18.3, 13.5)."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiyue.platform.interaction import actions, casework, clock, wording
from jiyue.platform.interaction.forms import DraftForm, NoteForm, ReasonForm, TransferForm
from jiyue.platform.interaction.models import Message, MessageState
from jiyue.platform.interaction.sealing import SealBroken
from jiyue.platform.interaction.similar import similar
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.organisations.models import Unit
from jiyue.platform.organisations.requests import Request
from jiyue.platform.register.addresses import site_address

Forms = dict[str, forms.Form]
CONFLICT = 409


@require_safe
@login_required
@executes("18.1", "18.2", "18.3", "13.5")
def case(request: Request, pk: int) -> HttpResponse:
    """The message with everything done about it, and what this person may do next."""
    return _page(request, _own(request, pk))


@require_POST
@login_required
@executes("18.2")
def accept(request: Request, pk: int) -> HttpResponse:
    """Take the message up."""
    return _act(
        request,
        pk,
        lambda message: actions.accept(message=message, by=request.user),
        _("已受理。时限从来信当日起算，不因受理重新计算。"),
    )


@require_POST
@login_required
@executes("18.2")
def transfer(request: Request, pk: int) -> HttpResponse:
    """Pass the message on."""
    message = _own(request, pk)
    form = TransferForm(request.POST, units=units_for(message))
    if not form.is_valid():
        return _page(request, message, given={"transfer_form": form}, status=422)
    data = form.cleaned_data
    done = _("已转%(unit)s办理。时限不重新计算。") % {"unit": data["to"].short_name}
    return _act(
        request,
        pk,
        lambda held: actions.transfer(message=held, to=data["to"], by=request.user, reason=data["reason"]),
        done,
        {"transfer_form": form},
    )


@require_POST
@login_required
@executes("18.2", "18.3")
def note(request: Request, pk: int) -> HttpResponse:
    """An internal remark, or word to the asker."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, _own(request, pk), given={"note_form": form}, status=422)
    data = form.cleaned_data
    done = _("已告知来信人。这不是答复，计时继续。") if data["is_for_asker"] else _("已记录，仅内部可见。")
    return _act(
        request, pk,
        lambda message: actions.note(message=message, by=request.user, text=data["text"], is_for_asker=data["is_for_asker"]),
        done, {"note_form": form},
    )  # fmt: skip


@require_POST
@login_required
@executes("18.3", "13.5")
def draft(request: Request, pk: int) -> HttpResponse:
    """Save the draft, or submit it; what was typed stays whatever is refused."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _page(request, _own(request, pk), given={"draft_form": form}, status=422)
    written = actions.Draft(**form.cleaned_data)
    if "submit" in request.POST:
        return _act(
            request, pk, lambda message: actions.submit(message=message, draft=written, by=request.user),
            _("已送审，等待另一人审核。"), {"draft_form": form},
        )  # fmt: skip
    return _act(
        request,
        pk,
        lambda message: actions.save_draft(message=message, draft=written, by=request.user),
        _("草稿已保存。"),
        {"draft_form": form},
    )


@require_POST
@login_required
@executes("18.3")
def release(request: Request, pk: int) -> HttpResponse:
    """Release the answer as the second person."""
    return _act(
        request,
        pk,
        lambda message: actions.release(message=message, by=request.user),
        _("已答复，来信人凭编号和查询码可以看到。"),
    )


@require_POST
@login_required
@executes("18.3")
def decide(request: Request, pk: int, verb: str) -> HttpResponse:
    """What needs a reason: send a draft back, take a public answer off, take up again what was called not answered."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    by = request.user
    acts: dict[str, tuple[Callable[[Message], Message], str]] = {
        "return": (lambda message: actions.send_back(message=message, by=by, opinion=reason), _("已退回拟稿人。")),
        "unpublish": (
            lambda message: actions.unpublish(message=message, by=by, reason=reason),
            _("已从网站撤下，来信人仍可查询。"),
        ),
        "reopen": (
            lambda message: actions.reopen(message=message, by=by, reason=reason),
            _("已重新办理，计时从来信当日连续计算。"),
        ),
    }
    work, done = acts[verb]
    return _act(request, pk, work, done)


@require_POST
@login_required
@executes("18.2")
def contact(request: Request, pk: int) -> HttpResponse:
    """Show the contact and the unmasked text once, on record."""
    message = _own(request, pk)
    try:
        opened = actions.see_contact(message=message, by=request.user)
    except Refused as refused:
        return _page(request, message, refusals=refused.refusals, status=CONFLICT)
    except SealBroken:
        refusal = Refusal(_("联系方式是用另一把密钥加密的，打不开。"), "", _("请联系平台运维单位恢复密钥文件。"))
        return _page(request, message, refusals=(refusal,), status=CONFLICT)
    return _page(request, message, opened={"name": opened.get("name", ""), "phone": opened.get("phone", "")})


def units_for(message: Message) -> Any:
    """The units that a message may pass to: those of the site's level that exist, and the site's host."""
    today = timezone.localdate()
    return Unit.objects.existing(today).exclude(pk=message.unit_id).order_by("level", "name")


def _own(request: Request, pk: int) -> Message:
    return get_object_or_404(
        Message.objects.open_to(request.user).select_related("unit", "site__host", "answered_by", "released_by"), pk=pk
    )


def _act(
    request: Request, pk: int, work: Callable[[Message], Message], done: str, given: Forms | None = None
) -> HttpResponse:
    message = _own(request, pk)
    try:
        work(message)
    except Refused as refused:
        return _page(request, _own(request, pk), given=given, refusals=refused.refusals, status=CONFLICT)
    messages.success(request, done)
    still_mine = Message.objects.open_to(request.user).filter(pk=message.pk).exists()
    return redirect("interaction:message", pk=pk) if still_mine else redirect("interaction:messages")


def _page(
    request: Request,
    message: Message,
    *,
    given: Forms | None = None,
    refusals: tuple[Refusal, ...] = (),
    opened: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    today = timezone.localdate()
    deadline = clock.deadline(timezone.localdate(message.received_at))
    light = clock.light(message, today)
    title = wording.masked(message.title)
    drafted = {name: getattr(message, name) for name in DraftForm.base_fields}
    drafted["public_title"] = message.public_title or title
    drafted["public_text"] = message.public_text or wording.masked(message.text)
    context: dict[str, Any] = {
        "page_title": title,
        "crumbs": [
            {"title": _("工作台"), "url": reverse("home")},
            {"title": _("留言"), "url": reverse("interaction:messages")},
            {"title": message.number, "url": ""},
        ],
        "message": message,
        "light": light,
        "deadline": deadline,
        "today": today,
        "clock_notes": _clock_notes(message),
        "pieces": list(wording.pieces(message.text)),
        "hidden_count": len(wording.personal(message.text)),
        "thread": casework.thread(message),
        "route": casework.route(message),
        "may": casework.may(message, request.user),
        "levels": casework.levels(message),
        "writers": casework.writers(message),
        "similar": [
            {
                "title": other.public_title,
                "url": f"{site_address(other.site)}{other.public_path}",
                "unit": other.unit.short_name,
                "light": clock.light(other, today),
            }
            for other in similar(message)
        ],
        "is_editing": message.state == MessageState.HANDLING,
        "public_address": f"{site_address(message.site)}{message.public_path}"
        if message.is_public and message.state == MessageState.ANSWERED
        else "",
        "contact": opened,
        "refusals": refusals,
        "draft_form": DraftForm(initial=drafted),
        "transfer_form": TransferForm(units=units_for(message)),
        "note_form": NoteForm(),
        "reason_form": ReasonForm(),
        **(given or {}),
    }
    return render(request, "interaction/case.html", context, status=status)


def _clock_notes(message: Message) -> list[str]:
    count = actions.transfers(message)
    notes = [_("转办 %(count)d 次，不重新计时；“已收悉、将办理”一类的告知不停止计时。") % {"count": count}]
    taken = clock.workdays_taken(message)
    if taken is None:
        notes.append(_("当日答复为力争目标，只作统计。"))
    else:
        notes.append(_("当日答复目标：已达到。") if taken == 0 else _("当日答复目标：未达到（只作统计）。"))
    return notes
