"""What every test of the platform shares: a data folder of its own, tasks that run at once, the people of house style §8."""

import logging
import os
import tempfile
from pathlib import Path

os.environ["JIYUE_DATA"] = tempfile.mkdtemp(prefix="jiyue-test-")
os.environ.setdefault("JIYUE_SECRET_KEY", "for-tests-only-" + "x" * 50)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiyue.platform.config.settings")

import pytest

HERE = Path(__file__).parent
# What is tested here runs without Django, so its tests do not load it.
PURE = {"architecture", "bootstrap", "cities", "front", "inspection", "launcher", "rulebook", "textcheck"}


class Heard(logging.Handler):
    """Keeps what the inspection logged as an error of its own."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.said = []

    def emit(self, record):
        self.said.append(self.format(record))


@pytest.fixture(autouse=True)
def _no_fault_of_the_inspection(request):
    """Let no test pass over a fault that the inspection caught, unless its file plants some (`PLANTS_FAULTS`)."""
    heard, log = Heard(), logging.getLogger("jiyue.inspection")
    log.addHandler(heard)
    yield
    log.removeHandler(heard)
    if not getattr(request.module, "PLANTS_FAULTS", False):
        assert heard.said == []


@pytest.fixture(autouse=True)
def _platform(request, tmp_path: Path):
    """Run tasks at once, keep the public tree of each test in a folder of its own, hash passwords fast."""
    # Of the path below this folder alone: where the repository lies must not matter.
    if request.path.is_relative_to(HERE) and request.path.relative_to(HERE).parts[0] in PURE:
        return
    settings = request.getfixturevalue("settings")
    settings.TASKS = {
        "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend", "QUEUES": ["default", "inspection"]}
    }
    settings.JIYUE_BAKED = tmp_path / "baked"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
