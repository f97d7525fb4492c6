"""Notices that a decided case publishes: one text, written by the applicant, read by the examiner, put online by the platform (9.2).

The way is that of any text, without an editor's hands: the text is frozen and hashed when it is handed in, the examiner
agrees to that hash (17.1, 17.2), and only that very text goes online.
"""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.library import checking, content, signals
from jiyue.platform.library.models import Edition, EditionState, Hand, HandKind, Kind, Placement, Resource
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models import Column


@dataclass(frozen=True)
class Reviewed:
    """A frozen text, the hash that was agreed to, who wrote it and who read it."""

    content: dict[str, Any]
    agreed_hash: str
    writer: Person
    reviewer: Person


def freeze(*, publisher: Unit, title: str, body: str) -> dict[str, Any]:
    """The content of a notice that is not in the repository yet, as it will be published."""
    text = Resource(
        unit=publisher,
        publisher=publisher,
        kind=Kind.NOTICE,
        title=title,
        body=body,
        source=publisher.name,
    )
    return content.content_of(text)


def refusals(frozen: dict[str, Any]) -> tuple[Refusal, ...]:
    """What in a frozen text may not be published (13.5)."""
    remarks = checking.check(content.as_resource(Resource(), frozen))
    return tuple(
        Refusal(f"{remark.place}：{remark.message}（{remark.excerpt}）", remark.clause, remark.advice)
        for remark in remarks
        if remark.level == checking.FORBIDDEN
    )


@transaction.atomic
def publish(*, unit: Unit, reviewed: Reviewed, column: Column | None, reason: str) -> Resource:
    """Put a reviewed notice online for `unit`, in a column where there is one; `reason` names the case.

    Raises Refused when the text is not the one agreed to, or when its writer is its reviewer (17.1, 17.2).
    """
    digest = content.content_hash(reviewed.content)
    if digest != reviewed.agreed_hash:
        raise Refused(Refusal(_("公告文本与审核通过的文本不一致，不能发布。"), "17.2", _("请退回重新审核。")))
    if reviewed.writer.pk == reviewed.reviewer.pk:
        raise Refused(Refusal(_("公告的撰写人不能审核公告。"), "17.1", _("请由其他人员审核。")))
    now = timezone.now()
    resource = content.as_resource(Resource(unit=unit), reviewed.content)
    resource.live, resource.first_published_at, resource.last_published_at = True, now, now
    resource.save()
    edition = Edition.objects.create(
        resource=resource,
        number=1,
        state=EditionState.PUBLISHED,
        content=reviewed.content,
        content_hash=digest,
        approved_hash=reviewed.agreed_hash,
        submitted_by=reviewed.writer,
        submitted_at=now,
        reviewed_by=reviewed.reviewer,
        reviewed_at=now,
        published_at=now,
        opinion=reason,
    )
    for person, kind in (
        (reviewed.writer, HandKind.WROTE),
        (reviewed.writer, HandKind.SUBMITTED),
        (reviewed.reviewer, HandKind.REVIEWED),
    ):
        Hand.objects.create(edition=edition, person=person, kind=kind, at=now)
    if column is not None:
        Placement.objects.create(resource=resource, column=column, published_at=now)
    trail.record(
        "resource-published", resource, by=None, unit=unit, data={"edition": 1, "hash": digest, "reason": reason}
    )
    signals.resource_published.send(Resource, resource=resource, is_new=True)
    return resource
