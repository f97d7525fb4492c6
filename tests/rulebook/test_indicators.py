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


def test_what_is_remembered_and_not_seen_says_so():
    seen = {
        effect: {each.id for each in indicators.of_effect(effect) if each.certainty == "found"}
        for effect in ("deduction", "bonus", "assessment")
    }

    assert seen["deduction"] == {"service-statistics", "site-marks", "availability", "ipv6"}
    assert seen["bonus"] == {"bonus-solicitation"}
    assert seen["assessment"] == {
        "assess-failed-sites",
        "assess-error-unfinished",
        "assess-error-late",
        "assess-bonus-platform",
    }
    assert {each.certainty_label for each in indicators.of_effect("veto")} == {"有出处"}
    assert "记忆" in indicators.get("services-impractical").note


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("indicator_id", "words"),
    [
        pytest.param("no-channel", "信访、纪检举报等专门渠道不计", id="V5: special channels"),
        pytest.param("message-unanswered", "访谈、征集调查、举报投诉不计", id="V5: what is no consultation"),
        pytest.param("services-impractical", "全部缺失", id="V6: fewer items than the number"),
        pytest.param("media-incident", "伪造发稿日期", id="M1: the same cases as V1"),
        pytest.param("bonus-solicitation", "电子邮件", id="B06: by mail is none"),
        pytest.param("site-search", "5个", id="D25: five titles"),
    ],
)
def test_the_failure_names_what_the_national_table_leaves_out_or_counts(indicator_id, words):
    assert words in indicators.get(indicator_id).failure


@pytest.mark.parametrize(
    ("indicator_id", "scope"), [("services-impractical", "serving"), ("home-stale", "all"), ("guides", "services")]
)
def test_an_indicator_says_which_sites_it_is_for(indicator_id, scope):
    assert indicators.get(indicator_id).applies_to == scope
    assert indicators.SCOPES[scope]
