"""The way of a text: written, submitted, reviewed, proofread and published, withdrawn (17.1, 17.2, 25.1, 32.5)."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.library import checking, content, signals
from jiyue.platform.library.gates import GATES
from jiyue.platform.library.models import Edition, EditionState, Hand, HandKind, Placement, Resource
from jiyue.platform.library.models.editions import NEXT_STATES
from jiyue.platform.library.reviewers import refusal_to_publish, refusal_to_review
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column


def next_edition(resource: Resource) -> Edition | None:
    """The edition on its way, if there is one; locks it inside a transaction."""
    return Edition.objects.select_for_update().filter(resource=resource, state__in=NEXT_STATES).first()


@transaction.atomic
def note_revision(resource: Resource, person: Person | None) -> Edition:
    """Note that a next text was saved and by whom; what was submitted or approved is a draft again (17.2)."""
    edition = next_edition(resource)
    if edition is None:
        last = resource.editions.aggregate(last=Max("number"))["last"] or 0
        edition = Edition.objects.create(resource=resource, number=last + 1)
        if person is not None:
            _hand(edition, person, HandKind.WROTE)
    elif person is not None and not edition.hands.filter(person=person, kind=HandKind.WROTE).exists():
        _hand(edition, person, HandKind.EDITED)
    if edition.state in (EditionState.SUBMITTED, EditionState.APPROVED):
        before, edition.state = edition.state, EditionState.DRAFT
        _forget_submission(edition)
        trail.record(
            "edition-reopened",
            resource,
            by=person,
            unit=resource.unit,
            data={"from": before, "edition": edition.number},
        )
    return edition


@transaction.atomic
def submit(*, resource: Resource, by: Person, explanations: dict[str, str] | None = None) -> Edition:
    """Submit the next text for review; the text is frozen and hashed.

    Raises Refused with one refusal per forbidden passage and per passage that must be explained and is not, each naming
    its place (13.5), and when the text stands in no column (25.1).
    """
    policy.require(by, policy.Act.WRITE_RESOURCE, resource.unit)
    edition = next_edition(resource)
    if edition is None or edition.state not in (EditionState.DRAFT, EditionState.RETURNED):
        raise Refused(Refusal(_("没有可送审的草稿。"), "17.2", _("请先修改并保存。")))
    text = resource.get_latest_revision_as_object() if resource.latest_revision_id else resource
    reasons = {key: reason.strip() for key, reason in (explanations or {}).items() if reason.strip()}
    refusals = [
        Refusal(
            f"{remark.place}：{remark.message}{f'（{remark.excerpt}）' if remark.excerpt else ''}",
            remark.clause,
            remark.advice,
        )
        for remark in checking.check(text)
        if remark.level == checking.FORBIDDEN or (remark.level == checking.EXPLAIN and remark.key not in reasons)
    ]
    if not resource.placements.exists():
        refusals.append(Refusal(_("还没有选择栏目。"), "25.1", _("请选择至少一个栏目。")))
    if refusals:
        raise Refused(*refusals)
    edition.content = content.content_of(text)
    edition.content_hash = content.content_hash(edition.content)
    edition.state, edition.explanations = EditionState.SUBMITTED, reasons
    edition.submitted_by, edition.submitted_at = by, timezone.now()
    edition.reviewed_by, edition.reviewed_at, edition.approved_hash = None, None, ""
    edition.full_clean()
    edition.save()
    _hand(edition, by, HandKind.SUBMITTED)
    trail.record(
        "edition-submitted",
        resource,
        by=by,
        unit=resource.unit,
        data={"edition": edition.number, "hash": edition.content_hash},
    )
    return edition


@transaction.atomic
def approve(*, edition: Edition, by: Person, gates: dict[str, bool], seen_hash: str, opinion: str = "") -> Edition:
    """Approve the text that the reviewer saw (`seen_hash`), each of the gates by itself (17.4, 32.5).

    Raises Refused when the reviewer had a hand in the text (17.1), when a gate is not passed, or when the text is no
    longer the one on the reviewer's screen.
    """
    edition = Edition.objects.select_for_update().select_related("resource__unit").get(pk=edition.pk)
    _refuse(refusal_to_review(edition, by))
    if seen_hash != edition.content_hash:
        raise Refused(Refusal(_("稿件在您审阅期间已改动，不能按旧稿通过。"), "17.2", _("请刷新后重新审阅。")))
    missing = [str(label) for key, label in GATES.items() if not gates.get(key)]
    if missing:
        raise Refused(
            Refusal(
                _("尚未确认：%(gates)s。") % {"gates": "、".join(missing)}, "32.5", _("逐项审核并勾选，或退回修改。")
            )
        )
    edition.state, edition.approved_hash = EditionState.APPROVED, edition.content_hash
    edition.reviewed_by, edition.reviewed_at = by, timezone.now()
    edition.gates, edition.opinion = dict.fromkeys(GATES, True), opinion
    edition.full_clean()
    edition.save()
    _hand(edition, by, HandKind.REVIEWED)
    trail.record(
        "edition-approved", edition.resource, by=by, unit=edition.resource.unit,
        data={"edition": edition.number, "hash": edition.approved_hash, "gates": list(GATES)},
    )  # fmt: skip
    return edition


@transaction.atomic
def send_back(*, edition: Edition, by: Person, opinion: str) -> Edition:
    """Return a submitted text to its editor, with an opinion (32.5)."""
    edition = Edition.objects.select_for_update().select_related("resource__unit").get(pk=edition.pk)
    _refuse(refusal_to_review(edition, by))
    if not opinion.strip():
        raise Refused(Refusal(_("退回须写明意见。"), "32.5", _("请写明哪里要改、为什么。")))
    edition.state, edition.opinion = EditionState.RETURNED, opinion
    edition.save(update_fields=["state", "opinion"])
    _hand(edition, by, HandKind.RETURNED)
    trail.record(
        "edition-returned",
        edition.resource,
        by=by,
        unit=edition.resource.unit,
        data={"edition": edition.number, "opinion": opinion},
    )
    return edition


@transaction.atomic
def publish(*, edition: Edition, by: Person) -> Resource:
    """Publish the approved text after the final proof (17.2): exactly the reviewed content becomes the live text.

    Raises Refused when it is not approved, when its hash is not the approved one, or when `by` reviewed it (17.1).
    """
    edition = Edition.objects.select_for_update().select_related("resource__unit").get(pk=edition.pk)
    resource = edition.resource
    _refuse(refusal_to_publish(edition, by))
    if content.content_hash(edition.content) != edition.approved_hash:
        raise Refused(Refusal(_("待发布的文本与审核通过的文本不一致。"), "17.2", _("请重新送审。")))
    now = timezone.now()
    resource.editions.filter(state=EditionState.PUBLISHED).update(state=EditionState.SUPERSEDED)
    edition.state, edition.published_by, edition.published_at = EditionState.PUBLISHED, by, now
    edition.full_clean()
    edition.save()
    _hand(edition, by, HandKind.PUBLISHED)
    is_new = resource.first_published_at is None
    content.put_live(resource, edition.content)
    resource.live, resource.has_unpublished_changes = True, False
    resource.first_published_at = resource.first_published_at or now
    resource.last_published_at, resource.live_revision = now, resource.latest_revision
    resource.save()
    resource.placements.filter(published_at=None).update(published_at=resource.first_published_at)
    trail.record(
        "resource-published",
        resource,
        by=by,
        unit=resource.unit,
        data={"edition": edition.number, "hash": edition.approved_hash},
    )
    signals.resource_published.send(Resource, resource=resource, is_new=is_new)
    return resource


@transaction.atomic
def withdraw(*, resource: Resource, by: Person, reason: str) -> Resource:
    """Take a live resource off all sites at once, with a reason; it stays in the repository (4.9, 25.2)."""
    policy.require(by, policy.Act.WITHDRAW_RESOURCE, resource.unit)
    edition = resource.editions.select_for_update().filter(state=EditionState.PUBLISHED).first()
    if edition is None or not resource.live:
        raise Refused(Refusal(_("这条信息没有在网上，无需撤下。"), "4.9", _("请刷新页面查看最新状态。")))
    if not reason.strip():
        raise Refused(Refusal(_("撤下须写明原因。"), "4.9", _("如“内容有误”“含个人信息”。")))
    edition.state = EditionState.WITHDRAWN
    edition.save(update_fields=["state"])
    _hand(edition, by, HandKind.WITHDREW)
    resource.live = False
    resource.save(update_fields=["live"])
    trail.record("resource-withdrawn", resource, by=by, unit=resource.unit, data={"reason": reason})
    signals.resource_withdrawn.send(Resource, resource=resource)
    return resource


@transaction.atomic
def place(*, resource: Resource, column: Column, by: Person, is_main: bool) -> Placement:
    """Put a resource into a column of the person's site, or of another that gave the unit the column (4.6, 25.2)."""
    policy.require(by, policy.Act.WRITE_RESOURCE, resource.unit)
    if not Column.objects.open_to(by, policy.Act.WRITE_RESOURCE).filter(pk=column.pk).exists():
        sentence = _("栏目“%(column)s”不由您的单位负责。") % {"column": column}
        raise Refused(Refusal(sentence, "4.6", _("请联系该栏目责任单位%(unit)s。") % {"unit": column.responsible_unit}))
    if is_main:
        resource.placements.filter(is_main=True).exclude(column=column).update(is_main=False)
    published_at = resource.first_published_at if resource.live else None
    placement, is_new = Placement.objects.update_or_create(
        resource=resource, column=column, defaults={"is_main": is_main, "published_at": published_at}
    )
    if is_new:
        trail.record("resource-placed", resource, by=by, unit=resource.unit, data={"column": str(column)})
        if resource.live:
            signals.placement_changed.send(Placement, resource=resource, column=column)
    return placement


def _hand(edition: Edition, person: Person, kind: HandKind) -> None:
    Hand.objects.get_or_create(edition=edition, person=person, kind=kind, defaults={"at": timezone.now()})


def _forget_submission(edition: Edition) -> None:
    edition.reviewed_by, edition.reviewed_at, edition.approved_hash = None, None, ""
    edition.submitted_by, edition.submitted_at, edition.gates = None, None, {}
    edition.save()


def _refuse(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)


def connect_hands(**kwargs: Any) -> None:
    """Receive every saved revision, whatever screen it came from."""
    note_revision(kwargs["resource"], kwargs["person"])
