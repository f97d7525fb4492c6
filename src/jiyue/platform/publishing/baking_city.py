"""Baking of a whole city: the sites are shared out over the processors, since making pages is nothing but work (25.2)."""

import multiprocessing
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import django
from django.db import connections

from jiyue.platform.publishing.baking import bake_site
from jiyue.platform.register.models import Site

METHOD = "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"


def bake_sites(sites: Sequence[Site], *, today: date, processes: int | None = None) -> int:
    """Bake every page of some sites and return how many files were written; the largest sites are begun first.

    For commands alone: it forks. Raises what the baking of a site raises; sites that are done by then stay done.
    """
    workers = min(processes or os.cpu_count() or 1, len(sites))
    if workers <= 1:
        return sum(len(bake_site(site, today=today).written) for site in sites)
    largest_first = sorted(sites, key=lambda site: site.columns.count(), reverse=True)
    connections.close_all()  # a connection must not be shared with the children
    with ProcessPoolExecutor(workers, multiprocessing.get_context(METHOD), initializer=django.setup) as pool:
        return sum(pool.map(_bake, [(site.pk, today) for site in largest_first]))


def _bake(task: tuple[int, date]) -> int:
    pk, today = task
    return len(bake_site(Site.objects.get(pk=pk), today=today).written)
