"""The Wagtail page tree as the mirror of the ledgers: one root per site, one page per column."""

from wagtail.models import Page
from wagtail.models import Site as WagtailSite

from jiyue.platform.publishing.models import ColumnPage, SitePage
from jiyue.platform.register.addresses import served_host
from jiyue.platform.register.models import Column, Site


def mirror(site: Site) -> SitePage:
    """Make or update a site's root page and the pages of its columns; safe to run again."""
    root = Page.objects.filter(depth=1).order_by("pk").first() or Page.add_root(title="Root", slug="root")
    page: SitePage | None = SitePage.objects.filter(site=site).first()
    if page is None:
        page = SitePage(title=site.name, slug=site.key, site=site, show_in_menus=True)
        root.refresh_from_db()
        root.add_child(instance=page)
    WagtailSite.objects.update_or_create(
        hostname=served_host(site.domain), defaults={"root_page": page, "site_name": site.name, "port": 80}
    )
    held = {column_page.column_id: column_page for column_page in ColumnPage.objects.filter(column__site=site)}
    for column in _parents_first(site):
        if column.pk in held:
            continue
        above: Page = held[column.parent_id] if column.parent_id else page
        above.refresh_from_db()
        held[column.pk] = above.add_child(
            instance=ColumnPage(
                title=column.title,
                slug=column.key,
                column=column,
                show_in_menus=column.is_in_navigation,
                locale=page.locale,
            )
        )
    return page


def _parents_first(site: Site) -> list[Column]:
    columns = list(site.columns.order_by("position", "pk"))
    ordered: list[Column] = []
    waiting: list[int | None] = [None]
    while waiting:
        parent = waiting.pop(0)
        children = [column for column in columns if column.parent_id == parent]
        ordered += children
        waiting += [child.pk for child in children]
    return ordered
