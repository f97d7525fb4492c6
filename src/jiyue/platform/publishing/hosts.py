"""Host names: which site a request means, and where a site is served (8.1, 10)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from jiyue.platform.register.models import EXISTING_STATES, Site

OFFICIAL_SUFFIX = ".gov.cn"


def served_host(domain: str) -> str:
    """The host name under which an official domain is served here: `.gov.cn` becomes the configured suffix."""
    return domain.removesuffix(OFFICIAL_SUFFIX) + str(settings.JIYUE_SERVED_SUFFIX)


def official_domain(host: str) -> str:
    """The official domain behind a served host name."""
    return host.removesuffix(str(settings.JIYUE_SERVED_SUFFIX)) + OFFICIAL_SUFFIX


def _origin(host: str) -> str:
    scheme, usual = ("https", 443) if settings.JIYUE_IS_HTTPS else ("http", 80)
    port = "" if settings.JIYUE_IS_HTTPS or settings.JIYUE_PUBLIC_PORT == usual else f":{settings.JIYUE_PUBLIC_PORT}"
    return f"{scheme}://{host}{port}"


def site_address(site: Site) -> str:
    """The address of a site's home page as visitors of this installation type it, without a slash at the end."""
    if not site.is_on_platform:
        return f"https://{site.domain}"
    return _origin(served_host(site.domain))


def staff_address() -> str:
    """The address of the workbench and the console, without a slash at the end."""
    return _origin(str(settings.JIYUE_STAFF_HOST))


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
        request.urlconf = settings.JIYUE_PUBLIC_URLCONF  # type: ignore[attr-defined]
        return self.get_response(request)
