"""The footer of a site as a small page of its own, for the host's settings; it is shown in a frame and never written to disk."""

from collections.abc import Callable

from turbohtml import parse

from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import labels, site_view
from jiyue.platform.publishing.pages.views import Reading, SiteView
from jiyue.platform.publishing.rendering import baker
from jiyue.platform.register.models import Site, SiteTemplate

FRAMES = {SiteTemplate.STANDARD: "public/base.html", SiteTemplate.MIGRATED: "public/migrated_base.html"}


def footer_page(site: Site, changed: Callable[[SiteView], SiteView]) -> str:
    """A page with the head and the foot of the site's own pages; `changed` puts in what the host typed and did not save."""
    view = changed(site_view(Shelf(site), Reading()))
    source = f'{{% extends "{FRAMES[SiteTemplate(view.template)]}" %}}'
    whole = (
        baker()
        .from_string(source)
        .render({"site": view, "labels": labels(site), "page_title": site.name, "crumbs": []})
    )
    tree = parse(whole).remove("script")
    head, foot = tree.find("head"), tree.find("footer")
    grey = ' class="is-grey"' if view.is_grey else ""
    return f'<!doctype html><html lang="zh-CN"{grey}>{head.html if head is not None else ""}<body>{foot.html if foot is not None else ""}</body></html>'
