"""Header, navigation and footer of a site's pages, and the page labels (standards §2.6, 8.4)."""

import re
from urllib.parse import quote

from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.views import Link, NavItem, Reading, SiteView
from jiyue.platform.register.addresses import site_address
from jiyue.platform.register.models import EXISTING_STATES, Column, Site, SiteKind

# The certificate of a site mark (standards §2.10).
MARK_CERTIFICATE = "https://bszs.conac.cn/sitename?method=show&id={id}"
# The national platform that takes error reports; the embed's host and path are those of standards §7.
ERROR_REPORT = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}&url={url}"


def site_view(shelf: Shelf, reading: Reading, *, current: Column | None = None) -> SiteView:
    """Header and footer for a page of a site; `current` is the column that the page stands in."""
    key = current.pk if current else 0
    return shelf.once(f"site:{key}", reading, lambda inner: _site_view(shelf, inner, current))


def _site_view(shelf: Shelf, reading: Reading, current: Column | None) -> SiteView:
    site = shelf.site
    reading.note("site", site.pk)
    record = re.search(r"\d{14}", site.police_number)
    portal = None if _is_city_portal(site) else Site.objects.in_operation().portal_of("city")
    return SiteView(
        key=site.key,
        name=site.name,
        english_name=site.english_name,
        kind=site.kind,
        level=site.level,
        domain=site.domain,
        chinese_domain=site.chinese_domain,
        site_code=site.site_code,
        icp_number=site.icp_number,
        police_number=site.police_number,
        police_record_code=record.group() if record else "",
        host_name=site.host.name,
        undertaker_name=site.undertaker_name,
        operator_name=site.operator_name,
        address=site.address,
        postcode=site.postcode,
        phone=site.phone,
        is_ipv6=site.supports_ipv6,
        mark=site.mark,
        template=site.template,
        is_grey=site.is_grey,
        is_demonstration=site.is_demonstration,
        nav=navigation(shelf, current=current),
        portal=Link(portal.name, f"{site_address(portal)}/") if portal else None,
        mark_url=MARK_CERTIFICATE.format(id=quote(site.mark_certificate, safe="")) if site.mark_certificate else "",
        error_report_url=ERROR_REPORT.format(code=site.site_code, url=quote(f"https://{site.domain}/", safe=""))
        if site.site_code
        else "",
    )


def _is_city_portal(site: Site) -> bool:
    return site.kind == SiteKind.PORTAL and site.level == "city"


def navigation(shelf: Shelf, *, current: Column | None = None) -> tuple[NavItem, ...]:
    """The columns of the site's navigation with those below them, the current branch marked."""

    def item(column: Column) -> NavItem:
        children = tuple(item(child) for child in shelf.below[column.pk])
        is_current = current is not None and (current.pk == column.pk or any(child.is_current for child in children))
        return NavItem(column.title, column_url(column), is_current, children)

    return tuple(item(column) for column in shelf.below[None] if column.is_in_navigation)


def tree(shelf: Shelf, reading: Reading) -> tuple[NavItem, ...]:
    """Every column in use, as the site map shows them (13.8)."""
    reading.note("site", shelf.site.pk)

    def item(column: Column) -> NavItem:
        return NavItem(
            column.title, column_url(column), children=tuple(item(child) for child in shelf.below[column.pk])
        )

    return tuple(item(column) for column in shelf.below[None])


def column_url(column: Column) -> str:
    """The address of a column on its site."""
    return f"/{column.path.strip('/')}/"


def labels(site: Site) -> list[tuple[str, str]]:
    """The labels of every page of a site."""
    return [("SiteName", site.name), ("SiteDomain", site.domain), ("SiteIDCode", site.site_code)]


def column_labels(column: Column) -> list[tuple[str, str]]:
    """The labels of a column's pages, after those of the site."""
    return [
        *labels(column.site),
        ("ColumnName", column.title),
        ("ColumnDescription", column.description or column.title),
        ("ColumnKeywords", column.keywords or column.title),
        ("ColumnType", column.column_type),
    ]


def crumbs(column: Column) -> list[Link]:
    """The way from the home page to a column, the column last."""
    way: list[Link] = []
    step: Column | None = column
    while step is not None:
        way.append(Link(step.title, column_url(step)))
        step = step.parent
    return list(reversed(way))


def sites_of_city(reading: Reading) -> tuple[tuple[Link, ...], tuple[Link, ...]]:
    """Links to the county portals and to the department sites of the city."""
    reading.note("sites", "all")
    counties: list[Link] = []
    departments: list[Link] = []
    for site in (
        Site.objects.filter(state__in=EXISTING_STATES).exclude(state="planned").select_related("unit").order_by("pk")
    ):
        if _is_city_portal(site):
            continue
        target = counties if site.kind == SiteKind.PORTAL else departments
        target.append(Link(site.unit.short_name, f"{site_address(site)}/"))
    return tuple(counties), tuple(departments)
