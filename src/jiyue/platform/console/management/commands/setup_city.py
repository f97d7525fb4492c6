"""Set up the city of this installation from its profile, in steps that say what they do; safe to run again."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from jiyue.cities import profile
from jiyue.platform.console.seeding import accounts, content, ledgers
from jiyue.platform.interaction.seeding import seed_messages
from jiyue.platform.publishing import baking_city, freshness
from jiyue.platform.register.models import Site
from jiyue.platform.search import rebuilding


def _migrate() -> int:
    """Bring the tables up to date; return how many migrations were applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    return len(plan)


class Command(BaseCommand):
    help = "Set up the city named by JIYUE_CITY: ledgers, people, demonstration content, public pages."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--profile", type=Path, help="folder of a city profile; default is the shipped one")
        parser.add_argument("--skip-bake", action="store_true", help="leave the public tree as it is")

    def handle(self, *_args: Any, **options: Any) -> None:
        # Migrations make and drop some ten thousand classes: collecting less often saves a fifth of a first start.
        gc.set_threshold(200_000, 20, 100)
        folder = options["profile"] or profile.shipped(settings.JIYUE_CITY)
        try:
            city = self._step("city profile", lambda: profile.load(folder))
        except profile.CityDataErrors as errors:
            raise CommandError(str(errors)) from errors
        self._step("database", _migrate)
        self._step("static files", lambda: call_command("collectstatic", interactive=False, verbosity=0))
        now = timezone.now()
        today = timezone.localdate(now)
        units = self._step("units", lambda: ledgers.seed_units(city))
        people = self._step("people", lambda: ledgers.seed_people(city, units, password=accounts.PASSWORD, today=today))
        sites = self._step("sites and columns", lambda: ledgers.seed_sites(city, units, people, today=today))
        self._step("demonstration items", lambda: content.seed_items(city, sites, units, people, now=now))
        self._step("demonstration messages", lambda: seed_messages(city, sites, units, people, now))
        if not options["skip_bake"] and not freshness.is_fresh(today):
            on_platform = Site.objects.in_operation().filter(is_on_platform=True)
            self._step("public pages", lambda: baking_city.bake_sites(list(on_platform), today=today))
            freshness.note(today)
        if not rebuilding.is_fresh():
            self._step("search index", rebuilding.rebuild)
        accounts.write(city, Path(settings.JIYUE_DATA) / "demo-accounts.txt")

    def _step[Result](self, name: str, work: Callable[[], Result]) -> Result:
        started = time.monotonic()
        result = work()
        size = result if isinstance(result, int) else len(result) if isinstance(result, dict) else ""
        self.stdout.write(f"  {name} {size} ({time.monotonic() - started:.1f} s)".replace("  (", " ("))
        self.stdout.flush()
        return result
