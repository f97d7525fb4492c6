"""The ledgers' tables: sites, columns, exceptions from what the measures say in principle."""

from jiyue.platform.register.models.columns import Category, Column, ColumnQuerySet, Feed
from jiyue.platform.register.models.exceptions import (
    ExceptionConsent,
    ExceptionQuerySet,
    ExceptionUse,
    GrantedException,
)
from jiyue.platform.register.models.sites import (
    EXISTING_STATES,
    Mark,
    OutsideLink,
    Site,
    SiteKind,
    SiteQuerySet,
    SiteState,
    SiteTemplate,
)

__all__ = [
    "EXISTING_STATES",
    "Category",
    "Column",
    "ColumnQuerySet",
    "ExceptionConsent",
    "ExceptionQuerySet",
    "ExceptionUse",
    "Feed",
    "GrantedException",
    "Mark",
    "OutsideLink",
    "Site",
    "SiteKind",
    "SiteQuerySet",
    "SiteState",
    "SiteTemplate",
]
