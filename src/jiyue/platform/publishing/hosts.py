"""Host names: which site a request means (8.1, 10)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from jiyue.platform.register.addresses import official_domain
from jiyue.platform.register.models import EXISTING_STATES, Site


class PublicRequest(HttpRequest):
    """A request that came to a public site's own host name."""

    public_site: Site


class HostMiddleware:
    """Send each host name to its side: the staff host to the workbench and console, a site's host to its public pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        host = request.get_host().rpartition(":")[0] if ":" in request.get_host() else request.get_host()
        if host == settings.JIYUE_STAFF_HOST:
            return self.get_response(request)
        site = Site.objects.filter(domain=official_domain(host), state__in=EXISTING_STATES).first()
        if site is None:
            return HttpResponse("此地址没有政府网站。", status=404, content_type="text/plain; charset=utf-8")
        request.public_site = site  # type: ignore[attr-defined]
        request.urlconf = settings.JIYUE_PUBLIC_URLCONF
        return self.get_response(request)
