"""Every number of the rulebook below, at and above its value, and undecided; a number without these fails."""

from fractions import Fraction

import pytest

from jiyue.rulebook import parameters
from jiyue.rulebook.limits import judge_reach, judge_share
from tests.rulebook.boundaries import MET, TODAY, UNDECIDED, VIOLATED
from tests.rulebook.boundary_table import ROWS
from tests.rulebook.points_table import OTHERS, RATES, VERSION

WORDS = {"core-columns-counting", "core-columns-scope"}  # chosen from words: test_columns_together.py
CASES = [
    pytest.param(row, version, value, id=f"{key} {version}")
    for key, row in ROWS.items()
    for version, value in row.values.items()
]


@pytest.mark.clause(
    "7.1", "8.7", "8.8", "9.3", "9.4", "9.5", "9.7", "9.11", "9.14", "10.2", "11.3", "11.5", "11.6", "11.7", "A3",
    "13.2", "13.3", "15.2", "15.3", "15.5", "18.1", "18.2", "19.1", "19.2", "19.4", "19.5", "19.6", "28.2", "28.3",
    "31.1", "32.5", "32.8", "32.9", "32.10", "33.1", "36.1",
)  # fmt: skip
@pytest.mark.parametrize(("row", "version", "value"), CASES)
def test_a_number_turns_exactly_at_its_value(row, version, value):
    city = version.partition("@")[0]

    assert tuple(row.ask(value, step, city) for step in (-1, 0, 1)) == row.turns


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


def test_a_share_and_a_count_tell_their_margin_and_reason():
    share = judge_share(29, 100, "sampling-share", on=TODAY, city="state")
    enough = judge_share(30, 100, "sampling-share", on=TODAY, city="state")
    count = judge_reach(5, "failed-sign-ins", on=TODAY)

    assert (share.outcome, share.margin, share.unit, share.clause) == (VIOLATED, Fraction(-1, 100), "share", "33.1")
    assert share.reason == "每季度检查网站的最低比例：100 个中有 29 个，占 29.00%，应不低于 30%。"
    assert (share.parameter_set, share.version) == ("state", "state@2019-04-18")
    assert (enough.outcome, enough.margin) == (MET, 0)
    assert (count.outcome, count.margin, count.clause) == (VIOLATED, 0, "31.1")
    assert count.reason == "锁定账号的连续失败次数 5 个，达到 5 个即不符合。"


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        pytest.param(None, 9, id="nobody counted the part"),
        pytest.param(3, None, id="nobody counted the whole"),
        pytest.param(0, 0, id="nothing to take a share of"),
    ],
)
def test_a_share_of_nothing_known_is_undecided(part, whole):
    assert judge_share(part, whole, "sampling-share", on=TODAY).outcome is UNDECIDED


def test_a_set_without_the_number_leaves_shares_and_counts_undecided():
    for verdict in (
        judge_share(1, 2, "probe-failure-share", on=TODAY, city="shaanxi"),
        judge_reach(9, "failed-sign-ins", on=TODAY, city="state"),
    ):
        assert (verdict.outcome, verdict.version) == (UNDECIDED, "")
