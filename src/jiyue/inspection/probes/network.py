"""What is behind a site's address: its name at the name servers, the end of its registration, where it is hosted (28.5, 29.1)."""

from datetime import datetime

from jiyue.inspection.facts.dates import china_day
from jiyue.inspection.fetch.client import Client
from jiyue.inspection.fetch.exchange import Exchange
from jiyue.inspection.fetch.urls import host_of, name_of
from jiyue.inspection.probes.hosting import judge_hosting
from jiyue.inspection.probes.names import ask_names, judge_expiry
from jiyue.inspection.probes.names_asking import Asker, servers
from jiyue.inspection.probes.ranges import read_ranges
from jiyue.inspection.record import SiteRecord
from jiyue.inspection.results import Probed


async def probe_network(
    client: Client, home: Exchange, record: SiteRecord | None, *, now: datetime, asker: Asker | None = None
) -> tuple[Probed, ...]:
    """Ask for the site's name and judge where it is hosted; nothing for a literal address or a name of this machine."""
    options = client.options
    host = name_of(host_of(home.final_url))
    found, addresses = await ask_names(
        host, asker=asker or Asker(), resolvers=servers(options.resolvers), guard=client.guard
    )
    if not found:
        return ()
    answered = (home.address,) if home.address and not client.guard.is_allowed_specially(home.address) else ()
    where = tuple(dict.fromkeys((*answered, *addresses)))
    registered = record.addresses if record is not None else ""
    expires_on = record.domain_expires_on if record is not None else ""
    return (
        *found,
        judge_expiry(record.domain if record is not None and record.domain else host, expires_on, china_day(now)),
        judge_hosting(host, where, registered, read_ranges(options.address_ranges), china_day(now)),
    )
