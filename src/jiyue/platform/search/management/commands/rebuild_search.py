"""Make the search index anew from the database."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from jiyue.platform.search.rebuilding import is_fresh, rebuild


class Command(BaseCommand):
    help = "Make the search index anew; visitors search the old one until the new one is complete."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--if-needed", action="store_true", help="do nothing when the index holds what it should")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["if_needed"] and is_fresh():
            self.stdout.write("The index is complete; nothing to do.")
            return
        started = time.monotonic()
        count = rebuild()
        self.stdout.write(f"{count} entries in {time.monotonic() - started:.1f} s")
