"""Changes of the ledgers: sites entered, configured and moved on; exceptions granted and revoked."""

from jiyue.platform.register.actions.exceptions import (
    Consent,
    Terms,
    grant_exception,
    note_uses,
    revoke_exception,
)
from jiyue.platform.register.actions.sites import HOST_FIELDS, configure_site, enter_site, set_state

__all__ = [
    "HOST_FIELDS",
    "Consent",
    "Terms",
    "configure_site",
    "enter_site",
    "grant_exception",
    "note_uses",
    "revoke_exception",
    "set_state",
]
