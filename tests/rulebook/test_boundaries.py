"""Every number of the rulebook below, at and above its value, and undecided; a number without these fails."""

import pytest

from jiyue.rulebook import parameters
from tests.rulebook.boundaries import UNDECIDED
from tests.rulebook.boundary_table import ROWS
from tests.rulebook.points_table import OTHERS, RATES, VERSION

WORDS = {"core-columns-counting", "core-columns-scope"}  # chosen from words: test_columns_together.py
CASES = [
    pytest.param(row, version, value, id=f"{key} {version}")
    for key, row in ROWS.items()
    for version, value in row.values.items()
]


@pytest.mark.clause(
    "6.1", "7.1", "8.7", "8.8", "9.3", "9.4", "9.5", "9.7", "9.11", "9.14", "10.2", "11.3", "11.5", "11.6", "11.7", "A3",
    "13.2", "13.3", "15.2", "15.3", "15.5", "18.1", "18.2", "19.1", "19.2", "19.4", "19.5", "19.6", "28.2", "28.3",
    "31.1", "32.5", "32.8", "32.9", "32.10", "33.1", "36.1",
)  # fmt: skip
@pytest.mark.parametrize(("row", "version", "value"), CASES)
def test_a_number_turns_exactly_at_its_value(row, version, value):
    city = version.partition("@")[0]

    assert tuple(row.ask(value, step, city) for step in (-1, 0, 1)) == row.turns


def test_the_clauses_claimed_are_those_of_the_numbers():
    [mark] = [each for each in test_a_number_turns_exactly_at_its_value.pytestmark if each.name == "clause"]

    assert set(mark.args) == {parameters.keys()[key].clause for key in ROWS}


@pytest.mark.parametrize(("row", "version", "value"), CASES)
def test_what_nobody_could_tell_is_undecided(row, version, value):
    assert row.unknown(version.partition("@")[0]) is UNDECIDED


def test_every_number_in_every_version_has_its_boundary_tested():
    held = {
        (key.id, each.version)
        for key in parameters.keys().values()
        if key.unit != "word"
        for set_id in parameters.SHIPPED
        for each in parameters.versions(key.id, set_id)
    }
    tested = {(key, version) for key, row in ROWS.items() for version in row.values}
    tested |= {(key, VERSION) for key in RATES} | OTHERS

    assert held - tested == set()
    assert tested - held == set()
    assert {key.id for key in parameters.keys().values() if key.unit == "word"} == WORDS


def test_every_key_of_the_catalogue_has_a_value_somewhere():
    for key in parameters.keys().values():
        assert any(parameters.versions(key.id, set_id) for set_id in parameters.SHIPPED), key.id
