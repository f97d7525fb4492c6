"""Bringing a structured document into the repository as a draft."""

from django.db import transaction

from jiyue.platform.audit import trail
from jiyue.platform.library.drafting import begin
from jiyue.platform.library.importing.structure import PolicyText
from jiyue.platform.library.models import Kind, Origin, Resource, Validity
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column


@transaction.atomic
def bring(*, text: PolicyText, column: Column, by: Person, file_name: str) -> Resource:
    """Make a policy document of an imported text: a draft like any other, to be checked, reviewed and published (13.5, 32.5).

    Raises Refused when the column is not the person's to fill.
    """
    resource = begin(title=text.title, kind=Kind.POLICY, column=column, by=by)
    resource.body, resource.document_number = text.body, text.document_number
    resource.validity, resource.origin = Validity.VALID, Origin.IMPORTED
    resource.save(update_fields=["origin"])
    resource.save_revision(user=by, clean=False)
    trail.record(
        "resource-imported", resource, by=by, unit=resource.unit, data={"file": file_name, "articles": text.articles}
    )
    return resource
