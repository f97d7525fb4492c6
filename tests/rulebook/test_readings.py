"""Readings, bases, and what is ruled out in principle."""

from datetime import date

import pytest

from jiyue.rulebook import bases, clauses, in_principle, parameters, procedures, readings
from jiyue.rulebook.in_principle import Grant
from jiyue.rulebook.refusal import Refusal


@pytest.mark.clause("38.2")
def test_all_readings_are_there_and_proposed_until_the_bureau_confirms():
    assert [each.id for each in readings.all()] == [f"R{number}" for number in range(1, 34)]
    assert {each.state_label for each in readings.all()} == {"拟议"}
    assert all((each.words, each.reading, each.reason, each.author, each.at) for each in readings.all())


@pytest.mark.clause("38.2")
def test_a_confirmation_is_a_later_version(monkeypatch):
    first = readings.get("R7")
    confirmed = readings.Reading(
        "R7", first.words, first.at, first.reading, first.reason, first.author, "confirmed", date(2027, 1, 1),
        confirmed_by="市大数据发展服务局",
    )  # fmt: skip
    monkeypatch.setitem(readings.versions(), "R7", (first, confirmed))

    assert readings.get("R7").state_label == "已确认"
    assert readings.get("R7", on=date(2026, 12, 31)) is first
    assert readings.get("R7", on=date(2027, 1, 1)) is confirmed
    assert readings.get("R7", on=date(1999, 1, 1)) is first


def test_every_reading_is_used_by_a_clause_or_a_number():
    used = {name for clause in clauses.all() for name in clause.readings}
    used |= {name for key in parameters.keys().values() for name in key.readings}

    assert used == {each.id for each in readings.all()}


@pytest.mark.clause("1.1")
def test_the_measures_rest_on_documents_with_number_and_year():
    numbers = [basis.number for basis in bases.of_clause("1.1")]

    assert numbers == ["国务院令第711号", "国办发〔2017〕47号", "国办秘函〔2019〕19号", "陕政公开办〔2021〕18号"]
    assert all(str(basis.year) in basis.number for basis in bases.all() if "〔" in basis.number)


@pytest.mark.clause("36.1")
def test_a_basis_whose_text_is_missing_says_so():
    province = next(basis for basis in bases.all() if basis.id == "province-rules")

    assert not province.held
    assert "尚未取得" in province.note


OFFICE = Grant("office", "两个机构合署办公")


@pytest.mark.clause("4.6", "7.1", "7.3", "7.4", "10.2", "11.8", "37.1")
@pytest.mark.parametrize("clause_id", ["4.6", "7.1", "7.3", "7.4", "10.2", "11.8", "37.1"])
def test_in_principle_is_refused_by_default_and_granted_by_the_office_with_a_reason(clause_id):
    [refusal] = in_principle.refusals(clause_id)

    assert refusal.clause == clause_id
    assert refusal.sentence
    assert refusal.remedy
    assert in_principle.refusals(clause_id, OFFICE) == ()


REMEDY = "请在现有网站开设专栏或外文版，或请市政府办公室批准例外并写明理由。"


@pytest.mark.clause("7.1")
@pytest.mark.parametrize("reason", ["", "  "])
def test_an_exception_without_a_reason_is_refused(reason):
    assert in_principle.refusals("7.1", Grant("office", reason)) == (
        Refusal("7.1", "例外没有写明理由。", "请写明理由后再提交；例外将列册备查。"),
    )


@pytest.mark.clause("7.1", "32.4")
def test_an_exception_by_one_who_may_not_grant_it_is_refused():
    assert in_principle.refusals("7.1", Grant("host", "方便")) == (Refusal("7.1", "批准例外的人无权批准。", REMEDY),)
    assert len(in_principle.refusals("7.1", Grant("host", ""))) == 2
    assert "无权批准" in in_principle.refusals("32.4", OFFICE)[0].sentence
    assert in_principle.refusals("32.4", Grant("head", "独家授权")) == ()


@pytest.mark.clause("9.8")
def test_closing_a_portal_needs_the_province_besides():
    assert in_principle.refusals("9.8", OFFICE) == (
        Refusal("9.8", "例外还缺少省政府办公厅的同意。", in_principle.all()["9.8"].remedy),
    )
    assert in_principle.refusals("9.8", Grant("office", "行政区划调整", ("province",))) == ()


def test_a_clause_that_does_not_say_in_principle_knows_no_exception():
    with pytest.raises(KeyError):
        in_principle.refusals("9.3", OFFICE)


SPANS = {"days", "workdays", "weeks", "months", "years"}


def test_every_number_that_counts_days_names_the_reading_of_days():
    assert [key.id for key in parameters.keys().values() if key.unit in SPANS and "R2" not in key.readings] == []


def test_a_clause_names_every_reading_that_its_numbers_use():
    """But for 36.1: the numbers of the national tables name their readings one by one."""
    for key in parameters.keys().values():
        assert key.clause == "36.1" or set(key.readings) <= set(clauses.get(key.clause).readings), key.id


def test_the_clauses_that_say_in_principle_are_those_that_name_its_reading():
    named = {clause.id for clause in clauses.all() if "R1" in clause.readings}
    assert named == set(in_principle.all())


@pytest.mark.parametrize("procedure_id", procedures.ids())
def test_a_procedure_names_every_reading_that_its_parts_use(procedure_id):
    procedure = procedures.whole(procedure_id)
    spans = [
        span
        for part in (*procedure.steps, *procedure.follow_ups)
        for span in (part.within, getattr(part, "not_before", None))
        if span
    ]
    used = {name for span in spans for name in parameters.keys()[span.parameter].readings}
    used |= {name for number in procedure.limit_parameters.values() for name in parameters.keys()[number.key].readings}
    used |= {"R1"} if any(condition.in_principle for condition in procedure.conditions) else set()
    used |= {"R17"} if any(step.by == "county-office" for step in procedure.steps) else set()
    used |= {"R15"} if procedure.form == "annex-4" else set()
    assert used <= set(procedure.readings)
