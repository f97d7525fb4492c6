"""The ledger of exceptions on screen, as files, on paper; the forms keep what was typed (R1)."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from jiyue.platform.register.models import GrantedException, Site
from tests.factories import ExceptionFactory, SiteFactory, UnitFactory

pytestmark = pytest.mark.django_db
INDEX = reverse("register:exceptions")
NEW = reverse("register:new-exception")


def browse(person):
    client = Client(headers={"host": "console.localhost"})
    client.force_login(person)
    return client


def form(**fields):
    return {"reason": "迁移期间须保留", "valid_from": str(timezone.localdate()), **fields}


@pytest.fixture
def listed(site):
    today = timezone.localdate()
    ExceptionFactory(unit=site.unit, matter="甲", clause="7.4", reason="=HYPERLINK(1)", number="例外〔2026〕1号")
    ExceptionFactory(
        unit=UnitFactory(name="宝鸡市林业局"), number="例外〔2026〕2号", valid_until=today - timedelta(days=1)
    )
    ExceptionFactory(unit=UnitFactory(), number="例外〔2026〕3号", valid_from=today + timedelta(days=1))


@pytest.mark.clause("7.3", "7.4")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("", {1, 2, 3}, id="nothing asked"),
        pytest.param("?clause=7.4", {1}, id="a clause"),
        pytest.param("?unit=water", {1}, id="a unit"),
        pytest.param("?state=in-force", {1}, id="in force"),
        pytest.param("?state=expired", {2}, id="over"),
        pytest.param("?state=coming", {3}, id="to come"),
        pytest.param("?state=revoked", set(), id="taken back"),
        pytest.param("?query=林业", {2}, id="words"),
        pytest.param("?clause=99&unit=none", {1, 2, 3}, id="a question that can not be read"),
    ],
)
def test_the_list_is_narrowed_by_clause_unit_state_and_words(zhao, listed, query, found):
    text = browse(zhao).get(INDEX + query).content.decode()

    assert {number for number in (1, 2, 3) if f"〕{number}号" in text} == found


@pytest.mark.clause("26.1")
def test_a_host_finds_its_own_exceptions_alone_in_list_and_files(chen, listed):
    for name in ("exceptions", "exceptions-csv", "exceptions-print"):
        text = browse(chen).get(reverse(f"register:{name}")).content.decode()
        assert ("〕1号" in text, "〕2号" in text) == (True, False)


def test_the_list_comes_in_pages_and_without_asking_once_per_row(zhao, django_assert_max_num_queries):
    for n in range(31):
        ExceptionFactory(unit=UnitFactory(), number=f"第{n}件")

    with django_assert_max_num_queries(30):
        first = browse(zhao).get(INDEX).content.decode()
    assert ("第30件" in first, "第0件" in first) == (True, False)
    assert "第0件" in browse(zhao).get(f"{INDEX}?page=2").content.decode()


def test_a_reason_that_looks_like_a_formula_stays_a_text_in_both_files(zhao, listed):
    lines = browse(zhao).get(reverse("register:exceptions-csv")).content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(browse(zhao).get(reverse("register:exceptions-xlsx")).content))

    assert "'=HYPERLINK" in lines
    [cell] = [cell for row in book.active.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
    assert cell.data_type == "s"
    assert book.active.max_row == 4


def test_the_paper_carries_every_line_the_question_and_its_address(zhao, listed):
    text = browse(zhao).get(f"{reverse('register:exceptions-print')}?clause=7.4").content.decode()

    assert "条款：第7条（三）" in text or "条款：第7条" in text
    assert "共 1 项" in text
    assert "http://console.localhost/register/exceptions/" in text


@pytest.mark.clause("7.3")
def test_the_office_grants_on_screen_and_lands_on_the_exception(zhao, site):
    answer = browse(zhao).post(f"{NEW}?clause=7.3", form(unit="water"), follow=True)

    granted = GrantedException.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("register:exception", args=[granted.pk])
    assert "迁移期间须保留" in answer.content.decode()


@pytest.mark.parametrize(
    ("clause", "fields", "status", "said"),
    [
        pytest.param("7.3", {"unit": "water", "reason": ""}, 422, "has-error", id="no reason"),
        pytest.param("7.3", {"unit": "water", "valid_from": "2020-01-01"}, 409, "不能倒签", id="a day in the past"),
        pytest.param("9.8", {"site": "water"}, 409, "省政府办公厅", id="the Province has not consented"),
        pytest.param(
            "9.8", {"site": "water", "consent_role": "province"}, 422, "请照同意文件填写", id="a consent of no document"
        ),
        pytest.param("7.4", {"unit": "water", "matter": ""}, 422, "has-error", id="no name"),
    ],
)
def test_a_refused_form_says_why_and_keeps_what_was_typed(zhao, site, clause, fields, status, said):
    answer = browse(zhao).post(f"{NEW}?clause={clause}", form(document_number="水函〔2026〕7号", **fields))

    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "水函〔2026〕7号" in answer.content.decode()
    assert not GrantedException.objects.exists()


@pytest.mark.clause("9.8")
def test_the_consent_of_the_province_is_recorded_with_its_document(zhao, site):
    sent = form(site="water", consent_role="province", consent_number="陕政办函〔2026〕9号", consent_on="2026-01-05")
    browse(zhao).post(f"{NEW}?clause=9.8", sent)

    consent = GrantedException.objects.get().consents.get()
    assert (consent.role, consent.document_number) == ("province", "陕政办函〔2026〕9号")


def test_whoever_may_not_grant_reads_who_may_and_finds_no_form(chen):
    text = browse(chen).get(f"{NEW}?clause=7.1&unit=water").content.decode()

    assert "例外由市政府办公室（主管单位）批准" in text
    assert "<textarea" not in text


@pytest.mark.clause("32.4")
def test_a_head_grants_for_the_own_unit_and_is_offered_no_other(head, site, wang):
    page = browse(head).get(f"{NEW}?clause=32.4").content.decode()
    offered = [unit for unit in ("water", wang.appointments.get().unit.key) if f'value="{unit}"' in page]

    assert offered == ["water"]


def test_an_exception_is_revoked_on_its_page_and_an_empty_reason_comes_back(zhao, site):
    granted = ExceptionFactory(unit=site.unit)
    address = reverse("register:revoke-exception", args=[granted.pk])

    assert browse(zhao).post(address, {"reason": ""}).status_code == 422
    answer = browse(zhao).post(address, {"reason": "迁移已完成"}, follow=True)
    assert "已撤销" in answer.content.decode()


@pytest.mark.clause("7.1")
def test_the_refused_form_leads_to_the_exception_and_passes_once_it_is_granted(zhao, site):
    sent = {
        "key": "flood", "unit": site.unit.pk, "host": site.host.pk, "name": "宝鸡市防汛网", "kind": "department",
        "level": "city", "domain": "fx.baoji.gov.cn", "consented_on": "2026-11-01",
    }  # fmt: skip
    refused = browse(zhao).post(reverse("register:new-site"), sent)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "clause=7.1&amp;unit=water&amp;matter=" in text
    assert 'value="fx.baoji.gov.cn"' in text

    browse(zhao).post(f"{NEW}?clause=7.1", form(unit="water", matter="宝鸡市防汛网"))
    browse(zhao).post(reverse("register:new-site"), sent)

    entered = Site.objects.get(key="flood")
    page = browse(zhao).get(reverse("register:exception", args=[entered.second_site_exception_id])).content.decode()
    assert reverse("site-file", args=["flood"]) in page
    file = browse(zhao).get(reverse("site-file", args=["flood"])).content.decode()
    assert reverse("register:exception", args=[entered.second_site_exception_id]) in file


@pytest.mark.clause("10.1")
def test_a_row_that_breaks_the_ledger_comes_back_with_its_sentence(zhao, site):
    unit = UnitFactory(kind="department")
    sent = {
        "key": "x", "unit": unit.pk, "host": unit.pk, "name": "某局", "kind": "department", "level": "city",
        "domain": "x.example.com", "consented_on": "2026-11-01",
    }  # fmt: skip

    answer = browse(zhao).post(reverse("register:new-site"), sent)

    assert answer.status_code == 422
    assert "gov.cn" in answer.content.decode()


@pytest.mark.clause("7.1")
def test_the_page_of_a_clause_leads_to_its_exceptions(zhao):
    SiteFactory()

    assert f"{INDEX}?clause=7.1" in browse(zhao).get("/rulebook/7.1/").content.decode()
    assert INDEX not in browse(zhao).get("/rulebook/9.3/").content.decode().split("<main")[1]
