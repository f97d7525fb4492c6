"""Every row that belongs to a tenant can only be asked for through a question that knows the tenant (26.1)."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from jiyue.platform.library.models import Resource
from jiyue.platform.organisations.models import Unit
from jiyue.platform.register.models import Column, Site

TENANTS = {Unit, Site, Column, Resource}
# Rows that are reached through another row only: the field that leads to it. Their own screens do not exist.
REACHED_THROUGH = {
    "findings.Remark": "finding",
    "interaction.Step": "message",
    "library.Attachment": "resource",
    "library.Hand": "edition",
    "monitoring.CheckResult": "run",
    "monitoring.ColumnSighting": "run",
    "register.ExceptionConsent": "exception",
    "register.ExceptionUse": "exception",
    "register.OutsideLink": "site",
    "publishing.SitePage": "site",
    "publishing.ColumnPage": "column",
    "publishing.PageTag": "page",
}
# Rows that no tenant owns, though they point at one; why.
NOBODYS = {
    "organisations.Appointment": "who may do what is read by the policy itself, and shown in the ledger of a site in reach",
    "audit.Entry": "filtered by unit in `console.audit_log.entries_open_to`, with an answer for entries of no unit",
    "publishing.PinnedNotice": "an approved notice on the portal, public by its nature (9.2)",
    "publishing.BakedPage": "the public tree's own book-keeping, on no screen",
    "publishing.Release": "the public tree's own book-keeping, on no screen",
}


def label(model):
    return f"{model._meta.app_label}.{model.__name__}"


OURS = {label(model): model for model in apps.get_models() if model.__module__.startswith("jiyue.")}


def relations(model):
    own = [field for field in model._meta.get_fields() if isinstance(field, (ForeignKey, ManyToManyField))]
    return {field.name: field.related_model for field in own}


def owned():
    """The models that point at a tenant, or at a model that does."""
    found = set(TENANTS)
    while more := {model for model in OURS.values() if model not in found and found & set(relations(model).values())}:
        found |= more
    return {label(model): model for model in found - {Unit}}


def has_open_to(model):
    return hasattr(model._default_manager.all(), "open_to")


def test_every_row_of_a_tenant_is_asked_for_within_reach():
    unguarded = [name for name, model in owned().items() if not has_open_to(model)]

    assert sorted(unguarded) == sorted([*REACHED_THROUGH, *NOBODYS])


@pytest.mark.parametrize(("name", "field"), REACHED_THROUGH.items())
def test_what_is_reached_through_another_row_leads_to_a_guarded_one(name, field):
    leads_to = relations(OURS[name])[field]

    assert has_open_to(leads_to) or label(leads_to) in {**REACHED_THROUGH, **NOBODYS}
