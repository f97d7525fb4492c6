#!/usr/bin/env python3
"""Make the project's own environment in .venv; quiet when it is there already.

Runs on any Python from 3.9 with pip (Debian 12 has 3.11) and writes below the project's folder only. uv comes from
PyPI into .tools/uv; Python 3.12 or newer is looked for on this machine before uv downloads one into .tools/python.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

UV = "uv==0.13.9"
PYTHONS = ("3.12", "3.13", "3.14")  # the first is the one that the project is tested on most

PROJECT = Path(__file__).resolve().parent.parent
TOOLS = PROJECT / ".tools"
VENV = PROJECT / ".venv"
STAMP = VENV / ".jiyue-stamp"


class CannotPrepare(Exception):
    """The environment can not be made; the text says in one sentence what to do."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dev", action="store_true", help="with the tools for tests and checks")
    wants_dev = parser.parse_args().dev
    try:
        prepare(wants_dev=wants_dev)
    except CannotPrepare as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def prepare(*, wants_dev: bool) -> None:
    """Bring .venv up to date with uv.lock, unless its stamp says that it is."""
    stamp = STAMP.read_text(encoding="ascii").split() if STAMP.exists() else []
    is_current = (VENV / "bin" / "python").exists() and fingerprint() in stamp
    if is_current and (not wants_dev or "dev" in stamp):
        return
    has_dev = wants_dev or "dev" in stamp
    uv = get_uv()
    python = find_python(uv)
    print(
        f"Installing the platform{' and its test tools' if has_dev else ''} into .venv (Python {python}) …", flush=True
    )
    groups = ["--group", "dev"] if has_dev else ["--no-dev"]
    run([uv, "sync", "--quiet", "--frozen", "--extra", "platform", *groups, "--python", python], "install the packages")
    STAMP.write_text(f"{fingerprint()} {'dev' if has_dev else 'run'}\n", encoding="ascii")


def fingerprint() -> str:
    """Change with the lock file, the project file, the Python under .venv, and the place of the project."""
    files = (PROJECT / "uv.lock", PROJECT / "pyproject.toml", VENV / "pyvenv.cfg")
    parts = [str(PROJECT).encode(), *(file.read_bytes() if file.exists() else b"" for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def get_uv() -> str:
    """Return uv of the pinned version, installed below .tools when it is not there yet.

    `pip --target` needs neither python3-venv nor leave to change the system's packages (PEP 668).
    """
    folder = TOOLS / "uv"
    version = UV.partition("==")[2]
    program = folder / "bin" / "uv"
    if program.exists() and (folder / f"uv-{version}.dist-info").exists():
        return str(program)
    print(f"Installing uv {version} into .tools …", flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode != 0:
        raise CannotPrepare("Python's pip is missing: install it (on Debian: apt install python3-pip) and try again.")
    quiet = ["--quiet", "--disable-pip-version-check", "--no-warn-script-location", "--root-user-action", "ignore"]
    run([*pip, "install", *quiet, "--target", str(folder), UV], "fetch uv from PyPI")
    return str(program)


def find_python(uv: str) -> str:
    """Return a Python that the project runs on: of this machine, else one that uv downloads below .tools."""
    for program in candidates():
        if is_new_enough(program):
            return program
    print(f"No Python from {PYTHONS[0]} on found; downloading one into .tools …", flush=True)
    done = subprocess.run([uv, "python", "install", "--quiet", PYTHONS[0]], env=uv_environment(), check=False)
    found = sorted(str(found) for found in (TOOLS / "python").glob("*/bin/python3.1[2-9]"))
    if done.returncode != 0 or not found:
        raise CannotPrepare(
            f"Jiyue needs Python {PYTHONS[0]} or newer and could not download one: "
            "install it (for example: pyenv install 3.12) so that python3.12 is on the PATH, and try again."
        )
    return found[0]


def candidates() -> list[str]:
    """List Pythons worth asking: the one under .venv, those on the PATH, pyenv's, uv's own."""
    listed = [str(VENV / "bin" / "python")]
    names = [f"python{version}" for version in PYTHONS] + ["python3", "python"]
    listed += [found for name in names if (found := shutil.which(name))]
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for folder in (pyenv, TOOLS / "python", Path.home() / ".local" / "share" / "uv" / "python"):
        for version in PYTHONS:
            listed += sorted(str(found) for found in folder.glob(f"*{version}*/bin/python"))
    return listed


def is_new_enough(program: str) -> bool:
    """Ask the program itself: a name on the PATH may be a shim without anything behind it."""
    wanted = PYTHONS[0].replace(".", ", ")
    code = f"import sys, venv, ssl, sqlite3; sys.exit(sys.version_info < ({wanted}))"
    try:
        done = subprocess.run([program, "-I", "-c", code], capture_output=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def uv_environment() -> dict[str, str]:
    """Keep uv's downloads of Python, and its links to them, inside the project."""
    inside = {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_INSTALL_DIR": str(TOOLS / "python"),
        "UV_PYTHON_INSTALL_BIN": "0",
        "UV_PYTHON_DOWNLOADS": "manual",
    }
    return {**os.environ, **inside}


def run(command: list[str], purpose: str) -> None:
    done = subprocess.run(command, cwd=PROJECT, env=uv_environment(), check=False)
    if done.returncode != 0:
        raise CannotPrepare(f"Could not {purpose} (see above): check the network or the package index, and try again.")


if __name__ == "__main__":
    sys.exit(main())
