"""From verdicts and deductions to a score, as the national table reckons (19.7, 36.1).

A veto leaves a site unscored. Only portals are scored. Below 60 is unqualified; above 80 the bonus
counts. Without outward services the service group is left out and the rest times 4/3. What was not
measured makes a range, and the outcome is undecided where the range crosses a line.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from jiyue.rulebook import parameters
from jiyue.rulebook.deductions import Deduction
from jiyue.rulebook.parameters import Parameter
from jiyue.rulebook.verdicts import Outcome

NOTHING = Fraction(0)
SERVICE_GROUP = "办事服务"


class Result(StrEnum):
    """How a site comes out of a check."""

    VETOED = "vetoed"
    FAILED = "failed"
    QUALIFIED = "qualified"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        """The Chinese words for bulletins and screens."""
        return LABELS[self]


LABELS = {
    Result.VETOED: "不合格（单项否决）",
    Result.FAILED: "不合格（得分低于合格线）",
    Result.QUALIFIED: "合格",
    Result.UNDECIDED: "尚不能判定",
}


class ScoreTerms(NamedTuple):
    """The lines of a scoring table."""

    total: Parameter
    pass_line: Parameter
    bonus_above: Parameter
    bonus_total: Parameter
    no_service_factor: Parameter


class Score(NamedTuple):
    """A site's result with all that led to it.

    `low` and `high` bound the deduction score: they differ by what was not measured. `bonus` is what
    counts of it, `granted` what was granted. All are None for a site that is vetoed or no portal.
    """

    result: Result
    low: Fraction | None
    high: Fraction | None
    bonus: Fraction
    granted: Fraction
    deductions: tuple[Deduction, ...]
    reason: str
    versions: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction | None:
        """The final points, bonus included; None while a part was not measured or nothing is scored."""
        return self.low + self.bonus if self.low is not None and self.low == self.high else None


def terms(set_id: str, on: date, *, bonus_key: str = "bonus-total") -> ScoreTerms:
    """The lines of a set in force on a day. Raises NotHeld when the set does not hold them."""
    keys = ("score-total", "score-pass", "score-bonus-above", bonus_key, "score-no-service-factor")
    return ScoreTerms(*(parameters.get(key, city=set_id, on=on) for key in keys))


def score(
    vetoes: Sequence[Outcome],
    deductions: Sequence[Deduction],
    bonuses: Mapping[str, Fraction],
    rules: ScoreTerms,
    *,
    is_scored: bool = True,
    is_service_skipped: bool = False,
) -> Score:
    """Reckon one site.

    `deductions` and `bonuses` hold what applies: without service function (`is_service_skipped`) the
    service group is left out by the caller, and the factor scales the rest. `is_scored` is False for
    department sites, which only the vetoes judge.
    """
    granted = min(sum(bonuses.values(), NOTHING), rules.bonus_total.value)
    if Outcome.VIOLATED in vetoes:
        return Score(Result.VETOED, None, None, NOTHING, granted, (), "触犯单项否决，不再计分。")
    if not is_scored:
        return _unscored(vetoes, granted)
    factor = rules.no_service_factor.value if is_service_skipped else Fraction(1)
    full = rules.total.value / factor
    lost = sum((each.taken for each in deductions if each.taken is not None), NOTHING)
    unknown = sum((each.cap for each in deductions if each.taken is None), NOTHING)
    low, high = (max(full - lost - unknown, NOTHING) * factor, max(full - lost, NOTHING) * factor)
    bonus = granted if low > rules.bonus_above.value else NOTHING
    result = _result(vetoes, low, high, rules)
    versions = tuple(sorted({each.version for each in deductions} | {rules.pass_line.version}))
    return Score(result, low, high, bonus, granted, tuple(deductions), _reason(low, high, bonus, rules), versions)


def _unscored(vetoes: Sequence[Outcome], granted: Fraction) -> Score:
    result = Result.UNDECIDED if Outcome.UNDECIDED in vetoes else Result.QUALIFIED
    return Score(result, None, None, NOTHING, granted, (), "部门网站只检查单项否决，不计分。")


def _result(vetoes: Sequence[Outcome], low: Fraction, high: Fraction, rules: ScoreTerms) -> Result:
    if high < rules.pass_line.value:
        return Result.FAILED
    if Outcome.UNDECIDED in vetoes or low < rules.pass_line.value:
        return Result.UNDECIDED
    return Result.QUALIFIED


def _reason(low: Fraction, high: Fraction, bonus: Fraction, rules: ScoreTerms) -> str:
    points = _points(low) if low == high else f"{_points(low)}至{_points(high)}（有指标未测量）"
    extra = f"，加分 {_points(bonus)}" if bonus else ""
    return f"扣分指标得分 {points}{extra}；合格线 {_points(rules.pass_line.value)}，高于 {_points(rules.bonus_above.value)} 计加分。"


def _points(value: Fraction) -> str:
    """Points as people write them: up to two decimals, no trailing zeros."""
    return f"{float(value):.2f}".rstrip("0").rstrip(".")
