"""Procedures, numbers by set and readings as pages: open to everybody, and the same as the data."""

import pytest
from django.urls import reverse

from jiyue.rulebook import parameters, procedure_text, procedures, readings

pytestmark = pytest.mark.clause("38.2")


def page(browser, name, *arguments, status=200):
    answer = browser.get(reverse(name, args=arguments))
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("procedure_id", procedures.ids())
def test_every_line_of_a_procedure_is_read_without_signing_in(browse, db, procedure_id):
    text = page(browse(), "rulebook-procedure", procedure_id)

    for line in procedure_text.lines(procedures.whole(procedure_id)):
        assert line.title in text
        assert line.refusal in text
        assert line.remedy in text
        assert line.limit in text
        assert f'/rulebook/{line.clause}/"' in text


def test_a_procedure_says_who_records_for_a_body_outside_and_in_which_cases(browse, db):
    text = page(browse(), "rulebook-procedure", "domain-registration")

    assert "由市政府办公室录入" in text
    assert "仅用于：县（区）政府门户网站的域名" in text
    assert "附件3《政府网站域名业务申请基本信息表》" in text
    assert "天数为平台自定" in page(browse(), "rulebook-procedure", "domain-change")


def test_an_unknown_procedure_is_not_found(browse, db):
    page(browse(), "rulebook-procedure", "none", status=404)


def test_every_reading_stands_with_its_state_reason_and_clauses(browse, db):
    text = page(browse(), "rulebook-readings")

    for reading in readings.all():
        assert f'id="{reading.id}"' in text
        assert reading.reading in text
        assert reading.reason in text
    assert text.count("拟议") >= len(readings.all())
    assert 'href="/rulebook/9.3/"' in text.partition('id="R7"')[2].partition('id="R8"')[0]


@pytest.mark.clause("36.1")
def test_the_numbers_of_all_sets_stand_side_by_side_and_what_differs_is_marked(browse, db):
    text = page(browse(), "rulebook-numbers")

    assert all(key.title in text for key in parameters.keys().values())
    row = text.partition('href="/rulebook/19.1/#overdue-core-columns"')
    assert 'class="is-warn"' in row[0].rpartition("<tr")[2]
    assert ("1个" in row[2].partition("</tr>")[0], "5个" in row[2].partition("</tr>")[0]) == (True, True)
    taken = text.partition("#probe-slow-after")[2].partition("</tr>")[0]
    assert "沿用国办指标" in taken
    assert "未收录" in taken


def test_the_rulebook_and_the_clauses_lead_there(browse, db):
    contents = page(browse(), "rulebook")
    assert all(reverse("rulebook-procedure", args=[name]) in contents for name in procedures.ids())
    assert reverse("rulebook-readings") in contents
    assert reverse("rulebook-numbers") in contents
    assert reverse("rulebook-procedure", args=["closing"]) in page(browse(), "rulebook-clause", "9.10")
