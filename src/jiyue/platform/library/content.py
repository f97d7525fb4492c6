"""The text of a resource as plain data, and its hash: what is reviewed is what is published (17.2)."""

import hashlib
import json
from typing import Any

from jiyue.platform.library.models import Attachment, Resource


def content_of(resource: Resource) -> dict[str, Any]:
    """Return everything that a reader sees of a resource, as JSON-ready data (dates as ISO text, units and links as keys)."""
    content: dict[str, Any] = {}
    for name in Resource.CONTENT_FIELDS:
        field = Resource._meta.get_field(name)
        value = getattr(resource, field.attname) if field.is_relation else getattr(resource, name)
        content[name] = value.isoformat() if hasattr(value, "isoformat") else value
    content["attachments"] = [
        {"title": attachment.title, "file": attachment.file.name, "sha256": attachment.digest()}
        for attachment in resource.attachments.all()
    ]
    return content


def content_hash(content: dict[str, Any]) -> str:
    """Hash a content (SHA-256 over canonical JSON, 64 hex digits)."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def as_resource(resource: Resource, content: dict[str, Any]) -> Resource:
    """A resource, never saved, that has a frozen content as its text; for showing and checking it."""
    shown = Resource(pk=resource.pk, unit_id=resource.unit_id)
    _fill(shown, content)
    shown.attachments = [Attachment(title=held["title"], file=held["file"]) for held in content.get("attachments", [])]
    return shown


def _fill(resource: Resource, content: dict[str, Any]) -> None:
    for name in Resource.CONTENT_FIELDS:
        field = Resource._meta.get_field(name)
        if field.is_relation:
            setattr(resource, field.attname, content[name])
        else:
            setattr(resource, name, field.to_python(content[name]))


def put_live(resource: Resource, content: dict[str, Any]) -> None:
    """Make a frozen content the resource's live text; its attachments are written, the row is the caller's to save."""
    _fill(resource, content)
    kept = {attachment["file"]: attachment["title"] for attachment in content["attachments"]}
    for attachment in Attachment.objects.filter(resource_id=resource.pk):
        if attachment.file.name not in kept:
            attachment.delete()
    present = set(Attachment.objects.filter(resource_id=resource.pk).values_list("file", flat=True))
    Attachment.objects.bulk_create(
        [
            Attachment(resource_id=resource.pk, title=title, file=file)
            for file, title in kept.items()
            if file not in present
        ]
    )
