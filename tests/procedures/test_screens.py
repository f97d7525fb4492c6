"""The screens: what they refuse, what they keep, and that another tenant finds nothing there (26.1)."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures import actions
from jiyue.platform.procedures.models import Case, CaseState, CaseStep
from tests.factories import AppointmentFactory
from tests.procedures.conftest import END, FORM, START, approved, at, days, draft, examined, scan, submitted


@pytest.fixture
def signed_in(settings):
    settings.ALLOWED_HOSTS = ["*"]

    def enter(person):
        client = Client(headers={"host": settings.JIYUE_STAFF_HOST})
        client.force_login(person)
        return client

    return enter


def typed(**changes):
    return FORM | {"start_on": START.isoformat(), "end_on": END.isoformat()} | changes


@pytest.mark.clause("26.1")
def test_another_tenant_finds_no_case_and_no_file(site, sun, he, stranger, signed_in):
    case = approved(site, sun, he)
    client, step = signed_in(stranger), CaseStep.objects.get(step="province")
    reads = [reverse(f"procedures:{name}", args=[case.pk]) for name in ("case", "edit-case", "annex")]
    reads.append(reverse("procedures:scan", args=[step.pk]))
    writes = [reverse(f"procedures:{name}-case", args=[case.pk]) for name in ("edit", "withdraw", "decide", "restore")]

    assert {client.get(url).status_code for url in reads} == {404}
    assert {client.post(url, typed()).status_code for url in writes} == {404}
    assert case.number not in client.get(reverse("procedures:cases")).text


@pytest.mark.clause("26.1")
def test_a_draft_is_its_units_own(site, sun, he, signed_in):
    case = draft(site, sun)

    assert signed_in(he).get(reverse("procedures:case", args=[case.pk])).status_code == 404
    assert signed_in(sun).get(reverse("procedures:case", args=[case.pk])).status_code == 200


def test_nothing_is_shown_before_sign_in(site, sun, client, settings):
    case = draft(site, sun)

    answer = client.get(reverse("procedures:case", args=[case.pk]), headers={"host": settings.JIYUE_STAFF_HOST})

    assert answer.status_code == 302


@pytest.mark.clause("A2")
def test_the_form_is_filled_from_the_ledger_without_the_migration_block(site, sun, leader, signed_in):
    page = signed_in(sun).get(reverse("procedures:new-case", args=["temporary-offline"])).text

    assert 'value="高明远"' in page
    assert 'value="0917-3260001"' in page
    assert "网站临时下线，该模块不需填写" in page
    assert "栏目1" not in page


def test_a_draft_may_be_incomplete_and_is_gone_on_with(site, sun, signed_in):
    client = signed_in(sun)

    client.post(reverse("procedures:new-case", args=["temporary-offline"]), typed(reason="", start_on="", save="1"))

    case = Case.objects.get()
    assert (case.state, case.form["contact_name"]) == (CaseState.DRAFT, "孙宁")


@pytest.mark.clause("9.3")
def test_thirty_one_days_are_refused_on_the_page_with_what_was_typed_kept(site, sun, signed_in):
    client, too_late = signed_in(sun), (START + days(31)).isoformat()

    answer = client.post(reverse("procedures:new-case", args=["temporary-offline"]), typed(end_on=too_late, submit="1"))

    assert answer.status_code == 409
    assert "拟临时下线 31 天" in answer.text
    assert "第9条（一）" in answer.text
    assert f'value="{too_late}"' in answer.text

    case = Case.objects.get()
    edit = reverse("procedures:edit-case", args=[case.pk])
    client.post(edit, typed(seen_version=case.version, submit="1"))
    assert Case.objects.get().state == CaseState.OPEN


def test_a_stale_page_stays_stale_until_it_is_loaded_anew(site, sun, leader, signed_in):
    case = draft(site, sun)
    old = case.version
    actions.save_draft(
        case=case, by=leader, form=FORM | {"reason": "另一人改了。"}, period=(None, None), seen_version=old
    )
    url = reverse("procedures:edit-case", args=[case.pk])

    for _attempt in range(2):
        answer = signed_in(sun).post(url, typed(seen_version=old, save="1"))
        assert answer.status_code == 409
        assert f'name="seen_version" value="{old}"' in answer.text

    assert Case.objects.get().form["reason"] == "另一人改了。"


@pytest.mark.clause("9.1")
def test_who_may_not_decide_sees_the_button_and_the_cause(site, sun, signed_in):
    page = signed_in(sun).get(reverse("procedures:case", args=[submitted(site, sun).pk])).text

    assert "「提出意见」：“市政府办公室审核”由市政府办公室办理" in page
    assert 'name="decision"' not in page


def test_telephone_numbers_are_masked_on_the_page(site, sun, he, signed_in):
    case = submitted(site, sun)

    page = signed_in(he).get(reverse("procedures:case", args=[case.pk])).text

    assert "139****0821" in page
    assert "0917-326****" in page
    assert "13900000821" not in page


@pytest.mark.clause("9.14")
def test_what_differs_from_the_ledger_is_shown(site, sun, leader, he, signed_in):
    case = submitted(site, sun, form=FORM | {"contact_name": "马骏"})

    page = signed_in(he).get(reverse("procedures:case", args=[case.pk])).text

    assert "台账登记为孙宁" in page
    assert "与台账差异 1 处" in page


def test_the_letter_is_written_from_the_reasons_ticked(site, sun, he, signed_in):
    case = submitted(site, sun)
    url = reverse("procedures:decide-case", args=[case.pk])

    page = signed_in(he).post(url, {"reasons": ["notice"], "seen_version": case.version, "compose": "1"}).text

    assert "一、请完善公告内容" in page
    assert Case.objects.get().version == case.version


@pytest.mark.clause("9.1")
def test_the_whole_way_through_the_screens(site, portal, sun, he, signed_in):
    case = submitted(site, sun)
    office, url = signed_in(he), reverse("procedures:decide-case", args=[case.pk])
    office.post(url, {"decision": "agree", "seen_version": case.version, "seen_notice": case.notice_hash})
    case.refresh_from_db()
    proof = {"document_number": "陕政办函〔2026〕12号", "decided_on": "2026-11-23", "scan": scan()}

    office.post(url, {"decision": "agree", "seen_version": case.version, **proof})

    case.refresh_from_db()
    assert case.state == CaseState.APPROVED
    step = CaseStep.objects.get(step="province")
    assert signed_in(sun).get(reverse("procedures:scan", args=[step.pk])).getvalue() == b"%PDF-1.4 scan"
    with at(START):
        actions.begin(case=case, today=START)
        signed_in(sun).post(reverse("procedures:restore-case", args=[case.pk]))
    case.refresh_from_db()
    assert case.state == CaseState.DONE


@pytest.mark.parametrize("content", [b"MZ executable", b"<html>", b""])
def test_a_scan_that_is_no_picture_or_pdf_is_refused(site, sun, he, signed_in, content):
    case = examined(submitted(site, sun), he)
    file = scan()
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.seek(0)
    file.size = len(content)
    data = {
        "decision": "agree",
        "seen_version": case.version,
        "document_number": "1",
        "decided_on": "2026-11-23",
        "scan": file,
    }

    signed_in(he).post(reverse("procedures:decide-case", args=[case.pk]), data)

    assert Case.objects.get().step == "province"


def test_the_list_is_filtered_by_state_and_text(site, sun, he, signed_in):
    case = submitted(site, sun)
    client, url = signed_in(he), reverse("procedures:cases")

    assert case.number in client.get(url, {"state": "open", "query": "水利"}).text
    assert case.number not in client.get(url, {"state": "done"}).text
    assert case.number not in client.get(url, {"query": "林业"}).text


def test_who_looks_on_gets_the_annex_with_masked_numbers(site, sun, signed_in):
    case = submitted(site, sun)
    police = AppointmentFactory(role=Role.POLICE).person
    url = reverse("procedures:annex", args=[case.pk])

    def text(person):
        table = Document(BytesIO(signed_in(person).get(url).getvalue())).tables[0]
        return "".join(cell.text for row in table.rows for cell in row.cells)

    assert "13900000821" in text(sun)
    assert "13900000821" not in text(police)
    assert "139****0821" in text(police)
