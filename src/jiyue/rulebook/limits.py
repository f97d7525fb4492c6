"""Plain upper limits: one site a unit, one domain of each kind a site, ten years a domain (7.1, 10.2, A3)."""

from datetime import date

from jiyue.rulebook import parameters
from jiyue.rulebook.judging import at_most, undecided
from jiyue.rulebook.parameter_files import UNITS
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.verdicts import Verdict


def judge_limit(count: int | None, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge a count against the limit that parameter `key` sets; the limit itself is allowed.

    None means that nobody could count. Exceptions granted in principle (R1) are left out beforehand.
    """
    known = parameters.keys()[key]
    try:
        parameter = parameters.get(key, city=city, on=on)
    except NotHeld as missing:
        return undecided(known.clause, str(missing))
    if count is None:
        return undecided(known.clause, f"“{known.title}”没有数据，不作判定。", parameter)
    return at_most(parameter, count, known.title.removesuffix("上限"), UNITS[known.unit][0])
