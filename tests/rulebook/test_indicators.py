"""The indicators as data: complete, with proof and remedy, and found by day."""

from datetime import date

import pytest

from jiyue.rulebook import indicators


def test_all_items_of_the_national_table_are_there():
    codes = {effect: [each.code for each in indicators.of_effect(effect)] for effect in indicators.EFFECTS}

    assert {code.partition("-")[0] for code in codes["veto"]} == {f"V{n}" for n in range(1, 7)} | {"M1", "M2", "M3"}
    assert len(codes["deduction"]) == 25
    assert len(codes["bonus"]) == 10
    assert len(codes["assessment"]) == 10


@pytest.mark.parametrize("indicator", indicators.all(), ids=lambda each: each.id)
def test_an_indicator_says_how_grave_it_is_what_proves_it_and_what_to_do(indicator):
    assert indicator.evidence
    assert all((indicator.success, indicator.failure, indicator.remedy, indicator.title))
    assert indicator.success != indicator.failure
    assert all((indicator.effect_label, indicator.severity_label, indicator.judge_label))


@pytest.mark.parametrize(
    "check", ["dead-link", "page-label", "footer-mark", "column-stale", "column-empty", "personal-data"]
)
def test_what_the_inspection_observes_has_an_indicator(check):
    assert indicators.get(check).effect == "finding"


@pytest.mark.clause("38.1")
def test_an_indicator_is_known_from_its_first_day():
    assert indicators.get("unreachable", on=date(2019, 4, 18)).code == "V2"
    with pytest.raises(KeyError):
        indicators.get("unreachable", on=date(2019, 4, 17))
    assert indicators.all(on=date(2019, 4, 17)) == ()
    assert {each.effect for each in indicators.all(on=date(2020, 1, 1))} == {"veto", "deduction", "bonus", "assessment"}


@pytest.mark.clause("38.2")
def test_an_indicator_names_the_readings_on_which_it_rests():
    assert indicators.readings_of(indicators.get("message-unanswered")) == ("R2", "R24")
    assert set(indicators.readings_of(indicators.get("core-columns-stale"))) == {"R2", "R21", "R22"}
    assert indicators.readings_of(indicators.get("ipv6")) == ()
