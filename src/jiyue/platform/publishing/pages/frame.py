"""What a page that the application answers shares with the baked ones: header, labels, way, footer."""

from collections.abc import Sequence
from typing import Any

from jiyue.platform.publishing.pages.shelf import Shelf
from jiyue.platform.publishing.pages.site import column_labels, crumbs, labels, site_view
from jiyue.platform.publishing.pages.views import Link, Reading
from jiyue.platform.register.models import Column


def frame(
    shelf: Shelf,
    title: str,
    *,
    reading: Reading | None = None,
    column: Column | None = None,
    trail: Sequence[Link] = (),
) -> dict[str, Any]:
    """The variables of `public/base.html` for a page under a column (None: under the home page), `trail` behind the column."""
    return {
        "site": site_view(shelf, reading or Reading(), current=column),
        "labels": column_labels(column) if column else labels(shelf.site),
        "page_title": title,
        "crumbs": [*(crumbs(column) if column else []), *(trail or [Link(title, "")])],
    }
