"""What executes each clause is read from data, screens and tests, and empty where nothing does."""

from pathlib import Path

import pytest

from jiyue.rulebook import clauses, code_names
from jiyue.rulebook import coverage as coverage_module
from jiyue.rulebook.coverage import Coverage, Manner, coverage, marked, rules_by_clause
from jiyue.rulebook.loading import DataError

TESTS_FOLDER = Path(__file__).parents[1]
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


@pytest.fixture(scope="module")
def covered():
    return coverage(tests=TESTS_FOLDER, screens=Path(coverage_module.__file__).parents[1] / "platform")


def test_every_clause_is_carried_out_recorded_or_text_alone_with_a_reason(covered):
    assert [each.clause for each in covered if each.manner is Manner.NOTHING] == []
    assert [each.clause for each in covered if each.manner is not Manner.EXECUTED and not each.where] == []
    assert {each.clause for each in covered if each.manner is Manner.TEXT} == {
        clause.id for clause in clauses.all() if clause.text_only
    }


def test_every_clause_that_is_more_than_text_has_a_test_that_guards_it(covered):
    assert [each.clause for each in covered if not each.tests and each.manner is not Manner.TEXT] == []
    assert [each.clause for each in covered if each.tests and each.manner is Manner.TEXT] == []


@pytest.mark.parametrize(
    ("clause", "rules", "screens", "manner", "where"),
    [
        pytest.param("28.6", (), (), Manner.RECORDED, "假冒网站处置（主办单位：被假冒单位的核实", id="a record"),
        pytest.param("28.6", (), ("views.py::x",), Manner.EXECUTED, "假冒网站处置", id="a screen does more"),
        pytest.param("21.1", ("indicator:bonus-personal-space",), (), Manner.RECORDED, "指标B08", id="a person judges"),
        pytest.param("23.1", ("indicator:assess-bonus-platform",), (), Manner.RECORDED, "指标S09", id="both judge"),
        pytest.param("27.2", ("indicator:ipv6",), (), Manner.EXECUTED, "", id="a machine judges"),
        pytest.param("31.1", ("parameter:idle-account",), (), Manner.NOTHING, "", id="a number alone does nothing"),
        pytest.param("2.2", (), (), Manner.TEXT, "说明平台的用途", id="text with its reason"),
        pytest.param("3.2", ("code:platform.organisations.policy.RULES",), (), Manner.EXECUTED, "", id="code"),
    ],
)
def test_how_a_clause_is_carried_out(clause, rules, screens, manner, where):
    found = Coverage(clause, rules, screens, ())

    assert found.manner is manner
    assert found.where.startswith(where)
    assert bool(found.where) is bool(where)
    assert manner.label == {"executed": "程序执行", "recorded": "由人登记", "text": "仅有文字"}.get(manner, "尚无着落")


def test_code_is_looked_up_in_its_source_and_believed_where_it_is_not_installed(tmp_path):
    folder = tmp_path / "textcheck"
    folder.mkdir()
    (folder / "__init__.py").write_text("def scan(text): pass\n", encoding="utf-8")
    (folder / "marks.py").write_text("MARKS: tuple = ()\nOLD = 1\nclass Mark: pass\n", encoding="utf-8")

    for name in ("textcheck.marks.MARKS", "textcheck.marks.OLD", "textcheck.marks.Mark", "textcheck.scan"):
        assert code_names.exists(name, root=tmp_path)
    assert code_names.exists("platform.library.gates.GATES", root=tmp_path)
    for name in ("textcheck.marks.NEW", "textcheck.gone.MARKS", "textcheck", "MARKS"):
        assert not code_names.exists(name, root=tmp_path)


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
