"""Expressions that are compiled late are right, and behave as others do."""

import gc
import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import jiyue.inspection
import jiyue.textcheck
from jiyue.patterns import late_pattern


def expressions():
    """Every late expression of the packages, wherever it is kept."""
    for package in (jiyue.inspection, jiyue.textcheck):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    return [one for one in gc.get_objects() if type(one).__name__ == "_Late"]


def test_every_late_expression_compiles():
    found = list(expressions())

    assert len(found) > 100
    for one in found:
        assert re.compile(one.pattern, one.flags & ~re.UNICODE)


@pytest.mark.parametrize("again", [False, True], ids=["at first use", "after that"])
def test_a_late_expression_does_what_any_other_does(again):
    late, plain = (
        late_pattern(r"(?P<year>\d{4})-(\d\d)", re.IGNORECASE),
        re.compile(r"(?P<year>\d{4})-(\d\d)", re.IGNORECASE),
    )
    text = "2026-11 2025-10"
    if again:
        late.search(text)

    assert late.search(text).groupdict() == {"year": "2026"}
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert late.match(text, 8)[2] == "10"
    assert late.fullmatch(text) is None
    assert late.findall(text) == plain.findall(text)
    assert (late.sub("x", text), late.subn("x", text), late.split(text)) == ("x x", ("x x", 2), plain.split(text))
    assert (late.groupindex, late.groups, late.flags, late.pattern) == (
        plain.groupindex,
        plain.groups,
        plain.flags,
        plain.pattern,
    )


def test_an_expression_that_is_not_used_is_not_compiled_and_a_wrong_one_says_so_when_it_is():
    wrong = late_pattern("(")

    with pytest.raises(re.error):
        wrong.search("x")
