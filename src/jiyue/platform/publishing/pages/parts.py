"""What rooms above this one add to the home page; they fill the registry when they start."""

from collections.abc import Callable

from jiyue.platform.publishing.pages.views import InteractionView, Reading
from jiyue.platform.register.models import Site

InteractionSource = Callable[[Site, Reading], InteractionView | None]
_sources: dict[str, InteractionSource] = {}


def register_interaction(source: InteractionSource) -> None:
    """Name the function that gives a site's public message figures."""
    _sources["interaction"] = source


def interaction(site: Site, reading: Reading) -> InteractionView | None:
    """The site's message figures; None where no interaction is installed or the site has none."""
    source = _sources.get("interaction")
    return source(site, reading) if source else None
