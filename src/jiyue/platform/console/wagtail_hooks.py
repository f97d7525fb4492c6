from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jiyue.platform.console.menu import menu

# Our icons by the names that Wagtail's sprite has for the like.
ICONS = {
    "home": "home",
    "tree": "folder-open-inverse",
    "documents": "doc-full",
    "document": "doc-full",
    "plus": "plus",
    "eye": "view",
    "sliders": "sliders",
    "globe": "globe",
    "pulse": "history",
    "flag": "warning",
    "wrench": "cog",
    "book": "help",
    "scales": "list-ul",
    "form": "form",
    "chat": "comment",
    "chart": "order",
}


@hooks.register("construct_main_menu", order=10_000)
def one_menu(request: Any, items: list[MenuItem]) -> None:
    """Give the editor the workbench's one menu in place of Wagtail's, and the person's real name at its foot."""
    entries = [entry for group in menu(request) for entry in group["items"]]
    items[:] = [
        MenuItem(
            entry["label"],
            entry["url"],
            name=f"staff-{order}",
            icon_name=ICONS.get(entry["icon"], "doc-full"),
            order=order,
        )
        for order, entry in enumerate(entries)
    ]
    request.user.first_name = str(request.user)  # what the foot of Wagtail's menu shows; the row is not saved
