"""Demonstration items into the repository, published as they would have been: written by one, reviewed by another."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jiyue.cities.profile import City, Item, dating
from jiyue.platform.library.content import content_hash, content_of
from jiyue.platform.library.models import (
    Edition,
    EditionState,
    Hand,
    HandKind,
    Kind,
    Origin,
    Placement,
    Resource,
    Validity,
)
from jiyue.platform.organisations.models import Person, Unit
from jiyue.platform.register.models import Column, Site, SiteTemplate

MARK = timedelta(minutes=25)


@transaction.atomic
def seed_items(
    city: City, sites: dict[str, Site], units: dict[str, Unit], people: dict[str, Person], *, now: datetime
) -> int:
    """Put the items of the profile into the repository and their columns; nothing when the repository has content."""
    if Resource.objects.exists():
        return 0
    columns = {(column.site.key, column.key): column for column in Column.objects.select_related("site")}
    made: dict[str, Resource] = {}
    for record in sorted(city.items, key=lambda item: bool(item.interprets)):
        site = sites[record.site]
        resource = _resource(city, record, site, units, made, now=now)
        resource.save()
        made[record.key] = resource
        _publish_as_seeded(
            resource, people[record.editor], people[record.reviewer], is_migrated=site.template == SiteTemplate.MIGRATED
        )
    placements = [
        Placement(
            resource=made[record.key],
            column=columns[record.site, record.column],
            published_at=made[record.key].first_published_at,
        )
        for record in city.items
    ]
    Placement.objects.bulk_create(placements)
    return len(made)


def _resource(
    city: City, record: Item, site: Site, units: dict[str, Unit], made: dict[str, Resource], *, now: datetime
) -> Resource:
    zone = timezone.get_current_timezone()
    at = dating.published_at(record.days_ago, record.at, today=timezone.localdate(now), zone=zone)
    on = at.date()
    signed = on - timedelta(days=record.signed_days_before) if record.signed_days_before is not None else None
    has_head = record.kind in (Kind.POLICY, Kind.NOTICE, Kind.PLAN)
    return Resource(
        unit=site.host,
        publisher=units[record.unit],
        kind=record.kind,
        title=dating.fill(record.title, on),
        summary=dating.fill(record.summary, on),
        body=dating.fill(record.body_html, on),
        keywords="，".join(record.keywords),
        source=record.source,
        author=record.author,
        index_number=f"{city.division_code}{site.pk:03d}/{on.year}-{len(made) + 1:05d}" if has_head else "",
        document_number=dating.fill(record.document_number, on),
        written_on=signed or (on if record.kind == Kind.POLICY else None),
        validity=Validity.VALID if record.kind == Kind.POLICY else Validity.NONE,
        genre=record.genre,
        subject_class=record.topic,
        interprets=made.get(record.interprets),
        origin=Origin.MIGRATED if site.template == SiteTemplate.MIGRATED else Origin.WRITTEN,
        is_demonstration=record.demonstration,
        live=True,
        first_published_at=at,
        last_published_at=at,
    )


def _publish_as_seeded(resource: Resource, editor: Person, reviewer: Person, *, is_migrated: bool) -> None:
    """Write the edition and hands that a publication leaves behind; what came with a moved site has no reviewer."""
    content = content_of(resource)
    digest = content_hash(content)
    at = resource.first_published_at or timezone.now()
    reviewed = not is_migrated
    edition = Edition.objects.create(
        resource=resource,
        number=1,
        state=EditionState.PUBLISHED,
        origin=resource.origin,
        content=content,
        content_hash=digest,
        approved_hash=digest if reviewed else "",
        submitted_by=editor if reviewed else None,
        submitted_at=at - 2 * MARK if reviewed else None,
        reviewed_by=reviewer if reviewed else None,
        reviewed_at=at - MARK if reviewed else None,
        published_by=editor if reviewed else None,
        published_at=at,
    )
    if reviewed:
        hands = [
            (editor, HandKind.WROTE),
            (editor, HandKind.SUBMITTED),
            (reviewer, HandKind.REVIEWED),
            (editor, HandKind.PUBLISHED),
        ]
        Hand.objects.bulk_create([Hand(edition=edition, person=person, kind=kind, at=at) for person, kind in hands])
