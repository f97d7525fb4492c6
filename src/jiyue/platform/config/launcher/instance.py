"""One platform per data folder: a lock that ends with the last process, whatever ends it."""

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SOCKET_NAME = "web.sock"  # where front and application meet, in the data folder's `run`
_LEFTOVERS_S = 20


class CannotStart(Exception):
    """The platform can not run here as things are; the text says why and what to do."""


@contextmanager
def sole_instance(data: Path) -> Iterator[int]:
    """Hold the data folder for this launcher; yields the descriptor that its children must inherit.

    The lock (flock) belongs to the open file, which launcher and children share: it is free when all of them have
    ended. So after `kill -9` a new launcher waits until the last child has gone, and never runs beside it.
    """
    file = data / "run" / "lock"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise CannotStart(
            f"The data folder {data} can not be written ({error.strerror}): choose another with DATA=."
        ) from error
    try:
        _lock(descriptor, data)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        # After a power cut or a killed application server its socket is still there, and nobody answers at it.
        (data / "run" / SOCKET_NAME).unlink(missing_ok=True)
        yield descriptor
    finally:
        os.close(descriptor)


def _lock(descriptor: int, data: Path) -> None:
    deadline = time.monotonic() + _LEFTOVERS_S
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.pread(descriptor, 20, 0)
            if _is_alive(owner):
                raise CannotStart(
                    f"Jiyue already runs on the data folder {data} (process {owner.decode()}): "
                    "end it first, or choose another folder with DATA= and another port with PORT=."
                ) from None
            if time.monotonic() > deadline:
                raise CannotStart(
                    f"Processes of an earlier run still hold the data folder {data}: end them, then start again."
                ) from None
            time.sleep(0.1)
        else:
            return


def _is_alive(owner: bytes) -> bool:
    """Tell whether the launcher that wrote its number into the lock still lives."""
    try:
        os.kill(int(owner), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def check_port(addresses: tuple[str, ...], port: int) -> None:
    """Raise CannotStart when another program has the port; an address that this machine lacks is passed over."""
    for address in addresses:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            probe = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            continue
        with probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6:
                probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            try:
                probe.bind((address, port))
            except PermissionError as error:
                raise CannotStart(
                    f"The port {port} needs more rights than you have: choose one from 1024 on with PORT=."
                ) from error
            except OSError as error:
                if "in use" in str(error):
                    raise CannotStart(
                        f"The port {port} is taken by another program: end it, or choose another port with PORT=."
                    ) from error
