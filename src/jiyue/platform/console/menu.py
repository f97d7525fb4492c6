"""The one menu: each room names its entries, the policy decides who sees them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from jiyue.platform.organisations import policy
from jiyue.platform.organisations.models import Person

Count = Callable[[Person], int]


@dataclass(frozen=True)
class Entry:
    """One line of the menu: where it leads, who sees it (who may do `act` for any unit), and a count behind it."""

    group: str | Promise
    label: str | Promise
    url_name: str
    icon: str
    act: policy.Act
    count: Count | None = None
    is_urgent: bool = False


_entries: list[Entry] = []
GROUP_ORDER: list[str] = []


def register(*entries: Entry) -> None:
    """Add entries; groups stand in the order in which they first come."""
    _entries.extend(entries)


def menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The menu of the person who is signed in, with the current entry marked."""
    person = request.user
    groups: dict[str, list[dict[str, Any]]] = {}
    for entry in _entries:
        if not isinstance(person, Person) or not policy.may(person, entry.act):
            continue
        url = reverse(entry.url_name)
        count = entry.count(person) if entry.count else None
        item = {
            "label": entry.label,
            "url": url,
            "icon": entry.icon,
            "count": count,
            "is_urgent": entry.is_urgent and bool(count),
            "is_current": request.path == url,
        }
        groups.setdefault(str(entry.group), []).append(item)
    return [{"label": label, "items": items} for label, items in groups.items()]
