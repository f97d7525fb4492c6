"""Baking in the background. Each task is safe to run twice: pages whose bytes are the same are not written again."""

import logging

from django.tasks import task

from jiyue.platform.publishing import baking
from jiyue.platform.publishing.models import PageTag
from jiyue.platform.publishing.pages.catalogue import PageKey
from jiyue.platform.register.models import Site, SiteState

log = logging.getLogger(__name__)


@task
def rebake(site_id: int, pages: list[list[int | str | None]], tags: list[str]) -> list[str]:
    """Bake the pages named and those that read one of the tags; return the paths written."""
    site = Site.objects.get(pk=site_id)
    if not site.is_on_platform or site.state == SiteState.PLANNED:
        return []
    keys = [PageKey(str(kind), _number(pk), _number(chunk)) for kind, pk, chunk in pages]
    keys += keys_reading(site, tags)
    done = baking.bake_pages(site, keys)
    log.info(
        "%s: %d pages looked at, %d written, %d removed", site.key, done.seen, len(done.written), len(done.removed)
    )
    return sorted(done.written)


@task
def bake_whole_site(site_id: int) -> int:
    """Bake every page of a site; return how many were written."""
    site = Site.objects.get(pk=site_id)
    if not site.is_on_platform or site.state == SiteState.PLANNED:
        return 0
    return len(baking.bake_site(site).written)


def keys_reading(site: Site, tags: list[str]) -> list[PageKey]:
    """The pages of a site that read one of the tags when they were last made."""
    pages = PageTag.objects.filter(page__site=site, tag__in=tags).values("page_id")
    texts = PageTag.objects.filter(page_id__in=pages, tag__startswith="page:").values_list("tag", flat=True).distinct()
    return [key_from_text(text.removeprefix("page:")) for text in texts]


def key_from_text(text: str) -> PageKey:
    """Read a page key back from the record of baked pages."""
    kind, pk, chunk = text.split(":")
    return PageKey(kind, int(pk) if pk else None, int(chunk) if chunk else None)


def _number(value: int | str | None) -> int | None:
    return None if value is None else int(value)
