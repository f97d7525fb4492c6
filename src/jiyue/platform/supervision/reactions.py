"""What a new measurement means for orders."""

from typing import Any

from jiyue.platform.monitoring.models import RunState, SiteRun
from jiyue.platform.register.models import Site
from jiyue.platform.supervision.actions import settle


def settle_orders(*, site: Site, run: SiteRun, **_kwargs: Any) -> None:
    """Settle a site's answered orders after a complete measurement begun after the answer; any other decides nothing."""
    if run.state == RunState.DONE and run.started_at is not None:
        settle(site, measured_from=run.started_at)
