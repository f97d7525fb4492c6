"""The catalogue of checks: complete, in force with the rulebook, and what the documentation and the schema say."""

import json
import re
from pathlib import Path

import pytest

from jiyue.inspection import CHECKS
from jiyue.inspection.checks import on_page
from jiyue.inspection.checks.documentation import by_clause, table, with_table
from jiyue.rulebook import clauses, indicators

ROOT = Path(__file__).parents[2]


def test_the_table_of_the_documentation_is_that_of_the_catalogue():
    text = (ROOT / "docs/inspection-checks.md").read_text("utf-8")

    assert text == with_table(text)
    assert table().count("\n") == len(CHECKS) + 2
    assert {one for check in CHECKS.values() for one in check.clauses} == set(
        re.findall(r"^\| (\d+\.\d+) \|", by_clause(), re.MULTILINE)
    )


def test_the_schema_that_ships_is_the_one_that_is_documented():
    shipped = (ROOT / "src/jiyue/inspection/report/schema-1.json").read_text("utf-8")

    assert shipped == (ROOT / "docs/inspection-report.schema.json").read_text("utf-8")
    assert set(json.loads(shipped)["$defs"]["check"]["enum"]) == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_every_check_cites_a_clause_and_indicators_that_there_are(check):
    assert [clauses.get(one).id for one in check.clauses] == list(dict.fromkeys(check.clauses))
    assert [indicators.get(name).id for name in check.indicators] == list(check.indicators)
    assert check.fails or check.doubts


def test_every_check_of_a_page_is_in_the_catalogue():
    assert {name for _, names, _ in on_page.PAGE_CHECKS for name in names} <= set(CHECKS)
