"""What the pages of the clauses tell of their tests is true of the tests as they stand."""

from pathlib import Path

import pytest

from jiyue.platform.console.rulebook import proofs
from jiyue.rulebook import clauses, coverage

TESTS = Path(__file__).parents[1]
LONGEST = 60


@pytest.fixture(scope="module")
def marks():
    """The clauses of each test, and of each file that is marked as a whole."""
    found = {}
    for clause, labels in coverage.marked(TESTS, "clause").items():
        for label in labels:
            found.setdefault(label, set()).add(clause)
    return found


def test_every_told_test_exists():
    sources = {proof.test.split("::")[0]: "" for proof in proofs.all()}
    sources = {file: (TESTS / file).read_text("utf-8") if (TESTS / file).is_file() else "" for file in sources}
    lost = [
        proof.test
        for proof in proofs.all()
        if f"def {proof.test.split('::')[1]}(" not in sources[proof.test.split("::")[0]]
    ]

    assert lost == [], "renamed or removed: change console/rulebook/proofs.toml too"


def test_a_told_test_names_the_clauses_of_its_mark(marks):
    wrong = {
        proof.test: sorted(marked)
        for proof in proofs.all()
        if (marked := marks.get(proof.test, set()) | marks.get(proof.test.split("::")[0], set())) != set(proof.clauses)
    }

    assert wrong == {}, "these are the clauses now: change console/rulebook/proofs.toml too"


def test_every_clause_that_has_a_test_has_one_that_is_told(marks):
    tested = {clause for found in marks.values() for clause in found}

    assert sorted(tested - proofs.by_clause().keys()) == []
    assert proofs.by_clause().keys() <= {clause.id for clause in clauses.all()}


@pytest.mark.parametrize("part", ["given", "when", "then"])
def test_each_part_is_a_short_chinese_phrase(part):
    said = {proof.test: getattr(proof, part) for proof in proofs.all()}

    assert [
        test
        for test, text in said.items()
        if not 0 < len(text) <= LONGEST or not any("一" <= sign <= "龥" for sign in text)
    ] == []
