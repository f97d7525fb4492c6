"""Addresses: where a site is served, and which official domain a served host name stands for (8.1, 10)."""

from django.conf import settings

from jiyue.platform.register.models import Site

OFFICIAL_SUFFIX = ".gov.cn"


def served_host(domain: str) -> str:
    """The host name under which an official domain is served here: `.gov.cn` becomes the configured suffix."""
    return domain.removesuffix(OFFICIAL_SUFFIX) + str(settings.JIYUE_SERVED_SUFFIX)


def official_domain(host: str) -> str:
    """The official domain behind a served host name."""
    return host.removesuffix(str(settings.JIYUE_SERVED_SUFFIX)) + OFFICIAL_SUFFIX


def _origin(host: str) -> str:
    scheme, usual = ("https", 443) if settings.JIYUE_IS_HTTPS else ("http", 80)
    port = "" if settings.JIYUE_IS_HTTPS or usual == settings.JIYUE_PUBLIC_PORT else f":{settings.JIYUE_PUBLIC_PORT}"
    return f"{scheme}://{host}{port}"


def site_address(site: Site) -> str:
    """The address of a site's home page as visitors of this installation type it, without a slash at the end."""
    if not site.is_on_platform:
        return f"https://{site.domain}"
    return _origin(served_host(site.domain))


def staff_address() -> str:
    """The address of the workbench and the console, without a slash at the end."""
    return _origin(str(settings.JIYUE_STAFF_HOST))
