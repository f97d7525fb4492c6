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
    assert procedure.effects_at("start") == ("take-offline",)
    assert procedure.effects_at("restore") == ("restore-site", "withdraw-offline-notice")


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


@pytest.mark.parametrize("procedure_id", procedures.ids())
def test_every_procedure_ends_in_approval_when_all_agree(procedure_id):
    procedure = procedures.get(procedure_id)
    at, seen = procedure.steps[0].id, []
    while at != procedures.APPROVED:
        seen.append(at)
        at = procedure.after(at, "agree")
    assert seen == [step.id for step in procedure.steps]


def test_all_procedures_of_the_measures_are_there():
    assert procedures.ids() == (
        "change",
        "closing",
        "domain-cancellation",
        "domain-change",
        "domain-registration",
        "domain-replacement",
        "emergency-shutdown",
        "exit",
        "opening-department",
        "opening-portal",
        "platform-use",
        "temporary-offline",
    )


def steps(procedure_id, *circumstances):
    procedure = procedures.whole(procedure_id).for_case(circumstances)
    return [(step.id, step.by, step.actor) for step in procedure.steps]


@pytest.mark.clause("8.1")
def test_a_portal_is_opened_with_the_leaders_consent_and_the_provinces_approval():
    assert steps("opening-portal") == [
        ("principal-consent", "principal", "host"),
        ("application", "host", "host"),
        ("office", "office", "office"),
        ("province", "province", "office"),
    ]
    assert procedures.get("opening-portal").form == "annex-1"


@pytest.mark.clause("8.2")
def test_an_institutions_site_goes_through_its_parent_department():
    assert [step[0] for step in steps("opening-department", "has-parent-department")] == [
        "principal-consent",
        "application",
        "parent-department",
        "office",
        "province",
    ]


@pytest.mark.clause("8.3", "8.5", "8.6", "8.9")
def test_after_the_consent_everything_runs_side_by_side_until_going_online():
    for procedure_id, domain, last in (
        ("opening-portal", "english-domain", "english-domain"),
        ("opening-department", "subdomain", "subdomain-assigned"),
    ):
        procedure = procedures.get(procedure_id)
        at_once = [each.id for each in procedure.follow_ups if not each.after]
        others = {"chinese-domain", "mark", "icp-filing", "police-filing", "site-code", "security-test"}
        assert set(at_once) == {domain, *others}
        assert set(procedure.follow_up("go-live").after) == {last, *others}
        assert procedure.effects_at("go-live") == ("put-online", "publish-opening-notice", "pin-opening-notice")


@pytest.mark.clause("8.3", "11.4", "11.9")
def test_a_new_sites_domain_passes_the_office_and_the_province_decides_it_apart_from_the_opening():
    for procedure_id, domain in (("opening-portal", "english-domain"), ("opening-department", "subdomain")):
        follow_up = procedures.get(procedure_id).follow_up(domain)
        assert (follow_up.by, follow_up.actor) == ("province", "office")
        assert follow_up.evidence == ("domain", "number", "decided_on")
    assert procedures.get("opening-department").follow_up("subdomain-assigned").by == "centre"


@pytest.mark.clause("9.6", "9.7")
def test_leaving_supervision_is_approved_by_the_state_and_cleaned_up_within_a_month():
    assert [step[0] for step in steps("exit")] == ["application", "office", "province", "state"]
    cleaning = [each for each in procedures.get("exit").follow_ups if each.within]
    assert len(cleaning) == 4
    assert {(each.within.amount, each.within.unit, each.within.since) for each in cleaning} == {
        (1, "months", "state.decided_on")
    }
    assert procedures.get("exit").on_approval == ("leave-supervision", "inspect-exit")


@pytest.mark.clause("9.4")
def test_an_emergency_shutdown_is_reported_and_not_approved():
    procedure = procedures.get("emergency-shutdown")
    assert all("refuse" not in step.decisions for step in procedure.steps)
    assert procedure.effects_at("report") == ("take-offline", "produce-shutdown-reports")
    assert [step.id for step in procedure.steps if step.within] == ["report", "province-report"]
    assert {step.within.certainty for step in procedure.steps if step.within} == {"default"}


@pytest.mark.clause("9.9", "9.12", "9.13")
def test_closing_starts_only_with_the_provinces_consent_and_ends_with_deregistration():
    procedure = procedures.get("closing")
    assert [step[0] for step in steps("closing")] == ["application", "office", "province"]
    assert procedure.follow_up("destination-notice").after == ("migration",)
    after_shutdown = [each.id for each in procedure.follow_ups if each.after == ("shut-down",)]
    assert procedure.effects_at("shut-down") == ("take-offline", "open-domain-cancellation")
    assert procedure.follow_up("cancel-domain").actor == "office"
    assert after_shutdown == [
        "cancel-mark",
        "cancel-icp",
        "cancel-police-filing",
        "cancel-domain",
        "close-accounts",
        "national-system",
    ]


@pytest.mark.clause("9.14")
def test_a_change_is_filed_with_office_and_bureau_and_the_national_system():
    procedure = procedures.get("change")
    assert [(each.id, each.by) for each in procedure.follow_ups] == [
        ("office-receipt", "office"),
        ("bureau-receipt", "bureau"),
        ("national-system", "host"),
    ]


