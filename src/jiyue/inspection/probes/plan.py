"""When a site's home page is to be opened in the course of a day: often enough to judge, at times that nobody can foresee (36.1)."""

import hashlib
from datetime import date, datetime, time, timedelta

from jiyue.inspection.facts.dates import CHINA

_DAY = timedelta(days=1)
# A visit falls into the middle part of its share of the day, so that two never follow close upon each other.
_MARGIN = 0.15


def visits_of(day: date, seed: str, count: int = 24) -> tuple[datetime, ...]:
    """The aware instants at which a site is to be visited on a day in China, in order, one in each of `count` equal shares of the day.

    The same day and seed (such as the site's key with a secret) give the same plan, so that a restart changes nothing; two visits are at least
    three tenths of a share apart. The national indicator asks for 20 visits a day or more. Raises ValueError for a `count` below 1.
    """
    if count < 1:
        raise ValueError(f"{count} visits a day are no plan")
    share = _DAY / count
    midnight = datetime.combine(day, time(), CHINA)
    return tuple(midnight + share * (number + _at(seed, day, number)) for number in range(count))


def _at(seed: str, day: date, number: int) -> float:
    """Where in its share a visit falls: from `_MARGIN` up to 1 - `_MARGIN`."""
    digest = hashlib.sha256(f"{seed}\x1f{day.isoformat()}\x1f{number}".encode()).digest()
    return _MARGIN + (1 - 2 * _MARGIN) * int.from_bytes(digest[:6]) / 2**48
