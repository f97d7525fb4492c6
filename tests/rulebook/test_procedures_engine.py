"""What may happen next in a case, by whom, and why not otherwise."""

from datetime import date

import pytest

from jiyue.rulebook import procedure_engine, procedures
from jiyue.rulebook.in_principle import Grant
from jiyue.rulebook.procedure_cases import Case, Record, is_complete, mark, open_parts, running
from jiyue.rulebook.procedure_engine import Actor
from jiyue.rulebook.verdicts import Outcome

ON = date(2026, 3, 10)
OFFLINE = procedures.get("temporary-offline", on=ON)
CLOSING = procedures.get("closing", on=ON)
HOST = Actor("host-1", frozenset({"host"}))
OFFICE = Actor("office-1", frozenset({"office"}))
PAPER = {"number": "陕政办函〔2026〕5号", "decided_on": date(2026, 3, 9), "scan": "scan.pdf"}
GOOD = {"reason-given": True, "within-longest-days": True, "within-times-per-year": True}


def why_not(procedure, case, wanted, actor, **more):
    return [each.sentence for each in procedure_engine.why_not(procedure, case, wanted, actor=actor, on=ON, **more)]


def test_a_host_may_apply():
    case = Case("application", facts=GOOD)
    (move,) = procedure_engine.moves(OFFLINE, case, on=ON)
    assert (move.id, move.decision, move.by, move.actor, move.clause) == (
        "application",
        "agree",
        "host",
        "host",
        "9.1",
    )
    assert move.is_open
    assert move.undecided == ()
    assert why_not(OFFLINE, case, ("application", "agree"), HOST) == []


@pytest.mark.clause("9.3")
@pytest.mark.parametrize("fact", ["within-longest-days", "within-times-per-year"])
def test_a_violated_condition_refuses_with_its_sentence_and_remedy(fact):
    case = Case("application", facts={**GOOD, fact: False})
    (move,) = procedure_engine.moves(OFFLINE, case, on=ON)
    assert not move.is_open
    assert [each.clause for each in move.refusals] == ["9.3"]
    assert move.refusals[0].remedy


def test_a_condition_without_answer_is_undecided_and_does_not_refuse():
    case = Case("application", facts={"reason-given": True})
    (move,) = procedure_engine.moves(OFFLINE, case, on=ON)
    assert move.is_open
    assert [each.id for each in move.undecided] == ["within-days", "within-year"]
    outcomes = [check.outcome for check in procedure_engine.checklist(OFFLINE, case, "application")]
    assert outcomes == [Outcome.MET, Outcome.UNDECIDED, Outcome.UNDECIDED]


def test_a_review_may_be_agreed_returned_or_refused_and_only_agreement_asks_for_evidence():
    found = procedure_engine.moves(OFFLINE, Case("province", facts=GOOD), on=ON)
    assert [(move.decision, move.evidence) for move in found] == [
        ("agree", ("number", "decided_on", "scan")),
        ("return", ()),
        ("refuse", ()),
    ]


def test_a_decision_without_its_evidence_is_refused_by_name_of_what_is_missing():
    case = Case("province")
    assert why_not(OFFLINE, case, ("province", "agree"), OFFICE, evidence={"scan": "a.pdf"}) == [
        "还缺：文号、决定日期。"
    ]
    assert why_not(OFFLINE, case, ("province", "agree"), OFFICE, evidence=PAPER) == []
    assert why_not(OFFLINE, case, ("province", "refuse"), OFFICE) == []


@pytest.mark.parametrize(
    ("decided_on", "refused"),
    [(date(2026, 3, 9), False), (date(2026, 3, 10), False), (date(2026, 3, 11), True)],
)
def test_an_outside_decision_is_not_dated_in_the_future(decided_on, refused):
    found = why_not(
        OFFLINE, Case("province"), ("province", "agree"), OFFICE, evidence={**PAPER, "decided_on": decided_on}
    )
    assert found == ([f"决定日期（{decided_on}）在将来。"] if refused else [])


def test_nobody_decides_for_another_role():
    assert why_not(OFFLINE, Case("office"), ("office", "agree"), HOST) == ["“市政府办公室审核”由市政府办公室办理。"]
    assert why_not(OFFLINE, Case("province"), ("province", "agree"), HOST, evidence=PAPER) == [
        "省政府办公厅的决定由市政府办公室录入。"
    ]


