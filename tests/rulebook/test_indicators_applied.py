"""Whole sites and supervisors judged by all indicators, by one set and by several side by side."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from jiyue.rulebook import indicators, parameters
from jiyue.rulebook.assessment import judge_failed_sites
from jiyue.rulebook.assessment import score as assess
from jiyue.rulebook.availability import ProbeFacts
from jiyue.rulebook.columns import Category, ColumnFacts
from jiyue.rulebook.comparison import compare
from jiyue.rulebook.evaluation import SiteFacts, evaluate
from jiyue.rulebook.home import HomeFacts
from jiyue.rulebook.incidents import IncidentFacts
from jiyue.rulebook.interaction import MessageFacts
from jiyue.rulebook.scoring import Result
from jiyue.rulebook.services import GuideFacts
from jiyue.rulebook.verdicts import Outcome

MET, VIOLATED, UNDECIDED = Outcome.MET, Outcome.VIOLATED, Outcome.UNDECIDED
TODAY = date(2026, 11, 23)


def news(age):
    return ColumnFacts(Category.NEWS, TODAY - timedelta(days=age), 9)


CLEAN = {indicator.id: {} for indicator in indicators.of_effect("deduction")}
SOUND = SiteFacts(
    columns=(news(1), ColumnFacts(Category.POLICY, TODAY, 9)),
    probes=ProbeFacts((24,) * 7, 0),
    home=HomeFacts(TODAY),
    working_channels=1,
    messages=(MessageFacts(TODAY),),
    guides=(GuideFacts(()),) * 5,
    incidents=IncidentFacts(),
    defects=CLEAN,
)


def test_a_sound_portal_has_all_points():
    found = evaluate(SOUND, on=TODAY)

    assert (found.result, found.score.points) == (Result.QUALIFIED, 100)
    assert {verdict.outcome for verdict in found.verdicts.values()} == {MET}
    assert len(found.score.deductions) == 25


@pytest.mark.clause("19.7")
@pytest.mark.parametrize(
    ("change", "indicator"),
    [
        pytest.param({"incidents": IncidentFacts(("forged",))}, "serious-incident", id="V1"),
        pytest.param({"probes": ProbeFacts((24,) * 7, 9)}, "unreachable", id="V2"),
        pytest.param({"home": HomeFacts(TODAY - timedelta(days=15))}, "home-stale", id="V3"),
        pytest.param({"working_channels": 0}, "no-channel", id="V5 channel"),
        pytest.param({"messages": (MessageFacts(date(2026, 6, 1)),)}, "message-unanswered", id="V5 messages"),
        pytest.param({"guides": ()}, "services-impractical", id="V6"),
    ],
)
def test_any_one_veto_makes_a_site_unqualified(change, indicator):
    found = evaluate(SOUND._replace(**change), on=TODAY)

    assert (found.result, found.score.points) == (Result.VETOED, None)
    assert [name for name, verdict in found.verdicts.items() if verdict.outcome is VIOLATED] == [indicator]


@pytest.mark.clause("19.1", "19.7")
def test_stale_columns_are_a_veto_as_well():
    found = evaluate(SOUND._replace(columns=(news(15),)), on=TODAY)

    assert (found.result, found.columns.outcome) == (Result.VETOED, VIOLATED)


@pytest.mark.parametrize("field", ["incidents", "probes", "home", "working_channels", "messages", "guides"])
def test_what_was_not_measured_leaves_the_site_undecided_never_failed(field):
    assert evaluate(SOUND._replace(**{field: None}), on=TODAY).result is Result.UNDECIDED


def test_nothing_known_is_nothing_decided():
    found = evaluate(SiteFacts(), on=TODAY)

    assert found.result is Result.UNDECIDED
    assert {verdict.outcome for verdict in found.verdicts.values()} == {UNDECIDED}
    assert [verdict.reason for verdict in found.verdicts.values()] == [
        "截至 2026-11-23 没有检查记录，不作判定。",
        "7 天内须每天监测至少 20 次，只有 0 天达到。",
        "未能测量首页，不作判定。",
        "未能试用咨询建言渠道，不作判定。",
        "未能取得留言记录，不作判定。",
        "未能取得办事指南，不作判定。",
    ]


def test_every_veto_is_judged_by_the_set_that_is_asked():
    state = {
        name: verdict.parameter_set for name, verdict in evaluate(SOUND, on=TODAY, set_id="state").verdicts.items()
    }
    shaanxi = evaluate(SOUND, on=TODAY, set_id="shaanxi").verdicts

    assert state.pop("serious-incident") == ""
    assert set(state.values()) == {"state"}
    assert [name for name, verdict in shaanxi.items() if "陕西" not in verdict.reason] == ["serious-incident"]


def test_defects_cost_what_their_item_says_and_bonuses_count_on_top():
    facts = SOUND._replace(
        defects={**CLEAN, "availability": {"home": 2, "other": 1}, "policies": {"wrong": 2}, "news": {}},
        bonuses={"bonus-open-data": Fraction(9), "bonus-innovation": Fraction(1)},
    )

    found = evaluate(facts, on=TODAY).score
    taken = {each.indicator: each.taken for each in found.deductions if each.taken}
    assert taken == {"availability": Fraction(1, 2), "policies": 2}
    assert (found.low, found.bonus, found.points) == (Fraction(195, 2), 5, Fraction(205, 2))


def test_columns_and_people_do_not_deduct_for_the_same_thing_twice():
    facts = SOUND._replace(columns=(news(8), SOUND.columns[1]), defects={**CLEAN, "news": {"gap": 3}})

    lost = {each.indicator: each.taken for each in evaluate(facts, on=TODAY).score.deductions if each.taken}
    assert lost == {"news": 2}


@pytest.mark.parametrize(
    ("age", "told", "taken"),
    [
        pytest.param(1, {}, 0, id="the columns show none, a person told none"),
        pytest.param(1, None, 0, id="the columns show none, nobody else looked"),
        pytest.param(1, {"missing": 1}, 5, id="a person found what columns can not show"),
        pytest.param(None, {"gap": 1}, 2, id="the columns can not be told, a person found a gap"),
        pytest.param(None, None, None, id="nobody could tell"),
    ],
)
def test_columns_and_people_complete_each_other(age, told, taken):
    column = ColumnFacts(Category.NEWS, None, 9) if age is None else news(age)
    defects = {name: found for name, found in CLEAN.items() if name != "news"} | (
        {} if told is None else {"news": told}
    )

    found = evaluate(SOUND._replace(columns=(column, SOUND.columns[1]), defects=defects), on=TODAY).score
    [lost] = [each.taken for each in found.deductions if each.indicator == "news"]
    assert lost == taken


@pytest.mark.parametrize(("columns", "taken"), [((), 5), (None, None)], ids=["the site has none", "nobody named them"])
def test_columns_that_nobody_named_are_not_missing(columns, taken):
    found = evaluate(SOUND._replace(columns=columns, defects={}), on=TODAY, set_id="state")

    assert next(each.taken for each in found.score.deductions if each.indicator == "news") == taken


@pytest.mark.parametrize("item", ["availability", "news", "other-columns"])
def test_an_item_that_could_not_be_measured_is_open_whatever_else_is_told(item):
    columns = (news(30), ColumnFacts(Category.POLICY, TODAY, 9), ColumnFacts(Category.OTHER, None, 0))
    facts = SOUND._replace(columns=columns, defects=CLEAN | {"availability": {"home": 1}}, unmeasured={item})

    found = {one.indicator: one.taken for one in evaluate(facts, on=TODAY, set_id="state").score.deductions}

    assert found[item] is None
    assert [name for name, taken in found.items() if taken is None] == [item]


def test_without_services_their_items_fall_away_and_the_rest_is_scaled():
    facts = SOUND._replace(has_services=False, guides=None, defects={**CLEAN, "ipv6": {"unreachable": 1}})

    found = evaluate(facts, on=TODAY).score
    assert (found.result, found.points) == (Result.QUALIFIED, Fraction(73 * 4, 3))
    assert len(found.deductions) == 20


def test_a_department_site_is_not_scored():
    found = evaluate(SOUND._replace(is_portal=False), on=TODAY)

    assert (found.result, found.score.points, found.score.deductions) == (Result.QUALIFIED, None, ())


def test_the_next_breach_of_a_sound_site_is_foretold():
    assert evaluate(SOUND, on=TODAY).breach_on == TODAY + timedelta(days=14)
    assert evaluate(SiteFacts(), on=TODAY).breach_on is None


def test_a_set_that_is_not_held_scores_nothing():
    found = evaluate(SOUND, on=TODAY, set_id="shaanxi")

    assert (found.result, found.score.points) == (Result.UNDECIDED, None)
    assert (found.score.bonus, found.score.granted, found.score.deductions) == (0, 0, ())
    assert "陕西" in found.score.reason


@pytest.mark.clause("1.1", "36.1")
def test_sets_judge_side_by_side_and_name_the_number_in_which_they_part():
    found = compare(SOUND._replace(columns=(news(15), SOUND.columns[1])), ("baoji", "state"), on=TODAY)

    assert found.sentence == "宝鸡办法：不合格（单项否决）；国办指标：合格。"
    [[parting]] = found.partings
    assert (parting.indicator, parting.before, parting.after) == ("core-columns-stale", VIOLATED, MET)
    assert "构成否决的动态要闻与通知政策类超期栏目数：1个 → 5个" in [each.sentence for each in parting.numbers]


def test_a_set_that_is_not_held_parts_as_undecided():
    found = compare(SOUND, ("baoji", "shaanxi"), on=TODAY)

    assert found.evaluations[1].result is Result.UNDECIDED
    assert {parting.after for parting in found.partings[0]} == {UNDECIDED}


def test_sets_that_agree_do_not_part():
    assert compare(SOUND, ("baoji", "state"), on=TODAY).partings == ((),)


SUPERVISED = {each.id: {} for each in indicators.of_effect("assessment")}


@pytest.mark.clause("33.1")
@pytest.mark.parametrize(
    ("wrong", "other", "outcome"),
    [(0, 1, MET), (1, 1, MET), (2, 0, VIOLATED), (0, 2, VIOLATED), (None, 0, UNDECIDED), (0, None, UNDECIDED)],
)
def test_failed_sites_in_the_state_s_check_veto_the_supervisor(wrong, other, outcome):
    assert judge_failed_sites(wrong, other, on=TODAY).outcome is outcome


def test_the_supervisor_s_year_is_reckoned_like_a_site():
    defects = {**SUPERVISED, "assess-error-unfinished": {"each": 2}, "assess-quarterly-check": {"each": 5}}
    bonuses = {"assess-bonus-platform": Fraction(9), "assess-bonus-others": Fraction(15)}

    low = assess(MET, defects, bonuses, on=TODAY)
    high = assess(MET, {**SUPERVISED, "assess-error-late": {"each": 1}}, bonuses, on=TODAY)
    assert (low.points, low.bonus) == (74, 0)
    assert (high.points, high.bonus) == (118, 20)
    assert assess(VIOLATED, SUPERVISED, {}, on=TODAY).result is Result.VETOED
    assert assess(MET, {}, {}, on=TODAY).result is Result.UNDECIDED
    assert judge_failed_sites(0, 0, on=TODAY, city="shaanxi").outcome is UNDECIDED


def test_the_supervisor_s_year_follows_the_set_that_is_asked(tmp_path):
    change = tmp_path / "stricter.toml"
    change.write_text(
        '[[value]]\nkey = "assessment-error-unfinished"\nvalue = { cap = "100", each = "10" }\n\n'
        '[[value]]\nkey = "assessment-bonus-others"\nvalue = { cap = "40" }\n',
        encoding="utf-8",
    )

    with parameters.trial(change, city="state") as stricter:
        found = assess(
            MET,
            {**SUPERVISED, "assess-error-unfinished": {"each": 1}},
            {"assess-bonus-others": Fraction(30)},
            on=TODAY,
            city=stricter,
        )
    assert (found.low, found.granted, found.bonus) == (90, 20, 20)
    assert found.deductions[0].indicator == "assess-error-unfinished"
