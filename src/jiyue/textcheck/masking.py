"""How a found number is shown: enough to find it again, never the whole."""

from typing import Final

STAR: Final = "*"


def keep(text: str, first: int, last: int) -> str:
    """Return `text` with all but its first and last characters starred; at least four, or a third, are hidden."""
    visible = max(0, len(text) - max(4, len(text) // 3))
    first = min(first, visible)
    last = min(last, visible - first)
    return text[:first] + STAR * (len(text) - first - last) + text[len(text) - last :]


def mask(kind: str, value: str) -> str:
    """Return the masked form of a value by its kind: 6103**********1234, 138****1234, ************1234."""
    first, last = _KEPT.get(kind, (2, 0))
    return keep(value, first, last)


_KEPT: Final = {
    "citizen-id": (4, 4),
    "mobile": (3, 4),
    "landline": (4, 1),
    "bank-card": (0, 4),
    "passport": (1, 2),
    "home-address": (6, 0),
    "licence-plate": (2, 1),
    "social-account": (1, 1),
}
