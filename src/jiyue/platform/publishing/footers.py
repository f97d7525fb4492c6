"""The footer of a site as a small page of its own, for the host's settings; it is shown in a frame and never written to disk."""

from collections.abc import Callable

from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import labels, site_view
from jiyue.platform.publishing.pages.views import Reading, SiteView
from jiyue.platform.publishing.rendering import baker
from jiyue.platform.register.models import Site, SiteTemplate

FRAMES = {SiteTemplate.STANDARD: "public/base.html", SiteTemplate.MIGRATED: "public/migrated_base.html"}
EMPTY = '{{% extends "{frame}" %}}{{% block main %}}<p>{text}</p>{{% endblock %}}'


def footer_page(site: Site, changed: Callable[[SiteView], SiteView]) -> str:
    """A page that has the site's own frame and nothing in it; `changed` puts in what the host typed and did not save."""
    view = changed(site_view(Shelf(site), Reading()))
    source = EMPTY.format(frame=FRAMES[SiteTemplate(view.template)], text="（页面正文）")
    return baker().from_string(source).render({"site": view, "labels": labels(site), "page_title": site.name, "crumbs": []})
