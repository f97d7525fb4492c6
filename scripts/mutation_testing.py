"""Mutate modules of the rulebook and count how many mutants the tests kill.

    python scripts/mutation_testing.py clocks deadlines workcalendar --tests clocks workcalendar

Works on a copy in a temporary folder, with mutmut from a throw-away environment of uv. Mutants that nobody
kills are printed with what they change; the exit code is 1 below the limit.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ["mutmut==3.8.1", "pytest", "pytest-timeout", "hypothesis", "chinesecalendar"]
LIMIT_PERCENT = 95
CONFIG = """
[project]
name = "mutation"
version = "0"

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib", "-q", "--timeout=60"]
pythonpath = ["src"]
markers = ["clause(*ids): the clauses that a test proves"]

[tool.mutmut]
source_paths = {sources}
pytest_add_cli_args_test_selection = {tests}
also_copy = ["src", "tests"]
"""
# What a cache holds was made before a mutant wakes, so each test starts without; few examples make many rounds cheap.
CONFTEST = """
import sys
import pytest
from hypothesis import settings

settings.register_profile("mutation", max_examples=12, deadline=None, derandomize=True)
settings.load_profile("mutation")

@pytest.fixture(autouse=True)
def _without_caches():
    for name, module in list(sys.modules.items()):
        if name.startswith("jiyue.rulebook") and name != "jiyue.rulebook.loading":
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
"""


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="+", help="modules of jiyue.rulebook, without .py")
    parser.add_argument(
        "--tests", nargs="+", help="test files, without test_ and .py; by default those named as the modules"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copy = Path(folder)
        prepare(copy, arguments.modules, arguments.tests or arguments.modules)
        tools = [word for tool in TOOLS for word in ("--with", tool)]
        command = [
            uv(),
            "run",
            "--no-project",
            "--python",
            sys.executable,
            *tools,
            "mutmut",
            "run",
            "--max-children",
            "1",
        ]
        with (copy / "log").open("w") as log:
            subprocess.run(command, cwd=copy, stdout=log, stderr=subprocess.STDOUT, check=False)
        return report(copy, arguments.modules)


def uv() -> str:
    """The project's own uv, else the one on the path."""
    own = ROOT / ".tools" / "uv" / "bin" / "uv"
    return str(own) if own.exists() else (shutil.which("uv") or "uv")


def prepare(copy: Path, modules: list[str], tests: list[str]) -> None:
    """Put sources, tests and settings into the copy; of what stands beside the rulebook the text alone, for `code:` names."""
    shutil.copytree(
        ROOT / "src/jiyue/rulebook", copy / "src/jiyue/rulebook", ignore=shutil.ignore_patterns("__pycache__")
    )
    for source in (ROOT / "src" / "jiyue").rglob("*.py"):
        target = copy / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    (copy / "tests").mkdir()
    for name in tests:
        shutil.copy(ROOT / f"tests/rulebook/test_{name}.py", copy / "tests")
    (copy / "tests" / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    sources = json.dumps([f"src/jiyue/rulebook/{module}.py" for module in modules])
    selection = json.dumps([f"tests/test_{name}.py" for name in tests])
    (copy / "pyproject.toml").write_text(CONFIG.format(sources=sources, tests=selection), encoding="utf-8")


def report(copy: Path, modules: list[str]) -> int:
    """Print a line for each module and the mutants that live; 1 below the limit or without a result."""
    killed = total = 0
    for module in modules:
        meta = copy / "mutants/src/jiyue/rulebook" / f"{module}.py.meta"
        if not meta.exists():
            return failed(copy)
        codes = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
        if None in codes.values():
            return failed(copy)
        alive = [name for name, code in codes.items() if code in (0, 33)]
        killed, total = killed + len(codes) - len(alive), total + len(codes)
        print(f"{module:20} {len(codes) - len(alive):5} of {len(codes):5} killed")
        for name in alive:
            print("   lives:", name, "|", change(copy, name))
    percent = 100 * killed / total if total else 0.0
    print(f"{'together':20} {killed:5} of {total:5} killed: {percent:.1f} %")
    return 0 if percent >= LIMIT_PERCENT else 1


def failed(copy: Path) -> int:
    """Show why mutmut did not come to an end."""
    print((copy / "log").read_text(encoding="utf-8")[-3000:])
    return 1


def change(copy: Path, name: str) -> str:
    """What a mutant changes, on one line."""
    module, _, function = name.rpartition(".")
    text = (copy / "mutants/src" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
    original = body(text, function.partition("__mutmut_")[0] + "__mutmut_orig")
    mutant = body(text, function)
    return " / ".join(line.strip() for line in mutant if line not in original)[:160]


def body(text: str, function: str) -> list[str]:
    """The lines of one function of a mutated file."""
    lines = text.splitlines()
    start = next((at for at, line in enumerate(lines) if f"def {function}(" in line), None)
    if start is None:
        return []
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent):
        end += 1
    return lines[start + 1 : end]


if __name__ == "__main__":
    os.environ.pop("VIRTUAL_ENV", None)
    sys.exit(main())
