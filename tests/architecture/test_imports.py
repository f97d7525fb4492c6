"""What may import what, beyond the contracts of import-linter: private modules stay private, the base needs no Django."""

import subprocess
import sys

import grimp
import pytest

PRIVATE = {"forms", "views", "viewsets", "tasks", "wagtail_hooks", "urls", "effects"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("jiyue")


def app(module):
    """The app of a module: the third part of jiyue.platform.<app>.…; "" for what is no app's."""
    parts = module.split(".")
    return parts[2] if parts[:2] == ["jiyue", "platform"] and len(parts) > 2 else ""


def test_no_app_imports_another_apps_private_modules(graph):
    assert not [
        f"{importer} -> {module}"
        for module in sorted(graph.modules)
        if app(module) and module.split(".")[3:4] and module.split(".")[3] in PRIVATE
        for importer in sorted(graph.find_modules_that_directly_import(module))
        if app(importer) not in {app(module), "config"}
    ]


EVERY_MODULE = """
import importlib, pkgutil, sys
sys.modules["django"] = sys.modules["wagtail"] = None
base = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(getattr(base, "__path__", ()), base.__name__ + "."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


@pytest.mark.parametrize("package", ["rulebook", "textcheck", "inspection", "cities", "cli"])
def test_the_base_runs_without_django(package):
    """Every module of the base, with Django and Wagtail made unimportable."""
    ended = subprocess.run(
        [sys.executable, "-c", EVERY_MODULE, f"jiyue.{package}"], check=False, capture_output=True, text=True
    )

    assert ended.stderr == ""
    assert ended.returncode == 0
