"""Signing in: one personal account for workbench and console, locked after failures in a row (31.1)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiyue.platform.organisations import accounts
from jiyue.platform.organisations.models import Person


class LockingBackend(ModelBackend):
    """Checks name and password; counts failures, and lets nobody in while the account is locked."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Person | None:
        person = Person.objects.filter(username=username).first()
        now = timezone.now()
        if person is None or accounts.is_locked(person, at=now):
            Person().set_password(password or "")  # as slow as a real check: the answer's time tells nothing
            return None
        if super().authenticate(request, username=username, password=password, **kwargs) is None:
            accounts.note_failure(person, at=now)
            return None
        accounts.note_success(person)
        return person


class SignInForm(AuthenticationForm):
    """Name and password, with a sentence that says what to do."""

    error_messages = {
        "invalid_login": _("账号或密码不正确。连续输错 5 次，账号锁定 30 分钟；忘记密码请联系本单位总负责人。"),
        "inactive": _("这个账号已停用，请联系本单位总负责人。"),
    }

    def clean(self) -> dict[str, Any]:
        person = Person.objects.filter(username=self.data.get("username", "")).first()
        if person is not None and accounts.is_locked(person, at=timezone.now()):
            raise ValidationError(
                _("账号因连续登录失败已锁定，请 30 分钟后再试，或联系本单位总负责人（第31条）。"), code="locked"
            )
        return super().clean()


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "theme/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


def form_expired(request: HttpRequest, **_reason: str) -> HttpResponse:
    """Say that a form came without its token, and how to send it again."""
    refusals = [
        {
            "sentence": _("表单已过期或不是从本平台打开的，没有提交成功。"),
            "clause": "",
            "remedy": _("请返回上一页，刷新后重新提交。"),
        }
    ]
    return render(request, "theme/refused.html", {"page_title": _("未能提交"), "refusals": refusals}, status=403)
