"""Reachability, home page, services and grave problems: national vetoes V1, V2, V3, V6, M1 to M3."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from jiyue.rulebook.availability import OutageFacts, ProbeFacts, judge_availability, judge_outage
from jiyue.rulebook.home import HomeFacts, judge_home
from jiyue.rulebook.incidents import IncidentFacts, judge_incidents
from jiyue.rulebook.limits import judge_limit, judge_reach, judge_share
from jiyue.rulebook.newmedia import AccountFacts, judge_account, judge_interaction, judge_updates
from jiyue.rulebook.services import ELEMENTS, GuideFacts, judge_guides
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
TODAY = date(2026, 11, 23)
WEEK = (20,) * 7


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("days", "failures", "outcome", "margin"),
    [
        pytest.param(WEEK, 0, MET, Fraction(5, 100), id="always there"),
        pytest.param(WEEK, 6, MET, Fraction(1, 140), id="6 of 140 is below 5 %"),
        pytest.param(WEEK, 7, VIOLATED, Fraction(0), id="7 of 140 is 5 %, which the source includes"),
        pytest.param(WEEK, 8, VIOLATED, Fraction(-1, 140), id="8 of 140 is above"),
        pytest.param((24,) * 7, 8, MET, Fraction(1, 20) - Fraction(8, 168), id="8 of 168 is below"),
        pytest.param((24,) * 7, 9, VIOLATED, Fraction(1, 20) - Fraction(9, 168), id="9 of 168 is above"),
    ],
)
def test_a_site_is_unreachable_from_five_in_a_hundred_on(days, failures, outcome, margin):
    verdict = judge_availability(ProbeFacts(days, failures), on=TODAY)

    assert (verdict.outcome, verdict.margin, verdict.unit, verdict.clause) == (outcome, margin, "share", "36.1")
    assert f"打不开 {failures} 次" in verdict.reason


@pytest.mark.parametrize(
    "days",
    [
        pytest.param((), id="no day at all"),
        pytest.param((20,) * 6, id="six days"),
        pytest.param((*(20,) * 6, 19), id="one day with 19 visits"),
    ],
)
def test_too_few_visits_leave_it_undecided_however_many_fail(days):
    verdict = judge_availability(ProbeFacts(days, sum(days)), on=TODAY)

    assert (verdict.outcome, verdict.version) == (UNDECIDED, "state@2019-04-18")


def test_a_lean_day_beyond_the_week_does_no_harm():
    assert judge_availability(ProbeFacts((*WEEK, 3), 0), on=TODAY).outcome is MET


def test_by_a_set_without_the_rule_reachability_is_undecided():
    assert judge_availability(ProbeFacts(WEEK, 140), on=TODAY, city="shaanxi").outcome is UNDECIDED


NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.clause("9.5")
@pytest.mark.parametrize(
    ("hours", "is_reported", "outcome"),
    [(23, False, MET), (24, False, MET), (25, False, VIOLATED), (25, True, MET)],
)
def test_an_outage_beyond_a_day_must_be_reported(hours, is_reported, outcome):
    ended_at = NOON + timedelta(hours=hours)

    for facts in (OutageFacts(NOON, ended_at, is_reported), OutageFacts(NOON, None, is_reported)):
        verdict = judge_outage(facts, now=ended_at)
        assert (verdict.outcome, verdict.margin, verdict.unit, verdict.clause) == (outcome, 24 - hours, "hours", "9.5")
        assert f"停机 {hours} 小时，{'已有' if is_reported else '没有'}报备" in verdict.reason


def test_half_hours_of_an_outage_are_exact_and_a_set_without_the_rule_is_undecided():
    facts = OutageFacts(NOON, NOON + timedelta(hours=24, seconds=1), is_reported=False)

    assert (judge_outage(facts, now=NOON).outcome, judge_outage(facts, now=NOON).margin) == (
        VIOLATED,
        Fraction(-1, 3600),
    )
    assert judge_outage(facts, now=NOON, city="shaanxi").outcome is UNDECIDED


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(("age", "outcome"), [(13, MET), (14, MET), (15, VIOLATED)])
def test_a_home_page_goes_stale_after_two_weeks(age, outcome):
    verdict = judge_home(HomeFacts(TODAY - timedelta(days=age)), on=TODAY)

    assert (verdict.outcome, verdict.margin_days, verdict.clause) == (outcome, 14 - age, "19.1")


def test_a_home_page_that_only_navigates_is_judged_by_the_pages_below():
    old, new = TODAY - timedelta(days=99), TODAY

    assert judge_home(HomeFacts(old, True, new), on=TODAY).outcome is MET
    assert judge_home(HomeFacts(new, True, old), on=TODAY).outcome is VIOLATED
    assert judge_home(HomeFacts(old, False, new), on=TODAY).outcome is VIOLATED


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(HomeFacts(None), id="no dated piece"),
        pytest.param(HomeFacts(TODAY, is_navigation_only=True), id="only navigation, nothing dated below"),
        pytest.param(HomeFacts(TODAY + timedelta(days=1)), id="a date in the future"),
        pytest.param(HomeFacts(TODAY - timedelta(days=99), measured=False), id="not measured"),
    ],
)
def test_a_home_page_that_can_not_be_told_is_undecided(facts):
    assert judge_home(facts, on=TODAY).outcome is UNDECIDED


def test_by_a_set_without_the_rule_the_home_page_is_undecided():
    assert judge_home(HomeFacts(TODAY), on=TODAY, city="shaanxi").outcome is UNDECIDED


def guides(lacking, whole, missing=4):
    return [GuideFacts(ELEMENTS[:missing])] * lacking + [GuideFacts(())] * whole


@pytest.mark.clause("36.1", "14.4")
@pytest.mark.parametrize(
    ("facts", "outcome", "margin"),
    [
        pytest.param(guides(4, 6), MET, 1, id="four of ten lack four elements"),
        pytest.param(guides(5, 5), VIOLATED, 0, id="five of ten lack four elements"),
        pytest.param(guides(6, 4), VIOLATED, -1, id="six of ten lack four elements"),
        pytest.param(guides(10, 0, missing=3), MET, 5, id="all lack three elements"),
        pytest.param(guides(10, 0, missing=5), VIOLATED, -5, id="all lack five elements"),
        pytest.param(guides(3, 0), VIOLATED, 0, id="all of fewer than five lack four"),
        pytest.param(guides(2, 1), MET, 1, id="not all of fewer than five lack four"),
        pytest.param([], VIOLATED, 0, id="no service at all"),
    ],
)
def test_services_are_impractical_when_too_many_guides_lack_too_much(facts, outcome, margin):
    verdict = judge_guides(facts, has_services=True, on=TODAY)

    assert (verdict.outcome, verdict.margin, verdict.unit) == (outcome, margin, "count")


@pytest.mark.clause("14.4")
def test_only_the_eight_key_elements_count_and_each_once():
    odd = [GuideFacts(("收费", "备注", "二维码", "附件"))] * 9 + [GuideFacts((ELEMENTS[0],) * 4)] * 9

    assert judge_guides(odd, has_services=True, on=TODAY).outcome is MET


@pytest.mark.clause("14.3")
def test_a_unit_without_services_is_not_judged_by_them():
    verdict = judge_guides(None, has_services=False, on=TODAY)

    assert verdict.outcome is MET
    assert "不检查" in verdict.reason


def test_guides_that_could_not_be_seen_or_have_no_rule_are_undecided():
    assert judge_guides(None, has_services=True, on=TODAY).outcome is UNDECIDED
    assert judge_guides([], has_services=True, on=TODAY, city="shaanxi").outcome is UNDECIDED


@pytest.mark.clause("19.7", "36.1")
@pytest.mark.parametrize(
    ("facts", "outcome", "words"),
    [
        pytest.param(None, UNDECIDED, "没有检查记录", id="nobody looked"),
        pytest.param(IncidentFacts(), MET, "没有经确认", id="nothing found"),
        pytest.param(IncidentFacts(suspected=("forged",)), UNDECIDED, "伪造发稿日期", id="a machine suspects"),
        pytest.param(IncidentFacts(confirmed=("secret-leaked",)), VIOLATED, "泄露国家秘密", id="a person confirmed"),
        pytest.param(IncidentFacts(("forged",), ("forged",)), VIOLATED, "经确认", id="one of each"),
    ],
)
def test_a_machine_only_suspects_and_a_person_confirms(facts, outcome, words):
    verdict = judge_incidents(facts, on=TODAY)

    assert verdict.outcome is outcome
    assert words in verdict.reason


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(("age", "outcome"), [(13, MET), (14, MET), (15, VIOLATED)])
def test_an_account_goes_stale_after_two_weeks(age, outcome):
    assert judge_updates(AccountFacts(TODAY - timedelta(days=age)), on=TODAY).outcome is outcome


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        pytest.param(AccountFacts(TODAY, is_usable=False), VIOLATED, id="an app that can not be used"),
        pytest.param(AccountFacts(TODAY, is_usable=None), UNDECIDED, id="an app nobody tried"),
        pytest.param(AccountFacts(None), UNDECIDED, id="no date"),
        pytest.param(AccountFacts(TODAY + timedelta(days=1)), UNDECIDED, id="a date in the future"),
    ],
)
def test_an_account_must_be_usable_and_dated(facts, outcome):
    assert judge_updates(facts, on=TODAY).outcome is outcome


def test_by_a_set_without_the_rule_an_account_is_undecided():
    assert judge_updates(AccountFacts(TODAY), on=TODAY, city="shaanxi").outcome is UNDECIDED


@pytest.mark.parametrize(
    ("more", "outcome", "words"),
    [
        ({"has_interaction": True}, MET, "有有效互动"),
        ({"has_interaction": False}, VIOLATED, "没有有效互动"),
        ({"has_interaction": None}, UNDECIDED, "未能试用"),
        ({"has_interaction": True, "buys_followers": True}, VIOLATED, "购买粉丝"),
        ({"has_interaction": None, "forces_likes": True}, VIOLATED, "强制点赞"),
    ],
)
def test_an_account_interacts_honestly(more, outcome, words):
    verdict = judge_interaction(AccountFacts(TODAY, **more))

    assert verdict.outcome is outcome
    assert words in verdict.reason


@pytest.mark.clause("36.1")
@pytest.mark.parametrize(
    ("more", "incidents", "city", "outcome"),
    [
        pytest.param({}, IncidentFacts(), "baoji", MET, id="sound"),
        pytest.param({}, IncidentFacts(("forged",)), "baoji", VIOLATED, id="M1"),
        pytest.param({"last_post_on": TODAY - timedelta(days=15)}, IncidentFacts(), "baoji", VIOLATED, id="M2"),
        pytest.param({"has_interaction": False}, IncidentFacts(), "baoji", VIOLATED, id="M3"),
        pytest.param({"has_interaction": False}, None, "baoji", VIOLATED, id="one veto is enough beside the unknown"),
        pytest.param({}, None, "baoji", UNDECIDED, id="nobody looked for incidents"),
        pytest.param({}, IncidentFacts(), "shaanxi", UNDECIDED, id="no rule on updates"),
    ],
)
def test_any_veto_makes_an_account_unqualified(more, incidents, city, outcome):
    facts = AccountFacts(**{"last_post_on": TODAY, "has_interaction": True, **more})

    found = judge_account(facts, incidents, on=TODAY, city=city)
    assert found.outcome is outcome
    assert list(found.verdicts) == ["media-incident", "media-stale", "media-no-interaction"]


@pytest.mark.parametrize(
    ("key", "limit", "clause"),
    [
        pytest.param("sites-per-unit", 1, "7.1", marks=pytest.mark.clause("7.1")),
        pytest.param("english-domains", 1, "10.2", marks=pytest.mark.clause("10.2")),
        pytest.param("chinese-domains", 1, "10.2", marks=pytest.mark.clause("10.2")),
        pytest.param("domain-term", 10, "A3", marks=pytest.mark.clause("A3")),
    ],
)
def test_the_limit_itself_is_allowed(key, limit, clause):
    for count, outcome in ((limit - 1, MET), (limit, MET), (limit + 1, VIOLATED)):
        verdict = judge_limit(count, key, on=TODAY)
        assert (verdict.outcome, verdict.margin, verdict.clause) == (outcome, limit - count, clause)
    assert judge_limit(None, key, on=TODAY).outcome is UNDECIDED
    assert judge_limit(99, key, on=TODAY, city="shaanxi").outcome is UNDECIDED


@pytest.mark.clause("31.1")
@pytest.mark.parametrize(("failures", "outcome"), [(4, MET), (5, VIOLATED), (6, VIOLATED), (None, UNDECIDED)])
def test_the_number_itself_is_too_much_where_it_may_not_be_reached(failures, outcome):
    assert judge_reach(failures, "failed-sign-ins", on=TODAY).outcome is outcome


@pytest.mark.clause("33.1")
@pytest.mark.parametrize(("part", "outcome"), [(29, VIOLATED), (30, MET), (31, MET), (None, UNDECIDED)])
def test_the_share_itself_is_enough_where_it_is_the_least(part, outcome):
    assert judge_share(part, 100, "sampling-share", on=TODAY, city="state").outcome is outcome


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
