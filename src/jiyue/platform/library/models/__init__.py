"""The repository's tables: resources, attachments, editions, the hands that worked on them, placements."""

from jiyue.platform.library.models.editions import Edition, EditionState, Hand, HandKind
from jiyue.platform.library.models.placements import Placement
from jiyue.platform.library.models.resources import Attachment, Kind, Origin, Resource, Validity

__all__ = [
    "Attachment",
    "Edition",
    "EditionState",
    "Hand",
    "HandKind",
    "Kind",
    "Origin",
    "Placement",
    "Resource",
    "Validity",
]
