"""The way of a text: two persons, gates, frozen text, same hash (17.1, 17.2, 32.5)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from jiyue.platform.audit.models import Entry
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.library import actions
from jiyue.platform.library.drafting import begin
from jiyue.platform.library.gates import GATES
from jiyue.platform.library.models import Edition, EditionState, HandKind
from tests.factories import ResourceFactory

ALL_GATES = dict.fromkeys(GATES, True)


@pytest.fixture
def draft(chen, column):
    resource = begin(title="全市秋粮收获进度过半", kind="news", column=column, by=chen)
    resource.body = "<p>截至目前，全市秋粮收获面积已经过半，各县区抢抓晴好天气组织收割。</p>"
    resource.save_revision(user=chen)
    return resource


def approved(draft, chen, liu):
    edition = actions.submit(resource=draft, by=chen)
    return actions.approve(edition=edition, by=liu, gates=ALL_GATES, seen_hash=edition.content_hash)


def published(draft, chen, liu):
    return actions.publish(edition=approved(draft, chen, liu), by=chen)


@pytest.mark.clause("17.1")
def test_who_wrote_a_text_can_not_review_it(draft, chen):
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="须由审核办理"):
        actions.approve(edition=edition, by=chen, gates=ALL_GATES, seen_hash=edition.content_hash)


@pytest.mark.clause("17.1")
def test_who_changed_one_word_of_this_edition_can_not_review_it(draft, chen, liu):
    draft.body += "<p>补充一句。</p>"
    draft.save_revision(user=liu)
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="修改过本稿"):
        actions.approve(edition=edition, by=liu, gates=ALL_GATES, seen_hash=edition.content_hash)


@pytest.mark.clause("17.1")
def test_who_reviewed_can_not_publish(draft, chen, liu):
    edition = approved(draft, chen, liu)

    with pytest.raises(Refused):
        actions.publish(edition=edition, by=liu)


@pytest.mark.clause("17.1")
@pytest.mark.parametrize("column_name", ["submitted_by", "published_by"])
def test_the_database_itself_keeps_the_reviewer_apart(draft, chen, liu, column_name):
    edition = approved(draft, chen, liu)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**{column_name: liu})


@pytest.mark.clause("17.2")
def test_the_database_refuses_a_published_text_that_is_not_the_reviewed_one(draft, chen, liu):
    edition = approved(draft, chen, liu)

    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(state=EditionState.PUBLISHED, content_hash="0" * 64)


@pytest.mark.clause("17.2")
def test_any_change_after_the_approval_sends_the_text_back(draft, chen, liu):
    edition = approved(draft, chen, liu)
    draft.body += "<p>审核后又加的一句。</p>"

    draft.save_revision(user=chen)

    edition.refresh_from_db()
    assert (edition.state, edition.reviewed_by, edition.approved_hash) == (EditionState.DRAFT, None, "")
    with pytest.raises(Refused):
        actions.publish(edition=edition, by=chen)


@pytest.mark.clause("17.2")
def test_the_published_text_is_the_reviewed_one_to_the_letter(draft, chen, liu):
    edition = approved(draft, chen, liu)

    resource = actions.publish(edition=edition, by=chen)

    resource.refresh_from_db()
    assert resource.live
    assert resource.body == edition.content["body"]


@pytest.mark.clause("17.2")
def test_the_live_text_stays_while_its_next_edition_is_written_and_reviewed(draft, chen, liu):
    resource = published(draft, chen, liu)
    live_body = resource.body
    resource.body = "<p>第二版还在写。</p>"

    resource.save_revision(user=chen)

    resource.refresh_from_db()
    assert resource.body == live_body
    assert resource.editions.get(state=EditionState.DRAFT).number == 2


@pytest.mark.clause("17.4", "30.3", "32.5")
def test_the_gates_are_the_five_and_whether_it_may_go_online():
    assert set(GATES) == {"political", "legal", "policy", "secrecy", "wording", "suitable"}


@pytest.mark.clause("17.4", "32.5")
@pytest.mark.parametrize("gate", list(GATES))
def test_each_gate_is_passed_by_itself(draft, chen, liu, gate):
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="尚未确认"):
        actions.approve(edition=edition, by=liu, gates={**ALL_GATES, gate: False}, seen_hash=edition.content_hash)


@pytest.mark.clause("32.5")
def test_nothing_is_published_before_its_review(draft, chen):
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="先审后发"):
        actions.publish(edition=edition, by=chen)


def test_a_reviewer_who_saw_an_older_text_approves_nothing(draft, chen, liu):
    seen = actions.submit(resource=draft, by=chen).content_hash
    draft.body += "<p>期间改动。</p>"
    draft.save_revision(user=chen)
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="期间已改动"):
        actions.approve(edition=edition, by=liu, gates=ALL_GATES, seen_hash=seen)


def test_a_text_is_returned_with_an_opinion_only(draft, chen, liu):
    edition = actions.submit(resource=draft, by=chen)

    with pytest.raises(Refused, match="退回须写明意见"):
        actions.send_back(edition=edition, by=liu, opinion=" ")

    assert actions.send_back(edition=edition, by=liu, opinion="第二段数据与统计局不一致").state == EditionState.RETURNED


@pytest.mark.clause("13.5")
def test_a_citizen_id_is_refused_with_its_place_and_never_shown_whole(draft, chen):
    draft.body = "<p>第一段没有问题。</p><p>联系人身份证号11010519491231002X。</p>"
    draft.save_revision(user=chen)

    with pytest.raises(Refused) as refused:
        actions.submit(resource=draft, by=chen)

    sentence = refused.value.refusals[0].sentence
    assert "正文第 2 段" in sentence
    assert "11010519491231002X" not in sentence
    assert refused.value.refusals[0].clause == "13.5"


@pytest.mark.clause("25.1")
def test_a_text_in_no_column_can_not_be_submitted(draft, chen):
    draft.placements.all().delete()

    with pytest.raises(Refused, match="还没有选择栏目"):
        actions.submit(resource=draft, by=chen)


@pytest.mark.clause("26.1")
def test_another_hosts_editor_can_neither_see_nor_submit(draft, wang):
    from jiyue.platform.library.models import Resource

    assert not Resource.objects.open_to(wang).filter(pk=draft.pk).exists()
    with pytest.raises(Refused, match="不在您的单位范围内"):
        actions.submit(resource=draft, by=wang)


@pytest.mark.clause("4.9")
def test_every_step_is_in_the_trail_with_its_person(draft, chen, liu):
    published(draft, chen, liu)

    steps = (
        Entry.objects.filter(subject_type="library.resource").order_by("sequence").values_list("verb", "person__name")
    )
    assert list(steps)[-3:] == [
        ("edition-submitted", "陈编辑"),
        ("edition-approved", "刘审核"),
        ("resource-published", "陈编辑"),
    ]


def test_a_withdrawn_text_leaves_the_net_and_stays_in_the_repository(draft, chen, liu):
    resource = published(draft, chen, liu)

    actions.withdraw(resource=resource, by=chen, reason="数据有误")

    resource.refresh_from_db()
    assert not resource.live
    assert resource.editions.get(number=1).state == EditionState.WITHDRAWN


def test_the_memory_of_hands_spans_the_whole_edition(draft, chen, second_editor):
    draft.save_revision(user=second_editor)

    hands = draft.editions.get().hands.values_list("person__name", "kind")
    assert set(hands) == {("陈编辑", HandKind.WROTE), ("周编辑", HandKind.EDITED)}


@pytest.mark.clause("17.1")
def test_nobody_is_editor_and_reviewer_of_one_unit(chen, site):
    from jiyue.platform.organisations.models import Appointment

    second = Appointment(person=chen, unit=site.host, role="reviewer", starts_on=timezone.localdate())
    with pytest.raises(ValidationError, match="应当分设"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_what_came_with_a_moved_site_is_published_without_a_reviewer_and_says_so(db):
    resource = ResourceFactory(published=True, origin="migrated")

    edition = Edition.objects.create(
        resource=resource, number=1, state=EditionState.PUBLISHED, origin="migrated", content_hash="a" * 64
    )

    assert edition.reviewed_by is None
