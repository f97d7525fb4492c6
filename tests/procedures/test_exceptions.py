"""Exceptions in force reach the engine: what a procedure rules out in principle passes under them, and the case keeps them (R1)."""

import pytest

from jiyue.platform.procedures import standing
from jiyue.platform.procedures.models import Case
from jiyue.platform.register.actions import note_uses
from jiyue.platform.register.models import ExceptionUse
from tests.factories import ExceptionFactory
from tests.procedures.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.8")]


@pytest.fixture
def closing(portal, sun):
    return Case.objects.create(
        number="", procedure_id="closing", rulebook_version="1", started_on=TODAY, site=portal,
        applicant_unit=portal.host, applicant=sun, step="application", created_at="2026-11-23T02:00:00Z",
    )  # fmt: skip


@pytest.fixture
def offline(site, sun):
    return Case.objects.create(
        number="", procedure_id="temporary-offline", rulebook_version="1", started_on=TODAY, site=site,
        applicant_unit=site.host, applicant=sun, step="application", created_at="2026-11-23T02:00:00Z",
    )  # fmt: skip


def said(case, person):
    step = standing.procedure_of(case).application.id
    return [one for one in standing.refusals(case, (step, "agree"), person, on=TODAY) if one.clause == "9.8"]


def test_the_refusal_of_a_procedure_leads_to_the_exception_of_its_site(closing, sun):
    closing.step = standing.procedure_of(closing).application.id
    [refusal] = said(closing, sun)

    assert (
        refusal.exception_url
        == f"/register/exceptions/new/?clause=9.8&unit={closing.site.unit.key}&site={closing.site.key}"
    )


def test_an_exception_in_force_sets_the_condition_aside_and_the_case_keeps_it(closing, sun):
    step = closing.step = standing.procedure_of(closing).application.id
    exception = ExceptionFactory(clause="9.8", unit=closing.site.unit, site=closing.site)

    assert said(closing, sun) == []
    note_uses(standing.exceptions_used(closing, step, on=TODAY), closing, on=TODAY)
    assert ExceptionUse.objects.get().exception == exception


def test_the_page_of_a_case_names_the_exceptions_that_let_it_through(offline, sun, client):
    exception = ExceptionFactory(unit=offline.site.unit)
    ExceptionUse.objects.create(
        exception=exception, at="2026-11-23T02:00:00Z", subject_type="procedures.case", subject_id=str(offline.pk)
    )
    client.force_login(sun)

    page = client.get(f"/procedures/{offline.pk}/", headers={"host": "console.localhost"}).content.decode()

    assert f"/register/exceptions/{exception.pk}/" in page


def test_an_exception_that_is_not_needed_is_not_used(site, closing):
    closing.site = site
    ExceptionFactory(clause="9.8", unit=site.unit, site=site)

    assert standing.exceptions_used(closing, standing.procedure_of(closing).application.id, on=TODAY) == []
