"""Endless parts of a site: calendars, session ids, folders that contain themselves."""

import re
from collections import Counter

_DIGITS = re.compile(r"\d+")
_MOST_OF_A_SHAPE = 500
_MOST_REPEATS = 3
_LONGEST = 600


class Traps:
    """Knows the addresses that lead nowhere but to more of the same, by their shape."""

    def __init__(self) -> None:
        self._shapes: Counter[str] = Counter()

    def is_trap(self, url: str) -> bool:
        """Whether an address is very long, repeats its folders, or is one too many with the same query names."""
        if len(url) > _LONGEST:
            return True
        path, _, query = url.partition("?")
        if path.count("/") > 8:
            parts = Counter(path.split("/")[3:-1])
            if parts and parts.most_common(1)[0][1] > _MOST_REPEATS:
                return True
        if not query:
            return False
        names = "&".join(sorted({pair.partition("=")[0] for pair in query.split("&")}))
        shape = _DIGITS.sub("0", path) + "?" + names
        self._shapes[shape] += 1
        return self._shapes[shape] > _MOST_OF_A_SHAPE
