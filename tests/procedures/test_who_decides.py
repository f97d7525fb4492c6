"""Who may do what in a case: each step its own office, nobody their own application, nothing without proof (9.1, 3.2)."""

import pytest

from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures import actions
from jiyue.platform.procedures.models import Case, CaseState, CaseStep
from tests.factories import AppointmentFactory, PersonFactory, UnitFactory
from tests.procedures.conftest import FORM, TODAY, approved, days, draft, examined, province, submitted


def decide(case, by, *, step="office", decision="agree", opinion="理由。"):
    ruling = actions.Ruling(step=step, decision=decision, opinion=opinion, seen_notice=case.notice_hash)
    return actions.decide(case=case, ruling=ruling, by=by, seen_version=case.version, today=TODAY)


@pytest.mark.clause("9.1")
def test_only_the_office_decides_its_step(site, sun, leader, stranger):
    case = submitted(site, sun)

    for person in (leader, stranger):
        with pytest.raises(Refused, match="由市政府办公室办理"):
            decide(case, person)


@pytest.mark.clause("9.1")
@pytest.mark.parametrize("role", [Role.BUREAU, Role.CENTRE, Role.POLICE])
def test_who_only_looks_on_can_not_decide(site, sun, role):
    person = AppointmentFactory(role=role).person

    with pytest.raises(Refused, match="由市政府办公室办理"):
        decide(submitted(site, sun), person)


@pytest.mark.clause("3.2")
def test_nobody_decides_their_own_application(site, sun, office_unit):
    case = submitted(site, sun)
    AppointmentFactory(unit=office_unit, role=Role.OFFICE, person=sun)
    sun.__dict__.pop("appointments_by_day", None)

    with pytest.raises(Refused, match="不能审核自己的申请"):
        decide(case, sun)


@pytest.mark.clause("3.2")
def test_a_colleague_of_the_applicant_does_not_decide_either(site, sun, leader, office_unit):
    AppointmentFactory(unit=office_unit, role=Role.OFFICE, person=leader)

    with pytest.raises(Refused, match="应当回避"):
        decide(submitted(site, sun), leader)


@pytest.mark.clause("9.1")
def test_only_the_host_applies(site, he, stranger):
    for person in (he, stranger):
        with pytest.raises(Refused):
            draft(site, person)


@pytest.mark.clause("9.1")
@pytest.mark.parametrize(
    ("name", "word"), [("document_number", "文号"), ("decided_on", "决定日期"), ("scan", "文件扫描件")]
)
@pytest.mark.parametrize("decision", ["agree", "refuse"])
def test_the_provinces_decision_needs_number_date_and_scan(site, sun, he, name, word, decision):
    case = examined(submitted(site, sun), he)

    with pytest.raises(Refused, match=f"还缺：{word}"):
        province(case, he, decision=decision, opinion="理由。", **{name: "" if name == "document_number" else None})

    assert Case.objects.get(pk=case.pk).step == "province"


@pytest.mark.parametrize("shift", [-1, 1])
def test_the_provinces_decision_lies_between_the_application_and_today(site, sun, he, shift):
    case = examined(submitted(site, sun), he)

    with pytest.raises(Refused, match=r"早于|在将来"):
        province(case, he, decided_on=TODAY + days(shift))


@pytest.mark.clause("9.1")
def test_a_refusal_of_the_province_ends_the_case_and_publishes_nothing(site, sun, he):
    case = province(examined(submitted(site, sun), he), he, decision="refuse", opinion="理由不充分。")

    case.refresh_from_db()
    assert (case.state, case.notice_resource, case.effects_done) == (CaseState.REFUSED, None, [])


@pytest.mark.parametrize("decision", ["return", "refuse"])
def test_a_no_needs_an_opinion(site, sun, he, decision):
    with pytest.raises(Refused, match="须写明意见"):
        decide(submitted(site, sun), he, decision=decision, opinion=" ")


def test_a_returned_application_is_mended_and_goes_the_whole_way_again(site, sun, he):
    case = decide(submitted(site, sun), he, decision="return", opinion="请写明联系人。")
    case = actions.save_draft(
        case=case,
        by=sun,
        form=FORM | {"contact_name": "马骏"},
        period=(case.start_on, case.end_on),
        seen_version=case.version,
    )
    number = case.number

    case = actions.submit(case=case, by=sun, seen_version=case.version, today=TODAY)

    assert (case.state, case.step, case.round, case.number) == (CaseState.OPEN, "office", 2, number)
    assert examined(case, he).step == "province"


def test_a_submitted_application_can_not_be_changed(site, sun):
    case = submitted(site, sun)

    with pytest.raises(Refused, match="不能修改"):
        actions.save_draft(case=case, by=sun, form=FORM, period=(None, None), seen_version=case.version)


@pytest.mark.clause("17.2")
def test_the_office_agrees_to_the_notice_that_it_read_and_to_no_other(site, sun, he):
    case = submitted(site, sun)
    ruling = actions.Ruling(step="office", decision="agree", seen_notice="0" * 64)

    with pytest.raises(Refused, match="公告文本"):
        actions.decide(case=case, ruling=ruling, by=he, seen_version=case.version, today=TODAY)


def test_saving_over_somebody_elses_change_is_refused(site, sun, leader):
    case = draft(site, sun)
    actions.save_draft(
        case=case, by=leader, form=FORM | {"reason": "另一人改了。"}, period=(None, None), seen_version=case.version
    )

    with pytest.raises(Refused, match="已有新的改动"):
        actions.save_draft(case=case, by=sun, form=FORM, period=(None, None), seen_version=case.version)

    assert Case.objects.get(pk=case.pk).form["reason"] == "另一人改了。"


def test_an_application_is_withdrawn_with_a_reason_until_it_is_decided(site, sun, he):
    case = submitted(site, sun)
    with pytest.raises(Refused, match="须写明原因"):
        actions.withdraw(case=case, by=sun, reason="", seen_version=case.version)
    withdrawn = actions.withdraw(case=case, by=sun, reason="计划推迟", seen_version=case.version)

    assert withdrawn.state == CaseState.WITHDRAWN
    decided = approved(site, sun, he)
    with pytest.raises(Refused, match="不能撤回"):
        actions.withdraw(case=decided, by=sun, reason="计划推迟", seen_version=decided.version)


@pytest.mark.clause("9.1")
def test_an_institution_goes_through_its_parent_department_first(site, sun, he):
    parent = UnitFactory(name="宝鸡市农业农村局", kind="department")
    site.competent_unit = parent
    site.save()
    head = AppointmentFactory(unit=parent, role=Role.HEAD, person=PersonFactory(name="郑总")).person
    case = submitted(site, sun)
    assert case.step == "parent-department"

    case = decide(case, head, step="parent-department")

    assert case.step == "office"
    assert set(Case.objects.open_to(head)) == {case}
    assert list(Case.objects.waiting_for(he)) == [case]


def test_what_waits_for_whom(site, sun, he, stranger):
    case = submitted(site, sun)
    assert [list(Case.objects.waiting_for(person)) for person in (he, sun, stranger)] == [[case], [], []]

    decide(case, he, decision="return", opinion="请补正。")

    assert [list(Case.objects.waiting_for(person)) for person in (he, sun, stranger)] == [[], [case], []]


def test_steps_keep_the_hash_of_their_proof(site, sun, he):
    approved(site, sun, he)

    step = CaseStep.objects.get(step="province")

    assert len(step.scan_sha256) == 64
    assert step.scan.name.startswith("cases/water/")
