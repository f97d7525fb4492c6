"""One city for a module's tests, and a browser that visits it as anybody and leaves no trace."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.access.visiting import Visitor
from tests.access.world import build


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, media):
    """The city, made once for a module and rolled back after it."""
    tasks = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}}
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media, TASKS=tasks), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _nothing_runs(settings, media):
    """Files lie where the city was made; tasks are counted, not run."""
    settings.MEDIA_ROOT = media
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "inspection"]}
    }


@pytest.fixture(scope="module")
def visitor(world):
    return Visitor(world)
