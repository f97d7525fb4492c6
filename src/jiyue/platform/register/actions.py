"""Changes of the ledgers."""

from typing import Any

from django.db import transaction

from jiyue.platform.audit import trail
from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person
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
    """Move a site to another state of its life; the case that decides it is named in `reason` (9)."""
    before = site.state
    if before == state:
        return site
    site.state = state
    site.full_clean()
    site.save(update_fields=["state"])
    trail.record(
        "site-state-changed", site, by=by, unit=site.host, data={"from": before, "to": str(state), "reason": reason}
    )
    site_changed.send(Site, site=site)
    return site
