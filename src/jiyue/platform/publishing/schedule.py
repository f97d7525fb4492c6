"""The clock as a user: pages that show days are made anew when the day changes."""

from datetime import timedelta

from crontask import cron
from django.tasks import task
from django.utils import timezone

from jiyue.platform.library.models import Placement
from jiyue.platform.publishing import tasks
from jiyue.platform.register.models import Site


@cron("1 0 * * *")
@task
def bake_home_pages() -> int:
    """Bake every home page after midnight, because notices count days (9.2), and lists whose pins ended; twice writes nothing new."""
    sites = Site.objects.in_operation().filter(is_on_platform=True)
    yesterday = timezone.localdate() - timedelta(days=1)
    ended = Placement.objects.filter(pinned_until=yesterday, resource__live=True).values_list("column__site", "column")
    tags: dict[int, list[str]] = {}
    for site_id, column_id in ended:
        tags.setdefault(site_id, []).append(f"head:{column_id}")
    for site in sites:
        tasks.rebake.enqueue(site.pk, [["home", None, None]], tags.get(site.pk, []))
    return len(sites)
