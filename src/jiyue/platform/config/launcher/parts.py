"""The processes of a platform at home: what each runs, and how it learns that the launcher was killed."""

import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from jiyue.platform.config.environment import Environment
from jiyue.platform.config.launcher.instance import SOCKET_NAME

SETTINGS = "jiyue.platform.config.settings"
_LONGEST_SOCKET = 100  # the kernel's bound is 108 bytes, granian uses the absolute path
_LOOPBACK = "127.0.0.0/8,::1/128"
_PYTHON = (sys.executable, "-m")
_WORKER = (*_PYTHON, "jiyue.platform.config.launcher.worker")
# process → the queue of tasks that it carries out
QUEUES = {"worker": "default", "inspector": "inspection"}


@dataclass(frozen=True, slots=True)
class Part:
    """`orphaned` is the signal that the process gets when its launcher is killed.

    What `answers` people is started first; the others follow once it does, so that nobody waits for them.
    """

    name: str
    command: tuple[str, ...]
    orphaned: signal.Signals = signal.SIGKILL
    answers: bool = False


def staff_host(environment: Environment) -> str:
    """The host of workbench and console."""
    return f"console{environment.served_suffix}"


def address(environment: Environment, host: str) -> str:
    """Return the address of a host as a browser needs it."""
    if environment.is_https:
        return f"https://{host}/"
    return f"http://{host}/" if environment.port == 80 else f"http://{host}:{environment.port}/"


def parts(environment: Environment) -> tuple[Part, ...]:
    """List the processes. Nobody but the front is reached from outside."""
    application = _application(environment)
    return (
        Part("front", (*_PYTHON, "jiyue.platform.publishing.front", *_front(environment, application)), answers=True),
        # granian's own child would outlive a killed granian, so that one is asked to end in good order.
        Part("web", (*_PYTHON, "granian", *_web(application)), signal.SIGTERM, answers=True),
        *(Part(name, (*_WORKER, worker_id(environment, queue), queue)) for name, queue in QUEUES.items()),
        Part("scheduler", (*_PYTHON, "jiyue.platform.config.launcher.scheduler")),
    )


def setting_up() -> tuple[str, ...]:
    """The command that migrates, loads the city, collects static files and bakes; repeatable, prints its steps."""
    return (*_PYTHON, "django", "setup_city")


def variables(environment: Environment, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of every process: the operator's, completed."""
    given = {
        "JIYUE_DATA": str(environment.data),
        "JIYUE_PORT": str(environment.port),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    # At home the inspector's targets, the city's own sites, stand on this very machine.
    return {"JIYUE_INSPECTED_ADDRESSES": _LOOPBACK, **environ, **given}


def worker_id(environment: Environment, queue: str) -> str:
    """Name a data folder's worker of a queue, the same after each start, so that it knows its unfinished tasks."""
    return f"{queue}-{sha256(str(environment.data).encode()).hexdigest()[:16]}"


def _application(environment: Environment) -> str:
    """Choose where front and web meet: a socket in the data folder, or a free port when its path is too long."""
    path = str(environment.data / "run" / SOCKET_NAME)
    if len(path.encode()) <= _LONGEST_SOCKET:
        return path
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return f"127.0.0.1:{probe.getsockname()[1]}"


def _front(environment: Environment, application: str) -> tuple[str, ...]:
    host = staff_host(environment)
    return (
        *("--baked", str(environment.baked), "--static", str(environment.static)),
        *("--application", application, "--application-host", host, "--home", address(environment, host)),
        *("--scheme", "https" if environment.is_https else "http"),
        *("--listen", ",".join(environment.listen), "--port", str(environment.port)),
    )


def _web(application: str) -> tuple[str, ...]:
    host, _, port = application.rpartition(":")
    place = ("--host", host, "--port", port) if host else ("--uds", application, "--uds-permissions", "600")
    return (
        *place,
        *("--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"),
        *("--workers-kill-timeout", "5", "jiyue.platform.config.wsgi:application"),
    )
