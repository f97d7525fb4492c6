"""No file grows beyond what one can read: 400 lines for a module or a test file, 120 for a template."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
MODULES = [
    file
    for folder in ("src", "tests", "scripts", "benchmarks")
    for file in sorted((PROJECT / folder).rglob("*.py"))
    if "migrations" not in file.parts
]


def too_long(files, most):
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in files}
    return [f"{file.relative_to(PROJECT)}: {length} lines" for file, length in lengths.items() if length > most]


def test_no_module_has_more_than_400_lines():
    assert MODULES
    assert too_long(MODULES, 400) == []


@pytest.mark.parametrize("folder", ["templates", "jinja2"])
def test_no_template_has_more_than_120_lines(folder):
    templates = sorted((PROJECT / "src").glob(f"jiyue/platform/*/{folder}/**/*.html"))

    assert templates
    assert too_long(templates, 120) == []
