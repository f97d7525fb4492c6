"""Every number, refusal and finding of the staff side leads to the clause that asks for it (38.2)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from jiyue.platform.interaction import asking
from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures.models import Case
from jiyue.platform.supervision.models import RectificationOrder
from tests.factories import AppointmentFactory, ColumnFactory, FindingFactory, PlacementFactory, ResourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("38.2")]


@pytest.fixture
def city(site, bureau):
    """One of everything that shows a number, a state or a finding."""
    now, today = timezone.now(), timezone.localdate()
    column = ColumnFactory(site=site, title="工作动态", category="news", cycle_days=14)
    old = ResourceFactory(unit=site.host, published=True)
    PlacementFactory(resource=old, column=column, published_at=now - timedelta(days=30))
    finding = FindingFactory(site=site, clause="32.7", state="confirmed", due_on=today - timedelta(days=1))
    order = RectificationOrder.objects.create(
        number="整改〔2026〕1号",
        site=site,
        text="请整改",
        sent_by=bureau,
        sent_at=now,
        due_on=today + timedelta(days=5),
    )
    order.findings.add(finding)
    editor = AppointmentFactory(unit=site.host, role=Role.EDITOR).person
    case = Case.objects.create(
        number="宝网下〔2026〕1号", procedure_id="temporary-offline", rulebook_version="1", started_on=today, site=site,
        applicant_unit=site.host, applicant=editor, state="open", step="office", created_at=now, submitted_at=now,
        start_on=today + timedelta(days=9), end_on=today + timedelta(days=60),
    )  # fmt: skip
    message, _code = asking.ask(site=site, letter=asking.Letter(kind="question", title="甲", text="乙"), at=now)
    return {"editor": editor, "finding": finding, "order": order, "case": case, "message": message, "site": site}


def main(browser, name, *arguments):
    answer = browser.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return LexborHTMLParser(answer.content.decode()).css_first("main")


def clauses_in(node):
    return {link.attributes["href"].split("/")[2] for link in node.css('a[href^="/rulebook/"]')}


@pytest.mark.parametrize(
    ("name", "of", "wanted"),
    [
        pytest.param("dashboard", None, {"19.1", "18.1", "33.2"}, id="the regulator's day"),
        pytest.param("findings:index", None, {"32.7"}, id="findings"),
        pytest.param("findings:finding", "finding", {"32.7"}, id="a finding"),
        pytest.param("supervision:orders", None, {"33.2"}, id="orders"),
        pytest.param("supervision:order", "order", {"33.2", "32.7"}, id="an order and its findings"),
        pytest.param("procedures:cases", None, {"9.1", "9.3"}, id="cases"),
        pytest.param("procedures:case", "case", {"9.1", "9.3"}, id="a case and its conditions"),
        pytest.param("interaction:messages", None, {"18.1"}, id="messages"),
        pytest.param("interaction:message", "message", {"18.1", "18.2"}, id="a message, its clock and its transfers"),
        pytest.param("site-list", None, {"19.1", "8.6"}, id="the site ledger"),
        pytest.param("monitoring:rounds", None, {"33.1"}, id="rounds"),
    ],
)
def test_what_the_bureau_reads_leads_to_its_clauses(browse, bureau, city, name, of, wanted):
    page = main(browse(bureau), name, *([city[of].pk] if of else []))

    assert wanted <= clauses_in(page)


def test_the_file_of_a_site_leads_to_the_clauses_of_its_verdict_columns_and_findings(browse, bureau, city):
    assert {"19.1", "32.7", "32.1"} <= clauses_in(main(browse(bureau), "site-file", city["site"].key))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        pytest.param("workbench-home", {"19.1", "32.7", "33.2", "18.1"}, id="the home with duties and columns"),
        pytest.param("workbench:columns", {"32.2", "19.1"}, id="columns"),
    ],
)
def test_what_an_editor_reads_leads_to_its_clauses(browse, city, name, wanted):
    assert wanted <= clauses_in(main(browse(city["editor"]), name))


def test_the_settings_of_a_site_lead_to_the_clauses_that_ask_for_them(browse, city):
    page = main(browse(city["editor"]), "publishing:site-settings", city["site"].key)

    assert page.css_first('.field-help a[href="/rulebook/8.4/"]')
    assert page.css_first('.field-help a[href="/rulebook/8.5/"]')


def test_a_refusal_leads_to_its_clause(browse, city):
    answer = browse(city["editor"]).post(reverse("findings:confirm", args=[city["finding"].pk]))

    assert answer.status_code == 403
    assert "/rulebook/4.2/" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "of", "wanted"),
    [
        pytest.param("findings:finding", "finding", {"4.2"}, id="a finding that an editor may not confirm"),
        pytest.param("procedures:case", "case", {"9.1"}, id="a case that an editor may not decide"),
    ],
)
def test_a_button_that_is_refused_names_its_clause(browse, city, name, of, wanted):
    causes = main(browse(city["editor"]), name, city[of].pk).css(".case-acts ul, .acts + ul")

    assert wanted <= {clause for cause in causes for clause in clauses_in(cause)}


def test_the_answer_that_is_not_the_bureaus_to_give_names_its_clause(browse, bureau, city):
    page = main(browse(bureau), "supervision:order", city["order"].pk)

    assert "33.2" in clauses_in(page.css_first("[aria-labelledby=answer-title]"))
