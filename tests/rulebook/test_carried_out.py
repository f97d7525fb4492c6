"""Clauses that several rules carry out together: kinds of sites, main tasks, roles, and the forms of the annexes."""

from datetime import date
from fractions import Fraction

import pytest

from jiyue.rulebook import indicators, parameters, procedures
from jiyue.rulebook.assessment import score as assess
from jiyue.rulebook.columns import Category, ColumnFacts
from jiyue.rulebook.coverage import Manner, coverage
from jiyue.rulebook.deductions import deduct
from jiyue.rulebook.evaluation import SiteFacts, evaluate
from jiyue.rulebook.procedure_cases import Case
from jiyue.rulebook.procedure_engine import Actor, moves, why_not
from jiyue.rulebook.scoring import Result
from jiyue.rulebook.verdicts import Outcome

TODAY = date(2026, 11, 23)
OFFICE, BUREAU, CENTRE, HOST = (
    Actor(f"{name}-1", frozenset({name})) for name in ("office", "bureau", "centre", "host")
)


def refusals(procedure_id, facts, step="application"):
    procedure = procedures.get(procedure_id, on=TODAY)
    found = why_not(procedure, Case(step, facts=facts), (step, "agree"), actor=HOST, on=TODAY)
    return [each.clause for each in found]


@pytest.mark.clause("2.1")
@pytest.mark.parametrize(
    ("procedure_id", "fact"),
    [("opening-portal", "unit-may-have-portal"), ("opening-department", "unit-may-have-department-site")],
)
def test_who_is_no_government_opens_no_portal_and_who_is_no_department_no_department_site(procedure_id, fact):
    procedure = procedures.get(procedure_id, on=TODAY)
    [condition] = [each for each in procedure.conditions if each.clause == "2.1"]

    assert condition.fact == fact
    assert "2.1" in refusals(procedure_id, {fact: False})
    assert "2.1" not in refusals(procedure_id, {fact: True})


@pytest.mark.clause("3.1")
@pytest.mark.parametrize(
    ("task", "facts", "lost"),
    [
        pytest.param("publish", {"columns": ()}, {"news": 5}, id="no column of news"),
        pytest.param("interpret", {"defects": {"interpretations": {"missing": 1}}}, {"interpretations": 6}, id="none"),
        pytest.param("respond", {"defects": {"replies": {"late": 2}}}, {"replies": 6}, id="letters not answered"),
    ],
)
def test_a_site_that_does_not_publish_interpret_or_respond_loses_points(task, facts, lost):
    news = [ColumnFacts(Category.NEWS, TODAY, 9)]
    found = evaluate(SiteFacts(**{"columns": news, **facts}), on=TODAY, set_id="state").score.deductions

    assert {each.indicator: each.taken for each in found if each.taken} == lost, task


@pytest.mark.clause("3.1")
@pytest.mark.parametrize(
    ("facts", "veto"),
    [
        pytest.param({"guides": ()}, "services-impractical", id="no services"),
        pytest.param({"working_channels": 0}, "no-channel", id="no interaction"),
    ],
)
def test_a_portal_that_does_not_serve_or_interact_fails(facts, veto):
    found = evaluate(SiteFacts(columns=[ColumnFacts(Category.NEWS, TODAY, 9)], **facts), on=TODAY)

    assert (found.result, found.verdicts[veto].outcome) == (Result.VETOED, Outcome.VIOLATED)


@pytest.mark.clause("24.1", "26.3")
def test_the_bureau_decides_on_the_platform_and_the_centre_executes():
    procedure = procedures.get("platform-use", on=TODAY)
    case = Case("bureau", facts={})

    assert [(step.id, step.actor) for step in procedure.steps] == [("application", "host"), ("bureau", "bureau")]
    assert procedure.follow_up("set-up").actor == "centre"
    assert {move.actor for move in moves(procedure, case, on=TODAY)} == {"bureau"}
    assert why_not(procedure, case, ("bureau", "agree"), actor=BUREAU, on=TODAY) == ()
    for other in (OFFICE, CENTRE, HOST):
        assert why_not(procedure, case, ("bureau", "agree"), actor=other, on=TODAY)


