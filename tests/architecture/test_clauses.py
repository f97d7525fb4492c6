"""Every clause that a test claims to guard is one of the measures'."""

import ast
from pathlib import Path

from jiyue.rulebook import clauses

TESTS = Path(__file__).parents[1]


def marked():
    """Yield each clause id in a `pytest.mark.clause(…)`, with the file that names it."""
    for file in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            is_marker = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.clause")
            if is_marker:
                yield from ((argument.value, file.name) for argument in node.args if isinstance(argument, ast.Constant))


def test_every_marked_clause_exists():
    known = {clause.id for clause in clauses.all()}
    found = list(marked())

    assert found
    assert [f"{file}: {clause}" for clause, file in found if clause not in known] == []
