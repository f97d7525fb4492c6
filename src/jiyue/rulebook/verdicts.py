"""What a judgement says: met, violated or undecided, how far from violation, and by which version."""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple


class Outcome(StrEnum):
    """The three answers of a rule. What was not measured is undecided; it is never a violation."""

    MET = "met"
    VIOLATED = "violated"
    UNDECIDED = "undecided"

    @property
    def label(self) -> str:
        """The Chinese word for screens and reports."""
        return LABELS[self]


LABELS = {Outcome.MET: "符合", Outcome.VIOLATED: "不符合", Outcome.UNDECIDED: "无法判定"}


class Verdict(NamedTuple):
    """One rule's answer on one set of facts.

    `due_on` is the last day still in time and `margin_days` the days left until then, negative when
    overdue; both are None where no clock runs. `margin` is the distance from violation in `unit`, the
    rule's own (columns, points, a share), where the rule counts something else than days. `breach_on`
    is the first day on which the rule will be (or was) violated if nothing happens.
    """

    outcome: Outcome
    clause: str
    due_on: date | None = None
    margin_days: int | None = None
    reason: str = ""
    parameter_set: str = ""
    version: str = ""
    margin: int | Fraction | None = None
    unit: str = ""
    breach_on: date | None = None
