"""The editor's and the reviewer's screens: refusals keep what was typed, the check names its paragraph (13.5, 17.1, 32.5)."""

from datetime import date

import pytest
from django.urls import reverse

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library import actions, placing
from jiyue.platform.library.drafting import begin
from jiyue.platform.library.gates import GATES
from jiyue.platform.library.models import EditionState, Placement
from tests.factories import ColumnFactory

CITIZEN = "11010119900307457" + "3"


@pytest.fixture
def at(client, settings):
    client.defaults["HTTP_HOST"] = settings.JIYUE_STAFF_HOST
    return client


@pytest.fixture
def draft(chen, column):
    resource = begin(title="全市秋粮收获进度过半", kind="news", column=column, by=chen)
    resource.body = "<p>各县区抢抓晴好天气。</p><p>收获面积已经过半。</p>"
    resource.save_revision(user=chen)
    return resource


def spoiled(draft, chen):
    draft.body = f"<p>第一段。</p><p>联系人身份证号 {CITIZEN}。</p>"
    draft.save_revision(user=chen)


@pytest.mark.clause("13.5", "30.1")
def test_the_check_leads_to_the_paragraph_with_the_number(at, draft, chen):
    spoiled(draft, chen)
    at.force_login(chen)

    page = at.get(reverse("workbench:resource", args=[draft.pk])).content.decode()

    assert "正文第 2 段" in page
    assert 'href="#p-2"' in page
    assert 'id="p-2"' in page


@pytest.mark.clause("13.5")
def test_a_refused_submission_says_where_and_changes_nothing(at, draft, chen):
    spoiled(draft, chen)
    at.force_login(chen)

    answer = at.post(reverse("workbench:submit", args=[draft.pk]))

    assert answer.status_code == 409
    assert "正文第 2 段" in answer.content.decode()
    assert draft.editions.get().state == EditionState.DRAFT


@pytest.mark.clause("32.5")
def test_a_reviewer_who_left_a_gate_out_keeps_the_opinion_typed(at, draft, chen, liu):
    edition = actions.submit(resource=draft, by=chen)
    at.force_login(liu)
    ticked = {f"gate_{key}": "on" for key in list(GATES)[1:]}

    answer = at.post(
        reverse("workbench:review", args=[edition.pk]),
        {**ticked, "seen_hash": edition.content_hash, "opinion": "表述准确", "approve": "1"},
    )

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "政治关" in page
    assert "表述准确" in page
    assert page.count("checked") == len(GATES) - 1


@pytest.mark.clause("17.1")
def test_the_reviewer_sees_an_earlier_return(at, draft, chen, liu):
    edition = actions.submit(resource=draft, by=chen)
    actions.send_back(edition=edition, by=liu, opinion="牵头单位与原稿不一致")
    edition = actions.submit(resource=draft, by=chen)
    at.force_login(liu)

    assert "牵头单位与原稿不一致" in at.get(reverse("workbench:review", args=[edition.pk])).content.decode()


@pytest.mark.clause("17.1")
def test_the_desk_of_somebody_who_wrote_the_text_offers_no_decision(at, draft, chen, liu):
    draft.save_revision(user=liu)
    edition = actions.submit(resource=draft, by=chen)
    at.force_login(liu)

    page = at.get(reverse("workbench:review", args=[edition.pk])).content.decode()

    assert "您修改过本稿，不能审核" in page
    assert 'name="approve"' not in page


@pytest.mark.clause("25.2")
def test_a_resource_goes_into_a_further_column_and_out_again(at, draft, chen, site):
    further = ColumnFactory(site=site)
    at.force_login(chen)

    at.post(reverse("workbench:place", args=[draft.pk]), {"column": further.pk})
    placement = Placement.objects.get(resource=draft, column=further)
    at.post(reverse("workbench:displace", args=[placement.pk]))

    assert not Placement.objects.filter(resource=draft, column=further).exists()
    assert list(Entry.objects.about(draft).values_list("verb", flat=True))[:2] == [
        "resource-displaced",
        "resource-placed",
    ]


@pytest.mark.clause("4.6")
def test_a_foreign_column_is_not_offered_and_not_taken(at, draft, chen):
    at.force_login(chen)

    answer = at.post(reverse("workbench:place", args=[draft.pk]), {"column": ColumnFactory().pk})

    assert answer.status_code == 422
    assert draft.placements.count() == 1


def test_the_main_column_can_not_be_taken_away(draft, chen):
    with pytest.raises(Refused, match="主栏目"):
        placing.displace(placement=draft.placements.get(), by=chen)


@pytest.mark.parametrize(("day", "refused"), [("2026-11-22", True), ("2026-11-23", False)], ids=["yesterday", "today"])
def test_a_pin_ends_today_or_later(draft, chen, day, refused):
    placement, until = draft.placements.get(), date.fromisoformat(day)
    if refused:
        with pytest.raises(Refused, match="已过"):
            placing.pin(placement=placement, until=until, by=chen, today=date(2026, 11, 23))
    else:
        assert placing.pin(placement=placement, until=until, by=chen, today=date(2026, 11, 23)).pinned_until == until


@pytest.mark.clause("26.1")
def test_somebody_elses_placement_is_not_found(at, draft, wang):
    at.force_login(wang)

    assert at.post(reverse("workbench:displace", args=[draft.placements.get().pk])).status_code == 404
