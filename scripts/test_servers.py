#!/usr/bin/env python3
"""Install the servers and the browser that tests run against, where that is possible; one line for each.

Only `make test` calls this. It changes the machine only as root on Debian (or Ubuntu), and starts no service: the
tests start their own, on ports and folders of their own. What can not be had is named, and its tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

POLICY = Path("/usr/sbin/policy-rc.d")


class Server(NamedTuple):
    """`packages` are tried in turn; `places` are where any of them leaves a file, a name alone is looked for on PATH."""

    name: str
    packages: tuple[str, ...]
    places: tuple[str, ...]


SERVERS = (
    Server("PostgreSQL", ("postgresql",), ("/usr/lib/postgresql/*/bin/postgres", "postgres")),
    Server("nginx", ("nginx",), ("/usr/sbin/nginx", "nginx")),
    Server("Chromium", ("chromium",), ("chromium", "chromium-browser", "google-chrome")),
    Server("Chinese fonts", ("fonts-noto-cjk",), ("/usr/share/fonts/opentype/noto/NotoSansCJK*",)),
)


def main() -> int:
    missing = [server for server in SERVERS if not is_present(server)]
    reason = "" if not missing else why_not()
    if missing and not reason:
        install(missing)
    for server in SERVERS:
        print(f"  {server.name:<16} {state(server, was_missing=server in missing, reason=reason)}", flush=True)
    return 0


def state(server: Server, *, was_missing: bool, reason: str) -> str:
    if not is_present(server):
        return f"cannot be had ({reason or 'apt could not install it'}), so its tests are skipped"
    return "installed now" if was_missing else "present"


def is_present(server: Server) -> bool:
    return any(
        next(Path("/").glob(place[1:]), None) is not None if place.startswith("/") else shutil.which(place)
        for place in server.places
    )


def why_not() -> str:
    """Say why nothing may be installed here; "" when it may."""
    if shutil.which("apt-get") is None:
        return "this is not Debian"
    return "" if os.geteuid() == 0 else "not root"


def install(missing: list[Server]) -> None:
    """Install package by package, so that one that is not to be had keeps none of the others away."""
    names = ", ".join(server.name for server in missing)
    print(f"Installing test servers ({names}); this can take some minutes …", flush=True)
    with services_kept_still():
        apt("update")
        for server in missing:
            for package in server.packages:
                if apt("install", "--yes", "--no-install-recommends", package):
                    break


def apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, check=False).returncode == 0


@contextmanager
def services_kept_still() -> Iterator[None]:
    """Keep Debian from starting what it installs; a policy that is there already stays as it is."""
    if POLICY.exists():
        yield
        return
    POLICY.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
    POLICY.chmod(0o755)
    try:
        yield
    finally:
        POLICY.unlink()


if __name__ == "__main__":
    sys.exit(main())
