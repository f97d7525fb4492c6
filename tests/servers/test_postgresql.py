"""The platform on a real PostgreSQL: what relies on the database itself holds there as it does on SQLite (4.9, 17.1, 26.1)."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
# Triggers, constraints, row locks, JSON questions and bulk writes are what may differ between databases.
SUITES = (
    *("tests/audit", "tests/register", "tests/findings", "tests/procedures", "tests/supervision"),
    *("tests/publishing/test_baking.py", "tests/library/test_two_persons.py"),
)
START_S, SUITES_S = 60, 420


def programs():
    """The folder of the newest PostgreSQL of this machine; None without one."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]), reverse=True
    )
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def server_account():
    """Whom the server runs as: it refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="module")
def database():
    """A cluster of its own on a free port of loopback, thrown away afterwards; its address."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not on this machine; as root on Debian `make test` installs it")
    # Not pytest's own temporary folder: the server's account could not reach into it.
    account, home = server_account(), Path(tempfile.mkdtemp(prefix="jiyue-postgresql-"))
    if account:
        shutil.chown(home, account)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    data, log = home / "data", home / "log"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"

    def run(program, *arguments):
        subprocess.run(
            [folder / program, "-D", data, *arguments],
            user=account,
            cwd=home,
            check=True,
            timeout=START_S,
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-A", "trust", "-U", "jiyue", "--no-sync")
    run("pg_ctl", "-o", options, "-l", log, "-w", "start")
    subprocess.run([folder / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "jiyue", "jiyue"], check=True)
    yield f"postgresql://jiyue@127.0.0.1:{port}/jiyue"
    run("pg_ctl", "-m", "fast", "-w", "stop")
    shutil.rmtree(home, ignore_errors=True)


@pytest.mark.clause("4.9", "17.1", "26.1")
def test_what_relies_on_the_database_holds_on_postgresql(database):
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "JIYUE_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *SUITES],
        cwd=PROJECT,
        env={**own, "JIYUE_DATABASE_URL": database},
        capture_output=True,
        text=True,
        check=False,
        timeout=SUITES_S,
    )

    assert done.returncode == 0, done.stdout[-4000:]
    assert not re.search(r"\d+ skipped", done.stdout), "every one of them runs on PostgreSQL"
