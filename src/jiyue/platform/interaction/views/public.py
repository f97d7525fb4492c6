"""The public pages on each site's host: write, see the state, read public answers (14.2, 18.1, 18.2)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiyue.platform.interaction import asking, clock, limits, pages, showing
from jiyue.platform.interaction.forms import LetterForm, LookupForm, NotAnsweredForm
from jiyue.platform.interaction.models import Message, MessageState
from jiyue.platform.kernel.executes import executes
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.publishing.hosts import PublicRequest
from jiyue.platform.publishing.pages.frame import frame
from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.views import Link, Reading
from jiyue.platform.register.models import Feed

TOO_MANY = 429


class _Token(CsrfViewMiddleware):
    """Django's own check, answering with the reason, so that a form that failed it keeps what was typed."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:  # noqa: ARG002 - as Django calls it
        return HttpResponse(reason, status=403)


def has_token(request: HttpRequest) -> bool:
    """Whether a form came from this very site's page."""
    check = _Token(lambda _request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _nothing, (), {}) is None


def _nothing(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def visitor(request: HttpRequest) -> str:
    """The address that the front saw; it replaces whatever the visitor claims."""
    return (
        str(request.headers.get("X-Forwarded-For") or request.META.get("REMOTE_ADDR") or "unknown")
        .split(",")[0]
        .strip()
    )


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@executes("15.1", "18.1")
def new(request: PublicRequest) -> HttpResponse:
    """Write to the government. Whatever goes wrong, what was typed stays."""
    now = timezone.now()
    if request.method != "POST":
        return _letter(request, LetterForm(initial={"about": request.GET.get("about", "")[:300]}))
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _letter(request, form, status=422)
    if not has_token(request):
        form.add_error(None, _("页面已过期，没有提交成功。您写的内容还在下面，请再按一次“提交”。"))
        return _letter(request, form, status=403)
    if limits.is_over("ask", visitor(request), at=now):
        form.add_error(None, _("这个网络地址一小时内来信过多，没有提交成功。请一小时后再试，或拨打页脚的联系电话。"))
        return _letter(request, form, status=TOO_MANY)
    limits.count("ask", visitor(request), at=now)
    if form.is_trapped():
        return redirect("public-messages:new")
    data = form.cleaned_data
    letter = asking.Letter(
        kind=data["kind"],
        title=data["title"],
        text=data["text"],
        contact={"name": data["name"], "phone": data["phone"]},
        about=data["about"],
        wants_public=data["wants_public"],
    )
    message, code = asking.ask(site=request.public_site, letter=letter, at=now)
    deadline = clock.deadline(timezone.localdate(now))
    context = _frame(request, _("来信已收到")) | {
        "number": message.number,
        "code": f"{code[:4]} {code[4:]}",
        "due_on": message.due_on,
        "deadline": deadline,
    }
    return render(request, "public/message_sent.html", context, using="public")


def _letter(request: PublicRequest, form: LetterForm, *, status: int = 200) -> HttpResponse:
    days = clock.answer_workdays(timezone.localdate())
    about = form["about"].value() or ""
    promise = _(
        "最迟在收到的次日起%(days)d个工作日内答复，能当日答复的当日答复。从提交起计时，转办不重新计时；周末和法定节假日不计，调休上班日计入。"
    ) % {"days": days}
    note = _("姓名和电话可以不填；填写的只用于核实和答复，加密保存，不公开。公开答复时隐去能够识别个人的内容。")
    context = _frame(request, _("本页有误") if about else _("我要写信")) | {
        "form": form,
        "promise": promise,
        "privacy_note": note,
    }
    return render(request, "public/message_new.html", context, status=status, using="public")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@executes("18.2", "18.3")
def state(request: PublicRequest) -> HttpResponse:
    """How a message fares, for whoever has its number and code."""
    if request.method != "POST":
        return _state(request, LookupForm())
    form = LookupForm(request.POST)
    if not form.is_valid():
        return _state(request, form, status=422)
    if not has_token(request):
        return _state(request, form, error=_("页面已过期，请再按一次“查询”。"), status=403)
    now = timezone.now()
    try:
        message = asking.look_up(
            number=form.cleaned_data["number"], code=form.cleaned_data["code"], address=visitor(request), at=now
        )
    except Refused as refused:
        return _state(request, form, error=str(refused), status=TOO_MANY)
    if message is None:
        return _state(request, form, error=_("没有找到这封来信，请核对编号和查询码。"), status=404)
    view = showing.for_asker(message, today=timezone.localdate(now))
    may_dispute = message.state == MessageState.ANSWERED and message.not_answered_at is None
    dispute = NotAnsweredForm(initial=form.cleaned_data, auto_id="dispute_%s") if may_dispute else None
    return _state(request, LookupForm(), message=view, dispute=dispute)


@csrf_exempt
@never_cache
@require_POST
@executes("18.3")
def not_answered(request: PublicRequest) -> HttpResponse:
    """Say that the answer does not answer; number and code are asked for once more, because nothing else proves who asks."""
    now = timezone.now()
    form = NotAnsweredForm(request.POST)
    if not form.is_valid() or not has_token(request):
        return _state(
            request, LookupForm(), error=_("没有提交成功。请凭编号和查询码重新查询，再写明哪里没有答到。"), status=422
        )
    try:
        message = asking.look_up(
            number=form.cleaned_data["number"], code=form.cleaned_data["code"], address=visitor(request), at=now
        )
        if message is not None:
            message = asking.say_not_answered(message=message, reason=form.cleaned_data["reason"], at=now)
    except Refused as refused:
        return _state(request, LookupForm(), error=str(refused), status=409)
    if message is None:
        return _state(request, LookupForm(), error=_("没有找到这封来信，请核对编号和查询码。"), status=404)
    view = showing.for_asker(message, today=timezone.localdate(now))
    return _state(request, LookupForm(), message=view)


def _state(
    request: PublicRequest,
    form: LookupForm,
    *,
    message: Any = None,
    error: str = "",
    status: int = 200,
    dispute: NotAnsweredForm | None = None,
) -> HttpResponse:
    context = _frame(request, _("查询来信")) | {
        "form": form,
        "message": message,
        "error": error,
        "not_answered": dispute,
    }
    return render(request, "public/message_state.html", context, status=status, using="public")


@require_safe
@executes("18.2")
def answer(request: PublicRequest, number: str) -> HttpResponse:
    """A public answer that is not baked yet; its address without the ending leads to the baked page."""
    shelf = Shelf(request.public_site)
    message = Message.objects.public().filter(site=request.public_site, number=number).first()
    made = pages.answer_page(shelf, message.pk, Reading()) if message else None
    if made is None:
        raise Http404
    path, template, context = made
    return render(request, template, context, using="public") if request.path == path else redirect(path)


@require_safe
@executes("18.1", "32.8")
def answers(request: PublicRequest) -> HttpResponse:
    """The list of public answers stands in its column; a site without such a column shows the newest here."""
    shelf = Shelf(request.public_site)
    column = next((one for one in shelf.columns if one.fed_by == Feed.MESSAGES), None)
    if column is not None:
        return redirect(f"/{column.path}/")
    raise Http404


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """The site's own page for what it does not have."""
    site = getattr(request, "public_site", None)
    if site is None:
        return HttpResponse(_("没有这个页面。"), status=404, content_type="text/plain; charset=utf-8")
    context = frame(Shelf(site), _("页面不存在")) | {"crumbs": []}
    return render(request, "public/notfound.html", context, status=404, using="public")


def failed(_request: HttpRequest) -> HttpResponse:
    """A fault of the platform, told to a citizen without asking the database or a template for anything."""
    text = _("系统暂时出错，您提交的内容可能没有送达。请稍后再试；本站其他页面可以照常浏览。")
    return HttpResponse(text, status=500, content_type="text/plain; charset=utf-8")


def _frame(request: PublicRequest, title: str) -> dict[str, Any]:
    shelf = Shelf(request.public_site)
    column = next((one for one in shelf.columns if one.fed_by == Feed.MESSAGES), None)
    return frame(shelf, title, column=column, trail=[Link(title, "")])