@pytest.mark.clause("3.2")
def test_who_applied_does_not_review_under_another_hat():
    both = Actor("one", frozenset({"host", "office"}))
    case = Case("office", done={"application": Record(ON, "one")})
    (refusal,) = procedure_engine.why_not(OFFLINE, case, ("office", "agree"), actor=both, on=ON)
    assert refusal.clause == "3.2"
    assert refusal.sentence == "您办理过本案的“主办单位申请”，不能再办理“市政府办公室审核”。"


def test_who_reviewed_may_record_the_outside_decision_for_the_same_unit():
    case = Case("province", done={"application": Record(ON, "host-1"), "office": Record(ON, "office-1")})
    assert why_not(OFFLINE, case, ("province", "agree"), OFFICE, evidence=PAPER) == []


def test_what_does_not_stand_next_is_refused_with_where_the_case_stands():
    case = Case("office", done={"application": Record(date(2026, 3, 1), "host-1")})
    assert why_not(OFFLINE, case, ("province", "agree"), OFFICE) == [
        "本案现处于“市政府办公室审核”，不能办理“省政府办公厅审批”。"
    ]
    assert why_not(OFFLINE, case, ("application", "agree"), HOST) == ["“主办单位申请”已于 2026-03-01 办理。"]
    assert why_not(OFFLINE, Case("refused"), ("office", "agree"), OFFICE) == ["本案已不予同意，不能再办理。"]
    assert why_not(OFFLINE, Case("application"), ("application", "refuse"), HOST) == [
        "“主办单位申请”不能作“不予同意”的决定。"
    ]


def test_an_unknown_part_is_an_error_of_the_caller():
    with pytest.raises(KeyError, match="mayor"):
        why_not(OFFLINE, Case("office"), ("mayor", "agree"), OFFICE)


def test_a_returned_case_stands_at_its_application_and_a_refused_one_nowhere():
    assert [part.id for part in open_parts(OFFLINE, Case("returned"))] == ["application"]
    assert open_parts(OFFLINE, Case("refused")) == ()
    assert is_complete(OFFLINE, Case("refused"))
    assert not is_complete(OFFLINE, Case("returned"))
    opening = procedures.get("opening-portal", on=ON)
    assert opening.application.id == "application"


def test_all_done_is_said_as_such():
    case = Case("approved", done={"restore": Record(ON)})
    assert is_complete(OFFLINE, case)
    assert why_not(OFFLINE, case, ("office", "agree"), OFFICE) == ["本案现处于“全部办结”，不能办理“市政府办公室审核”。"]


@pytest.mark.clause("9.8")
def test_a_portal_is_closed_only_by_exception_of_the_office_with_a_reason():
    facts = {"site-is-no-portal": False, "ground-is-one-of-three": True, "migration-plan-complete": True}

    def refused(**grants):
        case = Case("application", facts=facts, grants=grants)
        (move,) = procedure_engine.moves(CLOSING, case, on=ON)
        return [each.clause for each in move.refusals]

    assert refused() == ["9.8"]
    assert refused(**{"no-portal": Grant("office", "区划调整，门户合并")}) == []
    assert refused(**{"no-portal": Grant("office", "  ")}) == ["9.8"]
    assert refused(**{"no-portal": Grant("host", "区划调整")}) == ["9.8"]


def test_an_exception_settles_an_undecided_condition_as_well():
    exempted = Case("application", grants={"no-portal": Grant("office", "区划调整")})
    (move,) = procedure_engine.moves(CLOSING, exempted, on=ON)
    assert "no-portal" not in [each.id for each in move.undecided]


NOTICE_ON = date(2026, 2, 1)


@pytest.mark.clause("9.11")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        pytest.param(date(2026, 3, 2), "须等期满：自 2026-02-01 起，到 2026-03-03 为止", id="29 days of notice"),
        pytest.param(date(2026, 3, 3), "须等期满", id="the thirtieth day itself"),
        pytest.param(date(2026, 3, 4), None, id="thirty whole days"),
    ],
)
def test_a_site_shuts_down_after_thirty_days_of_notice(on, words):
    case = Case("approved", done={"closing-notice": Record(NOTICE_ON), "migration": Record(NOTICE_ON)})
    (move,) = [each for each in procedure_engine.moves(CLOSING, case, on=on) if each.id == "shut-down"]
    assert [words in each.sentence for each in move.refusals] == ([True] if words else [])
    assert not words or move.refusals[0].remedy == "2026-03-04 起可以办理。"


@pytest.mark.clause("9.10")
def test_a_site_does_not_shut_down_before_its_content_has_moved():
    case = Case("approved", done={"closing-notice": Record(NOTICE_ON)})
    assert why_not(CLOSING, case, ("shut-down", "agree"), HOST) == ["“关停网站”之前须先完成：整合迁移原有内容。"]


