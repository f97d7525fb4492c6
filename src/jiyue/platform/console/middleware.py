"""What every staff request passes: content policy, refusals as pages, and the gate in front of Wagtail's own addresses."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.shortcuts import render
from django.utils.csp import CSP
from django.utils.translation import gettext as _

from jiyue.platform.kernel.refusals import Refusal, Refused

EDITOR_PREFIX = "/workbench/cms/"

# Wagtail's editor writes styles and a little script into its pages; no other address may.
EDITOR_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}

# The addresses of Wagtail that the workbench uses. Everything else of it is closed: what is not reachable can not leak
# another tenant's rows (26.1).
OPEN_NAMES = frozenset(
    {
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
        "wagtailadmin_dismissibles",
        "headless_preview",
        "editor-sign-out",
        "editor-account",
    }
)
OPEN_NAMESPACES = ("wagtailsnippets_library_resource", "wagtailadmin_editing_sessions")
CLOSED_IN_NAMESPACE = frozenset(
    {"list", "list_results", "copy", "delete", "unpublish", "workflow_history", "workflow_history_results", "usage"}
)


class ContentPolicyMiddleware(ContentSecurityPolicyMiddleware):
    """Send the strict content policy everywhere but in the editor."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.path.startswith(EDITOR_PREFIX):
            response._csp_config = EDITOR_CSP  # type: ignore[attr-defined]  # noqa: SLF001 - Django's own way to override it
        return super().process_response(request, response)


class RefusalMiddleware:
    """Turn a refusal into a page that says what, why by which clause, and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PermissionDenied) or hasattr(request, "public_site"):
            return None
        known = exception.refusals if isinstance(exception, Refused) else ()
        refusals = known or (Refusal(_("您没有办理此事的权限。"), "4.9", _("请联系本单位总负责人。")),)
        return render(request, "theme/refused.html", {"page_title": _("不能办理"), "refusals": refusals}, status=403)


class WorkbenchGateMiddleware:
    """Close Wagtail's own addresses but those that the workbench uses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        if request.path.startswith(EDITOR_PREFIX) and not is_open(request):
            raise Http404


def is_open(request: HttpRequest) -> bool:
    """Whether the gate lets a request through to Wagtail."""
    match = request.resolver_match
    if match is None:
        return False
    if match.namespace in OPEN_NAMESPACES:
        return match.url_name not in CLOSED_IN_NAMESPACE
    return match.url_name in OPEN_NAMES
