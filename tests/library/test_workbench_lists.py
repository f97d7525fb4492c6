"""The lists of the workbench: own rows only, filters, a fixed number of queries (25.1, 26.1, 32.2)."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from jiyue.platform.library.drafting import begin
from jiyue.platform.library.standing import standings
from tests.factories import ColumnFactory, PlacementFactory, ResourceFactory


@pytest.fixture
def at(client, settings):
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    return client


def published(column, *, days_ago=0, **fields):
    moment = timezone.now() - timedelta(days=days_ago)
    resource = ResourceFactory(unit=column.site.host, published=True, first_published_at=moment, **fields)
    PlacementFactory(resource=resource, column=column, published_at=moment)
    return resource


@pytest.mark.clause("26.1")
def test_the_list_shows_the_own_unit_alone(at, chen, column):
    own, foreign = published(column), ResourceFactory(published=True)
    at.force_login(chen)

    page = at.get(reverse("workbench:resources")).content.decode()

    assert own.title in page
    assert foreign.title not in page


@pytest.mark.clause("26.1")
@pytest.mark.parametrize("name", ["workbench:resource", "workbench:preview"])
def test_a_foreign_resource_is_not_found(at, chen, name):
    at.force_login(chen)

    assert at.get(reverse(name, args=[ResourceFactory(published=True).pk])).status_code == 404


@pytest.fixture
def in_editor(at, chen):
    """Chen as somebody who may use Wagtail's editor at all."""
    chen.user_permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    at.force_login(chen)
    return at


@pytest.mark.clause("26.1")
@pytest.mark.parametrize("name", ["edit", "history", "preview_on_edit", "lock", "unlock"])
def test_the_editor_does_not_find_a_foreign_resource(in_editor, name):
    foreign = ResourceFactory(published=True)

    assert in_editor.get(reverse(f"wagtailsnippets_library_resource:{name}", args=[foreign.pk])).status_code == 404


@pytest.mark.clause("26.1")
@pytest.mark.parametrize("name", ["revisions_view", "revisions_revert"])
def test_the_editor_does_not_find_a_foreign_revision(in_editor, name):
    foreign = ResourceFactory(published=True)
    revision = foreign.save_revision(clean=False)

    assert (
        in_editor.get(reverse(f"wagtailsnippets_library_resource:{name}", args=[foreign.pk, revision.pk])).status_code
        == 404
    )


@pytest.mark.clause("26.1")
def test_the_editor_does_not_compare_foreign_revisions(in_editor):
    foreign = ResourceFactory(published=True)
    first, second = foreign.save_revision(clean=False), foreign.save_revision(clean=False)
    address = reverse("wagtailsnippets_library_resource:revisions_compare", args=[foreign.pk, first.pk, second.pk])

    assert in_editor.get(address).status_code == 404


@pytest.mark.clause("26.1")
@pytest.mark.parametrize(
    "path",
    [
        "",
        "pages/",
        "pages/1/",
        "choose-page/",
        "choose-page/1/",
        "images/",
        "documents/",
        "users/",
        "reports/locked/",
        "snippets/",
        "snippets/library/resource/",
        "snippets/choose/library/resource/",
        "api/main/pages/",
        "collections/",
    ],
)
def test_wagtails_own_lists_and_choosers_are_closed(in_editor, path):
    assert in_editor.get(f"/workbench/cms/{path}").status_code == 404


def test_the_own_text_opens_in_the_editor_with_our_menu_and_check(in_editor, chen, column):
    resource = begin(title="全市秋粮收获进度过半", kind="news", column=column, by=chen)

    page = in_editor.get(reverse("wagtailsnippets_library_resource:edit", args=[resource.pk])).content.decode()

    assert "保存，去检查与送审" in page
    assert "publication-check" in page
    assert "action-publish" not in page
    assert reverse("workbench:columns") in page


@pytest.mark.clause("26.1")
def test_a_foreign_column_is_not_found(at, chen):
    at.force_login(chen)

    assert at.get(reverse("workbench:column", args=[ColumnFactory().pk])).status_code == 404


def test_a_state_narrows_the_list(at, chen, column):
    live, gone = published(column), published(column, live=False)
    at.force_login(chen)

    page = at.get(reverse("workbench:column", args=[column.pk]), {"state": "withdrawn"}).content.decode()

    assert gone.title in page
    assert live.title not in page


def test_words_narrow_the_list(at, chen, column):
    wanted, other = published(column, title="关于供热监督渠道的公告"), published(column)
    at.force_login(chen)

    page = at.get(reverse("workbench:resources"), {"q": "供热"}).content.decode()

    assert wanted.title in page
    assert other.title not in page


def test_a_column_page_takes_the_same_queries_for_one_entry_and_for_sixty(
    at, chen, column, django_assert_max_num_queries
):
    for number in range(60):
        published(column, days_ago=number)
    at.force_login(chen)
    address = reverse("workbench:column", args=[column.pk])
    at.get(address)

    with django_assert_max_num_queries(26):  # 13 of the page; the rest are session, person, menu counts
        assert "第 1—25 条，共 60 条" in at.get(address).content.decode()


@pytest.mark.clause("19.1")
@pytest.mark.parametrize(
    ("days_ago", "tone"),
    [
        pytest.param(6, "ok", id="8 days left"),
        pytest.param(7, "warn", id="7 days left are soon"),
        pytest.param(14, "warn", id="the last day is still in time"),
        pytest.param(15, "bad", id="one day late"),
    ],
)
def test_a_news_column_runs_out_after_two_weeks(column, days_ago, tone):
    today = timezone.localdate()
    published(column, days_ago=days_ago)

    assert standings([column], on=today)[column.pk].tone == tone


@pytest.mark.clause("19.6")
def test_an_empty_column_is_broken_and_a_column_of_messages_is_not_judged(site):
    empty, messages = ColumnFactory(site=site), ColumnFactory(site=site, fed_by="messages")

    known = standings([empty, messages], on=date(2026, 11, 23))

    assert known[empty.pk].tone == "bad"
    assert known[messages.pk].tone == "void"


@pytest.mark.clause("32.2")
def test_a_column_names_its_cycle_and_its_two_persons(at, chen, liu, column):
    column.person_a, column.person_b = chen, liu
    column.save()
    at.force_login(chen)

    page = at.get(reverse("workbench:column", args=[column.pk])).content.decode()

    assert "每 14 天至少 1 次" in page
    assert chen.name in page
    assert liu.name in page
