"""What a killed worker left half done is done again by its successor, and given up when it never ends."""

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from jiyue.platform.config.launcher.worker import hand_back

MINE = "default-0123456789abcdef"


@pytest.fixture
def task(db):
    def make(*worker_ids, status=TaskResultStatus.RUNNING):
        return DBTaskResult.objects.create(
            status=status,
            started_at=timezone.now(),
            args_kwargs={"args": [], "kwargs": {}},
            task_path="jiyue.platform.publishing.tasks.bake",
            worker_ids=list(worker_ids),
            queue_name="default",
            backend_name="default",
            run_after=get_date_max(),
            exception_class_path="",
            traceback="",
        )

    return make


def test_an_unfinished_task_goes_back_into_the_queue(task):
    unfinished = task(MINE)

    assert hand_back(MINE) == 1

    unfinished.refresh_from_db()
    assert (unfinished.status, unfinished.started_at) == (TaskResultStatus.READY, None)
    assert unfinished in DBTaskResult.objects.ready()
    assert hand_back(MINE) == 0


@pytest.mark.parametrize(("worker_ids", "status"), [
    pytest.param(["inspection-0123456789abcdef"], TaskResultStatus.RUNNING, id="of another worker, which may live"),
    pytest.param([MINE, "default-other"], TaskResultStatus.RUNNING, id="taken over by another worker"),
    pytest.param([MINE], TaskResultStatus.SUCCESSFUL, id="finished"),
    pytest.param([], TaskResultStatus.READY, id="not begun"),
])  # fmt: skip
def test_other_tasks_stay_as_they_are(task, worker_ids, status):
    other = task(*worker_ids, status=status)

    assert hand_back(MINE) == 0

    other.refresh_from_db()
    assert other.status == status


@pytest.mark.parametrize(("attempts", "status"), [
    pytest.param(2, TaskResultStatus.READY, id="below the bound"),
    pytest.param(3, TaskResultStatus.FAILED, id="at the bound"),
    pytest.param(4, TaskResultStatus.FAILED, id="above the bound"),
])  # fmt: skip
def test_a_task_that_takes_its_worker_down_each_time_is_given_up(task, attempts, status):
    deadly = task(*[MINE] * attempts)

    hand_back(MINE)

    deadly.refresh_from_db()
    assert deadly.status == status
    assert ("WorkerLost" in deadly.exception_class_path) is (status == TaskResultStatus.FAILED)
