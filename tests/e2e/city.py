"""A running city: the real launcher on a free port with a data folder of its own, or one that already runs."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from jiyue.platform.console.seeding.accounts import PASSWORD

READY_S = 400  # two slow cores migrate, load the city and bake 25 sites
ENDED_S = 40

__all__ = ["PASSWORD", "City", "launched", "running_elsewhere"]


@dataclass(frozen=True, slots=True)
class City:
    """Where a running city is reached."""

    port: int
    address: str = "127.0.0.1"
    data: Path | None = None

    def host(self, name: str) -> str:
        """The address of a served host, without a slash at the end: `www.baoji`, `lyj.baoji`, `console`."""
        return f"http://{name}.localhost:{self.port}"

    @property
    def staff(self) -> str:
        """Workbench and console."""
        return self.host("console")

    @property
    def portal(self) -> str:
        """The city's portal."""
        return self.host("www.baoji")


def running_elsewhere() -> City | None:
    """The city that JIYUE_E2E_PORT points to, for development; None to launch one."""
    port, data = os.environ.get("JIYUE_E2E_PORT"), os.environ.get("JIYUE_E2E_DATA")
    address = os.environ.get("JIYUE_E2E_ADDRESS", "127.0.0.1")
    return City(int(port), address, Path(data) if data else None) if port else None


@contextmanager
def launched(data: Path) -> Iterator[City]:
    """Start the real launcher and yield the city when it says that it is ready; end it and all its processes afterwards."""
    port, log = _free_port(), data.parent / "launcher.log"
    with (
        log.open("wb") as lines,
        subprocess.Popen(
            [sys.executable, "-m", "jiyue.platform.config.launcher", "--end-with-parent"],
            env=_environment(data, port),
            stdin=subprocess.DEVNULL,
            stdout=lines,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as launcher,
    ):
        try:
            _wait_until_ready(launcher, log)
            yield City(port, data=data)
        finally:
            _end(launcher)


def _wait_until_ready(launcher: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + READY_S
    while not re.search(r"ready after", said := log.read_text("utf-8", "replace")):
        if launcher.poll() is not None:
            raise AssertionError(f"The launcher ended with {launcher.returncode} before the city was ready:\n{said}")
        if time.monotonic() > deadline:
            raise AssertionError(f"The city was not ready within {READY_S} s:\n{said}")
        time.sleep(0.5)


def _end(launcher: "subprocess.Popen[bytes]") -> None:
    launcher.send_signal(signal.SIGTERM)
    try:
        launcher.wait(ENDED_S)
    except subprocess.TimeoutExpired:
        launcher.kill()


def _environment(data: Path, port: int) -> dict[str, str]:
    """The environment of a city's own processes: nothing of the test's settings reaches them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIYUE_", "COV_", "PYTEST_"))}
    own = {"JIYUE_DATA": str(data), "JIYUE_PORT": str(port), "DJANGO_SETTINGS_MODULE": "jiyue.platform.config.settings"}
    return {**kept, **own}


def turn_the_day(city: City, today: date) -> None:
    """Let the city's timetable meet a day, as its scheduler does at midnight; what follows is done by its own worker."""
    if city.data is None:
        pytest.skip("The day can only be turned on a city whose data folder is known: set JIYUE_E2E_DATA")
    words = f"from jiyue.platform.procedures.schedule import run_day; from datetime import date; run_day(date({today:%Y, %-m, %-d}))"
    subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {words}"],
        env=_environment(city.data, city.port),
        check=True,
        timeout=120,
    )


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def status(city: City, host: str, path: str = "/") -> tuple[int, str]:
    """Ask a public host as any program would: the status and the text; names ending in .localhost are this machine."""
    address = f"http://{city.address}:{city.port}{path}"
    request = urllib.request.Request(address, headers={"Host": f"{host}.localhost:{city.port}"})
    opener = urllib.request.build_opener(_NoComplaint)
    with opener.open(request, timeout=10) as answer:
        return answer.status, answer.read().decode("utf-8", "replace")


class _NoComplaint(urllib.request.HTTPErrorProcessor):
    """Hand out every answer as it is: a 503 is what some tests wait for."""

    def http_response(self, request, response):
        return response
