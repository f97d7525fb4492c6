"""The yearly assessment of those who supervise, by the same 60/80 logic (33.1, 33.3, 36.1)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from jiyue.rulebook import indicators, parameters, scoring
from jiyue.rulebook.deductions import deduct
from jiyue.rulebook.judging import fewer_than, undecided
from jiyue.rulebook.parameters import NotHeld
from jiyue.rulebook.scoring import Score
from jiyue.rulebook.verdicts import Outcome, Verdict

CLAUSE = "36.1"


def judge_failed_sites(
    wrong_expressions: int | None, other_causes: int | None, *, on: date, city: str = "state"
) -> Verdict:
    """Judge the veto: several sites failed for serious wrong expressions, or two for other causes.

    The source says "several" of the former; the number is ours, and the copy of the source is damaged here, so
    a person confirms. None means that the result of the State's check is not on record.
    """
    try:
        parameter = parameters.get("assessment-failed-sites", city=city, on=on)
        several = parameters.get("assessment-wrong-expression-sites", city=city, on=on)
    except NotHeld as missing:
        return undecided(CLAUSE, str(missing))
    if wrong_expressions is None or other_causes is None:
        return undecided(CLAUSE, "没有国务院办公厅抽查结果的记录。", parameter)
    if wrong_expressions >= several.value:
        reason = f"因严重表述错误不合格的网站 {wrong_expressions} 个。"
        return Verdict(Outcome.VIOLATED, CLAUSE, None, None, reason, several.set, several.version)
    return fewer_than(parameter, other_causes, "因其他原因不合格的网站")


def score(
    veto: Outcome,
    defects: Mapping[str, Mapping[str, int]],
    bonuses: Mapping[str, Fraction],
    *,
    on: date,
    city: str = "state",
) -> Score:
    """Reckon a supervisor's year: 100 points less deductions, and up to 20 of bonus above 80.

    `defects` holds counts by indicator id; an indicator that is absent was not measured. Bonuses are
    points granted by indicator id, each no more than its item's. Raises NotHeld without a table.
    """
    items = [each for each in indicators.of_effect("assessment", on=on) if each.evaluator == "deductions.deduct"]
    taken = [
        deduct(each.id, defects.get(each.id), parameters.get(each.parameters[0], city=city, on=on)) for each in items
    ]
    capped = {name: min(points, bonus_cap(name, on=on, city=city)) for name, points in bonuses.items()}
    rules = scoring.terms(city, on, bonus_key="assessment-bonus-total")
    return scoring.score([veto], taken, capped, rules)


def bonus_cap(indicator_id: str, *, on: date, city: str) -> Fraction:
    """The most points that one bonus item can bring."""
    key = indicators.get(indicator_id, on=on).parameters[0]
    cap: Fraction = parameters.get(key, city=city, on=on).value["cap"]
    return cap