@pytest.mark.clause("9.12")
def test_marks_are_deregistered_only_after_the_shutdown_and_then_side_by_side():
    before = Case("approved", done={"closing-notice": Record(NOTICE_ON), "migration": Record(NOTICE_ON)})
    waiting = {each.id for each in procedure_engine.moves(CLOSING, before, on=ON) if not each.is_open}
    last = {"cancel-mark", "cancel-icp", "cancel-police-filing", "cancel-domain", "close-accounts", "national-system"}
    assert waiting == last
    after = Case("approved", done={**before.done, "shut-down": Record(ON)})
    assert {each.id for each in procedure_engine.moves(CLOSING, after, on=ON) if each.is_open} == last | {
        "destination-notice"
    }


@pytest.mark.clause("8.7")
def test_going_online_has_a_year_from_the_date_of_the_provinces_document():
    opening = procedures.get("opening-portal", on=ON)
    done = {"province": Record(date(2026, 3, 20), "office-1", {"decided_on": date(2026, 3, 2)})}
    (clock,) = running(opening, Case("approved", done=done))
    assert (clock.id, clock.clause, clock.actor, clock.is_informative) == ("go-live", "8.7", "host", False)
    assert clock.deadline.due_on == date(2027, 3, 2)


@pytest.mark.clause("8.6", "8.9")
def test_going_online_needs_code_security_test_and_all_filings():
    opening = procedures.get("opening-department", on=ON)
    facts = {"site-code-valid": False, "security-test-passed": False, "footer-shows-marks": True}
    (move,) = [m for m in procedure_engine.moves(opening, Case("approved", facts=facts), on=ON) if m.id == "go-live"]
    assert [each.clause for each in move.refusals] == ["8.7", "8.6", "8.9"]
    done = dict.fromkeys(opening.follow_up("go-live").after, Record(ON))
    ready = Case("approved", done=done, facts=dict.fromkeys(facts, True))
    assert why_not(opening, ready, ("go-live", "agree"), HOST) == []


@pytest.mark.clause("8.8")
@pytest.mark.parametrize(("on", "open_"), [(date(2026, 3, 31), False), (date(2026, 4, 1), True)])
def test_the_opening_notice_stays_for_thirty_days(on, open_):
    opening = procedures.get("opening-portal", on=ON)
    done = {**dict.fromkeys([each.id for each in opening.follow_ups[:-1]], Record(date(2026, 3, 1)))}
    (move,) = procedure_engine.moves(opening, Case("approved", done=done), on=on)
    assert (move.id, move.is_open) == ("opening-notice-kept", open_)


@pytest.mark.clause("11.3")
def test_the_registrys_three_workdays_run_for_information_from_its_verification():
    registration = procedures.whole("domain-registration", on=ON).for_case(["county"])
    case = Case("approved", done={"registry-verification": Record(ON, "", {"verified_on": date(2026, 2, 13)})})
    (clock,) = running(registration, case)
    assert clock.is_informative
    assert clock.deadline.due_on == date(2026, 2, 25)


@pytest.mark.clause("9.14")
def test_a_change_is_filed_within_two_days_after_it_happened():
    change = procedures.get("change", on=ON)
    (clock,) = running(change, Case("filing", event_on=date(2026, 3, 6)))
    assert clock.deadline.due_on == date(2026, 3, 8)


def test_clocks_come_in_order_of_their_due_days():
    exit_ = procedures.get("exit", on=ON)
    case = Case("approved", done={"state": Record(ON, "", {"decided_on": date(2026, 1, 31)})})
    assert {clock.deadline.due_on for clock in running(exit_, case)} == {date(2026, 2, 28)}
    assert len(running(exit_, case)) == 4


@pytest.mark.parametrize(
    ("since", "day"),
    [
        ("event", date(2026, 1, 1)),
        ("start", date(2026, 1, 2)),
        ("approval", date(2026, 1, 3)),
        ("province", date(2026, 1, 3)),
        ("province.decided_on", date(2025, 12, 31)),
        ("province.scan", None),
        ("province.number", None),
        ("office", None),
    ],
)
def test_the_day_from_which_a_span_runs(since, day):
    record = Record(date(2026, 1, 3), "", {"decided_on": date(2025, 12, 31), "scan": "a.pdf"})
    case = Case("approved", {"province": record}, event_on=date(2026, 1, 1), start_on=date(2026, 1, 2))
    assert mark(OFFLINE, case, since) == day
