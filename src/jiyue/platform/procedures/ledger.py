"""What the ledgers know for annex 2, and where the form says something else (9.14)."""

from typing import Any

from django.utils.translation import gettext as _

from jiyue.platform.organisations.models import Appointment
from jiyue.platform.organisations.roles import Role
from jiyue.platform.procedures.models import Case
from jiyue.platform.register.models import Site


def _holder(site: Site, role: Role) -> Appointment | None:
    held = Appointment.objects.filter(unit=site.host, role=role, ends_on=None).select_related("person")
    return held.order_by("-starts_on", "pk").first()


def prefill(site: Site) -> dict[str, Any]:
    """The fields that the ledgers can fill; mobiles stand in no ledger."""
    leader, contact = _holder(site, Role.LEADER), _holder(site, Role.CONTACT)
    return {
        "leader_name": leader.person.name if leader else "",
        "leader_phone": leader.person.phone if leader else "",
        "contact_name": contact.person.name if contact else "",
        "contact_phone": contact.person.phone if contact else "",
        "public_phone": site.phone,
    }


def differences(case: Case) -> dict[str, str]:
    """For each field that the ledger holds otherwise, what the ledger says."""
    leader, contact = _holder(case.site, Role.LEADER), _holder(case.site, Role.CONTACT)
    found: dict[str, str] = {}
    for key, holder in (("leader_name", leader), ("contact_name", contact)):
        said = str(case.form.get(key, "")).strip()
        if holder is not None and said and said != holder.person.name:
            found[key] = _("台账登记为%(name)s（%(day)s 起），未收到变更报备") % {
                "name": holder.person.name,
                "day": holder.starts_on,
            }
    for key, holder in (("leader_phone", leader), ("contact_phone", contact)):
        said = str(case.form.get(key, "")).strip()
        if holder is not None and holder.person.phone and said and said != holder.person.phone:
            found[key] = _("台账登记为%(phone)s") % {"phone": masked(holder.person.phone)}
    return found


def masked(number: str) -> str:
    """A telephone number with its middle hidden: 139****0821, 0917-326****."""
    if len(number) == 11 and number.isdigit():
        return f"{number[:3]}****{number[7:]}"
    return f"{number[:-4]}****" if len(number) > 4 else number
