"""The host's settings of its own site, and previews that leave no trace on disk (4.6, 8.4, 8.5, 17.2)."""

from pathlib import Path

import pytest
from django.urls import reverse

from jiyue.platform.audit.models import Entry
from jiyue.platform.library.drafting import begin
from jiyue.platform.organisations.roles import Role
from tests.factories import AppointmentFactory, ColumnFactory, SiteFactory


@pytest.fixture
def site(db):
    return SiteFactory(template="migrated", icp_number="陕ICP备12345678号-1", police_number="", chinese_domain="")


@pytest.fixture
def editor(site):
    return AppointmentFactory(unit=site.host, role=Role.EDITOR).person


@pytest.fixture
def at(client, settings, editor):
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    client.force_login(editor)
    return client


def typed(site, **changes):
    return {
        "icp_number": site.icp_number,
        "police_number": "",
        "chinese_domain": "",
        "phone": "0917-3260000",
        "template": site.template,
        **changes,
    }


@pytest.mark.clause("4.6")
def test_the_standard_template_bakes_the_whole_site_anew(at, site, settings):
    ColumnFactory(site=site)

    at.post(reverse("publishing:site-settings", args=[site.key]), typed(site, template="standard"))

    site.refresh_from_db()
    assert site.template == "standard"
    home = next(Path(settings.JIYUE_BAKED).rglob("index.html")).read_text(encoding="utf-8")
    assert 'name="SiteName"' in home
    assert Entry.objects.about(site).first().verb == "site-configured"


def test_a_false_number_is_refused_and_stays_in_the_field(at, site):
    answer = at.post(reverse("publishing:site-settings", args=[site.key]), typed(site, icp_number="备案中"))

    assert answer.status_code == 422
    assert 'value="备案中"' in answer.content.decode()
    site.refresh_from_db()
    assert site.icp_number == "陕ICP备12345678号-1"


@pytest.mark.clause("8.4")
def test_the_footer_preview_shows_what_was_typed_and_saves_nothing(at, site):
    answer = at.post(
        reverse("publishing:site-settings", args=[site.key]),
        typed(site, template="standard", phone="0917-3261111", preview="1"),
    )

    assert "网站标识码" in answer.content.decode()
    assert "0917-3261111" in answer.context["footer_html"]
    site.refresh_from_db()
    assert site.template == "migrated"


@pytest.mark.clause("26.1")
def test_a_foreign_site_is_not_found(at):
    assert at.get(reverse("publishing:site-settings", args=[SiteFactory().key])).status_code == 404


@pytest.mark.clause("17.2")
def test_the_preview_is_the_public_page_and_lies_nowhere_on_disk(at, site, editor, settings):
    resource = begin(title="未公开的草稿", kind="news", column=ColumnFactory(site=site), by=editor)

    page = at.get(reverse("workbench:preview", args=[resource.pk]))

    assert "未公开的草稿" in page.content.decode()
    assert site.name in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert not list(Path(settings.JIYUE_BAKED).rglob("*.html")) if Path(settings.JIYUE_BAKED).exists() else True
