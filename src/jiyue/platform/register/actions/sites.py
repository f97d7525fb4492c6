"""Changes of the site ledger."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from jiyue.platform.audit import trail
from jiyue.platform.kernel.refusals import Refused
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
from jiyue.platform.register import principles
from jiyue.platform.register.actions.exceptions import note_uses
from jiyue.platform.register.models import Site, SiteState
from jiyue.platform.register.signals import site_changed

# What the host itself keeps true in the ledger; the rest changes through cases.
HOST_FIELDS = frozenset(
    {
        "icp_number",
        "police_number",
        "mark_certificate",
        "chinese_domain",
        "address",
        "postcode",
        "phone",
        "template",
        "is_grey",
    }
)


CLOSING_STATES = frozenset({SiteState.CLOSING, SiteState.CLOSED})


@transaction.atomic
def enter_site(*, site: Site, by: Person | None, today: date | None = None) -> Site:
    """Enter a site into the ledger; what is ruled out in principle needs an exception, which the site keeps (R1).

    `by` is None for the setting up of a city. Raises Refused when it is not the person's to do, or for what has no
    exception in force, and ValidationError when the row breaks a rule of the ledger.
    """
    if by is not None:
        policy.require(by, policy.Act.ENTER_SITE, site.host)
    on = today or timezone.localdate()
    subjects = principles.ruled_out(site)
    if said := principles.refusals(subjects, on=on):
        raise Refused(*said)
    second = next((subject for subject in subjects if subject.clause == "7.1"), None)
    site.second_site_exception = principles.in_force(second, on) if second else None
    site.full_clean()
    site.save(force_insert=True)
    used = note_uses(subjects, site, on=on)
    data = {"exceptions": [exception.number for exception in used], "to": str(site.state)}
    trail.record("site-entered", site, by=by, unit=site.host, data=data)
    return site


@transaction.atomic
def configure_site(*, site: Site, by: Person, changes: dict[str, Any]) -> Site:
    """Change what the host keeps of its own site (4.6); re-bakes the site's pages after commit.

    Raises Refused when the site is not the person's, and ValidationError when the outcome breaks a rule of the ledger.
    """
    policy.require(by, policy.Act.CONFIGURE_SITE, site.host)
    unknown = changes.keys() - HOST_FIELDS
    if unknown:
        message = f"not the host's to change: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    before = {name: getattr(site, name) for name in changes}
    for name, value in changes.items():
        setattr(site, name, value)
    site.full_clean()
    changed = {name: [before[name], getattr(site, name)] for name in changes if before[name] != getattr(site, name)}
    if changed:
        site.save(update_fields=list(changed))
        trail.record("site-configured", site, by=by, unit=site.host, data={"changes": changed})
        site_changed.send(Site, site=site)
    return site


@transaction.atomic
def set_state(*, site: Site, state: SiteState, by: Person | None, reason: str) -> Site:
    """Move a site to another state of its life; the case that decides it is named in `reason` (9).

    Raises Refused when a portal is to be closed without an exception in force (9.8, R1).
    """
    before = site.state
    if before == state:
        return site
    on = timezone.localdate()
    subjects = principles.ruled_out_of_closing(site) if state in CLOSING_STATES else []
    if said := principles.refusals(subjects, on=on):
        raise Refused(*said)
    note_uses(subjects, site, on=on)
    site.state = state
    site.full_clean()
    site.save(update_fields=["state"])
    trail.record(
        "site-state-changed", site, by=by, unit=site.host, data={"from": before, "to": str(state), "reason": reason}
    )
    site_changed.send(Site, site=site)
    return site
