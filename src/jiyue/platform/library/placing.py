"""Taking a resource out of a column, and keeping it on top of one for a while (25.2, 4.6)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refusal, Refused
from jiyue.platform.library import signals
from jiyue.platform.library.models import Placement
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person


@transaction.atomic
def displace(*, placement: Placement, by: Person) -> None:
    """Take a resource out of a column; it stays in the repository and in its other columns (25.2).

    Raises Refused for the main column: it decides where the page stands, so another has to be made the main one first.
    """
    placement = (
        Placement.objects.select_for_update().select_related("resource__unit", "column__site").get(pk=placement.pk)
    )
    resource, column = placement.resource, placement.column
    policy.require(by, policy.Act.WRITE_RESOURCE, resource.unit)
    if placement.is_main:
        sentence = _("“%(column)s”是主栏目，公开页面以它为准，不能移出。") % {"column": column.title}
        raise Refused(Refusal(sentence, "25.1", _("请先把另一个栏目设为主栏目；不再公开的，请撤下。")))
    placement.delete()
    trail.record("resource-displaced", resource, by=by, unit=resource.unit, data={"column": str(column)})
    if resource.live:
        signals.placement_changed.send(Placement, resource=resource, column=column)


@transaction.atomic
def pin(*, placement: Placement, until: date | None, by: Person, today: date) -> Placement:
    """Keep a resource on top of a column until a day (included); None ends it.

    Raises Refused for a day that has passed.
    """
    placement = (
        Placement.objects.select_for_update().select_related("resource__unit", "column__site").get(pk=placement.pk)
    )
    resource, column = placement.resource, placement.column
    policy.require(by, policy.Act.WRITE_RESOURCE, resource.unit)
    if until is not None and until < today:
        sentence = _("置顶截止日 %(until)s 已过。") % {"until": until}
        raise Refused(Refusal(sentence, "25.2", _("请选择今天或以后的日期。")))
    placement.pinned_until = until
    placement.save(update_fields=["pinned_until"])
    trail.record(
        "resource-pinned",
        resource,
        by=by,
        unit=resource.unit,
        data={"column": str(column), "until": until.isoformat() if until else ""},
    )
    if resource.live:
        signals.placement_changed.send(Placement, resource=resource, column=column)
    return placement