@pytest.mark.clause("26.2", "A4")
@pytest.mark.parametrize(("fact", "clause"), [("leader-and-head-named", "26.2"), ("moving-date-given", "A4")])
def test_the_platform_is_asked_for_with_named_people_and_a_day(fact, clause):
    whole = {"leader-and-head-named": True, "moving-date-given": True}

    assert refusals("platform-use", whole) == []
    assert refusals("platform-use", {**whole, fact: False}) == [clause]


@pytest.mark.clause("A1", "A2", "A3", "A4")
@pytest.mark.parametrize(
    ("procedure_id", "form"),
    [
        ("opening-portal", "annex-1"),
        ("opening-department", "annex-1"),
        ("temporary-offline", "annex-2"),
        ("closing", "annex-2"),
        ("domain-registration", "annex-3"),
        ("domain-cancellation", "annex-3"),
        ("domain-replacement", "annex-3"),
        ("platform-use", "annex-4"),
    ],
)
def test_each_application_is_made_on_the_form_of_its_annex(procedure_id, form):
    assert procedures.get(procedure_id, on=TODAY).form == form


@pytest.mark.clause("A5", "11.3")
@pytest.mark.parametrize("missing", ["number", "decided_on", "scan"])
def test_the_provinces_review_form_is_recorded_with_number_day_and_scan(missing):
    procedure = procedures.whole("domain-registration", on=TODAY).for_case(["county"])
    paper = {"number": "陕政办函〔2026〕5号", "decided_on": date(2026, 11, 20), "scan": "scan.pdf"}
    lacking = {name: value for name, value in paper.items() if name != missing}

    def refused(evidence):
        step = "province-review-form"
        return why_not(procedure, Case(step), (step, "agree"), actor=OFFICE, on=TODAY, evidence=evidence)

    assert procedure.step("province-review-form").entered_by == "office"
    assert refused(paper) == ()
    assert len(refused(lacking)) == 1


@pytest.mark.clause("33.3")
def test_a_supervisors_year_enters_the_appraisal_with_points_and_a_result():
    items = {each.id: {} for each in indicators.of_effect("assessment")}

    good, poor = (assess(Outcome.MET, {**items, "assess-unapproved": {"each": n}}, {}, on=TODAY) for n in (0, 9))
    assert (good.result, good.points) == (Result.QUALIFIED, 100)
    assert (poor.result, poor.points) == (Result.FAILED, 55)


# what a person judges by proof: indicator → clause, points for one defect or at most, proofs
JUDGED = {
    "single-sign-on": ("14.1", "2", ("网站与服务平台的登录页面",)),
    "guides": ("14.4", "1", ("抽查的5个指南及所缺要素",)),
    "bonus-service-rating": ("14.5", "3", ("评价入口和统计",)),
    "bonus-real-time-answers": ("15.4", "4", ("模拟提问和回答记录",)),
    "bonus-personal-space": ("21.1", "2", ("个人空间和订阅的截图",)),
    "assess-bonus-platform": ("23.1", "5", ("网站名录和平台租户清单",)),
    "assess-unapproved": ("34.1", "5", ("网站状态与批准文件",)),
}


@pytest.mark.clause("14.1", "14.4", "14.5", "15.4", "21.1", "23.1", "34.1")
@pytest.mark.parametrize("name", JUDGED)
def test_what_a_person_judges_has_its_clause_its_points_and_its_proof(name):
    clause, points, proof = JUDGED[name]
    indicator = indicators.get(name)
    rates = parameters.get(indicator.parameters[0], city="state", on=TODAY)
    [defect] = rates.value.keys() - {"cap"} or {"cap"}

    assert clause in indicator.clauses
    assert indicator.judged_by != "machine"
    assert indicator.evidence == proof
    assert rates.value[defect] == Fraction(points)
    assert defect == "cap" or deduct(name, {defect: 1}, rates).taken == Fraction(points)


def test_text_alone_says_why():
    told = {each.clause: each.where for each in coverage() if each.manner is Manner.TEXT}

    assert told.keys() == {"2.2", "13.6"}
    assert all(len(reason) > 10 for reason in told.values())
