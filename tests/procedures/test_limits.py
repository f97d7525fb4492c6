"""How long and how often a site may go offline (9.3, R2, R7), asked at the application and again at the approval."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.procedures import actions
from jiyue.platform.procedures.models import Case, CaseState
from tests.procedures.conftest import END, FORM, START, TODAY, approved, at, days, draft, examined, province, submitted


def finish(case, day):
    """Bring a running case to its end."""
    with at(day):
        return actions.restore(case=actions.begin(case=case, today=case.start_on), by=None, today=day)


@pytest.mark.clause("9.3")
@pytest.mark.parametrize("length", [29, 30])
def test_a_pause_of_at_most_thirty_days_may_be_applied_for(site, sun, length):
    assert submitted(site, sun, end=START + days(length)).state == CaseState.OPEN


@pytest.mark.clause("9.3")
def test_a_pause_of_thirty_one_days_is_refused_with_clause_and_remedy(site, sun):
    case = draft(site, sun, end=START + days(31))

    with pytest.raises(Refused) as refused:
        actions.submit(case=case, by=sun, seen_version=case.version, today=TODAY)

    (refusal,) = refused.value.refusals
    assert "31 天" in refusal.sentence
    assert refusal.clause == "9.3"
    assert "2027-01-04" in refusal.remedy
    assert Case.objects.get(pk=case.pk).state == CaseState.DRAFT


@pytest.mark.clause("9.3")
def test_a_second_pause_in_the_year_is_refused_when_applied_for(site, sun, he):
    finish(approved(site, sun, he), date(2026, 12, 10))
    site.refresh_from_db()
    second = draft(site, sun, start=date(2026, 12, 20), end=date(2026, 12, 24))

    with pytest.raises(Refused) as refused:
        actions.submit(case=second, by=sun, seen_version=second.version, today=TODAY)

    (refusal,) = refused.value.refusals
    assert "2026 年已临时下线 1 次" in refusal.sentence
    assert (refusal.clause, "2027" in refusal.remedy) == ("9.3", True)


@pytest.mark.clause("9.3")
def test_a_second_pause_in_the_year_is_refused_again_at_the_approval(site, sun, he):
    case = examined(submitted(site, sun), he)
    Case.objects.filter(pk=submitted_for_another_day(site, sun).pk).update(
        state=CaseState.DONE, number="宝网下〔2026〕9号", began_on=date(2026, 3, 1), ended_on=date(2026, 3, 5)
    )

    with pytest.raises(Refused, match="2026 年已临时下线 1 次"):
        province(case, he)

    case.refresh_from_db()
    assert (case.state, case.effects_done) == (CaseState.OPEN, [])


def submitted_for_another_day(site, sun):
    """An earlier case, put in beside the one under way as only a correction of the ledger could."""
    return Case.objects.create(
        procedure_id="temporary-offline",
        rulebook_version="2021-1",
        started_on=date(2026, 2, 1),
        site=site,
        applicant_unit=site.host,
        applicant=sun,
        state=CaseState.WITHDRAWN,
        created_at="2026-02-01T00:00:00Z",
    )


@pytest.mark.clause("9.3")
def test_a_pause_over_new_year_counts_in_the_year_in_which_it_starts(site, sun, he):
    finish(approved(site, sun, he, start=date(2026, 12, 20), end=date(2027, 1, 10)), date(2027, 1, 11))

    with at(date(2027, 2, 1)):
        site.refresh_from_db()
        case = submitted(site, sun, start=date(2027, 3, 1), end=date(2027, 3, 5), today=date(2027, 2, 1))

    assert case.state == CaseState.OPEN


@pytest.mark.clause("9.3")
def test_a_pause_approved_so_late_that_it_starts_in_the_next_year_counts_there(site, sun, he):
    case = examined(submitted(site, sun, start=date(2026, 12, 30), end=date(2027, 1, 20)), he)
    late = date(2027, 1, 4)
    with at(late):
        case = province(case, he, today=late)
        case.refresh_from_db()
        finish(case, date(2027, 1, 21))
        site.refresh_from_db()
        second = draft(site, sun, start=date(2027, 6, 1), end=date(2027, 6, 5), today=late)

        with pytest.raises(Refused, match="2027 年已临时下线 1 次"):
            actions.submit(case=second, by=sun, seen_version=second.version, today=late)


@pytest.mark.clause("9.4")
def test_an_emergency_shutdown_does_not_count(site, sun):
    Case.objects.filter(pk=submitted_for_another_day(site, sun).pk).update(
        procedure_id="emergency-shutdown",
        state=CaseState.DONE,
        number="宝网急〔2026〕1号",
        began_on=date(2026, 3, 1),
        ended_on=date(2026, 3, 5),
    )

    assert submitted(site, sun).state == CaseState.OPEN


@pytest.mark.clause("9.1")
def test_a_pause_can_not_begin_on_the_day_of_the_application(site, sun):
    case = draft(site, sun, start=TODAY)

    with pytest.raises(Refused, match="须晚于今天"):
        actions.submit(case=case, by=sun, seen_version=case.version, today=TODAY)


@pytest.mark.clause("9.3")
def test_an_approval_after_the_planned_last_day_is_refused(site, sun, he):
    case = examined(submitted(site, sun), he)
    after = END + days(1)

    with at(after), pytest.raises(Refused, match="已经过去"):
        province(case, he, today=after)


@pytest.mark.clause("A2")
@pytest.mark.parametrize("name", ["leader_name", "leader_mobile", "reason", "cause", "contact_name", "public_phone"])
def test_every_field_of_the_annex_must_be_filled(site, sun, name):
    case = draft(site, sun, form=FORM | {name: " "})

    with pytest.raises(Refused, match="还没有填写"):
        actions.submit(case=case, by=sun, seen_version=case.version, today=TODAY)


def test_a_site_has_one_undecided_case_of_a_kind(site, sun):
    submitted(site, sun)

    with pytest.raises(Refused, match="尚未审结"):
        draft(site, sun)


def test_the_database_itself_refuses_a_second_undecided_case_and_an_end_before_the_start(site, sun):
    case = submitted(site, sun)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=submitted_for_another_day(site, sun).pk).update(state=CaseState.DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(end_on=START - days(1))
