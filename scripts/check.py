#!/usr/bin/env python3
"""Run all checks, each with its seconds; show what a failed one says; end with 1 when any failed."""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
BIN = PROJECT / ".venv" / "bin"
TEMPLATES = PROJECT / "src" / "jiyue" / "platform"
CODE = ("src", "tests", "scripts", "benchmarks")


def main() -> int:
    os.chdir(PROJECT)
    with tempfile.TemporaryDirectory(prefix="jiyue-check-") as data:
        environment = production(Path(data))
        failed = [name for name, command in steps().items() if not passes(name, command, environment)]
    print(f"\n{len(failed)} failed: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return 1 if failed else 0


def steps() -> dict[str, list[str]]:
    """Name the steps, the quick ones first."""
    code = [folder for folder in CODE if Path(folder).is_dir()]
    python = str(BIN / "python")
    return {
        "format": [str(BIN / "ruff"), "format", "--check", *code],
        "lint": [str(BIN / "ruff"), "check", *code],
        "spelling": [str(BIN / "codespell"), *code, "docs", "cities", "Makefile", *map(str, Path().glob("*.md"))],
        "templates": [str(BIN / "djade"), "--check", *django_templates()],
        "imports": [str(BIN / "lint-imports")],
        "types": [str(BIN / "mypy")],
        "migrations": [python, "-m", "django", "makemigrations", "--check", "--dry-run"],
        "deployment": [python, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        "structure": [python, "-m", "pytest", "tests/architecture"],
    }


def django_templates() -> list[str]:
    """List Django's templates; those in `jinja2` folders have another grammar."""
    files = [*TEMPLATES.glob("*/templates/**/*.html"), *TEMPLATES.glob("*/templates/**/*.txt")]
    return sorted(str(file.relative_to(PROJECT)) for file in files)


def production(data: Path) -> dict[str, str]:
    """Return an environment as on a server: https, no debugging, a key and a database of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JIYUE_")}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "jiyue.platform.config.settings",
        "JIYUE_DATA": str(data),
        "JIYUE_HTTPS": "1",
        "JIYUE_SECRET_KEY": secrets.token_urlsafe(64),
        "JIYUE_SERVED_SUFFIX": ".gov.cn",
    }


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one step; its output is shown only when it fails."""
    begin = time.monotonic()
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    is_fine = done.returncode == 0
    print(f"{name:<12} {'ok' if is_fine else 'FAILED':<6} {time.monotonic() - begin:5.1f} s", flush=True)
    if not is_fine:
        print("\n".join(f"    {line}" for line in done.stdout.rstrip().splitlines()), flush=True)
    return is_fine


if __name__ == "__main__":
    sys.exit(main())
