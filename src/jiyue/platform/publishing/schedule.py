"""The clock as a user: pages that show days are made anew when the day changes."""

from crontask import cron
from django.tasks import task

from jiyue.platform.publishing import tasks
from jiyue.platform.register.models import Site


@cron("1 0 * * *")
@task
def bake_home_pages() -> int:
    """Bake every home page after midnight, because notices count days (9.2); running it twice writes nothing new."""
    sites = Site.objects.in_operation().filter(is_on_platform=True)
    for site in sites:
        tasks.rebake.enqueue(site.pk, [["home", None, None]], [])
    return len(sites)
