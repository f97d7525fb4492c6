"""What staff see when something is not there, not theirs, not readable, or broken."""

import pytest
from django.test import Client, RequestFactory

from jiyue.platform.console import faults
from jiyue.platform.interaction.views import public

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.2")
def test_a_refusal_page_says_what_why_and_what_to_do(browse, bureau):
    answer = browse(bureau).get("/workbench/reviews/")
    page = answer.content.decode()

    assert answer.status_code == 403
    assert "此事须由" in page
    assert "第17条" in page
    assert "请转交" in page


def test_an_address_that_leads_nowhere_is_told_in_chinese(browse, host):
    answer = browse(host).get("/no-such-page/")

    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


@pytest.mark.clause("26.1")
def test_a_row_of_another_unit_looks_like_one_that_does_not_exist(browse, other_host, site):
    foreign = browse(other_host).get(f"/console/sites/{site.key}/")
    missing = browse(other_host).get("/console/sites/no-such-site/")

    assert (foreign.status_code, foreign.content) == (missing.status_code, missing.content)
    assert foreign.status_code == 404


def test_a_form_without_its_token_says_how_to_send_it_again(host):
    client = Client(enforce_csrf_checks=True, headers={"host": "console.localhost"})
    client.force_login(host)
    answer = client.post("/sign-out/")

    assert answer.status_code == 403
    assert "表单已过期" in answer.content.decode()
    assert "刷新后重新提交" in answer.content.decode()


def test_a_fault_of_the_platform_gives_a_number_for_the_log(caplog):
    page = faults.failed(RequestFactory().get("/")).content.decode()
    number = caplog.messages[0].split()[1].rstrip(":")

    assert "系统出错" in page
    assert number in page


def test_a_citizen_is_told_that_the_message_may_not_have_arrived():
    answer = public.failed(RequestFactory().get("/messages/new"))

    assert answer.status_code == 500
    assert "没有送达" in answer.content.decode()
