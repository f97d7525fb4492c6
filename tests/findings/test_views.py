"""Lists and pages of findings: own rows only, refused buttons say why, what was typed stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jiyue.platform.findings.models import Finding
from tests.factories import FindingFactory


@pytest.mark.clause("26.1")
def test_a_host_sees_its_own_findings_only(browse, host, site):
    FindingFactory(site=site, message="本站的问题")
    foreign = FindingFactory(message="别人的问题")
    page = browse(host).get(reverse("findings:index")).content.decode()

    assert "本站的问题" in page
    assert "别人的问题" not in page
    assert browse(host).get(reverse("findings:finding", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("act", ["confirm", "dispute", "mute"])
def test_acts_on_foreign_findings_find_nothing(browse, other_host, site, act):
    finding = FindingFactory(site=site)

    assert browse(other_host).post(reverse(f"findings:{act}", args=[finding.pk])).status_code == 404


def test_a_list_of_many_takes_few_queries(browse, bureau, site):
    FindingFactory.create_batch(200, site=site)
    browser = browse(bureau)
    with CaptureQueriesContext(
        connection,
    ) as taken:
        page = browser.get(reverse("findings:index"))

    assert page.status_code == 200
    assert len(taken) <= 15
    assert page.content.decode().count("/findings/") > 30


def test_the_list_is_narrowed(browse, bureau, site):
    FindingFactory(site=site, check_id="personal-data", clause="13.5", message="出现身份证号")
    FindingFactory(site=site, message="链接打不开")
    page = browse(bureau).get(reverse("findings:index"), {"section": "content"}).content.decode()

    assert "出现身份证号" in page
    assert "链接打不开" not in page


@pytest.mark.clause("4.2")
def test_a_refused_button_stays_and_says_why(browse, host, site):
    finding = FindingFactory(site=site)
    page = browse(host).get(reverse("findings:finding", args=[finding.pk])).content.decode()

    assert "「确认问题」：您是总负责人，此事须由监管单位办理。" in page
    assert 'id="dispute"' in page


@pytest.mark.clause("4.2")
def test_a_host_that_confirms_is_told_why_not(browse, host, site):
    finding = FindingFactory(site=site)
    answer = browse(host).post(reverse("findings:confirm", args=[finding.pk]))

    assert answer.status_code == 403
    assert Finding.objects.get().state == "open"


def test_what_was_typed_stays_when_a_mute_is_refused(browse, bureau, site):
    finding = FindingFactory(site=site)
    answer = browse(bureau).post(
        reverse("findings:mute", args=[finding.pk]), {"reason": "网站正在改版", "until": "2020-01-01"}
    )

    assert answer.status_code == 409
    assert "网站正在改版" in answer.content.decode()


def test_what_a_page_said_is_never_rendered(browse, bureau, site):
    finding = FindingFactory(site=site, excerpt="<script>alert(1)</script>", message="<b>粗</b>")
    page = browse(bureau).get(reverse("findings:finding", args=[finding.pk])).content.decode()

    assert "<script>alert" not in page
    assert "<b>粗</b>" not in page
