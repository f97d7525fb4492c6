"""What executes each clause is read from data, screens and tests, and empty where nothing does."""

from pathlib import Path

import pytest

from jiyue.rulebook.coverage import coverage, marked, rules_by_clause
from jiyue.rulebook.loading import DataError

TESTS = """
import pytest

pytestmark = pytest.mark.clause("1.1")


@pytest.mark.clause("9.3", "9.4")
def test_one():
    pass


class TestTwo:
    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.clause("8.7"))])
    async def test_three(self, x):
        pass


def test_four():
    something.clause("7.1")
"""
SCREENS = """
from jiyue.platform.kernel import executes


@executes("9.3", "18.1")
def case(request):
    pass


@executes("9.3")
class Cases:
    pass


def executes_nothing(request):
    executes("7.1")
"""


def test_marks_of_tests_are_read_without_running_them(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "test_x.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "test_plain.py").write_text("import nothing_that_exists\n", encoding="utf-8")

    assert marked(tmp_path, "clause") == {
        "1.1": ["deep/test_x.py"],
        "9.3": ["deep/test_x.py::test_one"],
        "9.4": ["deep/test_x.py::test_one"],
        "8.7": ["deep/test_x.py::test_three"],
    }


def test_marks_of_screens_are_read_from_functions_and_classes(tmp_path):
    (tmp_path / "views.py").write_text(SCREENS, encoding="utf-8")

    assert marked(tmp_path, "executes") == {"9.3": ["views.py::case", "views.py::Cases"], "18.1": ["views.py::case"]}


def test_a_file_that_is_no_python_is_told(tmp_path):
    (tmp_path / "test_x.py").write_text("x = 1\ndef clause(:\n", encoding="utf-8")

    with pytest.raises(DataError, match=r"test_x\.py:2"):
        marked(tmp_path, "clause")


def test_rules_of_a_clause_come_from_all_kinds_of_data():
    rules = rules_by_clause()

    assert set(rules["9.3"]) >= {
        "evaluator:offline.refusals",
        "parameter:offline-max-days",
        "indicator:offline-too-long",
        "procedure:temporary-offline",
    }
    assert "principle:R1" in rules["7.1"]
    assert "2.2" not in rules


def test_every_clause_is_listed_and_an_empty_one_is_honestly_empty(tmp_path):
    (tmp_path / "test_x.py").write_text(TESTS, encoding="utf-8")

    listed = {each.clause: each for each in coverage(tests=tmp_path)}
    assert len(listed) == 160
    assert listed["9.3"].tests == ("test_x.py::test_one",)
    assert listed["9.3"].screens == ()
    assert (listed["2.2"].rules, listed["2.2"].screens, listed["2.2"].tests) == ((), (), ())
    assert all(each.tests == () for each in coverage())


def test_one_clause_is_found_without_reading_all_others():
    folder = Path(__file__).parent
    alone = marked(folder, "clause", only="9.3")["9.3"]

    assert alone == marked(folder, "clause")["9.3"]