@pytest.mark.clause("11.3", "11.4", "11.9")
def test_a_county_registers_with_the_registry_and_a_department_gets_a_subdomain():
    county = procedures.whole("domain-registration").for_case(["county"])
    assert [each.id for each in county.follow_ups] == ["registry-verification", "registry-completion"]
    department = procedures.whole("domain-registration").for_case(["department"])
    assert [each.id for each in department.follow_ups] == ["assignment"]
    assert department.effects_at("assignment") == ("assign-subdomain",)
    assert county.effects_at("assignment") == ()
    for procedure_id in ("domain-registration", "domain-cancellation", "domain-change", "domain-replacement"):
        assert procedures.get(procedure_id).step("office").clause == "11.9"


@pytest.mark.clause("11.3", "11.4", "A5")
@pytest.mark.parametrize("procedure_id", ["domain-registration", "domain-cancellation"])
def test_the_province_sends_a_countys_review_form_and_approves_a_departments_subdomain(procedure_id):
    whole = procedures.whole(procedure_id)
    last = {case: whole.for_case([case]).steps[-1] for case in ("county", "department")}
    assert {case: (step.clause, step.by, step.actor) for case, step in last.items()} == {
        "county": ("A5", "province", "office"),
        "department": ("11.4", "province", "office"),
    }
    assert {step.evidence for step in last.values()} == {("number", "decided_on", "scan")}
    assert all(len(whole.for_case([case]).steps) == 4 for case in last)


@pytest.mark.clause("11.11")
def test_a_former_independent_domain_is_cancelled_without_the_province():
    procedure = procedures.whole("domain-cancellation").for_case(["former-independent"])
    assert [step.id for step in procedure.steps] == ["application", "office"]
    assert [each.id for each in procedure.follow_ups] == ["registrar-cancellation"]


@pytest.mark.clause("11.2")
def test_an_unused_chinese_domain_is_cancelled_at_its_own_registry():
    (follow_up,) = procedures.whole("domain-cancellation").for_case(["chinese-domain"]).follow_ups
    assert follow_up.by == "chinese-registry"


@pytest.mark.clause("11.5")
@pytest.mark.parametrize("circumstance", ["contact-changed", "holder-changed"])
def test_the_host_updates_and_files_changed_domain_data_within_twenty_workdays(circumstance):
    procedure = procedures.whole("domain-change").for_case([circumstance])
    assert [
        (each.id, each.by, each.within and (each.within.amount, each.within.unit)) for each in procedure.follow_ups
    ] == [
        ("national-system", "host", (20, "workdays")),
        ("bureau-filing", "host", (20, "workdays")),
        ("bureau-receipt", "bureau", None),
    ]
    assert procedure.effects == ()


@pytest.mark.clause("9.14", "11.2", "11.6", "11.9")
def test_a_new_domain_is_announced_beforehand_granted_by_procedure_and_filed_when_it_is_used():
    procedure = procedures.whole("domain-change").for_case(["address-changed"])
    switch = procedure.follow_up("switch")
    assert switch.after == ("site-notice", "portal-notice")
    assert (switch.not_before.amount, switch.not_before.since, switch.not_before.certainty) == (
        30,
        "portal-notice",
        "default",
    )
    assert [each.fact for each in procedure.conditions if each.before == "switch"] == ["new-domain-granted"]
    assert procedure.effects_at("switch") == ("switch-domain", "open-change-filing", "open-domain-cancellation")
    assert procedure.on_approval == ()


@pytest.mark.clause("11.7")
def test_an_old_domain_is_cancelled_after_three_months_of_notice():
    wait = procedures.get("domain-replacement").follow_up("cancel-old-domain").not_before
    assert (wait.amount, wait.unit, wait.since) == (3, "months", "replacement-notice")
    assert procedures.get("domain-replacement").effects_at("new-domain") == ("switch-domain", "open-change-filing")


@pytest.mark.clause("26.3")
def test_the_bureau_decides_on_the_use_of_the_platform_and_the_centre_carries_it_out():
    procedure = procedures.get("platform-use")
    assert [step[0] for step in steps("platform-use")] == ["application", "bureau"]
    assert procedure.on_approval == ("create-tenant", "create-site", "create-accounts")
    assert procedure.follow_up("set-up").by == "centre"


def test_a_later_version_stands_beside_the_earlier_one(monkeypatch):
    (old,) = [table for table in procedures.tables() if table["id"] == "platform-use"]
    ended = {**old, "in_force_to": date(2026, 12, 31)}
    later = {**old, "version": "2027-1", "title": "新版", "in_force_from": date(2027, 1, 1)}
    monkeypatch.setattr(procedures, "tables", lambda: (later, ended))
    procedures.whole.cache_clear()
    versions = [procedures.get("platform-use", on=on).version for on in (date(2026, 12, 31), date(2027, 1, 1))]
    newest = procedures.get("platform-use").version
    procedures.whole.cache_clear()
    assert (versions, newest) == (["2021-1", "2027-1"], "2027-1")
