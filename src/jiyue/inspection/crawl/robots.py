"""What a host's robots.txt asks of visitors, for the one who chose to respect it (RFC 9309)."""

import re
from dataclasses import dataclass
from typing import NamedTuple

# RFC 9309 asks for at least 500 KB; more rules than these no one wrote by hand.
_READ = 500_000
_MOST_RULES = 5_000
_LONGEST_PATTERN = 500
_LONGEST_DELAY = 10.0
_LINE = re.compile(r"\s*([A-Za-z-]{1,30})\s*:\s*([^#]*)")


class Rule(NamedTuple):
    """One line: whether addresses of this shape are allowed. `*` stands for anything, a last `$` for the end."""

    pattern: str
    is_allowed: bool

    def fits(self, path: str) -> bool:
        """Whether the rule speaks of a path (with its query)."""
        pattern, is_whole = self.pattern.removesuffix("$"), self.pattern.endswith("$")
        first, *rest = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for number, piece in enumerate(rest):
            is_last = number == len(rest) - 1
            if is_last and is_whole and piece:
                return path.endswith(piece) and len(path) - len(piece) >= at
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return not is_whole or at == len(path) or (bool(rest) and not rest[-1])


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for us. `delay_s` is the pause that it asks for between requests, at most 10 seconds."""

    rules: tuple[Rule, ...] = ()
    delay_s: float = 0.0

    def allows(self, path: str) -> bool:
        """Whether a path may be asked for: the longest rule that fits counts, of two as long the one that allows."""
        fitting = [(len(rule.pattern), rule.is_allowed) for rule in self.rules if rule.fits(path)]
        return max(fitting, default=(0, True))[1]


ALL = Robots()
NOTHING = Robots((Rule("/", is_allowed=False),))


def read_robots(text: str, *, agent: str) -> Robots:
    """The rules for `agent` (a product name), or else for everybody."""
    groups: dict[str, list[tuple[str, str]]] = {}
    current: list[list[tuple[str, str]]] = []
    is_naming = False
    for line in text[:_READ].splitlines()[: _MOST_RULES * 2]:
        found = _LINE.match(line)
        if not found:
            continue
        field, value = found[1].lower(), found[2].strip()
        if field == "user-agent":
            current = current if is_naming else []
            current.append(groups.setdefault(value.lower(), []))
        else:
            for group in current:
                group.append((field, value))
        is_naming = field == "user-agent"
    lines = next((groups[name] for name in (agent.lower(), "*") if name in groups), [])
    rules = (
        Rule(value[:_LONGEST_PATTERN], field == "allow")
        for field, value in lines
        if field in {"allow", "disallow"} and value
    )
    return Robots(
        tuple(rules)[:_MOST_RULES],
        max((_delay(value) for field, value in lines if field == "crawl-delay"), default=0.0),
    )


def _delay(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return min(seconds, _LONGEST_DELAY) if seconds > 0 else 0.0
