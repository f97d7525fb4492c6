"""The first step of a text: a resource with its first revision, in its column."""

from django.db import transaction

from jiyue.platform.audit import trail
from jiyue.platform.library.actions import place
from jiyue.platform.library.models import Resource
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register.models import Column


@transaction.atomic
def begin(*, title: str, kind: str, column: Column, by: Person) -> Resource:
    """Begin a draft for the person's own unit in a column that the unit may fill (4.6, 25.1).

    Raises Refused when the column is another unit's.
    """
    own = policy.units(by, policy.Act.WRITE_RESOURCE)
    unit = (
        own.filter(pk__in=[column.site.host_id, column.responsible_unit_id]).first()
        or own.order_by("pk").first()
        or column.site.host
    )
    policy.require(by, policy.Act.WRITE_RESOURCE, unit)
    resource = Resource(unit=unit, publisher=unit, kind=kind, title=title, source=unit.name, author=str(by), live=False)
    resource.save()
    place(resource=resource, column=column, by=by, is_main=True)
    resource.save_revision(user=by, clean=False)
    trail.record("resource-begun", resource, by=by, unit=unit, data={"column": str(column)})
    return resource
