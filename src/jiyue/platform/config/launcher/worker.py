"""The process that carries out deferred tasks, and first those that its predecessor left half done.

Started by the launcher as `python -m jiyue.platform.config.launcher.worker ID QUEUE`: inspections take minutes and have
a queue and a worker of their own, so that baking never waits for them. The ID is the same after each start; the
launcher runs one worker with it at a time, so a task that is marked as running under it is running nowhere.
"""

import logging
import sys

import django
from django.core.management import call_command
from django.tasks import TaskResultStatus

POLL_S = 0.3  # an approval is public within two seconds
MOST_ATTEMPTS = 3  # a task that takes its worker down each time is given up


class WorkerLost(Exception):
    """The worker ended while it carried out the task, each time it was tried."""


def hand_back(worker_id: str) -> int:
    """Put the tasks that a killed worker left behind back into the queue; return how many.

    Tasks are made to be run twice, so beginning anew is safe. One that was begun MOST_ATTEMPTS times is marked as
    failed instead, where people see it.
    """
    from django_tasks_db.models import DBTaskResult  # once the settings are loaded

    count = 0
    for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING):
        if result.worker_ids[-1:] != [worker_id]:
            continue
        if len(result.worker_ids) >= MOST_ATTEMPTS:
            result.set_failed(WorkerLost(f"begun {len(result.worker_ids)} times, never finished"))
            continue
        result.status = TaskResultStatus.READY
        result.started_at = None
        result.save(update_fields=["status", "started_at"])
        count += 1
    return count


def main() -> None:
    """Hand back, then work until told to end; a task under way is finished first."""
    worker_id, queue = sys.argv[1:3]
    if count := hand_back(worker_id):
        sys.stdout.write(f"{count} unfinished tasks of the last run are done again\n")
    # Two lines for each task of a busy city bury what matters: only failures are shown.
    logging.getLogger("django.tasks").addFilter(lambda record: record.levelno >= logging.WARNING)
    call_command("db_worker", worker_id=worker_id, interval=POLL_S, queue_name=queue, startup_delay=False, reload=False)


if __name__ == "__main__":
    django.setup()
    main()
