"""Plain limits: the most, the least share, and the number that itself is too much.

At most: one site a unit, one domain of each kind a site, ten years a domain (7.1, 10.2, A3), and the like.
"""

from datetime import date
from fractions import Fraction

from jiyue.rulebook import parameters
from jiyue.rulebook.judging import at_most, fewer_than, undecided
from jiyue.rulebook.parameter_files import UNITS
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.verdicts import Outcome, Verdict


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


def judge_reach(count: int | None, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge a count that may not reach the number of parameter `key`: failed sign-ins (31.1), slow seconds (V2).

    The number itself violates; None means that nobody could count.
    """
    known = parameters.keys()[key]
    try:
        parameter = parameters.get(key, city=city, on=on)
    except NotHeld as missing:
        return undecided(known.clause, str(missing))
    if count is None:
        return undecided(known.clause, f"“{known.title}”没有数据，不作判定。", parameter)
    return fewer_than(parameter, count, known.title)


def judge_share(part: int | None, whole: int | None, key: str, *, on: date, city: str = "baoji") -> Verdict:
    """Judge whether `part` of `whole` is at least the share of parameter `key`, such as the sites checked (33.1).

    The share itself is enough, and is exact. None, or nothing to take a share of, is undecided. The margin is
    the share beyond the least, negative for what lacks.
    """
    known = parameters.keys()[key]
    try:
        parameter = parameters.get(key, city=city, on=on)
    except NotHeld as missing:
        return undecided(known.clause, str(missing))
    if part is None or not whole:
        return undecided(known.clause, f"“{known.title}”没有数据，不作判定。", parameter)
    least: Fraction = parameter.value
    share = Fraction(part, whole)
    return Verdict(
        Outcome.MET if share >= least else Outcome.VIOLATED,
        known.clause,
        reason=f"{known.title}：{whole} 个中有 {part} 个，占 {float(share):.2%}，应不低于 {float(least):.0%}。",
        parameter_set=parameter.set,
        version=parameter.version,
        margin=share - least,
        unit="share",
    )
