"""What the measures lay down for each procedure, and that its data hangs together."""

from datetime import date

import pytest

from jiyue.rulebook import procedures


@pytest.mark.clause("9.1", "9.2", "9.3")
def test_temporary_offline_is_as_article_nine_lays_it_down():
    procedure = procedures.get("temporary-offline")
    assert [(step.id, step.by, step.entered_by, step.evidence) for step in procedure.steps] == [
        ("application", "host", None, ()),
        ("office", "office", None, ()),
        ("province", "province", "office", ("number", "decided_on", "scan")),
    ]
    assert procedure.form == "annex-2"
    assert dict(procedure.limits) == {"days": 30, "per_year": 1}
    assert procedure.on_approval == ("publish-offline-notice", "pin-offline-notice")
    assert procedure.effects_at("end") == ("restore-site", "withdraw-offline-notice")


@pytest.mark.parametrize(
    ("step", "decision", "leads_to"),
    [
        ("application", "agree", "office"),
        ("office", "agree", "province"),
        ("province", "agree", "approved"),
        ("office", "return", "returned"),
        ("province", "refuse", "refused"),
    ],
)
def test_where_a_decision_leads(step, decision, leads_to):
    assert procedures.get("temporary-offline").after(step, decision) == leads_to


def test_an_unknown_step_or_procedure_is_no_silent_none():
    with pytest.raises(KeyError, match="mayor"):
        procedures.get("temporary-offline").step("mayor")
    with pytest.raises(KeyError, match="no-such"):
        procedures.get("no-such")


@pytest.mark.clause("4.8")
def test_a_site_under_dual_management_goes_through_the_county_office_first():
    whole = procedures.whole("temporary-offline", on=date(2026, 1, 1))
    assert [step.id for step in whole.for_case(["dual-management"]).steps] == [
        "application",
        "county-office",
        "office",
        "province",
    ]
