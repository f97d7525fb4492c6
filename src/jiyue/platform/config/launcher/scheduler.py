"""The process that is the platform's clock: it puts the periodic tasks of every app's `schedule` into the queue.

Started by the launcher as `python -m jiyue.platform.config.launcher.scheduler`.
"""

import django
from django.core.management import call_command
from django.utils.module_loading import autodiscover_modules


def main() -> None:
    """Load the schedules, then keep time until told to end. crontask by itself looks into `tasks` modules only."""
    autodiscover_modules("schedule")
    call_command("crontask", no_heartbeat=True)


if __name__ == "__main__":
    django.setup()
    main()
